"""A quiz that cannot be passed by guessing well, and that tests all a module promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.content.check import report
from literasi.content.quality import ALIKE, LARGEST_RATIO, unlike_lengths
from literasi.domain.question import Option
from tests.content.conftest import LESSON_FILE, MODULE_FILE, QUIZ_FILE, TODAY, CourseFolder

Q = "contoh/01-modul/quiz.md"


def choice(key: str, right: str = "Benar", outcome: str = "menghitung") -> str:
    return (
        f"### Mana? {{#{key} lesson:awal outcome:{outcome}}}\n"
        f"- [ ] Salah\n- [x] {right}\n\n> Begitu.\n\n"
    )


def full_quiz(folder: CourseFolder, *questions: str) -> None:
    folder.replace(MODULE_FILE, "draw: 2", "draw: 8")
    folder.write(QUIZ_FILE, "".join(questions))


@pytest.mark.parametrize(
    "text",
    [
        "Semua benar",
        "Semua di atas",
        "Seluruh jawaban di atas",
        "Jawaban itu benar semua",
        "Tidak ada yang benar",
        "Tidak ada jawaban yang benar",
        "Keduanya benar",
    ],
)
def test_an_option_that_speaks_of_the_others_is_refused(folder: CourseFolder, text: str) -> None:
    folder.replace(QUIZ_FILE, "- [ ] Salah", f"- [ ] {text}")
    message = 'an option like "semua benar" tests nothing: name the answers'
    assert f"{Q}:2: {message}" in folder.problems()


def test_an_option_may_say_that_all_of_something_is_done(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "- [ ] Salah", "- [ ] Benarnya")
    folder.replace(QUIZ_FILE, "- [x] Satu\n- [x] Dua\n", "- [x] Semua uang\n- [x] Semuanya\n")
    assert folder.problems() == []


def test_options_unlike_in_length_are_refused(folder: CourseFolder) -> None:
    long = "Benar sekali dan panjang"
    folder.replace(QUIZ_FILE, "- [x] Benar", f"- [x] {long}")
    does = "make them alike in length"
    assert folder.problems() == [f"{Q}:2: question `satu` has options of 5 to 24 letters: {does}"]


def test_in_a_practice_too_but_not_in_a_question_about_ones_own_life(folder: CourseFolder) -> None:
    options = "- [ ] Aku\n- [ ] Belum ada seorang pun di rumah\n"
    folder.replace(LESSON_FILE, "= Rp500.000 ± Rp1.000\n", options)
    assert folder.problems() == []
    folder.replace(LESSON_FILE, "- [ ] Aku", "- [x] Aku")
    assert folder.problems() == [
        "contoh/01-modul/01-awal.md:10: question `sisa-contoh` has options of 3 to 30 letters: "
        "make them alike in length"
    ]


@given(st.lists(st.text("abc", min_size=1, max_size=60), min_size=2, max_size=6))
def test_lengths_are_alike_by_ratio_or_by_letters(texts: list[str]) -> None:
    lengths = [len(text) for text in texts]
    far = max(lengths) > LARGEST_RATIO * min(lengths) and max(lengths) - min(lengths) > ALIKE
    expected = (min(lengths), max(lengths)) if far else None
    assert unlike_lengths([Option(text) for text in texts]) == expected


def test_entities_and_tags_are_no_letters() -> None:
    assert unlike_lengths([Option("<em>a</em> &amp; <strong>bcdefghij</strong>"), Option("a")]) == (
        1,
        13,
    )


def test_a_quiz_that_draws_eight_needs_fourteen_questions(folder: CourseFolder) -> None:
    full_quiz(folder, *(choice(f"q{n}") for n in range(13)))
    message = "has 13 questions: a quiz that draws 8 needs 14 or more, write them"
    assert folder.problems() == [f"{Q}:1: {message}"]
    full = [choice(f"q{n}") for n in range(14)]
    folder.write(QUIZ_FILE, "".join(full))
    assert folder.problems() == []


def test_a_quiz_that_draws_eight_tests_each_outcome_three_times(folder: CourseFolder) -> None:
    folder.replace(
        MODULE_FILE,
        "menghitung: Menghitung uang",
        "menghitung: Menghitung A\n  menulis: Menghitung B",
    )
    tested = [choice(f"q{n}") for n in range(12)]
    full_quiz(folder, *tested, *(choice(f"t{n}", outcome="menulis") for n in range(2)))
    message = "tests the outcome `menulis` by 2 questions: write 3 or more"
    assert folder.problems() == [f"{Q}:1: {message}"]


def test_a_quiz_that_draws_seven_may_still_grow(folder: CourseFolder) -> None:
    full_quiz(folder, *(choice(f"q{n}", outcome="menghitung") for n in range(7)))
    folder.replace(MODULE_FILE, "draw: 8", "draw: 7")
    assert folder.problems() == []


def test_the_longest_option_is_not_always_the_right_one(folder: CourseFolder) -> None:
    giving = [choice(f"g{n}", right="Benar sekali") for n in range(8)]
    fair = [choice(f"f{n}") for n in range(7)]
    full_quiz(folder, *giving, *fair)
    keys = ", ".join(f"g{n}" for n in range(8))
    message = f"the right option is the longest in 8 of 15 single choices ({keys})"
    assert folder.problems() == [f"{Q}:1: {message}: lengthen wrong ones"]
    folder.write(QUIZ_FILE, "".join([*giving[1:], *fair]))
    assert folder.problems() == []


def test_the_verbose_report_says_what_a_quiz_covers(folder: CourseFolder) -> None:
    lines = report(folder.path, TODAY, verbose=True).lines
    assert lines[2] == (
        "  modul: 5 questions, draws 2: menghitung 1, awal 5, Choice 1, Matching 1, Number 1, "
        "Ordering 1, Several 1"
    )
