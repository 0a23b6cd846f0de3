"""Certificates of one design, from the second on: the first one's drawing with other words in it.

What a class's certificates share is laid out and drawn once: the frame, the office's words, the
list of modules, the tags and the fonts. Name, number, code, QR and marks are then shaped one by one
and put where the first one's stood. Whatever does not fit in that way (a longer list, another
script, a letter that the fonts at hand lack) is `UnfitError`, and rendered whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import md5
from typing import Any

import pydyf
from weasyprint import Document

from literasi.domain.certificate import ALPHABET, parse_code
from literasi.pdf.archival import CREDENTIAL_KIND, Parts, attachments, finish_archival, metadata_of
from literasi.pdf.document import CertificateDocument
from literasi.pdf.drawing import PageDrawing
from literasi.pdf.lines import Drawn, Line, UnfitError, as_bytes, lines_of
from literasi.pdf.pressing import Plate, stream
from literasi.pdf.qr import Rows, qr_of
from literasi.pdf.seal_field import Slot

# What the fonts of a design know besides what its first certificate says.
DIGITS = "0123456789"
LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,'’-/:éèñüöçÉÑ"


@dataclass(frozen=True, slots=True)
class Stamped:
    """What differs from one certificate of a design to the next, in the order of reading."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    address: str
    statement: str

    @property
    def rows(self) -> Rows:
        return qr_of(self.address, self.statement)

    @property
    def plain(self) -> bool:
        """Whether a design can be made of them, which has the fonts of most others."""
        return set("".join(self.first)) <= set(LETTERS)


def stamped(document: CertificateDocument, name_lines: tuple[str, ...]) -> Stamped:
    *front, last = name_lines
    return Stamped(
        (
            f"Nomor {document.number}",
            *(f"{line} " for line in front),
            last,
            document.code_grouped,
        ),
        (
            f"{document.course_title}, atas nama {document.name}, nomor {document.number}",
            *(str(module.mark_percent) for module in document.modules),
            document.verification_url,
        ),
        document.verification_url,
        document.statement,
    )


def shared(document: CertificateDocument) -> CertificateDocument:
    """What certificates of one design have in common."""
    return replace(
        document,
        name="",
        number="",
        code="",
        code_grouped="",
        verification_url=document.verification_url.removesuffix(document.code),
        statement="",
        modules=tuple(replace(module, mark_percent=0) for module in document.modules),
    )


