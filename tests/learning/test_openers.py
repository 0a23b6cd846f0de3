"""A module's first lesson begins with questions from earlier modules."""

from __future__ import annotations

import re

from flask import Flask

from tests.people import Reader


def lesson_pages(reader: Reader):  # type: ignore[no-untyped-def]
    for course in reader.catalogue.courses:
        for module, lesson in course.steps():
            address = f"/kursus/{course.slug}/{module.slug}/{lesson.slug}"
            yield module, lesson, reader.get(address).text


def test_only_first_lessons_after_the_first_module_have_an_opener(reader: Reader) -> None:
    for module, lesson, page in lesson_pages(reader):
        opens = lesson is module.lessons[0] and bool(module.opener)
        assert ("Ingat lagi dulu" in page) is opens, (module.slug, lesson.slug)
    for course in reader.catalogue.courses:
        assert [len(module.opener) for module in course.modules[1:]] == [3] * (
            len(course.modules) - 1
        )


def test_each_question_of_an_opener_names_the_lesson_to_read_again(reader: Reader) -> None:
    course, module = reader.course, reader.course.modules[1]
    page = reader.get(f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}").text
    opener = page.partition('<section class="opener"')[2].partition("</section>")[0]
    assert "Tiga pertanyaan dari modul sebelumnya. Tidak dinilai." in opener
    assert opener.count('<fieldset class="practice"') == 3
    for recall in module.opener:
        address = f"/kursus/{course.slug}/{recall.module}/{recall.lesson}"
        assert f'<a href="{address}">Baca lagi: {recall.title}</a>' in opener
        assert f'<legend class="kind">Dari pelajaran: {recall.title}</legend>' in opener
    assert page.index('<section class="opener"') < page.index('<article id="pelajaran">')


def test_no_id_stands_twice_in_a_lesson(reader: Reader) -> None:
    for module, lesson, page in lesson_pages(reader):
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids)), (module.slug, lesson.slug)


def test_no_quiz_question_is_in_an_opener(app: Flask) -> None:
    for course in app.extensions["literasi"].catalogue.courses:
        graded = {question.key for module in course.modules for question in module.bank.questions}
        asked = {recall.question.key for module in course.modules for recall in module.opener}
        assert not graded & asked
