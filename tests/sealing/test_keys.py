"""The seal's keys are made once, stay secret, and what they signed stays verifiable for ever."""

from __future__ import annotations

import json
import re
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask

from literasi.files import alone
from literasi.keys import KeyFileError
from literasi.sealing.keys import FILE, distrust, key_id, load, prepare, rotate
from literasi.web.site import Site
from tests.disk import disk_full_after

NAME = "Literasi KP2MI literasi.example"
FIRST = datetime(2026, 11, 28, 18, tzinfo=UTC)
LATER = datetime(2027, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path / "keys", NAME, FIRST)
    return tmp_path / "keys"


def test_each_kind_has_a_key_with_an_id_and_the_day_it_was_made(folder: Path) -> None:
    made = load(folder)
    for signing in (made.signing_p256, made.signing_ed25519):
        assert re.fullmatch(r"[A-Z2-7]{8}", signing.id)
        assert signing.id == key_id(signing.private.public_key())
        assert signing.made_on == date(2026, 11, 28)
        assert made.public[signing.id].key == signing.private.public_key()
        assert made.public[signing.id].retired_on is None
    assert len(made.public) == 2


def test_the_certificate_names_the_installation_and_leads_to_its_root(folder: Path) -> None:
    ((own, root),) = load(folder).certificates
    assert own.subject.rfc4514_string() == f"CN={NAME}"
    assert root.subject.rfc4514_string() == f"CN=Akar segel {NAME}"
    own.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    assert own.not_valid_before_utc <= FIRST < own.not_valid_after_utc
    assert own.not_valid_after_utc.year - FIRST.year == 50
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_preparing_again_and_two_at_once_keep_what_is_there(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    prepare(folder, "Another name", LATER)
    assert (folder / FILE).read_bytes() == before


def test_the_file_is_its_owners_alone(folder: Path) -> None:
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    rotate(folder, NAME, LATER)
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_after_a_rotation_old_signatures_are_verified_and_nobody_can_make_another(
    folder: Path,
) -> None:
    old = load(folder)
    seal = old.signing_p256.private.sign(b"sealed", ec.ECDSA(SHA256()))
    proof = old.signing_ed25519.private.sign(b"proved")
    new = rotate(folder, NAME, LATER)
    assert new.signing_p256.id != old.signing_p256.id
    assert new.signing_p256.made_on == date(2027, 3, 1)
    p256, credentials = new.public[old.signing_p256.id], new.public[old.signing_ed25519.id]
    assert isinstance(p256.key, ec.EllipticCurvePublicKey)
    assert isinstance(credentials.key, ed25519.Ed25519PublicKey)
    p256.key.verify(seal, b"sealed", ec.ECDSA(SHA256()))
    credentials.key.verify(proof, b"proved")
    assert p256.retired_on == credentials.retired_on == date(2027, 3, 1)
    assert len(new.certificates) == 2
    assert (folder / FILE).read_text().count("PRIVATE KEY") == 2 * 2


def test_a_disk_that_is_full_leaves_the_keys_as_they_were(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    with alone(folder / "seal.lock"):
        pass
    with disk_full_after(20), pytest.raises(OSError, match="too large"):
        rotate(folder, NAME, LATER)
    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in folder.glob(".new-*")] == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"keys": []}', '{"keys": [1]}', '{"keys": [{"kind": "p256"}]}']
)
def test_a_damaged_file_stops_every_use_and_stays_as_it_is(folder: Path, content: str) -> None:
    (folder / FILE).write_text(content)
    with pytest.raises(KeyFileError, match="backup"):
        load(folder)
    with pytest.raises(KeyFileError, match="backup"):
        prepare(folder, NAME, LATER)
    assert (folder / FILE).read_text() == content


def test_keys_and_certificates_that_were_mixed_up_are_refused(folder: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "other", NAME, FIRST)
    here, there = (json.loads((one / FILE).read_text()) for one in (folder, tmp_path / "other"))
    for part in ("certificate", "private", "public"):
        mixed = json.loads(json.dumps(here))
        mixed["keys"][0][part] = there["keys"][0][part]
        (folder / FILE).write_text(json.dumps(mixed))
        with pytest.raises(KeyFileError, match="no usable seal"):
            load(folder)


def test_rotating_what_cannot_be_read_changes_nothing(folder: Path) -> None:
    (folder / FILE).write_text("{")
    with pytest.raises(KeyFileError, match="backup"):
        rotate(folder, NAME, LATER)
    assert (folder / FILE).read_text() == "{"


def test_a_file_that_others_can_read_is_refused(folder: Path) -> None:
    (folder / FILE).chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load(folder)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="flask setup"):
        load(tmp_path)


def test_the_operator_rotates_with_a_command_and_is_told_what_to_do_then(app: Flask) -> None:
    site: Site = app.extensions["literasi"]
    before = load(site.settings.keys)
    result = app.test_cli_runner().invoke(args=["keys", "rotate", "seal"])
    after = load(site.settings.keys)
    assert result.exit_code == 0, result.output
    assert after.signing_p256.id in result.output
    assert "restart the site" in result.output
    assert set(before.public) < set(after.public)
    refused = app.test_cli_runner().invoke(args=["keys", "rotate", "session"])
    assert refused.exit_code == 2


def test_a_stolen_key_is_known_still_and_trusted_no_more(folder: Path) -> None:
    old = load(folder)
    rotate(folder, NAME, LATER)
    distrust(folder, old.signing_p256.id, "a copy was stolen", LATER)
    known = load(folder)
    stolen = known.public[old.signing_p256.id]
    assert (stolen.trusted, stolen.distrusted_on) == (False, date(2027, 3, 1))
    assert set(known.public) - set(known.trusted) == {stolen.id}
    assert [own for own, _ in known.certificates] == [known.signing_p256.certificate]
    assert "a copy was stolen" in (folder / FILE).read_text()


def test_distrusting_again_keeps_the_first_day_and_reason(folder: Path) -> None:
    old = load(folder).signing_ed25519.id
    rotate(folder, NAME, LATER)
    distrust(folder, old, "first", LATER)
    before = (folder / FILE).read_bytes()
    distrust(folder, old, "second", LATER.replace(year=2030))
    assert (folder / FILE).read_bytes() == before


def test_a_key_that_still_signs_or_that_nobody_knows_is_not_distrusted(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    with pytest.raises(ValueError, match="rotate"):
        distrust(folder, load(folder).signing_p256.id, "stolen", LATER)
    with pytest.raises(ValueError, match="no key"):
        distrust(folder, "AAAAAAAA", "stolen", LATER)
    assert (folder / FILE).read_bytes() == before


def test_the_operator_lists_and_distrusts_with_commands(app: Flask) -> None:
    site: Site = app.extensions["literasi"]
    old, run = load(site.settings.keys), app.test_cli_runner().invoke
    stolen = (old.signing_p256.id, old.signing_ed25519.id)
    why = ("--reason", "a copy was stolen")
    refused = run(args=["keys", "distrust", "seal", stolen[0], *why])
    assert (refused.exit_code, "rotate the seal first" in refused.output) == (1, True)
    run(args=["keys", "rotate", "seal"])
    assert run(args=["keys", "distrust", "seal", *stolen, *why]).exit_code == 0
    listed = run(args=["keys", "list", "seal"]).output.splitlines()
    assert [line[:8] for line in listed[:2]] == list(stolen)
    assert [", distrusted " in line for line in listed] == [True, True, False, False]
    assert [", in use" in line for line in listed] == [False, False, True, True]
    assert set(site.seal.trusted).isdisjoint(stolen)
