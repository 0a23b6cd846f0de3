"""The operator's commands for the first administrators."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import update

from literasi.database import db, write
from literasi.training.roster.models import RosterDraft
from literasi.web.clock import now
from tests.people import Employee, Reader, hidden
from tests.training.roster.uploads import previewed

INVITE = ("staff", "invite", "tuti@kp2mi.test", "--name", "Tuti")


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def invitation(output: str) -> str:
    found = re.search(r"\b([B-Z]{4}-[B-Z]{4}-[B-Z]{4}-[B-Z]{4})\b", output)
    assert found, output
    return found[1]


def test_the_first_administrator_is_invited_and_comes_in(app: Flask, reader: Reader) -> None:
    status, output = run(app, *INVITE)
    assert status == 0
    page = reader.post("/petugas/undangan", {"undangan": invitation(output).lower()})
    assert "Selamat datang, Tuti" in page.text
    assert hidden(page.text, "undangan")


def test_inviting_again_gives_a_new_code_and_kills_the_old(app: Flask, reader: Reader) -> None:
    old = invitation(run(app, *INVITE)[1])
    new = invitation(run(app, *INVITE)[1])
    assert reader.post("/petugas/undangan", {"undangan": old}).status_code == 422
    assert reader.post("/petugas/undangan", {"undangan": new}).status_code == 200


def test_an_office_is_named_for_whoever_works_in_one(app: Flask) -> None:
    words = ("staff", "invite", "made@bp3mi.test", "--name", "Made", "--role", "office")
    status, output = run(app, *words)
    assert status == 1
    assert "nusa-tenggara-barat" in output
    assert run(app, *words, "--office", "bali")[0] == 0
    assert "no office" in run(app, *INVITE, "--office", "bali")[1]
    assert "e-mail address" in run(app, "staff", "invite", "siapa", "--name", "x")[1]


def test_what_is_kept_no_longer_is_forgotten_and_counted(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    preview = previewed(trainer, address, b"Nama\nSiti")
    assert run(app, "participants", "forget") == (
        0,
        "Forgotten: details of 0, lists: 0, files: 0\n",
    )
    with app.app_context(), write():
        db.session.execute(update(RosterDraft).values(expires_at=now()))
    assert run(app, "participants", "forget") == (
        0,
        "Forgotten: details of 0, lists: 1, files: 0\n",
    )
    assert trainer.get(preview).status_code == 404


def test_disabling_puts_somebody_out_at_once(app: Flask, trainer: Employee) -> None:
    assert run(app, "staff", "disable", trainer.login, "--reason", "pindah")[0] == 0
    assert trainer.get("/petugas/kelas").status_code == 303
    assert trainer.try_sign_in().status_code == 422
    assert "Nobody" in run(app, "staff", "disable", "tak@ada.test", "--reason", "x")[1]
