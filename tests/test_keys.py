"""Keys are made once, readable by their owner only, and never replaced silently."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from literasi import keys
from tests.disk import disk_full_after


def test_preparing_twice_keeps_the_keys(tmp_path: Path) -> None:
    keys.prepare(tmp_path / "keys")
    first = {p: keys.load(tmp_path / "keys", p).keys for p in keys.PURPOSES}
    keys.prepare(tmp_path / "keys")
    assert {p: keys.load(tmp_path / "keys", p).keys for p in keys.PURPOSES} == first
    secrets = [secret for ring in first.values() for secret in ring.values()]
    assert len(set(secrets)) == len(keys.PURPOSES)


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    keys.prepare(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    for file in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_newer_key_is_current_and_the_older_still_known(tmp_path: Path) -> None:
    keys.prepare(tmp_path)
    (old,) = keys.load(tmp_path, "ticket").keys.values()
    (tmp_path / "ticket.json").write_text(f'{{"ticket-1": "{old}", "ticket-2": "{"n" * 43}"}}')
    ring = keys.load(tmp_path, "ticket")
    assert ring.current == "n" * 43
    assert ring.older == [old]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": 1}', '{"a": "short"}', "\x00"])
def test_a_damaged_key_stops_and_is_left_as_it_is(tmp_path: Path, content: str) -> None:
    keys.prepare(tmp_path)
    file = tmp_path / "session.json"
    file.write_text(content)
    with pytest.raises(keys.KeyFileError, match="backup"):
        keys.prepare(tmp_path)
    assert file.read_text() == content


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys.prepare(tmp_path)
    (tmp_path / "session.json").chmod(0o644)
    with pytest.raises(keys.KeyFileError, match="chmod 600"):
        keys.load(tmp_path, "session")


def test_a_missing_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyFileError, match="flask setup"):
        keys.load(tmp_path, "session")


def test_a_full_disk_leaves_no_half_key_and_the_next_setup_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    with disk_full_after(20), pytest.raises(OSError, match="too large"):
        keys.prepare(folder)
    assert list(folder.iterdir()) == []
    keys.prepare(folder)
    assert {path.stem for path in folder.iterdir()} == set(keys.PURPOSES)
