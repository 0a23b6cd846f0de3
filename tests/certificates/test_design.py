"""An office decides how its certificates look; what is issued from then on looks so, and what was
issued before stays as it was."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.certificates.design.models import CertificateDesign
from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db
from tests.classroom import issue, joined
from tests.designing import (
    ADDRESS,
    FILLED,
    PATTERN,
    design,
    designed,
    logo,
    try_design,
    upload_logo,
)
from tests.people import Employee, Reader, hidden
from tests.staff import employ
from tests.test_races import at_once, send

pytestmark = pytest.mark.both_databases
IN_FORM = re.compile(r'name="logo" value="([0-9a-f]*)"')


@pytest.fixture
def head(app: Flask) -> Employee:
    return employ(app, "kepala@bp3mi.test", "head").sign_in()


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    made = joined(trainer, siti)
    siti.take_quiz()
    return made


def acts(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(select(AuditEntry.act, AuditEntry.about).order_by(AuditEntry.id))
        return [(act, about) for act, about in rows if act == "office.design"]


def details(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        found = db.session.scalars(select(Certificate).order_by(Certificate.id))
        return [dict(one.details, number=one.number) for one in found]


def paper(reader: Reader, code: str) -> tuple[bytes, str]:
    answer = reader.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 200, answer.text
    pages = PdfReader(BytesIO(answer.data)).pages
    return answer.data, " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_what_an_office_chose_is_on_its_next_certificates(
    app: Flask, trainer: Employee, head: Employee, siti: Reader, address: str
) -> None:
    designed(head)
    _, text = paper(siti, issue(trainer, address)[0])
    for part in (
        *("Kementerian Contoh", "Balai Contoh", "Certificate of Training", "Ketua Panitia"),
        *("Ahmad Contoh, S.E.", "Ni Wayan Contoh", "0001/NTB-UJI/"),
    ):
        assert part in text, part
    # The class named somebody who signs, so the office's usual signatory does not.
    assert "Sri Contoh" not in text
    assert acts(app)[0][1].startswith("tampilan, warna, kop surat, pola nomor, penandatangan")


def test_an_office_that_chose_nothing_issues_as_before(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    page = head.get(ADDRESS).text
    assert hidden(page, "versi") == "0"
    issue(trainer, address)
    (kept,) = details(app)
    assert "design" not in kept
    assert kept["number"].startswith("0001/BP3MI-NTB/LITERASI/")
    assert kept["letterhead"][0] == "Kementerian Pelindungan Pekerja Migran Indonesia"


def test_what_was_issued_stays_as_it_was_whatever_is_chosen_later(
    app: Flask, trainer: Employee, head: Employee, siti: Reader, address: str
) -> None:
    content = logo()
    hash_ = IN_FORM.search(upload_logo(head, content).text)
    assert hash_
    designed(head, logo=hash_[1])
    code = issue(trainer, address)[0]
    designed(head, kop="Kop yang Lain", warna="#1f3d7a", tampilan="resmi", logo="")
    (kept,) = details(app)
    assert kept["letterhead"] == ["Kementerian Contoh", "Balai Contoh"]
    assert kept["design"]["logo"] == hash_[1]
    before, text = paper(siti, code)
    assert "Kementerian Contoh" in text
    assert len(PdfReader(BytesIO(before)).pages[0].images) == 1
    assert paper(siti, code)[0] == before


def test_the_usual_signatory_signs_where_a_class_names_nobody(
    trainer: Employee, head: Employee, siti: Reader
) -> None:
    address = trainer.make_class(penandatangan="", jabatan="")
    siti.post(f"/gabung/{trainer.open_door(address)}")
    siti.take_quiz()
    assert "Isi dulu nama dan jabatan" in trainer.get(f"{address}/sertifikat").text
    designed(head)
    _, text = paper(siti, issue(trainer, address)[0])
    assert "Dra. Hj. Sri Contoh" in text
    assert "NIP 19800101 200501 2 001" in text
    assert 'value="Dra. Hj. Sri Contoh"' in trainer.get("/petugas/kelas/baru").text


def test_the_title_of_a_translated_course_is_in_english_too(
    trainer: Employee, head: Employee, siti: Reader
) -> None:
    designed(head)
    english = next(one for one in siti.catalogue.translations["en"].courses if one.language == "en")
    course = siti.catalogue.course(english.slug)
    assert course is not None
    address = trainer.make_class(judul=course.title.upper())
    siti.post(f"/gabung/{trainer.open_door(address)}")
    siti.take_quiz()
    assert english.title in paper(siti, issue(trainer, address)[0])[1]


def test_the_same_form_again_changes_nothing(app: Flask, head: Employee) -> None:
    designed(head)
    designed(head)
    assert len(acts(app)) == 1
    with app.app_context():
        assert db.session.scalars(select(CertificateDesign.version)).all() == [1]


def test_of_two_who_save_at_once_the_second_sees_that_there_was_another(
    app: Flask, head: Employee
) -> None:
    deputy = employ(app, "wakil@bp3mi.test", "head").sign_in()
    seen = hidden(head.get(ADDRESS).text, "versi")
    forms = [{**FILLED, "versi": seen, "kop": f"Kop {who}"} for who in ("Satu", "Dua")]
    hands = [send(who, ADDRESS, form) for who, form in zip((head, deputy), forms, strict=True)]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.status_code for one in answers) == [303, 409]
    late = next(one for one in answers if one.status_code == 409)
    assert "diubah orang lain" in late.text
    stored = head.get(ADDRESS).text
    assert ("Kop Satu" in stored) != ("Kop Dua" in stored)
    # What the second typed stays, and is saved once they press again.
    typed = "Kop Satu" if "Kop Satu" in late.text else "Kop Dua"
    version = hidden(late.text, "versi")
    assert head.post(ADDRESS, {**FILLED, "kop": typed, "versi": version}).status_code == 303
    assert typed in head.get(ADDRESS).text


REFUSED = {
    "a word for a colour": ({"warna": "lain", "warna_lain": "merah"}, "misalnya #7a1f3d"),
    "a colour with more behind it": (
        {"warna": "lain", "warna_lain": "#7a1f3d;x"},
        "misalnya #7a1f3d",
    ),
    "too pale": ({"warna": "lain", "warna_lain": "#d99a1c"}, "terlalu pucat"),
    "five lines": ({"kop": "a\nb\nc\nd\ne"}, "paling banyak 4 baris"),
    "a line too long": ({"kop": "x" * 91}, "paling panjang 90 huruf"),
    "a NIK in the letterhead": ({"kop": "Kantor 5201014105900001"}, "nomor KTP"),
    "an unseen sign": ({"kop": "Kantor \u202e Balai"}, "tidak bisa disimpan"),
    "no sequence": ({"pola": "BP3MI/{tahun}"}, "{nomor} satu kali, dan {tahun}"),
    "no year": ({"pola": "{nomor}/BP3MI"}, "{nomor} satu kali, dan {tahun}"),
    "an attribute": ({"pola": "{nomor.__class__}/{tahun}"}, "hanya {nomor}, {bulan}, dan {tahun}"),
    "an index": ({"pola": "{nomor[0]}/{tahun}"}, "hanya {nomor}, {bulan}, dan {tahun}"),
    "a format": ({"pola": "{nomor:>99999999}/{tahun}"}, "saja di dalam kurung kurawal"),
    "a conversion": ({"pola": "{nomor!r}/{tahun}"}, "saja di dalam kurung kurawal"),
    "an open brace": ({"pola": "{nomor/{tahun}"}, "kurung kurawal"),
    "a long pattern": ({"pola": "{nomor}/{tahun}/" + "x" * 50}, "paling panjang 60"),
    "a longer pattern": ({"pola": "{nomor}/{tahun}/" + "x" * 70}, "paling panjang 80"),
    "a short NIP": ({"nip": "198001012005"}, "NIP terdiri dari 18 angka"),
    "letters for a NIP": ({"nip": "x" * 18}, "NIP terdiri dari 18 angka"),
    "a passport's number": ({"penandatangan": "Sri B1234567"}, "KTP atau paspor"),
    "half a second": ({"penandatangan2": ""}, "penandatangan kedua, atau kosongkan semuanya"),
    "a long name": ({"penandatangan": "x" * 121}, "Paling panjang 120 huruf"),
    "another office's pattern": (
        {"pola": "{nomor}/BP3MI-BALI/LITERASI/{bulan}/{tahun}"},
        "dipakai kantor lain",
    ),
    "a logo that nobody uploaded": ({"logo": "0" * 64}, "Unggah lagi"),
    "a way out of the store": ({"logo": "../../keys/seal"}, "Unggah lagi"),
}


@pytest.mark.parametrize(("typed", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_said_kept_and_not_stored(
    app: Flask, head: Employee, typed: dict[str, str], words: str
) -> None:
    page = unescape(try_design(head, **typed))
    assert words in page
    for text in filter(None, typed.values()):
        assert text.splitlines()[0] in page
    assert "Dra. Hj. Sri Contoh" in page or "penandatangan" in typed
    assert acts(app) == []
    with app.app_context():
        assert db.session.scalars(select(CertificateDesign)).all() == []


def test_what_an_office_writes_is_text_and_nothing_more(
    trainer: Employee, head: Employee, siti: Reader, address: str
) -> None:
    designed(head, kop="<b>Balai</b> & <script>alert(1)</script>", penandatangan2="{{ 7 * 7 }}")
    assert "<script>alert" not in head.get(ADDRESS).text
    _, text = paper(siti, issue(trainer, address)[0])
    assert "<b>Balai</b> & <script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in text


def test_two_offices_that_choose_one_pattern_at_once_do_not_both_have_it(
    app: Flask, head: Employee
) -> None:
    elsewhere = employ(app, "bali@bp3mi.test", "head", "bali").sign_in()
    form = {**FILLED, "versi": "0", "pola": PATTERN}
    hands = [send(who, ADDRESS, form) for who in (head, elsewhere)]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.status_code for one in answers) == [303, 422]
    with app.app_context():
        assert db.session.scalars(select(CertificateDesign.number_pattern)).all() == [PATTERN]


def test_who_decides_is_the_head_and_the_administrator_unless_the_head_alone_issues(
    app: Flask, trainer: Employee, manager: Employee, head: Employee
) -> None:
    designed(manager)
    assert trainer.post(ADDRESS, FILLED).status_code == 404
    helper = employ(app, "desa@bp3mi.test", "facilitator").sign_in()
    for one in (trainer, helper):
        page = one.get(ADDRESS).text
        assert "Dra. Hj. Sri Contoh" in page
        assert "Simpan</button>" not in page
        assert "diatur kepala atau admin kantor" in page
    assert manager.post("/petugas/kantor", {"setuju": "ya"}).status_code == 303
    answer = design(manager, kop="Kop Admin")
    assert answer.status_code == 422
    assert "kepala yang mengatur" in answer.text
    designed(head, kop="Kop Kepala")
    assert "Kop Kepala" in trainer.get(ADDRESS).text


def test_a_logo_is_drawn_anew_and_waits_for_the_form_to_be_saved(
    app: Flask, head: Employee, settings: Settings
) -> None:
    answer = upload_logo(head, logo(size=(2000, 1000)), kop="Yang Belum Disimpan")
    assert answer.status_code == 200
    assert "Yang Belum Disimpan" in answer.text
    found = IN_FORM.search(answer.text)
    assert found
    assert 'name="logo" value=""' in head.get(ADDRESS).text
    (path,) = (settings.files / "logos").rglob("*" + found[1])
    assert b"Exif" not in path.read_bytes()
    designed(head, logo=found[1])
    assert found[1] in head.get(ADDRESS).text
    designed(head, logo=found[1], tanpa_logo="ya")
    assert found[1] not in head.get(ADDRESS).text


def test_another_office_s_logo_is_no_logo(app: Flask, head: Employee) -> None:
    elsewhere = employ(app, "bali@bp3mi.test", "head", "bali").sign_in()
    found = IN_FORM.search(upload_logo(elsewhere, logo()).text)
    assert found
    assert "Unggah lagi" in try_design(head, logo=found[1])


def test_a_certificate_whose_logo_is_lost_says_so_and_is_not_printed_without(
    trainer: Employee, head: Employee, siti: Reader, address: str, settings: Settings
) -> None:
    found = IN_FORM.search(upload_logo(head, logo()).text)
    assert found
    designed(head, logo=found[1])
    code = issue(trainer, address)[0]
    (path,) = (settings.files / "logos").rglob("*" + found[1])
    kept = path.read_bytes()
    path.unlink()
    assert siti.get(f"/sertifikat/{code}.pdf").status_code == 503
    path.write_bytes(kept)
    assert siti.get(f"/sertifikat/{code}.pdf").status_code == 200
