"""A quiz on paper: large enough, within the edges, and silent about what is right until the key."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from literasi.domain.codec import make_bank
from literasi.domain.paper import items_of
from literasi.domain.question import Choice, Matching, Number, Option, Ordering, Several
from literasi.pdf.paper_quiz import (
    STYLE,
    AnswerSheet,
    PrintedQuiz,
    Variant,
    booklets_html,
    keys_html,
    sheets_html,
)
from literasi.pdf.rendering import STATIC, write_pdf
from tests.pdf.paper import boxes

MM_EDGE = 17
LONG = "Uang kiriman dari Taipei sampai di rekening keluarga sesudah tiga hari kerja. " * 2


def _said(name: str) -> dict[str, Any]:
    return {
        "key": name,
        "prompt": f"<p>Tanya {name}. {LONG}</p>",
        "explanation": f"<p>Sebab {name}.</p>",
    }


def _options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"Pilihan {n}. {LONG}", f"Catatan {n}") for n in range(count))


BANK = make_bank(
    5,
    [
        Choice(**_said("satu"), options=_options(5), correct=2),
        Several(**_said("banyak"), options=_options(6), correct=frozenset({0, 3})),
        Number(**_said("angka"), answer=Decimal(1240000), tolerance=Decimal(1000), unit="rupiah"),
        Ordering(**_said("urut"), items=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")),
        Matching(
            **_said("pasang"),
            lefts=("Bali", "Riau", "Lampung", "Aceh", "Papua"),
            rights=tuple(f"{LONG} {name}" for name in ("Denpasar", "Pekanbaru", "Teluk", "B", "J")),
        ),
    ],
)
QUIZ = PrintedQuiz(
    office="BP3MI Nusa Tenggara Barat",
    cohort="Praya Angkatan 3",
    title="Uang kiriman yang cukup sampai akhir bulan",
    variants=tuple(
        Variant(f"1{letter}", items_of(BANK, letter.encode() * 16)) for letter in "ABCDEF"
    ),
)
NAMES = ("Siti Aminah", "Wongsowijayanto" * 4, '<b>Ani</b> & "{{ 7 * 7 }}"', "")


def written(folder: Path, html: str) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(write_pdf(html, STYLE))
    return path


def pages_of(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_booklet_of_every_form_says_nothing_of_what_is_right(tmp_path: Path) -> None:
    path = written(tmp_path, booklets_html(QUIZ))
    pages = pages_of(path)
    text = " ".join(pages)
    for part in ("Soal 5", "Kode 1A", "Kode 1F", "Pilih satu atau lebih", "Denpasar", "rupiah"):
        assert part in text, part
    for part in ("Sebab", "Catatan", "1.240.000"):
        assert part not in text, part
    # Each variant begins on a page of its own, so that it can be copied alone.
    starts = [number for number, page in enumerate(pages) if "Soal 1" in page]
    assert len(starts) == len(QUIZ.variants)
    stays_inside(path)


def test_every_answer_sheet_is_one_page_with_its_name_and_code(tmp_path: Path) -> None:
    sheets = tuple(AnswerSheet(name, one) for name, one in zip(NAMES, QUIZ.variants, strict=False))
    path = written(tmp_path, sheets_html(QUIZ, sheets))
    pages = pages_of(path)
    assert len(pages) == len(sheets)
    for page, sheet in zip(pages, sheets, strict=True):
        assert sheet.variant.code in page
    assert "Siti Aminah" in pages[0]
    assert '<b>Ani</b> & "{{ 7 * 7 }}"' in pages[2]
    stays_inside(path)


def test_the_key_has_the_letters_of_each_variant_and_why(tmp_path: Path) -> None:
    path = written(tmp_path, keys_html(QUIZ))
    pages = pages_of(path)
    assert len(pages) == len(QUIZ.variants)
    for page, variant in zip(pages, QUIZ.variants, strict=True):
        for item in variant.items:
            assert item.key in page
        assert "Sebab pasang." in page
        assert "boleh selisih Rp1.000" in page
    stays_inside(path)


def test_nothing_is_smaller_than_eleven_points_or_coloured() -> None:
    style = (STATIC / "css" / STYLE).read_text()
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", style)]
    assert len(sizes) == style.count("font-size")
    assert min(sizes) >= 11
    assert set(re.findall(r"#[0-9a-f]{3,6}", style)) == {"#000"}


def stays_inside(path: Path) -> None:
    for page in range(1, len(PdfReader(path).pages) + 1):
        words = boxes(path, page)
        assert words
        assert all(left >= MM_EDGE and right <= 211 - MM_EDGE for _, left, _, right, _ in words)
