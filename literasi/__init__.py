"""Literasi: lessons, quizzes and certificates for families of Indonesian migrant workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from literasi.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The app for these settings, read from the environment when none are given."""
    # Here and not above, so that the rules in `domain` can be used without loading the site.
    from literasi.factory import build_app

    return build_app(settings)
