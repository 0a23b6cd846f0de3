"""Names are confirmed, and put right, before certificates are issued."""

from __future__ import annotations

import pytest

from tests.classroom import (
    confirm_names,
    issue,
    issued,
    joined,
    names_form,
    seat_of,
    withdrawal_of,
)
from tests.people import Employee, Fields, Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    """A class with Siti, who passed its module; nobody confirmed her name yet."""
    made = joined(trainer, siti)
    siti.take_quiz()
    return made


def closing(trainer: Employee, address: str) -> str:
    return trainer.get(f"{address}/sertifikat").text


def form_of(trainer: Employee, address: str, name: str = "") -> Fields:
    """The form of names as it stands, or with another name typed for the only one."""
    form = names_form(closing(trainer, address))
    field = next(one for one in form if one.startswith("nama-"))
    return {**form, field: name} if name else form


def send(trainer: Employee, address: str, form: Fields, expected: int = 303) -> str:
    answer = trainer.post(f"{address}/sertifikat/nama", form)
    assert answer.status_code == expected, answer.text
    return answer.text


def test_whose_name_nobody_confirmed_waits_for_that_alone(trainer: Employee, address: str) -> None:
    page = closing(trainer, address)
    assert "0 siap</strong>, 1 tinggal dipastikan namanya" in page
    trainer.post(f"{address}/sertifikat")
    assert issued(trainer, address) == []
    seat = seat_of(trainer, address, "Siti Aminah")
    assert "nama di sertifikat belum dipastikan" in trainer.get(seat).text


def test_ticked_names_are_confirmed_and_others_not(
    trainer: Employee, stranger: Reader, address: str
) -> None:
    stranger.post(f"/gabung/{trainer.open_door(address)}")
    stranger.take_quiz()
    form = form_of(trainer, address)
    ticked = seat_of(trainer, address, "Siti Aminah").rpartition("/")[2]
    send(trainer, address, {**form, "cocok": [ticked]})
    assert "1 siap</strong>, 1 tinggal dipastikan namanya" in closing(trainer, address)


def test_a_corrected_name_is_confirmed_noted_and_printed(
    trainer: Employee, manager: Employee, reader: Reader, address: str
) -> None:
    form = form_of(trainer, address, "Siti Aminah binti Ahmad")
    for _ in range(2):
        send(trainer, address, form)
    code = issue(trainer, address)[0]
    assert "Siti Aminah binti Ahmad" in closing(trainer, address)
    assert "Siti Aminah" in trainer.get(f"{address}/peserta").text
    assert reader.get(f"/verifikasi/{code}").status_code == 200
    log = manager.get("/petugas/catatan").text
    assert log.count("Siti Aminah → Siti Aminah binti Ahmad") == 1


def test_a_name_that_changes_afterwards_is_confirmed_anew(trainer: Employee, address: str) -> None:
    confirm_names(trainer, address)
    assert "1 siap" in closing(trainer, address)
    seat = seat_of(trainer, address, "Siti Aminah")
    trainer.post(f"{seat}/nama", {"nama": "Siti Aminah Sari"})
    assert "1 tinggal dipastikan namanya" in closing(trainer, address)


def test_what_its_owner_confirmed_needs_no_trainer(
    trainer: Employee, siti: Reader, address: str
) -> None:
    siti.pass_course().issue_statement("Siti Aminah binti Ahmad")
    page = closing(trainer, address)
    assert "1 siap" in page
    assert "dipastikan pemiliknya" in page


def test_two_who_write_different_names_see_each_others(trainer: Employee, address: str) -> None:
    form = form_of(trainer, address, "Siti Aminah Sari")
    send(trainer, address, form_of(trainer, address, "Siti Aminah Dewi"))
    page = send(trainer, address, form, expected=409)
    assert 'value="Siti Aminah Sari"' in page
    assert "Sekarang tersimpan: Siti Aminah Dewi" in page
    # Having seen it, they may save theirs.
    send(trainer, address, names_form(page))
    assert "Siti Aminah Sari" in closing(trainer, address)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (" ", "dengan huruf"),
        ("3201234567890001", "dengan huruf"),
        ("Siti 3201234567890001", "Nomor KTP tidak kami simpan"),
        ("S" * 61, "paling panjang 60 huruf"),
    ],
)
def test_what_is_no_name_is_refused_and_kept(
    trainer: Employee, address: str, typed: str, told: str
) -> None:
    page = send(trainer, address, form_of(trainer, address, typed), expected=422)
    assert told in page
    assert f'value="{typed.strip()}"' in page
    assert "1 tinggal dipastikan namanya" in closing(trainer, address)


def test_nothing_ticked_is_said(trainer: Employee, address: str) -> None:
    page = send(trainer, address, form_of(trainer, address), expected=422)
    assert "Belum ada nama yang dicentang" in page


def test_the_name_of_an_issued_certificate_is_not_changed(trainer: Employee, address: str) -> None:
    form = form_of(trainer, address, "Orang Lain Sama Sekali")
    issue(trainer, address)
    send(trainer, address, form)
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah cetak"})
    assert "Orang Lain Sama Sekali" not in closing(trainer, address)
