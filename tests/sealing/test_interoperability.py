"""What the libraries of other people say of our credentials (`tests/node/check.mjs`)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from literasi.domain.credential import credential, did_of, status_address
from literasi.domain.status_list import status_credential
from literasi.sealing.credentials import did_document, sign
from tests.linked_data import AWARD
from tests.other_libraries import ask_others, genuine

NOW = datetime.now(UTC).replace(microsecond=0)
OLD, NEW = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
KEYS = {"LAMA": OLD.public_key(), "BARU": NEW.public_key()}


@dataclass(frozen=True)
class Web:
    """What the verifier would find on the web, and what it is asked about."""

    credentials: list[dict[str, Any]]
    withdrawn: tuple[int, ...] = ()
    lists: dict[str, Any] = field(default_factory=dict)

    def ask(self) -> list[dict[str, Any]]:
        until = NOW + timedelta(hours=6)
        listed = status_credential(AWARD.base, AWARD.list, self.withdrawn, NOW, until)
        address = status_address(AWARD.base, AWARD.list)
        given = {
            "dids": {did_of(AWARD.base): did_document(AWARD.base, KEYS.items())},
            "lists": {address: sign(listed, NEW, "BARU", NOW)} | self.lists,
            "credentials": self.credentials,
        }
        return ask_others(given)


@pytest.fixture
def signed() -> dict[str, Any]:
    return sign(credential(AWARD), NEW, "BARU", NOW)


def test_others_find_it_genuine_and_not_withdrawn(signed: dict[str, Any]) -> None:
    (answer,) = Web([signed]).ask()
    assert genuine(answer) == (True, True, False), answer
    assert answer["other"]["valid_signature"] is True
    assert answer["other"]["revocation_status"] is True
    assert answer["otherProblem"] == []


def test_others_find_a_withdrawn_one_genuine_and_withdrawn(signed: dict[str, Any]) -> None:
    (answer,) = Web([signed], withdrawn=(AWARD.index,)).ask()
    assert genuine(answer) == (True, True, True), answer
    assert answer["other"]["valid_signature"] is True
    assert answer["other"]["revocation_status"] is False


def test_others_find_what_an_older_key_signed_genuine_after_a_rotation() -> None:
    (answer,) = Web([sign(credential(AWARD), OLD, "LAMA", NOW)]).ask()
    assert genuine(answer) == (True, True, False), answer


def test_others_find_a_changed_one_out(signed: dict[str, Any]) -> None:
    title = {**signed, "name": "Kursus lain"}
    number = json.loads(json.dumps(signed).replace(AWARD.number, "0002/PMI-BALI/XI/2026"))
    place = json.loads(json.dumps(signed).replace(str(AWARD.index), "5"))
    stranger = Ed25519PrivateKey.generate()
    forged = sign(credential(AWARD), stranger, "BARU", NOW)
    for answer in Web([title, number, place, forged]).ask():
        assert answer["verified"] is False
        assert answer["otherProblem"] == ["invalid_signature"], answer


def test_others_do_not_take_a_list_that_was_changed_or_is_away(signed: dict[str, Any]) -> None:
    address = status_address(AWARD.base, AWARD.list)
    until = NOW + timedelta(hours=6)
    listed = sign(status_credential(AWARD.base, 1, [AWARD.index], NOW, until), NEW, "BARU", NOW)
    empty = status_credential(AWARD.base, 1, [], NOW, until)["credentialSubject"]
    for changed in ({**listed, "credentialSubject": empty}, None):
        (answer,) = Web([signed], lists={address: changed}).ask()
        assert answer["listed"] is False, answer


def test_others_do_not_take_a_list_of_yesterday(signed: dict[str, Any]) -> None:
    address = status_address(AWARD.base, AWARD.list)
    then = NOW - timedelta(days=1)
    old = status_credential(AWARD.base, 1, [], then, then + timedelta(minutes=10))
    (answer,) = Web([signed], lists={address: sign(old, NEW, "BARU", then)}).ask()
    assert answer["listed"] is False, answer
