"""Documents, made in a process of their own: the one way in which the site has anything rendered.

What people typed is in each of them, and what lays it out is large: a name, a letterhead or a
photograph that makes it loop, take all memory or fall over costs that one document, and never the
process that answers readers ([decision 21](../../docs/decisions/0021-rendering-apart.md)).

Each raises PdfError for what cannot be rendered as it should be, within its time and memory.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from literasi.pdf.papers import Specimen
from literasi.pdf.renderer import Renderer

if TYPE_CHECKING:
    from literasi.domain.closing_pack import Pack
    from literasi.pdf.document import CertificateDocument
    from literasi.pdf.papers import CardSheet, Notice, Poster, Preview, SignInSheet

# On the clock. A request waits as long, and with it the process that answers it.
QUICK, LONG, BOOK = 30, 60, 900  # seconds

_renderer = Renderer()
atexit.register(_renderer.end)
os.register_at_fork(after_in_child=_renderer.forget)


def certificate(document: CertificateDocument, credential: bytes | None, seal_room: int) -> bytes:
    """As PDF/A-3a and PDF/UA-1, with room for a seal and not sealed."""
    return _renderer.ask("certificate", (document, credential, seal_room), QUICK)


def cards(sheet: CardSheet) -> bytes:
    return _renderer.ask("cards", (sheet,), LONG)


def notice(notice: Notice) -> bytes:
    return _renderer.ask("notice", (notice,), LONG)


def pack(pack: Pack, photos: Mapping[str, bytes]) -> bytes:
    """`photos` holds a JPEG for each picture of the pack."""
    return _renderer.ask("pack", (pack, dict(photos)), LONG)


def poster(poster: Poster) -> bytes:
    return _renderer.ask("poster", (poster,), QUICK)


def sign_in(sheet: SignInSheet) -> bytes:
    return _renderer.ask("sign_in", (sheet,), LONG)


def specimen(document: CertificateDocument, fullest: CertificateDocument) -> Specimen:
    """An example of a design, looked at together with the fullest certificate that it may have."""
    return Specimen.unpacked(_renderer.ask("specimen", (document, fullest), QUICK))


def quiz(html: str, style: str) -> bytes:
    """A quiz on paper, with a style sheet of static/css/."""
    return _renderer.ask("html", (html, style), LONG)


def book(html: str, style: str) -> bytes:
    """For jobs: a book may take its time."""
    return _renderer.ask("html", (html, style), BOOK)


def card_picture(name: str, code: str, address: str) -> bytes:
    return _renderer.ask("card_picture", (name, code, address), QUICK)


def preview_picture(preview: Preview) -> bytes:
    return _renderer.ask("preview_picture", (preview,), QUICK)


def pid() -> int | None:
    """Of the process that renders for this one, where there is one now."""
    return _renderer.pid
