"""The browser's side of a session: two cookies, and the user that flask-login hands out.

Both are random tokens of which only the SHA-256 is stored. The device cookie says which
phone this is, and is stored only once there is something to keep. The sign-in cookie names
a session's row; the row decides, so a copied cookie dies with it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime
from uuid import UUID

from flask import Request, Response, after_this_request, current_app, g, request, session
from flask_login import UserMixin, current_user

from literasi.accounts.loans import lender, touch
from literasi.accounts.models import Learner, LearnerCard
from literasi.accounts.operations import Person, begin_sign_in, end_sign_in, find_person
from literasi.accounts.staff import begin_staff_sign_in
from literasi.accounts.staff_models import Staff
from literasi.accounts.staff_sign_in import StaffPerson, find_staff_person
from literasi.database import db, write
from literasi.domain.access import is_use_due
from literasi.extensions import login_manager
from literasi.web.access import Who
from literasi.web.clock import now
from literasi.web.site import site

LONG = 400 * 24 * 3600  # seconds; browsers cap cookies at 400 days
# Readable by the page's script and worth nothing to anybody: somebody is signed in here, so
# asking for the personal answer is worth a request; and who, so that a phone with no signal knows
# whose of the things that it keeps are the reader's: "1.<uid>", with ".p" on an office's phone and
# ".k" where the angka kunci is asked again. "0.<uid>" says who has left, until the phone has
# removed what it kept of them.
HINT_COOKIE = "literasi_ada"
HINT = re.compile(r"1(\.[0-9a-f]{32}(?:\.[pk])?)")
# Readable by the page's script too: whose classes this device keeps for places with no network, as
# the hex of the staff's uid and that of their posting (static/js/afield-store.js). It is there only
# where somebody prepared a class, and gone with the session or the posting.
STAFF_HINT_COOKIE = "literasi_petugas"
READABLE = {HINT_COOKIE, STAFF_HINT_COOKIE}
SIGN_IN_COOKIE = "literasi_masuk"
DEVICE_COOKIE = "literasi_hp"
SHORTEST_TOKEN = 22  # characters of 16 random bytes
# Tells which table to look in; the row still decides. No token of a learner has a dot.
STAFF_MARK = "p."


class User(UserMixin):  # type: ignore[misc]
    """What `current_user` is for a learner who is signed in."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.locks_after = person.locks_after
        self.who = Who.CARD_HOLDER if person.limited else Who.LEARNER
        if person.locked:
            self.who = Who.LOCKED


class StaffUser(UserMixin):  # type: ignore[misc]
    """What `current_user` is for staff."""

    locks_after = None

    def __init__(self, person: StaffPerson) -> None:
        self.person = person
        self.who = Who(person.role)


@login_manager.request_loader  # type: ignore[untyped-decorator]
def load_user(request: Request) -> User | StaffUser | None:
    """Who is signed in: the row that the cookie names, or nobody."""
    token = request.cookies.get(_name(SIGN_IN_COOKIE), "")
    if not token:
        return None
    if token.startswith(STAFF_MARK):
        staff = find_staff_person(_hash(token), now())
        return StaffUser(staff) if staff and (not staff.demo or site().settings.demo) else None
    person = g.reader = find_person(_hash(token), now())
    return User(person) if person else None


def learner() -> Person | None:
    """The learner who reads this page, on pages that anybody may open; nobody once it locked."""
    person = owner()
    return None if person is None or person.locked else person


def owner() -> Person | None:
    """Whose session this is, locked or not: for what somebody did, and not for what they see."""
    user = current_user._get_current_object()
    return user.person if isinstance(user, User) else None


def is_locked() -> bool:
    """Whether somebody is signed in here whose angka kunci is asked again."""
    person = owner()
    return person is not None and person.locked


def sign_in(learner: Learner, moment: datetime, card: LearnerCard | None = None) -> None:
    """Begin a session for `learner` in this browser, under `with write():`.

    Whatever session the browser held before is dropped, so that none can be planted.
    """
    token = secrets.token_urlsafe(16)
    _end_what_was(moment)
    forget_staff_hint()
    begin_sign_in(learner, device=device_hash(), token_hash=_hash(token), now=moment, card=card)
    _send(SIGN_IN_COOKIE, token)
    locks = bool(learner.locks_after and learner.key_number_hash)
    _send(HINT_COOKIE, _hint(learner.uid, lender(device_hash()) is not None, locks))


