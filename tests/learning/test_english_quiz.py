"""A quiz taken in English counts for the same learner, and is graded by what it showed."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.languages import ENGLISH
from literasi.learning.models import Attempt, StoredBank
from literasi.learning.operations import find_bank
from tests.people import Reader


class Abroad(Reader):
    """Somebody who reads everything in English."""

    @property
    def catalogue(self) -> Catalogue:
        return super().catalogue.in_language(ENGLISH)

    @property
    def course(self) -> Course:
        return next(one for one in self.catalogue.courses if one.language == "en")

    def quiz_path(self, module: Module | None = None, course: Course | None = None) -> str:
        return "/en" + super().quiz_path(module, course)


@pytest.fixture
def maya(app: Flask) -> Abroad:
    reader = Abroad(app)
    reader.register("Maya Sari")
    return reader


def indonesian(maya: Abroad) -> Course:
    catalogue: Catalogue = maya.app.extensions["literasi"].prepared.catalogue
    course = catalogue.course(maya.course.slug)
    assert course is not None
    return course


def test_a_quiz_is_asked_answered_and_explained_in_english(maya: Abroad) -> None:
    page = maya.get(maya.quiz_path()).text
    assert "Send the answers" in page
    assert 'lang="id"' not in page.partition("<footer")[0].partition("<body")[2]
    answer = maya.take_quiz()
    assert answer.location.startswith("/en/kursus/")
    result = maya.get(answer.location).text
    assert "You passed" in result
    assert maya.module.title in result


def test_it_counts_in_every_language(maya: Abroad) -> None:
    maya.take_quiz()
    passed = f"{maya.course.slug}/{maya.module.slug}"
    assert maya.get("/saya/ringkas").json["lulus"] == [passed]
    assert maya.get("/en/saya/ringkas").json["lulus"] == [passed]
    total = len(maya.course.modules)
    assert f"1 dari {total} modul lulus" in maya.get("/saya").text
    assert f"1 of {total} modules passed" in maya.get("/en/saya").text


def test_what_comes_next_is_named_in_the_language_of_the_page(maya: Abroad) -> None:
    maya.take_quiz()
    there, here = (maya.get(f"{p}/saya/ringkas").json["lanjut"] for p in ("/en", ""))
    assert there["url"] == f"/en{here['url']}"
    step = tuple(here["url"].removeprefix("/kursus/").split("/"))
    assert there["judul"] == maya.catalogue.lesson_titles()[step]
    assert here["judul"] != there["judul"]


def test_set_up_keeps_the_questions_of_both_languages(maya: Abroad) -> None:
    ours, theirs = indonesian(maya).modules[0].bank, maya.module.bank
    assert ours.hash != theirs.hash
    with maya.app.app_context():
        stored = set(db.session.scalars(select(StoredBank.hash)))
        assert {ours.hash, theirs.hash} <= stored
        source = maya.app.extensions["literasi"].prepared.catalogue
        found = find_bank(source, maya.course.slug, theirs.hash)
        assert found.questions == theirs.questions


def test_an_english_sheet_is_graded_as_such_wherever_it_arrives(maya: Abroad) -> None:
    form = maya.open_quiz()
    path = maya.quiz_path().removeprefix("/en")
    answer = maya.post(path, form)
    assert answer.status_code == 303
    with maya.app.app_context():
        attempt = db.session.scalars(select(Attempt)).one()
        assert attempt.bank_hash == maya.module.bank.hash
        assert attempt.right_count == attempt.total


def test_a_wrong_answer_is_explained_by_the_questions_that_were_shown(maya: Abroad) -> None:
    result = maya.take_quiz(right=False).location
    for address in (result, result.removeprefix("/en")):
        page = maya.get(address).text
        shown = [q for q in maya.module.bank.questions if q.explanation in page]
        assert len(shown) == maya.module.bank.draw


def test_what_is_typed_wrongly_is_told_in_english(maya: Abroad) -> None:
    form = {"undian": maya.open_quiz()["undian"]}
    page = maya.post(maya.quiz_path(), form)
    assert page.status_code == 422
    assert "This cannot be sent yet." in page.text
    assert "Choose one answer." in page.text


def test_a_statement_is_written_in_the_source_language(maya: Abroad) -> None:
    maya.pass_course()
    path = f"/en/sertifikat/buat/{maya.course.slug}"
    answer = maya.post(path, {"nama": "Maya Sari", "benar": "ya"})
    assert answer.location.startswith("/en/sertifikat/")
    with maya.app.app_context():
        stored = db.session.scalars(select(Certificate)).one()
        assert stored.title == indonesian(maya).title
        titles = [line["title"] for line in stored.modules]
        assert titles == [module.title for module in indonesian(maya).modules]
    page = maya.get(answer.location).text
    assert "/verifikasi/" in page
    assert "%2Fen%2Fverifikasi" not in page
