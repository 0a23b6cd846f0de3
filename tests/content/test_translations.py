"""A course in another language says the same, or the check says where it does not."""

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from literasi.content.check import report
from literasi.domain.course import Course, Practice, Prose
from literasi.domain.languages import ENGLISH
from literasi.domain.question import Number
from tests.content.conftest import LESSON_FILE, QUIZ_FILE, TODAY, CourseFolder
from tests.content.english import COURSE_EN, LESSON_EN, MODULE_EN, QUIZ_EN, translate


@pytest.fixture
def english(folder: CourseFolder) -> CourseFolder:
    translate(folder)
    assert folder.problems() == []
    return folder


def course(folder: CourseFolder) -> Course:
    catalogue = folder.load().catalogue
    assert catalogue is not None
    return catalogue.in_language(ENGLISH).courses[0]


def test_a_course_with_every_sibling_is_in_english(english: CourseFolder) -> None:
    found = course(english)
    assert (found.language, found.title, found.slug) == ("en", "Example Money", "contoh")
    module = found.modules[0]
    assert (module.title, module.outcomes[0].text) == ("Example Module", "Count money")
    assert module.family_talk.from_home == "What is our goal, dear?"
    assert (module.slug, module.home_minutes, module.bank.draw) == ("modul", 20, 2)


def test_a_course_without_any_sibling_stays_in_the_source_language(folder: CourseFolder) -> None:
    found = course(folder)
    assert (found.language, found.title) == ("id", "Uang Contoh")


def test_a_lesson_keeps_its_minutes_and_writes_figures_as_its_language_does(
    english: CourseFolder,
) -> None:
    loaded = english.load().catalogue
    assert loaded is not None
    lesson = course(english).modules[0].lessons[0]
    assert lesson.minutes == loaded.courses[0].modules[0].lessons[0].minutes
    html = "".join(block.html for block in lesson.blocks if isinstance(block, Prose))
    assert "About 4.8 percent of 4,320 kilos" in html
    assert "Together Rp6.000." in html
    assert (
        '<a href="/en/sumber#biaya-malaysia">4.80 percent</a> <small>(as of September 2025)</small>'
        in html
    )
    assert '<a href="/en/lapor"' in html
    assert 'aria-label="Table Week, Amount"' in html


def test_facts_of_a_lesson_are_in_its_language(english: CourseFolder) -> None:
    source = course(english).modules[0].lessons[0].sources[0]
    assert (source.label, source.value) == ("Cost of sending from Malaysia", "4.80 percent")
    assert source.as_of.isoformat() == "2025-09-30"


def test_no_word_is_explained_in_another_language(english: CourseFolder) -> None:
    english.replace(LESSON_EN, "writes down", "writes down hibah")
    block = course(english).modules[0].lessons[0].blocks[0]
    assert isinstance(block, Prose)
    assert "<details" not in block.html
    assert "<details" in _indonesian_with_hibah(english)


def _indonesian_with_hibah(folder: CourseFolder) -> str:
    folder.replace(LESSON_FILE, "## Latihan", "Ada hibah untuknya.\n\n## Latihan")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    block = catalogue.courses[0].modules[0].lessons[0].blocks[0]
    assert isinstance(block, Prose)
    return block.html


def test_the_quiz_has_a_bank_of_its_own_with_the_same_keys(english: CourseFolder) -> None:
    catalogue = english.load().catalogue
    assert catalogue is not None
    ours = catalogue.courses[0].modules[0].bank
    theirs = course(english).modules[0].bank
    assert theirs.hash != ours.hash
    assert [question.key for question in theirs.questions] == [q.key for q in ours.questions]
    assert [q.lesson for q in theirs.questions] == [q.lesson for q in ours.questions]
    number = theirs.questions[2]
    assert isinstance(number, Number)
    assert (number.answer, number.tolerance) == (3000, 10)


def test_ties_need_not_be_repeated_in_a_sibling(english: CourseFolder) -> None:
    english.replace(QUIZ_EN, " lesson:awal outcome:menghitung", "")
    question = course(english).modules[0].bank.questions[0]
    assert (question.lesson, question.outcome) == ("awal", "menghitung")


