"""The poster for a class's door: one page, all of it inside, its QR read from the paper."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.pdf.poster import Poster, render
from tests.pdf.paper import boxes, tagged

POSTER = Poster(
    name="Praya Angkatan 3",
    title="Literasi Keuangan Keluarga Pekerja Migran Indonesia",
    office="BP3MI Nusa Tenggara Barat",
    where=("Balai Desa Batunyala", "Praya Tengah, Lombok Tengah"),
    dates="24 November 2026 sampai 26 November 2026",
    code="123456",
    address="https://literasi.example/gabung/123456",
    short_address="literasi.example/gabung",
    until="25 November 2026 pukul 08.00 WITA",
    bring="HP, buku tulis, pena, kacamata baca.",
)
LONGEST = replace(
    POSTER,
    name="Pelatihan Pengelolaan Keuangan Keluarga Pekerja Migran Indonesia Lombok Timur 26"[:80],
    title="Pelatihan " * 12,
    where=("Gedung Serbaguna " * 4, "Desa, Kecamatan, Kabupaten " * 6),
    short_address="literasi-keuangan-keluarga.balai-contoh.example/gabung",
    bring="Kacamata baca, buku tulis, pena, dan bekal. " * 4,
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("poster") / "poster.pdf"
    path.write_bytes(render(POSTER))
    return path


def test_it_says_where_when_and_how_on_one_page_and_its_qr_is_read(
    paper: Path, tmp_path: Path
) -> None:
    pages = PdfReader(paper).pages
    assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    for part in (POSTER.name, POSTER.dates, *POSTER.where, "123 456", POSTER.until, POSTER.bring):
        assert part in text, part
    picture = tmp_path / "poster"
    command = ["pdftoppm", "-r", "60", "-png", "-singlefile", str(paper), str(picture)]
    subprocess.run(command, check=True)
    read = subprocess.run(["zbarimg", "-q", "--raw", f"{picture}.png"], capture_output=True)
    assert read.stdout.decode().split() == [POSTER.address]


def test_a_screen_reader_finds_its_heading_and_what_the_picture_is(paper: Path) -> None:
    assert len(tagged(paper, "/H1")) == 1
    assert tagged(paper, "/Figure")[-1]["/Alt"] == (
        "Kode QR untuk bergabung ke kelas Praya Angkatan 3"
    )


def test_the_longest_texts_stay_on_one_page_and_clear_of_the_qr(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(render(LONGEST))
    assert len(PdfReader(path).pages) == 1
    words = boxes(path, 1)
    assert max(right for *_, right, _ in words) < 210 - 12
    assert max(bottom for *_, bottom in words) < 297 - 12
    code = next(box for box in words if box[0] == "123")
    assert code[1] > 16 + 7 + 88
