"""Style sheet, script and icon by name."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, request

from literasi.domain.course import Catalogue
from literasi.web.access import Who, open_to
from literasi.web.assets import BUNDLES, bundle, version
from literasi.web.public import ASSET_CACHE, public

blueprint = Blueprint("assets", __name__)


def _all(_: Catalogue) -> Iterator[dict[str, str]]:
    for name in BUNDLES:
        yield {"name": name, "v": version(name)}


@blueprint.get("/aset/<name>")
@open_to(Who.ANYBODY)
@public(_all, reads=["v"], translated=False)
def asset(name: str) -> Response:
    if name not in BUNDLES:
        abort(404)
    response = Response(bundle(name), content_type=BUNDLES[name][0])
    # Under a wrong version nothing may be kept: it would stay wrong for a year.
    right = request.args.get("v") == version(name)
    response.headers["Cache-Control"] = ASSET_CACHE if right else "no-cache"
    return response
