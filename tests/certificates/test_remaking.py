"""After a key was stolen, the files that it sealed are made anew, once, and said so in the log."""

from __future__ import annotations

import hashlib

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.staff_models import AuditEntry
from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db, write
from tests.certificates.uploads import bring, word_of
from tests.classroom import issue, joined
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


@pytest.fixture
def old(siti: Reader, code: str) -> bytes:
    return siti.get(f"/sertifikat/{code}.pdf").data


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=words)


def lose_the_key(app: Flask) -> None:
    stolen = app.extensions["literasi"].seal.signing_p256.id
    assert run(app, "keys", "rotate", "seal").exit_code == 0
    assert run(app, "keys", "distrust", "seal", stolen, "--reason", "stolen").exit_code == 0


def remake(app: Flask) -> tuple[int, str]:
    result = run(app, "certificates", "remake")
    return result.exit_code, result.output


def logged(app: Flask) -> list[str]:
    with app.app_context():
        asked = select(AuditEntry.why).where(AuditEntry.act == "certificate.remake")
        return list(db.session.scalars(asked))


def test_a_file_is_made_anew_with_the_new_seal_and_its_hash_is_in_the_log(
    app: Flask, siti: Reader, reader: Reader, code: str, old: bytes
) -> None:
    lose_the_key(app)
    assert word_of(bring(reader, old)) == "BELUM PASTI"
    assert remake(app) == (0, "Made anew: 1\n")
    new = siti.get(f"/sertifikat/{code}.pdf").data
    assert word_of(bring(reader, new)) == "ASLI"
    digest = hashlib.sha256(new).hexdigest()
    assert logged(app) == [f"SHA-256 {digest}"]
    with app.app_context():
        assert db.session.scalars(select(Certificate.file_hash)).all() == [digest]
    answer = bring(reader, old)
    assert word_of(answer) == "BELUM PASTI"
    assert "sama persis" not in answer.text


def test_it_leads_to_the_address_of_the_old_one(
    app: Flask, siti: Reader, code: str, old: bytes
) -> None:
    lose_the_key(app)
    remake(app)
    address = f"http://localhost/verifikasi/{code}".encode()
    assert address in old
    assert address in siti.get(f"/sertifikat/{code}.pdf").data


def test_a_class_reads_in_its_offices_log_that_its_files_are_new(
    app: Flask, siti: Reader, trainer: Employee, manager: Employee
) -> None:
    address = joined(trainer, siti)
    siti.pass_course()
    issue(trainer, address)
    run(app, "certificates", "make")
    lose_the_key(app)
    assert remake(app) == (0, "Made anew: 1\n")
    assert "membuat ulang berkas sertifikat" in manager.get("/petugas/catatan").text


def test_again_and_without_a_theft_nothing_is_made(
    app: Flask, siti: Reader, code: str, old: bytes
) -> None:
    assert remake(app) == (0, "Made anew: 0\n")
    run(app, "keys", "rotate", "seal")
    assert remake(app) == (0, "Made anew: 0\n")
    assert siti.get(f"/sertifikat/{code}.pdf").data == old
    lose_the_key(app)
    assert remake(app) == (0, "Made anew: 0\n")


def test_what_is_void_or_nobodys_is_left_alone(app: Flask, code: str, old: bytes) -> None:
    lose_the_key(app)
    with app.app_context(), write():
        db.session.execute(update(Certificate).values(name=None, learner_id=None))
    assert remake(app) == (0, "Made anew: 0\n")
    assert logged(app) == []


def test_a_run_that_was_killed_before_the_file_was_there_is_mended_by_the_next(
    app: Flask, reader: Reader, settings: Settings, code: str, old: bytes
) -> None:
    lose_the_key(app)
    remake(app)
    stored = settings.files / "certificates" / f"{code}.pdf"
    stored.write_bytes(old)  # the hash is recorded, and the old file lies there still
    assert word_of(bring(reader, old)) == "BELUM PASTI"
    assert remake(app) == (0, "Made anew: 1\n")
    assert word_of(bring(reader, stored.read_bytes())) == "ASLI"
    with app.app_context():
        recorded = db.session.scalars(select(Certificate.file_hash)).one()
    assert recorded == hashlib.sha256(stored.read_bytes()).hexdigest()


def test_one_that_cannot_be_made_is_named_and_keeps_none_of_the_others(
    app: Flask, siti: Reader, stranger: Reader, code: str, old: bytes, settings: Settings
) -> None:
    other = stranger.pass_course().issue_statement("Orang Lain")
    stranger.get(f"/sertifikat/{other}.pdf")
    with app.app_context(), write():
        first = db.session.scalars(select(Certificate).where(Certificate.code == code)).one()
        first.name = "\U0010fffd"  # a letter that no font has
    lose_the_key(app)
    status, said = remake(app)
    assert status == 1
    assert "Certificate 1 was not made" in said
    assert "Made anew: 1, not made: 1" in said
    assert (settings.files / "certificates" / f"{code}.pdf").read_bytes() == old
