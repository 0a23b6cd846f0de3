"""The field that a seal fills: unseen, but told to screen readers in its place.

It is made with the document, so that sealing only fills a room; a field that is added afterwards
stands outside the tags, which PDF/UA-1 (7.18.4) does not allow.
"""

from __future__ import annotations

from dataclasses import dataclass

import pydyf

from literasi.domain.seal_slot import slot

NAME = "Segel"
SPOKEN = "Segel elektronik Literasi"
REASON = "Bukti asal dan keutuhan berkas, bukan tanda tangan elektronik tersertifikasi"
PRINT = 4
# Signatures exist, and whoever adds to the file appends.
SIGNATURES_EXIST, APPEND_ONLY = 1, 2


@dataclass(frozen=True, slots=True)
class Room:
    """`digits` of hexadecimal for a seal, and where the file says that it can be checked."""

    digits: int
    address: str


class Slot(pydyf.Object):  # type: ignore[misc]
    """The dictionary that is filled; outside of compressed parts, or nobody could fill it."""

    compressible = False

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.data = slot(room.digits, REASON, room.address)

    data = b""


def add_seal_field(pdf: pydyf.PDF, room: Room) -> None:
    """To the last page of a tagged document, as a form field at the end of its structure."""
    structure = _the(pdf, "S", "/Document")
    mapping = pdf.objects[_number(_the(pdf, "Type", "/StructTreeRoot")["ParentTree"])]
    page = [one for one in _dictionaries(pdf) if one.get("Type") == "/Page"][-1]
    place = mapping["Nums"][-2] + 1
    signature = Slot(room)
    pdf.add_object(signature)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(NAME),
            "TU": pydyf.String(SPOKEN),
            "F": PRINT,
            "Rect": pydyf.Array([0, 0, 0, 0]),
            "P": page.reference,
            "StructParent": place,
            "V": signature.reference,
        }
    )
    pdf.add_object(field)
    page["Annots"] = pydyf.Array([*page.get("Annots", ()), field.reference])
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": structure.reference,
            "Pg": page.reference,
            "Alt": pydyf.String(SPOKEN),
            "K": pydyf.Array([_object_reference(field, page)]),
        }
    )
    pdf.add_object(element)
    structure["K"].append(element.reference)
    mapping["Nums"].extend((place, element.reference))
    pdf.catalog["AcroForm"] = _form(field)


def _object_reference(field: pydyf.Dictionary, page: pydyf.Dictionary) -> pydyf.Dictionary:
    return pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page.reference})


def _form(field: pydyf.Dictionary) -> pydyf.Dictionary:
    return pydyf.Dictionary(
        {"Fields": pydyf.Array([field.reference]), "SigFlags": SIGNATURES_EXIST | APPEND_ONLY}
    )


def _dictionaries(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]


def _the(pdf: pydyf.PDF, key: str, value: str) -> pydyf.Dictionary:
    (found,) = (one for one in _dictionaries(pdf) if one.get(key) == value)
    return found


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
