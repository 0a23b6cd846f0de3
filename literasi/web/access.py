"""Who may reach what: declared beside each endpoint, enforced in one place.

    @blueprint.get("/saya")
    @open_to(*LEARNERS)
    def home(): ...

An endpoint that declares nothing stops the start. Somebody unknown is asked to sign in, as a
learner or as staff; a learner whose card came from staff is asked for an angka kunci first;
whoever else is not meant finds nothing there (404).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])


class Who(Enum):
    """ANYBODY includes everybody. A CARD_HOLDER is a learner who came in by a card that staff
    printed and has not made it their own yet. OFFICE and NATIONAL are administrators."""

    ANYBODY = "anybody"
    LEARNER = "learner"
    CARD_HOLDER = "card_holder"
    TRAINER = "trainer"
    OFFICE = "office"
    NATIONAL = "national"


LEARNERS = (Who.LEARNER, Who.CARD_HOLDER)
OFFICE_STAFF = (Who.TRAINER, Who.OFFICE)
ADMINISTRATORS = (Who.OFFICE, Who.NATIONAL)
STAFF = (Who.TRAINER, Who.OFFICE, Who.NATIONAL)


class UndeclaredError(RuntimeError):
    """An endpoint does not say who may reach it; a mistake in the program."""


def open_to(*who: Who) -> Callable[[View], View]:
    """Declare who may reach a view."""

    def declare(view: View) -> View:
        view.open_to = frozenset(who)  # type: ignore[attr-defined]
        return view

    return declare


def declared(app: Flask, endpoint: str) -> frozenset[Who]:
    """Who may reach an endpoint. Raises UndeclaredError."""
    found = getattr(app.view_functions[endpoint], "open_to", None)
    if not found:
        raise UndeclaredError(endpoint)
    return frozenset(found)


def init_access(app: Flask) -> None:
    """Call it once every view is registered."""
    # Flask's own files by name: style, script and icon have an address of their own, /aset.
    open_to(Who.ANYBODY)(app.view_functions["static"])
    for endpoint in app.view_functions:
        declared(app, endpoint)
    app.before_request(_enforce)


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    allowed = declared(current_app, request.endpoint)
    if Who.ANYBODY in allowed:
        return None
    if not current_user.is_authenticated:
        return login_manager.unauthorized()  # type: ignore[no-any-return]
    if current_user.who in allowed:
        return None
    if current_user.who is Who.CARD_HOLDER and Who.LEARNER in allowed:
        return redirect(url_for("cards.sealed"), code=303)
    abort(404)


def is_for_staff() -> bool:
    """Whether the page that somebody unknown asked for is one of staff, and of no learner's."""
    allowed = declared(current_app, request.endpoint or "static")
    return not allowed.isdisjoint(STAFF) and allowed.isdisjoint(LEARNERS)
