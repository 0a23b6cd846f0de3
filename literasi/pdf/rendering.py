"""What all printed documents share: HTML to PDF/UA, fetching nothing from outside.

Import it only where something is rendered: WeasyPrint costs half a second.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pydyf
import segno
from markupsafe import Markup
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from literasi.pdf import PdfError
from literasi.pdf.templates import ROOT

STATIC = ROOT / "static"
PHOTO = "foto:"  # what the address of a document's own picture begins with

QUIET_ZONE = 4  # modules around a QR, as its standard asks
Finisher = Callable[[Document, pydyf.PDF], None]

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


class WithPhotos(StaticOnly):
    """Also hands out the pictures that came with the document, by their names."""

    def __init__(self, photos: Mapping[str, bytes]) -> None:
        super().__init__()
        self._photos = {f"{PHOTO}{name}": content for name, content in photos.items()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._photos:
            return super().fetch(url, headers)
        content = self._photos[url]
        return URLFetcherResponse(url, content, {"Content-Type": _kind(content)})


def _kind(picture: bytes) -> str:
    if picture.startswith(b"<svg"):
        return "image/svg+xml"
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


def write_pdf(html: str, style_name: str, photos: Mapping[str, bytes] | None = None) -> bytes:
    """The page as PDF/UA-1 with a style sheet of static/css/. `photos` are JPEGs by the name that
    follows "foto:" in their addresses.

    Raises PdfError for anything WeasyPrint complains of, be it only in its log.
    """
    return write_variant(html, style_name, "pdf/ua-1", complete_tags, photos=photos)


def write_variant(
    html: str,
    style_name: str,
    variant: str,
    finisher: Finisher,
    attachments: Sequence[Attachment] = (),
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """The page as one of WeasyPrint's variants, finished by `finisher`. Raises PdfError."""
    target = BytesIO()
    with alone_and_loud():
        document = laid_out(html, style_name, photos)
        document.write_pdf(target, pdf_variant=variant, finisher=finisher, attachments=attachments)
    return target.getvalue()


def laid_out(html: str, style_name: str, photos: Mapping[str, bytes] | None = None) -> Document:
    """The page, laid out and not yet drawn. Only inside `alone_and_loud()`."""
    fetcher = WithPhotos(photos) if photos else StaticOnly()
    return HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=fetcher).render(
        stylesheets=[_style(style_name)], font_config=_fonts()
    )


@contextmanager
def alone_and_loud() -> Iterator[None]:
    """One thread at a time, and PdfError for anything that WeasyPrint complains of."""
    with _turn, _loud():
        try:
            yield
        except FatalURLFetchingError as error:
            raise PdfError(str(error)) from error
        except AssertionError as error:
            # What WeasyPrint says where there is no font at all.
            raise PdfError(f"it cannot be laid out; are the fonts installed? {error}") from error


def qr_drawing(address: str, title: str) -> Markup:
    """As inline SVG: a picture file would stay in WeasyPrint's cache for every document."""
    drawn = segno.make(address, error="m").svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", title=title
    )
    return Markup(drawn)


def complete_tags(_document: Document, pdf: pydyf.PDF) -> None:
    """Gives every table header the scope that PDF/UA-1 (7.5) asks for, and links their print
    flag; WeasyPrint does neither. The IDs it gives headers end with their row and column."""
    for item in pdf.objects:
        if not isinstance(item, pydyf.Dictionary):
            continue
        if item.get("S") == "/TH":
            row = item["ID"].string.split("-")[-2]
            item["A"]["Scope"] = "/Column" if row == "0" else "/Row"
        elif item.get("Subtype") == "/Link":
            item["F"] = 4


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    """One for the process: with one for each document the memory would grow for ever."""
    return FontConfiguration()


@lru_cache
def _style(name: str) -> CSS:
    """Parsed once a process, which is a third of the time of a certificate."""
    return CSS(filename=str(STATIC / "css" / name), font_config=_fonts(), url_fetcher=StaticOnly())


@contextmanager
def _loud() -> Iterator[None]:
    """WeasyPrint only logs a rule or a resource that it drops; here that is an error.

    Only for whoever holds `_turn`: what another thread's document is blamed for would land here.
    """
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
