"""Numerals are written the Indonesian way, in text, options, descriptions and drawings."""

from __future__ import annotations

import pytest

from literasi.content.numerals import odd_numeral
from literasi.domain.languages import ENGLISH, SOURCE
from tests.content.conftest import LESSON_FILE, QUIZ_FILE, CourseFolder

LESSON, QUIZ = "contoh/01-modul/01-awal.md", "contoh/01-modul/quiz.md"
TOGETHER = "write Rp and the digits together, as in Rp1.500.000"
DOTS = "put dots between thousands, as in 1.500.000"
COMMA = "write the decimal with a comma, as in 1,5 juta"


@pytest.mark.parametrize(
    ("text", "said", "mend"),
    [
        ("Ia punya Rp 15.000.", "Rp 15.000.", TOGETHER),
        ("Ia punya Rp. 15.000 saja.", "Rp. 15.000", TOGETHER),
        ("Ia punya Rp15000.", "Rp15000", DOTS),
        ("Ada 12500 kilo.", "12500", DOTS),
        ("Ia punya Rp15,000 saja.", "Rp15,000", DOTS),
        ("Ia punya 1,500,000 rupiah.", "1,500,000", DOTS),
        ("Kirimannya 1.5 juta.", "1.5 juta", COMMA),
    ],
)
def test_a_numeral_written_another_way_is_refused(
    folder: CourseFolder, text: str, said: str, mend: str
) -> None:
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n{text}")
    assert folder.problems() == [f"{LESSON}:15: writes `{said}`: {mend}"]


def test_an_option_is_looked_at_too(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "- [ ] Salah", "- [ ] Rp5000")
    assert f"{QUIZ}:2: writes `Rp5000`: {DOTS}" in folder.problems()


@pytest.mark.parametrize(
    "text",
    [
        "Rp1.500.000 pada tahun 2026, pukul 10.05.",
        "Kirimannya 1,5 juta atau 4.320 kilo.",
        "Jam 07.00 sampai 08.30, tanggal 01-02-2026.",
    ],
)
def test_numerals_written_the_indonesian_way_pass(text: str) -> None:
    assert odd_numeral(text, SOURCE) is None


def test_english_writes_rupiah_alike_and_other_numerals_its_own_way() -> None:
    assert odd_numeral("She has 4,320 kilos and 1.5 million.", ENGLISH) is None
    assert odd_numeral("She has Rp1,500,000.", ENGLISH) == ("Rp1,500,000", DOTS)
