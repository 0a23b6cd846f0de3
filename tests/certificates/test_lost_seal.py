"""The seal's keys are gone: a start says so, and makes others only when it is told to."""

from __future__ import annotations

import pytest
from flask import Flask

from literasi.config import Settings
from literasi.sealing.keys import FILE, load
from literasi.sealing.verify import Answer, verify
from literasi.setup import SetupError
from tests.certificates.test_trouble import missing
from tests.conftest import set_up
from tests.people import Reader


def sealed(siti: Reader) -> bytes:
    """A statement's file."""
    code = siti.pass_course().issue_statement()
    answer = siti.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 200
    return answer.data


def rotate(app: Flask, *more: str) -> str:
    """What the command says; the test fails unless it ends as it should."""
    done = app.test_cli_runner().invoke(args=["keys", "rotate", "seal", *more])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_start_makes_no_others_in_their_place_and_goes_on_once_they_are_back(
    settings: Settings, siti: Reader
) -> None:
    file = sealed(siti)
    with missing(settings.keys / FILE):
        with pytest.raises(SetupError, match="Restore it from where you saved the keys"):
            set_up(settings)
        assert not (settings.keys / FILE).exists()
    set_up(settings)
    assert verify(file, load(settings.keys).public).answer is Answer.GENUINE


def test_whoever_lost_them_for_good_begins_anew(
    app: Flask, settings: Settings, siti: Reader, stranger: Reader
) -> None:
    file, old = sealed(siti), load(settings.keys).signing_p256.id
    (settings.keys / FILE).unlink()
    assert load_id(settings, rotate(app, "--lost")) != old
    set_up(settings)
    keys = load(settings.keys).public
    assert verify(file, keys).answer is Answer.FOREIGN
    assert verify(sealed(stranger), keys).answer is Answer.GENUINE


def load_id(settings: Settings, said: str) -> str:
    """Of the key that files are sealed with now, which the command named."""
    made = load(settings.keys).signing_p256.id
    assert made in said
    return made


def test_keys_that_are_there_are_never_called_lost(app: Flask, settings: Settings) -> None:
    before = (settings.keys / FILE).read_bytes()
    done = app.test_cli_runner().invoke(args=["keys", "rotate", "seal", "--lost"])
    assert done.exit_code == 1
    assert "Nothing was changed" in done.output
    assert (settings.keys / FILE).read_bytes() == before


def test_an_installation_that_sealed_nothing_gets_its_keys_by_itself(
    settings: Settings, app: Flask
) -> None:
    folder = settings.files / "certificates"
    folder.mkdir(parents=True)
    (folder / "00041061050R3GG28A1C60T3GF.pdf").write_bytes(b"%PDF-1.7 of an older release")
    (settings.keys / FILE).unlink()
    set_up(settings)
    assert load(settings.keys).signing_p256
