"""What a person does with kept modules, and a look into the phone's store."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Page, expect

STORE = "literasi-1"
KEPT = "Modul ini sekarang bisa dibuka tanpa sinyal"
NOT_KEPT = "Halaman ini belum tersimpan di HP"


def press_keep(page: Page, course: str, module: int = 0) -> None:
    """Ask to keep a module of a course, by its place in the course."""
    page.goto(f"/kursus/{course}")
    place = page.locator("[data-save]").nth(module)
    button = place.get_by_role("button", name="Simpan modul ini")
    expect(button).to_be_visible()
    wait_for_shell(page)
    button.click()


def keep(page: Page, course: str, module: int = 0) -> None:
    press_keep(page, course, module)
    expect(page.locator("[data-save]").nth(module).get_by_role("status")).to_contain_text(KEPT)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Ask again and again, at most 30 seconds."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, f"it never happened: {index_of(page)}"
        page.wait_for_timeout(20)


def until(page: Page, expression: str) -> Any:
    """What an expression gives once it is true.

    Playwright's `wait_for_function` evaluates in the page, which the page's policy forbids as
    soon as the first look did not find it true.
    """
    deadline = time.monotonic() + 30
    while True:
        # A page that is just being left has nothing to evaluate in.
        with suppress(Error):
            if value := page.evaluate(expression):
                return value
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(20)


def wait_for_shell(page: Page) -> None:
    """The worker has kept the page that stands in for others, and rests."""
    wait_until(page, lambda: index_of(page).get("diperiksa", 0) > 0)


def index_of(page: Page) -> dict[str, Any]:
    text = page.evaluate(
        """async (store) => {
          const found = await (await caches.open(store)).match("/simpanan/indeks");
          return found ? await found.text() : '{"isi": {}}';
        }""",
        STORE,
    )
    index: dict[str, Any] = json.loads(text)
    return index


def set_last_check(page: Page, hours_away: int) -> None:
    """As if the last look for a new version was then by the phone's clock; ahead is positive."""
    page.evaluate(
        """async ([store, away]) => {
          const cache = await caches.open(store);
          const index = await (await cache.match("/simpanan/indeks")).json();
          index.diperiksa = Date.now() + away * 3600e3;
          await cache.put("/simpanan/indeks", new Response(JSON.stringify(index)));
        }""",
        [STORE, hours_away],
    )


def kept_texts(page: Page) -> dict[str, str]:
    """Everything in every cache of the phone, by its address there."""
    found: dict[str, str] = page.evaluate(
        """async () => {
          const all = {};
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              const place = `${name} ${new URL(request.url).pathname}`;
              all[place] = await (await cache.match(request)).text();
            }
          }
          return all;
        }"""
    )
    return found


def wait_for_version(page: Page, name: str, version: str) -> None:
    """The phone has switched a kept module to this version."""
    wait_until(page, lambda: index_of(page)["isi"].get(name, {}).get("versi") == version)
