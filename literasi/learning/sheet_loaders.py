"""A quiz sheet that comes back: its ticket opened, its questions found, its form read."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from literasi.accounts import sessions
from literasi.accounts.operations import is_one_person
from literasi.accounts.sessions import device_hash
from literasi.domain.assignment import QuizTerms
from literasi.domain.course import Bank, Course, Module
from literasi.domain.draw import Draw, draw
from literasi.learning.draw_sessions import learner_id_of, read_ticket
from literasi.learning.forms import Form, QuizForm, body_hash, read_quiz
from literasi.learning.models import Attempt
from literasi.learning.operations import Kept, OfflineNote, Submission, find_bank
from literasi.learning.tickets import Ticket
from literasi.web.clock import now
from literasi.web.site import site

# The hook by which an upper feature sets terms for a learner's quiz, or None.
QUIZ_TERMS = "quiz_terms"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The ticket as it came and opened, its bank, and what it drew of it."""

    sealed: str
    ticket: Ticket
    bank: Bank
    shown: Draw

    def read(self, form: Form) -> QuizForm:
        questions = {question.key: question for question in self.bank.questions}
        return read_quiz(questions, self.shown, form)

    def submission(self, read: QuizForm, form: Form, offline: OfflineNote | None) -> Submission:
        return Submission(
            ticket=self.ticket,
            learner_id=learner_id_of(self.ticket),
            drawn=self.shown.questions,
            answers=read.answers,
            raw=read.raw,
            body_hash=body_hash(form),
            offline=offline,
        )


def load_sheet(course: Course, module: Module, sealed: str) -> Sheet:
    """Raises TicketExpiredError, TicketError, or UnknownBankError."""
    ticket = read_ticket(sealed, course, names_of(module))
    bank = find_bank(site().catalogue, ticket.course, ticket.bank_hash)
    return Sheet(sealed, ticket, bank, draw(bank, ticket.seed))


def names_of(module: Module) -> tuple[str, ...]:
    """Every name under which a ticket may know the module."""
    return (module.slug, *module.aliases)


def terms_here(course: Course, module: Module) -> QuizTerms | None:
    """What somebody above (a class) asks of whoever reads, in this quiz; None for nothing."""
    person = sessions.learner()
    if person is None:
        return None
    found: QuizTerms | None = current_app.extensions[QUIZ_TERMS](
        person.learner_id, course, module, now()
    )
    return found


def owner_of(ticket: Ticket) -> str:
    """The learner's uid as the phone knows them; "" for a device's."""
    return ticket.learner.hex if ticket.learner else ""


def may_see(attempt: Attempt | Kept) -> bool:
    """The learner whose attempt it is, or the device while it is nobody's."""
    if attempt.learner_id is None:
        return attempt.device_hash == device_hash()
    person = sessions.learner()
    return person is not None and is_one_person(person.learner_id, attempt.learner_id)
