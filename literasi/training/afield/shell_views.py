"""The page of classes with no network: the same bytes for everybody, filled on the device.

A device keeps it once its owner prepared a class; nobody else pays for it. It stands in for every
page of staff that cannot be reached.
"""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from literasi.training.attendance.words import MARKS, UNMARKED
from literasi.web.access import Who, open_to
from literasi.web.public import public
from literasi.web.saving import manifest
from literasi.web.site import site

blueprint = Blueprint("afield_shell", __name__, url_prefix="/petugas/luring")


@blueprint.get("")
@open_to(Who.ANYBODY)
@public(translated=False)
def shell() -> ResponseReturnValue:
    return render_template("training/afield_shell.html", words=MARKS, unmarked=UNMARKED)


@blueprint.get("/simpan.json")
@open_to(Who.ANYBODY)
@public(translated=False, turn=2)
def kept() -> ResponseReturnValue:
    address = url_for("afield_shell.shell")
    return jsonify(manifest(site().pages(), address, of=[address], pengganti={"": address}))
