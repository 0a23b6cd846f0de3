"""Who gets what: every endpoint and every kind of thing, asked for by everybody.

Each row of the table says what the people of `access_scene.ACTORS` get, in that order. Somebody
else's thing answers 404, and a refusal changes nothing. A new endpoint needs a row.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from literasi.accounts.models import Learner, SignIn
from literasi.database import db, write
from literasi.web.access import Who, declared
from literasi.web.clock import now
from tests.access_attendance import ATTENDANCE
from tests.access_classes import CLASSES
from tests.access_everybody import CARD, EVERYBODYS, FREE_CARD
from tests.access_papers import PAPERS
from tests.access_rows import WHY, Row, row
from tests.access_scene import ACTORS, LIKE, Scene, make_scene
from tests.classroom import where

# A, P: asked to sign in, as a learner or as staff. S: asked for an angka kunci first.
DOORS = {"/masuk": "A", "/petugas/masuk": "P", "/saya/tertutup": "S"}
REFUSALS = {*DOORS.values(), "404"}

SEEN = WHY | {"lihat": "ya"}
NAME = {"nama": "Nama Baru"}
YES = {"jawab": "ya"}
TWIN, STRANGER = WHY | {"lain": "@twin"}, WHY | {"lain": "@nobody's twin"}
DETAILS = {"lp": "P", "desa": "Batujai"}
ROWS = {"baris": "2", "segel": "@seal"}
NEWCOMER = {"nama": "Baru", "masuk": "baru@bp3mi.test", "kantor": "bali", "peran": "trainer"}
HEAD = WHY | {"peran": "head"}
SUPERIOR = NEWCOMER | {"peran": "national"}

# fmt: off
TABLE = (
    *EVERYBODYS,

    row("staff.sign_in",             "200 200 200 200     200 200     200 200    200"),
    row("staff.begin",               "422 422 422 422     422 422     422 422    422"),
    row("staff.invitation",          "200 200 200 200     200 200     200 200    200"),
    row("staff.accept_invitation",   "422 422 422 422     422 422     422 422    422"),
    row("staff.desk",                "P   404 404 404     303 303     303 303    303"),
    row("staff.account",             "P   404 404 404     200 200     200 200    200"),
    row("staff.save_passphrase",     "P   404 404 404     422 422     422 422    422"),
    row("staff.renew_codes",         "P   404 404 404     422 422     422 422    422"),

    row("people.index",              "P   404 404 404     404 404     200 200    200"),
    row("log.show",                  "P   404 404 404     404 404     200 200    200", head="200"),
    row("people.send_invitation",    "P   404 404 404     404 404     200 200    200", NEWCOMER),
    row("people.send_invitation",    "P   404 404 404     404 404     422 422    200", SUPERIOR),
    row("people.show",               "P   404 404 404     404 404     200 404    200",
        uid="colleague"),
    row("people.show",               "P   404 404 404     404 404     404 404    200",
        uid="superior"),
    row("people.send_again",         "P   404 404 404     404 404     200 404    200", WHY,
        uid="colleague"),
    row("people.send_again",         "P   404 404 404     404 404     404 200    200", WHY,
        uid="stranger"),
    row("people.send_again",         "P   404 404 404     404 404     404 404    200", WHY,
        uid="superior"),
    row("people.send_again",         "P   404 404 404     404 404     404 404    200", WHY,
        uid="own admin"),
    row("people.send_again",         "P   404 404 404     404 404     404 404    404", WHY,
        uid="national"),
    # Whom two offices want is invited again by the national level alone; asking again is fine.
    row("people.send_again",         "P   404 404 404     404 404     422 200    200", WHY,
        uid="own trainer"),
    row("people.save_role",          "P   404 404 404     404 404     303 404    303", HEAD,
        uid="colleague"),
    row("people.save_role",          "P   404 404 404     404 404     404 303    303", HEAD,
        uid="stranger"),
    row("people.save_role",          "P   404 404 404     404 404     404 404    404", HEAD,
        uid="superior"),
    row("people.disable_account",    "P   404 404 404     404 404     303 404    303", WHY,
        uid="colleague"),
    row("people.disable_account",    "P   404 404 404     404 404     404 303    303", WHY,
        uid="stranger"),
    row("people.disable_account",    "P   404 404 404     404 404     404 404    303", WHY,
        uid="superior"),
    row("people.disable_account",    "P   404 404 404     404 404     404 404    303", WHY,
        uid="own admin"),
    row("people.disable_account",    "P   404 404 404     404 404     404 404    404", WHY,
        uid="national"),

    row("confirming.show",           "P   404 404 404     200 200     200 200    200"),
    row("confirming.ask",            "P   404 404 404     422 422     422 422    422",
        {"bukti": "salah"}),
    row("postings.choose",           "P   404 404 404     404 404     404 404    404",
        {"tugas": "@one of two"}, both="303"),
    row("postings.answer",           "P   404 404 404     303 404     404 404    404",
        YES | {"undangan": "@invitation"},
        uid="asked", head="404", both="404"),
    row("office.show",               "P   404 404 404     404 404     200 200    404"),
    row("office.save",               "P   404 404 404     404 404     303 303    404"),
    row("design.show",               "P   404 404 404     200 200     200 200    404",
        facilitator="200"),
    row("design.save",               "P   404 404 404     404 404     303 303    404", head="303"),
    row("design.example",            "P   404 404 404     200 200     200 200    404",
        facilitator="200"),
    row("design.example_file",       "P   404 404 404     200 200     200 200    404",
        facilitator="200"),
    row("design.upload",             "P   404 404 404     404 404     422 422    404", head="422"),

    *CLASSES,

    row("seats.index",               "P   404 404 404     200 404     200 404    404"),
    row("seats.add",                 "P   404 404 404     422 404     422 404    404"),
    row("seats.cards",               "P   404 404 404     200 404     200 404    404"),
    row("seats.door",                "P   404 404 404     200 404     200 404    404"),
    row("seats.open_door",           "P   404 404 404     303 404     303 404    404",
        {"lama": "1"}),
    row("seats.rename",              "P   404 404 404     303 404     303 404    404", NAME),
    row("seats.rename",              "P   404 404 404     303 404     303 404    404", NAME,
        seat="free seat"),
    row("seats.rename",              "P   404 404 404     404 404     404 404    404", NAME,
        seat="other seat"),
    row("seats.remove",              "P   404 404 404     303 404     303 404    404", WHY),
    row("seats.remove",              "P   404 404 404     303 404     303 404    404", WHY,
        seat="free seat"),
    row("seats.remove",              "P   404 404 404     404 404     404 404    404", WHY,
        seat="other seat"),
    row("walk_ins.show",             "P   404 404 404     200 404     200 404    404"),
    row("walk_ins.give",             "P   404 404 404     303 404     303 404    404",
        NAME | {"kartu": "@spare"}),
    row("walk_ins.give",             "P   404 404 404     422 404     422 404    404",
        NAME | {"kartu": "@seat"}),
    row("walk_ins.give",             "P   404 404 404     404 404     404 404    404",
        NAME | {"kartu": "@other seat"}),
    row("walk_ins.give",             "P   404 404 404     422 404     422 404    404",
        NAME | {"kode": "@card"}),
    row("person.show",               "P   404 404 404     200 404     200 404    404"),
    row("person.show",               "P   404 404 404     200 404     200 404    404",
        seat="free seat"),
    row("person.show",               "P   404 404 404     404 404     404 404    404",
        seat="other seat"),

    row("person.new_card",           "P   404 404 404     200 404     200 404    404", SEEN),
    row("person.new_card",           "P   404 404 404     404 404     404 404    404", SEEN,
        seat="free seat"),
    row("person.new_card",           "P   404 404 404     404 404     404 404    404", SEEN,
        seat="other seat"),
    row("person.merge",              "P   404 404 404     303 404     303 404    404", TWIN),
    row("person.merge",              "P   404 404 404     422 404     422 404    404", STRANGER),
    row("person.merge",              "P   404 404 404     404 404     404 404    404", TWIN,
        seat="other seat"),

    row("twins.show",                "P   404 404 404     200 200     200 200    404"),
    row("twins.point_out",           "P   404 404 404     303 404     303 404    404",
        TWIN | {"tetap": "@owner"}),
    row("twins.point_out",           "P   404 404 404     404 404     404 404    404",
        TWIN | {"tetap": "@elsewhere"}),
    row("twins.separate",            "P   404 404 404     303 404     303 404    404", WHY,
        uid="merge"),

    row("loans.show",                "P   404 404 404     200 200     200 200    404"),
    row("details.save",              "P   404 404 404     303 404     303 404    404", DETAILS,
        seat="free seat"),
    row("details.save",              "P   404 404 404     404 404     404 404    404", DETAILS,
        seat="other seat"),
    row("details.show",              "A   200 200 404     404 404     404 404    404"),
    row("details.show",              "A   404 404 404     404 404     404 404    404",
        uid="other class"),
    row("details.answer",            "A   303 303 404     404 404     404 404    404",
        DETAILS | {"izin": "ya"}),
    row("details.answer",            "A   404 404 404     404 404     404 404    404",
        DETAILS | {"izin": "ya"}, uid="other class"),
    row("roster.ask",                "P   404 404 404     200 404     200 404    404"),
    row("roster.upload",             "P   404 404 404     422 404     422 404    404"),
    row("roster.template",           "P   404 404 404     200 404     200 404    404"),
    row("roster.show",               "P   404 404 404     200 404     200 404    404"),
    row("roster.show",               "P   404 404 404     404 404     404 404    404",
        uid="other class"),
    row("roster.accept",             "P   404 404 404     303 404     303 404    404", ROWS),
    row("roster.accept",             "P   404 404 404     404 404     404 404    404", ROWS,
        uid="other class"),

    row("exports.of_class",          "P   404 404 404     200 404     200 404    404"),
    row("exports.download_class",    "P   404 404 404     200 404     200 404    404",
        {"isi": "peserta"}),
    row("exports.download_class",    "P   404 404 404     404 404     404 404    404",
        {"isi": "lain"}),
    row("exports.of_office",         "P   404 404 404     200 200     200 200    404"),
    row("exports.download_office",   "P   404 404 404     200 200     200 200    404"),
    row("exports.download_office",   "P   404 404 404     200 404     200 404    404",
        {"kelas": "@class"}),
    # The scene's office has a certificate and no file yet, which the zip says; the other has none.
    row("exports.download_files",    "P   404 404 404     200 404     200 404    404",
        {"tahun": "@this year"}),

    row("loans.show",                "P   404 404 404     200 200     200 200    404"),
    # Whoever lends the phone leaves it: the next page is the learner's sign-in.
    row("loans.lend",                "P   404 404 404     A   A       A   A      404"),
    row("loans.give_back",           "P   404 404 404     404 404     404 404    404"),

    row("notices.answer_reset",      "A   303 S   404     404 404     404 404    404", YES,
        uid="reset"),
    row("notices.answer_merge",      "A   404 S   303     404 404     404 404    404", YES,
        uid="merge"),

    *ATTENDANCE,
    *PAPERS,
    row("closing.certificates",      "P   404 404 404     200 404     200 404    404"),
    row("closing.issue",             "P   404 404 404     303 404     303 404    404"),
    row("issuing.progress",          "P   404 404 404     200 404     200 404    404"),
    row("issuing.try_again",         "P   404 404 404     303 404     303 404    404"),
    row("issuing.download_all",      "P   404 404 404     409 404     409 404    404"),
    row("issuing.download_all",      "P   404 404 404     404 404     404 404    404",
        {"bentuk": "exe"}),
    row("closing.withdraw_certificate", "P 404 404 404    303 404     303 404    404", WHY),
    row("closing.withdraw_certificate", "P 404 404 404    404 404     404 404    404", WHY,
        uid="other class"),

    row("joining.ask",               "200 200 200 200     200 200     200 200    200"),
    row("joining.go",                "303 303 303 303     303 303     303 303    303",
        {"kode": "@door"}),
    row("joining.door",              "200 200 200 200     200 200     200 200    200", code="door"),
    row("joining.join",              "A   303 303 303     404 404     404 404    404", code="door"),
    row("joining.card",              "200 200 200 200     200 200     200 200    200", FREE_CARD),
    # Whoever took the seat with it comes to their class.
    row("joining.card",              "422 422 303 422     422 422     422 422    422", CARD),
    row("joining.classroom",         "A   200 200 404     404 404     404 404    404"),
    row("joining.classroom",         "A   404 404 404     404 404     404 404    404",
        uid="other class"),
    row("joining.leave_class",       "A   303 303 404     404 404     404 404    404"),
    row("joining.leave_class",       "A   404 404 404     404 404     404 404    404",
        uid="other class"),
)
# fmt: on


@pytest.fixture
def scene(app: Flask, tmp_path: Path) -> Scene:
    return make_scene(app, tmp_path / "literasi.sqlite3")


def test_every_endpoint_has_a_row(app: Flask) -> None:
    assert {one.endpoint for one in TABLE} == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_everybody_gets_what_the_table_says_and_a_refusal_changes_nothing(scene: Scene) -> None:
    cells, wrong = 0, []
    for one in TABLE:
        for actor in (*ACTORS, *LIKE):
            cells += 1
            wrong += _differences(scene, one, actor, one.expected(actor))
    assert wrong == []
    assert cells == len(TABLE) * (len(ACTORS) + len(LIKE)) >= 1300


def test_a_locked_session_gets_what_is_public_and_else_the_angka_kunci(scene: Scene) -> None:
    """A result's page says of no result whether there is one."""
    with scene.app.app_context(), write():
        learner = db.session.scalars(select(Learner).where(Learner.name == "Siti Aminah")).one()
        learner.key_number_hash, learner.locks_after = "pepper-1:x", 5
        db.session.execute(update(SignIn).values(seen_at=now() - timedelta(minutes=6)))
    scene.monitor.backup(scene.kept)
    wrong = []
    for one in TABLE:
        scene.restore()
        method, address = _request(scene, one)
        answer = scene.ask("owner", method, address, _fill(scene, one.form))
        found = "L" if where(answer) == "/saya/terkunci" else _word(answer)
        if found != (expected := _when_locked(scene.app, one)):
            wrong.append(f"{method} {one.endpoint}: {found}, not {expected}")
    assert wrong == []


