"""A worker that runs meets new keys, and none at all, in the midst of its work."""

from __future__ import annotations

from literasi.config import Settings
from literasi.sealing.keys import FILE, load
from tests.certificates.test_trouble import NO_SEAL, missing, ready, sealed_by
from tests.classroom import issue, joined
from tests.making import flask, let_time_pass, wait_until_made, wait_until_said, working
from tests.people import Employee, Reader
from tests.verifier import Verifier, online_settings

__all__ = ["ready"]


def test_it_seals_with_the_new_keys_and_resumes_when_they_are_back(
    verifier: Verifier, settings: Settings, trainer_online: Employee, ready: str
) -> None:
    old = load(settings.keys).signing_p256.id
    with working(online_settings(settings)):
        issue(trainer_online, ready)
        wait_until_made(trainer_online, ready)
        assert flask(settings, "keys", "rotate", "seal").returncode == 0
        later = Reader(verifier.app).register("Datang Belakangan")
        assert later.pass_course()
        address = joined(trainer_online, later)
        with missing(settings.keys / FILE):
            issue(trainer_online, address)
            wait_until_said(trainer_online, address, NO_SEAL)
        let_time_pass(verifier.app)
        wait_until_made(trainer_online, address)
    new = load(settings.keys).signing_p256.id
    assert sealed_by(verifier.app, settings) == [old, old, old, new]
