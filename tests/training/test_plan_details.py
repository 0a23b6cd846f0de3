"""What a class is beyond the first few fields: its people, its hours, its room; two at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from literasi.training.operations import MOST_SEATS
from tests.classroom import claim, filled, print_cards
from tests.people import Employee, Fields, Reader, hidden, office_day

pytestmark = pytest.mark.both_databases

NO_CHOICE = ("rahasia", "pos", "bukan-petugas")  # what stands in no list cannot be shown
TODAY, TOMORROW = office_day().isoformat(), (office_day() + timedelta(days=1)).isoformat()
DETAILS: Fields = {
    "program": "family",
    "cara": "mixed",
    "kapasitas": "30",
    "surat_tugas": "ST/12/XI/2026",
    "kecamatan": "Praya Tengah",
    "kabupaten": "Lombok Tengah",
    "bawa": "Kacamata baca",
    "tamu-nama": ["Baiq Nurhayati", ""],
    "tamu-jabatan": ["Kepala Desa", ""],
    "tamu-topik": ["Sambutan", ""],
}


def rundown(*rows: tuple[str, str, str, str]) -> Fields:
    names = ("acara-tanggal", "acara-mulai", "acara-selesai", "acara-topik")
    columns: Fields = {name: [row[n] for row in rows] for n, name in enumerate(names)}
    return columns | {"acara-pembicara": [""] * len(rows)}


def edit_form(trainer: Employee, address: str) -> Fields:
    """The form of a class as it stands."""
    page = trainer.get(f"{address}/ubah").text
    form = filled(page.replace('method="post" novalidate', 'method="post" action="x"'), "x")
    return form | {"program": "family", "cara": "mixed"}


def try_class(trainer: Employee, **more: Any) -> Any:
    key = hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    return trainer.post("/petugas/kelas/baru", {**trainer.class_form(), "kunci": key, **more})


def test_details_are_kept_and_shown_again_and_the_rundown_in_order(trainer: Employee) -> None:
    hours = rundown(
        (TODAY, "10.00", "11.30", "Uang bocor"),
        ("", "", "", ""),
        (TODAY, "08.00", "09.30", "Pembukaan"),
    )
    address = trainer.make_class(**DETAILS, **hours)
    form = edit_form(trainer, address)
    for name, value in DETAILS.items():
        if name not in ("program", "cara"):
            assert form[name][: len(value)] == value or form[name] == [value], name
    assert form["acara-topik"][:2] == ["Pembukaan", "Uang bocor"]
    page = trainer.get(f"{address}/ubah").text
    assert '<option value="family" selected>' in page
    assert '<option value="mixed" selected>' in page


def test_the_first_fields_alone_make_a_class(trainer: Employee) -> None:
    page = trainer.get(f"{trainer.make_class()}/ubah").text
    assert '<option value="in_person" selected>' in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"program": "rahasia"}, "Pilih programnya dari daftar"),
        ({"cara": "pos"}, "Pilih cara belajarnya"),
        ({"kapasitas": "0"}, f"Kapasitas antara 1 dan {MOST_SEATS}"),
        ({"kapasitas": str(MOST_SEATS + 1)}, f"Kapasitas antara 1 dan {MOST_SEATS}"),
        ({"kapasitas": "banyak"}, "Kapasitas antara"),
        ({"surat_tugas": "x" * 81}, "Paling panjang 80 huruf"),
        ({"tim": "bukan-petugas"}, "tidak bekerja di kantor ini"),
        ({"tamu-nama": "", "tamu-topik": "Sambutan"}, "Baris 1: tulis nama narasumbernya"),
        (rundown((TODAY, "10.00", "", "Pembukaan")), "Baris 1: tulis tanggal, jam mulai"),
        (rundown((TODAY, "10.00", "10.00", "Pembukaan")), "jam selesai harus sesudah jam mulai"),
        (rundown((TODAY, "10.00", "09.00", "Pembukaan")), "jam selesai harus sesudah jam mulai"),
        (rundown((TOMORROW, "08.00", "09.00", "Pembukaan")), "tanggalnya di luar kelas"),
        (rundown((TODAY, "08.00", "09.00", "")), "tulis acaranya"),
        (
            rundown((TODAY, "08.00", "10.00", "Pembukaan"), (TODAY, "09.30", "11.00", "Uang")),
            "Baris 2 dimulai sebelum baris 1 selesai",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is_unfolded_and_all_is_kept(
    trainer: Employee, form: Fields, words: str
) -> None:
    answer = try_class(trainer, **{"bawa": "Kacamata baca", **form})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Kacamata baca" in answer.text
    for value in form.values():
        for one in value if isinstance(value, list) else [value]:
            assert one in answer.text or one in NO_CHOICE
    before = answer.text.partition(words)[0]
    assert "<details open>" in before or '<details id="rundown" open>' in before
    assert "Belum ada kelas" in trainer.get("/petugas/kelas").text


def test_rows_are_added_without_saving_anything(trainer: Employee) -> None:
    form = rundown((TODAY, "08.00", "09.00", "Pembukaan"))
    few = try_class(trainer, **form, tambah="tamu").text
    more = try_class(trainer, **form, tambah="acara").text
    assert more.count('name="acara-topik"') > few.count('name="acara-topik"')
    assert "Pembukaan" in more
    assert "Belum ada kelas" in trainer.get("/petugas/kelas").text


def test_the_rundown_is_drafted_from_the_plans_of_the_chosen_modules(trainer: Employee) -> None:
    page = try_class(trainer, **trainer.class_form(2), rencana="ya").text
    titles = [module.title for module in trainer.course.modules[:2]]
    form = filled(page.replace('method="post" novalidate', 'method="post" action="x"'), "x")
    assert form["acara-topik"][:2] == titles
    assert form["acara-mulai"][0] == "08:00"
    assert "Belum ada kelas" in trainer.get("/petugas/kelas").text


def test_a_team_is_of_ones_own_office(
    trainer: Employee, colleague: Employee, outsider: Employee
) -> None:
    page = trainer.get("/petugas/kelas/baru").text
    assert "Wayan" in page
    assert "Budi" not in page
    uid = page.partition("<span>Wayan")[0].rpartition('name="tim" value="')[2].partition('"')[0]
    address = trainer.make_class(tim=uid)
    assert edit_form(trainer, address)["tim"] == [uid]
    assert "Penanggung jawab: Rina" in colleague.get(f"{address}/ubah").text


def test_of_two_who_change_a_class_at_once_the_second_sees_what_differs_and_loses_nothing(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    mine = edit_form(trainer, address) | {"nama": "Nama dari Rina"}
    theirs = edit_form(colleague, address) | {"tempat": "Mataram", "kapasitas": "20"}
    assert colleague.post(f"{address}/ubah", theirs).status_code == 303
    answer = trainer.post(f"{address}/ubah", mine)
    assert answer.status_code == 409
    assert "baru saja diubah oleh Wayan" in answer.text
    for words in ("Tempat", "Mataram", "Kapasitas", "20", "Nama dari Rina"):
        assert words in answer.text
    assert "Nama dari Rina" not in trainer.get(address).text
    again = mine | {"versi": hidden(answer.text, "versi"), "tempat": "Mataram"}
    assert trainer.post(f"{address}/ubah", again).status_code == 303
    assert "Nama dari Rina" in trainer.get(address).text


def test_the_same_change_twice_is_one(trainer: Employee) -> None:
    address = trainer.make_class()
    form = edit_form(trainer, address) | {"nama": "Nama Baru"}
    answers = [trainer.post(f"{address}/ubah", form) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]


def test_a_class_holds_as_many_people_as_its_capacity_by_list_and_by_door(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = trainer.make_class(kapasitas="2")
    answer = trainer.paste(address, "Ani\nBudi\nCici")
    assert answer.status_code == 422
    assert "paling banyak 2 orang" in answer.text
    assert "Cici" in answer.text
    assert trainer.paste(address, "Siti Aminah").status_code == 303
    code = trainer.open_door(address)
    # Her name has a seat; the stranger takes the last; then nobody.
    assert siti.post(f"/gabung/{code}").status_code == 303
    assert stranger.post(f"/gabung/{code}").status_code == 303
    third = Reader(trainer.app).register("Orang Ketiga")
    answer = third.post(f"/gabung/{code}")
    assert answer.status_code == 422
    assert "Kelas ini sudah penuh" in answer.text


def test_spare_cards_are_no_people_until_somebody_takes_one(
    trainer: Employee, siti: Reader, reader: Reader
) -> None:
    address = trainer.make_class(kapasitas="1")
    card = print_cards(trainer, address, spares=3)[0]
    assert siti.post(f"/gabung/{trainer.open_door(address)}").status_code == 303
    answer = claim(reader, card)
    assert answer.status_code == 422
    assert "Kelas ini sudah penuh" in answer.text


def test_capacity_is_not_cut_below_those_who_are_here(trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Ani\nBudi\nCici")
    answer = trainer.post(f"{address}/ubah", edit_form(trainer, address) | {"kapasitas": "2"})
    assert answer.status_code == 422
    assert "sudah berisi 3 orang" in answer.text
    answer = trainer.post(f"{address}/ubah", edit_form(trainer, address) | {"kapasitas": "3"})
    assert answer.status_code == 303


def test_a_learner_sees_when_what_happens_in_the_zone_of_the_office(
    trainer: Employee, siti: Reader
) -> None:
    hours = rundown((TODAY, "10.00", "11.30", "Uang bocor"), (TODAY, "08.00", "09.30", "Pembukaan"))
    address = trainer.make_class(**hours)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    page = siti.get(f"/saya/kelas/{address.rpartition('/')[2]}").text
    assert page.index("08.00–09.30: Pembukaan") < page.index("10.00–11.30: Uang bocor")
    assert "Jam menurut kantor (WITA)" in page
    other = trainer.make_class(nama="Tanpa jadwal")
    siti.post(f"/gabung/{trainer.open_door(other)}")
    assert "Jadwal kelas" not in siti.get(f"/saya/kelas/{other.rpartition('/')[2]}").text


def test_the_largest_capacity_is_that_of_any_class(trainer: Employee) -> None:
    address = trainer.make_class(kapasitas=str(MOST_SEATS))
    assert edit_form(trainer, address)["kapasitas"] == [str(MOST_SEATS)]
