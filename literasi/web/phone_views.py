"""What makes the site an app on a phone: its name card, and the worker that keeps pages."""

from __future__ import annotations

import json

from flask import Blueprint, Response

from literasi.web.access import Who, open_to
from literasi.web.assets import asset_url, read_script
from literasi.web.public import public

blueprint = Blueprint("phone", __name__)

# The tokens `sea-deep` and `paper` of static/css/tokens.css.
THEME, GROUND = "#083f43", "#fbf7ef"
ICONS = (
    ("ikon-192.png", "192x192", "any"),
    ("ikon-512.png", "512x512", "any"),
    ("ikon-penuh-512.png", "512x512", "maskable"),
)


@blueprint.get("/sw.js")
@open_to(Who.ANYBODY)
@public(translated=False)
def worker() -> Response:
    """At the root, because a worker answers for pages below its own address alone. A browser
    asks for it anew each time, so that a mended one is never a day late."""
    body = read_script("js/sw.js")
    response = Response(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/manifest.webmanifest")
@open_to(Who.ANYBODY)
@public(translated=False)
def manifest() -> Response:
    drawing = {"src": asset_url("ikon.svg"), "sizes": "any", "type": "image/svg+xml"}
    icons = [drawing] + [
        {"src": asset_url(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in ICONS
    ]
    card = {
        "id": "/",
        "name": "Literasi: uang kiriman dan koperasi",
        "short_name": "Literasi",
        "lang": "id",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": GROUND,
        "icons": icons,
    }
    body = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    return Response(body, content_type="application/manifest+json; charset=utf-8")
