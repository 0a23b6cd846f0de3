"""Somebody on no list comes to class, and has a card with their name after two taps."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from tests.classroom import claim, codes_on, open_card, print_cards, seat_names, where
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee) -> str:
    made = trainer.make_class()
    assert trainer.paste(made, "Ani").status_code == 303
    return made


@pytest.fixture
def spares(trainer: Employee, address: str) -> list[str]:
    """The codes of two spare cards."""
    return print_cards(trainer, address, spares=2)[1:]


def offered(trainer: Employee, address: str) -> dict[str, str]:
    """The spare cards on the page by the number on them, the first one chosen."""
    page = trainer.get(f"{address}/peserta").text
    return {number: uid for uid, number in re.findall(r'value="([0-9a-f-]{36})">(\d+)<', page)}


def give(trainer: Employee, address: str, name: str, **more: str) -> tuple[int, str]:
    """Type the name, press the button; the next card is chosen already."""
    form = {"nama": name, "kartu": next(iter(offered(trainer, address).values()), ""), **more}
    answer = trainer.post(f"{address}/peserta/datang", form)
    if answer.status_code != 303:
        return answer.status_code, answer.text
    return 303, trainer.get(answer.location.partition("#")[0]).text


def test_a_name_and_a_button_and_the_next_card_is_theirs(
    app: Flask, trainer: Employee, reader: Reader, address: str, spares: list[str]
) -> None:
    assert list(offered(trainer, address)) == ["1", "2"]
    _, page = give(trainer, address, "Datang Sendiri")
    assert "Kartu cadangan nomor 1 sekarang untuk <strong>Datang Sendiri</strong>" in page
    assert list(offered(trainer, address)) == ["2"]
    assert seat_names(trainer, address) == ["Ani", "Datang Sendiri"]
    assert "Ini kartu Datang Sendiri?" in open_card(reader, spares[0]).text
    assert claim(reader, spares[0], nama="Datang Sendiri").status_code == 303
    with app.app_context():
        said = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "seat.walk-in")).one()
        assert said.about == "Praya Angkatan 3: Datang Sendiri"


def test_the_same_tap_again_gives_one_card(
    app: Flask, trainer: Employee, address: str, spares: list[str]
) -> None:
    form = {"nama": "Datang Sendiri", "kartu": offered(trainer, address)["1"]}
    for _ in range(2):
        assert trainer.post(f"{address}/peserta/datang", form).status_code == 303
    assert seat_names(trainer, address) == ["Ani", "Datang Sendiri"]
    with app.app_context():
        assert len(db.session.scalars(_walk_ins()).all()) == 1


def _walk_ins():  # type: ignore[no-untyped-def]
    return select(AuditEntry.id).where(AuditEntry.act == "seat.walk-in")


def test_a_card_that_is_somebodys_is_not_given_twice(
    trainer: Employee, colleague: Employee, reader: Reader, address: str, spares: list[str]
) -> None:
    first = offered(trainer, address)["1"]
    give(colleague, address, "Lebih Cepat")
    status, page = give(trainer, address, "Terlambat", kartu=first)
    assert status == 422
    assert "Kartu itu sudah untuk Lebih Cepat" in page
    assert 'value="Terlambat"' in page
    second = offered(trainer, address)["2"]
    claim(reader, spares[1], nama="Orang Lain")
    assert "sudah untuk Orang Lain" in give(trainer, address, "Terlambat", kartu=second)[1]


def test_the_code_on_the_card_does_as_well_as_its_number(
    trainer: Employee, address: str, spares: list[str]
) -> None:
    status, page = give(trainer, address, "Datang Sendiri", kode=f"{spares[1][:4]} {spares[1][4:]}")
    assert status == 303
    assert "nomor 2 sekarang untuk" in page
    assert list(offered(trainer, address)) == ["1"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"nama": ""}, "Tulis satu nama"),
        ({"nama": "Ani\nBudi"}, "Tulis satu nama"),
        ({"nama": "x" * 61}, "paling panjang 60 huruf"),
        ({"kartu": ""}, "Pilih nomor kartunya"),
        ({"kartu": "bukan-uid"}, "Pilih nomor kartunya"),
        ({"kode": "1234"}, "bukan kartu cadangan kelas ini"),
        ({"kode": "0000 0000 0000 0000"}, "bukan kartu cadangan kelas ini"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    trainer: Employee, address: str, spares: list[str], more: dict[str, str], words: str
) -> None:
    form = {"nama": "Datang Sendiri", "kartu": offered(trainer, address)["1"], **more}
    answer = trainer.post(f"{address}/peserta/datang", form)
    assert answer.status_code == 422
    assert words in answer.text
    assert "\n" in form["nama"] or f'value="{form["nama"]}"' in answer.text
    assert seat_names(trainer, address) == ["Ani"]


def test_cards_of_another_class_or_with_a_name_are_refused(
    trainer: Employee, address: str, spares: list[str]
) -> None:
    other = trainer.make_class(nama="Kelas lain")
    elsewhere = print_cards(trainer, other, spares=1)[0]
    assert give(trainer, address, "Budi", kode=elsewhere)[0] == 422
    named = print_cards(trainer, address)[0]
    assert "sudah untuk Ani" in give(trainer, address, "Budi", kode=named)[1]


def test_codes_guessed_at_speed_rest(trainer: Employee, address: str, spares: list[str]) -> None:
    for _ in range(10):
        assert give(trainer, address, "Budi", kode="1234")[0] == 422
    assert "Tunggu 15 menit" in give(trainer, address, "Budi", kode=spares[0])[1]
    assert give(trainer, address, "Budi")[0] == 303


def test_without_spare_cards_one_is_told_to_print_some(trainer: Employee, address: str) -> None:
    assert "Yang baru datang" not in trainer.get(f"{address}/peserta").text
    assert "Tidak ada kartu cadangan" in trainer.get(f"{address}/peserta/datang").text


def test_more_spare_cards_leave_every_card_that_was_handed_out_good(
    trainer: Employee, reader: Reader, address: str, spares: list[str]
) -> None:
    give(trainer, address, "Datang Sendiri")
    more = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "2", "hanya": "cadangan"})
    assert len(codes_on(more.data)) == 2
    assert list(offered(trainer, address)) == ["2", "3", "4"]
    assert claim(reader, spares[0], nama="Datang Sendiri").status_code == 303
    none = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "0", "hanya": "cadangan"})
    assert none.status_code == 422
    assert "Tidak ada kartu baru" in none.text


def test_numbers_on_spare_cards_stay_and_never_come_twice(
    trainer: Employee, address: str, spares: list[str]
) -> None:
    give(trainer, address, "Datang Sendiri")
    print_cards(trainer, address, spares=3)
    assert list(offered(trainer, address)) == ["2", "3", "4"]
    page = trainer.get(f"{address}/peserta").text
    assert "Datang Sendiri" in page
    assert where(trainer.get(f"{address}/peserta/datang/")) == f"{address}/peserta/datang"


def test_a_full_class_takes_nobody_unannounced_and_keeps_the_name(
    trainer: Employee, siti: Reader
) -> None:
    full = trainer.make_class(nama="Kelas kecil", kapasitas="1")
    print_cards(trainer, full, spares=1)
    assert siti.post(f"/gabung/{trainer.open_door(full)}").status_code == 303
    status, page = give(trainer, full, "Datang Sendiri")
    assert status == 422
    assert "paling banyak 1 orang" in page
    assert "Datang Sendiri" in page
