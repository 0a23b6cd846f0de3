"""Numbers that a class's certificates take from the office's own register, as a form says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from literasi.accounts.forms import read_uuid
from literasi.domain.register import (
    clean_number,
    counted_from,
    number_faults,
    pasted,
)
from literasi.training.progress import Member

FIELD = "nomor-"
FORM_SIZE = 256 * 1024  # bytes of a form with a number for each of 500 people
TAKEN = "Nomor ini sudah dipakai sertifikat lain."
WRONG = "Ada nomor yang perlu dibetulkan. Belum ada sertifikat yang terbit."
NO_LIST = "Tulis dulu nomor pertamanya, atau tempel daftar nomornya."


@dataclass(frozen=True, slots=True)
class Numbers:
    """By seat: `typed` is what stands in the fields, `errors` what to mend."""

    typed: dict[UUID, str] = field(default_factory=dict)
    errors: dict[UUID, str] = field(default_factory=dict)


def read_numbers(form: Mapping[str, str], members: Sequence[Member]) -> Numbers:
    """One for each of those who are to have a certificate, all different."""
    typed = {one.seat.uid: clean_number(form.get(f"{FIELD}{one.seat.uid}", "")) for one in members}
    return Numbers(typed, number_faults(typed))


def typed_numbers(form: Mapping[str, str]) -> dict[UUID, str]:
    """Whatever stands in the fields, in their order."""
    found = {}
    for name, text in form.items():
        if name.startswith(FIELD) and (uid := read_uuid(name.removeprefix(FIELD))):
            found[uid] = clean_number(text)
    return found


def all_taken(form: Mapping[str, str], taken: frozenset[str]) -> Numbers:
    typed = typed_numbers(form)
    return Numbers(typed, {uid: TAKEN for uid, number in typed.items() if number in taken})


def fill_in(form: Mapping[str, str]) -> tuple[Numbers, str]:
    """The fields filled in their order from a pasted list, or on from the first number; and what
    there is to say about it, "" for nothing."""
    uids, listed = list(typed_numbers(form)), pasted(form.get("nomor_daftar", ""))
    numbers = listed or counted_from(clean_number(form.get("nomor_pertama", "")), len(uids))
    if not numbers:
        return Numbers(typed_numbers(form)), NO_LIST
    typed = dict(zip(uids, [*numbers, *[""] * len(uids)], strict=False))
    told = ""
    if len(numbers) != len(uids):
        told = f"Daftarnya {len(numbers)} nomor, sedangkan orangnya {len(uids)}. Periksa urutannya."
    return Numbers(typed), told