def test_percent_and_plain_numbers_are_read_as_their_language_writes_them(
    english: CourseFolder,
) -> None:
    for name in (LESSON_FILE, LESSON_EN):
        english.replace(name, "{#sisa-contoh", "{#sisa-contoh contoh:persen")
    english.replace(LESSON_FILE, "= Rp500.000 ± Rp1.000", "= 4,8 persen ± 0,1 persen")
    english.replace(LESSON_EN, "= Rp500.000 ± Rp1.000", "= 4.8 percent ± 0.1 percent")
    english.replace(QUIZ_FILE, "= {{hitung: 1_000 * 3}} ± Rp10", "= {{hitung: 12 * 360 | angka}}")
    english.replace(QUIZ_EN, "= {{hitung: 1_000 * 3}} ± Rp10", "= 4,320")
    assert english.problems() == []
    practice = course(english).modules[0].lessons[0].blocks[1]
    assert isinstance(practice, Practice)
    assert isinstance(practice.question, Number)
    assert (str(practice.question.answer), practice.question.unit) == ("4.8", "persen")


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>T</title><desc>D</desc><text x="1" y="1">{}</text></svg>'


def test_a_drawing_of_the_language_is_shown_where_there_is_one(english: CourseFolder) -> None:
    english.write("contoh/01-modul/ember.svg", DRAWING.format("Air"))
    english.replace(LESSON_FILE, "## Aturan", "## Aturan\n\n![Ember](ember.svg)")
    english.replace(LESSON_EN, "## The rule", "## The rule\n\n![A bucket](ember.svg)")
    assert ">Air<" in _last(course(english))
    english.write("contoh/01-modul/ember.en.svg", DRAWING.format("Water"))
    assert ">Water<" in _last(course(english))
    assert 'aria-label="A bucket"' in _last(course(english))
    english.replace(LESSON_EN, "(ember.svg)", "(ember.en.svg)")
    assert ">Water<" in _last(course(english))


def test_a_drawing_in_the_source_language_keeps_its_percentages(english: CourseFolder) -> None:
    english.write("contoh/01-modul/ember.svg", DRAWING.format("4,8%"))
    picture = "## Aturan\n\n{{hitung: 48 / 10 | persen}} tertulis.\n\n![Ember 4,8%](ember.svg)\n"
    english.replace(LESSON_FILE, "## Aturan", picture)
    english.replace(LESSON_EN, "## The rule", "## The rule\n\n![A bucket of 4.8%](ember.svg)\n")
    assert english.problems() == []


def _last(found: Course) -> str:
    return "".join(
        block.html for block in found.modules[0].lessons[0].blocks if isinstance(block, Prose)
    )


def test_a_lesson_in_another_language_may_be_shorter_and_need_not_explain(
    english: CourseFolder,
) -> None:
    english.replace(
        LESSON_EN, "Bu Sari writes", "The GDP of the USA grows. In order to save, Bu Sari writes"
    )
    assert english.problems() == []


def test_the_figures_of_a_course_count_its_source_alone(english: CourseFolder) -> None:
    lines = report(english.path, TODAY).lines
    assert "1 modules, 1 lessons" in lines[0]


@pytest.mark.parametrize("name", [COURSE_EN, MODULE_EN, LESSON_EN, QUIZ_EN])
def test_a_half_translated_course_names_what_is_missing(english: CourseFolder, name: str) -> None:
    english.remove(name)
    said = english.problems()
    assert said == [f"{name}:1: is missing: other files of the course are in English, write it"]


def test_a_sibling_of_nothing_is_named(english: CourseFolder) -> None:
    english.write("contoh/01-modul/02-lain.en.md", "Text.")
    english.write("contoh/01-modul/plan.en.md", "Text.")
    said = "is the sibling of no page that learners read: rename or remove it"
    assert english.problems() == [
        f"contoh/01-modul/02-lain.en.md:1: {said}",
        f"contoh/01-modul/plan.en.md:1: {said}",
    ]


