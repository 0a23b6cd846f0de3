"""Files that are odd, broken or meant to harm: a problem each time, never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.content import load
from literasi.content.compute import ComputeError, compute
from literasi.content.files import Document
from literasi.content.markup import Writer
from literasi.content.problems import Notebook
from literasi.content.shelf import Shelf
from literasi.content.svg import DrawingError, drawing
from tests.content.conftest import (
    COURSE_FILE,
    LESSON_FILE,
    MODULE_FILE,
    QUIZ_FILE,
    CourseFolder,
)

LESSON = "contoh/01-modul/01-awal.md"
QUIZ = "contoh/01-modul/quiz.md"
ABOVE = "## Aturan"
USE = "use https://…, /page or pelajaran:course/module/lesson"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{}>{}</svg>'
HEAD = "<title>t</title><desc>d</desc>"
IN_QUIZ = "- [x] Benar"

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
# (file, what stands there, what an author writes instead, what the check says)
MISTAKES = [
    (LESSON_FILE, ABOVE, "## Aturan\n&#xe000;9&#xe001;", f"{LESSON}:15: has a private-use or control character: remove it"),
    (LESSON_FILE, ABOVE, "## Aturan\n[dua\nbaris](//jahat.example)", f"{LESSON}:16: links to `//jahat.example`: {USE}"),
    (LESSON_FILE, ABOVE, "## Aturan\n[a [b] c](//jahat.example)", f"{LESSON}:15: links to `//jahat.example`: {USE}"),
    (LESSON_FILE, ABOVE, "## Aturan\n[dua\nbaris](pelajaran:contoh/modul/tidak)", f"{LESSON}:16: links to the lesson `contoh/modul/tidak`, which is not there"),
    (LESSON_FILE, ABOVE, "## Aturan\n> [x]: //jahat.example\n\n[y][x]", f"{LESSON}:14: has a link that is not allowed below: write [text](https://…)"),
    (LESSON_FILE, ABOVE, "## Aturan\n# Judul", f"{LESSON}:15: has a heading of the page's own rank: use ##"),
    (LESSON_FILE, ABOVE, "## Aturan\n\n    menjorok\n", f"{LESSON}:16: has an indented paragraph: begin it at the edge"),
    (LESSON_FILE, ABOVE, "## Aturan\n\nTulis `kode` di sini.\n", f"{LESSON}:16: has text between `: write it plainly"),
    (LESSON_FILE, ABOVE, '## Aturan\n![Ember](a.svg "judul")', f"{LESSON}:15: has a picture that cannot be shown: put ![text](name.svg) alone on a line"),
    (LESSON_FILE, "**Catat dulu.**", "**Catat dulu.** __Lalu simpan.__", f"{LESSON}:16: has 2 bold passages: a lesson has one, its rule"),
    (LESSON_FILE, "{{hitung: 2 * 3_000}}", "{{hitung: 1e999}}", f"{LESSON}:16: hitung `1e999`: a number is too large"),
    (LESSON_FILE, ABOVE, "## latihan\n### Apa? {#apa}\n- [x] Ya", f"{LESSON}:15: a question stands outside ## Latihan: put that above it"),
    (LESSON_FILE, "{#sisa-contoh}", "{#sisa-contoh lesson:awal}", f"{LESSON}:9: `lesson:` is for quiz.md: a practice stands in its lesson, remove it"),
    (LESSON_FILE, "{#sisa-contoh}", "{#sisa-contoh outcome:tidak}", f"{LESSON}:9: question `sisa-contoh` names the outcome `tidak`: use menghitung"),
    (LESSON_FILE, "{#sisa-contoh}\n", "{#sisa-contoh}\nPikirkan [ini](//jahat.example).\n", f"{LESSON}:10: links to `//jahat.example`: {USE}"),
    (LESSON_FILE, "± Rp1.000\n", "± Rp1.000\nKira-kira saja.\n", f"{LESSON}:11: stands below the number: begin the explanation with >"),
    (LESSON_FILE, ABOVE, "Lalu begini.\n\n## Aturan", f"{LESSON}:14: stands below the explanation of `sisa-contoh`: begin it with >, or put a ## heading above"),
    (QUIZ_FILE, IN_QUIZ, "- [x] ", f"{QUIZ}:4: the option is empty: write it, or remove the line"),
    (QUIZ_FILE, IN_QUIZ, "- [x] 1. Benar", f"{QUIZ}:4: begins like a list or a heading: begin it with a word"),
    (QUIZ_FILE, IN_QUIZ, "- [x] Semua di atas", f'{QUIZ}:4: an option like "semua benar" tests nothing: name the answers'),
    (QUIZ_FILE, "| --- | --- |\n", "", f"{QUIZ}:28: question `pasang`: the table has no heading: add one, and | --- | --- | below"),
    (QUIZ_FILE, "{#pasang lesson", "{#urut lesson", f"{QUIZ}:27: the question key `urut` is used in {QUIZ} too: change one"),
    (QUIZ_FILE, "### Mana yang", "---\nwaktu: 5\n---\n### Mana yang", f"{QUIZ}:2: unknown key `waktu`: this file needs no front matter"),
    (COURSE_FILE, "Pengantar kursus.", "", "contoh/course.md:10: has no introduction: write one below the ---"),
    (COURSE_FILE, "order: 1", "order: 1\norder: 2", "contoh/course.md:9: is not valid YAML (the key `order` stands twice): quote texts that hold a colon"),
    (COURSE_FILE, "title: Uang", "title: &a Uang", "contoh/course.md:3: is not valid YAML (aliases (*) are not allowed): quote texts that hold a colon"),
    (COURSE_FILE, "title: Uang Contoh", "title: !!python/name:os.system", "contoh/course.md:2: is not valid YAML (could not determine a constructor for the tag 'tag:yaml.org,2002:python/name:os.system'): quote texts that hold a colon"),
    (COURSE_FILE, "title: Uang Contoh", "? [a, b]\n: c", "contoh/course.md:2: is not valid YAML (found unhashable key): quote texts that hold a colon"),
    (COURSE_FILE, "title: Uang Contoh", "5: c", "contoh/course.md:2: is no list of `key: value` lines: write it as one"),
    (MODULE_FILE, "Pengantar modul.", "", "contoh/01-modul/module.md:13: has no introduction: write one below the ---"),
    (MODULE_FILE, "menghitung: Menghitung uang", "Hitung Uang: Menghitung", "contoh/01-modul/module.md:4: the outcome `Hitung Uang` is not like `slug: what a learner can do`: mend it"),
    (MODULE_FILE, "menghitung: Menghitung uang", "menghitung:", "contoh/01-modul/module.md:4: the outcome `menghitung` is not like `slug: what a learner can do`: mend it"),
    (MODULE_FILE, "{draw: 2}", "{draw: 2, waktu: 5}", "contoh/01-modul/module.md:6: `quiz` is not {draw: number}: write it so, with a number from 1 to 50"),
    (MODULE_FILE, "{draw: 2}", "{draw: true}", "contoh/01-modul/module.md:6: `quiz` is not {draw: number}: write it so, with a number from 1 to 50"),
    (MODULE_FILE, "  question:", "  salam: Halo\n  question:", "contoh/01-modul/module.md:7: `family_talk` has the unknown salam: use question, from_home, from_abroad"),
    ("facts.yaml", "  confidence: read", "  5: x\n  lain: y", "facts.yaml:1: fact `biaya-malaysia`: missing: confidence; unknown: 5, lain: give just the six keys"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), MISTAKES, ids=[m[3][:60] for m in MISTAKES]
)
def test_it_is_a_problem_at_its_line(
    folder: CourseFolder, name: str, old: str, new: str, message: str
) -> None:
    if message.startswith("contoh/course.md:3"):
        folder.replace(COURSE_FILE, "summary: Kursus untuk pengujian.", "summary: *a")
    folder.replace(name, old, new)
    assert message in folder.problems()
    assert folder.load().catalogue is None


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    loaded = load(tmp_path / "tidak-ada")
    assert loaded.catalogue is None
    assert ":1: there is no folder " in str(loaded.problems[0])


def test_a_computed_figure_with_a_form_may_stand_in_a_matching(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "| c | 3 |", "| c | {{hitung: 7 / 2 | angka}} |")
    assert folder.problems() == []


def test_a_link_that_breaks_over_two_lines_still_leads_to_its_lesson(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, ABOVE, "## Aturan\n[dua\nbaris](pelajaran:contoh/modul/awal)")
    assert folder.problems() == []


def test_a_picture_between_lines_of_text_stands_outside_their_paragraphs(
    folder: CourseFolder,
) -> None:
    folder.write("contoh/01-modul/a.svg", SVG.format("", HEAD))
    folder.replace(LESSON_FILE, ABOVE, "## Aturan\nSebelum\n![Ember](a.svg)\nsesudah")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    html = "".join(
        getattr(block, "html", "") for block in catalogue.courses[0].modules[0].lessons[0].blocks
    )
    assert re.search(r"<p>Sebelum</p>\s*<figure.*</figure>\s*<p>sesudah</p>", html)


def test_a_link_carries_an_address_and_nothing_of_the_authors() -> None:
    writer = Writer(Document("x.md", Notebook()), Shelf(), Path("/nonexistent"), [])
    html = writer.block(["[x](https://a.example 'judul')"], 1)
    assert html == '<p><a href="https://a.example" rel="noreferrer">x</a></p>'


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<title>t<g></g></title><desc>d</desc>", "has a <title> with elements in it"),
        ("<title>t</title><desc><text>d</text></desc>", "has a <desc> with elements in it"),
        (f"{HEAD}<g><title><title>x</title></title></g>", "has a <title> with elements in it"),
        (f'{HEAD}<g xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', "is not allowed"),
        (f"{HEAD}<text>&lol;</text>", "is not well-formed"),
        (f"{HEAD}<![CDATA[x]]>", "<! or <?"),
    ],
)
def test_a_drawing_that_plays_tricks_is_refused(inside: str, reason: str) -> None:
    with pytest.raises(DrawingError, match=re.escape(reason)):
        drawing(SVG.format("", inside).encode(), "x")


def test_a_drawing_in_another_encoding_is_refused() -> None:
    with pytest.raises(DrawingError):
        drawing(SVG.format("", HEAD).encode("utf-16"), "x")


def test_a_drawing_keeps_what_its_root_says_but_neither_size_nor_role() -> None:
    root = ' fill="none" stroke-linecap="round" width="99" height="9" role="button"'
    html = drawing(b"\xef\xbb\xbf" + SVG.format(root, HEAD).encode(), "x")
    assert '<svg viewBox="0 0 9 9" fill="none" stroke-linecap="round" role="img"' in html
    assert "99" not in html
    assert "button" not in html


def test_a_drawing_cannot_bring_an_attribute_in_through_its_root() -> None:
    with pytest.raises(DrawingError, match="'onload'"):
        drawing(SVG.format(' onload="alert(1)"', HEAD).encode(), "x")


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789.e_+-*/(), \x00|sharecivd", max_size=40))
def test_any_expression_is_a_figure_or_a_refusal(text: str) -> None:
    try:
        shown = compute(text)
    except ComputeError:
        shown = "refused"
    assert shown


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("-#>|=[]x(){}:*`&;~ \n1.aRp±\\!"), max_size=120))
def test_no_text_of_markdown_signs_breaks_the_check(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = CourseFolder(tmp_path_factory.mktemp("c"))
    folder.write("facts.yaml", "")
    for name in (COURSE_FILE, MODULE_FILE, LESSON_FILE, QUIZ_FILE):
        folder.write(name, f"---\ntitle: x\n---\n## Latihan\n### a {{#a}}\n{text}\n> {text}")
    assert folder.load().catalogue is None
