"""No percentage, law or telephone number stands bare; what is allowed is marked."""

from __future__ import annotations

import pytest

from tests.content.conftest import (
    COURSE_FILE,
    LESSON_FILE,
    MODULE_FILE,
    QUIZ_FILE,
    CourseFolder,
)

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
L, Q = "contoh/01-modul/01-awal.md", "contoh/01-modul/quiz.md"
MARK = "write {{fact:key}} or {{hitung: … | persen}}, or mark an example with contoh:persen (question) or example_rates (lesson)"
NAME = "write {{fact:key}}, which carries date and source"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Bunganya 12%.", f"{L}:15: bare percentage `12%`: {MARK}"),
        ("Bunganya 4,8 persen.", f"{L}:15: bare percentage `4,8 persen`: {MARK}"),
        ("Bunganya 3 sampai 6 persen.", f"{L}:15: bare percentage `6 persen`: {MARK}"),
        ("Bunganya dua belas persen.", f"{L}:15: bare percentage `belas persen`: {MARK}"),
        ("| a | b |\n| --- | --- |\n| Bunga | 12 persen |", f"{L}:17: bare percentage `12 persen`: {MARK}"),
        ("Lihat Pasal 44.", f"{L}:15: names `Pasal 44`: {NAME}"),
        ("Menurut UU 25/1992.", f"{L}:15: names `UU 25/1992`: {NAME}"),
        ("Menurut UU Nomor 25 Tahun 1992.", f"{L}:15: names `UU Nomor 25`: {NAME}"),
        ("Menurut Undang-Undang Nomor 25.", f"{L}:15: names `Undang-Undang Nomor 25`: {NAME}"),
        ("Menurut Permenkop UKM 8/2023.", f"{L}:15: names `Permenkop UKM 8/2023`: {NAME}"),
        ("Menurut PP 7/2021.", f"{L}:15: names `PP 7/2021`: {NAME}"),
        ("Menurut PMK 49 tahun ini.", f"{L}:15: names `PMK 49`: {NAME}"),
        ("Menurut Inpres 9/2025.", f"{L}:15: names `Inpres 9/2025`: {NAME}"),
        ("Menurut Peraturan Menteri No. 4.", f"{L}:15: names `Peraturan Menteri No. 4`: {NAME}"),
        ("Putusan 28/PUU-XI/2013.", f"{L}:15: names `28/PUU-XI/2013`: {NAME}"),
        ("Telepon OJK di 157.", f"{L}:15: has the telephone number `Telepon OJK di 157`: {NAME}"),
        ("Kirim WA 0811-8080-141.", f"{L}:15: has the telephone number `0811-8080-141`: {NAME}"),
        ("Atau +62-21-29244800.", f"{L}:15: has the telephone number `+62-21-29244800`: {NAME}"),
    ],
)  # fmt: skip
def test_a_bare_figure_in_a_lesson_is_refused(
    folder: CourseFolder, text: str, message: str
) -> None:
    folder.replace("bahasa.yaml", "[HP]", "[HP, UU, PP, PMK, UKM, OJK, WA, PUU, XI]")
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n{text}")
    assert folder.problems() == [message]


