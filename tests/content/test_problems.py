"""Every mistake of an author is named by path and line, with how to mend it."""

from __future__ import annotations

import pytest

from literasi.config import ROOT
from literasi.content.compute import FUNCTIONS
from literasi.content.modules import LONGEST_MESSAGE
from tests.content.conftest import (
    COURSE_FILE,
    LESSON_FILE,
    MODULE_FILE,
    QUIZ_FILE,
    STORY,
    CourseFolder,
)

# (file, what stands there, what an author writes instead, what the check says)
MISTAKES = [
    (COURSE_FILE, "level: dasar", "level: sulit", "contoh/course.md:4: `level` is sulit: use dasar or lanjutan"),
    (COURSE_FILE, "[keluarga]", "[anak]", "contoh/course.md:5: `audience` is no list of keluarga, pelatih, pmi, purna: mend it"),
    (COURSE_FILE, "pass_mark: 70", "pass_mark: 101", "contoh/course.md:6: `pass_mark` is not a whole number from 1 to 100: mend it"),
    (COURSE_FILE, "edition: 1", "edition: satu", "contoh/course.md:7: `edition` is not a whole number from 1 to 9999: mend it"),
    (COURSE_FILE, "title: Uang Contoh\n", "", "contoh/course.md:1: `title` is missing or empty: give the course's title"),
    (COURSE_FILE, "summary:", "sumary:", "contoh/course.md:3: unknown key `sumary`: use title, summary, level, audience, pass_mark, edition, valid_months, order, aliases"),
    (COURSE_FILE, "order: 1", "order: 1\naliases: [Tidak Baik]", "contoh/course.md:9: `Tidak Baik` is no slug: use a-z, 0-9 and hyphens"),
    (COURSE_FILE, "title: Uang", "title: Uang: dan", "contoh/course.md:2: is not valid YAML (mapping values are not allowed here): quote texts that hold a colon"),
    (COURSE_FILE, "order: 1\n---", "order: 1", "contoh/course.md:1: the front matter never ends: close it with a line of ---"),
    (MODULE_FILE, "quiz: {draw: 2}", "quiz: 2", "contoh/01-modul/module.md:6: `quiz` is missing or empty: give {draw: 8}"),
    (MODULE_FILE, "quiz: {draw: 2}", "quiz: {draw: 9}", "contoh/01-modul/quiz.md:1: has 5 questions but draws 9: write more"),
    (MODULE_FILE, "home_minutes: 20", "home_minutes: 90", "contoh/01-modul/module.md:11: `home_minutes` is not a whole number from 15 to 60: mend it"),
    (MODULE_FILE, "  from_home: Apa tujuan kita, Mas?\n", "", "contoh/01-modul/module.md:7: `family_talk` has no from_home: write it"),
    (MODULE_FILE, "Apa tujuan kita, Dik?", "a" * 301, "contoh/01-modul/module.md:7: `family_talk` from_abroad is longer than 300: shorten it"),
    (LESSON_FILE, "sources: [", "minutes: 5\nsources: [", "contoh/01-modul/01-awal.md:3: unknown key `minutes`: use title, sources, aliases, example_rates"),
    (LESSON_FILE, "[biaya-malaysia]", "[tidak-ada]", "contoh/01-modul/01-awal.md:3: unknown fact `tidak-ada`: mend the key"),
    (LESSON_FILE, "{{fact:biaya-malaysia}}", "{{fact:tidak-ada}}", "contoh/01-modul/01-awal.md:16: unknown fact `tidak-ada`: add it to facts.yaml or mend the key"),
    (LESSON_FILE, "hitung: 2", "hitungan: 2", "contoh/01-modul/01-awal.md:16: unknown placeholder `hitungan: 2 * 3_000`: use fact: or hitung:"),
    (LESSON_FILE, "2 * 3_000", "2 / 0", "contoh/01-modul/01-awal.md:16: hitung `2 / 0`: divides by zero: mend the numbers"),
    (LESSON_FILE, "2 * 3_000", "bagi(2)", "contoh/01-modul/01-awal.md:16: hitung `bagi(2)`: unknown function `bagi`: use " + ", ".join(FUNCTIONS)),
    (LESSON_FILE, "**Catat dulu.**", "Catat dulu.", "contoh/01-modul/01-awal.md:5: has 0 bold passages: a lesson has one, its rule"),
    (LESSON_FILE, "**Catat dulu.**", "**Catat** **dulu.**", "contoh/01-modul/01-awal.md:16: has 2 bold passages: a lesson has one, its rule"),
    (LESSON_FILE, STORY, "Pendek.", "contoh/01-modul/01-awal.md:5: has 5 words of prose: write 150 to 300"),
    (LESSON_FILE, STORY, f"{STORY} **Aturan.**", "contoh/01-modul/01-awal.md:7: the first ## Latihan stands after the rule: move it up"),
    (LESSON_FILE, "## Latihan", "## Cerita", "contoh/01-modul/01-awal.md:5: has no ## Latihan: practice comes before the rule"),
    (LESSON_FILE, "## Aturan", "## Aturan\n\n| | B |\n| --- | --- |\n| a | b |\n", "contoh/01-modul/01-awal.md:16: the table's heading has an empty cell: name the column"),
    (LESSON_FILE, "## Aturan", "## Aturan\n<b>Aturan</b>", "contoh/01-modul/01-awal.md:15: has raw HTML: write Markdown instead, and &lt; for a plain <"),
    (LESSON_FILE, "## Aturan", "## Aturan\n![](a.svg)", "contoh/01-modul/01-awal.md:15: the picture a.svg has no description: write it between [ and ]"),
    (LESSON_FILE, "## Aturan", "## Aturan\n![Ember](a.svg)", "contoh/01-modul/01-awal.md:15: the picture a.svg is missing: put it beside this file"),
    (LESSON_FILE, "## Aturan", "## Aturan\nLihat ![Ember](a.png)", "contoh/01-modul/01-awal.md:15: has a picture that cannot be shown: put ![text](name.svg) alone on a line"),
    (LESSON_FILE, "## Aturan", "## Aturan\n[x](http://a.example)", "contoh/01-modul/01-awal.md:15: links to `http://a.example`: use https://…, /page or pelajaran:course/module/lesson"),
    (LESSON_FILE, "## Aturan", "## Aturan\n[x](pelajaran:contoh/modul/tidak)", "contoh/01-modul/01-awal.md:15: links to the lesson `contoh/modul/tidak`, which is not there"),
    (LESSON_FILE, "## Aturan", "## Aturan\n[x]: https://a.example", "contoh/01-modul/01-awal.md:15: has a reference link: write [text](address) instead"),
    (LESSON_FILE, "{#sisa-contoh}", "{#sisa-contoh ulang:ya}", "contoh/01-modul/01-awal.md:9: `ulang:ya` after the key: write ulang:tidak"),
    (QUIZ_FILE, "{#beberapa lesson:awal}", "{#beberapa lesson:awal ulang:tidak}", "contoh/01-modul/quiz.md:8: `ulang:` is for a practice: no quiz question is asked again, remove it"),
    (LESSON_FILE, " {#sisa-contoh}", "", "contoh/01-modul/01-awal.md:9: the question has no key: end its line with {#key}"),
    (LESSON_FILE, "= Rp500.000 ± Rp1.000", "= banyak", "contoh/01-modul/01-awal.md:10: `banyak` is no number: write = Rp1.240.000 ± Rp1.000"),
    (LESSON_FILE, "± Rp1.000", "± -Rp1.000", "contoh/01-modul/01-awal.md:10: the tolerance is below zero: mend it"),
    (LESSON_FILE, "> Kurangi saja.", "", "contoh/01-modul/01-awal.md:9: question `sisa-contoh` has no explanation: add lines that begin with >"),
    (LESSON_FILE, "= Rp500.000 ± Rp1.000\n", "", "contoh/01-modul/01-awal.md:9: question `sisa-contoh` has no answers: add - [x] options, = number, 1. items or a table"),
    ("contoh/course.md", "edition: 1", "edition: 1\nvalid_months: 0", "contoh/course.md:8: `valid_months` is not a whole number from 1 to 120: mend it"),
    ("contoh/course.md", "edition: 1", "edition: 1\nvalid_months: 2 tahun", "contoh/course.md:8: `valid_months` is not a whole number from 1 to 120: mend it"),
    (QUIZ_FILE, "- [x] Benar", "- [ ] Benar", "contoh/01-modul/quiz.md:2: question `satu` has no right option: mark it [x]"),
    (QUIZ_FILE, "- [x] Benar", "", "contoh/01-modul/quiz.md:1: question `satu` has fewer than two options: add one"),
    (QUIZ_FILE, "- [x] Benar", "- [x] Salah", "contoh/01-modul/quiz.md:2: question `satu` has the same option twice"),
    (QUIZ_FILE, "- [ ] Tiga", "- [x] Tiga", "contoh/01-modul/quiz.md:9: question `beberapa`: no option is wrong"),
    (QUIZ_FILE, "- [x] Benar", "- [x] Semua jawaban benar", 'contoh/01-modul/quiz.md:4: an option like "semua benar" tests nothing: name the answers'),
    (QUIZ_FILE, "lesson:awal outcome:menghitung", "outcome:menghitung", "contoh/01-modul/quiz.md:1: question `satu` names no lesson: use lesson: with awal"),
    (QUIZ_FILE, "lesson:awal outcome", "lesson:akhir outcome", "contoh/01-modul/quiz.md:1: question `satu` names the lesson `akhir`: use lesson: with awal"),
    (QUIZ_FILE, "outcome:menghitung", "outcome:menulis", "contoh/01-modul/quiz.md:1: question `satu` names the outcome `menulis`: use menghitung"),
    (QUIZ_FILE, "outcome:menghitung", "hasil:menghitung", "contoh/01-modul/quiz.md:1: unknown name `hasil:` after the key: use lesson: or outcome:"),
    (QUIZ_FILE, "3. Ketiga\n", "", "contoh/01-modul/quiz.md:21: question `urut` has 2 lines: use 3 to 6"),
    (QUIZ_FILE, "3. Ketiga", "3. Kedua", "contoh/01-modul/quiz.md:21: question `urut` has the same text twice"),
    (QUIZ_FILE, "| c | 3 |", "| c | 2 |", "contoh/01-modul/quiz.md:28: question `pasang` has the same text twice"),
    (QUIZ_FILE, "| c | 3 |", "| c | 3 | x |", "contoh/01-modul/quiz.md:28: question `pasang`: the table needs two filled columns"),
    (QUIZ_FILE, "{#satu ", "{#sisa-contoh ", "contoh/01-modul/quiz.md:1: the question key `sisa-contoh` is used in contoh/01-modul/01-awal.md too: change one"),
    (QUIZ_FILE, "### Mana yang benar?", "Kata.\n\n### Mana yang benar?", "contoh/01-modul/quiz.md:1: text before the first question: begin each question with ###"),
    (QUIZ_FILE, "- [x] Benar", "Lain\n- [x] Benar", "contoh/01-modul/quiz.md:4: stands between options: begin it with - [ ], or with two spaces and >"),
    ("facts.yaml", "    url: https://remittanceprices.worldbank.org\n", "", "facts.yaml:1: fact `biaya-malaysia`: has no source: give its title and url"),
    ("facts.yaml", "https://remittanceprices.worldbank.org", "worldbank", "facts.yaml:1: fact `biaya-malaysia`: its source has no complete address: give one that begins with https://"),
    ("facts.yaml", "as_of: 2025-09-30", "as_of: September", "facts.yaml:1: fact `biaya-malaysia`: as_of and check_again are dates: write 2026-11-24"),
    ("facts.yaml", "2027-03-31", "2024-03-31", "facts.yaml:1: fact `biaya-malaysia`: check_again is not after as_of: mend the dates"),
    ("facts.yaml", "confidence: read", "confidence: yakin", "facts.yaml:1: fact `biaya-malaysia`: confidence is 'yakin': use read or press"),
    ("facts.yaml", '"4,80 persen"', "4.80", "facts.yaml:1: fact `biaya-malaysia`: label and value are texts: quote them"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), MISTAKES, ids=[m[3][:60] for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    folder: CourseFolder, name: str, old: str, new: str, message: str
) -> None:
    folder.replace(name, old, new)
    assert message in folder.problems()
    assert folder.load().catalogue is None


def test_a_family_message_may_be_as_long_as_the_guide_says(folder: CourseFolder) -> None:
    assert f"at most {LONGEST_MESSAGE} characters" in (ROOT / "docs" / "authoring.md").read_text()
    folder.replace(MODULE_FILE, "Apa tujuan kita, Dik?", "a" * LONGEST_MESSAGE)
    assert folder.problems() == []


def test_every_mistake_is_reported_at_once(folder: CourseFolder) -> None:
    folder.replace(COURSE_FILE, "level: dasar", "level: sulit")
    folder.replace(LESSON_FILE, "sources: [", "minutes: 5\nsources: [")
    folder.replace(QUIZ_FILE, "- [x] Benar", "- [ ] Benar")
    assert len(folder.problems()) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (COURSE_FILE, "contoh/course.md:1: is missing: write it"),
        (MODULE_FILE, "contoh/01-modul/module.md:1: is missing: write it"),
        (QUIZ_FILE, "contoh/01-modul/quiz.md:1: is missing: write it"),
        (LESSON_FILE, "contoh/01-modul/module.md:1: the module has no lesson: add 01-slug.md"),
        (
            "facts.yaml",
            "facts.yaml:1: cannot be read (No such file or directory): restore the file",
        ),
    ],
)
def test_a_missing_file_is_named(folder: CourseFolder, name: str, message: str) -> None:
    folder.remove(name)
    assert message in folder.problems()


