"""The closing pack on paper: its parts in their order, every name, nothing over the edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from literasi.domain.attendance import Mark
from literasi.domain.closing_pack import (
    Certificates,
    Pack,
    Part,
    Person,
    Picture,
    Report,
    Session,
    Signer,
    Speaker,
)
from literasi.domain.rundown import Slot
from literasi.pdf import PdfError
from literasi.pdf.pack import render
from tests.pdf.paper import boxes, tagged

DAY = date(2026, 11, 23)
LONG = "Wongsowijayanto" * 4
EVIL = '<b>Ani</b> & "{{ 7 * 7 }}"'
PHOTOS = {"satu": b"", "dua": b""}


def person(number: int, sessions: int, modules: int) -> Person:
    return Person(
        name=(LONG, EVIL)[number - 1] if number < 3 else f"Peserta-{number}",
        sex=(None, "L", "P")[number % 3],
        village=None if number % 3 == 0 else "Batujai" * (number % 5 + 1),
        attended=(Mark.PRESENT,) * sessions,
        tests=(40, None),
        scores=(80,) * modules,
        passed=True,
        certificate=f"{number:04d}/BP3MI-NTB/LIT/XI/2026" if number % 2 else "",
    )


def pack(people: int = 40, sessions: int = 3, modules: int = 10) -> Pack:
    return Pack(
        report=Report(
            number="B.123/BP3MI/XI/2026",
            dated=date(2026, 11, 28),
            addressee="Kepala Balai Contoh\nKementerian Contoh",
            copies=("Kepala Desa Batujai", "Arsip"),
            notes="Listrik padam pada hari kedua.",
            treasurer="Made Contoh",
            amount=150_000,
            parts=tuple(Part),
        ),
        letterhead=("Kementerian Contoh", "Balai Contoh Nusa Tenggara Barat"),
        office="BP3MI Nusa Tenggara Barat",
        city="Mataram",
        name="Praya Angkatan 3",
        title="Literasi Keuangan Keluarga",
        place="Balai Desa Batujai, Praya Barat",
        mode="Tatap muka",
        programme="Keluarga",
        duty_letter="ST.45/XI/2026",
        starts_on=DAY,
        ends_on=DAY + timedelta(2),
        made_on=DAY + timedelta(5),
        leader="Rina Contoh",
        team=("Rina Contoh", "Wayan Contoh"),
        speakers=(Speaker("Ibu Bank", "Bank Contoh", "Menabung"),),
        signer=Signer("Kepala BP3MI", "Ni Wayan Contoh", "198001012005011001"),
        modules=tuple(f"Modul uang kiriman {number}" for number in range(modules)),
        rundown=(Slot(DAY, time(8), time(9), "Pembukaan", "Rina Contoh"),),
        sessions=tuple(Session(DAY + timedelta(one), 4) for one in range(sessions)),
        tests=("Tes awal", "Tes akhir"),
        people=tuple(person(one, sessions, modules) for one in range(1, people + 1)),
        certificates=Certificates(people, 1, 2, 3),
        pictures=(Picture("satu", "Berlatih", 40, 30), Picture("dua", EVIL, 30, 40)),
    )


def photos() -> dict[str, bytes]:
    target = BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return dict.fromkeys(PHOTOS, target.getvalue())


def written(folder: Path, content: Pack) -> Path:
    path = folder / "pack.pdf"
    path.write_bytes(render(content, photos()))
    return path


def texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("forty"), pack())


def test_the_parts_come_in_their_order_and_every_page_is_numbered(forty: Path) -> None:
    pages = texts(forty)
    whole = "".join(pages)
    headings = (
        *("Yth.", "BERITA ACARA", "RUNDOWN", "DAFTAR HADIR", "TANDA TERIMA"),
        *("DAFTAR NILAI", "FOTO KEGIATAN"),
    )
    places = [whole.index(heading) for heading in headings]
    assert places == sorted(places)
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "Keadaan 28 November 2026" in page


def test_letter_and_minutes_say_what_is_counted(forty: Path) -> None:
    whole = " ".join(" ".join(texts(forty)).split())
    for part in (
        "B.123/BP3MI/XI/2026",
        "Kepala Balai Contoh",
        "Tembusan:",
        "Berdasarkan surat tugas nomor ST.45/XI/2026, bersama ini",
        "terdaftar 40 orang, yang hadir 40 orang, dan yang lulus semua modul 40 orang",
        "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam",
        "12 JP dalam 3 pertemuan",
        "Ibu Bank, Bank Contoh: Menabung",
        "Terdaftar 40 14 13 13",
        "Sertifikat belum terbit: 6. Dari itu 1 siap diterbitkan, 2 menunggu",
        "tidak diisi: 13",
        "Rp6.000.000",
        "enam juta rupiah",
        "NIP 198001012005011001",
    ):
        assert part in whole, part
    assert EVIL in whole


@pytest.mark.parametrize("people", [1, 40, 120])
def test_everybody_is_in_every_list_and_nothing_runs_over_the_edge(
    tmp_path: Path, people: int
) -> None:
    path = written(tmp_path, pack(people))
    whole = "".join(texts(path))
    for number in range(3, people + 1):
        assert whole.count(f"Peserta-{number}\n") + whole.count(f"Peserta-{number} ") >= 3
    for number, page in enumerate(PdfReader(path).pages, start=1):
        wide, high = float(page.mediabox.width) / 72 * 25.4, float(page.mediabox.height) / 72 * 25.4
        for word, left, top, right, bottom in boxes(path, number):
            inside = left >= 12 and right <= wide - 12 and top >= 8 and bottom <= high - 4
            assert inside, (number, word)


def test_many_sessions_and_modules_stand_on_several_sheets(tmp_path: Path) -> None:
    whole = "".join(texts(written(tmp_path, pack(2, sessions=14, modules=18))))
    assert "DAFTAR HADIR, LEMBAR 2 DARI 2" in whole
    assert "DAFTAR NILAI, LEMBAR 2 DARI 2" in whole
    assert "M18" in whole


def test_an_empty_class_says_of_each_part_why_it_is_empty(tmp_path: Path) -> None:
    bare = replace(
        pack(0, sessions=0),
        report=Report(parts=tuple(Part)),
        rundown=(),
        speakers=(),
        pictures=(),
        signer=Signer("", ""),
        certificates=Certificates(0, 0, 0, 0),
        made_on=DAY,
    )
    whole = "".join(texts(written(tmp_path, bare)))
    for part in (
        "Rundown kelas ini belum diisi.",
        "Belum ada foto yang diunggah.",
        "belum dicatat: kelas ini belum punya pertemuan",
        "Tidak ada narasumber dari luar.",
        "kelas belum selesai",
    ):
        assert part in whole, part
    assert whole.count("Belum ada peserta di kelas ini.") == 3


def test_only_the_parts_that_were_chosen_are_there(tmp_path: Path) -> None:
    letter = replace(pack(3), report=Report(parts=(Part.LETTER,)))
    pages = texts(written(tmp_path, letter))
    assert len(pages) == 1
    assert "lampirkan" not in pages[0]
    assert "BERITA ACARA" not in pages[0]


def test_what_an_example_office_makes_is_marked_on_every_page(tmp_path: Path) -> None:
    pages = texts(written(tmp_path, replace(pack(3), specimen=True)))
    assert all("CONTOH. Praya Angkatan 3" in page for page in pages)


def test_photographs_have_their_captions_for_a_screen_reader_too(forty: Path) -> None:
    told = [str(one.get("/Alt")) for one in tagged(forty, "/Figure")]
    assert told == ["Berlatih", EVIL]


def test_a_picture_that_did_not_come_along_stops_the_document() -> None:
    with pytest.raises(PdfError):
        render(pack(1), {})
