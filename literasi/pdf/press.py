"""WeasyPrint with everything that can be kept between documents, and no tolerance for loss.

The fonts and the parsed stylesheet are made once for the process: a third of the time is saved
and memory stays flat. They are not safe to share between threads, so one document is printed
at a time; under the interpreter's lock nothing is lost by that.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from literasi.pdf.errors import PdfError
from literasi.pdf.fetcher import SCHEME, StaticFetcher

_turn = threading.Lock()
_fetcher = StaticFetcher()


def print_html(html: str, stylesheet: str) -> bytes:
    """A tagged PDF/UA-1 file of `html`, styled by `stylesheet` (such as "css/print.css").

    Raises PdfError if WeasyPrint has anything to say about it. It only logs what it leaves
    out (a refused picture, a misspelt property), and a certificate must not miss a part.
    """
    with _turn, _nothing_left_out():
        page = HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher)
        pdf: bytes = page.write_pdf(
            stylesheets=[_stylesheet(stylesheet)], font_config=_fonts(), pdf_variant="pdf/ua-1"
        )
    return pdf


@functools.cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@functools.cache
def _stylesheet(path: str) -> CSS:
    return CSS(url=SCHEME + path, url_fetcher=_fetcher, font_config=_fonts())


class _Remarks(logging.Handler):
    """Collects what WeasyPrint says in the thread that made this, not in any other."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if threading.get_ident() == self._thread:
            self.texts.append(record.getMessage())


@contextmanager
def _nothing_left_out() -> Iterator[None]:
    if not LOGGER.isEnabledFor(logging.WARNING):
        # Somebody turned logging down: a left-out part could no longer be noticed.
        raise PdfError("WeasyPrint's warnings are switched off; printing needs them")
    remarks = _Remarks()
    LOGGER.addHandler(remarks)
    try:
        yield
    finally:
        LOGGER.removeHandler(remarks)
    if remarks.texts:
        raise PdfError("; ".join(remarks.texts))
