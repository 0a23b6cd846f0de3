"""A learner puts the name on their own statement right, once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literasi.certificates.models import Certificate
from literasi.database import db
from tests.classroom import where
from tests.people import Reader
from tests.test_races import at_once, rows, send

pytestmark = pytest.mark.both_databases
RIGHT = "Siti Aminah binti Ahmad"


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement()


def mend(who: Reader, code: str, name: str = RIGHT, sure: str = "ya") -> TestResponse:
    return who.post(f"/sertifikat/{code}/nama", {"nama": name, "benar": sure})


def test_the_name_is_put_right_and_the_old_code_leads_on(
    app: Flask, siti: Reader, reader: Reader, code: str
) -> None:
    assert f"/sertifikat/{code}/nama" in siti.get(f"/sertifikat/{code}").text
    new = where(mend(siti, code)).rpartition("/")[2]
    assert new != code
    assert RIGHT in siti.get(f"/sertifikat/{new}").text
    assert where(siti.get(f"/sertifikat/{code}.pdf")) == f"/sertifikat/{new}"
    old = reader.get(f"/verifikasi/{code}").text
    assert "DIGANTI" in old
    assert f'href="/verifikasi/{new}"' in old
    assert "ASLI" in reader.get(f"/verifikasi/{new}").text
    home = siti.get("/saya").text
    assert new in home
    assert code not in home
    assert "Minta surat keterangan" not in home
    with app.app_context():
        numbers = db.session.scalars(select(Certificate.number).order_by(Certificate.id))
        assert len(set(numbers)) == 2


def test_it_can_be_put_right_only_once(app: Flask, siti: Reader, code: str) -> None:
    new = where(mend(siti, code)).rpartition("/")[2]
    assert f"/sertifikat/{new}/nama" not in siti.get(f"/sertifikat/{new}").text
    assert "sudah pernah dibetulkan" in siti.get(f"/sertifikat/{new}/nama").text
    assert mend(siti, new, "Siti Lain").status_code == 409
    assert rows(app, Certificate) == 2


def test_the_same_form_again_is_the_same_act_and_another_is_refused(
    app: Flask, siti: Reader, code: str
) -> None:
    assert where(mend(siti, code)) == where(mend(siti, code))
    assert mend(siti, code, "Siti Lain").status_code == 409
    assert rows(app, Certificate) == 2
    assert where(siti.get(f"/sertifikat/{code}/nama")) == f"/sertifikat/{code}"


@pytest.mark.parametrize(
    ("name", "sure", "told"),
    [
        (" ", "ya", "Tulis namamu dulu"),
        ("Siti 3201234567890001", "ya", "Nomor KTP"),
        ("Siti Aminah", "ya", "sama dengan yang tertulis"),
        (RIGHT, "", "beri tanda bahwa namanya sudah benar"),
    ],
    ids=["empty", "nik", "same", "unsure"],
)
def test_what_will_not_do_is_refused_and_kept(
    app: Flask, siti: Reader, code: str, name: str, sure: str, told: str
) -> None:
    answer = mend(siti, code, name, sure)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{name.strip()}"' in answer.text
    assert rows(app, Certificate) == 1


def test_nobody_puts_another_s_name_right(app: Flask, stranger: Reader, code: str) -> None:
    assert stranger.get(f"/sertifikat/{code}/nama").status_code == 404
    assert mend(stranger, code).status_code == 404
    assert rows(app, Certificate) == 1


def test_a_withdrawn_one_stays_so(app: Flask, siti: Reader, code: str) -> None:
    app.test_cli_runner().invoke(args=["certificates", "withdraw", code, "--reason", "Salah"])
    assert mend(siti, code).status_code == 409
    assert rows(app, Certificate) == 1


def test_one_form_sent_many_times_at_once_makes_one(app: Flask, siti: Reader, code: str) -> None:
    form = {"nama": RIGHT, "benar": "ya"}
    answers = at_once(send(siti, f"/sertifikat/{code}/nama", form))
    assert {one.status_code for one in answers} == {303}
    assert rows(app, Certificate) == 2
