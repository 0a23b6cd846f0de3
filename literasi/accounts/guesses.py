"""Guesses at a secret: each is counted as wrong before anybody looks at it.

Checking a hash takes 23 ms on purpose, so it happens between two short transactions and not
inside one, where everybody else who wants to write would wait for it:

    with write():
        guess = begin_guess(learner, counter, moment)
    check_guess(guess, typed, pepper)
    with write():
        accept_guess(learner, counter, guess)
        ...

Guesses that arrive together queue at the counter's row, so no more of them are checked than one
after the other would be. A guess that never ends, because the process died, stays counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from literasi.accounts.models import KnownLearner, Learner, LearnerCard
from literasi.accounts.secrets import is_key_number
from literasi.database import db
from literasi.domain.lockout import Tries
from literasi.keys import KeyRing

Holder = Learner
Counter = KnownLearner | LearnerCard


class WrongGuessError(Exception):
    """The guess is wrong or may not be made now; `tries` says what follows."""

    def __init__(self, tries: Tries) -> None:
        self.tries = tries


@dataclass(frozen=True, slots=True)
class Guess:
    """`stored` is the hash to check it against, `tries` the count with this guess as wrong."""

    stored: str
    tries: Tries


def begin_guess(holder: Holder, counter: Counter, now: datetime) -> Guess:
    """Count a guess as wrong, under `with write():`, which must end before the check.

    Raises WrongGuessError, and counts nothing, while guesses have to wait or end for good.
    """
    db.session.refresh(counter, with_for_update=True)
    tries = tries_of(counter)
    # Whoever has the card in hand may go on after a wait; a name on a phone may not.
    over = tries.needs_card and isinstance(counter, KnownLearner)
    if over or tries.is_waiting(now):
        raise WrongGuessError(tries)
    _keep(counter, tries.after_wrong(now))
    return Guess(_secret_of(holder), tries_of(counter))


def check_guess(guess: Guess, typed: str, pepper: KeyRing) -> None:
    """Compare with the stored hash, outside of any transaction. Raises WrongGuessError."""
    if not is_key_number(typed, guess.stored, pepper):
        raise WrongGuessError(guess.tries)


def accept_guess(holder: Holder, counter: Counter, guess: Guess) -> None:
    """Forget the wrong tries after a right one, in the transaction that lets the person in.

    Raises WrongGuessError when the secret was changed since `begin_guess`.
    """
    db.session.refresh(counter, with_for_update=True)
    # Locked, so that whoever changes the secret either waits or is seen here.
    db.session.refresh(holder, with_for_update=True)
    if _secret_of(holder) != guess.stored:
        raise WrongGuessError(guess.tries)
    _keep(counter, Tries())


def tries_of(counter: Counter) -> Tries:
    return Tries(counter.wrong_tries, counter.wait_until)


def _keep(counter: Counter, tries: Tries) -> None:
    counter.wrong_tries, counter.wait_until = tries.wrong, tries.wait_until
    db.session.flush()


def _secret_of(holder: Holder) -> str:
    return holder.key_number_hash or ""
