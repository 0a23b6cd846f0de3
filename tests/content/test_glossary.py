"""Words are explained once, in one plain sentence, where a lesson first uses them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.content.definer import Definer
from literasi.domain.course import Prose, Term
from tests.content.conftest import LESSON_FILE, CourseFolder

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
F = "glosarium.yaml"
HIBAH, SHU = f"{F}:1: word `hibah`:", f"{F}:4: word `shu`:"
ONE = "Pemberian yang tidak perlu dikembalikan."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hibah:", "Hibah:", f"{F}:1: word `Hibah`: the key is no slug: use a-z, 0-9 and hyphens"),
        ("  term: Hibah\n", "", f"{HIBAH} is not term, definition and perhaps courses, fact, forms, inline, lesson: mend it"),
        ("  term: Hibah\n", "  term: Hibah\n  arti: x\n", f"{HIBAH} is not term, definition and perhaps courses, fact, forms, inline, lesson: mend it"),
        ("term: Hibah", "term: 5", f"{HIBAH} term and definition are texts, forms and courses lists of texts: mend them"),
        ("[Sisa Hasil Usaha]", "Sisa Hasil Usaha", f"{SHU} term and definition are texts, forms and courses lists of texts: mend them"),
        (ONE, f"Pemberian. {ONE}", f"{HIBAH} its definition is not one sentence: write one, with a full stop"),
        (ONE, "Pemberian", f"{HIBAH} its definition is not one sentence: write one, with a full stop"),
        (ONE, "Uang " + "itu " * 25 + "saja.", f"{HIBAH} its definition has 27 words: shorten it to 25"),
        (ONE, "Pemberian tersebut.", f"{HIBAH} `tersebut` is officialese: write itu atau ini"),
        (ONE, "Pemberian 5 persen.", f"{HIBAH} its definition says `5 persen`: name a fact instead, with fact: key"),
        (ONE, "Pemberian menurut UU 25/1992.", f"{HIBAH} its definition says `UU 25/1992`: name a fact instead, with fact: key"),
        ("fact: biaya-malaysia", "fact: tidak-ada", f"{SHU} unknown fact `tidak-ada`: add it to facts.yaml or mend the key"),
        ("lesson: contoh/modul/awal", "lesson: awal", f"{SHU} lesson is not like course/module/lesson: mend it"),
        ("lesson: contoh/modul/awal", "lesson: contoh/modul/lain", f"{SHU} names the lesson `contoh/modul/lain`, which is not there"),
        ("courses: [contoh]", "courses: [lain]", f"{SHU} names the course `lain`, which is not there"),
        ("courses: [contoh]", "inline: tidak", f"{SHU} inline is true or false: mend it"),
        ("[Sisa Hasil Usaha]", "[hibah]", f"{SHU} `hibah` stands twice, here or in `hibah`: remove one"),
        ("[Sisa Hasil Usaha]", "[SHU]", f"{SHU} `SHU` stands twice, here or in `shu`: remove one"),
    ],
)  # fmt: skip
def test_a_bad_word_is_named_with_its_remedy(
    folder: CourseFolder, old: str, new: str, message: str
) -> None:
    folder.replace(F, old, new)
    assert message in folder.problems()
    assert folder.load().catalogue is None


def prose(folder: CourseFolder, text: str) -> str:
    """The HTML below "## Aturan", after `text` was put there."""
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n{text}\n")
    catalogue = folder.load().catalogue
    assert catalogue is not None, folder.problems()
    block = catalogue.courses[0].modules[0].lessons[0].blocks[-1]
    assert isinstance(block, Prose)
    return block.html


def test_words_stand_in_the_order_of_the_alphabet(folder: CourseFolder) -> None:
    folder.replace(F, "term: Hibah", "term: Zakat")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    shu, zakat = catalogue.terms
    assert (shu.term, zakat.term) == ("SHU", "Zakat")
    assert shu.fact is not None
    assert (shu.fact.key, shu.lesson) == ("biaya-malaysia", ("contoh", "modul", "awal"))
    assert shu.is_explained_in("contoh")
    assert not shu.is_explained_in("lain")
    assert zakat.is_explained_in("lain")


def test_the_first_use_is_a_link_to_what_stands_below_its_paragraph(folder: CourseFolder) -> None:
    html = prose(folder, "Ia menerima hibah. Hibahnya besar.\n\nHibah lain.")
    assert (
        '<p>Ia menerima <a class="kata" href="#arti-hibah">hibah</a>. Hibahnya besar.</p>'
        '<details class="arti"><summary>Arti kata: Hibah</summary>'
        f'<p id="arti-hibah"><dfn>Hibah</dfn>: {ONE}</p></details>\n<p>Hibah lain.</p>'
    ) in html
    assert html.count("<details") == 1


def test_words_of_one_paragraph_share_one_line(folder: CourseFolder) -> None:
    folder.replace("bahasa.yaml", "[HP]", "[HP, SHU]")
    html = prose(folder, "- Uang hibah.\n- Uang SHU.")
    assert "</ul><details" in html
    assert "<summary>Arti kata: Hibah, SHU</summary>" in html
    assert html.index("arti-hibah") < html.index("arti-shu")


@pytest.mark.parametrize(
    "text",
    [
        "Hibah adalah pemberian.",
        "Ada hibah.\n\nHibah berarti pemberian.",
        "Ada hibah (pemberian).",
        "Pemberian (hibah) itu banyak.",
        "Ada hibah, pemberian yang baik.",
        "### Hibah",
        "[hibah](/lapor) itu baik.",
        "Uang perhibahan, tanah ulayat-hibah, shu.",
    ],
)
def test_what_the_author_explains_or_what_is_no_use_of_it_is_left_alone(
    folder: CourseFolder, text: str
) -> None:
    assert "arti-" not in prose(folder, text)


def test_practice_is_left_alone(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, "> Kurangi saja.", "> Kurangi hibahnya.")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    assert "arti-" not in repr(catalogue.courses[0].modules[0].lessons[0].blocks)


def test_a_word_for_another_course_or_for_the_page_only_is_left_alone(folder: CourseFolder) -> None:
    folder.replace(F, f"{ONE}\n", f"{ONE}\n  inline: false\n")
    assert "arti-" not in prose(folder, "Ia menerima hibah.")


TERMS = (Term("hibah", "Hibah", ONE), Term("a", "A & <b>", "Satu & <dua>.", ("besar sekali",)))


def test_a_definition_is_text() -> None:
    html = Definer(TERMS).define("<p>Itu besar sekali.</p>")
    assert "<dfn>A &amp; &lt;b&gt;</dfn>: Satu &amp; &lt;dua&gt;." in html


@given(st.lists(st.sampled_from(["<p>", "</p>", "hibah", "<em>", "</em>", " ", "\n", "x", "<br>"])))
def test_nothing_that_stood_there_is_lost(parts: list[str]) -> None:
    html = "".join(parts)
    defined = Definer(TERMS).define(html)
    without = re.sub(r"<details.*?</details>", "", defined)
    assert re.sub(r'<a class="kata"[^>]*>(.*?)</a>', r"\1", without) == html
    assert defined.count('id="arti-hibah"') == defined.count('href="#arti-hibah"') <= 1
