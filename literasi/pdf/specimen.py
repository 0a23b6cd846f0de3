"""An example of a design: its file, and where what people write would not fit on it."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import Document

from literasi.pdf.certificate import STYLE, certificate_html, render_whole
from literasi.pdf.clothing import pictures
from literasi.pdf.document import CertificateDocument
from literasi.pdf.lines import Block, blocks_of
from literasi.pdf.papers import Specimen
from literasi.pdf.rendering import alone_and_loud, laid_out

PAGES = 2
MOST_POSITION_ROWS, MOST_NAME_ROWS = 3, 2
ABOVE = frozenset({"held", "held-en", "course", "course-en", "done"})
BELOW = frozenset({"issued", "qr"})
GAP = 1.5 * 96 / 25.4  # pixels of CSS: 1.5 mm


def render(document: CertificateDocument, fullest: CertificateDocument) -> bytes:
    """A `Specimen` in bytes: the example's file, and the faults that it or the fullest certificate
    of the same design has. Raises PdfError."""
    faults = {fault for one in (document, fullest) for fault in _faults_of(one)}
    return Specimen(render_whole(document), frozenset(faults)).packed()


def _faults_of(document: CertificateDocument) -> list[str]:
    with alone_and_loud():
        laid = laid_out(certificate_html(document, True), STYLE, pictures(document.dress))
        return list(_look(laid))


def _look(laid: Document) -> Iterator[str]:
    if len(laid.pages) != PAGES:
        yield "pages"
    blocks = list(blocks_of(laid, 0))
    lowest = max(one.bottom for one in blocks if one.names & ABOVE)
    if lowest + GAP > min(one.top for one in blocks if one.names & BELOW):
        yield "meets"
    for one in blocks:
        if fault := _fault_of(one):
            yield fault


def _fault_of(block: Block) -> str:
    rows = {"heading": 1, "number": 1, "position": MOST_POSITION_ROWS, "who": MOST_NAME_ROWS}
    words = {"heading": "letterhead", "number": "number", "position": "signatory"}
    for name, most in rows.items():
        if name in block.names and (block.rows > most or block.is_too_wide):
            return words.get(name, "signatory")
    return "wide" if block.is_too_wide else ""
