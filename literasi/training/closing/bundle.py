"""All certificates of a class in one piece: a PDF to print, or a zip of the very files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from literasi.accounts.forms import name_key
from literasi.certificates.models import Certificate
from literasi.domain.words import file_part
from literasi.training.progress import ClassView

# A certificate and its file.
Pages = Iterable[tuple[Certificate, bytes]]


def in_order(view: ClassView) -> list[Certificate]:
    """Those in force in the order of the class's list, then those of people who left, by name."""
    listed = [one.certificate for one in view.members if one.certificate is not None]
    known = {one.id for one in listed}
    left = [one for one in view.certificates if one.id not in known and one.name]
    return [*listed, *sorted(left, key=lambda one: (name_key(one.name or ""), one.id))]


def write_pdf(pages: Pages, title: str, target: BinaryIO) -> None:
    # 60 ms to import, which only a process that is asked for this pays.
    from literasi.pdf.merging import merge

    merge(((f"{one.name}, {one.number}", content) for one, content in pages), title, target)


def write_zip(pages: Pages, names: Sequence[str], target: BinaryIO) -> None:
    """Not compressed once more: a PDF hardly gets smaller."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for (one, content), name in zip(pages, names, strict=True):
            stamp = one.created_at.timetuple()[:6]
            packed.writestr(zipfile.ZipInfo(name, stamp), content)


def names_in_zip(certificates: Sequence[Certificate]) -> list[str]:
    """Such as `01-siti-aminah-0001-bp3mi-ntt.pdf`: sorted by name they stand in the same order."""
    return list(_names(certificates))


def _names(certificates: Sequence[Certificate]) -> Iterator[str]:
    digits = max(2, len(str(len(certificates))))
    for place, one in enumerate(certificates, start=1):
        name = file_part(name_key(one.name or ""), otherwise="peserta")
        yield f"{place:0{digits}}-{name}-{file_part(one.number)}.pdf"
