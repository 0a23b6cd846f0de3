"""The course book and the trainer's plan of a module, for A4 paper.

Their HTML is made here without WeasyPrint, because it alone decides whether a document has to be
rendered again. No question of a quiz is in either of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from literasi.domain.course import (
    Course,
    Fact,
    Lesson,
    Module,
    Plan,
    Practice,
    Term,
)
from literasi.domain.draw import shown_order
from literasi.domain.paper import Item
from literasi.domain.question import (
    Choice,
    Matching,
    Ordering,
    Question,
    Reflection,
    Several,
)
from literasi.pdf.course_html import Paper, facts_named, text_of
from literasi.pdf.templates import template

STYLE = "print-book.css"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What books take from beside their course. `base_url` is "" for a site without an address."""

    facts: tuple[Fact, ...] = ()
    terms: tuple[Term, ...] = ()
    base_url: str = ""


def book_html(course: Course, shelf: Shelf) -> str:
    """The whole course: lessons, worksheets, words and sources."""
    html = "".join((course.intro, *(html for one in course.modules for html in _htmls(one))))
    text = text_of(html)
    lowered = text.lower()
    terms = [term for term in shelf.terms if _says(text, lowered, term, course.slug)]
    named = _named(course, html) | {term.fact.key for term in terms if term.fact}
    facts = [fact for fact in shelf.facts if fact.key in named]
    paper = Paper(
        shelf.base_url,
        {_address(course, *step): _place(*step) for step in course.steps()},
        {term.key for term in terms},
        {fact.key for fact in facts},
    )
    return template(
        "book.html",
        course=course,
        exercises={module.slug: _exercises(module) for module in course.modules},
        place_of=_place,
        terms=terms,
        facts=facts,
        newest=newest(facts),
        site=shelf.base_url.partition("://")[2],
        paper=paper,
    )


def plan_html(course: Course, module: Module, plan: Plan, shelf: Shelf) -> str:
    """One module's plan for a trainer, with its aims and its worksheet."""
    named = set(facts_named("".join(_plan_htmls(plan))))
    facts = [fact for fact in shelf.facts if fact.key in named]
    paper = Paper(shelf.base_url, {}, (), {fact.key for fact in facts})
    return template(
        "plan.html",
        course=course,
        module=module,
        plan=plan,
        place=course.modules.index(module) + 1,
        facts=facts,
        newest=newest(facts),
        site=shelf.base_url.partition("://")[2],
        paper=paper,
    )


def newest(facts: Iterable[Fact]) -> date | None:
    """The as-of date of the newest of the facts: nothing in the document is from later. Each fact
    shows its own date where it stands."""
    return max((fact.as_of for fact in facts), default=None)


def _htmls(module: Module) -> Iterator[str]:
    """All HTML of a module that is printed in the book."""
    yield module.intro
    for lesson in module.lessons:
        for block in lesson.blocks:
            if isinstance(block, Practice):
                yield from _question_htmls(block.question)
            else:
                yield block.html
    if module.plan:
        yield module.plan.worksheet


def _question_htmls(question: Question) -> Iterator[str]:
    yield from (question.prompt, question.explanation)
    match question:
        case Choice() | Several() | Reflection():
            for option in question.options:
                yield from (option.html, option.note)
        case Ordering():
            yield from question.items
        case Matching():
            yield from (*question.lefts, *question.rights)


def _plan_htmls(plan: Plan) -> Iterator[str]:
    for activity in plan.activities:
        yield from (activity.title, activity.how)
    for question in plan.questions:
        yield from (question.prompt, question.answer)
    yield from (plan.role_play, plan.worksheet)


def _named(course: Course, html: str) -> set[str]:
    """The facts that the course's lessons lean on, and those that some HTML names."""
    keys = {fact.key for _, lesson in course.steps() for fact in lesson.sources}
    return keys | set(facts_named(html))


def _says(text: str, lowered: str, term: Term, course: str) -> bool:
    """Whether the course uses a word in its present meaning. `lowered` is the text in small
    letters: looking there first spares most of the slow looks for whole words."""
    if term.courses and course not in term.courses:
        return False
    forms = (form for form in (term.term, *term.forms) if form.lower() in lowered)
    return any(_word(form).search(text) for form in forms)


def _word(form: str) -> re.Pattern[str]:
    """The whole word, an abbreviation only in its capitals."""
    suffixed = rf"(?<![\w/-]){re.escape(form)}(?:nya|mu|ku)?(?![\w/])"
    return re.compile(suffixed, re.NOFLAG if form.isupper() else re.IGNORECASE)


def _exercises(module: Module) -> dict[str, Item]:
    """By the question's key, numbered through the module."""
    blocks = (block for lesson in module.lessons for block in lesson.blocks)
    questions = [block.question for block in blocks if isinstance(block, Practice)]
    return {
        question.key: Item(number, question, shown_order(question, b"practice"))
        for number, question in enumerate(questions, 1)
    }


def _address(course: Course, module: Module, lesson: Lesson) -> str:
    return f"/kursus/{course.slug}/{module.slug}/{lesson.slug}"


def _place(module: Module, lesson: Lesson) -> str:
    return f"{module.slug}-{lesson.slug}"
