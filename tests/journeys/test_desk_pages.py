"""axe finds nothing on the pages of staff and of those who join, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, StorageState

from tests import staff
from tests.journeys.conftest import PHONE
from tests.journeys.desk import sign_in
from tests.journeys.test_accessibility import assert_accessible
from tests.people import Employee, Reader

pytestmark = pytest.mark.journey
PARTS = ("", "/peserta", "/peserta/pintu", "/pelajaran", "/pertemuan", "/sertifikat", "/ubah")


@pytest.fixture(scope="module")
def head(office: Flask) -> Employee:
    """An office's administrator, with two classes: one in full swing, one without anybody."""
    return staff.employ(office, "wayan@bp3mi.test", "office", "banten").sign_in()


@pytest.fixture(scope="module")
def classes(office: Flask, head: Employee) -> tuple[str, str]:
    """Their addresses: with somebody certified, stuck, and waiting, an open door; and empty."""
    full, empty = head.make_class(modules=2), head.make_class(nama="Kosong")
    head.paste(full, "Belum Datang\nSiti Nurhaliza Wulandari Kusumaningrum Putri Rahayu")
    door = head.open_door(full)
    for name, modules in (("Siti Aminah", 2), ("Nur 'Aini", 1)):
        learner = Reader(office).register(name)
        learner.post(f"/gabung/{door}")
        for module in learner.course.modules[:modules]:
            learner.take_quiz(module)
    Reader(office).register("Ratna").post(f"/gabung/{door}")
    head.post(f"{full}/sertifikat")
    return full, empty


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(scheme: Literal["light", "dark"], browser: Browser, site: str) -> Iterator[Page]:
    """Somebody unknown."""
    context = browser.new_context(base_url=site, viewport=PHONE, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def session(browser: Browser, site: str, head: Employee) -> StorageState:
    """The administrator's cookies: a code of the telephone opens once."""
    context = browser.new_context(base_url=site)
    sign_in(context.new_page(), head)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(
    scheme: Literal["light", "dark"], browser: Browser, site: str, session: StorageState
) -> Iterator[Page]:
    """The administrator, on a telephone."""
    context = browser.new_context(
        base_url=site, viewport=PHONE, color_scheme=scheme, storage_state=session
    )
    yield context.new_page()
    context.close()


def test_pages_of_a_class_and_of_the_office(desk: Page, classes: tuple[str, str]) -> None:
    page, (full, empty) = desk, classes
    for path in ("/petugas/kelas", "/petugas/kelas/baru", *_office_pages()):
        page.goto(path)
        assert_accessible(page)
    for part in PARTS:
        for address in (full, empty):
            page.goto(address + part)
            _unfold(page)
            assert_accessible(page)
    page.goto(full)
    page.get_by_role("link", name="Nur 'Aini").click()
    assert_accessible(page)
    assert page.locator(".grid").count() == 0


def test_a_form_with_something_to_mend(desk: Page) -> None:
    for path, button in (("kelas/baru", "Buat kelas"), ("orang", "Buat undangan")):
        desk.goto(f"/petugas/{path}")
        desk.get_by_role("button", name=button).click()
        assert desk.get_by_role("alert").count()
        assert_accessible(desk)


def test_pages_on_the_way_in(page: Page, head: Employee, classes: tuple[str, str]) -> None:
    door = head.open_door(classes[0])
    ways = ("/petugas", "/petugas/masuk", "/petugas/undangan", "/gabung", f"/gabung/{door}")
    for path in (*ways, "/gabung/000000", "/masuk"):
        page.goto(path)
        assert_accessible(page)
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Wati")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Simpan").click()
    page.goto(f"/gabung/{door}")
    assert_accessible(page)
    page.get_by_role("button", name="Ya, gabung").click()
    assert page.url.count("/saya/kelas/") == 1
    _unfold(page)
    assert_accessible(page)


def _office_pages() -> tuple[str, ...]:
    return ("/petugas/orang", "/petugas/catatan", "/petugas/akun", "/petugas/hp-pinjaman")


def _unfold(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()
