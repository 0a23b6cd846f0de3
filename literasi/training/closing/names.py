"""Names for the certificates: put right and confirmed by staff who saw an identity card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import NAME_LENGTH, clean_name
from literasi.database import db, insert_once
from literasi.domain.nik import holds_nik
from literasi.training.closing.models import NameCheck
from literasi.training.operations import subject
from literasi.training.progress import ClassView, Member


class NameChangedError(Exception):
    """The names of `seats` are no longer those that the form showed; nothing was stored."""

    def __init__(self, seats: frozenset[UUID]) -> None:
        super().__init__(len(seats))
        self.seats = seats


@dataclass(frozen=True, slots=True)
class TypedName:
    """`seen` is what the form showed, `name` how the certificate is to write it."""

    seen: str
    name: str


@dataclass(frozen=True, slots=True)
class NamesForm:
    """`wanted` by seat, of those that are ticked or changed; `errors` by seat too."""

    wanted: dict[UUID, TypedName]
    errors: dict[UUID, str]


def read_names(form: Mapping[str, str], ticked: set[str], seats: Sequence[UUID]) -> NamesForm:
    """Of the fields `nama-<seat>` and `semula-<seat>`. With `semua` every name is confirmed."""
    wanted, errors = {}, {}
    for uid in seats:
        seen = form.get(f"semula-{uid}")
        name = clean_name(form.get(f"nama-{uid}", ""))
        if seen is None or not (name != seen or str(uid) in ticked or "semua" in form):
            continue
        if problem := name_problem(name):
            errors[uid] = problem
        wanted[uid] = TypedName(seen, name)
    return NamesForm(wanted, errors)


def confirm_names(view: ClassView, wanted: Mapping[UUID, TypedName], act: Act) -> int:
    """Store that these names are right; returns how many were not confirmed so before. Whoever has
    a certificate, or no seat, is passed over. The class is locked. Raises NameChangedError."""
    people = [one for one in view.members if one.learner_id and one.certificate is None]
    todo = [(one, wanted[one.seat.uid]) for one in people if one.seat.uid in wanted]
    todo = [(one, typed) for one, typed in todo if not (one.is_named and one.name == typed.name)]
    if clashing := frozenset(one.seat.uid for one, typed in todo if one.name != typed.seen):
        raise NameChangedError(clashing)
    for member, typed in todo:
        if member.name != typed.name:
            about = f"{view.cohort.name}: {member.name} → {typed.name}"
            note(act, "certificate.name", f"seat:{member.seat.uid}", about)
        check_name(member, typed.name, act)
    if todo:
        about = f"{view.cohort.name}: {len(todo)} nama"
        note(act, "certificate.names", subject(view.cohort), about)
    return len(todo)


def check_name(member: Member, name: str, act: Act) -> None:
    """From now on the certificate writes them so, while their name stays what it is."""
    db.session.execute(delete(NameCheck).where(NameCheck.seat_id == member.seat.id))
    insert_once(
        NameCheck,
        seat_id=member.seat.id,
        looked_at=member.own_name,
        name=name,
        checked_by_id=act.staff_id,
        checked_at=act.now,
    )


def name_problem(name: str) -> str:
    """What is wrong with a name for a certificate, as its trainer reads it; "" when it will do."""
    if not any(character.isalpha() for character in name):
        return "Tulis namanya dengan huruf."
    if len(name) > NAME_LENGTH:
        return f"Nama paling panjang {NAME_LENGTH} huruf. Ini {len(name)} huruf."
    if holds_nik(name):
        return "Tulis namanya saja. Nomor KTP tidak kami simpan."
    return "" if name.isprintable() else "Ada tanda yang tidak bisa disimpan. Ketik ulang namanya."
