"""Signing in on a phone that knows one's name, and signing out everywhere."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.operations import known_learner, learners_of
from literasi.database import write
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.links import safe_next

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/masuk")
@open_to(Who.ANYBODY)
def sign_in() -> ResponseReturnValue:
    return _page(error="")


@blueprint.post("/masuk")
@open_to(Who.ANYBODY)
def begin() -> ResponseReturnValue:
    learner = known_learner(sessions.device_hash(), _uid(request.form.get("peserta", "")))
    if learner is None:
        return _page(error="Nama itu tidak dikenal di HP ini. Pilih nama yang ada di bawah."), 422
    with write():
        sessions.sign_in(learner, now())
    return redirect(safe_next(request.form.get("lanjut", "")) or url_for("portal.home"), code=303)


@blueprint.post("/keluar")
@open_to(Who.ANYBODY)
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with write():
            sessions.sign_out(current_user._get_current_object(), now())
    return redirect(url_for("accounts.sign_in"), code=303)


def _page(error: str) -> str:
    return render_template(
        "accounts/sign_in.html",
        learners=learners_of(sessions.device_hash()),
        next_url=safe_next(request.values.get("lanjut", "")),
        error=error,
    )


def _uid(text: str) -> UUID:
    """A UUID that belongs to nobody stands for whatever cannot be read."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
