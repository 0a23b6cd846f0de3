"""The browser's side of a session: two cookies, and the user that flask-login hands out.

The device cookie is a random token that says which phone this is, to nobody else's
knowledge: only its SHA-256 is stored, and only once there is something to keep. The
session cookie is signed and names a row; the row decides, so a copied cookie dies
with it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from flask import Response, after_this_request, current_app, g, request, session
from flask_login import UserMixin, login_user, logout_user

from literasi.accounts.models import Learner
from literasi.accounts.operations import Person, begin_sign_in, end_sign_in, find_person
from literasi.extensions import login_manager
from literasi.web.access import Who

LONG = 400 * 24 * 3600  # seconds; browsers cap cookies at 400 days
# Readable by the page's script and worth nothing to anybody: somebody is signed in here,
# so asking for the personal answer is worth a request.
HINT_COOKIE = "literasi_ada"


class User(UserMixin):  # type: ignore[misc]
    """What `current_user` is for somebody signed in."""

    who = Who.LEARNER

    def __init__(self, token: str, person: Person) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_user(token: str) -> User | None:
    person = find_person(_hash(token))
    return User(token, person) if person else None


def sign_in(learner: Learner, now: datetime) -> None:
    """Begin a session for `learner` in this browser, under `with write():`.

    Whatever session the browser held before is dropped, so that none can be planted.
    """
    token = secrets.token_urlsafe(16)
    row = begin_sign_in(learner, device=device_hash(), token_hash=_hash(token), now=now)
    session.clear()
    session.permanent = True
    login_user(User(token, Person(row.id, learner.id, learner.uid, learner.name)))
    _hint("1")


def sign_out(user: User, now: datetime) -> None:
    """End this session's row, under `with write():`, and forget the cookie."""
    end_sign_in(user.person.sign_in_id, now)
    logout_user()
    session.clear()
    _hint("")


def device_hash() -> bytes:
    """SHA-256 of this browser's device token; a new one is set with the answer if needed."""
    token = g.get("device_token") or request.cookies.get(_device_cookie(), "")
    if len(token) < 22:
        token = secrets.token_urlsafe(16)
        after_this_request(lambda response: _set(response, _device_cookie(), token, True))
    g.device_token = token
    return _hash(token)


def _hint(value: str) -> None:
    after_this_request(lambda response: _set(response, HINT_COOKIE, value, False))


def _set(response: Response, name: str, value: str, http_only: bool) -> Response:
    response.set_cookie(
        name,
        value,
        max_age=LONG if value else 0,
        httponly=http_only,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )
    return response


def _device_cookie() -> str:
    return f"{current_app.config['COOKIE_PREFIX']}literasi_hp"


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
