"""A file that somebody uploaded, as tables. What it is follows from its bytes, not its name."""

from __future__ import annotations

from literasi.domain.table import Table
from literasi.sheets.errors import SheetError
from literasi.sheets.separated import read_separated
from literasi.sheets.workbook import read_workbook

LARGEST_FILE = 1024 * 1024  # bytes as uploaded

EMPTY = "File ini kosong. Pilih file yang berisi daftar peserta."
TOO_LARGE = "File paling besar 1 MB. Simpan daftar pesertanya saja, tanpa gambar, lalu unggah lagi."
OLD_EXCEL = (
    "Ini file Excel lama (.xls), atau file yang dikunci dengan kata sandi. Buka di Excel, pilih "
    "Simpan Sebagai, jenis “Excel Workbook (.xlsx)”, tanpa kata sandi, lalu unggah lagi."
)
LIBRE = (
    "Ini file LibreOffice (.ods). Buka, pilih Simpan Sebagai, jenis “Excel 2007-365 (.xlsx)”, lalu "
    "unggah lagi."
)
PAGE = (
    "Ini halaman web yang diberi nama seperti file Excel. Buka di Excel, simpan sebagai .xlsx, "
    "lalu unggah lagi."
)
DOCUMENT = "Ini bukan lembar kerja. Salin daftarnya ke Excel atau ke templat, lalu unggah lagi."
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", OLD_EXCEL),
    (b"%PDF", DOCUMENT),
    (b"{\\rtf", DOCUMENT),
    (b"\x89PNG", DOCUMENT),
    (b"\xff\xd8\xff", DOCUMENT),
    (b"GIF8", DOCUMENT),
)


def read_tables(content: bytes) -> tuple[Table, ...]:
    """The visible sheets of a workbook, or the one table of a text. Raises SheetError."""
    if not content.strip():
        raise SheetError(EMPTY)
    if len(content) > LARGEST_FILE:
        raise SheetError(TOO_LARGE)
    for beginning, words in _OTHERS:
        if content.startswith(beginning):
            raise SheetError(words)
    if content.startswith(b"PK"):
        if b"application/vnd.oasis.opendocument" in content[:200]:
            raise SheetError(LIBRE)
        return read_workbook(content)
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise SheetError(PAGE)
    return read_separated(content)
