"""Text with separators (.csv, or what Excel calls Unicode text), in whatever encoding it came."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from io import StringIO

from literasi.domain.table import Row, Table
from literasi.sheets.errors import SheetError
from literasi.sheets.workbook import MOST_COLUMNS, MOST_ROWS

SEPARATORS = ";,\t|"
SAMPLE = 30  # lines by which the separator is told

NO_TEXT = (
    "File ini bukan daftar dalam bentuk teks. Simpan sebagai .xlsx atau .csv, lalu unggah lagi."
)
BROKEN_QUOTES = (
    "Tanda kutip di file CSV ini tidak berpasangan. Buka di Excel, simpan sebagai .xlsx, lalu "
    "unggah lagi."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_separated(content: bytes) -> tuple[Table, ...]:
    """One table. Raises SheetError."""
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    # Excel's own first line, which names the separator.
    if first.strip().casefold() in {f"sep={one}" for one in SEPARATORS}:
        return (_table(rest, first.strip()[-1], 2),)
    return (_table(text, _separator(text), 1),)


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, UTF-8 without one, else what old Windows writes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _readable(content[len(mark) :].decode(encoding, "replace"))
    try:
        return _readable(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _readable(content.decode("cp1252", "replace"))


def _readable(text: str) -> str:
    """Bytes of something else turn into signs that no list of names holds. Raises SheetError."""
    odd = sum((not c.isprintable() and c not in "\r\n\t") or c == "\ufffd" for c in text)
    if "\0" in text or odd * 100 > len(text):
        raise SheetError(NO_TEXT)
    return text


def _separator(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of pieces."""
    lines = [line for line in text.splitlines()[: SAMPLE * 2] if line.strip()][:SAMPLE]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        pieces, times = max(counts.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return times, pieces

    return max(SEPARATORS, key=agreement)


def _table(text: str, separator: str, first: int) -> Table:
    rows, is_cut = [], False
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, cells in enumerate(reader, start=first):
            if number > MOST_ROWS:
                is_cut = True
                break
            values = tuple(" ".join(cell.split()) or None for cell in cells[:MOST_COLUMNS])
            if any(values):
                rows.append(Row(number, values))
    except csv.Error:
        raise SheetError(BROKEN_QUOTES) from None
    return Table("", tuple(rows), (), is_cut)
