"""A sheet on which a class signs in by hand: A4, one session upright, several across."""

from __future__ import annotations

from dataclasses import dataclass

from literasi.pdf.rendering import write_pdf
from literasi.pdf.templates import template

ACROSS = 5  # sessions side by side on a sheet


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """`names` in the order of the roster, `sessions` as (day, hours and topic) in words, each
    with a place to sign. `facts` are (word, what it says) below the heading; `spare_rows` are
    left for people who come unannounced; `trainer` signs at the end, in `city`."""

    letterhead: tuple[str, ...]
    office: str
    title: str
    facts: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    sessions: tuple[tuple[str, str], ...]
    trainer: str
    city: str
    spare_rows: int = 3

    @property
    def sheets(self) -> list[tuple[tuple[str, str], ...]]:
        """The sessions of each sheet."""
        starts = range(0, len(self.sessions), ACROSS)
        return [self.sessions[start : start + ACROSS] for start in starts]


def render(sheet: SignInSheet) -> bytes:
    """The PDF, as PDF/UA-1. Raises ValueError when there is no session, PdfError for anything
    WeasyPrint complains of."""
    if not sheet.sessions:
        raise ValueError("a sheet to sign needs a session")
    return write_pdf(template("sign_in.html", sheet=sheet), "print-sign-in.css")
