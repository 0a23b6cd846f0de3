"""A class arrives: forty learners with printed cards, fifteen of an office's phones, one thin line.

    python -m tests.drills.class_arrives [learners] [phones] [seed] [installation]

Every learner scans the card on the next free phone (HP pinjaman), agrees, takes the seat and hands
the phone on with "Ganti peserta". The line carries 100 kbit/s for all, and 5 % of its connections
are cut. All must be signed in within ten minutes with at most three actions each after the card: a
tap, a tick, or loading a page again that did not come. A copy of the installation is used where one
is named; else one is set up.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from flask import Flask
from playwright.async_api import Browser, Error, Page, async_playwright
from sqlalchemy import select

from literasi import create_app
from literasi.accounts.models import SignIn
from literasi.database import db
from tests import staff
from tests.classroom import print_cards
from tests.conftest import lay_out, make_settings, set_up
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE, serving
from tests.lending import lend_phones
from tests.slow_line import SlowLine

BITS, CUT_SHARE = 100_000, 0.05
MINUTES, MOST_ACTIONS = 10, 3
PATIENCE = 90_000  # milliseconds that somebody waits for a page before loading it again
SIGNED_IN = re.compile(r"/saya/kelas/")


@dataclass
class Arrivals:
    """What was seen: actions after the card and seconds since the beginning, by learner."""

    began: float = field(default_factory=time.monotonic)
    actions: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main(learners: int = 40, phones: int = 15, seed: int = 1, installation: str = "") -> int:
    """The exit status: 0 when everybody was in, in time, with few actions."""
    with tempfile.TemporaryDirectory() as folder:
        if installation:
            lay_out(Path(installation), Path(folder))
        app, codes, tokens = prepare(Path(folder), learners, phones)
        with serving(Path(folder)) as address:
            seen, line = asyncio.run(arrive(address, codes, tokens, Random(seed)))
        with app.app_context():
            known = select(SignIn.learner_id).where(SignIn.learner_id.is_not(None)).distinct()
            inside = len(db.session.scalars(known).all())
            db.engine.dispose()
    print(
        f"{learners} learners, {phones} phones: {len(seen.seconds)} signed in, the last after "
        f"{max(seen.seconds, default=0):.0f} s; actions after the card: most "
        f"{max(seen.actions, default=0)}, mean {sum(seen.actions) / learners:.2f}; "
        f"{line.bytes / 1000:.0f} kB in {line.connections} connections, {line.cuts} cut"
    )
    good = len(seen.seconds) == inside == learners and max(seen.seconds) <= MINUTES * 60
    return 0 if good and max(seen.actions) <= MOST_ACTIONS else 1


def prepare(folder: Path, learners: int, phones: int) -> tuple[Flask, list[str], list[str]]:
    """An installation with a class, the codes of its printed cards, and the phones' tokens."""
    settings = make_settings(folder)
    if not settings.catalogue.exists():
        set_up(settings)
    app = create_app(settings)
    trainer = staff.employ(app, "rina@bp3mi.test", "trainer").sign_in()
    address = trainer.make_class()
    trainer.paste(address, "\n".join(f"Peserta {number:02d} Contoh" for number in range(learners)))
    codes = print_cards(trainer, address)
    tokens = [f"phone-number-{number:02d}-of-the-office" for number in range(phones)]
    lend_phones(app, tokens)
    return app, codes, tokens


async def arrive(
    address: str, codes: list[str], tokens: list[str], random: Random
) -> tuple[Arrivals, SlowLine]:
    waiting = list(codes)
    port = int(address.rpartition(":")[2])
    async with async_playwright() as playwright, SlowLine(port, BITS, CUT_SHARE, random) as line:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        seen = Arrivals()
        await asyncio.gather(*(phone(browser, line, token, waiting, seen) for token in tokens))
        await browser.close()
    return seen, line


async def phone(
    browser: Browser, line: SlowLine, token: str, waiting: list[str], seen: Arrivals
) -> None:
    """One phone, from hand to hand while somebody waits."""
    context = await browser.new_context(base_url=line.address, viewport=PHONE)
    cookie = {"name": "literasi_hp", "value": token, "url": line.address}
    await context.add_cookies([cookie])  # type: ignore[list-item]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    while waiting and time.monotonic() - seen.began < MINUTES * 60:
        actions = await sign_in(page, waiting.pop(0))
        seen.actions.append(actions)
        seen.seconds.append(time.monotonic() - seen.began)
        if waiting:
            await hand_on(page)
    await context.close()


async def sign_in(page: Page, code: str) -> int:
    """How many actions it took after the card was scanned."""
    actions = 0
    scanned = await came(page.goto(f"/masuk#{code}", wait_until="commit"))
    while not SIGNED_IN.search(page.url):
        tick = page.get_by_role("checkbox")
        # Scanning leads to the sign-in with the code after the #; the page sends it by itself.
        if scanned and await came(tick.check()):
            await page.get_by_role("button", name="Ambil kursi").click(no_wait_after=True)
            actions += 2
            if await came(page.wait_for_url(SIGNED_IN, wait_until="commit")):
                break
        # What did not come is loaded again; where that does not help, the card is scanned again.
        actions += 1
        if await came(page.reload(wait_until="commit")) and await tick.count():
            continue
        if not SIGNED_IN.search(page.url):
            scanned = await came(page.goto(f"/masuk#{code}", wait_until="commit"))
    return actions


async def came(page: Awaitable[object]) -> bool:
    """Whether what was asked for came."""
    try:
        await page
    except Error as error:
        print(f"again: {str(error).splitlines()[0]}")
        return False
    return True


async def hand_on(page: Page) -> None:
    """Give the phone to the next one; a page that did not come is loaded again."""
    while SIGNED_IN.search(page.url):
        try:
            await page.get_by_role("button", name="Ganti peserta").click(no_wait_after=True)
            await page.wait_for_url("**/masuk", wait_until="commit")
        except Error:
            await page.goto(page.url, wait_until="commit")


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:4]), *sys.argv[4:5]))
