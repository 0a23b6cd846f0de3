"""Where a learner's clock is, so that the time of a class is told in theirs too."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.operations import choose_zone, find_learner
from literasi.database import write
from literasi.domain.zones import ZONES
from literasi.web.access import LEARNERS, open_to
from literasi.web.words import gettext

blueprint = Blueprint("zones", __name__)


@blueprint.get("/saya/jam")
@open_to(*LEARNERS)
def show() -> ResponseReturnValue:
    learner = find_learner(current_user.person.learner_id)
    zones = {zone: gettext(words) for zone, words in ZONES.items()}
    return render_template("accounts/zone.html", zones=zones, chosen=learner.zone)


@blueprint.post("/saya/jam")
@open_to(*LEARNERS)
def choose() -> ResponseReturnValue:
    """One of the list, or none. Anything else is nothing to keep, and shows the list again."""
    zone = request.form.get("zona", "")
    if zone and zone not in ZONES:
        return redirect(url_for("zones.show"), code=303)
    with write():
        choose_zone(current_user.person.learner_id, zone or None)
    return redirect(url_for("portal.home"), code=303)
