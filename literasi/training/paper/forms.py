"""What a trainer chooses for a quiz on paper, read into values or into errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from literasi.accounts.forms import read_uuid
from literasi.domain.course import Course, Module
from literasi.domain.paper import VARIANTS, Item, UnreadableError, read_code, read_typed
from literasi.domain.question import Answer
from literasi.training.forms import read_id


@dataclass(frozen=True, slots=True)
class PaperForm:
    """`taught` is None, or `variants` 0, where there is an error under the field's name."""

    uid: UUID | None
    taught: tuple[Course, Module] | None
    variants: int
    errors: dict[str, str] = field(default_factory=dict)


def read_paper(form: Mapping[str, str], offered: Iterable[tuple[Course, Module]]) -> PaperForm:
    errors: dict[str, str] = {}
    named = {f"{course.slug}/{module.slug}": (course, module) for course, module in offered}
    taught = named.get(form.get("modul", ""))
    variants = read_id(form.get("varian", "").strip()) or 0
    if taught is None:
        errors["modul"] = "Pilih satu modul dari program kelas ini."
    if not 1 <= variants <= len(VARIANTS):
        errors["varian"] = f"Banyaknya varian antara 1 dan {len(VARIANTS)}."
    uid = read_uuid(form.get("kunci", ""))
    if uid is None:
        errors[""] = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu isi lagi."
    return PaperForm(uid, taught, variants, errors)


@dataclass(frozen=True, slots=True)
class EntryForm:
    """An answer sheet as it was typed in. `drawn` are the keys of the questions; `answers` and
    `raw` leave out those left open on paper; `errors` by field. `again` says that it is another
    sheet of somebody who has one already."""

    key: UUID | None
    again: bool
    drawn: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_letter(text: str, number: int, letters: Iterable[str]) -> str | None:
    """The variant that a typed code names, in full (2B) or by its letter alone (b); None where it
    is none of this quiz."""
    plain = "".join(text.split()).upper()
    code = read_code(plain if len(plain) > 1 else f"{number}{plain}")
    return code[1] if code and code[0] == number and code[1] in letters else None


def read_entry(form: Mapping[str, str], items: Iterable[Item]) -> EntryForm:
    items = tuple(items)
    key = read_uuid(form.get("kunci", ""))
    drawn = tuple(item.question.key for item in items)
    read = EntryForm(key, form.get("lagi") == "ya", drawn)
    if key is None:
        read.errors[""] = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu isi lagi."
    for item in items:
        name = f"j{item.number}"
        try:
            answer = read_typed(item, form.get(name, ""))
        except UnreadableError as error:
            read.errors[name] = str(error)
            continue
        if answer is not None:
            read.answers[item.question.key], read.raw[item.question.key] = answer
    return read
