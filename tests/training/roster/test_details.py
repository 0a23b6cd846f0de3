"""What the ministry asks: staff write it down, the person decides, and it goes when they go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.audit import Act
from literasi.database import db, write
from literasi.domain.participant import Details
from literasi.training.models import Cohort, Seat
from literasi.training.roster.details import (
    details_of,
    forget_unclaimed,
    is_answered,
    values_of,
    write_details,
)
from literasi.training.roster.models import ParticipantDetail
from literasi.web.clock import now
from tests.classroom import claim, open_card, print_cards, seat_of
from tests.people import Employee, Reader, office_day
from tests.sheets.workbooks import HEADINGS, workbook
from tests.training.roster.uploads import imported
from tests.training.test_class_races import meanwhile
from tests.training.test_exports import download, rows_of

pytestmark = pytest.mark.both_databases
NIK = "5201014101850001"
WRITTEN = {"lp": "P", "tahun": "1980", "kecamatan": "Praya", "desa": "Batujai", "negara": "MY"}
IMPORTED = (1, "Siti Aminah", "P", 1985, "Praya", "Batujai", "keluarga", "Malaysia")
AS_WRITTEN = Details("P", 1980, "Praya", "Batujai", None, "MY")


@pytest.fixture
def address(trainer: Employee) -> str:
    made = trainer.make_class()
    assert trainer.paste(made, "Siti Aminah").status_code == 303
    return made


@pytest.fixture
def code(trainer: Employee, address: str) -> str:
    return print_cards(trainer, address)[0]


def write_down(trainer: Employee, address: str, **more: str) -> int:
    seat = seat_of(trainer, address, "Siti Aminah")
    return trainer.post(f"{seat}/data", WRITTEN | more).status_code


def kept(app: Flask) -> list[tuple[Details, bool]]:
    """What is kept of everybody, and whether they agreed."""
    with app.app_context():
        rows = db.session.scalars(select(ParticipantDetail)).all()
        return [(values_of(row), row.consent_at is not None) for row in rows]


def own_page(address: str) -> str:
    return f"/saya/kelas/{address.rpartition('/')[2]}/data"


def test_what_staff_write_waits_for_the_person(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    assert write_down(trainer, address) == 303
    assert kept(app) == [(AS_WRITTEN, False)]
    assert "menunggu persetujuannya" in trainer.get(seat_of(trainer, address, "Siti Aminah")).text
    page = open_card(reader, code).text
    assert "Yang sudah terisi ditulis petugas" in page
    assert 'value="Batujai"' in page
    assert '<option value="MY" selected>Malaysia' in page


def test_the_person_agrees_when_they_claim_the_seat(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    write_down(trainer, address)
    changed = WRITTEN | {"desa": "Penujak"}
    assert claim(reader, code, **changed, izin="ya").status_code == 303
    assert kept(app) == [(Details("P", 1980, "Praya", "Penujak", None, "MY"), True)]
    assert "Disetujui orangnya" in trainer.get(seat_of(trainer, address, "Siti Aminah")).text


def test_the_person_empties_it_when_they_claim_the_seat(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    write_down(trainer, address)
    assert claim(reader, code, **WRITTEN, izin="tidak").status_code == 303
    assert kept(app) == [(Details(), False)]
    assert write_down(trainer, address) == 422
    assert kept(app) == [(Details(), False)]


def test_nobody_has_to_answer_to_claim_a_seat(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    write_down(trainer, address)
    assert claim(reader, code, **WRITTEN, hubungan="").status_code == 303
    assert kept(app) == [(AS_WRITTEN, False)]


def test_a_seat_is_claimed_without_the_questions_and_nothing_is_kept(
    app: Flask, code: str, reader: Reader
) -> None:
    assert claim(reader, code).status_code == 303
    assert kept(app) == []


def test_what_is_typed_without_a_yes_or_no_is_asked_about_and_stays_in_the_form(
    app: Flask, code: str, reader: Reader
) -> None:
    answer = claim(reader, code, desa="Penujak")
    assert answer.status_code == 422
    assert "Pilih dulu: boleh kami simpan, atau tidak" in answer.text
    assert 'value="Penujak"' in answer.text
    assert 'value="Orang Baru"' in answer.text
    assert kept(app) == []


@pytest.mark.parametrize("field", ["desa", "kecamatan"])
def test_an_identity_number_is_refused_wherever_it_is_typed(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader, field: str
) -> None:
    assert write_down(trainer, address, **{field: NIK}) == 422
    answer = claim(reader, code, izin="ya", **{field: f"Desa {NIK}"})
    assert answer.status_code == 422
    assert "seperti NIK" in answer.text
    assert kept(app) == []


def test_what_is_in_no_list_is_not_kept(app: Flask, code: str, reader: Reader) -> None:
    odd = {"lp": "X", "tahun": "1985", "hubungan": "teman", "negara": "ZZ", "desa": "Praya"}
    assert claim(reader, code, izin="ya", **odd).status_code == 303
    assert kept(app) == [(Details(desa="Praya"), True)]


def test_somebody_signed_in_answers_too(app: Flask, siti: Reader, code: str) -> None:
    form = {"kode": code, "ambil": "ya", "desa": "Praya", "izin": "ya"}
    assert siti.post("/gabung/kartu", form).status_code == 303
    assert kept(app) == [(Details(desa="Praya"), True)]


def test_the_person_sees_changes_and_deletes_it_later(
    app: Flask, address: str, code: str, reader: Reader
) -> None:
    claim(reader, code, izin="ya", desa="Praya")
    page = own_page(address)
    assert 'value="Praya"' in reader.get(page).text
    assert reader.post(page, {"desa": "Penujak", "lp": "P", "izin": "ya"}).status_code == 303
    assert kept(app) == [(Details("P", desa="Penujak"), True)]
    assert reader.post(page, {"desa": "Penujak", "lp": "P", "izin": "tidak"}).status_code == 303
    assert kept(app) == [(Details(), False)]
    assert "Penujak" not in reader.get(page).text


def test_agreeing_to_nothing_keeps_nothing(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    write_down(trainer, address)
    empty = dict.fromkeys(WRITTEN, "")
    assert claim(reader, code, **empty, izin="ya").status_code == 303
    assert kept(app) == [(Details(), False)]


def test_whoever_said_no_may_say_yes_later(
    app: Flask, address: str, code: str, reader: Reader
) -> None:
    claim(reader, code, izin="tidak")
    assert kept(app) == [(Details(), False)]
    assert reader.post(own_page(address), {"desa": "Praya", "izin": "ya"}).status_code == 303
    assert kept(app) == [(Details(desa="Praya"), True)]


def test_agreeing_without_saying_anything_is_no_refusal(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    assert claim(reader, code, izin="ya", desa="").status_code == 303
    assert kept(app) == []
    assert write_down(trainer, address) == 303


def test_staff_do_not_change_what_the_person_said(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    claim(reader, code, izin="ya", desa="Penujak")
    answer = trainer.post(f"{seat_of(trainer, address, 'Siti Aminah')}/data", WRITTEN)
    assert answer.status_code == 422
    assert "hanya bisa ia ubah" in answer.text
    assert kept(app) == [(Details(desa="Penujak"), True)]


def test_through_the_door_nobody_sees_what_was_written_about_a_namesake(
    app: Flask, trainer: Employee, address: str, siti: Reader
) -> None:
    write_down(trainer, address)
    assert siti.post(f"/gabung/{trainer.open_door(address)}").status_code == 303
    assert "Batujai" not in siti.get(own_page(address)).text
    assert siti.post(own_page(address), {"desa": "Penujak", "izin": "ya"}).status_code == 303
    assert kept(app) == [(Details(desa="Penujak"), True)]


def test_what_was_imported_counts_nowhere_before_its_person_agrees_and_staff_see_that(
    trainer: Employee, reader: Reader
) -> None:
    address = trainer.make_class()
    imported(trainer, address, workbook([HEADINGS, IMPORTED]))
    seat = seat_of(trainer, address, "Siti Aminah")
    assert "Belum ada persetujuan yang tercatat: kursinya belum diambil." in trainer.get(seat).text

    def counted() -> tuple[list[Any], str]:
        """What the download holds of her, and what the list says."""
        row = rows_of(download(trainer, address, "peserta"))[1]
        said = trainer.get(f"{address}/peserta").text
        return [one for one in row[1:7] if one], said.partition(">Data</th>")[2]

    held, said = counted()
    assert held == []
    assert "<td class=quiet>belum disetujui</td>" in said
    # She takes the seat and says nothing: on paper, say, a colleague helped with the card alone.
    claim(reader, print_cards(trainer, address)[0])
    held, said = counted()
    assert held == []
    assert "<td class=quiet>belum disetujui</td>" in said
    page = trainer.get(seat).text
    assert "Belum ada persetujuan yang tercatat. Yang ditulis di sini menunggu" in page
    reader.post(own_page(address), {"desa": "Penujak", "izin": "ya"})
    held, said = counted()
    assert held == ["Penujak"]
    assert "<td>disetujui</td>" in said
    reader.post(own_page(address), {"izin": "tidak"})
    held, said = counted()
    assert held == []
    assert "<td class=quiet>tidak mau</td>" in said


@pytest.mark.parametrize("who_ends_it", ["person", "office"])
def test_whoever_leaves_the_class_leaves_nothing_behind(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader, who_ends_it: str
) -> None:
    claim(reader, code, izin="ya", desa="Praya")
    if who_ends_it == "person":
        reader.post(f"/saya/kelas/{address.rpartition('/')[2]}/keluar")
    else:
        seat = seat_of(trainer, address, "Siti Aminah")
        trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah kelas"})
    assert kept(app) == []


def test_of_whom_nobody_claimed_it_goes_ninety_days_after_the_class(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    trainer.paste(address, "Belum Datang")
    write_down(trainer, address)
    trainer.post(f"{seat_of(trainer, address, 'Belum Datang')}/data", WRITTEN)
    claim(reader, code, izin="ya", **WRITTEN)
    with app.app_context():
        with write():
            assert forget_unclaimed(office_day() + timedelta(days=90)) == 0
        with write():
            db.session.execute(update(Cohort).values(ends_on=office_day()))
            assert forget_unclaimed(office_day() + timedelta(days=91)) == 1
    assert kept(app) == [(AS_WRITTEN, True)]


def test_what_staff_write_at_the_same_moment_does_not_slip_under_the_persons_yes(
    app: Flask, trainer: Employee, address: str, code: str, reader: Reader
) -> None:
    claim(reader, code)
    with app.app_context():
        seat = db.session.scalars(select(Seat)).one()

        def staff_write() -> None:
            cohort = db.session.scalars(select(Cohort).with_for_update()).one()
            write_details(seat, cohort, AS_WRITTEN, Act(None, cohort.office_id, now()))

        form = {"desa": "Penujak", "izin": "ya"}
        assert meanwhile(staff_write, lambda: reader.post(own_page(address), form))
    assert kept(app) == [(Details(desa="Penujak"), True)]


def test_everything_of_one_person_is_found_together(app: Flask, code: str, reader: Reader) -> None:
    claim(reader, code, izin="ya", desa="Praya")
    with app.app_context():
        learner = db.session.scalars(select(Seat.learner_id)).one()
        assert learner
        found = details_of(learner)
        assert [values_of(row) for _, _, row in found] == [Details(desa="Praya")]
        assert all(is_answered(row) for _, _, row in found)


def test_in_english_the_questions_are_in_english(code: str, reader: Reader) -> None:
    page = reader.post("/en/gabung/kartu", {"kode": code}).text
    assert "May we keep this?" in page
    assert "South Korea" in page
