"""A printed card: whoever holds it takes the seat, once, and only with their consent."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.models import Consent, Learner
from literasi.database import db
from literasi.training.models import Seat
from tests.classroom import claim, meet, open_card, print_cards, seat_names, seat_of, where
from tests.people import Employee, Reader, hidden

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee) -> str:
    made = trainer.make_class()
    assert trainer.paste(made, "Nur 'Aini").status_code == 303
    return made


@pytest.fixture
def code(trainer: Employee, address: str) -> str:
    return print_cards(trainer, address)[0]


def count(app: Flask, table: type[Learner] | type[Consent]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def taken(app: Flask) -> list[tuple[str, str | None]]:
    """The names of the seats that are taken, and how."""
    with app.app_context():
        found = select(Seat.name, Seat.claimed_by).where(
            Seat.learner_id.is_not(None), Seat.left_at.is_(None)
        )
        return [(row[0], row[1]) for row in db.session.execute(found.order_by(Seat.id))]


def test_the_card_says_whose_seat_it_is_and_what_the_office_will_see(
    app: Flask, reader: Reader, code: str
) -> None:
    page = open_card(reader, code).text
    assert "Ini kartu Nur &#39;Aini?" in page
    assert "Praya Angkatan 3" in page
    assert "petugas BP3MI Nusa Tenggara Barat melihatnya" in page
    assert taken(app) == []


def test_with_consent_the_seat_is_taken_and_the_class_opens(
    app: Flask, trainer: Employee, reader: Reader, code: str, address: str
) -> None:
    answer = claim(reader, code)
    assert where(answer) == f"/saya/kelas/{address.rpartition('/')[2]}"
    assert "Pelajaran dari kelas" in reader.get(where(answer)).text
    assert taken(app) == [("Nur 'Aini", "card")]
    assert count(app, Consent) == 1


def test_without_consent_nothing_is_kept(app: Flask, reader: Reader, code: str) -> None:
    answer = claim(reader, code, setuju="")
    assert answer.status_code == 422
    assert "Beri tanda setuju dulu" in answer.text
    assert taken(app) == []
    assert count(app, Learner) == count(app, Consent) == 0


def test_the_same_form_sent_again_leads_to_the_same_class(
    app: Flask, reader: Reader, code: str
) -> None:
    form = {"kode": code, "ambil": "ya", "setuju": "ya", "nama": "Nur 'Aini"}
    form["kunci"] = hidden(open_card(reader, code).text, "kunci")
    first = reader.post("/gabung/kartu", form)
    # The answer with its session got lost on the way: the phone sends the form again.
    reader.client.delete_cookie("literasi_masuk")
    again = reader.post("/gabung/kartu", form)
    assert again.status_code == first.status_code == 303
    assert again.location == first.location
    assert reader.get(where(again)).status_code == 200
    assert count(app, Learner) == 1


def test_somebody_else_with_the_same_card_finds_it_taken(
    app: Flask, reader: Reader, stranger: Reader, code: str
) -> None:
    claim(reader, code)
    answer = stranger.post("/gabung/kartu", {"kode": code, "ambil": "ya"})
    assert answer.status_code == 422
    assert "sudah dipakai atau sudah diganti" in answer.text
    assert taken(app) == [("Nur 'Aini", "card")]


def test_the_card_brings_its_owner_back_on_another_phone_to_lessons_and_classes_only(
    app: Flask, reader: Reader, code: str, address: str
) -> None:
    classroom = where(claim(reader, code))
    other = Reader(app)
    assert other.post("/masuk/kartu", {"kode": code, "masuk": "ya"}).status_code == 303
    assert other.get(classroom).status_code == 200
    assert where(other.get("/kartu")) == "/saya/tertutup"
    other.post("/saya/angka-kunci", {"angka": "4739", "ulang": "4739"})
    assert other.get("/kartu").status_code == 200


def test_new_cards_end_those_of_seats_nobody_took(
    app: Flask, trainer: Employee, reader: Reader, code: str, address: str
) -> None:
    assert print_cards(trainer, address) != [code]
    answer = open_card(reader, code)
    assert answer.status_code == 422
    assert "kartunya sudah diganti" in answer.text
    assert taken(app) == []


def test_new_cards_leave_that_of_a_taken_seat_alone(
    app: Flask, trainer: Employee, reader: Reader, code: str, address: str
) -> None:
    claim(reader, code)
    trainer.paste(address, "Budi")
    assert len(print_cards(trainer, address)) == 1
    assert "Masuk sebagai Orang Baru?" in open_card(Reader(app), code).text


def test_somebody_signed_in_takes_the_seat_as_who_they_are(
    app: Flask, siti: Reader, code: str, address: str
) -> None:
    page = open_card(siti, code).text
    assert "Kursi ini akan menjadi milik <strong>Siti Aminah</strong>" in page
    answer = siti.post("/gabung/kartu", {"kode": code, "ambil": "ya"})
    assert siti.get(where(answer)).status_code == 200
    assert count(app, Learner) == 1
    # The phone knew her before: nothing of hers is closed.
    assert siti.get("/kartu").status_code == 200


def test_whoever_came_through_the_door_before_keeps_that_one_seat(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    siti.post(f"/gabung/{trainer.open_door(address)}")
    answer = siti.post("/gabung/kartu", {"kode": code, "ambil": "ya"})
    assert answer.status_code == 303
    assert taken(app) == [("Siti Aminah", "door")]
    assert seat_names(trainer, address) == ["Siti Aminah"]


def test_a_spare_card_gets_the_name_of_whoever_takes_it(
    app: Flask, trainer: Employee, reader: Reader, address: str
) -> None:
    spare = print_cards(trainer, address, spares=2)[-1]
    assert "Kartu dari kelas" in open_card(reader, spare).text
    claim(reader, spare, nama="Datang Belakangan")
    assert taken(app) == [("Datang Belakangan", "card")]


def test_a_card_of_somebody_who_was_put_out_of_the_class_is_dead(
    app: Flask, trainer: Employee, reader: Reader, code: str, address: str
) -> None:
    seat = seat_of(trainer, address, "Nur &#39;Aini")
    trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah"})
    assert open_card(reader, code).status_code == 422


def test_a_code_that_is_no_card_is_refused_and_rests_after_ten(app: Flask, reader: Reader) -> None:
    for _ in range(10):
        assert "sudah dipakai" in reader.post("/gabung/kartu", {"kode": "1"}).text
    assert "Tunggu 15 menit" in reader.post("/gabung/kartu", {"kode": "1"}).text


def test_whoever_leaves_and_comes_back_keeps_card_and_meetings(
    app: Flask, trainer: Employee, reader: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    code = print_cards(trainer, address)[0]
    assert claim(reader, code).status_code == 303
    meet(trainer, address)
    assert reader.post(f"/saya/kelas/{address.rpartition('/')[2]}/keluar").status_code == 303
    assert reader.post(f"/gabung/{trainer.open_door(address)}").status_code == 303
    assert "4/4" in trainer.get(address).text
    again = Reader(app).post("/masuk/kartu", {"kode": code, "masuk": "ya"})
    assert again.status_code == 303