def _when_locked(app: Flask, one: Row) -> str:
    allowed = declared(app, one.endpoint)
    if one.endpoint in ("quiz.result", "pretest.show"):
        return "L"
    if Who.ANYBODY in allowed:
        return one.answers.split()[0]
    if Who.LOCKED in allowed:
        return "200"
    return "L" if Who.LEARNER in allowed else "404"


def _differences(scene: Scene, one: Row, actor: str, expected: str) -> list[str]:
    method, address = _request(scene, one)
    before = scene.changes()
    found = _word(scene.ask(actor, method, address, _fill(scene, one.form)))
    changed = scene.changes() != before
    if changed:
        scene.restore()
    who = f"{actor}: {method} {one.endpoint} {one.things or ''}"
    differences = [f"{who}: {found}, not {expected}"] if found != expected else []
    if changed and found in REFUSALS and one.endpoint not in ("accounts.sign_out", "loans.lend"):
        differences.append(f"{who}: refused, but something changed")
    return differences


def _request(scene: Scene, one: Row) -> tuple[str, str]:
    rule = next(scene.app.url_map.iter_rules(one.endpoint))
    values = {name: scene.usual[name] for name in rule.arguments} | _fill(scene, one.things)
    method = "POST" if "POST" in (rule.methods or set()) else "GET"
    return method, scene.app.url_map.bind("localhost").build(one.endpoint, values)


def _fill(scene: Scene, values: dict[str, str]) -> dict[str, Any]:
    return {
        name: scene.things[value[1:]] if value.startswith("@") else value
        for name, value in values.items()
    }


def _word(answer: TestResponse) -> str:
    if answer.status_code == 303 and where(answer) in DOORS:
        return DOORS[where(answer)]
    return str(answer.status_code)
