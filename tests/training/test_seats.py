"""Names become seats: pasted in any shape, once, and printed on cards that scan."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.classroom import codes_on, plan_meeting, print_cards, seat_names, seat_of, where
from tests.people import Employee, hidden

pytestmark = pytest.mark.both_databases
APOSTROPHE = "Nur 'Aini D\u2019Souza"


@pytest.fixture
def address(trainer: Employee) -> str:
    return trainer.make_class()


def test_forty_names_with_numbers_tabs_and_empty_lines_are_forty_seats(
    trainer: Employee, address: str
) -> None:
    names = [f"Peserta {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(40)]
    lines = [f"{n}.\t{name}\t08{n}" for n, name in enumerate(names, start=1)]
    assert trainer.paste(address, "No\tNama\tHP\n\n" + "\n\n".join(lines)).status_code == 303
    assert seat_names(trainer, address) == names
    assert "0 dari 40" in trainer.get("/petugas/kelas").text


def test_the_same_form_pasted_twice_adds_once(trainer: Employee, address: str) -> None:
    form = {"kunci": hidden(trainer.get(f"{address}/peserta").text, "kunci"), "daftar": "Ani\nBudi"}
    for _ in range(2):
        assert trainer.post(f"{address}/peserta", form).status_code == 303
    assert seat_names(trainer, address) == ["Ani", "Budi"]


def test_an_old_form_with_other_names_is_refused_and_keeps_them(
    trainer: Employee, address: str
) -> None:
    form = {"kunci": hidden(trainer.get(f"{address}/peserta").text, "kunci"), "daftar": "Ani\nBudi"}
    trainer.post(f"{address}/peserta", form)
    answer = trainer.post(f"{address}/peserta", form | {"daftar": "Ani\nBudi\nCici"})
    assert answer.status_code == 422
    assert "sudah pernah dikirim dengan nama lain" in answer.text
    assert "Ani\nBudi\nCici</textarea>" in answer.text
    again = form | {"daftar": "Cici", "kunci": hidden(answer.text, "kunci")}
    assert trainer.post(f"{address}/peserta", again).status_code == 303
    assert seat_names(trainer, address) == ["Ani", "Budi", "Cici"]


def test_one_problem_adds_nobody_and_keeps_what_was_pasted(trainer: Employee, address: str) -> None:
    pasted = "Ani\n" + "x" * 61
    answer = trainer.paste(address, pasted)
    assert answer.status_code == 422
    assert "Baris 2: nama paling panjang 60 huruf" in answer.text
    assert f"{pasted}</textarea>" in answer.text
    assert seat_names(trainer, address) == []


@pytest.mark.parametrize("pasted", ["", " \n\t\n", "No.\tNama"])
def test_a_paste_without_a_name_asks_for_one(trainer: Employee, address: str, pasted: str) -> None:
    answer = trainer.paste(address, pasted)
    assert answer.status_code == 422
    assert "Tempel dulu namanya" in answer.text


def test_a_class_holds_five_hundred(trainer: Employee, address: str) -> None:
    for start in range(0, 500, 50):
        names = "\n".join(f"Orang {chr(65 + start // 50)}{n} Baru" for n in range(50))
        assert trainer.paste(address, names).status_code == 303
    answer = trainer.paste(address, "Satu Lagi")
    assert answer.status_code == 422
    assert "paling banyak 500 orang" in answer.text
    assert trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "1"}).status_code == 422


def test_a_name_with_an_apostrophe_stays_whole_on_every_page_and_on_paper(
    trainer: Employee, address: str
) -> None:
    trainer.paste(address, APOSTROPHE)
    written = APOSTROPHE.replace("'", "&#39;")
    seat = seat_of(trainer, address, written)
    meeting = where(plan_meeting(trainer, address))
    for page in (address, f"{address}/peserta", meeting, seat):
        assert written in trainer.get(page).text, page
    sheet = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "0"}).data
    assert APOSTROPHE in PdfReader(BytesIO(sheet)).pages[0].extract_text()


def test_every_card_has_a_qr_that_leads_to_its_code(
    trainer: Employee, address: str, tmp_path: Path
) -> None:
    trainer.paste(address, "Ani\nBudi")
    sheet = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "2"}).data
    (tmp_path / "sheet.pdf").write_bytes(sheet)
    picture = tmp_path / "sheet"
    command = ["pdftoppm", "-r", "200", "-png", "-singlefile", f"{picture}.pdf", str(picture)]
    subprocess.run(command, check=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", f"{picture}.png"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert sorted(read) == sorted(f"http://localhost/masuk#{code}" for code in codes_on(sheet))
    assert len(set(read)) == 4


def test_without_a_free_seat_there_is_no_card(trainer: Employee, address: str) -> None:
    answer = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": "0"})
    assert answer.status_code == 422
    assert "Tidak ada kartu baru" in answer.text


@pytest.mark.parametrize(("typed", "cards"), [("3", 3), ("99", 20), ("-1", 0), ("banyak", 0)])
def test_at_most_twenty_spares(trainer: Employee, address: str, typed: str, cards: int) -> None:
    trainer.paste(address, "Ani")
    answer = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": typed})
    assert len(codes_on(answer.data)) == cards + 1


def test_spares_are_printed_anew_and_not_added_each_time(trainer: Employee, address: str) -> None:
    print_cards(trainer, address, spares=3)
    print_cards(trainer, address, spares=3)
    trainer.paste(address, "Ani")
    assert "1 peserta dan 3 kartu cadangan" in trainer.get(f"{address}/peserta").text


def test_a_seat_gets_another_name(trainer: Employee, address: str) -> None:
    trainer.paste(address, "Anni")
    seat = seat_of(trainer, address, "Anni")
    assert trainer.post(f"{seat}/nama", {"nama": "Ani binti Ahmad"}).status_code == 303
    assert seat_names(trainer, address) == ["Ani binti Ahmad"]


@pytest.mark.parametrize("name", ["", "Ani\nBudi", "12345", "x" * 61])
def test_a_name_that_is_none_is_refused(trainer: Employee, address: str, name: str) -> None:
    trainer.paste(address, "Anni")
    assert (
        trainer.post(f"{seat_of(trainer, address, 'Anni')}/nama", {"nama": name}).status_code == 422
    )
    assert seat_names(trainer, address) == ["Anni"]


def test_whoever_is_put_out_needs_a_reason(trainer: Employee, address: str) -> None:
    trainer.paste(address, "Ani")
    seat = seat_of(trainer, address, "Ani")
    assert trainer.post(f"{seat}/keluarkan", {"alasan": " "}).status_code == 422
    assert seat_names(trainer, address) == ["Ani"]
    assert trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah kelas"}).status_code == 303
    assert seat_names(trainer, address) == []
    assert trainer.get(seat).status_code == 404


def test_the_app_answers_the_paste_of_another_class_with_its_own_key(
    app: Flask, trainer: Employee, address: str
) -> None:
    form = {"kunci": hidden(trainer.get(f"{address}/peserta").text, "kunci"), "daftar": "Ani"}
    trainer.post(f"{address}/peserta", form)
    other = trainer.make_class(nama="Kelas lain")
    assert trainer.post(f"{other}/peserta", form).status_code == 422
    assert seat_names(trainer, other) == []
