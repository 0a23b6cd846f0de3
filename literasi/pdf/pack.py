"""The closing pack of a class: one PDF of A4 pages, upright and across, black on white."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from literasi.domain.closing_pack import PART_TITLES, Pack, Part, by_village, day_in_words
from literasi.pdf.rendering import PHOTO, write_pdf
from literasi.pdf.templates import template

STYLE = "print-pack.css"
# Columns side by side on a sheet: sessions of the attendance list, marks of the list of marks.
SESSIONS_ACROSS, MARKS_ACROSS = 12, 18
PAGES = {
    Part.LETTER: "pack_letter.html",
    Part.MINUTES: "pack_minutes.html",
    Part.RUNDOWN: "pack_rundown.html",
    Part.ATTENDANCE: "pack_attendance.html",
    Part.TRANSPORT: "pack_transport.html",
    Part.MARKS: "pack_marks.html",
    Part.PHOTOS: "pack_photos.html",
}
Item = TypeVar("Item")


def render(pack: Pack, photos: Mapping[str, bytes]) -> bytes:
    """The parts that the report names, as PDF/UA-1. `photos` holds a JPEG for each picture of the
    pack. Raises PdfError for anything WeasyPrint complains of."""
    villages, elsewhere = by_village(pack.people)
    html = template(
        "pack.html",
        pack=pack,
        pages=[PAGES[part] for part in Part if part in pack.report.parts],
        titles=PART_TITLES,
        Part=Part,
        villages=villages,
        elsewhere=elsewhere,
        begun=day_in_words(pack.starts_on),
        ended=day_in_words(pack.ends_on),
        columns=_columns(pack),
        session_sheets=_sheets(list(enumerate(pack.sessions)), SESSIONS_ACROSS),
        photo=PHOTO,
    )
    return write_pdf(html, STYLE, photos)


def _columns(pack: Pack) -> list[list[tuple[str, str, list[int | None]]]]:
    """The columns of the list of marks by sheet, each with its short heading, what that stands
    for, and everybody's mark."""
    tests = [
        (f"T{place + 1}", title, [one.tests[place] for one in pack.people])
        for place, title in enumerate(pack.tests)
    ]
    modules = [
        (f"M{place + 1}", title, [one.scores[place] for one in pack.people])
        for place, title in enumerate(pack.modules)
    ]
    return _sheets([*tests, *modules], MARKS_ACROSS)


def _sheets(items: Sequence[Item], across: int) -> list[list[Item]]:
    """As many sheets as are needed, each about as full as the others."""
    sheets = -(-len(items) // across)
    each = -(-len(items) // sheets) if sheets else 0
    return [list(items[start : start + each]) for start in range(0, len(items), each or 1)]
