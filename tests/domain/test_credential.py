"""The credential of a certificate, and its canonical form against a general JSON-LD processor."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.domain.credential import (
    credential,
    did_of,
    identity_hash,
    is_about,
    salt_of,
)
from literasi.domain.quads import canonical
from literasi.domain.status_list import BITS, encode, is_set, status_credential
from tests.linked_data import AWARD, CODE, NOON, slow_canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        'Siti "Ami" O\'Hara',
        "a\\b\\\\n",
        "dua\nbaris\r\n",
        "ꦱꦶꦠꦶ 🌾 ستي 陳",
        "\t\x00\x7f\x85\u2028",
        "_:c14n0 . \n<x:y>",
    ]
)


@given(texts, texts, texts, texts, st.booleans())
@settings(max_examples=60, deadline=None)
def test_our_canonical_form_is_that_of_a_general_processor(
    name: str, title: str, module: str, number: str, expires: bool
) -> None:
    award = replace(
        AWARD,
        name=name,
        title=title,
        issuer=title,
        number=number,
        modules=((module, 5), (title, 7)),
        kind="statement" if expires else "class",
        expires=NOON + timedelta(days=900) if expires else None,
    )
    document = credential(award)
    assert canonical(document) == slow_canonical(document)
    assert is_about(document, name)


def test_the_form_of_a_status_list_is_too() -> None:
    later = NOON + timedelta(minutes=5)
    document = status_credential(AWARD.base, 3, [0, 7, BITS - 1], NOON, later)
    assert canonical(document) == slow_canonical(document)


def test_it_says_what_the_paper_says_and_names_nobody() -> None:
    document = credential(AWARD)
    assert "Siti" not in str(document)
    assert document["issuer"]["id"] == "did:web:literasi.example"
    assert document["validFrom"] == "2026-11-28T12:00:05Z"
    subject = document["credentialSubject"]
    assert subject["licenseNumber"] == AWARD.number
    assert "- Menabung (20 menit)" in subject["achievement"]["criteria"]["narrative"]
    assert "28 November 2026" in subject["achievement"]["description"]
    assert document["credentialStatus"]["statusListIndex"] == "94567"


def test_the_name_can_be_compared_however_its_letters_are_composed() -> None:
    document = credential(replace(AWARD, name="Andr\u00e9"))
    assert is_about(document, "Andre\u0301")
    assert not is_about(document, "Andre")
    assert not is_about({}, "Andre")
    assert identity_hash("a", "b").startswith("sha256$")
    assert salt_of(CODE) != salt_of(CODE[::-1])


def test_who_learned_the_same_has_the_same_achievement() -> None:
    def achievement(**changes: Any) -> str:
        subject = credential(replace(AWARD, **changes))["credentialSubject"]
        return str(subject["achievement"]["id"])

    assert achievement(code=CODE[::-1], name="Budi") == achievement()
    assert achievement(modules=AWARD.modules[:1]) != achievement()


@pytest.mark.parametrize(
    ("base", "did"),
    [
        ("https://literasi.example", "did:web:literasi.example"),
        ("https://literasi.example:8443", "did:web:literasi.example%3A8443"),
        ("http://literasi.example", ""),
        ("https://bücher.example", ""),
        ("", ""),
    ],
)
def test_only_an_https_address_makes_an_issuer(base: str, did: str) -> None:
    assert did_of(base) == did
    if not did:
        with pytest.raises(ValueError, match="https"):
            credential(replace(AWARD, base=base))
        with pytest.raises(ValueError, match="https"):
            status_credential(base, 1, [], NOON, NOON)


@pytest.mark.parametrize(
    ("place", "term", "value"),
    [
        ("", "@context", ["https://www.w3.org/2018/credentials/v1"]),
        ("", "evidence", "x"),
        ("", "type", ["VerifiableCredential", "Diploma"]),
        ("", "id", "https://x.example> <a:b> <c:d> .\n<e:f"),
        ("", "id", "nomor 5"),
        ("", "name", "tab\tulator"),
        ("", "name", 5),
        ("", "name", ["a"]),
        ("", "credentialSubject", 5),
        ("", "credentialSubject", {"id": "https://x.example"}),
        ("credentialStatus", "ttl", True),
        ("credentialStatus", "proofPurpose", "authentication"),
        ("issuer", "hashed", "ya"),
    ],
)
def test_what_we_do_not_write_is_refused(place: str, term: str, value: object) -> None:
    document = copy.deepcopy(credential(AWARD))
    (document[place] if place else document)[term] = value
    with pytest.raises(ValueError, match=r"."):
        canonical(document)


def test_a_second_node_without_an_id_is_refused() -> None:
    document = copy.deepcopy(credential(AWARD))
    del document["issuer"]["id"]
    with pytest.raises(ValueError, match="no id"):
        canonical(document)


@given(st.sets(st.integers(0, BITS - 1), max_size=40))
@settings(max_examples=25, deadline=None)
def test_a_list_gives_back_what_was_set(withdrawn: set[int]) -> None:
    encoded = encode(withdrawn)
    assert all(is_set(encoded, index) for index in withdrawn)
    assert not any(is_set(encoded, n) for n in range(0, BITS, 5003) if n not in withdrawn)
    assert encode(sorted(withdrawn)) == encoded


@pytest.mark.parametrize("index", [-1, BITS])
def test_a_place_that_no_list_has_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="place"):
        encode([index])
    with pytest.raises(ValueError, match="place"):
        is_set(encode([]), index)


@pytest.mark.parametrize("encoded", ["", "zabc", "u", "u!!!!", "uAAAA", encode([])[:-9]])
def test_what_is_no_list_is_refused(encoded: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        is_set(encoded, 0)
