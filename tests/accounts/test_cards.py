"""Coming back without e-mail: by card, by angka kunci, on shared phones."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import KnownLearner, Learner, LearnerCard
from literasi.database import db, write
from literasi.domain.card import make_code
from tests.people import Reader

pytestmark = pytest.mark.both_databases
DIGITS = "4739"


def make_card(reader: Reader) -> str:
    page = reader.post("/kartu").text
    found = re.search(r'class="code">([\d ]{19})<', page)
    assert found, page
    return found[1]


def set_key(reader: Reader, digits: str = DIGITS, **more: str) -> int:
    form = {"angka": digits, "ulang": digits, **more}
    return reader.post("/saya/angka-kunci", form).status_code


def uid_of(reader: Reader, name: str) -> str:
    page = reader.get("/masuk").text
    found = re.search(rf'value="([0-9a-f-]{{36}})">{name}<', page)
    assert found, page
    return found[1]


def tap(reader: Reader, name: str, digits: str | None = None) -> int:
    """Tap a name on this phone and, if given, type the angka kunci."""
    form = {"peserta": uid_of(reader, name)} | ({"angka": digits} if digits is not None else {})
    return reader.post("/masuk", form).status_code


def rewind(app: Flask, minutes: int) -> None:
    """As if so many minutes had passed since the wrong tries."""
    with app.app_context(), write():
        for table in (KnownLearner, LearnerCard):
            row = db.session.scalars(select(table).where(table.wait_until.is_not(None))).first()
            if row is not None and row.wait_until is not None:
                row.wait_until -= timedelta(minutes=minutes)


def test_with_the_card_one_comes_back_on_another_phone(siti: Reader, reader: Reader) -> None:
    siti.take_quiz()
    code = make_card(siti)
    page = reader.post("/masuk/kartu", {"kode": code})
    assert "Masuk sebagai Siti Aminah?" in page.text
    assert reader.get("/saya").status_code == 303
    assert reader.post("/masuk/kartu", {"kode": code, "masuk": "ya"}).status_code == 303
    assert len(reader.get("/saya/ringkas").json["lulus"]) == 1
    reader.post("/keluar")
    assert "Siti Aminah" in reader.get("/masuk").text


def test_the_other_phone_is_shown_and_can_be_put_out(siti: Reader, reader: Reader) -> None:
    code = make_card(siti)
    assert "HP lain masuk sebagai kamu" not in siti.get("/saya").text
    reader.post("/masuk/kartu", {"kode": code, "masuk": "ya"})
    assert "HP lain masuk sebagai kamu" in siti.get("/saya").text
    assert siti.post("/saya/keluarkan").location == "/kartu"
    assert reader.get("/saya").status_code == 303
    assert siti.get("/saya").status_code == 200


def test_a_new_card_ends_the_old_one_and_every_other_session(siti: Reader, reader: Reader) -> None:
    old = make_card(siti)
    reader.post("/masuk/kartu", {"kode": old, "masuk": "ya"})
    new = make_card(siti)
    assert reader.get("/saya").status_code == 303
    answer = reader.post("/masuk/kartu", {"kode": old})
    assert answer.status_code == 422
    assert "sudah diganti" in answer.text
    assert "Masuk sebagai" in reader.post("/masuk/kartu", {"kode": new}).text


def test_the_code_is_shown_once_and_stored_only_as_a_hash(app: Flask, siti: Reader) -> None:
    code = make_card(siti).replace(" ", "")
    assert code not in siti.get("/kartu").text.replace(" ", "")
    with app.app_context():
        card = db.session.scalars(select(LearnerCard)).one()
        assert code.encode() not in card.code_hash
        assert card.key_id == "card-1"


def test_the_card_may_be_kept_as_a_picture_without_another_request(siti: Reader) -> None:
    page = siti.post("/kartu").text
    link = re.search(r'download="kartu-peserta.png" href="data:image/png;base64,([^"]+)"', page)
    image = re.search(r'<img [^>]*src="data:image/png;base64,([^"]+)" alt="([^"]+)"', page)
    assert link
    assert image
    assert base64.b64decode(link[1]).startswith(b"\x89PNG")
    assert image[1] == link[1]
    code = re.search(r'class="code">([\d ]{19})<', page)
    assert code
    assert "Siti Aminah" in image[2]
    assert code[1] in image[2]
    assert "data:image/png" not in siti.get("/kartu").text


@pytest.mark.parametrize("typed", ["", "1234", "1234 5678 9012 3456", "abcd"])
def test_a_slip_of_the_finger_is_told_and_kept(reader: Reader, typed: str) -> None:
    answer = reader.post("/masuk/kartu", {"kode": typed})
    assert answer.status_code == 422
    assert "16 angka" in answer.text
    assert f'value="{typed}"' in answer.text


def test_guessed_codes_make_the_phone_rest_and_nobody_else(
    app: Flask, siti: Reader, reader: Reader
) -> None:
    code = make_card(siti)
    for number in range(10):
        assert "tidak cocok" in reader.post("/masuk/kartu", {"kode": make_code(number)}).text
    answer = reader.post("/masuk/kartu", {"kode": code})
    assert answer.status_code == 422
    assert "Terlalu banyak kode yang salah" in answer.text
    assert "Masuk sebagai" in Reader(app).post("/masuk/kartu", {"kode": code}).text


def test_the_angka_kunci_is_asked_after_the_name_and_after_the_card(
    siti: Reader, reader: Reader
) -> None:
    code = make_card(siti)
    assert set_key(siti) == 303
    siti.post("/keluar")
    assert tap(siti, "Siti Aminah") == 200
    assert tap(siti, "Siti Aminah", "0000") == 422
    assert tap(siti, "Siti Aminah", DIGITS) == 303
    assert siti.get("/saya").status_code == 200
    form = {"kode": code, "masuk": "ya"}
    assert reader.post("/masuk/kartu", form).status_code == 422
    assert reader.post("/masuk/kartu", form | {"angka": "0000"}).status_code == 422
    assert reader.post("/masuk/kartu", form | {"angka": DIGITS}).status_code == 303


@pytest.mark.parametrize("digits", ["1234", "1111", "1990", "12", "abcd", ""])
def test_a_trivial_angka_kunci_is_refused(siti: Reader, digits: str) -> None:
    assert set_key(siti, digits) == 422
    siti.post("/keluar")
    assert tap(siti, "Siti Aminah") == 303


def test_registering_again_does_not_pass_by_the_angka_kunci(siti: Reader) -> None:
    set_key(siti)
    siti.post("/keluar")
    form = {"nama": "Siti Aminah", "setuju": "ya", "kunci": uid_of(siti, "Siti Aminah")}
    assert siti.post("/daftar", form).status_code == 422
    assert siti.get("/saya").status_code == 303


def test_signing_in_again_here_is_no_other_phone(siti: Reader) -> None:
    assert tap(siti, "Siti Aminah") == 303
    assert "HP lain masuk sebagai kamu" not in siti.get("/saya").text


def test_two_different_entries_are_refused(siti: Reader) -> None:
    answer = siti.post("/saya/angka-kunci", {"angka": DIGITS, "ulang": "8206"})
    assert answer.status_code == 422
    assert "tidak sama" in answer.text


def test_changing_it_asks_for_the_old_one(siti: Reader) -> None:
    set_key(siti)
    assert set_key(siti, "8206") == 422
    assert set_key(siti, "8206", lama=DIGITS) == 303


def test_guessing_the_old_one_on_an_open_phone_is_counted_too(siti: Reader) -> None:
    set_key(siti)
    for _ in range(5):
        assert set_key(siti, "8206", lama="0000") == 422
    form = {"angka": "8206", "ulang": "8206", "lama": DIGITS}
    assert "Tunggu 15 menit" in siti.post("/saya/angka-kunci", form).text


def test_five_wrong_tries_wait_and_ten_need_the_card(app: Flask, siti: Reader) -> None:
    code = make_card(siti)
    set_key(siti)
    siti.post("/keluar")
    for _ in range(5):
        tap(siti, "Siti Aminah", "0000")
    form = {"peserta": uid_of(siti, "Siti Aminah"), "angka": DIGITS}
    assert "Tunggu 15 menit" in siti.post("/masuk", form).text
    rewind(app, 16)
    for _ in range(5):
        tap(siti, "Siti Aminah", "0000")
    rewind(app, 16)
    assert "Masuklah dengan Kartu Peserta" in siti.post("/masuk", form).text
    entry = {"kode": code, "masuk": "ya", "angka": DIGITS}
    assert siti.post("/masuk/kartu", entry).status_code == 303
    siti.post("/keluar")
    assert tap(siti, "Siti Aminah", DIGITS) == 303


def test_wrong_tries_elsewhere_lock_nobody_out_here(siti: Reader, reader: Reader) -> None:
    code = make_card(siti)
    set_key(siti)
    for _ in range(6):
        reader.post("/masuk/kartu", {"kode": code, "masuk": "ya", "angka": "0000"})
    siti.post("/keluar")
    assert tap(siti, "Siti Aminah", DIGITS) == 303


def test_two_learners_on_one_phone_each_with_an_angka_kunci(siti: Reader) -> None:
    set_key(siti)
    siti.post("/keluar")
    siti.register("Budi")
    assert set_key(siti, "8206") == 303
    siti.post("/keluar")
    assert tap(siti, "Siti Aminah", "8206") == 422
    assert tap(siti, "Budi", "8206") == 303
    assert "Halo, Budi" in siti.get("/saya").text


def test_a_second_learner_sends_the_one_without_angka_kunci_off_the_phone(siti: Reader) -> None:
    code = make_card(siti)
    siti.post("/keluar")
    assert "namanya hilang dari HP ini" in siti.get("/daftar").text
    siti.register("Budi")
    siti.post("/keluar")
    page = siti.get("/masuk").text
    assert "Budi" in page
    assert "Siti Aminah" not in page
    assert siti.post("/masuk/kartu", {"kode": code, "masuk": "ya"}).status_code == 303


def test_a_phone_knows_eight_and_refuses_the_ninth(app: Flask, reader: Reader) -> None:
    for number in range(8):
        reader.register(f"Peserta {chr(65 + number)}")
        with app.app_context(), write():
            db.session.execute(update(Learner).values(key_number_hash="pepper-1:x"))
        reader.post("/keluar")
    form = {"nama": "Sembilan", "setuju": "ya", "kunci": reader.registration_key()}
    answer = reader.post("/daftar", form)
    assert answer.status_code == 422
    assert "delapan orang" in answer.text
    assert "Sembilan" not in reader.get("/masuk").text


def test_the_card_is_asked_for_before_the_first_statement(siti: Reader) -> None:
    siti.pass_course()
    path = f"/sertifikat/buat/{siti.course.slug}"
    assert "Simpan dulu" in siti.get(path).text
    make_card(siti)
    assert "Simpan dulu" not in siti.get(path).text
