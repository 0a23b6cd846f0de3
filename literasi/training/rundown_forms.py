"""The rundown as rows of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name
from literasi.domain.course import Catalogue
from literasi.domain.dates import short_date
from literasi.domain.rundown import (
    MOST,
    SPEAKER_LENGTH,
    TOPIC_LENGTH,
    Slot,
    collisions,
    draft,
    read_clock,
)
from literasi.training.forms import read_date, read_modules, read_rows

ROW = ("acara-tanggal", "acara-mulai", "acara-selesai", "acara-topik", "acara-pembicara")
FIELD = "acara"


def read_rundown(
    form: MultiDict[str, str], errors: dict[str, str], days: tuple[date, date] | None
) -> tuple[Slot, ...]:
    """The rows that say something, in the order of the clock. An error names its row. `days` are
    the class's first and last, None while they cannot be read."""
    slots, places = [], {}
    for place, row in enumerate(read_rows(form, ROW), start=1):
        cells = [clean_name(cell) for cell in row]
        if not any(cells[1:]):
            continue
        slot, problem = _slot(cells, days)
        if problem:
            errors.setdefault(FIELD, f"Baris {place}: {problem}")
        if slot is not None:
            slots.append(slot)
            places[id(slot)] = place
    slots.sort()
    for before, after in collisions(slots):
        words = f"Baris {places[id(after)]} dimulai sebelum baris {places[id(before)]} selesai."
        errors.setdefault(FIELD, words)
    if len(slots) > MOST:
        errors[FIELD] = f"Paling banyak {MOST} baris."
    return tuple(slots)


def fill_rundown(rundown: Sequence[Slot]) -> Iterator[tuple[str, str]]:
    """The rundown as its form's inputs hold it."""
    for slot in rundown:
        yield ROW[0], slot.day.isoformat()
        yield ROW[1], f"{slot.begins:%H:%M}"
        yield ROW[2], f"{slot.until:%H:%M}"
        yield ROW[3], slot.topic
        yield ROW[4], slot.speaker


def _slot(cells: Sequence[str], days: tuple[date, date] | None) -> tuple[Slot | None, str]:
    """The row's slot, if its day and hours can be read, and what is wrong with it."""
    day, begins, until = read_date(cells[0]), read_clock(cells[1]), read_clock(cells[2])
    topic, speaker = cells[3], cells[4]
    if day is None or begins is None or until is None:
        return None, "tulis tanggal, jam mulai, dan jam selesai, misalnya 08.00."
    if until <= begins:
        return None, "jam selesai harus sesudah jam mulai."
    slot = Slot(day, begins, until, topic, speaker)
    if days is not None and not days[0] <= day <= days[1]:
        return slot, (
            f"tanggalnya di luar kelas, {short_date(days[0])} sampai {short_date(days[1])}."
        )
    if not topic or len(topic) > TOPIC_LENGTH or not topic.isprintable():
        return slot, f"tulis acaranya, paling panjang {TOPIC_LENGTH} huruf."
    if len(speaker) > SPEAKER_LENGTH or not speaker.isprintable():
        return slot, f"nama pembicara paling panjang {SPEAKER_LENGTH} huruf."
    return slot, ""


def add_drafted(form: MultiDict[str, str], catalogue: Catalogue) -> None:
    """Rows for the trainer's plans of the chosen modules, after what was typed, on the days that
    have no row yet. Nothing is added while the dates cannot be read."""
    first, last = read_date(form.get("mulai", "")), read_date(form.get("selesai", ""))
    if first is None or last is None:
        return
    kept = [row for row in read_rows(form, ROW) if any(row[1:])]
    taken = {read_date(row[0]) for row in kept}
    days = [first + timedelta(days=one) for one in range(min((last - first).days + 1, MOST))]
    slots = draft([day for day in days if day not in taken], _sessions(form, catalogue))
    drafted = list(fill_rundown(slots))
    for place, name in enumerate(ROW):
        values = [value for key, value in drafted if key == name]
        form.setlist(name, [*(row[place] for row in kept), *values])


def _sessions(form: MultiDict[str, str], catalogue: Catalogue) -> list[tuple[str, int]]:
    """The chosen modules that have a trainer's plan, each with its minutes."""
    chosen = set(read_modules(form.getlist("modul"), catalogue))
    return [
        (module.title[:TOPIC_LENGTH], module.class_minutes)
        for course in catalogue.courses
        for module in course.modules
        if (course.slug, module.slug) in chosen and module.plan
    ]
