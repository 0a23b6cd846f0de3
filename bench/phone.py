"""What a reader waits for on a cheap phone, in headless Chromium slowed down by DevTools.

Each figure is the median of `--runs`, each run with a phone that knows nothing yet. The server is
the one that `script/server` starts, on the same machine. The throttling delays requests and not
connections, so neither DNS nor TCP nor TLS costs anything; and it slows no worker's processor.
Airplane mode means here that the server is stopped, and the browser was started anew.

    .venv/bin/python -m bench.phone [--runs 5]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

from playwright.sync_api import Browser, Page

from bench.handset import (
    Addresses,
    Line,
    Seen,
    chromium,
    install,
    seen,
    serve,
    slow_down,
    slow_down_worker,
    watch_taps,
)
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE
from tests.journeys.keeping import keep, wait_for_shell

FAST, SLOW = Line(400_000, 300), Line(50_000, 500)
PATIENCE = 60_000  # milliseconds; a slow line is no failure here


@dataclass(frozen=True, slots=True)
class Bench:
    """Who reads what, and where it is served."""

    browser: Browser
    site: str
    pages: Addresses

    def first_lesson(self, line: Line) -> Seen:
        """A lesson is opened from a link that somebody sent."""
        with self._new_phone() as page:
            slow_down(page, line)
            page.goto(self.pages.lessons[0])
            return seen(page)

    def next_lesson(self, line: Line, worker: bool = False) -> Seen:
        """The first lesson is read, and its button is tapped; the worker stands between the
        second lesson and the line, or there is none."""
        with self._new_phone("allow" if worker else "block") as page:
            page.goto(self.pages.lessons[0], wait_until="load")
            if worker:
                wait_for_shell(page)
                slow_down_worker(self.browser, line)
            slow_down(page, line)
            watch_taps(page)
            page.get_by_role("button", name="Selesai, lanjut").click()
            page.wait_for_url(f"**{self.pages.lessons[1]}")
            return seen(page, tapped=True)

    @contextmanager
    def _new_phone(self, workers: Literal["allow", "block"] = "block") -> Iterator[Page]:
        context = self.browser.new_context(
            base_url=self.site, viewport=PHONE, service_workers=workers
        )
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        context.close()

    @contextmanager
    def kept_phone(self, folder: Path) -> Iterator[Page]:
        """A phone whose browser is started anew each time and remembers in `folder`."""
        context = self.browser.browser_type.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=FLAGS, viewport=PHONE, base_url=self.site
        )
        yield context.new_page()
        context.close()

    def keep_module(self, folder: Path) -> None:
        with self.kept_phone(folder) as page:
            keep(page, self.pages.course)

    def saved_lesson(self, folder: Path) -> Seen:
        with self.kept_phone(folder) as page:
            slow_down(page, None)
            page.goto(self.pages.lessons[1])
            page.wait_for_selector("#pelajaran")  # and not what stands in for an unsaved page
            return seen(page)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    print(f"{f'median of {runs} (least to most), ms':50} {'painted':>22} {'readable':>22}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        data = Path(folder) / "site"
        pages = install(data)
        phones = [Path(folder) / f"phone-{number}" for number in range(runs)]
        with serve(data) as site:
            bench = Bench(browser, site, pages)
            for line in (FAST, SLOW):
                _report(f"first lesson, {line}", [bench.first_lesson(line) for _ in phones])
            for line in (FAST, SLOW):
                _report(f"next lesson, {line}", [bench.next_lesson(line) for _ in phones])
                through = [bench.next_lesson(line, worker=True) for _ in phones]
                _report(f"next lesson through the worker, {line}", through)
            for phone in phones:
                bench.keep_module(phone)
        _report("saved lesson, server stopped", [bench.saved_lesson(phone) for phone in phones])


def _report(name: str, runs: Sequence[Seen]) -> None:
    figures = ([one.painted for one in runs], [one.readable for one in runs])
    columns = (f"{median(one):,.0f} ({min(one):,.0f} to {max(one):,.0f})" for one in figures)
    print(f"{name:50}", *(f"{column:>22}" for column in columns), flush=True)


if __name__ == "__main__":
    main()
