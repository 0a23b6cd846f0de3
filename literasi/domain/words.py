"""Indonesian texts of the rules, which the edge of the site puts into the reader's language."""

from __future__ import annotations

import re


def for_later(text: str) -> str:
    """The text itself, marked as one to be translated where it is shown."""
    return text


class Complaint(ValueError):
    """What is wrong with what somebody typed, in their words: `values` stand in `text` in the
    place of `%(name)s`."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text % values if values else text)
        self.text = text
        self.values = values


def file_part(text: str, otherwise: str = "") -> str:
    """A text as a part of a file's name that every system can keep: small letters of ASCII, digits
    and hyphens, 60 at most; `otherwise` where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or otherwise
