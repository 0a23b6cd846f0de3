"""Forms A and B of a course's pre-test and post-test: read, and checked item by item."""

from __future__ import annotations

import pytest

from literasi.content.check import report
from literasi.domain.codec import bank_from_json, bank_to_json
from tests.content.conftest import MODULE_FILE, QUIZ_FILE, TODAY, CourseFolder

FILE = "contoh/pretest.md"
TIES = "module:modul lesson:awal outcome:menghitung"


def item(form: str, number: int, ties: str = TIES) -> str:
    """Nine lines. The right option stands now first, now last."""
    options = ["- [x] Benar", "- [ ] Salah"]
    return (
        f"### Cerita {form} {number}: mana yang benar? {{#tes-{form}-{number} {ties}}}\n\n"
        + "\n".join(options if number % 2 else options[::-1])
        + "\n\n> Karena begitu.\n\n\n"
    )


def items(form: str) -> str:
    return "".join(item(form, number) for number in range(1, 9))


TEST = f"## Bentuk A\n{items('a')}## Bentuk B\n{items('b')}"
B_1 = 1 + 8 * 8 + 1 + 1  # the line of the first question of form B


@pytest.fixture
def tested(folder: CourseFolder) -> CourseFolder:
    folder.write(FILE, TEST)
    assert folder.problems() == []
    return folder


def test_a_course_has_both_forms_in_the_order_of_the_file(tested: CourseFolder) -> None:
    catalogue = tested.load().catalogue
    assert catalogue is not None
    form_a, form_b = catalogue.courses[0].tests
    assert [q.key for q in form_a.questions] == [f"tes-a-{n}" for n in range(1, 9)]
    assert [q.key for q in form_b.questions] == [f"tes-b-{n}" for n in range(1, 9)]
    first = form_a.questions[0]
    assert (first.module, first.lesson, first.outcome) == ("modul", "awal", "menghitung")
    assert (form_a.draw, form_b.draw) == (8, 8)


def test_a_form_comes_back_from_its_stored_text_with_its_modules(tested: CourseFolder) -> None:
    catalogue = tested.load().catalogue
    assert catalogue is not None
    for bank in catalogue.courses[0].tests:
        assert bank_from_json(bank_to_json(bank)) == bank


def test_a_course_without_the_file_has_no_test(folder: CourseFolder) -> None:
    catalogue = folder.load().catalogue
    assert catalogue is not None
    assert catalogue.courses[0].tests == ()


