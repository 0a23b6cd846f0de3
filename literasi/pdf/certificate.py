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

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from literasi.domain.dates import long_date
from literasi.pdf.document import CertificateDocument

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
LARGE_NAME, MIDDLE_NAME = 26, 40  # characters that fit on a line at each size

_logger = logging.getLogger("weasyprint")
# WeasyPrint's font configuration is one for the process, and its log has no thread of its own.
_turn = threading.Lock()


class PdfError(Exception):
    """The document cannot be rendered as it should be; nothing half-right is handed out."""


class StaticOnly(URLFetcher):  # type: ignore[misc]
    """Fetches our own static files and nothing else, and says so loudly."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        path = Path(url.removeprefix("file://").split("?")[0]).resolve()
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
            target, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    except FatalURLFetchingError as error:
        raise PdfError(str(error)) from error
    return target.getvalue()


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


def _qr(address: str) -> Markup:
    """As inline SVG: a picture file would stay in WeasyPrint's cache for every certificate."""
    drawn = segno.make(address, error="m").svg_inline(border=4, dark="#000", light="#fff")
    label = "Kode QR menuju halaman cek keaslian"
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))


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
