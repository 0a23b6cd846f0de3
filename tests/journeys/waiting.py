"""What a person does with a quiz and no signal, and a look at what the phone keeps of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask
from playwright.sync_api import Page, TimeoutError, expect
from sqlalchemy import select

from literasi.database import db
from literasi.domain.course import Course
from literasi.learning.models import Attempt
from tests.journeys.quiz import fill_in

WAITING = "1 jawaban menunggu sinyal"


def quiz_of(course: Course, module: int = 0) -> str:
    return f"/kursus/{course.slug}/{course.modules[module].slug}/kuis"


def prepare(page: Page, course: Course, module: int = 0) -> None:
    page.goto(quiz_of(course, module))
    page.get_by_role("button", name="Siapkan kuis untuk luring").click()
    expect(page.locator("[data-ready]")).to_be_visible()


def open_kept(page: Page, course: Course, module: int = 0) -> None:
    """Open the kept sheet of a module where no network is asked."""
    page.goto("/kuis-luring")
    page.locator("[data-waiting-list] a", has_text=course.modules[module].title).click()
    expect(page.locator("h1")).to_contain_text(course.modules[module].title)


def answer(page: Page, course: Course, module: int = 0, right: bool = True) -> None:
    fill_in(page, course.modules[module], right)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("[data-waiting-form]")).to_be_hidden()


def send_now(page: Page) -> None:
    """Press the button, unless the phone was faster and nothing waits any more."""
    with suppress(TimeoutError):
        page.get_by_role("button", name="Kirim sekarang").click(timeout=3_000)


def attempts(app: Flask) -> list[Attempt]:
    with app.app_context():
        return list(db.session.scalars(select(Attempt).order_by(Attempt.id)))


def wait_for_attempts(app: Flask, number: int) -> list[Attempt]:
    """What the server has committed, once it is that many; the test fails if it never is."""
    return _wait(lambda: attempts(app), lambda found: len(found) == number)


def wait_until_sent(page: Page) -> None:
    """Nothing waits on the phone any more."""
    _wait(lambda: kept(page, "antrean"), lambda found: not found)


def _wait(look: Callable[[], list[Any]], is_there: Callable[[list[Any]], bool]) -> list[Any]:
    deadline = time.monotonic() + 120
    while not is_there(found := look()):
        assert time.monotonic() < deadline, len(found)
        time.sleep(0.02)
    return found


def kept(page: Page, store: str) -> list[dict[str, Any]]:
    """Everything in one store of the phone, whose ever it is."""
    found: list[dict[str, Any]] = page.evaluate(
        """(store) => new Promise((resolve, reject) => {
          const request = indexedDB.open("literasi-kuis");
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const all = request.result.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => { request.result.close(); resolve(all.result); };
          };
        })""",
        store,
    )
    return found


def rewrite(page: Page, change: str, store: str = "antrean", base: str = "literasi-kuis") -> None:
    """Change all in a store by a piece of JavaScript, as whoever holds the phone may.

    The queue's own lock is held meanwhile: an item that was read before, and is on its way as it
    was, would be taken as if nobody had touched it.
    """
    page.evaluate(
        """([base, store]) => navigator.locks.request(base, () => new Promise((resolve) => {
          const request = indexedDB.open(base);
          request.onsuccess = () => {
            const writing = request.result.transaction(store, "readwrite");
            const place = writing.objectStore(store);
            const all = place.getAll();
            all.onsuccess = () => { for (const one of all.result) place.put(CHANGE(one)); };
            writing.oncomplete = () => { request.result.close(); resolve(); };
          };
        }))""".replace("CHANGE", f"({change})"),
        [base, store],
    )
