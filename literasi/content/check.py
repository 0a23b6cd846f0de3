"""What `flask courses check` prints: every problem, every warning, and figures to write by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from literasi.content.catalogue import load
from literasi.content.files import Document, is_translation, read_document
from literasi.content.lessons import prose_words
from literasi.content.problems import Notebook, Problem
from literasi.content.prose import WORD, paragraphs
from literasi.content.readability import Reading, measure
from literasi.domain.course import Catalogue, Course, Fact, Module

# Nothing stops for these; pages say of such a figure that it is uncertain.
DUE = "Facts to check again"


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` are ready to print; `problems` decide the exit status."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A lesson file and what it measures."""

    path: str
    words: int
    reading: Reading


def report(folder: Path, today: date, verbose: bool = False) -> Report:
    """Check the folder. Needs no database. `verbose` adds a line for each lesson and quiz."""
    loaded = load(folder, today)
    lines = [str(problem) for problem in loaded.problems]
    if loaded.warnings:
        lines.append(f"{DUE} ({len(loaded.warnings)}):")
        lines += [f"  {warning}" for warning in loaded.warnings]
    if loaded.catalogue is not None:
        for course in loaded.catalogue.courses:
            lines += _course(folder, course, loaded.catalogue, verbose)
        lines.append(_totals(loaded.catalogue, len(loaded.warnings)))
    else:
        lines.append(f"{len(loaded.problems)} problems.")
    return Report(tuple(lines), loaded.problems)


def _course(folder: Path, course: Course, catalogue: Catalogue, verbose: bool) -> Iterator[str]:
    facts = {fact.key: fact for fact in catalogue.facts}
    lessons = list(_lessons(folder, course.slug, facts))
    questions = sum(len(module.bank.questions) for module in course.modules)
    outcomes = sum(len(module.outcomes) for module in course.modules)
    sentences = sum(lesson.reading.sentences for lesson in lessons)
    mean = sum(lesson.reading.words for lesson in lessons) / max(1, sentences)
    yield (
        f"{course.slug}: {len(course.modules)} modules, {len(lessons)} lessons, "
        f"{sum(lesson.words for lesson in lessons)} words, {questions} questions, "
        f"{outcomes} outcomes, each tested {_fewest(course)} times or more, "
        f"mean sentence {mean:.1f} words, {_tests(course)}, {_plans(course)}"
    )
    if verbose:
        yield from (_lesson_line(lesson) for lesson in lessons)
        yield from (_quiz_line(module) for module in course.modules)
        yield from _plan_lines(folder, course, facts)


def _plans(course: Course) -> str:
    """How many modules have a trainer's plan, and how long they take with a class."""
    plans = [module.plan for module in course.modules if module.plan]
    minutes = sum(plan.class_minutes for plan in plans)
    return f"{len(plans)} of {len(course.modules)} modules with a plan ({minutes} class minutes)"


def _plan_lines(folder: Path, course: Course, facts: dict[str, Fact]) -> Iterator[str]:
    plans = {module.slug: module.plan for module in course.modules if module.plan}
    for path in sorted((folder / course.slug).glob("*/plan.md")):
        shown = str(path.relative_to(folder))
        document = read_document(path, shown, Notebook()) or Document(shown, Notebook())
        text = " ".join(part.text for part in paragraphs(document, facts))
        plan = plans[path.parent.name[3:]]
        yield (
            f"  {shown}: {len(WORD.findall(text))} words, {plan.class_minutes} minutes, "
            f"{len(plan.questions)} questions"
        )


def _tests(course: Course) -> str:
    if not course.tests:
        return "no pre-test"
    return f"pre-test of {' + '.join(str(len(bank.questions)) for bank in course.tests)} questions"


def _fewest(course: Course) -> int:
    """How many questions test the outcome that is tested least."""
    return min(
        Counter(question.outcome for question in module.bank.questions)[outcome.key]
        for module in course.modules
        for outcome in module.outcomes
    )


def _lesson_line(lesson: _Lesson) -> str:
    reading = lesson.reading
    return (
        f"  {lesson.path}: {lesson.words} words, {reading.sentences} sentences, "
        f"mean {reading.mean:.1f}, longest {reading.longest.words} (line {reading.longest.line})"
    )


def _quiz_line(module: Module) -> str:
    """What a module's quiz covers: by outcome, by lesson and by form of question."""
    questions = module.bank.questions
    outcomes = Counter(question.outcome for question in questions)
    lessons = Counter(question.lesson for question in questions)
    forms = Counter(type(question).__name__ for question in questions)
    counted = [(outcome.key, outcomes[outcome.key]) for outcome in module.outcomes]
    counted += [(lesson.slug, lessons[lesson.slug]) for lesson in module.lessons]
    counted += sorted(forms.items())
    shown = ", ".join(f"{name} {number}" for name, number in counted)
    return f"  {module.slug}: {len(questions)} questions, draws {module.bank.draw}: {shown}"


def _lessons(folder: Path, course: str, facts: dict[str, Fact]) -> Iterator[_Lesson]:
    for path in sorted((folder / course).glob("*/[0-9]*.md")):
        if is_translation(path.name):
            continue
        shown = str(path.relative_to(folder))
        document = read_document(path, shown, Notebook()) or Document(shown, Notebook())
        yield _Lesson(shown, len(prose_words(document)), measure(paragraphs(document, facts)))


def _totals(catalogue: Catalogue, due: int) -> str:
    return f"No problems. {len(catalogue.facts)} facts, {due} due to be checked again."
