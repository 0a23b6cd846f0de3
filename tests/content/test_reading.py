"""A course folder without a fault becomes the objects that pages read."""

from __future__ import annotations

import pickle
import re
from datetime import date
from decimal import Decimal

from literasi.content.check import report
from literasi.domain.codec import bank_from_json, bank_to_json
from literasi.domain.course import Catalogue, Practice, Prose
from literasi.domain.question import Choice, Matching, Number, Ordering, Several
from tests.content.conftest import LESSON_FILE, QUIZ_FILE, TODAY, CourseFolder


def read(folder: CourseFolder) -> Catalogue:
    catalogue = folder.load().catalogue
    assert catalogue is not None
    return catalogue


def test_course_module_and_lesson_carry_their_words(folder: CourseFolder) -> None:
    (course,) = read(folder).courses
    (module,) = course.modules
    (lesson,) = module.lessons
    assert (course.slug, module.slug, lesson.slug) == ("contoh", "modul", "awal")
    assert (course.title, course.pass_mark, course.edition) == ("Uang Contoh", 70, 1)
    assert course.intro == "<p>Pengantar kursus.</p>"
    assert module.family_talk.from_abroad == "Apa tujuan kita, Dik?"
    assert [type(block) for block in lesson.blocks] == [Prose, Practice, Prose]
    assert (lesson.reading_minutes, lesson.practice_minutes) == (2, 1)


def test_an_author_keeps_a_practice_in_its_lesson(folder: CourseFolder) -> None:
    (practice,) = read(folder).courses[0].modules[0].lessons[0].practice
    assert practice.again
    folder.replace(LESSON_FILE, "{#sisa-contoh}", "{#sisa-contoh ulang:tidak}")
    (practice,) = read(folder).courses[0].modules[0].lessons[0].practice
    assert not practice.again


def test_facts_and_figures_stand_in_the_text(folder: CourseFolder) -> None:
    lesson = read(folder).courses[0].modules[0].lessons[0]
    html = "".join(block.html for block in lesson.blocks if isinstance(block, Prose))
    assert '<a href="/sumber#biaya-malaysia">4,80 persen</a> <small>(per September 2025)' in html
    assert "Jumlahnya Rp6.000." in html
    assert "<strong>Catat dulu.</strong>" in html
    assert [fact.key for fact in lesson.sources] == ["biaya-malaysia"]
    assert lesson.sources[0].as_of == date(2025, 9, 30)


def test_each_form_of_question_is_understood(folder: CourseFolder) -> None:
    bank = read(folder).courses[0].modules[0].bank
    choice, several, number, ordering, matching = bank.questions
    assert isinstance(choice, Choice)
    assert choice.options[choice.correct].html == "Benar"
    assert choice.options[0].note == "<p>Bukan itu.</p>"
    assert (choice.lesson, choice.outcome) == ("awal", "menghitung")
    assert isinstance(several, Several)
    assert several.correct == frozenset({0, 1})
    assert isinstance(number, Number)
    assert (number.answer, number.tolerance, number.unit) == (Decimal(3000), Decimal(10), "rupiah")
    assert isinstance(ordering, Ordering)
    assert ordering.items == ("Pertama", "Kedua", "Ketiga")
    assert isinstance(matching, Matching)
    assert dict(zip(matching.lefts, matching.rights, strict=True)) == {"a": "1", "b": "2", "c": "3"}


def test_a_prompt_may_have_a_table_of_its_own(folder: CourseFolder) -> None:
    table = "\n\n| Pos | Rupiah |\n| --- | --- |\n| Beras | Rp1 |\n\n"
    folder.replace(QUIZ_FILE, "{#pasang lesson:awal}\n", "{#pasang lesson:awal}" + table)
    matching = read(folder).courses[0].modules[0].bank.questions[-1]
    assert isinstance(matching, Matching)
    assert "Beras" in matching.prompt
    assert matching.lefts == ("a", "b", "c")


def test_a_numbered_list_may_have_blank_lines(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "1. Pertama\n2. Kedua\n", "1. Pertama\n\n2. Kedua\n\n")
    ordering = read(folder).courses[0].modules[0].bank.questions[3]
    assert isinstance(ordering, Ordering)
    assert ordering.items == ("Pertama", "Kedua", "Ketiga")
    assert ordering.prompt == "<p>Urutkan.</p>"


def test_plain_and_percent_numbers_have_their_unit(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, "= Rp500.000 ± Rp1.000", "= 4,8 persen")
    folder.replace(LESSON_FILE, "{#sisa-contoh}", "{#sisa-contoh contoh:persen}")
    practice = read(folder).courses[0].modules[0].lessons[0].blocks[1]
    assert isinstance(practice, Practice)
    assert isinstance(practice.question, Number)
    assert (practice.question.answer, practice.question.unit) == (Decimal("4.8"), "persen")


def test_the_catalogue_survives_being_stored(folder: CourseFolder) -> None:
    catalogue = read(folder)
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue
    bank = catalogue.courses[0].modules[0].bank
    assert bank_from_json(bank_to_json(bank)) == bank


def test_the_hash_follows_the_content_and_nothing_else(folder: CourseFolder) -> None:
    before = read(folder)
    assert read(folder).hash == before.hash
    folder.replace(LESSON_FILE, "title: Pelajaran", "title: Pelajaran baru")
    after = read(folder)
    assert after.hash != before.hash
    # The quiz did not change, so its answers still count against the same bank.
    assert after.courses[0].modules[0].bank.hash == before.courses[0].modules[0].bank.hash


def test_the_report_gives_figures_for_each_course(folder: CourseFolder) -> None:
    result = report(folder.path, TODAY)
    assert result.problems == ()
    assert result.lines[0].startswith("contoh: 1 modules, 1 lessons, ")
    assert "5 questions, 1 outcomes, each tested 1 times or more, mean" in result.lines[0]
    assert "no pre-test, 0 of 1 modules with a plan" in result.lines[0]
    assert result.lines[-1] == "No problems. 1 facts, 0 due to be checked again."


def test_facts_to_check_again_are_a_list_of_their_own(folder: CourseFolder) -> None:
    folder.replace("facts.yaml", "2027-03-31", "2026-11-24")
    result = report(folder.path, TODAY)
    assert result.problems == ()
    assert result.lines[:2] == (
        "Facts to check again (1):",
        "  facts.yaml:1: fact `biaya-malaysia` was to be checked again by 2026-11-24: "
        "check its source",
    )
    assert result.lines[-1] == "No problems. 1 facts, 1 due to be checked again."


def test_the_report_lists_problems_and_counts_them(folder: CourseFolder) -> None:
    folder.replace(QUIZ_FILE, "- [x] Benar", "- [ ] Benar")
    result = report(folder.path, TODAY)
    assert result.lines[0].startswith("contoh/01-modul/quiz.md:2: ")
    assert result.lines[-1] == "1 problems."


def test_tables_of_one_page_have_names_of_their_own(folder: CourseFolder) -> None:
    table = "| Uang & beras | Jumlah |\n| --- | --- |\n| a | b |\n\n"
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n\n{table}Lalu.\n\n{table}")
    lesson = read(folder).courses[0].modules[0].lessons[0]
    html = "".join(block.html for block in lesson.blocks if isinstance(block, Prose))
    named = re.findall(
        r'<div class="table" tabindex="0" role="region" aria-label="(.*?)"><table>', html
    )
    assert named == ["Tabel Uang &amp; beras, Jumlah", "Tabel Uang &amp; beras, Jumlah (2)"]
    assert html.count("</table></div>") == 2
