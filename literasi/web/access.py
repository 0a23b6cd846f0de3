"""Who may reach what: declared beside each endpoint, enforced in one place.

    @blueprint.get("/saya")
    @open_to(*LEARNERS)
    def home(): ...

An endpoint that declares nothing stops the start. Somebody unknown is asked to sign in, as a
learner or as staff; a learner whose card came from staff is asked for an angka kunci first, and
so is one whose session locked, who then comes back to the same page, with what was sent; whoever
else is not meant finds nothing there (404).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from literasi.extensions import login_manager
from literasi.web.links import safe_next

View = TypeVar("View", bound=Callable[..., Any])


class Who(Enum):
    """ANYBODY includes everybody. A CARD_HOLDER is a learner who came in by a card that staff
    printed and has not made it their own yet. A LOCKED one left the phone lying for longer than
    they chose. OFFICE and NATIONAL are administrators, a HEAD is who leads an office and approves,
    a FACILITATOR leads classes of their own and sees no other."""

    ANYBODY = "anybody"
    LEARNER = "learner"
    CARD_HOLDER = "card_holder"
    LOCKED = "locked"
    FACILITATOR = "facilitator"
    TRAINER = "trainer"
    HEAD = "head"
    OFFICE = "office"
    NATIONAL = "national"


LEARNERS = (Who.LEARNER, Who.CARD_HOLDER)
# Whoever sees all that is their office's; and whoever works on its classes, each on those that
# `training.scope` lets them see.
WHOLE_OFFICE = (Who.TRAINER, Who.HEAD, Who.OFFICE)
OFFICE_STAFF = (Who.FACILITATOR, *WHOLE_OFFICE)
ADMINISTRATORS = (Who.OFFICE, Who.NATIONAL)
LOG_READERS = (Who.HEAD, *ADMINISTRATORS)
STAFF = (*OFFICE_STAFF, Who.NATIONAL)


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
    if current_user.who is Who.LOCKED and not allowed.isdisjoint(LEARNERS):
        return ask_to_unlock()
    abort(404)


def ask_to_unlock() -> Response:
    """Lead a locked session to where the angka kunci is asked, and from there back to here: a
    form goes along, so that nothing of what was filled in is lost."""
    here = f"{request.script_root}{request.full_path.rstrip('?')}"
    if request.method == "POST":
        return redirect(url_for("locks.ask", kirim=safe_next(here) or None), code=307)
    return redirect(url_for("locks.show", lanjut=safe_next(here) or None), code=303)


def page_kind() -> str:
    """Whose the page being answered is: "own" when a learner has to be signed in for it, "fresh"
    when it is made for whoever asks, "" when it is the same for everybody."""
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "public_values"):
        return ""
    allowed: frozenset[Who] = getattr(view, "open_to", frozenset())
    # A page that says what failed asks for nobody: it may be the database that failed.
    if (
        g.get("is_error")
        or Who.LEARNER not in allowed
        or not allowed.isdisjoint((Who.ANYBODY, Who.LOCKED))
    ):
        return "fresh"
    return "own"


def is_for_staff() -> bool:
    """Whether the page that somebody unknown asked for is one of staff, and of no learner's."""
    allowed = declared(current_app, request.endpoint or "static")
    return not allowed.isdisjoint(STAFF) and allowed.isdisjoint(LEARNERS)
