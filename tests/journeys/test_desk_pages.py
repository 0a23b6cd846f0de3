"""axe finds nothing on the pages of staff and of those who join, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, StorageState, expect

from literasi.sheets.writing import XLSX
from tests import staff
from tests.classroom import give_work, issue
from tests.journeys.conftest import PHONE
from tests.journeys.desk import sign_in
from tests.journeys.test_accessibility import assert_accessible
from tests.people import Employee, Reader
from tests.sheets.workbooks import HEADINGS, workbook

pytestmark = pytest.mark.journey
SEATS = ("/peserta", "/peserta/pintu", "/peserta/datang", "/peserta/impor", "/unduh")
WORK = ("/pelajaran", "/pertemuan", "/pesan", "/papan", "/hasil")
PARTS = ("", *SEATS, *WORK, "/sertifikat", "/ubah")


@pytest.fixture(scope="module")
def head(office: Flask) -> Employee:
    """An office's administrator, with two classes: one in full swing, one without anybody."""
    staff.employ(office, "eko@bp3mi.test", "trainer", "banten")
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
    # Two who may be one, and a spare card for whoever comes unannounced.
    for name in ("Ratna", "Ratnah"):
        Reader(office).register(name).post(f"/gabung/{door}")
    head.post(f"{full}/peserta/kartu.pdf", {"cadangan": "1"})
    issue(head, full)
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
        _unfold(page)
        assert_accessible(page)
    for part in PARTS:
        for address in (full, empty):
            page.goto(address + part)
            _unfold(page)
            assert_accessible(page)
    page.goto(full)
    page.get_by_role("link", name="Nur 'Aini").click()
    page.wait_for_url("**/peserta/*")
    assert_accessible(page)
    page.goto("/petugas/orang")
    page.get_by_role("link", name="Eko").click()
    page.wait_for_url("**/petugas/orang/*")
    assert_accessible(page)
    expect(page.locator(".grid")).to_have_count(0)


def test_work_of_a_class_and_what_its_learner_sees(
    desk: Page, page: Page, site: str, office: Flask, head: Employee
) -> None:
    address, learner = head.make_class(modules=2, nama="Tugas"), Reader(office).register("Sumi")
    assert learner.post(f"/gabung/{head.open_door(address)}").status_code == 303
    work = give_work(head, address, modul=head.class_form(2)["modul"], kesempatan="1", jam="23.59")
    learner.take_quiz(right=False)
    desk.goto(work)
    assert_accessible(desk)
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.get_by_role("alert").first).to_be_visible()
    assert_accessible(desk)
    for cookie in learner.client._cookies.values():
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page.goto("/saya/jam")
    page.get_by_label("Kamu sekarang di mana?").select_option("Asia/Tokyo")
    assert_accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".class-work")).to_contain_text("di tempatmu")
    assert_accessible(page)
    for path in (f"/saya/kelas/{address.rpartition('/')[2]}", learner.quiz_path()):
        page.goto(path)
        assert_accessible(page)
    expect(page.get_by_role("heading", name="Kesempatan kuismu sudah habis")).to_be_visible()


def test_a_list_comes_in_with_its_problems_shown(desk: Page, head: Employee) -> None:
    address = head.make_class(nama="Dari Excel")
    head.paste(address, "Siti Aminah")
    rows = [(1, "Siti Aminah", "P", 1985, "Praya"), (2, "Ani", "X"), (3, "=1+1"), (4, "Ani")]
    file = {"name": "daftar.xlsx", "mimeType": XLSX, "buffer": workbook([HEADINGS, *rows])}
    desk.goto(f"{address}/peserta")
    desk.get_by_role("link", name="Impor daftar").first.click()
    desk.get_by_label("File Excel atau CSV").set_input_files(file)  # type: ignore[arg-type]
    desk.get_by_role("button", name="Unggah dan lihat dulu").click()
    expect(desk.get_by_role("heading", name="belum ada yang diimpor")).to_be_visible()
    assert_accessible(desk)
    assert desk.get_by_role("checkbox", checked=True).count() == 2
    desk.get_by_role("button", name="Impor yang dicentang").first.click()
    expect(desk.get_by_text("1 orang baru, data 1 orang berubah")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("link", name="Ke daftar peserta").click()
    expect(desk.get_by_role("heading", name="2 peserta")).to_be_visible()


def test_a_form_with_something_to_mend(desk: Page) -> None:
    for path, button in (("kelas/baru", "Buat kelas"), ("orang", "Buat undangan")):
        desk.goto(f"/petugas/{path}")
        desk.get_by_role("button", name=button).click()
        expect(desk.get_by_role("alert").first).to_be_visible()
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
    page.wait_for_url("**/saya/kelas/*")
    _unfold(page)
    assert_accessible(page)
    page.get_by_role("link", name="Data untuk laporan kelas").click()
    page.get_by_label("Kecamatan").fill("Praya")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Pilih dulu")
    assert_accessible(page)


def _office_pages() -> tuple[str, ...]:
    pages = ("orang", "catatan", "kantor", "gabungkan", "akun", "hp-pinjaman", "pastikan")
    return tuple(f"/petugas/{page}" for page in pages)


def _unfold(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()
