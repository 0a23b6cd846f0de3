"""A sheet on which a class signs in by hand: A4, one session upright, several across."""

from __future__ import annotations

from literasi.pdf.papers import SignInSheet
from literasi.pdf.rendering import write_pdf
from literasi.pdf.templates import template


def render(sheet: SignInSheet) -> bytes:
    """The PDF, as PDF/UA-1. Raises ValueError when there is no session, PdfError for anything
    WeasyPrint complains of."""
    if not sheet.sessions:
        raise ValueError("a sheet to sign needs a session")
    return write_pdf(template("sign_in.html", sheet=sheet), "print-sign-in.css")
