"""Checking a certificate where there is no network: a page that a phone keeps, and its needs."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.certificates.withdrawn import known_keys, signed_stamp, withdrawn_file
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.languages import current_language
from literasi.web.public import public
from literasi.web.saving import manifest
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("offline", __name__, url_prefix="/verifikasi")


@blueprint.get("/luring")
@open_to(Who.ANYBODY)
@public()
def page() -> ResponseReturnValue:
    answer = make_response(render_template("certificates/offline.html"))
    # Every other page may not even ask for the camera.
    answer.headers["Permissions-Policy"] = "camera=(self)"
    return answer


@blueprint.get("/luring/simpan.json")
@open_to(Who.ANYBODY)
@public(turn=2)
def kept() -> ResponseReturnValue:
    """It stands in for the page of each certificate, where a phone's own camera leads."""
    address = url_for("offline.page")
    return jsonify(
        manifest(
            site().pages(),
            address,
            of=[address],
            judul=gettext("Cek sertifikat tanpa sinyal"),
            bahasa=current_language().code,
            awal=address,
            pengganti={"": address},
        )
    )


@blueprint.get("/kunci.json")
@open_to(Who.ANYBODY)
def keys() -> ResponseReturnValue:
    return _checked_again(jsonify(known_keys(site().seal)))


@blueprint.get("/dicabut.json")
@open_to(Who.ANYBODY)
def stamp() -> ResponseReturnValue:
    return _checked_again(jsonify(signed_stamp(withdrawn_file(), site().seal.signing_p256, now())))


@blueprint.get("/dicabut.bin")
@open_to(Who.ANYBODY)
def withdrawn() -> ResponseReturnValue:
    return _checked_again(Response(withdrawn_file(), mimetype="application/octet-stream"))


def _checked_again(answer: Response) -> Response:
    """Whoever kept it asks whether it is still right."""
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
