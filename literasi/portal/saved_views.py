"""What the phone has kept: the page that lists it, and stands in for a page that it has not."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from literasi.web.access import Who, open_to
from literasi.web.public import public
from literasi.web.saving import manifest
from literasi.web.site import site

blueprint = Blueprint("saved", __name__)

# What the worker shows where there is neither signal nor a kept page, by how the address ends;
# the longest ending counts. Every one of them is kept from the first visit on.
STAND_INS = {"": "saved.saved", "/kuis": "waiting.shell"}


@blueprint.get("/simpanan")
@open_to(Who.ANYBODY)
@public()
def saved() -> ResponseReturnValue:
    return render_template("portal/saved.html")


@blueprint.get("/simpanan/simpan.json")
@open_to(Who.ANYBODY)
@public(turn=2)
def shell() -> ResponseReturnValue:
    stand_ins = {ending: url_for(endpoint) for ending, endpoint in STAND_INS.items()}
    return jsonify(
        manifest(
            site().pages(),
            address=url_for("saved.saved"),
            of=sorted(set(stand_ins.values())),
            pengganti=stand_ins,
        )
    )
