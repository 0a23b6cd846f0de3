"""A facilitator of a village or a partner leads classes of their own, and sees no other."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.classroom import confirm_names, issue, joined, meet, print_cards, seat_of
from tests.people import Employee, Reader
from tests.staff import employ

pytestmark = pytest.mark.both_databases
PARTS = (
    "",
    "/peserta",
    "/peserta/pintu",
    "/pelajaran",
    "/pertemuan",
    "/pesan",
    "/papan",
    "/sertifikat",
    "/ubah",
)


@pytest.fixture
def facilitator(app: Flask) -> Employee:
    return employ(app, "wati@desa.test", "facilitator").sign_in()


def test_a_facilitator_leads_a_class_like_a_trainer(
    facilitator: Employee, trainer: Employee, siti: Reader
) -> None:
    address = joined(facilitator, siti)
    facilitator.paste(address, "Budi")
    assert len(print_cards(facilitator, address, spares=1)) == 2
    assert meet(facilitator, address).status_code == 303
    for part in PARTS:
        assert facilitator.get(address + part).status_code == 200, part
        assert trainer.get(address + part).status_code == 200, part


def test_classes_that_others_lead_are_nowhere_for_a_facilitator(
    facilitator: Employee, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti)
    own = joined(facilitator, stranger)
    page = facilitator.get("/petugas/kelas").text
    assert page.count('href="/petugas/kelas/') == 2  # the new one, and their own
    for part in PARTS:
        assert facilitator.get(address + part).status_code == 404, part
    assert facilitator.post(f"{address}/peserta", {"daftar": "Budi"}).status_code == 404
    assert facilitator.get(seat_of(trainer, address, "Siti Aminah")).status_code == 404
    assert facilitator.get("/petugas/hp-pinjaman").status_code == 404
    assert facilitator.get(own).status_code == 200


def test_people_of_classes_that_others_lead_are_not_offered_as_twins(
    app: Flask, facilitator: Employee, trainer: Employee, siti: Reader
) -> None:
    joined(trainer, Reader(app).register("Siti Lain"))
    seat = seat_of(facilitator, joined(facilitator, siti), "Siti Aminah")
    assert "Siti Lain" not in facilitator.get(seat).text


def test_a_facilitator_proposes_and_the_office_issues(
    facilitator: Employee, trainer: Employee, siti: Reader
) -> None:
    address = joined(facilitator, siti)
    siti.take_quiz()
    page = facilitator.get(f"{address}/sertifikat").text
    assert "1 tinggal dipastikan namanya" in page
    confirm_names(facilitator, address)
    page = facilitator.get(f"{address}/sertifikat").text
    assert "1 siap" in page
    assert "Terbitkan 1 sertifikat" not in page
    assert "pelatih atau kepala kantor" in page
    assert facilitator.post(f"{address}/sertifikat").status_code == 404
    code = issue(trainer, address)[0]
    assert "Cabut sertifikat" not in facilitator.get(f"{address}/sertifikat").text
    assert facilitator.get(f"/sertifikat/{code}.pdf").status_code == 200


def test_certificates_of_other_classes_are_nowhere_for_a_facilitator(
    facilitator: Employee, trainer: Employee, siti: Reader
) -> None:
    siti.take_quiz()
    code = issue(trainer, joined(trainer, siti))[0]
    assert facilitator.get(f"/sertifikat/{code}.pdf").status_code == 404


def test_a_facilitator_in_the_team_of_a_class_shares_it_until_they_leave_the_team(
    facilitator: Employee, trainer: Employee
) -> None:
    page = trainer.get("/petugas/kelas/baru").text
    wati = page.partition("<span>Wati")[0].rpartition('name="tim" value="')[2].partition('"')[0]
    address = trainer.make_class(tim=wati)
    assert facilitator.get(address).status_code == 200
    assert "Praya Angkatan 3" in facilitator.get("/petugas/kelas").text
    alone = trainer.class_form() | {"versi": "1"}
    assert trainer.post(f"{address}/ubah", alone).status_code == 303
    assert facilitator.get(address).status_code == 404
