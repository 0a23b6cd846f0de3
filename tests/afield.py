"""A trainer's device as the server meets it: what it takes along, and what it sends later."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from tests.classroom import meetings
from tests.people import Employee, Fields


def take_along(trainer: Employee, address: str, ticket: str = "") -> dict[str, Any]:
    """Prepare a class, as the device stores it."""
    answer = trainer.post(f"{address}/luring", {"tiket": ticket})
    assert answer.status_code == 200, answer.text
    packed: dict[str, Any] = answer.json
    return packed


def seats(packed: dict[str, Any]) -> dict[str, str]:
    """Seats by name."""
    return {one["nama"]: one["kursi"] for one in packed["orang"]}


def tap(packed: dict[str, Any], place: int = 0, **marks: str) -> Fields:
    """What a list sends that was tapped where it showed what was packed; _ is a space."""
    shown, seat = packed["pertemuan"][place]["tanda"], seats(packed)
    fields: Fields = {"kunci": str(uuid4()), "tiket": packed["tiket"]}
    for name, mark in marks.items():
        uid = seat[name.replace("_", " ")]
        fields |= {f"tanda-{uid}": mark, f"semula-{uid}": shown.get(uid, "")}
    return fields


def send_marks(trainer: Employee, address: str, form: Fields, place: int = 0) -> TestResponse:
    meeting = meetings(trainer, address)[place].rpartition("/")[2]
    return trainer.post(f"{address}/luring/pertemuan/{meeting}", form)


def send_sheet(
    trainer: Employee, packed: dict[str, Any], address: str, name: str, form: Fields
) -> TestResponse:
    quiz = packed["kuis"][0]["uid"]
    around = {"kunci": str(uuid4()), "tiket": packed["tiket"]}
    where = f"{address}/luring/kertas/{quiz}/{seats(packed)[name]}"
    return trainer.post(where, {**around, **form})
