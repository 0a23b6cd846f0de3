"""What the script does to a tap: nothing is loaded twice, and no button stays dead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect
from werkzeug.serving import make_server

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Course
from tests.conftest import SETUP_DAY
from tests.journeys.conftest import PHONE
from tests.journeys.test_phones import register

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def course() -> Course:
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    return catalogue.courses[0]


class Noting:
    """The app, noting what it is asked for: a browser does not tell what a script that
    outlives its page loads. Nothing may be cached, or the second asking would not come."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.asked: list[tuple[str, str]] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))

        def start_uncached(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            kept = [header for header in headers if header[0] != "Cache-Control"]
            return start(status, [*kept, ("Cache-Control", "no-store")], *more)

        return self.app(environ, start_uncached)


@pytest.fixture
def noting(app: Flask) -> Iterator[tuple[Noting, str]]:
    """A server that notes, and its address."""
    noting = Noting(app)
    server = make_server("127.0.0.1", 0, noting, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield noting, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_finished_lesson_loads_the_next_page_once(
    browser: Browser, noting: tuple[Noting, str], course: Course
) -> None:
    server, address = noting
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    register(page, "Pak Yanto")
    module = course.modules[0]
    here, following = (
        f"/kursus/{course.slug}/{module.slug}/{le.slug}" for le in module.lessons[:2]
    )
    page.goto(here)
    page.get_by_role("button", name="Selesai, lanjut").click()
    expect(page.locator("h1")).to_have_text(module.lessons[1].title)
    page.wait_for_timeout(1000)
    assert server.asked.count(("POST", f"{here}/selesai")) == 1
    assert server.asked.count(("GET", following)) == 1
    context.close()


def test_a_button_works_again_after_a_stop(page: Page) -> None:
    page.clock.install()
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Siti Aminah")
    page.get_by_role("checkbox").check()
    stopped: list[str] = []

    def stop_the_first(route: Route) -> None:
        if route.request.method == "POST" and not stopped:
            stopped.append(route.request.url)
            route.abort("aborted")
        else:
            route.continue_()

    page.route("**/daftar", stop_the_first)
    send = page.get_by_role("button", name="Simpan")
    send.click()
    expect(send).to_have_attribute("aria-busy", "true")
    page.clock.fast_forward(8_000)
    expect(send).not_to_have_attribute("aria-busy", "true")
    send.click()
    expect(page.get_by_role("heading", name="Halo, Siti Aminah")).to_be_visible()
    assert len(stopped) == 1
