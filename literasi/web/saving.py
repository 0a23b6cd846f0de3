"""What a phone keeps: for a few pages that belong together, a manifest that names each by its hash.

The worker in static/js/sw.js fetches what it names, believes nothing that has another hash, and
shows the new pages once all of them are there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from literasi.web.public import StoredPage

Pages = Mapping[str, StoredPage]
_ASSETS = re.compile(r"/aset/[\w.-]+\?v=\w+")


def manifest(
    pages: Pages, address: str, of: Iterable[str], together: Iterable[str] = (), **more: Any
) -> dict[str, Any]:
    """The pages at the addresses `of` under the name `address`, with the style sheets, scripts
    and icons that they name. `versi` changes with any of them and of those `together` with them:
    the worker never shows two manifests of a folder in different versions."""
    own = [one for one in of if one in pages]
    assets = assets_of(pages, own)
    return {
        "alamat": address,
        # A page names its assets by their hashes, so it changes when they do.
        "versi": _version(pages, {*own, *together} & pages.keys()),
        "byte": size(pages, own),
        "halaman": [_piece(pages, one) for one in own],
        "aset": [_piece(pages, one) for one in assets],
        **more,
    }


def size(pages: Pages, addresses: Iterable[str]) -> int:
    """Bytes to fetch for these pages, compressed; what is not stored counts nothing."""
    return sum(len(pages[one].brotlied) for one in addresses if one in pages)


def assets_of(pages: Pages, addresses: Iterable[str]) -> list[str]:
    """The addresses of the assets that these pages name, sorted."""
    found: set[str] = set()
    for one in addresses:
        found.update(_ASSETS.findall(pages[one].plain.decode()))
    return sorted(asset for asset in found if asset in pages)


def _piece(pages: Pages, address: str) -> dict[str, Any]:
    page = pages[address]
    return {"url": address, "hash": page.etag, "byte": len(page.brotlied)}


def _version(pages: Pages, addresses: Iterable[str]) -> str:
    named = "\n".join(f"{one} {pages[one].etag}" for one in sorted(addresses))
    return hashlib.sha256(named.encode()).hexdigest()[:16]
