"""A module as one HTML file that needs nothing else: its course HTML with whole addresses.

Its input is HTML that `content` has sanitised, so tags are well-formed and quoted alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from markupsafe import Markup

_LINK = re.compile(r'(<a\b[^>]*?\shref=)"([^"]*)"')
_ID = re.compile(r'(<[a-z]+\b[^>]*?\sid=)"([^"]*)"')
_HEADING = re.compile(r"(</?h)([1-6])\b")


@dataclass(frozen=True, slots=True)
class Pack:
    """`site` is the address that the file came from, `https://literasi.example`; `places` maps
    the path of a lesson on it to the lesson's id in the file."""

    site: str
    places: Mapping[str, str]

    def __call__(self, html: str, within: str, deeper: int = 1) -> Markup:
        """The HTML of the lesson with id `within`, its headings so many ranks deeper.

        Every lesson explains its words under the same ids, so they take the lesson's before them.
        """
        html = _LINK.sub(lambda found: f'{found[1]}"{self._address(found[2], within)}"', html)
        html = _ID.sub(lambda found: f'{found[1]}"{within}-{found[2]}"', html)
        return Markup(
            _HEADING.sub(lambda found: f"{found[1]}{min(6, int(found[2]) + deeper)}", html)
        )

    def _address(self, target: str, within: str) -> str:
        if target.startswith("#"):
            return f"#{within}-{target[1:]}"
        if not target.startswith("/"):
            return target
        place = self.places.get(unescape(target).partition("#")[0])
        return f"#{place}" if place else escape(self.site) + target
