"""The sheet to be signed: every name in its order, each with its place, nothing over the edge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.pdf.sign_in import SignInSheet, render
from tests.pdf.paper import boxes, tagged

LONG_NAMES = (
    "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo",
    "Wongsowijayanto" * 4,
    "李小龍" * 20,
    "محمد عبد الرحمن بن علي بن سالم الحضرمي العلوي من لومبوك",
    '<b>Ani</b> & "{{ 7 * 7 }}"',
)
NAMES = (*LONG_NAMES, *(f"Peserta-{number}" for number in range(6, 41)))
ABOUT = "08.30–11.00, 4 JP, Anggaran keluarga dan uang kiriman yang cukup sampai akhir bulan"
ONE = SignInSheet(
    letterhead=("Kementerian Contoh", "Balai Contoh Nusa Tenggara Barat"),
    office="BP3MI Nusa Tenggara Barat",
    title="Literasi Keuangan Keluarga",
    facts=(("Kelas", "Praya Angkatan 3"), ("Tempat", "Praya")),
    names=NAMES,
    sessions=(("28 November 2026", ABOUT),),
    trainer="Rina",
    city="Mataram",
)
SEVEN = replace(ONE, sessions=tuple((f"{day} Nov 2026", ABOUT) for day in range(1, 8)))


def written(folder: Path, sheet: SignInSheet) -> Path:
    path = folder / "sheet.pdf"
    path.write_bytes(render(sheet))
    return path


def test_forty_names_stand_in_their_order_on_two_pages(tmp_path: Path) -> None:
    path = written(tmp_path, ONE)
    pages = PdfReader(path).pages
    assert len(pages) == 2
    text = " ".join(page.extract_text() for page in pages)
    places = [text.index(f"Peserta-{number}") for number in range(6, 41)]
    assert places == sorted(places)
    assert '<b>Ani</b> & "{{ 7 * 7 }}"' in text
    for part in ("Kementerian Contoh", "Praya Angkatan 3", "Anggaran keluarga", "Rina", "43."):
        assert part in text, part
    assert float(pages[0].mediabox.width) < float(pages[0].mediabox.height)


def test_nothing_stands_over_the_edge_whatever_the_names(tmp_path: Path) -> None:
    for sheet, width in ((ONE, 210), (SEVEN, 297)):
        path = written(tmp_path, sheet)
        for page in range(1, len(PdfReader(path).pages) + 1):
            words = boxes(path, page)
            assert words
            assert all(left >= 14 and right <= width - 14 for _, left, _, right, _ in words)


def test_more_than_five_sessions_go_on_another_sheet_that_repeats_the_names(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, replace(SEVEN, names=("Ani",)))
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) == 2
    assert all("Ani" in page for page in pages)
    assert "5 Nov 2026" in pages[0]
    assert "6 Nov 2026" not in pages[0]
    assert "7 Nov 2026" in pages[1]


@pytest.mark.parametrize("people", [19, 20, 21, 48, 49])
def test_the_trainers_signature_is_never_alone_on_a_page(tmp_path: Path, people: int) -> None:
    sheet = replace(ONE, names=tuple(f"Peserta-{number}" for number in range(people)))
    last = PdfReader(written(tmp_path, sheet)).pages[-1].extract_text()
    assert f"{people + 3}." in last
    assert "Pelatih" in last


def test_a_screen_reader_hears_whose_row_it_is(tmp_path: Path) -> None:
    headers = tagged(written(tmp_path, ONE), "/TH")
    scopes = [str(header["/A"]["/Scope"]) for header in headers]
    assert scopes.count("/Row") == len(NAMES)
    assert "/Column" in scopes


def test_a_sheet_without_a_session_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a session"):
        render(replace(ONE, sessions=()))