C, M, L, Q = COURSE_EN, MODULE_EN, LESSON_EN, QUIZ_EN
LONG = "One two three four five " * 5 + "six."
# (file, what stands there, what an author writes instead, what the check says)
MISTAKES = [
    (C, "title: Example Money\n", "", f"{C}:1: `title` is missing or empty: give the course's title"),
    (C, "title:", "order: 1\ntitle:", f"{C}:2: unknown key `order`: use title, summary"),
    (M, "menghitung: Count", "menulis: Write", f"{M}:4: the outcomes are menulis: give menghitung, in this order"),
    (M, "  from_home: What is our goal, dear?\n", "", f"{M}:6: `family_talk` has no from_home: write it"),
    (M, "title:", "quiz: {draw: 2}\ntitle:", f"{M}:2: unknown key `quiz`: use title, summary, outcomes, family_talk"),
    (L, "title:", "sources: [biaya-malaysia]\ntitle:", f"{L}:2: unknown key `sources`: use title"),
    (L, "#sisa-contoh", "#sisa-lain", f"{L}:8: question 1 is `sisa-lain`, in 01-awal.md `sisa-contoh`: give the same questions in the same order"),
    (L, "> Just subtract.", "> Just subtract.\n\n### Another? {#lain}\n= 3\n\n> Three.", f"{L}:4: has 2 questions, 01-awal.md has 1: give the same ones"),
    (L, "Rp500.000", "Rp600.000", f"{L}:8: question `sisa-contoh` has 600000 rupiah as its number, in 01-awal.md 500000 rupiah: keep them"),
    (L, "± Rp1.000", "± Rp2.000", f"{L}:8: question `sisa-contoh` has 2000 as its tolerance, in 01-awal.md 1000: keep them"),
    (L, "= Rp500.000 ± Rp1.000", "- [x] This\n- [ ] That", f"{L}:8: question `sisa-contoh` has one right option, in 01-awal.md it asks for a number: keep its form"),
    (L, "{{fact:biaya-malaysia}}", "high", f"{L}:4: does not name the fact `biaya-malaysia`, which 01-awal.md names: add it"),
    (L, "## Practice", "## Latihan", f"{L}:4: has no ## Practice: practice comes before the rule"),
    (L, "**Write it down first.**", "Write it down first.", f"{L}:4: has 0 bold passages: a lesson has one, its rule"),
    (L, "| One |", f"| One |\n\n{LONG}\n", f"{L}:22: a sentence of 26 words, `One two three four five …`: split it, 25 is the most"),
    (L, "About", "About 12 percent, about", f"{L}:16: bare percentage `12 percent`: write {{{{fact:key}}}} or {{{{hitung: … | persen}}}}, or mark an example with contoh:persen (question) or example_rates (lesson)"),
    (L, "About", "About 12 per cent, about", f"{L}:16: bare percentage `12 per cent`: write {{{{fact:key}}}} or {{{{hitung: … | persen}}}}, or mark an example with contoh:persen (question) or example_rates (lesson)"),
    (L, "About", "Read Article 12. About", f"{L}:16: names `Article 12`: write {{{{fact:key}}}}, which carries date and source"),
    (L, "About", "Read Law 25/1992. About", f"{L}:16: names `Law 25/1992`: write {{{{fact:key}}}}, which carries date and source"),
    (L, "About", "Call us on 1500. About", f"{L}:16: has the telephone number `Call us on 1500`: write {{{{fact:key}}}}, which carries date and source"),
    (L, "| One | Rp1.000 |\n", "| One | Rp1.000 |\n\n## This week's step\n\nWrite.\n", f"{L}:4: has ## This week's step, and 01-awal.md has none: remove it"),
    (L, "](/lapor)", "](pelajaran:contoh/modul/tidak)", f"{L}:4: links to the lesson `contoh/modul/tidak`, which is not there"),
    (Q, "{#satu ", "{#dua ", f"{Q}:1: question 1 is `dua`, in quiz.md `satu`: give the same questions in the same order"),
    (Q, "- [x] Right", "- [x] Right\n- [ ] Other", f"{Q}:1: question `satu` has 3 options, in quiz.md 2: keep them"),
    (Q, "- [ ] Wrong\n  > Not that one.\n- [x] Right", "- [x] Right\n- [ ] Wrong", f"{Q}:1: question `satu` has 1 as right options, in quiz.md 2: keep them"),
    (Q, "- [x] Two\n- [ ] Three", "- [ ] Two\n- [x] Three", f"{Q}:8: question `beberapa` has 1 and 3 as right options, in quiz.md 1 and 2: keep them"),
    (Q, "3. Third", "3. Third\n4. Fourth", f"{Q}:20: question `urut` has 4 lines, in quiz.md 3: keep them"),
    (Q, "| c | 3 |", "| c | 3 |\n| d | 4 |", f"{Q}:27: question `pasang` has 4 lines, in quiz.md 3: keep them"),
    (Q, "lesson:awal outcome", "lesson:akhir outcome", f"{Q}:1: question `satu` names the lesson `akhir`, in quiz.md `awal`: name that, or none"),
    (Q, "outcome:menghitung", "outcome:menulis", f"{Q}:1: question `satu` names the outcome `menulis`, in quiz.md `menghitung`: name that, or none"),
    (Q, "- [x] Right", "- [x] All of the above", f'{Q}:4: an option like "semua benar" tests nothing: name the answers'),
    (Q, "> Because it is so.", "> Because of {{fact:biaya-malaysia}}.", f"{Q}:6: names the fact `biaya-malaysia`, which quiz.md does not: remove it"),
    ("facts.yaml", "label: Cost of sending from Malaysia, ", "", "facts.yaml:1: fact `biaya-malaysia`: `en` is not just label and value, both texts: write them below it"),
    ("facts.yaml", '  en: {label: Cost of sending from Malaysia, value: "4.80 percent"}\n', "", f"{L}:15: the fact `biaya-malaysia` has no English: give it `en` in facts.yaml"),
    ("facts.yaml", "  en: {", "  fr: {", "facts.yaml:1: fact `biaya-malaysia`: missing: -; unknown: fr: give just the six keys"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"), MISTAKES, ids=[m[3][:80] for m in MISTAKES]
)
def test_what_differs_from_the_source_is_named_with_its_place_and_remedy(
    english: CourseFolder, name: str, old: str, new: str, message: str
) -> None:
    english.replace(name, old, new)
    assert message in english.problems()
    assert english.load().catalogue is None


def test_other_drawings_than_the_source_are_refused(english: CourseFolder) -> None:
    english.write("contoh/01-modul/ember.svg", DRAWING.format("Air"))
    english.replace(LESSON_FILE, "## Aturan", "## Aturan\n\n![Ember](ember.svg)")
    said = f"{L}:4: shows no drawing, 01-awal.md shows ember.svg: show the same, in its order"
    assert said in english.problems()


def test_a_missing_step_of_the_week_is_named(english: CourseFolder) -> None:
    text = (english.path / LESSON_FILE).read_text("utf-8")
    english.write(LESSON_FILE, f"{text}\n## Langkah minggu ini\n\nCatat. Supaya tahu.\n")
    said = f"{L}:4: has no ## This week's step, and 01-awal.md has one: add it"
    assert english.problems() == [said]


def test_a_fact_of_the_sources_needs_its_english_too(english: CourseFolder) -> None:
    english.replace(
        "facts.yaml", '  en: {label: Cost of sending from Malaysia, value: "4.80 percent"}\n', ""
    )
    english.replace(LESSON_FILE, "{{fact:biaya-malaysia}}", "mahal")
    english.replace(LESSON_EN, "{{fact:biaya-malaysia}}", "high")
    said = f"{L}:1: the fact `biaya-malaysia` has no English: give it `en` in facts.yaml"
    assert english.problems() == [said]
