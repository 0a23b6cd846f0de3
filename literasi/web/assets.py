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
    "petugas.css": ("text/css; charset=utf-8", ("css/desk.css", "css/upload.css")),
    "unggah.css": ("text/css; charset=utf-8", ("css/upload.css",)),
    "literasi.js": (
        "text/javascript; charset=utf-8",
        (
            "js/personal.js",
            "js/leaving.js",
            "js/numbers.js",
            "js/practice.js",
            "js/forms.js",
            "js/offline.js",
            "js/listen-tap.js",
        ),
    ),
    "kuis.js": ("text/javascript; charset=utf-8", ("js/queue.js", "js/sheets.js")),
    "kuis-luring.js": ("text/javascript; charset=utf-8", ("js/waiting.js",)),
    "simpanan.js": ("text/javascript; charset=utf-8", ("js/saved.js",)),
    "salin.js": ("text/javascript; charset=utf-8", ("js/copy.js",)),
    "dengar.css": ("text/css; charset=utf-8", ("css/listen.css",)),
    "dengar.js": ("text/javascript; charset=utf-8", ("js/spoken.js", "js/listen.js")),
    "petugas.js": (
        "text/javascript; charset=utf-8",
        ("js/desk.js", "js/grid.js", "js/live.js", "js/issuing.js", "js/design.js"),
    ),
    # On every page of staff: what their device keeps of classes goes when they do.
    "jaga.js": (
        "text/javascript; charset=utf-8",
        ("js/queue.js", "js/afield-store.js", "js/afield-leave.js"),
    ),
    "kelas-luring.js": (
        "text/javascript; charset=utf-8",
        ("js/grid.js", "js/afield-marks.js", "js/afield-entry.js", "js/afield.js"),
    ),
    # The page that checks certificates with no network, and what only some phones need for it.
    "periksa.css": ("text/css; charset=utf-8", ("css/verify.css",)),
    "periksa.js": (
        "text/javascript; charset=utf-8",
        ("js/statement.js", "js/withdrawn.js", "js/camera.js", "js/verify.js"),
    ),
    "baca-qr.js": ("text/javascript; charset=utf-8", ("vendor/qr-decode.js",)),
    "ikon.svg": ("image/svg+xml", ("img/icon.svg",)),
    # Drawn from it by script/icons, for phones that put no drawing among their apps.
    "ikon-192.png": ("image/png", ("img/icon-192.png",)),
    "ikon-512.png": ("image/png", ("img/icon-512.png",)),
    "ikon-penuh-512.png": ("image/png", ("img/icon-maskable-512.png",)),
}


@lru_cache
def bundle(name: str) -> bytes:
    """The bytes of a bundle; KeyError for an unknown one."""
    files = BUNDLES[name][1]
    return b"\n".join(read_script(file) for file in files)


def read_script(file: str) -> bytes:
    """A static file as it is sent: scripts without the lines that are comments, which cost every
    phone about a fifth of their bytes."""
    content = (STATIC / file).read_bytes()
    if not file.endswith(".js"):
        return content
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.lstrip().startswith(b"//"))


@lru_cache
def version(name: str) -> str:
    """Ten hex digits of the SHA-256 of a bundle."""
    return hashlib.sha256(bundle(name)).hexdigest()[:10]


def icon_inside() -> str:
    """The icon as an address that holds it: a hundred bytes in a page, and one request less."""
    drawing = bundle("ikon.svg").decode().strip()
    return "data:image/svg+xml," + drawing.replace('"', "'").replace("#", "%23")


@lru_cache
def asset_url(name: str) -> str:
    """The address of a bundle in its present version."""
    return f"/aset/{name}?v={version(name)}"
