"""What a class answered to each question of its quizzes and tests, from the stored answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, func, literal, select

from literasi.accounts.models import Learner
from literasi.database import read
from literasi.domain.course import Bank, Catalogue, Course
from literasi.domain.item_analysis import Answered, Item, analyse
from literasi.domain.pretest import Moment
from literasi.domain.question import Question
from literasi.learning.banks import banks_of
from literasi.learning.models import Attempt, Sitting
from literasi.learning.review import read_raw
from literasi.training.catalogue import find_module
from literasi.training.progress import ClassView

QUIZZES = "kuis"
SOURCES = (QUIZZES, Moment.BEFORE.value, Moment.AFTER.value)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One person's answers: `module` by present slugs, "" for that of a test."""

    person: int
    module: tuple[str, str]
    bank_hash: str
    answers: Mapping[str, Any]


def missed_questions(view: ClassView, catalogue: Catalogue, source: str) -> list[Item]:
    """The questions that people of the class got wrong, of its quizzes or of one of its tests
    (`source` is one of SOURCES). Two queries."""
    people = [one.learner_id for one in view.members if one.learner_id is not None]
    if not people:
        return []
    rows = _answers(people, _slugs(view), source)
    sheets = list(_of_class(rows, view, catalogue))
    banks = banks_of(catalogue, {one.bank_hash for one in sheets})
    return analyse(_first_answers(sheets, banks))


def _first_answers(sheets: Iterable[_Sheet], banks: Mapping[str, Bank]) -> Iterator[Answered]:
    """The first answer of each person to each question; a question is one by its permanent key."""
    questions = {name: {one.key: one for one in bank.questions} for name, bank in banks.items()}
    seen: set[tuple[int, str, str]] = set()
    for sheet in sheets:
        known = questions[sheet.bank_hash]
        for key, raw in sheet.answers.items():
            mark = sheet.person, sheet.module[0], key
            if mark in seen or key not in known:
                continue
            seen.add(mark)
            question = known[key]
            yield Answered(_module(sheet, question), question, read_raw(question, raw))


def _module(sheet: _Sheet, question: Question) -> tuple[str, str]:
    """A test's questions say themselves which module teaches them."""
    return sheet.module[0], sheet.module[1] or question.module


def _of_class(rows: Iterable[Any], view: ClassView, catalogue: Catalogue) -> Iterator[_Sheet]:
    taught = {one.found_at for one in view.taught if one.found}
    courses = {slug: course for course in _courses(view) for slug in (course.slug, *course.aliases)}
    for person, course_slug, module_slug, bank_hash, answers in rows:
        if not module_slug:
            yield _Sheet(person, (courses[course_slug].slug, ""), bank_hash, answers)
            continue
        course, module = find_module(catalogue, course_slug, module_slug)
        if course and module and (course.slug, module.slug) in taught:
            yield _Sheet(person, (course.slug, module.slug), bank_hash, answers)


def _answers(people: Sequence[int], courses: Sequence[str], source: str) -> Iterable[Any]:
    """Oldest first: person, course, module ("" for a test), bank and stored answers."""
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    table = Attempt if source == QUIZZES else Sitting
    module = Attempt.module if source == QUIZZES else literal("", String)
    found = (
        select(person, table.course, module, table.bank_hash, table.answers)
        .join(Learner, Learner.id == table.learner_id)
        .where(Learner.id.in_(people) | Learner.merged_into_id.in_(people))
        .where(table.course.in_(courses))
        .order_by(table.submitted_at, table.id)
    )
    return read().execute(found if source == QUIZZES else found.where(Sitting.moment == source))


def _courses(view: ClassView) -> list[Course]:
    return list({one.course.slug: one.course for one in view.taught if one.course}.values())


def _slugs(view: ClassView) -> list[str]:
    return [slug for course in _courses(view) for slug in (course.slug, *course.aliases)]
