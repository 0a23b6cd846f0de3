"""What a trainer does where there is no network, and a look at what their device keeps."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.desk import sign_in
from tests.people import Employee

READY = "Siap: kelas ini bisa dibuka tanpa sinyal"


def prepare(page: Page, trainer: Employee, address: str) -> None:
    """Sign in at the office and take the class along."""
    sign_in(page, trainer)
    page.goto(address)
    page.get_by_role("link", name="Tanpa sinyal").click()
    page.get_by_role("button", name="Siapkan tanpa sinyal").click()
    expect(page.locator("[data-af=kabar]")).to_contain_text(READY)


def mark(page: Page, name: str, said: str) -> None:
    """Tap a mark in the list that is open."""
    page.get_by_role("radiogroup", name=name).get_by_label(said, exact=True).check(force=True)


def open_list(page: Page, address: str, place: int = 0) -> None:
    page.goto(f"{address}/luring")
    page.locator("[data-af=pertemuan] a").nth(place).click()
    expect(page.locator("[data-af=hadir] h2")).to_contain_text("Daftar hadir")


def open_sheet(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/luring")
    page.locator("[data-af=kuis] a").first.click()
    page.locator("[data-af=lembar] a", has_text=name).click()
    expect(page.locator("[data-af=isi] h2")).to_have_text(name)


def type_sheet(page: Page, form: dict[str, Any]) -> None:
    """As at a desk: the code, one key an answer, Enter to move on and to save."""
    page.get_by_label("Kode lembar").focus()
    for value in form.values():
        page.keyboard.type(value)
        page.keyboard.press("Enter")


def kept(page: Page, store: str) -> list[dict[str, Any]]:
    """Everything in one store of the device, whose ever it is."""
    found: list[dict[str, Any]] = page.evaluate(
        """(store) => new Promise((resolve, reject) => {
          const request = indexedDB.open("literasi-kelas");
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const all = request.result.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => { request.result.close(); resolve(all.result); };
          };
        })""",
        store,
    )
    return found


def packs(page: Page) -> list[dict[str, Any]]:
    return [one for one in kept(page, "lembar") if "orang" in one]
