"""Cards that staff print for seats which nobody has taken yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from literasi.accounts.audit import Act, note
from literasi.accounts.cards import new_card
from literasi.database import db
from literasi.keys import KeyRing
from literasi.training.models import Cohort, Seat
from literasi.training.operations import place_seats, retire_card, seats_of, subject


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What goes on paper, this once. A spare's name is ""; it has a number instead."""

    name: str
    code: str
    spare_no: int | None = None


def print_cards(
    cohort: Cohort, spares: int, new_code: Callable[[], str], ring: KeyRing, act: Act
) -> list[PrintedCard]:
    """A new card for each seat with a name that nobody took, and for `spares` without.

    Those printed before for these seats stop working. Raises ClassFullError.
    """
    free = [seat for seat in seats_of(cohort.id) if seat.learner_id is None]
    named = [seat for seat in free if seat.name]
    blank = [seat for seat in free if not seat.name][:spares]
    blank += place_seats(cohort, [""] * (spares - len(blank)), act.now)
    _number(cohort, blank)
    printed = [_print(seat, new_code(), ring, act) for seat in (*named, *blank)]
    if printed:
        about = f"{cohort.name}: {len(named)} kartu bernama, {len(blank)} cadangan"
        note(act, "card.print", subject(cohort), about)
    return printed


def print_spares(
    cohort: Cohort, spares: int, new_code: Callable[[], str], ring: KeyRing, act: Act
) -> list[PrintedCard]:
    """Spare cards more, while the class goes on: every card that was handed out stays good.
    Raises ClassFullError."""
    blank = place_seats(cohort, [""] * spares, act.now)
    _number(cohort, blank)
    printed = [_print(seat, new_code(), ring, act) for seat in blank]
    if printed:
        note(act, "card.print", subject(cohort), f"{cohort.name}: {len(blank)} cadangan lagi")
    return printed


def _print(seat: Seat, code: str, ring: KeyRing, act: Act) -> PrintedCard:
    retire_card(seat, act.now)
    card = new_card(code, ring, act.now, printed_by_staff=True)
    db.session.flush()
    seat.card_id = card.id
    db.session.flush()
    return PrintedCard(seat.name, code, None if seat.name else seat.spare_no)


def _number(cohort: Cohort, spares: Sequence[Seat]) -> None:
    """Spares that have no number yet get the next ones of their class: none comes twice, also when
    its seat is taken or left."""
    last = select(func.max(Seat.spare_no)).where(Seat.cohort_id == cohort.id)
    number = db.session.scalar(last) or 0
    for seat in spares:
        if seat.spare_no is None:
            number += 1
            seat.spare_no = number
    db.session.flush()
