"""What the page of a class shows, for the page and for what is fetched of it again."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from literasi.domain.dates import local_date
from literasi.training.models import Cohort
from literasi.training.overview import overview
from literasi.training.progress import view_class
from literasi.training.results.activity import Gathering
from literasi.training.results.glance import arrange, read_choice, rows_of
from literasi.web.clock import now
from literasi.web.site import site


def glance(cohort: Cohort) -> dict[str, Any]:
    """The class's matrix as the address wants it sorted (`urut`) and thinned out (`lihat`)."""
    zone, moment = current_user.person.zone, now()
    gathering = Gathering()
    view = view_class(cohort, site().catalogue, gathering)
    choice = read_choice(request.args.get("urut", ""), request.args.get("lihat", ""), view)
    everybody = rows_of(view, gathering.activity, zone, moment)
    return {
        "cohort": cohort,
        "view": view,
        "now": overview(view, local_date(moment, zone)),
        "choice": choice,
        "rows": arrange(everybody, choice, view),
        "in_need": sum(bool(one.needs) for one in everybody),
    }
