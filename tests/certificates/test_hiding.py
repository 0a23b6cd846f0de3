"""The owner of a certificate hides what its public page says: whether it is genuine still shows."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from literasi.certificates.operations import find_certificate
from literasi.domain.dates import long_date
from tests.certificates.test_mending import mend
from tests.classroom import issue, joined, where, withdrawal_of
from tests.people import Employee, Reader
from tests.verifier import Verifier

pytestmark = pytest.mark.both_databases
CREDENTIALS = ("kredensial.json", "lencana.png", "lencana.svg")


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement()


def hide(who: Reader, code: str, shown: str = "tidak") -> str:
    answer = who.post(f"/sertifikat/{code}/halaman", {"tampil": shown})
    assert answer.status_code == 303, answer.text
    return where(answer)


def checked(who: Reader, code: str) -> str:
    return who.get(f"/verifikasi/{code}").text.partition("<main")[2].partition("</main>")[0]


def test_others_read_that_it_is_genuine_and_nothing_of_its_owner(
    app: Flask, siti: Reader, reader: Reader, stranger: Reader, code: str
) -> None:
    hide(siti, code)
    with app.app_context():
        certificate = find_certificate(code)
    assert certificate is not None
    for somebody in (reader, stranger):
        page = checked(somebody, code)
        assert ">ASLI<" in page
        assert "Minta ia menunjukkan suratnya" in page
        for word in (certificate.number, long_date(certificate.issued_on), certificate.issuer):
            assert word in page
        for word in ("Siti", siti.course.title, siti.module.title):
            assert word not in page
    assert "Siti Aminah" in checked(siti, code)
    assert "Sekarang tersembunyi" in siti.get(f"/sertifikat/{code}").text


def test_it_is_shown_again_at_once_and_both_may_be_pressed_twice(
    siti: Reader, reader: Reader, code: str
) -> None:
    for shown in ("tidak", "tidak", "ya", "ya"):
        assert hide(siti, code, shown) == f"/sertifikat/{code}"
    assert "Siti Aminah" in checked(reader, code)
    page = siti.get(f"/sertifikat/{code}").text
    assert f'readonly value="http://localhost/verifikasi/{code}"' in page
    assert "Bagikan lewat WhatsApp" in page


def test_a_withdrawal_shows_and_its_reason_does_not(
    trainer: Employee, outsider: Employee, siti: Reader, reader: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    (code,) = issue(trainer, address)
    hide(siti, code)
    for somebody in (trainer, siti):
        assert "Siti Aminah" in checked(somebody, code)
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Bukan Siti yang hadir"})
    for somebody in (reader, outsider):
        page = checked(somebody, code)
        assert ">DICABUT<" in page
        assert "Siti" not in page
    assert "Bukan Siti yang hadir" in checked(trainer, code)


def test_what_took_its_place_is_hidden_too_and_so_is_every_old_code(
    siti: Reader, reader: Reader, code: str
) -> None:
    hide(siti, code)
    new = where(mend(siti, code)).rpartition("/")[2]
    for one in (code, new):
        assert "Siti" not in checked(reader, one)
    assert ">DIGANTI<" in checked(reader, code)
    # The old link of its owner leads to the page of the new one.
    assert hide(siti, code, "ya") == f"/sertifikat/{new}"
    for one in (code, new):
        assert "Siti" in checked(reader, one)


def test_credentials_are_closed_to_others_and_what_was_taken_away_before_still_verifies(
    siti: Reader, verifier: Verifier, code: str
) -> None:
    before = verifier.credential(code)
    hide(siti, code)
    for name in CREDENTIALS:
        assert verifier.get(f"/verifikasi/{code}/{name}").status_code == 404
    assert verifier.verifies(before)
    assert not verifier.is_withdrawn(before)
    # Its owner comes with the same cookies to the same installation under its https address.
    verifier.client = verifier.app.test_client()
    owner = Reader(verifier.app)
    owner.client = verifier.client
    form = {"nama": "Ani", "setuju": "ya", "kunci": owner.registration_key()}
    assert owner.post("/daftar", form).status_code == 303
    own = owner.pass_course().issue_statement("Ani")
    hide(owner, own)
    assert json.loads(owner.get(f"/verifikasi/{own}/kredensial.json").data)["name"]
    assert Reader(verifier.app).get(f"/verifikasi/{own}/kredensial.json").status_code == 404


def test_nobody_hides_what_is_somebody_elses(
    trainer: Employee, siti: Reader, stranger: Reader, reader: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    (code,) = issue(trainer, address)
    path, form = f"/sertifikat/{code}/halaman", {"tampil": "tidak"}
    assert stranger.post(path, form).status_code == 404
    assert trainer.post(path, form).status_code == 404
    assert "/masuk" in where(reader.post(path, form))
    assert siti.post("/sertifikat/salah/halaman", form).status_code == 404
    assert "Siti Aminah" in checked(reader, code)
