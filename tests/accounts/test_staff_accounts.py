"""A staff account while it lives: its passphrase, its recovery codes, and its end."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.audit import Act
from literasi.accounts.staff import disable
from literasi.accounts.staff_models import Staff
from literasi.database import db, write
from literasi.training.models import Cohort
from literasi.web.clock import now
from tests.classroom import where
from tests.people import Employee, hidden
from tests.staff import PASSPHRASE
from tests.test_races import send

pytestmark = pytest.mark.both_databases
NEW = "empat ember biru penuh pasir"
WHY = {"alasan": "Pindah tugas"}


def uid_of(app: Flask, staff: Employee) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Staff.uid).where(Staff.login == staff.login)).one())


def elsewhere(staff: Employee) -> Employee:
    """The same person at another computer."""
    other = Employee(staff.app, staff.login, staff.passphrase, staff.secret)
    return other


def is_in(staff: Employee) -> bool:
    return staff.get("/petugas/akun").status_code == 200


def change(staff: Employee, **more: str) -> tuple[int, str]:
    form = {"lama": PASSPHRASE, "sandi": NEW, "ulang": NEW, **more}
    answer = staff.post("/petugas/akun/sandi", form)
    return answer.status_code, answer.text


def test_a_changed_passphrase_ends_every_other_session(trainer: Employee) -> None:
    other = elsewhere(trainer).sign_in()
    assert change(trainer)[0] == 303
    assert is_in(trainer)
    assert not is_in(other)
    assert other.try_sign_in(kode="000000").status_code == 422
    other.passphrase = NEW
    other.sign_in()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"lama": "kalimat yang salah sekali"}, "lama tidak cocok"),
        ({"ulang": "lain sama sekali"}, "tidak sama"),
        ({"sandi": "pendek", "ulang": "pendek"}, "paling pendek 15 huruf"),
    ],
)
def test_a_wrong_change_of_passphrase_changes_nothing(
    trainer: Employee, more: dict[str, str], words: str
) -> None:
    other = elsewhere(trainer).sign_in()
    status, page = change(trainer, **more)
    assert status == 422
    assert words in page
    assert is_in(other)


def test_guesses_at_the_old_passphrase_rest_after_ten(trainer: Employee) -> None:
    for _ in range(10):
        assert change(trainer, lama="kalimat yang salah sekali")[0] == 422
    status, page = change(trainer)
    assert status == 422
    assert "Tunggu 15 menit" in page


def recovery_codes(staff: Employee) -> list[str]:
    page = staff.post("/petugas/akun/kode-cadangan", {"kode": staff.code()}).text
    return re.findall(r'<li class="code">([A-Z-]{19})</li>', page)


def test_new_recovery_codes_end_the_old_ones_and_each_opens_once(trainer: Employee) -> None:
    old, new = recovery_codes(trainer), recovery_codes(trainer)
    assert len(old) == len(new) == 10
    assert elsewhere(trainer).try_sign_in(kode=old[0]).status_code == 422
    assert elsewhere(trainer).try_sign_in(kode=new[0].lower()).status_code == 303
    assert elsewhere(trainer).try_sign_in(kode=new[0]).status_code == 422


def test_recovery_codes_need_the_code_of_now(trainer: Employee) -> None:
    answer = trainer.post("/petugas/akun/kode-cadangan", {"kode": "000000"})
    assert answer.status_code == 422
    assert 'class="code">' not in answer.text.partition("<ol")[2]


def test_disabling_ends_every_session_at_once_and_lets_nobody_in(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    other = elsewhere(trainer).sign_in()
    path = f"/petugas/orang/{uid_of(app, trainer)}/nonaktif"
    assert where(manager.post(path, WHY)) == "/petugas/orang"
    for one in (trainer, other):
        assert where(one.get("/petugas/kelas")) == "/petugas/masuk"
    assert trainer.try_sign_in().status_code == 422
    assert '">nonaktif<' in manager.get("/petugas/orang").text


def test_disabling_needs_a_reason(app: Flask, manager: Employee, trainer: Employee) -> None:
    answer = manager.post(f"/petugas/orang/{uid_of(app, trainer)}/nonaktif", {"alasan": "\x00 "})
    assert answer.status_code == 422
    assert "Tulis dulu alasannya" in answer.text
    assert is_in(trainer)


def test_an_office_sees_its_own_people_only(
    manager: Employee, trainer: Employee, outsider: Employee, national: Employee
) -> None:
    page = manager.get("/petugas/orang").text
    assert trainer.login in page
    assert outsider.login not in page
    assert national.login not in page
    assert all(one.login in national.get("/petugas/orang").text for one in (trainer, outsider))


def test_what_a_disabled_trainer_was_about_to_do_does_not_happen(
    app: Flask, trainer: Employee
) -> None:
    form = trainer.class_form()
    form["kunci"] = hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    create = send(trainer, "/petugas/kelas/baru", form)
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), write():
            staff = db.session.scalars(
                select(Staff).where(Staff.login == trainer.login).with_for_update()
            ).one()
            disable(staff, Act(None, staff.office_id, now()), "Pindah tugas")
            click = pool.submit(create)
            # Time enough for the click to be let in, and to come to where it must wait.
            time.sleep(1)
            assert not click.done()
        answer = click.result()
    assert answer.status_code == 403
    assert "Akunmu sudah dinonaktifkan" in answer.text
    assert "Tidak ada yang berubah" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Cohort)) == 0
