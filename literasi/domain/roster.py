"""A pasted list of names: from a spreadsheet, a chat or a letter, with whatever came along."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from literasi.domain.nik import holds_nik

NAME_LENGTH = 60
MOST = 60  # names in one paste
IDENTITY = (
    "ada nomor 16 angka, seperti NIK. Nomor seperti itu tidak kami terima dan tidak disimpan. "
    "Hapus nomornya."
)

_NUMBER = re.compile(r"^\s*\(?\d{1,4}\s*(?:[.):\-–]+\s*|\s+|$)")
_HEADINGS = {"nama", "nama lengkap", "nama peserta", "daftar nama", "peserta", "daftar peserta"}
_BULLETS = "-*•·–— "


@dataclass(frozen=True, slots=True)
class Roster:
    """The names in their order, and what is wrong, line by line, in the reader's words."""

    names: tuple[str, ...]
    problems: tuple[str, ...] = ()


def read_roster(text: str) -> Roster:
    """Names from lines that may be numbered, hold tabs or semicolons, or be empty.

    A line's first cell with a letter is the name; a heading is passed over. The same name
    twice is two people until somebody says otherwise. A line with sixteen digits is refused,
    wherever they stand: somebody pasted identity cards.
    """
    names, problems = [], []
    for place, line in enumerate(text.splitlines(), start=1):
        name = _name(line)
        if holds_nik(line):
            problems.append(f"Baris {place}: {IDENTITY}")
        elif not name or name.casefold() in _HEADINGS:
            continue
        elif len(name) > NAME_LENGTH:
            problems.append(f"Baris {place}: nama paling panjang {NAME_LENGTH} huruf.")
        elif not name.isprintable():
            problems.append(f"Baris {place}: ada tanda yang tidak bisa disimpan.")
        else:
            names.append(name)
    if len(names) > MOST:
        problems.append(f"Ada {len(names)} nama. Tempel paling banyak {MOST} nama sekali jalan.")
    return Roster(tuple(names), tuple(problems))


def _name(line: str) -> str:
    return next((name for cell in re.split(r"[\t;]", line) if (name := bare_name(cell))), "")


def bare_name(cell: str) -> str:
    """What a cell holds without numbering and bullets, if it may be a name; else ""."""
    bare = _NUMBER.sub("", cell).strip(_BULLETS + "\u00a0")
    if not any(character.isalpha() for character in bare) or bare.casefold() in ("no", "no."):
        return ""
    return " ".join(unicodedata.normalize("NFC", bare).split())