# (what stands there, what an author writes instead, what the check says)
MISTAKES = [
    ("## Bentuk B\n", "", f"{FILE}:1: the headings are not ## Bentuk A and then ## Bentuk B: write just these two"),
    ("## Bentuk A\n", "", f"{FILE}:65: the headings are not ## Bentuk A and then ## Bentuk B: write just these two"),
    ("## Bentuk A\n", "## Bentuk B\n", f"{FILE}:1: the headings are not ## Bentuk A and then ## Bentuk B: write just these two"),
    ("## Bentuk A\n", "## Bentuk A\n## Latihan\n", f"{FILE}:1: the headings are not ## Bentuk A and then ## Bentuk B: write just these two"),
    ("## Bentuk A\n", "Kata.\n## Bentuk A\n", f"{FILE}:1: text before ## Bentuk A: remove it"),
    ("## Bentuk A\n", "## Bentuk A\nKata.\n", f"{FILE}:2: text before the first question: begin each question with ###"),
    ("## Bentuk A\n", "---\ntitle: Tes\n---\n## Bentuk A\n", f"{FILE}:2: unknown key `title`: this file needs no front matter"),
    (item("a", 8), "", f"{FILE}:1: ## Bentuk A has 7 questions: write 8"),
    ("## Bentuk B\n", "## Bentuk B\n" + item("b", 9), f"{FILE}:66: ## Bentuk B has 9 questions: write 8"),
    ("{#tes-a-1 module:modul ", "{#tes-a-1 ", f"{FILE}:2: question `tes-a-1` names no module: use module: with modul"),
    ("{#tes-a-1 module:modul ", "{#tes-a-1 module:lain ", f"{FILE}:2: question `tes-a-1` names the module `lain`: use module: with modul"),
    ("{#tes-a-1 module:modul lesson:awal ", "{#tes-a-1 module:modul ", f"{FILE}:2: question `tes-a-1` names no lesson: use lesson: with awal"),
    ("{#tes-a-1 module:modul lesson:awal ", "{#tes-a-1 module:modul lesson:lain ", f"{FILE}:2: question `tes-a-1` names the lesson `lain`: use lesson: with awal"),
    ("{#tes-a-1 " + TIES, "{#tes-a-1 module:modul lesson:awal", f"{FILE}:2: question `tes-a-1` names no outcome: use outcome: with menghitung"),
    ("{#tes-a-1 " + TIES, "{#tes-a-1 module:modul lesson:awal outcome:lain", f"{FILE}:2: question `tes-a-1` names the outcome `lain`: use outcome: with menghitung"),
    ("{#tes-a-1 " + TIES, "{#tes-a-1 " + TIES + " hasil:x", f"{FILE}:2: unknown name `hasil:` after the key: use module:, lesson: or outcome:"),
    ("{#tes-a-1 ", "{#biaya ", f"{FILE}:2: question `biaya` stands in ## Bentuk A: begin its key with tes-a-"),
    ("{#tes-b-1 ", "{#tes-a-9 ", f"{FILE}:{B_1}: question `tes-a-9` stands in ## Bentuk B: begin its key with tes-b-"),
    ("{#tes-b-1 ", "{#tes-b-2 ", f"{FILE}:{B_1 + 8}: the question key `tes-b-2` is used in contoh/pretest.md too: change one"),
    (item("b", 1), f"### Berapa? {{#tes-b-1 {TIES}}}\n\n= 3\n\n> Tiga.\n\n\n\n", f"{FILE}:{B_1}: question `tes-b-1` has the form of question Number, its pair `tes-a-1` has Choice: make them alike"),
    ("> Karena begitu.", "", f"{FILE}:2: question `tes-a-1` has no explanation: add lines that begin with >"),
    ("- [x] Benar", "- [ ] Benar", f"{FILE}:4: question `tes-a-1` has no right option: mark it [x]"),
    ("- [x] Benar", "- [x] Semua benar", f'{FILE}:4: an option like "semua benar" tests nothing: name the answers'),
    ("Cerita a 1:", "Harganya naik 12 persen:", f"{FILE}:2: bare percentage `12 persen`: write {{{{fact:key}}}} or {{{{hitung: … | persen}}}}, or mark an example with contoh:persen (question) or example_rates (lesson)"),
    ("Cerita a 1:", "Uang tersebut:", f"{FILE}:2: `tersebut` is officialese: write itu atau ini"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[m[2][:70] for m in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_remedy(
    tested: CourseFolder, old: str, new: str, message: str
) -> None:
    tested.replace(FILE, old, new)
    assert message in tested.problems()


def test_a_key_of_a_quiz_is_not_used_again(tested: CourseFolder) -> None:
    tested.replace(QUIZ_FILE, "{#satu ", "{#tes-a-1 ")
    assert tested.problems() == [
        f"{FILE}:2: the question key `tes-a-1` is used in {QUIZ_FILE} too: change one"
    ]


def test_a_pair_tests_one_outcome(tested: CourseFolder) -> None:
    tested.replace(
        MODULE_FILE,
        "menghitung: Menghitung uang",
        "menghitung: Menghitung\n  menulis: Menghitung lagi",
    )
    tested.replace(FILE, "{#tes-b-1 " + TIES, "{#tes-b-1 module:modul lesson:awal outcome:menulis")
    assert tested.problems() == [
        f"{FILE}:{B_1}: question `tes-b-1` has the outcome menulis, its pair `tes-a-1` has "
        "menghitung: make them alike"
    ]


def test_a_pair_tests_one_module_and_modules_are_asked_for_alike(tested: CourseFolder) -> None:
    second_module(tested)
    tested.replace(FILE, "{#tes-b-1 module:modul", "{#tes-b-1 module:dua")
    assert tested.problems() == [
        f"{FILE}:1: each form asks 0 times about the module `dua`: ask 4 times",
        f"{FILE}:1: each form asks 8 times about the module `modul`: ask 4 times",
        f"{FILE}:{B_1}: question `tes-b-1` has the module dua, its pair `tes-a-1` has modul: "
        "make them alike",
    ]
    for number in (1, 2, 3, 4):
        tested.replace(FILE, f"{{#tes-a-{number} module:modul", f"{{#tes-a-{number} module:dua")
    for number in (2, 3, 4):
        tested.replace(FILE, f"{{#tes-b-{number} module:modul", f"{{#tes-b-{number} module:dua")
    assert tested.problems() == []


def second_module(folder: CourseFolder) -> None:
    """The same module under another name, with keys of its own."""
    for path in sorted((folder.path / "contoh" / "01-modul").iterdir()):
        text = path.read_text("utf-8").replace("{#", "{#dua-")
        folder.write(f"contoh/02-dua/{path.name}", text)


def test_the_right_option_is_not_mostly_the_longest(tested: CourseFolder) -> None:
    text = (tested.path / FILE).read_text("utf-8")
    tested.write(FILE, text.replace("- [x] Benar", "- [x] Benar sekali", 9))
    keys = ", ".join([*(f"tes-a-{n}" for n in range(1, 9)), "tes-b-1"])
    assert tested.problems() == [
        f"{FILE}:1: the right option is the longest in 9 of 16 single choices ({keys}): "
        "lengthen wrong ones"
    ]


def test_a_module_is_named_in_a_test_only(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "{#satu ", "{#satu module:modul ")
    assert folder.problems() == [
        f"{QUIZ_FILE}:1: unknown name `module:` after the key: use lesson: or outcome:"
    ]


def test_the_report_counts_the_items_of_both_forms(tested: CourseFolder) -> None:
    assert "pre-test of 8 + 8 questions" in report(tested.path, TODAY).lines[0]
