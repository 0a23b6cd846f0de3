"""A class's page names the one step that comes next, and the door has a screen of its own."""

from __future__ import annotations

import re

import pytest

from tests.classroom import confirm_names, issue, try_work
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases
STEPS = ("Isi peserta", "Cetak kartu atau buka pintu", "Tugaskan modul", "Terbitkan sertifikat")


def steps_on(page: str) -> list[str]:
    """The buttons in the box that says what the class is at."""
    box = re.search(r'<section class="card resume now">(.*?)</section>', page, re.S)
    assert box
    return [step for step in STEPS if step in box[1]]


def test_each_moment_of_a_class_has_one_next_step(trainer: Employee, siti: Reader) -> None:
    address = trainer.make_class()
    assert steps_on(trainer.get(address).text) == ["Isi peserta"]
    trainer.paste(address, "Siti Aminah")
    assert steps_on(trainer.get(address).text) == ["Cetak kartu atau buka pintu"]
    siti.post(f"/gabung/{trainer.open_door(address)}")
    assert steps_on(trainer.get(address).text) == ["Tugaskan modul"]
    siti.take_quiz(right=False)
    page = trainer.get(address).text
    assert "<strong>1</strong> tersendat di kuis" in page
    siti.take_quiz()
    page = trainer.get(address).text
    assert "tersendat" not in page
    assert steps_on(page) == ["Terbitkan sertifikat"]
    issue(trainer, address)
    assert "<strong>1</strong> sudah terbit" in trainer.get(address).text
    assert "Terbitkan sertifikat" not in steps_on(trainer.get(address).text)


def test_issuing_says_how_many_certificates_there_are_now(trainer: Employee, siti: Reader) -> None:
    address = trainer.make_class()
    siti.post(f"/gabung/{trainer.open_door(address)}")
    siti.take_quiz()
    confirm_names(trainer, address)
    first = trainer.post(f"{address}/sertifikat", follow_redirects=True)
    assert "1 sertifikat terbit sekarang" in first.text
    again = trainer.post(f"{address}/sertifikat", follow_redirects=True)
    assert "Tidak ada sertifikat baru" in again.text
    later = trainer.get(f"{address}/sertifikat").text
    assert "terbit sekarang" not in later
    assert "Tidak ada sertifikat baru" not in later


def test_the_screen_shows_the_code_of_an_open_door_only(
    trainer: Employee, outsider: Employee
) -> None:
    address = trainer.make_class()
    assert "tertutup" in trainer.get(f"{address}/peserta/pintu").text
    code = trainer.open_door(address)
    page = trainer.get(f"{address}/peserta/pintu").text
    assert f"{code[:3]} {code[3:]}" in page
    assert outsider.get(f"{address}/peserta/pintu").status_code == 404
    trainer.post(f"{address}/peserta/pintu", {"lama": "0"})
    assert f"{code[:3]} {code[3:]}" not in trainer.get(f"{address}/peserta/pintu").text


def test_modules_stay_ticked_when_the_date_cannot_be_read(trainer: Employee) -> None:
    address = trainer.make_class()
    module = f"{trainer.course.slug}/{trainer.module.slug}"
    answer = try_work(trainer, address, batas="lusa")
    assert answer.status_code == 422
    assert f'value="{module}" checked' in answer.text


def test_a_code_of_a_class_has_its_way_from_the_sign_in_page(reader: Reader) -> None:
    assert 'href="/gabung"' in reader.get("/masuk").text
    assert 'href="/petugas/masuk"' in reader.get("/petugas").text