def sign_in_staff(staff_id: int, moment: datetime) -> None:
    """Begin a session of staff in this browser, under `with write():`."""
    token = STAFF_MARK + secrets.token_urlsafe(16)
    _end_what_was(moment)
    # Whoever's session has merely ended finds their classes as they left them.
    forget_staff_hint(unless=db.session.get_one(Staff, staff_id).uid)
    begin_staff_sign_in(staff_id, device_hash(), _hash(token), moment)
    _send(SIGN_IN_COOKIE, token)
    _send(HINT_COOKIE, "")


def _end_what_was(moment: datetime) -> None:
    if current_user.is_authenticated:
        end_sign_in(current_user.person.sign_in_id, moment)
    session.clear()


def keep_awake(response: Response) -> Response:
    """Whoever is using the phone stays signed in, and unlocked. Looks at no session that the
    page itself did not look at; nothing but the angka kunci opens a locked one."""
    person: Person | None = g.pop("reader", None)
    if person is None or person.locked or person.seen_at is None or person.closes_after is None:
        return response
    if is_use_due(person.seen_at, person.closes_after, now()):
        with write():
            touch(person.sign_in_id, now())
    return response


def sign_out(user: User | StaffUser, moment: datetime) -> None:
    """End this session's row, under `with write():`, and forget the cookie."""
    end_sign_in(user.person.sign_in_id, moment)
    session.clear()
    _send(SIGN_IN_COOKIE, "")
    forget_hint()
    forget_staff_hint()
    if isinstance(user, User) and user.person.lent:
        after_this_request(_clear_pages)


def _clear_pages(response: Response) -> Response:
    """An office's phone forgets the pages of whoever used it. Not "storage", where answers of
    everybody wait for a signal and modules are kept for the class: the page's script removes what
    is personal there (static/js/queue.js)."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def forget_hint() -> None:
    """Nobody is signed in here any more, for instance because another phone ended the session:
    so no page need ask again."""
    if hint := request.cookies.get(HINT_COOKIE):
        left = HINT.fullmatch(hint)
        if left or not hint.startswith("0."):
            _send(HINT_COOKIE, f"0{left[1]}" if left else "")


def hint_staff(owner: str) -> None:
    """This device keeps classes of `owner`, as `STAFF_HINT_COOKIE` names them."""
    if request.cookies.get(STAFF_HINT_COOKIE) != owner:
        _send(STAFF_HINT_COOKIE, owner)


def forget_staff_hint(unless: UUID | None = None) -> None:
    """What the device keeps of classes is nobody's any more, but that of the staff or the posting
    that `unless` names; the page's script removes it."""
    hint = request.cookies.get(STAFF_HINT_COOKIE)
    if hint and not (unless and unless.hex in hint):
        _send(STAFF_HINT_COOKIE, "")


def mend_hint(person: Person) -> None:
    """The hint names who is signed in: after two records became one it is the one that stays."""
    hint = _hint(person.uid, person.lent, person.locks_after is not None)
    if request.cookies.get(HINT_COOKIE) != hint:
        _send(HINT_COOKIE, hint)


def _hint(uid: UUID, lent: bool, locks: bool) -> str:
    return f"1.{uid.hex}{'.p' if lent else '.k' if locks else ''}"


def device_hash() -> bytes:
    """SHA-256 of this browser's device token; a new one is set with the answer if needed."""
    token = g.get("device_token") or request.cookies.get(_name(DEVICE_COOKIE), "")
    if len(token) < SHORTEST_TOKEN:
        token = secrets.token_urlsafe(16)
        _send(DEVICE_COOKIE, token)
    g.device_token = token
    return _hash(token)


def _send(cookie: str, value: str) -> None:
    """Set a cookie with the answer, or delete it when `value` is empty."""

    def attach(response: Response) -> Response:
        response.set_cookie(
            _name(cookie),
            value,
            max_age=LONG if value else 0,
            httponly=cookie not in READABLE,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            samesite="Lax",
        )
        return response

    after_this_request(attach)


def _name(cookie: str) -> str:
    # The page's script looks for the hints by their plain names, whatever the address.
    return cookie if cookie in READABLE else f"{current_app.config['COOKIE_PREFIX']}{cookie}"


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
