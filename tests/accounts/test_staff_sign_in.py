"""Staff come in with login, passphrase and the telephone's code; whatever is wrong, the answer
says no more than that."""

from __future__ import annotations

import time
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.models import SignIn, WrongCode
from literasi.accounts.staff_models import Staff
from literasi.accounts.staff_sign_in import Typed, has_passphrase
from literasi.database import db, write
from tests.classroom import where
from tests.people import Employee, Reader
from tests.staff import PASSPHRASE, employ

pytestmark = pytest.mark.both_databases
WRONG = "kalimat sandi, atau kodenya tidak cocok"
REST = "Tunggu 15 menit"


@pytest.fixture
def rina(app: Flask) -> Employee:
    """A trainer who is not signed in yet."""
    return employ(app, "rina@bp3mi.test", "trainer")


def on_another_computer(staff: Employee) -> Employee:
    return Employee(staff.app, staff.login, staff.passphrase, staff.secret)


def is_in(staff: Reader) -> bool:
    return staff.get("/petugas/akun").status_code == 200


def refused(staff: Employee, **more: str) -> str:
    # The code of now, still good for somebody else afterwards.
    answer = staff.try_sign_in(**{"kode": pyotp.TOTP(staff.secret).now(), **more})
    assert answer.status_code == 422
    assert staff.client.get_cookie("literasi_masuk") is None
    return answer.text


def rewind(app: Flask, minutes: int) -> None:
    """As if so many minutes had passed since the wrong tries."""
    with app.app_context(), write():
        for staff in db.session.scalars(select(Staff).where(Staff.wait_until.is_not(None))):
            if staff.wait_until is not None:
                staff.wait_until -= timedelta(minutes=minutes)
        for row in db.session.scalars(select(WrongCode)):
            row.typed_at -= timedelta(minutes=minutes)


def test_with_all_three_right_one_comes_to_ones_desk(rina: Employee) -> None:
    answer = rina.try_sign_in()
    assert where(answer) == "/petugas/meja"
    assert where(rina.get("/petugas/meja")) == "/petugas/kelas"
    assert "BP3MI Nusa Tenggara Barat" in rina.get("/petugas/kelas").text


def test_the_login_is_read_however_it_is_typed(rina: Employee) -> None:
    assert rina.try_sign_in(masuk="  Rina@BP3MI.test ").status_code == 303


def test_the_page_that_was_asked_for_comes_afterwards_and_no_other_site(rina: Employee) -> None:
    assert rina.get("/petugas/akun").location == "/petugas/masuk?lanjut=/petugas/akun"
    assert where(rina.try_sign_in(lanjut="/petugas/akun")) == "/petugas/akun"
    other = on_another_computer(rina)
    assert other.try_sign_in(lanjut="//jahat.example").location == "/petugas/meja"


def test_whatever_is_wrong_the_answer_is_the_same(app: Flask, rina: Employee) -> None:
    pages = set()
    for wrong in (
        {"masuk": "bukan@bp3mi.test"},
        {"sandi": "kuda besi minum teh"},
        {"kode": "000000"},
        {"kode": ""},
        {"kode": "BCDF-GHJK-LMNP"},
        {"masuk": "", "sandi": "", "kode": ""},
        {"masuk": "a\x00b@bp3mi.test"},
    ):
        page = refused(on_another_computer(rina), **wrong)
        login = wrong.get("masuk", rina.login)
        pages.add(page.replace(f'value="{login}"', 'value=""'))
    assert len(pages) == 1
    assert WRONG in pages.pop()


def test_a_code_opens_once(rina: Employee) -> None:
    code = rina.code()
    assert rina.try_sign_in(kode=code).status_code == 303
    assert WRONG in refused(on_another_computer(rina), kode=code)
    assert is_in(rina)


def test_after_five_wrong_codes_the_right_one_waits_a_quarter_of_an_hour(
    app: Flask, rina: Employee
) -> None:
    for _ in range(5):
        refused(rina, kode="000000")
    assert WRONG in refused(rina)
    rewind(app, 14)
    refused(rina)
    rewind(app, 1)
    rina.sign_in()


def test_four_wrong_codes_are_forgotten_after_a_right_one(rina: Employee) -> None:
    for _ in range(2):
        for _ in range(4):
            assert WRONG in refused(on_another_computer(rina), kode="000000")
        # The fifth in a row would make even the right code wait.
        assert rina.try_sign_in().status_code == 303
        assert is_in(rina)
        rina.post("/keluar")


def test_without_the_passphrase_nobody_locks_anybody_out(rina: Employee) -> None:
    for _ in range(3):
        stranger = on_another_computer(rina)
        for _ in range(9):
            assert WRONG in refused(stranger, sandi="kalimat yang salah sekali", kode="000000")
    assert rina.try_sign_in().status_code == 303
    assert is_in(rina)


def test_ten_wrong_tries_make_this_computer_rest_and_no_other(app: Flask, rina: Employee) -> None:
    for _ in range(10):
        assert WRONG in refused(rina, sandi="kalimat yang salah sekali")
    assert REST in refused(rina)
    on_another_computer(rina).sign_in()
    rewind(app, 15)
    rina.sign_in()


def test_looking_for_somebody_unknown_costs_as_much_as_a_wrong_passphrase(
    app: Flask, rina: Employee
) -> None:
    pepper = app.extensions["literasi"].keys("pepper")

    def cost(login: str) -> float:
        begun = time.process_time()
        assert has_passphrase(Typed(login, "kalimat yang salah sekali", ""), pepper) is None
        return time.process_time() - begun

    with app.app_context():
        costs = {
            login: min(cost(login) for _ in range(5)) for login in (rina.login, "tak@ada.test")
        }
    assert costs["tak@ada.test"] > costs[rina.login] / 2


def test_signing_in_ends_the_session_that_was_here_before(
    app: Flask, rina: Employee, siti: Reader
) -> None:
    planted = siti.client.get_cookie("literasi_masuk")
    assert planted is not None
    rina.client = siti.client
    rina.sign_in()
    thief = Reader(app)
    thief.client.set_cookie("literasi_masuk", planted.value)
    assert where(thief.get("/saya")) == "/masuk"
    assert rina.get("/saya").status_code == 404


def test_a_session_ends_after_twelve_hours(app: Flask, rina: Employee) -> None:
    rina.sign_in()
    for minutes, still in ((12 * 60 - 1, True), (2, False)):
        with app.app_context(), write():
            row = db.session.scalars(select(SignIn)).one()
            row.created_at -= timedelta(minutes=minutes)
        assert is_in(rina) is still
    assert where(rina.get("/petugas/kelas")) == "/petugas/masuk"


def test_signing_out_ends_the_session_also_for_a_copied_cookie(app: Flask, rina: Employee) -> None:
    cookie = rina.sign_in().client.get_cookie("literasi_masuk")
    assert cookie is not None
    rina.post("/keluar")
    thief = Reader(app)
    thief.client.set_cookie("literasi_masuk", cookie.value)
    assert not is_in(thief)


def test_the_passphrase_is_read_alike_however_its_letters_are_stored(app: Flask) -> None:
    made = employ(app, "rene@bp3mi.test", "trainer")
    assert made.try_sign_in(sandi=PASSPHRASE.replace("k", "\uff4b")).status_code == 303
