"""Registering: a name, a consent, and the result from before."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.models import Consent, Learner
from literasi.database import db
from tests.people import Reader

pytestmark = pytest.mark.both_databases


def learners(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Learner)) or 0


def test_a_consent_is_kept_with_its_version_and_time(app: Flask, siti: Reader) -> None:
    with app.app_context():
        consent = db.session.scalars(select(Consent)).one()
        assert consent.version == "2026-11-28"
        assert consent.given_at.tzinfo is not None


def test_a_refused_form_keeps_what_was_typed_and_makes_nobody(app: Flask, reader: Reader) -> None:
    key = reader.registration_key()
    answer = reader.post("/daftar", {"nama": "Nur'aini", "kunci": key})
    assert answer.status_code == 422
    assert "Beri tanda setuju dulu" in answer.text
    assert 'value="Nur&#39;aini"' in answer.text
    assert key in answer.text
    assert learners(app) == 0


def test_a_missing_name_is_named(reader: Reader) -> None:
    answer = reader.post("/daftar", {"setuju": "ya", "kunci": reader.registration_key()})
    assert answer.status_code == 422
    assert "Tulis namamu dulu." in answer.text


def test_a_double_tap_makes_one_learner(app: Flask, reader: Reader) -> None:
    key = reader.registration_key()
    form = {"nama": "Siti", "setuju": "ya", "kunci": key}
    assert reader.post("/daftar", form).status_code == 303
    assert reader.post("/daftar", form).status_code == 303
    assert learners(app) == 1


def test_the_same_form_with_another_name_is_refused(app: Flask, reader: Reader) -> None:
    key = reader.registration_key()
    reader.post("/daftar", {"nama": "Siti", "setuju": "ya", "kunci": key})
    answer = reader.post("/daftar", {"nama": "Budi", "setuju": "ya", "kunci": key})
    assert answer.status_code == 422
    assert "sudah dipakai" in answer.text
    assert learners(app) == 1


def test_another_phone_cannot_use_a_forms_key(app: Flask, reader: Reader) -> None:
    key = reader.registration_key()
    reader.post("/daftar", {"nama": "Siti", "setuju": "ya", "kunci": key})
    thief = Reader(app)
    answer = thief.post("/daftar", {"nama": "Siti", "setuju": "ya", "kunci": key})
    assert answer.status_code == 422
    assert thief.get("/saya").status_code == 303


def test_the_result_from_before_becomes_the_learners_after_she_says_so(reader: Reader) -> None:
    reader.take_quiz()
    assert "Simpan hasilmu" in reader.get("/daftar").text
    reader.register("Siti")
    page = reader.get("/daftar/hasil")
    assert "Ini hasilmu?" in page.text
    assert reader.module.title in page.text
    assert reader.get("/saya/ringkas").json["lulus"] == []
    assert reader.answer_whose("ya").location == "/saya"
    passed = f"{reader.course.slug}/{reader.module.slug}"
    assert reader.get("/saya/ringkas").json["lulus"] == [passed]


def test_a_result_that_is_not_hers_is_deleted(reader: Reader) -> None:
    reader.take_quiz()
    reader.register("Siti")
    reader.answer_whose("bukan")
    assert reader.get("/saya/ringkas").json["lulus"] == []
    assert reader.get("/daftar/hasil").status_code == 303


def test_a_disowned_quiz_cannot_be_sent_again(reader: Reader) -> None:
    form = reader.open_quiz(right=False)
    reader.post(reader.quiz_path(), form)
    reader.register("Siti")
    reader.answer_whose("bukan")
    changed = {"undian": form["undian"], **reader.fill(reader.module, form["undian"], True)}
    assert reader.post(reader.quiz_path(), changed).status_code == 422
    assert reader.get("/daftar/hasil").status_code == 303


def test_an_unclear_answer_asks_again_and_keeps_the_result(reader: Reader) -> None:
    reader.take_quiz()
    reader.register("Siti")
    assert reader.post("/daftar/hasil", {"milik": "?"}).location == "/daftar/hasil"
    assert reader.get("/daftar/hasil").status_code == 200


def test_another_phones_result_is_never_offered(reader: Reader, siti: Reader) -> None:
    reader.take_quiz()
    assert siti.get("/daftar/hasil").status_code == 303


def test_where_one_wanted_to_go_is_kept_through_registering(reader: Reader) -> None:
    reader.take_quiz()
    reader.register("Siti", lanjut="/kursus")
    page = reader.get("/daftar/hasil?lanjut=/kursus")
    assert 'name="lanjut" value="/kursus"' in page.text
    answer = reader.answer_whose("ya", lanjut="/kursus")
    assert answer.location == "/kursus"


def shown(reader: Reader) -> list[str]:
    return re.findall(r'name="pengerjaan" value="([^"]+)"', reader.get("/daftar/hasil").text)


@pytest.mark.parametrize("mine", ["ya", "bukan"])
def test_only_what_the_page_showed_is_answered(app: Flask, reader: Reader, mine: str) -> None:
    """Somebody else takes a quiz on the phone while the question stands open."""
    reader.take_quiz()
    other = Reader(app)
    other.client.set_cookie("literasi_hp", device_of(reader))
    reader.register("Siti")
    before = shown(reader)
    other.take_quiz(reader.course.modules[1])
    answer = reader.post("/daftar/hasil", {"milik": mine, "pengerjaan": before})
    assert answer.location == "/daftar/hasil"
    left = shown(reader)
    assert len(left) == 1
    assert left != before
    passed = f"{reader.course.slug}/{reader.module.slug}"
    assert reader.get("/saya/ringkas").json["lulus"] == ([passed] if mine == "ya" else [])


@pytest.mark.parametrize("uid", ["", "bukan-kode", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_result_is_claimed_by_nobody(reader: Reader, uid: str) -> None:
    reader.take_quiz()
    reader.register("Siti")
    answer = reader.post("/daftar/hasil", {"milik": "ya", "pengerjaan": uid})
    assert answer.location == "/daftar/hasil"
    assert reader.get("/saya/ringkas").json["lulus"] == []


def test_another_phones_result_cannot_be_claimed(reader: Reader, siti: Reader) -> None:
    reader.take_quiz()
    reader.register("Budi")
    siti.post("/daftar/hasil", {"milik": "ya", "pengerjaan": shown(reader)})
    assert siti.get("/saya/ringkas").json["lulus"] == []
    assert len(shown(reader)) == 1


def device_of(reader: Reader) -> str:
    return reader.cookie("literasi_hp")