@pytest.mark.parametrize(
    "text",
    [
        "Bunganya {{hitung: 24 / 32 * 100 | persen}}.",
        "Bunganya {{fact:biaya-malaysia}}.",
        "Berapa persen dari Rp1.500.000 yang tersisa?",
        "Uang Rp0 dan Rp157.000, pukul 07.00, tanggal 01-02-2026.",
        "Undang-undang ini untuk sembilan orang. Ada 9 orang yang datang.",
        "Ia menelepon 10 menit, lalu mengirim Rp081.000.",
        "[Halaman](https://a.example/uu-25/pasal-12%20persen)",
    ],
)
def test_what_is_no_bare_figure_passes(folder: CourseFolder, text: str) -> None:
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n{text}")
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (QUIZ_FILE, "### Mana yang benar?", "### Bunga 12 persen?", f"{Q}:1: bare percentage `12 persen`: {MARK}"),
        (QUIZ_FILE, "- [ ] Salah", "- [ ] Salah 12%", f"{Q}:2: bare percentage `12%`: {MARK}"),
        (QUIZ_FILE, "= {{hitung: 1_000 * 3}} ± Rp10", "= 4,8 persen", f"{Q}:16: bare percentage `4,8 persen`: {MARK}"),
        (QUIZ_FILE, "> Tiga ribu.", "> Lihat Pasal 5.", f"{Q}:18: names `Pasal 5`: {NAME}"),
        (QUIZ_FILE, "{#satu ", "{#satu contoh:bunga ", f"{Q}:1: `contoh:bunga` after the key: write contoh:persen"),
        (MODULE_FILE, "Modul untuk pengujian", "Bunga 6 persen", f"contoh/01-modul/module.md:3: bare percentage `6 persen`: {MARK}"),
        (MODULE_FILE, "Apa tujuan kita, Dik?", "Hubungi 157", f"contoh/01-modul/module.md:7: has the telephone number `Hubungi 157`: {NAME}"),
        (COURSE_FILE, "Pengantar kursus", "Menurut UU 18/2017", f"contoh/course.md:10: names `UU 18/2017`: {NAME}"),
    ],
)  # fmt: skip
def test_nor_in_a_quiz_a_module_or_a_course(
    folder: CourseFolder, name: str, old: str, new: str, message: str
) -> None:
    folder.replace(name, old, new)
    assert folder.problems() == [message]


def test_a_question_marked_as_an_example_may_have_percentages_but_no_law(
    folder: CourseFolder,
) -> None:
    folder.replace(QUIZ_FILE, "{#satu ", "{#satu contoh:persen ")
    folder.replace(QUIZ_FILE, "> Karena begitu.", "> Bunganya dua belas persen, yaitu 12%.")
    assert folder.problems() == []
    folder.replace(QUIZ_FILE, "yaitu 12%.", "menurut Pasal 5.")
    assert folder.problems() == [f"{Q}:6: names `Pasal 5`: {NAME}"]
    folder.replace(QUIZ_FILE, "menurut Pasal 5.", "begitu.")
    folder.replace(QUIZ_FILE, "> Satu dan dua.", "> Bunganya 12 persen.")
    assert folder.problems() == [f"{Q}:13: bare percentage `12 persen`: {MARK}"]


def test_a_lesson_names_the_percentages_that_are_examples(folder: CourseFolder) -> None:
    folder.replace(
        LESSON_FILE,
        "sources: [biaya-malaysia]",
        "sources: [biaya-malaysia]\nexample_rates: [30, 4.8]",
    )
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan\nContohnya 30 persen dan 4,8%.")
    assert folder.problems() == []
    folder.replace(LESSON_FILE, "dan 4,8%", "dan 5%")
    assert folder.problems() == [
        f"{L}:4: `example_rates` has 4.8, which does not stand here: remove it",
        f"{L}:16: bare percentage `5%`: {MARK}",
    ]


def test_a_lesson_with_examples_says_that_they_are(folder: CourseFolder) -> None:
    folder.replace(
        LESSON_FILE, "sources: [biaya-malaysia]", "sources: [biaya-malaysia]\nexample_rates: [30]"
    )
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan\nBagiannya 30 persen.")
    assert folder.problems() == [
        f"{L}:4: never says that its rates are examples: write contoh or misalnya"
    ]
    folder.replace(LESSON_FILE, "[30]", "banyak")
    assert f"{L}:4: `example_rates` is no list of numbers: write it as [30, 50]" in (
        folder.problems()
    )


def test_a_drawing_shows_only_percentages_that_its_lesson_works_out(folder: CourseFolder) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title>'
        "<desc>B</desc><text>75%</text></svg>"
    )
    folder.write("contoh/01-modul/a.svg", drawing)
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan\n\n![Bagiannya 60 persen.](a.svg)")
    does = "which this file neither computes nor names: do so"
    assert folder.problems() == [
        f"{L}:16: the picture a.svg says `75%`, {does}",
        f"{L}:16: the picture's description says `60 persen`, {does}",
    ]
    shown = "{{hitung: 3 / 4 * 100 | persen}} dan {{hitung: 3 / 5 * 100 | persen}}."
    folder.replace(LESSON_FILE, "**Catat dulu.**", f"**Catat dulu.** {shown}")
    assert folder.problems() == []
