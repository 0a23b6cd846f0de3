"""A certificate as PDF. Importing this loads WeasyPrint: do it where a document is rendered."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from literasi.domain.dates import long_date
from literasi.pdf import wording
from literasi.pdf.document import CertificateDocument
from literasi.pdf.errors import PdfError
from literasi.pdf.fit import fit
from literasi.pdf.press import print_html
from literasi.pdf.qr import qr_path

__all__ = ["PdfError", "render"]

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "print"
STYLESHEET = "css/print.css"
LINE = 580.0  # points: the width of a line between the two stands of paddy
NAME, COURSE, TITLE = 44.0, 23.0, 25.0  # points: the sizes wished for
ROOMY_ROWS, CLOSE_ROWS = 10, 18  # modules on page two before the rows close up

# An environment of its own: the print templates know nothing of requests or sessions.
_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters.update(long_date=long_date, duration=wording.duration)


def render(document: CertificateDocument) -> bytes:
    """The certificate as a tagged PDF (PDF/UA-1) of two A4 pages across.

    Raises PdfError if any part of it could not be printed.
    """
    html = _templates.get_template("certificate.html").render(
        document=document,
        name=fit(document.name, LINE, NAME),
        course=fit(document.course_title, LINE, COURSE),
        # Capitals are set with space between them, so the title is given less room.
        title=fit(document.title.upper(), 0.88 * LINE, TITLE),
        opening=wording.opening(document),
        details=wording.details(document),
        density=_density(len(document.modules)),
        qr=qr_path(document.verification_url),
    )
    return print_html(html, STYLESHEET)


def _density(modules: int) -> str:
    if modules <= ROOMY_ROWS:
        return "roomy"
    return "close" if modules <= CLOSE_ROWS else "dense"
