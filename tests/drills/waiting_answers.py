"""Taps on a line that is cut at random: each of them must have exactly one effect.

    python -m tests.drills.waiting_answers [schedules] [first seed]

A schedule is a phone of its own: it prepares a quiz, loses the line, answers, and then meets up to
five faults before the line is good: cut before the request arrives, after the commit before the
reply, in the middle of the reply, a tab closed while it sends, a second tab that sends too. Then
the server must hold one attempt of that phone with those marks, and the phone one result.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from literasi import create_app
from literasi.domain.course import Course
from tests.conftest import make_settings, set_up
from tests.cut_proxy import CutProxy
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE
from tests.journeys.own_site import OwnSite
from tests.journeys.test_phones import register
from tests.journeys.waiting import answer, attempts, kept, open_kept, prepare, wait_until_sent

FAULTS = ("before", "after", "middle", "closed tab", "two tabs")


def main(schedules: int = 100, first: int = 0) -> int:
    """The exit status: 0 when every tap had one effect."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = make_settings(Path(folder))
        set_up(settings)
        app = create_app(settings)
        site = OwnSite(app)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        met: Counter[str] = Counter()
        began = time.monotonic()
        wrong = [
            seed
            for seed in range(first, first + schedules)
            if not run(app, site, browser, Random(seed), met)
        ]
        browser.close()
        site.stop()
        print(f"{schedules} schedules, {dict(met)}, {time.monotonic() - began:.0f} s")
        print(f"attempts: {len(attempts(app))}; schedules that went wrong: {wrong or 'none'}")
        return 1 if wrong or len(attempts(app)) != schedules else 0


def run(app: Flask, site: OwnSite, browser: Browser, random: Random, met: Counter[str]) -> bool:
    """Whether this schedule's tap had exactly one effect."""
    course: Course = app.extensions["literasi"].prepared.catalogue.courses[0]
    module = random.randrange(len(course.modules))
    right = random.random() < 0.5
    before = len(attempts(app))
    with CutProxy(site.port) as line:
        phone = browser.new_context(base_url=line.address, viewport=PHONE)
        page = phone.new_page()
        register(page, "Siti Aminah")
        prepare(page, course, module)
        open_kept(page, course, module)
        cut(line, random, met)
        answer(page, course, module, right)
        for _ in range(random.randrange(5)):
            page = trouble(phone, page, line, random, met)
        line.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        wait_until_sent(page)
        expect(page.locator("[data-queue] a")).to_have_count(1)
        one_result = len(kept(page, "hasil")) == 1 and not kept(page, "lembar")
        phone.close()
    new = attempts(app)[before:]
    return one_result and len(new) == 1 and (new[0].right_count == new[0].total) == right


def trouble(
    phone: BrowserContext, page: Page, line: CutProxy, random: Random, met: Counter[str]
) -> Page:
    """One more try that fails, or may; returns the tab that is left."""
    fault = random.choice(FAULTS)
    if fault in ("closed tab", "two tabs"):
        met[fault] += 1
        other = phone.new_page()
        other.goto("/kuis-luring")
        if fault == "closed tab":
            page.close()
            return other
        other.evaluate("dispatchEvent(new Event('online'))")
    else:
        line.mend()
        cut(line, random, met)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(random.randrange(400))
    return page


def cut(line: CutProxy, random: Random, met: Counter[str]) -> None:
    fault = random.choice(FAULTS[:3])
    met[fault] += 1
    if fault == "before":
        line.cut_before("/kirim")
    else:
        line.cut("/kirim", 0 if fault == "after" else random.randrange(1, 600))


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:])))
