"""What is asked about a participant, as pages of the person and of staff show and take it."""

from __future__ import annotations

from typing import Any

from literasi.domain.participant import Details
from literasi.training.models import Seat
from literasi.training.roster.details import (
    allow_details,
    find_details,
    is_answered,
    refuse_details,
    values_of,
)
from literasi.training.roster.forms import DetailsForm, choices, form_of
from literasi.web.clock import now
from literasi.web.languages import current_language


def take_answer(seat: Seat, form: DetailsForm) -> None:
    """Keep what the person allows, empty what they do not, and leave it if they did not say."""
    if form.allowed is True:
        allow_details(seat, form.details, now())
    elif form.allowed is False:
        refuse_details(seat, now())


def own_values(seat: Seat) -> Details:
    """What the person sees of it. Whoever came through the door only had to say the name: what
    staff wrote about a namesake is not shown to them."""
    row = find_details(seat.id)
    may_see = seat.claimed_by != "door" or is_answered(row)
    return values_of(row if may_see else None)


def staff_details(seat: Seat) -> dict[str, Any]:
    """What a page of staff shows of a seat's details, and the form to write them."""
    row = find_details(seat.id)
    return {"row": row, "form": form_of(values_of(row)), "choices": choices("id")}


def claim_details(seat: Seat, form: DetailsForm | None) -> dict[str, Any]:
    """The same questions where a seat is claimed: as they were sent, or as staff wrote them."""
    shown = form or form_of(values_of(find_details(seat.id)))
    return {"form": shown, "choices": choices(current_language().code)}
