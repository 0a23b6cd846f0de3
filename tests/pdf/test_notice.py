"""Notices on paper: nothing is cut away unsaid, and every slip stays inside its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.pdf.notice import MOST_LINES, render
from literasi.pdf.papers import Notice, Slip
from tests.pdf.paper import boxes

LINES = tuple(
    f"Modul-{number} dengan judul yang panjang sekali, lewat dari 25 November 2026"
    for number in range(MOST_LINES + 3)
)
LONG = "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo"


def notice(*slips: Slip) -> Notice:
    address = "https://literasi-keuangan-keluarga.balai-contoh.example/saya"
    return Notice("BP3MI Contoh", "Praya Angkatan 3 " * 4, date(2026, 11, 28), address, slips)


def written(folder: Path, one: Notice) -> Path:
    path = folder / "notice.pdf"
    path.write_bytes(render(one))
    return path


def test_five_slips_are_two_sheets_and_say_how_much_more_there_is(tmp_path: Path) -> None:
    path = written(tmp_path, notice(*(Slip(LONG, LINES) for _ in range(5))))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
    assert [page.count("Siti Nurhaliza") for page in pages] == [4, 1]
    assert [page.count("dan 3 lagi") for page in pages] == [4, 1]
    assert pages[0].count("lewat dari 25 November 2026") == 4 * MOST_LINES


def test_a_crowded_slip_keeps_its_list_above_its_foot(tmp_path: Path) -> None:
    path = written(tmp_path, notice(Slip(LONG, LINES)))
    words = boxes(path, 1)
    more = max(bottom for word, _, _, _, bottom in words if word == "lagi")
    foot = min(top for word, _, top, _, _ in words if word == "Buka")
    assert more < foot
    assert all(right <= 105 for _, _, _, right, _ in words)


def test_the_notice_for_the_wall_names_nobody_and_says_everything(tmp_path: Path) -> None:
    path = written(tmp_path, notice(Slip("", LINES)))
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)
    assert text.count("25 November 2026") == len(LINES)
    assert "Pelajaran yang ditunggu" in text
    assert "28 November 2026" in text


@pytest.mark.parametrize("slips", [(), (Slip("", ()),)])
def test_a_notice_of_nothing_is_a_mistake(slips: tuple[Slip, ...]) -> None:
    with pytest.raises(ValueError, match="needs a line"):
        render(notice(*slips))
