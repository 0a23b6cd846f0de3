"""The parts of a workbook, taken out of their zip while every byte is counted.

A workbook is a zip of XML files. One of a megabyte may unpack to gigabytes, lie about it in its
directory, hold other archives or macros, or declare entities that grow in the parser. Only parts
that a reader of values needs are taken, within bounds, and put into a new plain zip.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from literasi.sheets.errors import SheetError

MOST_PARTS = 300
LARGEST_PART = 6 * 1024 * 1024  # bytes unpacked: some 15,000 rows of ten columns
LARGEST_WHOLE = 12 * 1024 * 1024
BLOCK = 64 * 1024
# What reading costs is told by the number of tags: some 10 millionths of a second for each text and
# each style, less for a cell.
MOST_TAGS = {"xl/sharedstrings.xml": 200_000, "xl/styles.xml": 80_000, "xl/worksheets/": 500_000}
MOST_TAGS_ELSEWHERE = 20_000

# What values need: no macros, pictures, drawings, comments, links to other files or custom parts.
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/workbook\.xml"
    r"|xl/sharedStrings\.xml|xl/styles\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

TOO_LARGE = (
    "Isi file ini terlalu besar untuk daftar peserta. Salin kolom yang perlu saja ke file baru, "
    "atau pakai templat, lalu unggah lagi."
)
DAMAGED = (
    "File ini rusak atau tidak lengkap. Buka di Excel, simpan lagi sebagai .xlsx, lalu unggah."
)
ODD = "File ini berisi bagian yang tidak kami terima. Salin isinya ke file baru, lalu unggah lagi."
LOCKED = "File ini dikunci dengan kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi."
OTHER = "File ini bukan lembar kerja Excel. Simpan sebagai .xlsx atau .csv, lalu unggah lagi."


def take_parts(content: bytes) -> dict[str, bytes]:
    """The wanted parts of a workbook by their names. Raises SheetError."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            wanted = _wanted(packed)
            left, parts = LARGEST_WHOLE, {}
            for part in wanted:
                parts[part.filename] = _inflate(packed, part, min(left, LARGEST_PART))
                left -= len(parts[part.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise SheetError(DAMAGED) from None
    except RuntimeError:
        # zipfile's word for a part under a password.
        raise SheetError(LOCKED) from None
    return parts


def pack(parts: dict[str, bytes]) -> BytesIO:
    """The parts as a workbook again, with nothing else in it."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def _wanted(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """What the directory says is looked at first, because that costs nothing."""
    every = packed.infolist()
    if len(every) > MOST_PARTS:
        raise SheetError(TOO_LARGE)
    wanted = [part for part in every if _WANTED.fullmatch(part.filename)]
    names = [part.filename.casefold() for part in wanted]
    if "xl/workbook.xml" not in names:
        raise SheetError(OTHER)
    if len(set(names)) < len(names):
        raise SheetError(ODD)
    if any(part.file_size > LARGEST_PART for part in wanted):
        raise SheetError(TOO_LARGE)
    if sum(part.file_size for part in wanted) > LARGEST_WHOLE:
        raise SheetError(TOO_LARGE)
    return wanted


def _inflate(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part's bytes, counted while they come, whatever the directory says of their number."""
    found = bytearray()
    with packed.open(part) as stream:
        while block := stream.read(BLOCK):
            found += block
            if len(found) > most:
                raise SheetError(TOO_LARGE)
    content = bytes(found)
    # In UTF-16 a declaration would pass by the search below.
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:200]:
        raise SheetError(ODD)
    if _DECLARES.search(content):
        raise SheetError(ODD)
    if content.count(b"<") > _most_tags(part.filename.casefold()):
        raise SheetError(TOO_LARGE)
    return content


def _most_tags(name: str) -> int:
    found = (most for start, most in MOST_TAGS.items() if name.startswith(start))
    return next(found, MOST_TAGS_ELSEWHERE)
