"""A certificate as PDF/UA: rendered from its document alone, fetching nothing from outside.

Import it only where something is rendered: WeasyPrint costs half a second.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pydyf
import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from literasi.domain.dates import long_date
from literasi.pdf import PdfError
from literasi.pdf.document import CertificateDocument

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
LARGE_NAME, MIDDLE_NAME = 26, 40  # characters that fit on a line at each size
COURSE_LINE = 58  # characters of a course title that fit on a line

_logger = logging.getLogger("weasyprint")
# WeasyPrint's font configuration is one for the process, and its log has no thread of its own.
_turn = threading.Lock()


class StaticOnly(URLFetcher):  # type: ignore[misc]
    """Fetches our own static files and nothing else, and says so loudly."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = Path(unquote(url.removeprefix("file://").split("?")[0])).resolve()
        if not url.startswith("file:///") or not path.is_relative_to(STATIC):
            raise FatalURLFetchingError(f"a document may not fetch {url}")
        return super().fetch(url, headers)


def render(document: CertificateDocument) -> bytes:
    """The PDF of a document, as PDF/UA-1. Raises PdfError for anything WeasyPrint complains of."""
    html = (
        _environment()
        .get_template("certificate.html")
        .render(
            document=document,
            size=_name_size(document.name),
            name_lines=_lines(document.name, MIDDLE_NAME),
            course_lines=_lines(document.course_title, COURSE_LINE),
            qr=_qr(document.verification_url),
        )
    )
    with _turn, _loud():
        return _write(html)


def _write(html: str) -> bytes:
    fonts, style = _shared()
    target = BytesIO()
    try:
        HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=StaticOnly()).write_pdf(
            target,
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            finisher=_complete_tags,
        )
    except FatalURLFetchingError as error:
        raise PdfError(str(error)) from error
    return target.getvalue()


def _complete_tags(_document: Document, pdf: pydyf.PDF) -> None:
    """Gives every table header the scope that PDF/UA-1 (7.5) asks for, and links their print
    flag; WeasyPrint does neither. The IDs it gives headers end with their row and column."""
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
        if item.get("S") == "/TH":
            row = item["ID"].string.split("-")[-2]
            scope = "/Column" if row == "0" else "/Row"
            item["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})
        elif item.get("Subtype") == "/Link":
            item["F"] = 4


@lru_cache(maxsize=1)
def _shared() -> tuple[FontConfiguration, CSS]:
    """Parsed once a process: a third of the time of a certificate, and memory stays flat."""
    fonts = FontConfiguration()
    style = CSS(
        filename=str(STATIC / "css" / "print.css"), font_config=fonts, url_fetcher=StaticOnly()
    )
    return fonts, style


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates" / "print"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["long_date"] = long_date
    return environment


def _name_size(name: str) -> str:
    if len(name) <= LARGE_NAME:
        return "l"
    return "m" if len(name) <= MIDDLE_NAME else "s"


def _lines(text: str, longest: int) -> tuple[str, ...]:
    """What is longer than a line in two of about the same length, not one word left alone."""
    spaces = [at for at, character in enumerate(text) if character == " "]
    if len(text) <= longest or not spaces:
        return (text,)
    middle = min(spaces, key=lambda at: abs(2 * at - len(text)))
    return text[:middle], text[middle + 1 :]


def _qr(address: str) -> Markup:
    """As inline SVG: a picture file would stay in WeasyPrint's cache for every certificate."""
    drawn = segno.make(address, error="m").svg_inline(
        border=4, dark="#000", light="#fff", title="Kode QR menuju halaman cek keaslian"
    )
    return Markup(drawn)


@contextmanager
def _loud() -> Iterator[None]:
    """WeasyPrint only logs a rule or a resource that it drops; here that is an error."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    _logger.addHandler(handler)
    try:
        yield
    finally:
        _logger.removeHandler(handler)
    if complaints:
        raise PdfError("; ".join(complaints))
