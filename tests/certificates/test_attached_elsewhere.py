"""What the libraries of other people say of the credentials inside our files."""

from __future__ import annotations

import json
from typing import Any

from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.domain.credential import did_of
from tests.attached import attached, issued, stored
from tests.classroom import withdrawal_of
from tests.making import make_files
from tests.other_libraries import ask_others, genuine
from tests.people import Employee
from tests.verifier import BASE, Verifier


def answers_of(
    verifier: Verifier, settings: Settings, *certificates: Certificate
) -> list[dict[str, Any]]:
    """For what lies in their files, with the keys and the list that the site gives out now."""
    inside = [attached(stored(settings, one)) for one in certificates]
    listed = {one["id"]: one for one in map(verifier.listed, inside)}
    did = json.loads(verifier.get("/.well-known/did.json").data)
    return ask_others({"dids": {did_of(BASE): did}, "lists": listed, "credentials": inside})


def test_they_find_each_of_a_class_genuine_and_those_out_that_hold_no_more(
    verifier: Verifier,
    settings: Settings,
    trainer_online: Employee,
    class_online: str,
    made: list[Certificate],
) -> None:
    # The first of the list is replaced, then the one who took their place is withdrawn.
    place = withdrawal_of(trainer_online, class_online)
    form = {"nama": "Budi Santoso bin Ahmad", "alasan": "Nama ayahnya belum ditulis"}
    mended = trainer_online.post(place.removesuffix("/cabut") + "/perbaiki-nama", form)
    assert mended.status_code == 303, mended.text
    make_files(verifier.app)
    last = issued(verifier.app)[-1]
    before = answers_of(verifier, settings, *made, last)
    place = withdrawal_of(trainer_online, class_online)
    assert trainer_online.post(place, {"alasan": "Salah orang"}).status_code == 303
    after = answers_of(verifier, settings, *made, last)
    for answer in (*before, *after):
        assert genuine(answer)[:2] == (True, True), answer
        assert answer["other"]["valid_signature"] is True
        assert answer["other"]["revocation_status"] is not answer["withdrawn"]
    assert sorted(answer["withdrawn"] for answer in before) == [False, False, False, True]
    assert sorted(answer["withdrawn"] for answer in after) == [False, False, True, True]


def test_they_find_a_file_genuine_whose_key_was_rotated_since(
    verifier: Verifier, settings: Settings, made: list[Certificate]
) -> None:
    assert verifier.app.test_cli_runner().invoke(args=["keys", "rotate", "seal"]).exit_code == 0
    for answer in answers_of(verifier, settings, *made):
        assert genuine(answer) == (True, True, False), answer
