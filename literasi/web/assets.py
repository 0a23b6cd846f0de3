"""Style sheets and scripts: small files by subject, sent as one file of each kind.

The address carries the content's hash, so a browser keeps it for ever and fetches it
anew the moment it changed.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from literasi.config import ROOT

STATIC = ROOT / "static"
BUNDLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "literasi.css": (
        "text/css; charset=utf-8",
        ("css/tokens.css", "css/base.css", "css/pages.css", "css/learning.css"),
    ),
    "petugas.css": ("text/css; charset=utf-8", ("css/desk.css",)),
    "literasi.js": (
        "text/javascript; charset=utf-8",
        ("js/personal.js", "js/numbers.js", "js/practice.js", "js/forms.js"),
    ),
    "petugas.js": ("text/javascript; charset=utf-8", ("js/desk.js",)),
    "ikon.svg": ("image/svg+xml", ("img/icon.svg",)),
}


@lru_cache
def bundle(name: str) -> bytes:
    """The bytes of a bundle; KeyError for an unknown one."""
    files = BUNDLES[name][1]
    return b"\n".join((STATIC / file).read_bytes() for file in files)


@lru_cache
def version(name: str) -> str:
    """Ten hex digits of the SHA-256 of a bundle."""
    return hashlib.sha256(bundle(name)).hexdigest()[:10]


@lru_cache
def asset_url(name: str) -> str:
    """The address of a bundle in its present version."""
    return f"/aset/{name}?v={version(name)}"
