"""A cheap phone for the benchmarks: Debian's Chromium at 360 px, slowed down, and what it sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from literasi import create_app
from tests.conftest import make_settings, set_up
from tests.journeys.conftest import CHROMIUM, FLAGS, serving

BASE = "https://literasi.example"
SLOWDOWN = 4  # times the processor's work


@dataclass(frozen=True, slots=True)
class Line:
    """Bits a second each way, and milliseconds before an answer begins."""

    bits: int
    latency: int

    def __str__(self) -> str:
        return f"{self.bits // 1000} kbit/s, {self.latency} ms"


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds from a moment until a page's first text was painted, and until all of its HTML
    was there as well: then it can be read to its end."""

    painted: float
    readable: float


@dataclass(frozen=True, slots=True)
class Addresses:
    """Pages of the first course's first module, and the lesson of all courses that has the most
    bytes: paths, but for the course's name."""

    course: str
    module: str
    lessons: tuple[str, ...]
    largest: str


def install(data: Path) -> Addresses:
    """An installation in `data` as `flask setup` leaves it, with the shipped courses and an
    address of its own, as every public one has: its pages name it, which costs bytes."""
    settings = make_settings(data, LITERASI_BASE_URL=BASE)
    set_up(settings)
    site = create_app(settings).extensions["literasi"]
    lessons = [
        f"/kursus/{course.slug}/{module.slug}/{lesson.slug}"
        for course in site.catalogue.courses
        for module, lesson in course.steps()
    ]
    module = lessons[0].rpartition("/")[0]
    return Addresses(
        course=site.catalogue.courses[0].slug,
        module=module,
        lessons=tuple(one for one in lessons if one.startswith(f"{module}/")),
        largest=max(lessons, key=lambda one: len(site.pages()[one].brotlied)),
    )


def serve(data: Path) -> AbstractContextManager[str]:
    """Where what was installed in `data` is served on this machine, while this lasts."""
    return serving(data, LITERASI_BASE_URL=BASE)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def slow_down(page: Page, line: Line | None) -> None:
    """Slow the page's processor, and its line unless there is none."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    if line:
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", _conditions(line))


def slow_down_worker(browser: Browser, line: Line) -> None:
    """What passes through a service worker is slowed at the worker, and at no page.

    Playwright gives no session for a worker, so this one goes through the browser's own.
    """
    devtools = browser.new_browser_cdp_session()
    targets = devtools.send("Target.getTargets")["targetInfos"]
    (worker,) = (one["targetId"] for one in targets if one["type"] == "service_worker")
    attached = devtools.send("Target.attachToTarget", {"targetId": worker, "flatten": False})
    orders: dict[str, dict[str, Any]] = {
        "Network.enable": {},
        "Network.emulateNetworkConditions": _conditions(line),
    }
    for number, (method, parameters) in enumerate(orders.items()):
        message = json.dumps({"id": number, "method": method, "params": parameters})
        devtools.send(
            "Target.sendMessageToTarget", {"sessionId": attached["sessionId"], "message": message}
        )


def _conditions(line: Line) -> dict[str, Any]:
    bytes_a_second = line.bits / 8
    return {
        "offline": False,
        "latency": line.latency,
        "downloadThroughput": bytes_a_second,
        "uploadThroughput": bytes_a_second,
    }


TAPPED = "literasi-bench-tapped"


def watch_taps(page: Page) -> None:
    """Note the moment of each tap, for the page that it leads to."""
    page.evaluate(
        """(name) => addEventListener("click", () => {
          sessionStorage.setItem(name, performance.timeOrigin + performance.now());
        }, true)""",
        TAPPED,
    )


def seen(page: Page, tapped: bool = False) -> Seen:
    """How long this page took since it was asked for, or since the tap that led to it."""
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    origin, began, painted, whole = page.evaluate(
        """(name) => {
          const [paint] = performance.getEntriesByName("first-contentful-paint");
          const [page] = performance.getEntriesByType("navigation");
          const tapped = Number(sessionStorage.getItem(name));
          return [performance.timeOrigin, tapped, paint.startTime, page.domInteractive];
        }""",
        TAPPED,
    )
    before = origin - began if tapped else 0.0
    return Seen(before + painted, before + max(painted, whole))
