"""The page of a class renews itself while people learn, keeps its place, and can be paused."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import staff
from tests.journeys.conftest import DESK, PHONE
from tests.people import Employee, Reader

MARKS = ".matrix td.lulus"


def open_page(browser: Browser, site: str, trainer: Employee, address: str) -> Page:
    context = browser.new_context(base_url=site, viewport=DESK)
    names = ("literasi_masuk", "literasi_hp")
    context.add_cookies([{"name": one, "value": trainer.cookie(one), "url": site} for one in names])
    page = context.new_page()
    # As if time went by: the page's own clock runs as the test says.
    page.clock.install()
    page.goto(address)
    return page


def a_class(office: Flask, login: str) -> tuple[Employee, str, str, Reader]:
    """A class of thirty names and of Ani, who came through its open door."""
    trainer = staff.employ(office, login, "trainer", "sulawesi-utara").sign_in()
    address = trainer.make_class()
    door = trainer.open_door(address)
    ani = Reader(office).register("Ani")
    assert ani.post(f"/gabung/{door}").status_code == 303
    trainer.paste(address, "\n".join(f"Peserta {number:02d}" for number in range(30)))
    return trainer, address, door, ani


def test_the_page_of_a_class_renews_itself_and_keeps_its_place(
    browser: Browser, site: str, office: Flask
) -> None:
    trainer, address, door, ani = a_class(office, "langsung@bp3mi.test")
    page = open_page(browser, site, trainer, address)
    expect(page.locator(".matrix tbody tr")).to_have_count(31)
    expect(page.get_by_text("Diperbarui sendiri setiap 20 detik.")).to_be_visible()
    link = page.get_by_role("link", name="Peserta 20")
    link.focus()
    box = page.locator(".tall")
    at = box.evaluate("(one) => one.scrollTop")
    assert at > 0

    assert ani.take_quiz().status_code == 303
    page.clock.run_for(21_000)
    expect(page.locator(MARKS)).to_have_count(1)
    expect(page.get_by_text("Diperbarui sendiri, terakhir pukul")).to_be_visible()
    expect(link).to_be_focused()
    assert box.evaluate("(one) => one.scrollTop") == at

    # What did not change comes as 304, and changes nothing.
    with page.expect_response(lambda answer: answer.url.endswith("/kemajuan")) as again:
        page.clock.run_for(21_000)
    assert again.value.status == 304
    expect(link).to_be_focused()

    page.get_by_role("button", name="Jeda").click()
    expect(page.get_by_text("Dijeda.")).to_be_visible()
    budi = Reader(office).register("Budi")
    assert budi.post(f"/gabung/{door}").status_code == 303
    page.clock.run_for(60_000)
    expect(page.locator(".matrix tbody tr")).to_have_count(31)
    page.get_by_role("button", name="Perbarui lagi").click()
    expect(page.locator(".matrix tbody tr")).to_have_count(32)


def test_whoever_was_signed_out_meanwhile_is_told_and_sees_no_sign_in_page_within_the_class_s(
    browser: Browser, site: str, office: Flask
) -> None:
    trainer, address, _, _ = a_class(office, "keluar@bp3mi.test")
    page = open_page(browser, site, trainer, address)
    assert trainer.post("/keluar").status_code == 303
    page.clock.run_for(21_000)
    expect(page.get_by_text("Tidak bisa diperbarui lagi. Muat ulang halaman ini.")).to_be_visible()
    expect(page.locator(".matrix tbody tr")).to_have_count(31)


def test_on_a_phone_each_person_is_a_card_and_nothing_is_cut_off(
    browser: Browser, site: str, office: Flask
) -> None:
    trainer = staff.employ(office, "kartu@bp3mi.test", "trainer", "sulawesi-utara").sign_in()
    modules = [
        f"{course.slug}/{one.slug}"
        for course in trainer.catalogue.courses
        for one in course.modules
    ][:20]
    address = trainer.make_class(modul=modules)
    ani = Reader(office).register("Ani")
    ani.post(f"/gabung/{trainer.open_door(address)}")
    page = open_page(browser, site, trainer, address)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    boxes = [one.bounding_box() for one in page.locator(".matrix tbody td.baru").all()]
    assert len(boxes) == len(modules)
    assert all(one and one["x"] >= 0 and one["x"] + one["width"] <= PHONE["width"] for one in boxes)
    assert len({one["y"] for one in boxes if one}) == 2
