"""How authors may write a question, and what they may not leave to chance."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.content.files import Document
from literasi.content.markup import Writer
from literasi.content.problems import Notebook
from literasi.content.questions import read_questions
from literasi.content.shelf import Shelf
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Ordering,
    Question,
    Reflection,
    Several,
)

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
HEADING = "### Yang mana? {#kunci lesson:awal outcome:hasil}"


def read(text: str, graded: bool = True) -> tuple[list[Question], list[str]]:
    """The questions of `text` and what the check says of it."""
    notebook = Notebook()
    writer = Writer(Document("q.md", notebook), Shelf(), Path("/nonexistent"), [])
    found = list(read_questions(text.split("\n"), 1, writer, graded))
    return found, [str(problem) for problem in notebook.problems]


def one(answer: str, graded: bool = True) -> Question:
    (question,), said = read(f"{HEADING}\n{answer}\n\n> Sebab.", graded)
    assert not graded or said == []
    return question


def test_a_single_choice_keeps_its_notes_and_ties() -> None:
    question = one("- [ ] Satu\n  > Bukan.\n  > Belum.\n- [X] Dua")
    assert isinstance(question, Choice)
    assert question.correct == 1
    assert [option.note for option in question.options] == ["<p>Bukan.\nBelum.</p>", ""]
    assert (question.key, question.lesson, question.outcome) == ("kunci", "awal", "hasil")
    assert (question.prompt, question.explanation) == ("<p>Yang mana?</p>", "<p>Sebab.</p>")


def test_several_right_answers_keep_their_notes() -> None:
    question = one("- [x] Satu\n- [ ] Dua\n  > Bukan.\n- [x] Tiga")
    assert isinstance(question, Several)
    assert question.correct == frozenset({0, 2})
    assert question.options[1].note == "<p>Bukan.</p>"


def test_no_right_option_is_a_reflection_in_a_lesson_only() -> None:
    text = "### Kamu? {#kamu}\n- [ ] Ya\n- [ ] Belum\n\n> Tidak ada yang salah."
    (question,), said = read(text, graded=False)
    assert isinstance(question, Reflection)
    assert said == []
    assert read(text)[0] == []


@pytest.mark.parametrize(
    ("written", "answer", "tolerance", "unit"),
    [
        ("= 12", "12", "0", ""),
        ("= 12 ± 1", "12", "1", ""),
        ("= 1.250,5", "1250.5", "0", ""),
        ("= Rp1.240.000 ± Rp1.000", "1240000", "1000", "rupiah"),
        ("= -Rp5.000", "-5000", "0", "rupiah"),
        ("= 4,8 persen ± 0,1 persen", "4.8", "0.1", "persen"),
        ("= 4,8%", "4.8", "0", "persen"),
        ("= {{hitung: 12_000 * 30}}", "360000", "0", "rupiah"),
        ("= {{hitung: 7 / 2 | angka}} ± {{hitung: 1 / 2 | angka}}", "3.5", "0.5", ""),
        ("= {{hitung: 24 / 32 * 100 | persen}}", "75", "0", "persen"),
    ],
)
def test_a_number_has_its_unit_and_tolerance(
    written: str, answer: str, tolerance: str, unit: str
) -> None:
    question = one(written)
    assert isinstance(question, Number)
    assert question.answer == Decimal(answer)
    assert question.tolerance == Decimal(tolerance)
    assert question.unit == unit


@pytest.mark.parametrize("written", ["= 5 = 6", "= 5 ± 1 ± 2", "= 12 orang", "= 5 ± Rp1"])
def test_a_number_that_can_mean_two_things_is_refused(written: str) -> None:
    found, said = read(f"{HEADING}\n{written}\n\n> Sebab.")
    assert found == []
    assert said == [
        f"q.md:2: `{written[2:]}` is no number: write = Rp1.240.000 ± Rp1.000",
    ]


def test_an_ordering_and_a_matching_are_read_below_text_of_their_own() -> None:
    ordering = one("Ibu Sari mulai.\n\n1. Satu\n2. **Dua**\n3. Tiga")
    assert isinstance(ordering, Ordering)
    assert ordering.items == ("Satu", "<strong>Dua</strong>", "Tiga")
    assert ordering.prompt.endswith("<p>Ibu Sari mulai.</p>")
    matching = one("| a | b |\n| :-- | --: |\n| x | 1 |\n| y | 2 |\n| z | 3 |")
    assert isinstance(matching, Matching)
    assert (matching.lefts, matching.rights) == (("x", "y", "z"), ("1", "2", "3"))


@pytest.mark.parametrize(
    ("items", "line"),
    [
        ("1. a\n2. b\nlanjutan\n3. c\n4. d\n5. e", 5),
        ("1. a\n2. b\n   lanjutan\n3. c\n4. d\n5. e", 5),
        ("1. a\n3. c\n2. b", 2),
        ("1. a\n1. b\n1. c", 2),
    ],
)
def test_an_ordering_is_never_cut_short_in_silence(items: str, line: int) -> None:
    found, said = read(f"{HEADING}\n{items}\n\n> Sebab.")
    assert found == []
    want = "number the lines 1. 2. 3. with no text between them"
    assert said == [f"q.md:{line}: question `kunci`: {want}"]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_an_ordering_and_a_matching_have_three_to_six_lines(count: int) -> None:
    said = f"q.md:2: question `kunci` has {count} lines: use 3 to 6"
    items = "\n".join(f"{n}. baris {n}" for n in range(1, count + 1))
    rows = "".join(f"\n| kiri {n} | kanan {n} |" for n in range(count))
    for answer in (items, f"| a | b |\n| --- | --- |{rows}"):
        assert read(f"{HEADING}\n{answer}\n\n> Sebab.") == ([], [said])


def test_a_name_that_stands_twice_after_the_key_is_refused() -> None:
    text = "### Apa? {#a lesson:b lesson:c}\n= 5\n\n> Sebab."
    assert "q.md:1: the same name stands twice after the key: remove one" in read(text)[1]


@pytest.mark.parametrize("explanation", ["", ">", "> \n> "])
def test_an_empty_explanation_is_none(explanation: str) -> None:
    said = "q.md:1: question `kunci` has no explanation: add lines that begin with >"
    assert read(f"{HEADING}\n= 5\n\n{explanation}") == ([], [said])


def test_an_explanation_may_have_paragraphs_and_a_table() -> None:
    text = f"{HEADING}\n= 5\n\n> Satu.\n>\n> | a | b |\n> | --- | --- |\n> | 1 | 2 |"
    ((question,), said) = read(text)
    assert said == []
    assert question.explanation.startswith("<p>Satu.</p>")
    assert "<td>2</td>" in question.explanation


def test_questions_follow_each_other_and_a_bad_one_hides_no_other() -> None:
    rest = "\n= 5\n\n> Sebab.\n\n"
    text = f"{HEADING}{rest}### Tanpa kunci{rest}### Lagi {{#b}}{rest}"
    found, said = read(text)
    assert [question.key for question in found] == ["kunci", "b"]
    assert said == ["q.md:6: the question has no key: end its line with {#key}"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=2, max_size=6).filter(any).filter(lambda r: not all(r)))
def test_the_marked_options_are_the_right_ones(right: list[bool]) -> None:
    lines = [f"- [{' x'[is_right]}] Pilihan {n}" for n, is_right in enumerate(right)]
    question = one("\n".join(lines))
    marked = frozenset(n for n, is_right in enumerate(right) if is_right)
    if isinstance(question, Choice):
        assert {question.correct} == marked
    else:
        assert isinstance(question, Several)
        assert question.correct == marked


def test_every_question_in_the_guide_is_one_that_the_check_accepts() -> None:
    blocks = re.findall(r"^```\n(### .*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    assert blocks
    forms = set()
    for block in blocks:
        found, said = read(block.rstrip(), graded="lesson:" in block)
        assert said == []
        forms |= {type(question) for question in found}
    assert forms == {Choice, Several, Number, Ordering, Matching, Reflection}
