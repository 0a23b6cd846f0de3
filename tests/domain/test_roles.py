"""Who answers for whom, and who issues certificates."""

from __future__ import annotations

import pytest

from literasi.domain.roles import OF_AN_OFFICE, ROLES, may_issue, roles_under


def test_the_national_level_makes_everybody_and_an_office_no_administrator() -> None:
    assert set(roles_under("national")) == set(ROLES)
    assert set(roles_under("office")) == set(OF_AN_OFFICE) - {"office"}


@pytest.mark.parametrize("role", ["trainer", "head", "facilitator", "nobody"])
def test_whoever_is_no_administrator_answers_for_nobody(role: str) -> None:
    assert roles_under(role) == ()


@pytest.mark.parametrize(
    ("role", "alone", "with_approval"),
    [
        ("facilitator", False, False),
        ("trainer", True, False),
        ("office", True, False),
        ("head", True, True),
        ("national", False, False),
    ],
)
def test_a_facilitator_only_proposes_and_approval_is_the_heads(
    role: str, alone: bool, with_approval: bool
) -> None:
    assert may_issue(role, needs_approval=False) is alone
    assert may_issue(role, needs_approval=True) is with_approval
