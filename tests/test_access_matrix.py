"""Who gets what: every endpoint and every kind of thing, asked for by everybody.

Each row of the table says what the people of `access_scene.ACTORS` get, in that order. Somebody
else's thing answers 404, and a refusal changes nothing. A new endpoint needs a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.access_scene import ACTORS, Scene, make_scene
from tests.classroom import where

# A, P: asked to sign in, as a learner or as staff. S: asked for an angka kunci first.
DOORS = {"/masuk": "A", "/petugas/masuk": "P", "/saya/tertutup": "S"}
REFUSALS = {*DOORS.values(), "404"}


@dataclass(frozen=True)
class Row:
    """`answers` in the order of ACTORS; `things` fill the address, `form` is what is posted. A
    value that begins with @ names one of the scene's things."""

    endpoint: str
    answers: str
    things: dict[str, str]
    form: dict[str, str]


def row(endpoint: str, answers: str, form: dict[str, str] | None = None, **things: str) -> Row:
    return Row(endpoint, answers, {k: f"@{v}" for k, v in things.items()}, form or {})


WHY = {"alasan": "Pindah tugas"}
NAME = {"nama": "Nama Baru"}
STATEMENT = {"nama": "Siti Aminah", "benar": "ya"}
KEY = {"angka": "4739", "ulang": "4739"}
YES = {"jawab": "ya"}
TWIN, STRANGER = WHY | {"lain": "@twin"}, WHY | {"lain": "@nobody's twin"}
CARD, FREE_CARD = {"kode": "@card"}, {"kode": "@free card"}
NEWCOMER = {"nama": "Baru", "masuk": "baru@bp3mi.test", "kantor": "bali", "peran": "trainer"}
SUPERIOR = NEWCOMER | {"peran": "national"}

