"""Flask-Babel's doors, typed: texts for the reader of the page that is being answered."""

from __future__ import annotations

import flask_babel

from literasi.domain.words import Complaint


def gettext(text: str, **values: object) -> str:
    """An Indonesian text in the language of the page, with values in the place of `%(name)s`."""
    return str(flask_babel.gettext(text, **values))


def told(complaint: Complaint) -> str:
    """A complaint of the rules in the language of the page."""
    return gettext(complaint.text, **complaint.values)
