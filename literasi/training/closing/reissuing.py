"""A certificate with a wrong name is issued anew; the old one stays, and points to it."""

from __future__ import annotations

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Office
from literasi.certificates.design.operations import design_of
from literasi.certificates.models import Certificate
from literasi.certificates.replacing import Replacement, reissue_class
from literasi.domain.dates import local_date
from literasi.training.closing.names import check_name
from literasi.training.progress import ClassView


def reissue(
    view: ClassView,
    old: Certificate,
    office: Office,
    name: str,
    code: str,
    act: Act,
    reason: str,
    number: str = "",
) -> Certificate:
    """The same certificate under `name`, with a number of the office's own and `code`. Whoever
    still has a seat in the class is called so from now on. `number` is that of the office's
    register, where its design asks for one. The class is locked. Raises NotInForceError,
    NumbersTakenError."""
    held = [one for one in view.members if one.certificate and one.certificate.id == old.id]
    order = Replacement(
        name=name,
        code=code,
        series=f"class-{office.id}",
        number_pattern=design_of(office).number_pattern,
        issued_on=local_date(act.now, office.zone),
        now=act.now,
        number=number,
    )
    made = reissue_class(old, order)
    for member in held:
        check_name(member, name, act)
    for verb, one in (("certificate.replace", old), ("certificate.reissue", made)):
        about = f"{view.cohort.name}: {one.name}, {one.number}"
        note(act, verb, f"certificate:{one.uid}", about, reason)
    return made
