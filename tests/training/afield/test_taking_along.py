"""A trainer takes a class along on their own device; it holds what they need there, and no key."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask

from tests import staff
from tests.accounts.test_postings import move
from tests.accounts.test_staff_accounts import uid_of
from tests.afield import seats, take_along
from tests.classroom import joined, make_paper, meet, print_cards
from tests.lending import lend_phones
from tests.people import Employee, Reader
from tests.training.paper.test_printing import notes

HINT = "literasi_petugas"
TOKEN = "the-phone-of-an-office-in-a-class"
WHY = {"alasan": "Pindah tugas"}


@pytest.mark.both_databases
def test_the_device_gets_people_meetings_and_what_a_sheet_asks(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    trainer.paste(address, "Budi")
    print_cards(trainer, address)
    meet(trainer, address)
    make_paper(trainer, address)
    packed = take_along(trainer, address)
    assert [(one["nama"], one["status"], one["diambil"]) for one in packed["orang"]] == [
        ("Budi", "kartu dicetak", False),
        ("Siti Aminah", "diambil, pintu", True),
    ]
    (meeting,), (quiz,) = packed["pertemuan"], packed["kuis"]
    assert set(meeting["tanda"]) == set(seats(packed).values())
    assert set(meeting["tanda"].values()) == {"present"}
    assert (quiz["kode"], quiz["soal"], quiz["sudah"]) == ("1A atau 1B", 8, [])
    assert [len(shapes) for shapes in quiz["bentuk"].values()] == [8, 8]


def test_neither_questions_nor_the_key_go_along(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    make_paper(trainer, address)
    text = json.dumps(take_along(trainer, address), ensure_ascii=False)
    for question in siti.module.bank.questions:
        assert question.prompt not in text
        assert question.key not in text
    # What may differ between two questions is their form alone.
    words = {said for _, said in re.findall(r'\["([^"]*)", "([^"]*)"\]', text)}
    assert all(re.match(r"(satu huruf|angka|semua huruf|\d+ huruf)", said) for said in words)


def test_taking_it_along_stands_in_the_log_and_fetching_it_anew_does_not(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    ticket = take_along(trainer, address)["tiket"]
    take_along(trainer, address, ticket)
    assert notes(app, "afield.prepare") == ["Praya Angkatan 3"]
    # A ticket of another class is none for this one.
    other = trainer.make_class(nama="Kelas lain")
    take_along(trainer, other, ticket)
    assert notes(app, "afield.prepare") == ["Praya Angkatan 3", "Kelas lain"]


def test_an_offices_phone_takes_nothing_along(app: Flask, trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    trainer.client.set_cookie("literasi_hp", TOKEN)
    lend_phones(app, [TOKEN])
    answer = trainer.post(f"{address}/luring")
    assert (answer.status_code, answer.json) == (409, {"alasan": "pinjaman"})
    page = trainer.get(f"{address}/luring").text
    assert "HP pinjaman" in page
    assert "Siapkan tanpa sinyal" not in page
    assert "kelas-luring.js" not in page


def test_the_cookie_says_whose_it_is_until_they_sign_out(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    assert trainer.client.get_cookie(HINT) is None
    packed = take_along(trainer, address)
    assert trainer.cookie(HINT) == packed["pemilik"]
    assert f'data-staff="{packed["pemilik"]}"' in trainer.get(address).text
    # A session that merely ended leaves the classes where they are.
    trainer.client.delete_cookie("literasi_masuk")
    trainer.sign_in()
    assert trainer.cookie(HINT) == packed["pemilik"]
    trainer.post("/keluar")
    assert trainer.client.get_cookie(HINT) is None


def test_another_office_and_another_person_find_no_cookie(
    app: Flask, trainer: Employee, colleague: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    staff.post(app, trainer, "jawa-timur", "trainer")
    take_along(trainer, address)
    move(trainer, "BP3MI Jawa Timur")
    assert trainer.client.get_cookie(HINT) is None
    move(trainer, "BP3MI Nusa Tenggara Barat")
    take_along(trainer, address)
    # A colleague signs in on the same device, whose session has ended.
    trainer.client.delete_cookie("literasi_masuk")
    colleague.client = trainer.client
    colleague.sign_in()
    assert trainer.client.get_cookie(HINT) is None


@pytest.mark.both_databases
def test_a_device_is_told_when_its_owner_may_not_hold_the_class_any_more(
    app: Flask, trainer: Employee, manager: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    ticket = take_along(trainer, address)["tiket"]
    device = Reader(app)

    def still(**more: str) -> tuple[int, object]:
        answer = device.post(f"{address}/luring/masih", {"tiket": ticket, **more})
        return answer.status_code, answer.json

    assert still() == (200, {"boleh": True})
    trainer.post("/keluar")
    assert still() == (200, {"boleh": True})
    assert still(tiket=ticket[:-2]) == (422, {"boleh": False})
    assert manager.post(f"/petugas/orang/{uid_of(app, trainer)}/nonaktif", WHY).status_code == 303
    assert still() == (200, {"boleh": False})


def test_a_facilitator_who_left_the_team_holds_it_no_more(app: Flask, trainer: Employee) -> None:
    facilitator = staff.employ(app, "wati@desa.test", "facilitator").sign_in()
    page = trainer.get("/petugas/kelas/baru").text
    wati = page.partition("<span>Wati")[0].rpartition('name="tim" value="')[2].partition('"')[0]
    address = trainer.make_class(tim=wati)
    ticket = take_along(facilitator, address)["tiket"]
    still = f"{address}/luring/masih"
    assert facilitator.post(still, {"tiket": ticket}).json == {"boleh": True}
    assert trainer.change_class(address).status_code == 303
    assert facilitator.post(still, {"tiket": ticket}).json == {"boleh": False}
    assert facilitator.post(f"{address}/luring", {"tiket": ticket}).status_code == 404


def test_the_page_that_the_device_keeps_is_the_same_for_everybody(
    trainer: Employee, reader: Reader
) -> None:
    trainer.make_class()
    pages = [one.get("/petugas/luring") for one in (trainer, reader)]
    assert pages[0].data == pages[1].data
    assert "Set-Cookie" not in pages[0].headers
    kept = reader.get("/petugas/luring/simpan.json").json
    assert kept["pengganti"] == {"": "/petugas/luring"}
    assert [one["url"] for one in kept["halaman"]] == ["/petugas/luring"]
    assert any("kelas-luring.js" in one["url"] for one in kept["aset"])
