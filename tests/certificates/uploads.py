"""Bringing a PDF to /verifikasi, and what people do to a certificate's file before."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from werkzeug.test import TestResponse

from tests.people import Reader


def bring(reader: Reader, content: bytes, name: str = "surat.pdf") -> TestResponse:
    return reader.post("/verifikasi", {"berkas": (BytesIO(content), name)})


def main_of(answer: TestResponse) -> str:
    return answer.text.partition("<main")[2].partition("</main>")[0]


def word_of(answer: TestResponse) -> str:
    """The verdict in one word; "" on a page that gives none."""
    words = re.findall(r'<p class="word">([^<]*)</p>', answer.text)
    assert len(words) <= 1
    return words[0] if words else ""


def with_another_name(sealed: bytes, name: str = "Orang Lain") -> bytes:
    """The file with a page that shows another name, added behind as an editor of PDFs does."""
    writer = PdfWriter(BytesIO(sealed), incremental=True)
    _write_on_first_page(writer, name)
    return _written(writer)


def made_anew(sealed: bytes, name: str = "Orang Lain") -> bytes:
    """The same, where the editor writes the whole file anew."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(sealed)))
    _write_on_first_page(writer, name)
    return _written(writer)


def locked(sealed: bytes) -> bytes:
    """With a password, which rewrites every string and stream."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(sealed)))
    writer.encrypt("rahasia", algorithm="RC4-128")
    return _written(writer)


def _write_on_first_page(writer: PdfWriter, text: str) -> None:
    page = writer.pages[0]
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT /F99 30 Tf 90 500 Td (" + text.encode("latin-1") + b") Tj ET")
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F99"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(drawing)


def _written(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def gap_of(sealed: bytes) -> tuple[int, int]:
    """Where the signature lies, with its < and >."""
    start = sealed.rindex(b"/Contents <") + len(b"/Contents ")
    return start, sealed.index(b">", start) + 1


def flipped(content: bytes, place: int, bits: int = 1) -> bytes:
    changed = bytearray(content)
    changed[place] ^= bits
    return bytes(changed)
