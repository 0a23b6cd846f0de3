"""The draws that a reader has open, kept in the session so that a reload shows the same ones."""

from __future__ import annotations

from collections.abc import Container

from flask import session

from literasi.accounts import sessions
from literasi.accounts.sessions import device_hash
from literasi.domain.course import Bank, Course
from literasi.learning import tickets
from literasi.learning.operations import learner_of
from literasi.learning.tickets import Ticket, TicketError
from literasi.web.site import site

DRAWS = "draws"  # in the session: "course/place" to the sealed ticket that is still open
MOST_DRAWS = 3  # a cookie has room for few


def open_draw(course: Course, place: str, names: Container[str], bank: Bank) -> tuple[str, Ticket]:
    """The draw that this reader has open, sealed and open; a new one when there is none, or when
    questions or reader changed. `place` is a module's slug or a test's mark, `names` are all
    under which it is known."""
    person = sessions.learner()
    learner = person.uid if person else None
    device = device_hash()
    sealed = session.get(DRAWS, {}).get(f"{course.slug}/{place}", "")
    try:
        ticket = read_ticket(sealed, course, names)
        drawn_for = (ticket.learner, ticket.device_hash, ticket.bank_hash)
        if drawn_for == (learner, device, bank.hash):
            return sealed, ticket
    except TicketError:
        pass
    ticket = tickets.new_ticket(
        learner=learner, device_hash=device, course=course.slug, module=place, bank=bank
    )
    sealed = seal(ticket)
    _remember(course, place, sealed)
    return sealed, ticket


def read_ticket(sealed: str, course: Course, names: Container[str]) -> Ticket:
    """Raises TicketExpiredError, or TicketError for one of another course or place."""
    ticket = _office().open(sealed)
    if ticket.course not in (course.slug, *course.aliases) or ticket.module not in names:
        raise TicketError("a ticket for another module")
    return ticket


def seal(ticket: Ticket) -> str:
    """The ticket as it travels."""
    return _office().seal(ticket)


def learner_id_of(ticket: Ticket) -> int | None:
    """Whose answers these will be, with or without a session; None for a device's."""
    person = sessions.learner()
    if person is not None and person.uid == ticket.learner:
        return person.learner_id
    return learner_of(ticket)


def forget_draw(course: Course, place: str) -> None:
    draws = dict(session.get(DRAWS, {}))
    if draws.pop(f"{course.slug}/{place}", None):
        session[DRAWS] = draws


def _remember(course: Course, place: str, sealed: str) -> None:
    draws = dict(session.get(DRAWS, {}))
    draws.pop(f"{course.slug}/{place}", None)
    newest = list(draws.items())[-(MOST_DRAWS - 1) :]
    session[DRAWS] = {**dict(newest), f"{course.slug}/{place}": sealed}
    session.permanent = True


def _office() -> tickets.TicketOffice:
    return tickets.TicketOffice(list(site().keys("ticket").keys.values()))
