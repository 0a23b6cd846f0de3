"""`plan.md`: what a trainer does with a class in one module, minute by minute."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from literasi.content.answers import CELL_BAR, ROW, RULE
from literasi.content.bare import check_figures
from literasi.content.files import Document, Fields, has_text
from literasi.content.markup import Writer
from literasi.content.readability import check_abbreviations, check_cells, check_language
from literasi.domain.course import LESSON_HOUR, Activity, Plan, PlanQuestion

FILE = "plan.md"
KNOWN = {
    "materials": "a list of what the trainer brings",
    "example_rates": "percentages that are examples",
}
ACTIVITIES, ROLE_PLAY, QUESTIONS, WORKSHEET = SECTIONS = (
    "Kegiatan",
    "Bermain peran",
    "Pertanyaan peserta",
    "Lembar kerja",
)
COLUMNS = ("Menit", "Kegiatan", "Cara")
FEWEST_QUESTIONS = 4
_HEADING = re.compile(r"##\s+(.*?)\s*$")
_QUESTION = re.compile(r"###\s+(.*?)\s*$")
_MINUTES = re.compile(r"[1-9]\d{0,2}")


@dataclass(slots=True)
class _Section:
    """A heading of the file with what stands below it. `line` is that of the heading."""

    title: str
    line: int
    lines: list[str] = field(default_factory=list)


def read_plan(document: Document, writer: Writer) -> Plan | None:
    """The plan of one module, or None after noting which of its sections are not right."""
    materials = _materials(document, Fields(document, KNOWN))
    check_figures(writer)
    check_language(document, writer.shelf.facts, writer.shelf.language)
    check_cells(document, writer.shelf.facts)
    check_abbreviations(document, writer.shelf.facts, writer.shelf.language)
    sections = _sections(document)
    if sections is None:
        return None
    return Plan(
        materials=materials,
        activities=_activities(sections[ACTIVITIES], writer),
        role_play=_text(sections[ROLE_PLAY], writer),
        questions=_questions(sections[QUESTIONS], writer),
        worksheet=_text(sections[WORKSHEET], writer),
    )


def _materials(document: Document, fields: Fields) -> tuple[str, ...]:
    materials = tuple(" ".join(text.split()) for text in fields.texts("materials"))
    if not all(materials) or not materials:
        message = "`materials` is missing or has an empty entry: list what the trainer brings"
        document.problem(document.line_of("materials"), message)
    return materials


def _sections(document: Document) -> dict[str, _Section] | None:
    """The sections by title; None after noting that they are not the four in their order."""
    found, before = [_Section("", document.start)], len(document.notebook.problems)
    for number, line in enumerate(document.body, document.start):
        if match := _HEADING.match(line):
            found.append(_Section(match[1], number))
        else:
            found[-1].lines.append(line)
    if has_text(found[0].lines):
        document.problem(document.start, f"text before ## {ACTIVITIES}: move it below")
    _check_titles(document, found[1:])
    if len(document.notebook.problems) > before:
        return None
    return {section.title: section for section in found}


def _check_titles(document: Document, sections: list[_Section]) -> None:
    titles = [section.title for section in sections]
    for section in sections:
        if section.title not in SECTIONS:
            message = f"unknown section ## {section.title}: use {', '.join(SECTIONS)}"
            document.problem(section.line, message)
        elif titles.count(section.title) > 1:
            document.problem(section.line, f"## {section.title} stands twice: keep one")
    for title in SECTIONS:
        if title not in titles:
            document.problem(document.start, f"has no ## {title}: write it")
    if sorted(titles) == sorted(SECTIONS):
        for section, title in zip(sections, SECTIONS, strict=True):
            if section.title != title:
                order = ", ".join(SECTIONS)
                document.problem(section.line, f"## {section.title} is out of order: write {order}")
                break


def _text(section: _Section, writer: Writer) -> str:
    if not has_text(section.lines):
        writer.problem(section.line, f"## {section.title} is empty: write it")
    return writer.block(section.lines, section.line + 1)


def _activities(section: _Section, writer: Writer) -> tuple[Activity, ...]:
    rows = list(_rows(section, writer))
    if len(rows) < 3 or rows[0][1] != COLUMNS or not all(map(RULE.fullmatch, rows[1][1])):
        wanted = " | ".join(COLUMNS)
        message = f"## {section.title} has no table: write | {wanted} | and rows below it"
        writer.problem(section.line, message)
        return ()
    activities = [_activity(line, cells, writer) for line, cells in rows[2:]]
    minutes = sum(activity.minutes for activity in activities)
    # A row that is not right has been noted, and would only spoil the sum.
    if all(activity.minutes for activity in activities) and minutes % LESSON_HOUR:
        message = f"the minutes sum to {minutes}: make them a multiple of {LESSON_HOUR}"
        writer.problem(section.line, f"{message}, such as {2 * LESSON_HOUR} or {3 * LESSON_HOUR}")
    return tuple(activities)


def _rows(section: _Section, writer: Writer) -> list[tuple[int, tuple[str, ...]]]:
    """(line, cells) of every line of the table; anything else is noted."""
    rows = []
    for number, line in enumerate(section.lines, section.line + 1):
        if match := ROW.match(line.strip()):
            rows.append((number, tuple(cell.strip() for cell in CELL_BAR.split(match[1]))))
        elif line.strip():
            message = f"## {section.title} holds its table only: put this into a row"
            writer.problem(number, message)
    return rows


def _activity(line: int, cells: tuple[str, ...], writer: Writer) -> Activity:
    """One row; of no minutes after noting what is wrong with it."""
    if len(cells) != len(COLUMNS) or not all(cells):
        writer.problem(line, f"the row has not three filled cells: give {', '.join(COLUMNS)}")
        return Activity(0, "", "")
    if not _MINUTES.fullmatch(cells[0]):
        writer.problem(line, f"`{cells[0]}` is no whole number of minutes: write digits only")
        return Activity(0, "", "")
    return Activity(int(cells[0]), writer.inline(cells[1], line), writer.inline(cells[2], line))


def _questions(section: _Section, writer: Writer) -> tuple[PlanQuestion, ...]:
    found = [_Section("", section.line + 1)]
    for number, line in enumerate(section.lines, section.line + 1):
        if match := _QUESTION.match(line):
            found.append(_Section(match[1], number))
        else:
            found[-1].lines.append(line)
    if has_text(found[0].lines):
        writer.problem(section.line + 1, "text before the first question: begin each with ###")
    for question in found[1:]:
        if not has_text(question.lines):
            writer.problem(question.line, f"`{question.title}` has no answer: write it below")
    if len(found) - 1 < FEWEST_QUESTIONS:
        message = f"## {section.title} has {len(found) - 1} questions"
        writer.problem(section.line, f"{message}: write {FEWEST_QUESTIONS} or more")
    return tuple(
        PlanQuestion(writer.inline(one.title, one.line), writer.block(one.lines, one.line + 1))
        for one in found[1:]
    )