# fmt: off
TABLE = (
    #                             nobody own  card other  trainer x   admin x    national
    row("static",                    "200 200 200 200     200 200     200 200    200"),
    row("assets.asset",              "200 200 200 200     200 200     200 200    200"),
    row("health.alive",              "200 200 200 200     200 200     200 200    200"),
    row("health.ready",              "200 200 200 200     200 200     200 200    200"),

    row("portal.index",              "200 200 200 200     200 200     200 200    200"),
    row("portal.privacy",            "200 200 200 200     200 200     200 200    200"),
    row("portal.report_fraud",       "200 200 200 200     200 200     200 200    200"),
    row("portal.glossary",           "200 200 200 200     200 200     200 200    200"),
    row("portal.sources",            "200 200 200 200     200 200     200 200    200"),
    row("portal.staff",              "200 200 200 200     200 200     200 200    200"),
    row("portal.register",           "200 303 303 303     200 200     200 200    200"),
    row("portal.save_registration",  "422 422 422 422     422 422     422 422    422"),
    row("portal.confirm_results",    "A   303 303 303     404 404     404 404    404"),
    row("portal.adopt_results",      "A   303 303 303     404 404     404 404    404"),
    row("portal.home",               "A   200 200 200     404 404     404 404    404"),
    row("portal.personal_answer",    "200 200 200 200     200 200     200 200    200"),

    row("learning.catalogue",        "200 200 200 200     200 200     200 200    200"),
    row("learning.course",           "200 200 200 200     200 200     200 200    200"),
    row("learning.module",           "302 302 302 302     302 302     302 302    302"),
    row("learning.lesson",           "200 200 200 200     200 200     200 200    200"),
    row("learning.finish",           "303 303 303 303     303 303     303 303    303"),
    row("learning.family_talk",      "303 303 303 303     303 303     303 303    303"),

    row("quiz.show",                 "200 200 200 200     200 200     200 200    200"),
    row("quiz.answer",               "422 422 422 422     422 422     422 422    422"),
    row("quiz.result",               "404 200 404 404     404 404     404 404    404"),

    row("certificates.confirm",      "A   303 S   200     404 404     404 404    404"),
    row("certificates.issue",        "A   303 S   422     404 404     404 404    404", STATEMENT),
    row("certificates.show",         "A   200 S   404     404 404     404 404    404",
        code="statement"),
    row("certificates.show",         "A   200 S   404     404 404     404 404    404",
        code="class certificate"),
    row("certificates.download",     "A   200 S   404     404 404     404 404    404",
        code="statement"),
    row("certificates.download",     "A   200 S   404     200 404     200 404    404",
        code="class certificate"),
    row("certificates.verify",       "200 200 200 200     200 200     200 200    200"),
    row("certificates.look_up",      "303 303 303 303     303 303     303 303    303",
        {"kode": "@statement"}),
    row("certificates.verification", "200 200 200 200     200 200     200 200    200",
        code="statement"),
    row("certificates.verification", "200 200 200 200     200 200     200 200    200",
        code="class certificate"),

    row("accounts.sign_in",          "200 200 200 200     200 200     200 200    200"),
    row("accounts.begin",            "422 422 422 422     422 422     422 422    422"),
    # Signing out leads to the sign-in of whoever one was.
    row("accounts.sign_out",         "A   A   A   A       P   P       P   P      P"),
    row("cards.card",                "A   200 S   200     404 404     404 404    404"),
    row("cards.make_card",           "A   200 S   200     404 404     404 404    404"),
    row("cards.use_card",            "200 200 200 200     200 200     200 200    200", CARD),
    row("cards.use_card",            "307 307 307 307     307 307     307 307    307", FREE_CARD),
    row("cards.key_number",          "A   200 200 200     404 404     404 404    404"),
    row("cards.save_key_number",     "A   303 303 303     404 404     404 404    404", KEY),
    row("cards.sealed",              "A   200 200 200     404 404     404 404    404"),
    row("cards.end_others",          "A   303 S   303     404 404     404 404    404"),

    row("staff.sign_in",             "200 200 200 200     200 200     200 200    200"),
    row("staff.begin",               "422 422 422 422     422 422     422 422    422"),
    row("staff.invitation",          "200 200 200 200     200 200     200 200    200"),
    row("staff.accept_invitation",   "422 422 422 422     422 422     422 422    422"),
    row("staff.desk",                "P   404 404 404     303 303     303 303    303"),
    row("staff.account",             "P   404 404 404     200 200     200 200    200"),
    row("staff.save_passphrase",     "P   404 404 404     422 422     422 422    422"),
    row("staff.renew_codes",         "P   404 404 404     422 422     422 422    422"),

    row("people.index",              "P   404 404 404     404 404     200 200    200"),
    row("people.log",                "P   404 404 404     404 404     200 200    200"),
    row("people.send_invitation",    "P   404 404 404     404 404     200 200    200", NEWCOMER),
    row("people.send_invitation",    "P   404 404 404     404 404     422 422    200", SUPERIOR),
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

    row("classes.index",             "P   404 404 404     200 200     200 200    404"),
    row("classes.new",               "P   404 404 404     200 200     200 200    404"),
    row("classes.create",            "P   404 404 404     422 422     422 422    404"),
    row("classes.show",              "P   404 404 404     200 404     200 404    404"),
    row("classes.edit",              "P   404 404 404     200 404     200 404    404"),
    row("classes.change",            "P   404 404 404     422 404     422 404    404"),
    row("classes.work",              "P   404 404 404     200 404     200 404    404"),
    row("classes.give_work",         "P   404 404 404     422 404     422 404    404"),

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
    row("person.show",               "P   404 404 404     200 404     200 404    404"),
    row("person.show",               "P   404 404 404     200 404     200 404    404",
        seat="free seat"),
    row("person.show",               "P   404 404 404     404 404     404 404    404",
        seat="other seat"),

    row("person.new_card",           "P   404 404 404     200 404     200 404    404", WHY),
    row("person.new_card",           "P   404 404 404     404 404     404 404    404", WHY,
        seat="free seat"),
    row("person.new_card",           "P   404 404 404     404 404     404 404    404", WHY,
        seat="other seat"),
    row("person.merge",              "P   404 404 404     303 404     303 404    404", TWIN),
    row("person.merge",              "P   404 404 404     422 404     422 404    404", STRANGER),
    row("person.merge",              "P   404 404 404     404 404     404 404    404", TWIN,
        seat="other seat"),

    row("loans.show",                "P   404 404 404     200 200     200 200    404"),
    # Whoever lends the phone leaves it: the next page is the learner's sign-in.
    row("loans.lend",                "P   404 404 404     A   A       A   A      404"),
    row("loans.give_back",           "P   404 404 404     404 404     404 404    404"),

    row("notices.answer_reset",      "A   303 S   404     404 404     404 404    404", YES,
        uid="reset"),
    row("notices.answer_merge",      "A   404 S   303     404 404     404 404    404", YES,
        uid="merge"),

    row("closing.meetings",          "P   404 404 404     200 404     200 404    404"),
    row("closing.save_meeting",      "P   404 404 404     422 404     422 404    404"),
    row("closing.delete_meeting",    "P   404 404 404     303 404     303 404    404"),
    row("closing.delete_meeting",    "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("closing.certificates",      "P   404 404 404     200 404     200 404    404"),
    row("closing.issue",             "P   404 404 404     303 404     303 404    404"),
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
        expected = one.answers.split()
        for actor, answer in zip(ACTORS, expected, strict=True):
            cells += 1
            wrong += _differences(scene, one, actor, answer)
    assert wrong == []
    assert cells == len(TABLE) * len(ACTORS) >= 900


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
