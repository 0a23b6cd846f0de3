"""What somebody of the staff may be, who answers for whom, and who may issue certificates
or decide how they look."""

from __future__ import annotations

# As pages and the log say it.
WORDS = {
    "trainer": "pelatih",
    "facilitator": "fasilitator desa atau mitra",
    "head": "kepala kantor",
    "office": "admin kantor",
    "national": "admin nasional",
}
ROLES = tuple(WORDS)
OF_AN_OFFICE = ("trainer", "facilitator", "head", "office")
_ANSWERS_FOR = {"national": ROLES, "office": ("trainer", "facilitator", "head")}


def roles_under(role: str) -> tuple[str, ...]:
    """Whom an administrator of this role invites and disables; nobody for whoever is none."""
    return _ANSWERS_FOR.get(role, ())


def may_issue(role: str, needs_approval: bool) -> bool:
    """Whether certificates may be issued and withdrawn in this role. A facilitator only proposes
    them; where the office wants approval, its head alone issues."""
    if needs_approval:
        return role == "head"
    return role in ("trainer", "head", "office")


def may_design(role: str, needs_approval: bool) -> bool:
    """Whether one decides how the office's certificates look and are numbered: its head, and its
    administrator unless the head alone issues."""
    return role == "head" or (role == "office" and not needs_approval)
