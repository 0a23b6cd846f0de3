"""What each kind of page costs on a prepaid line: requests, and bytes with all headers.

Headless Chromium asks through a TCP proxy that counts (`tests/cut_proxy.py`). "At first" is a phone
that has never been here, "later" one that has read the first lesson. What the service worker
fetches once a page can be read is counted by itself. No TLS, no TCP: those are the line's own.

    .venv/bin/python -m bench.weight
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, StorageState

from bench.handset import Addresses, chromium, install, serve
from tests.cut_proxy import CutProxy, Exchange
from tests.journeys.conftest import PHONE
from tests.journeys.keeping import wait_for_shell
from tests.journeys.test_phones import register

WORKER_SECONDS = 3  # in which it does all that it begins behind a page

Act = Callable[[Page], object]


@dataclass(frozen=True, slots=True)
class Phone:
    """One that reads behind the line: signed in or not, and with a worker or without."""

    browser: Browser
    line: CutProxy
    signed_in: StorageState | None = None
    worker: bool = False

    def costs(self, act: Act, before: str = "") -> tuple[list[Exchange], str]:
        """What goes over the line for an act, after a page was read, and where it ends."""
        context = self.browser.new_context(
            base_url=self.line.address,
            viewport=PHONE,
            service_workers="allow" if self.worker else "block",
            storage_state=self.signed_in,
        )
        page = context.new_page()
        if before:
            page.goto(before)
            self._rest(page)
        self.line.exchanges.clear()
        act(page)
        self._rest(page)
        seen = list(self.line.exchanges), urlsplit(page.url).path
        context.close()
        return seen

    def _rest(self, page: Page) -> None:
        page.wait_for_load_state("networkidle")
        if self.worker:
            wait_for_shell(page)
            page.wait_for_timeout(WORKER_SECONDS * 1000)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"{'page':36} {'requests':>8} {'received':>8} {'until readable':>14} {'sent':>6}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        pages = install(Path(folder))
        with (
            serve(Path(folder)) as site,
            CutProxy(urlsplit(site).port or 0) as line,
        ):
            stranger = Phone(browser, line)
            learner = Phone(browser, line, _registered(browser, line))
            _report_pages(stranger, learner, pages)
            _report_worker(Phone(browser, line, worker=True), pages)


def _registered(browser: Browser, line: CutProxy) -> StorageState:
    context = browser.new_context(base_url=line.address, viewport=PHONE)
    register(context.new_page(), "Siti Aminah")
    state = context.storage_state()
    context.close()
    return state


def _report_pages(stranger: Phone, learner: Phone, pages: Addresses) -> None:
    lesson = pages.lessons[0]
    places = {
        "home": "/",
        "course": f"/kursus/{pages.course}",
        "lesson": lesson,
        "quiz": f"{pages.module}/kuis",
        "glossary": "/glosarium",
    }
    for when, before in (("at first", ""), ("later", lesson)):
        for name, path in places.items():
            if path != before:
                _print(f"{name}, {when}", *stranger.costs(_goes_to(path), before))
        _print(f"saya, {when}", *learner.costs(_goes_to("/saya"), before))
    _print("the largest lesson, at first", *stranger.costs(_goes_to(pages.largest)))
    _print("next lesson", *stranger.costs(_goes_on, lesson))
    _print("next lesson, signed in", *learner.costs(_goes_on, lesson))
    _print("the same lesson, unchanged", *stranger.costs(lambda page: page.reload(), lesson))


def _report_worker(phone: Phone, pages: Addresses) -> None:
    """What is fetched for later, once the page can be read."""
    lesson = pages.lessons[0]
    for name, act, before in (
        ("first lesson", _goes_to(lesson), ""),
        ("next lesson", _goes_on, lesson),
    ):
        all_of_it, _ = phone.costs(act, before)
        for own in Phone(phone.browser, phone.line).costs(act, before)[0]:
            all_of_it.remove(next(one for one in all_of_it if one.target == own.target))
        _print(f"the worker, behind the {name}", all_of_it, "")
        for one in all_of_it:
            print(f"    {one.received:6} {one.target}")


def _goes_to(path: str) -> Act:
    return lambda page: page.goto(path)


def _goes_on(page: Page) -> None:
    """As a reader does at the end of a lesson."""
    here = page.url
    page.get_by_role("button", name="Selesai, lanjut").click()
    page.wait_for_url(lambda url: url != here)


def _print(name: str, exchanges: Sequence[Exchange], path: str) -> None:
    received = sum(one.received for one in exchanges)
    needed = [one for one in exchanges if one.target == path or ".css?" in one.target]
    readable = sum(one.received for one in needed)
    sent = sum(one.sent for one in exchanges)
    print(f"{name:36} {len(exchanges):8} {received:8,} {readable:14,} {sent:6,}", flush=True)


if __name__ == "__main__":
    main()