class Design:
    """Made of a certificate that is laid out; call it inside `alone_and_loud()`. Raises UnfitError
    when its words are not to be found where they are expected."""

    def __init__(self, laid: Document, words: Stamped, parts: Parts) -> None:
        if len(laid.pages) != 2:
            raise UnfitError("more than two pages")
        self._laid = laid
        self._lines = [_find(laid, 0, words.first), _find(laid, 1, words.second)]
        for line in (line for lines in self._lines for line in lines):
            _learn(line)
        laid.write_pdf(
            pdf_variant="pdf/a-3a",
            finisher=self._keep(words, parts),
            attachments=attachments(parts),
        )
        fonts = laid.fonts.values()
        self._glyphs = {font.hash: {f"{one:04x}" for one in font.to_unicode} for font in fonts}

    def _keep(self, words: Stamped, parts: Parts) -> Any:
        def finisher(document: Document, pdf: pydyf.PDF) -> None:
            finish_archival(document, pdf, parts.room)
            self._pages = [
                PageDrawing(number, operators, lines)
                for (number, operators), lines in zip(_drawings(pdf), self._lines, strict=True)
            ]
            self._pages[0].find_qr(words.rows)
            self._metadata = next(
                one.number
                for one in pdf.objects
                if isinstance(one, pydyf.Stream) and one.extra.get("Type") == "/Metadata"
            )
            self._link = next(
                one
                for one in pdf.objects
                if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Link"
            )
            self._slot = next((one.number for one in pdf.objects if isinstance(one, Slot)), None)
            self._info = dict(pdf.info)
            changing = {page.number for page in self._pages} | {self._metadata, self._link.number}
            self._attachment = _attachment_number(pdf)
            changing |= {one for one in (self._slot, self._attachment) if one is not None}
            self._plate = Plate(pdf, changing)

        return finisher

    def press(self, words: Stamped, parts: Parts, title: str, description: str) -> bytes:
        """The file of another certificate of this design. Raises UnfitError."""
        drawn = [
            [self._known(line.drawn(text)) for line, text in zip(lines, texts, strict=True)]
            for lines, texts in zip(self._lines, (words.first, words.second), strict=True)
        ]
        changed = {
            self._pages[0].number: self._pages[0].with_lines(drawn[0], words.rows),
            self._pages[1].number: self._pages[1].with_lines(drawn[1]),
            self._link.number: self._linked(words.address, drawn[1][-1].width),
            self._metadata: stream(
                metadata_of(self._laid, title, description),
                {"Type": "/Metadata", "Subtype": "/XML"},
            ),
            self._plate.info_number: pydyf.Dictionary(
                self._info | {"Title": pydyf.String(title), "Subject": pydyf.String(description)}
            ).data,
        }
        if self._slot is not None and parts.room:
            changed[self._slot] = Slot(parts.room).data
        if self._attachment is not None and parts.credential is not None:
            changed[self._attachment] = _embedded(parts)
        return self._plate.press(changed)

    def _known(self, drawn: Drawn) -> Drawn:
        """UnfitError for a glyph that the design's fonts do not have."""
        font = drawn.font.split()[0][1:].decode()
        if not drawn.glyphs <= self._glyphs.get(font, set()):
            raise UnfitError("a glyph that the design lacks")
        return drawn

    def _linked(self, address: str, width: float) -> bytes:
        left, top, _, bottom = self._link["Rect"]
        link = pydyf.Dictionary(self._link)
        link["Rect"] = pydyf.Array([left, top, left + 0.75 * width, bottom])
        link["Contents"] = pydyf.String(address)
        link["A"] = pydyf.Dictionary(self._link["A"] | {"URI": pydyf.String(address)})
        data: bytes = link.data
        return data


def _find(laid: Document, page: int, texts: Iterable[str]) -> list[Line]:
    """The lines that say just these texts, in this order."""
    lines, found = lines_of(laid, page), []
    for text in texts:
        line = next((one for one in lines if one.text == text), None)
        if line is None:
            raise UnfitError(f"{text!r} is not a line of its own")
        found.append(line)
    return found


def _learn(line: Line) -> None:
    """Give the line's font the letters that another text may have, as far as it has them."""
    taught = replace(line, room=float("inf"))
    letters = _taught(line.text)
    try:
        taught.drawn("".join(letters))  # all at once costs as much as one
    except UnfitError:
        for letter in letters:
            with suppress(UnfitError):
                taught.drawn(letter)


def _taught(text: str) -> Iterable[str]:
    """What other texts in a line's place may have: a mark digits alone, a code what codes have."""
    if text.isdecimal():
        return DIGITS
    if parse_code(text):
        return ALPHABET + "-"
    return (*LETTERS, *LIGATURES)


def _drawings(pdf: pydyf.PDF) -> list[tuple[int, list[bytes]]]:
    """(number, operators) of the streams of the pages."""
    contents = [
        int(one["Contents"].split()[0])
        for one in pdf.objects
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page"
    ]
    return [(at, [as_bytes(one) for one in pdf.objects[at].stream]) for at in contents]


def _attachment_number(pdf: pydyf.PDF) -> int | None:
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.extra.get("Type") == "/EmbeddedFile":
            number: int = one.number
            return number
    return None


def _embedded(parts: Parts) -> bytes:
    """The credential as WeasyPrint embeds one."""
    content = parts.credential or b""
    day = pydyf.String(parts.made_on.strftime("D:%Y%m%d000000Z"))
    about = {
        "CheckSum": f"<{md5(content, usedforsecurity=False).hexdigest()}>",
        "Size": len(content),
        "CreationDate": day,
        "ModDate": day,
    }
    extra = {"Type": "/EmbeddedFile", "Subtype": CREDENTIAL_KIND}
    return stream(content, extra | {"Params": pydyf.Dictionary(about)})
