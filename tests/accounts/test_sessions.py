"""Signing in and out: a session is a row, and ends everywhere at once."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.people import SAME_ORIGIN, Reader
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


def test_a_registered_learner_is_signed_in(siti: Reader) -> None:
    page = siti.get("/saya")
    assert page.status_code == 200
    assert "Halo, Siti Aminah" in page.text


def test_somebody_unknown_is_asked_to_sign_in_and_comes_back(reader: Reader) -> None:
    answer = reader.get("/saya?x=1")
    assert answer.status_code == 303
    assert answer.location == "/masuk?lanjut=/saya?x%3D1"


def test_sign_out_ends_the_session_also_for_a_copied_cookie(app: Flask, siti: Reader) -> None:
    thief = app.test_client()
    thief.set_cookie("literasi_masuk", siti.cookie("literasi_masuk"))
    assert thief.get("/saya").status_code == 200
    assert siti.post("/keluar").status_code == 303
    assert siti.get("/saya").status_code == 303
    assert thief.get("/saya").status_code == 303


def test_signing_out_twice_is_harmless(siti: Reader) -> None:
    siti.post("/keluar")
    assert siti.post("/keluar").location == "/masuk"


def test_on_a_known_phone_one_taps_ones_name(siti: Reader) -> None:
    siti.post("/keluar")
    page = siti.get("/masuk")
    assert "Siti Aminah" in page.text
    uid = page.text.partition('name="peserta" value="')[2].partition('"')[0]
    answer = siti.post("/masuk", {"peserta": uid, "lanjut": "/kursus"})
    assert answer.location == "/kursus"
    assert siti.get("/saya").status_code == 200


def test_another_phone_does_not_know_the_name_and_cannot_use_its_id(
    siti: Reader, reader: Reader
) -> None:
    siti.post("/keluar")
    page = siti.get("/masuk").text
    uid = page.partition('name="peserta" value="')[2].partition('"')[0]
    assert "Siti Aminah" not in reader.get("/masuk").text
    answer = reader.post("/masuk", {"peserta": uid})
    assert answer.status_code == 422
    assert "tidak dikenal di HP ini" in answer.text
    assert reader.get("/saya").status_code == 303


@pytest.mark.parametrize("uid", ["", "bukan-uuid", "00000000-0000-0000-0000-000000000000"])
def test_an_unreadable_choice_is_refused_in_plain_words(siti: Reader, uid: str) -> None:
    siti.post("/keluar")
    answer = siti.post("/masuk", {"peserta": uid})
    assert answer.status_code == 422
    assert "Siti Aminah" in answer.text


def test_a_session_planted_before_sign_in_is_not_taken_over(app: Flask, siti: Reader) -> None:
    victim = Reader(app)
    victim.client.set_cookie("literasi_masuk", siti.cookie("literasi_masuk"))
    victim.post("/keluar")
    victim.register("Korban")
    assert victim.cookie("literasi_masuk") != siti.cookie("literasi_masuk")
    assert "Korban" not in siti.get("/masuk").text


def test_a_forged_session_cookie_signs_nobody_in(app: Flask) -> None:
    client = app.test_client()
    for token in ("x", "A" * 22, "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbbb"):
        client.set_cookie("literasi_masuk", token)
        client.set_cookie("literasi", token)
        assert client.get("/saya").status_code == 303
    assert client.get("/saya").status_code == 303


@pytest.mark.parametrize("target", ["https://jahat.example", "//jahat.example", "/\\jahat", "x"])
def test_sign_in_leads_nowhere_else(siti: Reader, target: str) -> None:
    siti.post("/keluar")
    uid = siti.get("/masuk").text.partition('name="peserta" value="')[2].partition('"')[0]
    answer = siti.post("/masuk", {"peserta": uid, "lanjut": target})
    assert answer.location == "/daftar/hasil"
    assert siti.get("/daftar/hasil").location == "/saya"


def test_the_hint_cookie_appears_and_goes_with_the_session(siti: Reader) -> None:
    # The uid by which this phone knows her, as on the page where names are tapped.
    assert re.fullmatch("1[.][0-9a-f]{32}", siti.cookie("literasi_ada"))
    uid = siti.cookie("literasi_ada").removeprefix("1.")
    siti.post("/keluar")
    # Who has left, until the phone has removed what it kept of her.
    assert siti.cookie("literasi_ada") == f"0.{uid}"
    siti.get("/masuk")
    assert siti.cookie("literasi_ada") == f"0.{uid}"


@pytest.mark.parametrize("hint", ["1", "1.x", "1.<b>", "1." + "a" * 33, "2." + "a" * 32])
def test_a_hint_that_nobody_wrote_is_removed(reader: Reader, hint: str) -> None:
    reader.client.set_cookie("literasi_ada", hint)
    reader.get("/saya/ringkas")
    assert reader.client.get_cookie("literasi_ada") is None


def test_a_form_replayed_after_sign_out_does_nothing_personal(siti: Reader) -> None:
    siti.post("/keluar")
    course = siti.course.slug
    answer = siti.client.post(
        f"/sertifikat/buat/{course}", data={"nama": "Siti", "benar": "ya"}, headers=SAME_ORIGIN
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/masuk")


def test_what_asks_nobody_who_they_are_looks_at_no_session(app: Flask, siti: Reader) -> None:
    with count_queries(app) as statements:
        assert siti.get("/aset/literasi.css").status_code == 200
        assert siti.get("/healthz").status_code == 200
    assert statements == []
