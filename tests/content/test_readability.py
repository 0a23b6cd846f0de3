"""Every lesson can be read aloud: short sentences, words of the home, nothing unexplained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.content.check import report
from literasi.content.files import Document
from literasi.content.problems import Notebook
from literasi.content.prose import WORD, paragraphs, sentences
from tests.content.conftest import (
    COURSE_FILE,
    LESSON_FILE,
    MODULE_FILE,
    QUIZ_FILE,
    STORY,
    TODAY,
    CourseFolder,
)

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
L, Q = "contoh/01-modul/01-awal.md", "contoh/01-modul/quiz.md"
LONG = "Satu dua tiga empat lima " * 5 + "enam."


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (LESSON_FILE, "## Aturan", f"## Aturan\nPendek saja.\n{LONG}", f"{L}:16: a sentence of 26 words, `Satu dua tiga empat lima …`: split it, 25 is the most"),
        (LESSON_FILE, "> Kurangi saja.", f"> {LONG}", f"{L}:12: a sentence of 26 words, `Satu dua tiga empat lima …`: split it, 25 is the most"),
        (QUIZ_FILE, "- [ ] Salah", f"- [ ] {LONG}", f"{Q}:2: a sentence of 26 words, `Satu dua tiga empat lima …`: split it, 25 is the most"),
        (LESSON_FILE, STORY, ("Bu Sari menerima uang kiriman lalu menulis semua belanja di buku setiap malam sebelum ia tidur nyenyak di rumah. " * 15), f"{L}:5: its sentences have 14.8 words on average: shorten them to 14"),
        (LESSON_FILE, "## Aturan", "## Aturan\nUang itu.\nUang tersebut.", f"{L}:16: `tersebut` is officialese: write itu atau ini"),
        (LESSON_FILE, "## Aturan", "## Aturan\nDalam rangka belajar.", f"{L}:15: `Dalam rangka` is officialese: write untuk"),
        (LESSON_FILE, "## Aturan", "## Uang tersebut", f"{L}:14: `tersebut` is officialese: write itu atau ini"),
        (QUIZ_FILE, "> Begitu.", "> Begitu\n> tersebut.", f"{Q}:26: `tersebut` is officialese: write itu atau ini"),
        (MODULE_FILE, "Pengantar modul.", "Modul tersebut.", "contoh/01-modul/module.md:13: `tersebut` is officialese: write itu atau ini"),
        (COURSE_FILE, "Pengantar kursus.", "Kursus tersebut.", "contoh/course.md:10: `tersebut` is officialese: write itu atau ini"),
        (LESSON_FILE, "## Aturan", "## Aturan\nUang PMI.", f"{L}:15: `PMI` is not explained where it first stands: write Pekerja Migran Indonesia"),
        (LESSON_FILE, "## Aturan", "## Aturan\nUang PMI.\n\nSatu.\n\nPekerja Migran Indonesia (PMI).", f"{L}:15: `PMI` is not explained where it first stands: write Pekerja Migran Indonesia"),
        (LESSON_FILE, "## Aturan", "## Aturan\nPunya PIN.", f"{L}:15: `PIN` is not explained where it first stands: write angka rahasia or nomor rahasia"),
        (LESSON_FILE, "## Aturan", "## Aturan\nUang XYZ/ABC.", f"{L}:15: unknown abbreviation `XYZ/ABC`: write it out, or add it to bahasa.yaml and explain it"),
        (LESSON_FILE, "## Aturan", "## Aturan\nUang B4PM.", f"{L}:15: unknown abbreviation `B4PM`: write it out, or add it to bahasa.yaml and explain it"),
        ("bahasa.yaml", "dikenal: [HP]\n", "", "bahasa.yaml:1: has not just the keys lugas, singkatan, dikenal, kata_kerja: give the four"),
        ("bahasa.yaml", "dikenal: [HP]", "dikenal: HP", "bahasa.yaml:1: `dikenal` is no list of texts: write it as [HP, KTP]"),
        ("bahasa.yaml", "[menghitung]", "menghitung", "bahasa.yaml:1: `kata_kerja` is no list of texts: write it as [menyusun, menghitung]"),
        (MODULE_FILE, "Menghitung uang", "Memahami uang", "contoh/01-modul/module.md:4: the outcome begins with `Memahami`, which is no verb of `kata_kerja`: say what one can see a learner do, or add the verb to bahasa.yaml"),
        ("bahasa.yaml", "[itu, ini]", "5", "bahasa.yaml:1: `tersebut` in `lugas` is no text: quote it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_aloud_is_refused(
    folder: CourseFolder, name: str, old: str, new: str, message: str
) -> None:
    folder.replace(name, old, new)
    assert message in folder.problems()


@pytest.mark.parametrize(
    "text",
    [
        "Uang Pekerja Migran Indonesia (PMI). PMI bekerja jauh.",
        "Uang PMI. PMI adalah pekerja migran\nIndonesia.",
        "HP-nya baru, US$200, Loket A.",
        "Uang PMI.\n\nPMI adalah Pekerja Migran Indonesia.",
        "Punya PIN, yaitu angka rahasia.",
        f"| a | b |\n| --- | --- |\n| {LONG} | b |",
        "Rp1.500.000 itu banyak. " * 4,
    ],
)
def test_what_can_be_read_aloud_passes(folder: CourseFolder, text: str) -> None:
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n{text}")
    assert folder.problems() == []


def test_a_missing_language_file_is_named(folder: CourseFolder) -> None:
    folder.remove("bahasa.yaml")
    message = "cannot be read (No such file or directory): restore the file"
    assert folder.problems() == [f"bahasa.yaml:1: {message}"]


def test_an_amount_is_one_word_and_a_fact_counts_without_its_date(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan\nIa punya {{hitung: 2 * 3_000}} lagi.")
    assert folder.problems() == []
    lines = (folder.path / LESSON_FILE).read_text("utf-8").split("\n")
    document = Document(LESSON_FILE, Notebook(), body=lines, start=1)
    catalogue = folder.load().catalogue
    assert catalogue is not None
    found = paragraphs(document, {fact.key: fact for fact in catalogue.facts})
    said = {one.text: one.words for part in found for one in sentences(part)}
    assert said["Ia punya Rp6.000 lagi."] == 4
    assert said["Biayanya 4,80 persen."] == 3


@given(st.text(alphabet='ab .!?"”\n>-|#1', max_size=80))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    document = Document("x.md", Notebook(), body=text.split("\n"))
    for part in paragraphs(document, {}):
        words = sum(one.words for one in sentences(part))
        assert words == len(WORD.findall(part.text))
        assert all(
            part.line <= one.line <= part.line + part.text.count("\n") for one in sentences(part)
        )


def test_the_verbose_report_has_a_line_for_each_lesson(folder: CourseFolder) -> None:
    folder.replace(
        LESSON_FILE,
        "## Aturan",
        "## Aturan\nSatu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas.",
    )
    brief, verbose = (report(folder.path, TODAY, wordy).lines for wordy in (False, True))
    assert len(verbose) == len(brief) + 2
    assert verbose[0] == brief[0]
    assert verbose[1] == f"  {L}: 193 words, 22 sentences, mean 9.1, longest 13 (line 15)"
