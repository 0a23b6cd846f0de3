"""What the views of a class's closing share: who may issue here, and the proposal as it stands."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_login import current_user

from literasi.accounts.staff_models import Office
from literasi.accounts.staff_sign_in import StaffPerson
from literasi.domain.certificate import format_code
from literasi.domain.roles import may_issue
from literasi.training.closing.issuing import Outcome
from literasi.training.closing.numbering import Numbers, read_numbers
from literasi.training.closing.proposals import review
from literasi.training.progress import ClassView, Member
from literasi.web.links import public_base

APPROVED = "Di kantor ini kepala yang menerbitkan dan mencabut sertifikat."
PROPOSED = "Sertifikat kelas ini diterbitkan pelatih atau kepala kantor."


def not_mine(office: Office | StaffPerson) -> str:
    """Why whoever asks does not issue certificates here; "" when they do. A page asks its reader's
    own session, an act the office as it is now."""
    if may_issue(current_user.person.role, office.needs_approval):
        return ""
    return APPROVED if office.needs_approval else PROPOSED


def new_code() -> str:
    return format_code(secrets.token_bytes(16))


def own_numbers(office: Office, members: Sequence[Member]) -> Numbers:
    """What the form says of the numbers of those who are to have a certificate, where the office
    takes them from its register; nothing where the site counts."""
    return read_numbers(request.form, members) if office.types_numbers else Numbers()


def proposal_parts(
    view: ClassView, found: Outcome, numbers: Numbers | None = None
) -> dict[str, Any]:
    """What `training/_proposal.html`, `_propose.html` and `_numbers.html` show beside the class."""
    uid = view.cohort.uid
    return {
        "types_numbers": current_user.person.types_numbers,
        "numbers": numbers or Numbers(),
        "proposal": review(view, found),
        "proposal_link": public_base() + url_for("closing.certificates", uid=uid) + "#usulan",
    }
