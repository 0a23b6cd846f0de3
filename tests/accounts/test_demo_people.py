"""People to try things out with live on one's own machine, and what they issue says so."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from literasi import create_app
from literasi.accounts.staff_models import Staff
from literasi.config import Settings
from literasi.database import db
from tests.classroom import issue, joined, where
from tests.conftest import set_up
from tests.people import Employee, Reader
from tests.printed import write_course

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def _made_here(settings: Settings) -> None:
    """The file at hand may be of another database: without it, set-up makes new passphrases."""
    (settings.data / "demo-sign-ins.txt").unlink()
    set_up(settings)


@pytest.fixture
def small(settings: Settings, tmp_path: Path) -> Settings:
    """The same installation with a small course: another address makes all pages anew."""
    return replace(settings, courses=write_course(tmp_path / "courses").path)


def people(app: Flask, settings: Settings) -> dict[str, Employee]:
    """Those of the file that only the owner of the machine reads."""
    lines = (settings.data / "demo-sign-ins.txt").read_text("utf-8").splitlines()
    pairs = [line.split() for line in lines]
    return {login.partition("@")[0]: Employee(app, login, words) for login, words in pairs}


def disabled(app: Flask) -> list[bool]:
    with app.app_context():
        rows = db.session.scalars(select(Staff).where(Staff.demo)).all()
        return [row.disabled_at is not None and row.passphrase_hash is None for row in rows]


def test_they_sign_in_without_a_telephone(app: Flask, settings: Settings) -> None:
    found = people(app, settings)
    assert set(found) == {"pelatih", "fasilitator", "kepala", "kantor", "nasional"}
    for one in found.values():
        assert where(one.try_sign_in()) == "/petugas/meja"
    assert "CONTOH" in found["pelatih"].get("/petugas/kelas").text
    assert (settings.data / "demo-sign-ins.txt").stat().st_mode & 0o077 == 0


def test_their_passphrase_is_needed_all_the_same(app: Flask, settings: Settings) -> None:
    one = people(app, settings)["pelatih"]
    assert one.try_sign_in(sandi="kalimat yang salah sekali").status_code == 422


def test_what_they_issue_says_that_it_is_an_example(
    app: Flask, settings: Settings, siti: Reader, reader: Reader
) -> None:
    trainer = people(app, settings)["pelatih"].sign_in()
    address = joined(trainer, siti)
    siti.take_quiz()
    code = issue(trainer, address)[0]
    pages = PdfReader(BytesIO(siti.get(f"/sertifikat/{code}.pdf").data)).pages
    assert all("CONTOH" in page.extract_text() for page in pages)
    page = reader.get(f"/verifikasi/{code}").text
    assert '<p class="word">CONTOH</p>' in page
    assert "ASLI" not in page


@pytest.mark.parametrize(
    "change", [{"base_url": "https://literasi.example"}, {"loopback": False}], ids=str
)
def test_once_the_site_is_public_they_are_out_and_set_up_disables_them(
    app: Flask, small: Settings, change: dict[str, object]
) -> None:
    one = people(app, small)["pelatih"].sign_in()
    cookie = one.client.get_cookie("literasi_masuk")
    assert cookie is not None
    open_settings = replace(small, **change)  # type: ignore[arg-type]
    public = create_app(open_settings)
    visitor = Employee(public, one.login, one.passphrase)
    for name in ("literasi_masuk", "__Host-literasi_masuk"):
        visitor.client.set_cookie(name, cookie.value)
    assert where(visitor.get("/petugas/kelas")) == "/petugas/masuk"
    assert Employee(public, one.login, one.passphrase).try_sign_in().status_code == 422
    assert disabled(app) == [False] * 5
    set_up(open_settings)
    assert disabled(app) == [True] * 5
    assert not (small.data / "demo-sign-ins.txt").exists()
    with public.app_context():
        db.engine.dispose()


def test_they_come_back_with_new_passphrases_when_the_site_is_ones_own_again(
    app: Flask, small: Settings
) -> None:
    before = people(app, small)["pelatih"]
    set_up(replace(small, base_url="https://literasi.example"))
    set_up(small)
    after = people(app, small)["pelatih"]
    assert after.passphrase != before.passphrase
    assert before.try_sign_in().status_code == 422
    after.sign_in()