def test_names_that_are_no_slugs_or_reserved_are_refused(folder: CourseFolder) -> None:
    text = (folder.path / LESSON_FILE).read_text("utf-8")
    folder.write("contoh/01-modul/awal.md", text)
    folder.write("contoh/01-modul/02-kuis.md", text)
    said = folder.problems()
    for name in ("awal.md", "02-kuis.md"):
        assert f"contoh/01-modul/{name}:1: the name is not like 01-slug.md: rename the file" in said


def test_a_slug_that_stands_twice_is_refused(folder: CourseFolder) -> None:
    text = (folder.path / LESSON_FILE).read_text("utf-8")
    folder.write("contoh/01-modul/02-awal.md", text.replace("sisa-contoh", "sisa-lain"))
    assert (
        "contoh/01-modul:1: `awal` is the slug or alias of 2 things: rename one"
        in folder.problems()
    )


def test_a_file_that_is_not_utf_8_is_named_by_its_line(folder: CourseFolder) -> None:
    (folder.path / LESSON_FILE).write_bytes(b"---\ntitle: A\n---\nUang\xff\n")
    assert "contoh/01-modul/01-awal.md:4: is not UTF-8: save the file as UTF-8" in folder.problems()


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: CourseFolder) -> None:
    text = (folder.path / LESSON_FILE).read_text("utf-8").replace("\n", "\r\n")
    (folder.path / LESSON_FILE).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert folder.problems() == []


def test_a_huge_file_is_refused_unread(folder: CourseFolder) -> None:
    folder.write(LESSON_FILE, "a" * 200_001)
    assert (
        "contoh/01-modul/01-awal.md:1: is larger than 200000 bytes: split it" in folder.problems()
    )


def test_a_fact_that_is_due_is_a_warning_and_stops_nothing(folder: CourseFolder) -> None:
    folder.replace("facts.yaml", "2027-03-31", "2026-11-24")
    loaded = folder.load()
    assert loaded.catalogue is not None
    assert [str(warning) for warning in loaded.warnings] == [
        "facts.yaml:1: fact `biaya-malaysia` was to be checked again by 2026-11-24: check its source"
    ]


def test_an_empty_folder_is_no_catalogue(folder: CourseFolder) -> None:
    for name in (COURSE_FILE, MODULE_FILE, LESSON_FILE, QUIZ_FILE):
        folder.remove(name)
    assert folder.load().catalogue is None
