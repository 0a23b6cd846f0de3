"""How a voice says amounts, numbers, times and abbreviations."""

from __future__ import annotations

import pytest

from literasi.domain.languages import ENGLISH, INDONESIAN
from literasi.domain.spoken import in_words, spoken

IN_INDONESIAN = [
    ("Sisanya Rp1.500.000.", "Sisanya satu juta lima ratus ribu rupiah."),
    ("Rp 500 ribu saja", "lima ratus ribu rupiah saja"),
    ("Rp1,5 juta", "satu koma lima juta rupiah"),
    ("kurang -Rp20.000,", "kurang minus dua puluh ribu rupiah,"),
    ("Rp0", "nol rupiah"),
    ("Rp5.000\u2013Rp10.000", "lima ribu rupiah sampai sepuluh ribu rupiah"),
    ("4,80 persen", "empat koma delapan nol persen"),
    ("naik 12%", "naik dua belas persen"),
    ("4.320 kilo", "empat ribu tiga ratus dua puluh kilo"),
    ("30 September 2025", "tiga puluh September dua ribu dua puluh lima"),
    ("Pukul 10.05 ia datang", "Pukul sepuluh lewat lima ia datang"),
    ("pukul 19.00.", "pukul sembilan belas."),
    ("2\u20133 bulan", "dua sampai tiga bulan"),
    ("baca 1/3", "baca satu per tiga"),
    (
        "telepon 0811-8080-141",
        "telepon nol delapan satu satu, delapan nol delapan nol, satu empat satu",
    ),
    ("+62-21-29", "plus enam dua, dua satu, dua sembilan"),
    ("kode 007", "kode nol nol tujuh"),
    ("1" * 16, " ".join(["satu"] * 16)),
    ("BP3MI dan PMI", "be pe tiga em i dan pe em i"),
    ("AD/ART, KUR, PIN, EMAS", "a de a er te, KUR, PIN, EMAS"),
    ("DICABUT atau ASLI", "DICABUT atau ASLI"),
    ("iasc.ojk.go.id", "iasc titik ojk titik go titik id"),
    ("  dua \n baris ", "dua baris"),
    ("3L dan A4", "tiga el dan a empat"),
    ("", ""),
]
IN_ENGLISH = [
    ("It costs Rp1.500.000.", "It costs 1,500,000 rupiah."),
    ("4.8 percent of 4,320 at 10:05", "4.8 percent of 4,320 at 10:05"),
    ("call 081-157", "call 0 8 1, 1 5 7"),
    ("iasc.ojk.go.id", "iasc dot ojk dot go dot id"),
]
ODD = [
    "-5",
    "--5",
    "a-5",
    "5-6",
    "1/3 2/5",
    "1/2/3",
    "12.30.45",
    "1.234.567,89",
    "Rp-5",
    "RpRp5",
    "7,",
    ".5",
]
# Everything that the page's own script is given too, so that it says the same.
SAID = [written for written, _ in (*IN_INDONESIAN, *IN_ENGLISH)] + ODD


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (45, "empat puluh lima"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (2_025, "dua ribu dua puluh lima"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_500_000, "satu juta lima ratus ribu"),
        (3_000_000_000, "tiga miliar"),
        (10**14 + 10**6, "seratus triliun satu juta"),
    ],
)
def test_a_number_is_said_as_indonesians_say_it(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="a number from 0"):
        in_words(number)


@pytest.mark.parametrize(("written", "said"), IN_INDONESIAN)
def test_indonesian_text_is_said_in_words(written: str, said: str) -> None:
    assert spoken(written, INDONESIAN) == said


@pytest.mark.parametrize(("written", "said"), IN_ENGLISH)
def test_english_text_leaves_to_the_voice_what_it_knows(written: str, said: str) -> None:
    assert spoken(written, ENGLISH) == said
