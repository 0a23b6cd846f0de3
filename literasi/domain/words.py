"""Indonesian texts of the rules, which the edge of the site puts into the reader's language."""

from __future__ import annotations


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
