"""Whose certificate it is: what its pages need, or 404."""

from __future__ import annotations

from flask import abort, current_app
from flask_login import current_user

from literasi.accounts.operations import is_one_person
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate
from literasi.domain.certificate import parse_code
from literasi.web.access import OFFICE_STAFF, Who

# What `create_app` registers: (staff id, class uid) -> whether that facilitator leads the class.
LEADS_CLASS = "leads_class"


def load_own(code: str) -> Certificate:
    """For its owner and the staff of the office that issued it, else 404."""
    canonical = parse_code(code)
    certificate = find_certificate(canonical) if canonical else None
    if certificate is None or certificate.learner_id is None or not may_see(certificate):
        abort(404)
    return certificate


def may_see(certificate: Certificate) -> bool:
    """Whether whoever asks is its owner, or of the staff of the office that issued it."""
    if not current_user.is_authenticated:
        return False
    if current_user.who in OFFICE_STAFF:
        own, uid = current_user.person, certificate.cohort_uid
        if certificate.office_id != own.office_id or uid is None:
            return False
        # A facilitator sees what comes from their own classes; training knows which those are.
        seen = current_app.extensions[LEADS_CLASS]
        return current_user.who is not Who.FACILITATOR or bool(seen(own.staff_id, uid))
    if current_user.who is not Who.LEARNER or certificate.learner_id is None:
        return False
    return is_one_person(current_user.person.learner_id, certificate.learner_id)
