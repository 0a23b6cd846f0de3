"""Cookies: what they are called, who may read them, and the key that signs the session."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from literasi.config import Settings
from literasi.keys import KeyFileError, load


def init_cookies(app: Flask, settings: Settings) -> None:
    # The prefix makes a browser refuse a cookie that another host or plain http planted.
    prefix = "__Host-" if settings.secure else ""
    app.config.update(
        COOKIE_PREFIX=prefix,
        SESSION_COOKIE_NAME=f"{prefix}literasi",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=400),
    )
    _use_session_key(app, settings)


class _Sessions(SecureCookieSessionInterface):
    """Flask's own, with the signer made once: it would make a new one at each request."""

    def __init__(self, app: Flask) -> None:
        self._signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return self._signer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """What every cache may keep is the same for everybody. Flask-Login looks at the session
        after each answer, and without this the answer would say that it varies by cookie."""
        if response.cache_control.public and not session.modified:
            return
        super().save_session(app, session, response)


def _use_session_key(app: Flask, settings: Settings) -> None:
    try:
        ring = load(settings.keys, "session")
    except KeyFileError:
        # `flask setup` makes the keys or says what is wrong; until then nobody can sign in.
        return
    app.config["SECRET_KEY"] = ring.current
    app.config["SECRET_KEY_FALLBACKS"] = ring.older
    app.session_interface = _Sessions(app)
