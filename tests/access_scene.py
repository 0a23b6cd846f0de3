"""Everybody who may knock at a door of the site, and one of each thing that they may ask for."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from literasi.accounts.models import AccessReset, Learner, LearnerMerge
from literasi.accounts.staff_models import Staff
from literasi.database import db
from tests.classroom import claim, issue, joined, meet, print_cards, seat_of, withdrawal_of
from tests.people import SAME_ORIGIN, Employee, Fields, Reader
from tests.staff import employ

ELSEWHERE = "jawa-timur"
# In the order of the table's columns.
ACTORS = (
    "anonymous",
    "owner",
    "card holder",
    "other learner",
    "own trainer",
    "other trainer",
    "own admin",
    "other admin",
    "national",
)


@dataclass
class Scene:
    """`people` by their column, `things` by the names that the table uses for them."""

    app: Flask
    people: dict[str, Reader]
    things: dict[str, str]
    # What fills an address where the table names nothing.
    usual: dict[str, str]
    monitor: sqlite3.Connection = field(repr=False)
    kept: sqlite3.Connection = field(repr=False)

    def changes(self) -> int:
        """Grows with every commit to the database."""
        return int(self.monitor.execute("PRAGMA data_version").fetchone()[0])

    def restore(self) -> None:
        """As if nobody had done anything since the scene was made."""
        self.kept.backup(self.monitor)

    def ask(self, actor: str, method: str, address: str, form: Fields) -> TestResponse:
        """A request by a browser with this person's cookies as they were in the beginning."""
        client = self.app.test_client()
        for cookie in self.people[actor].client._cookies.values():
            client.set_cookie(cookie.key, cookie.value)
        if method == "GET":
            return client.get(address)
        return client.post(address, data=MultiDict(form), headers=SAME_ORIGIN)


def make_scene(app: Flask, database: Path) -> Scene:
    people = _people(app)
    things = _things(app, people)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    monitor, kept = sqlite3.connect(database), sqlite3.connect(":memory:")
    # Restoring need not survive a power cut.
    monitor.execute("PRAGMA synchronous = OFF")
    monitor.backup(kept)
    return Scene(app, people, things, _usual(people["owner"], things), monitor, kept)


def _usual(owner: Reader, things: dict[str, str]) -> dict[str, str]:
    return {
        "course": owner.course.slug,
        "module": owner.module.slug,
        "lesson": owner.module.lessons[0].slug,
        "attempt": things["attempt"],
        "uid": things["class"],
        "seat": things["seat"],
        "meeting": things["meeting"],
        "certificate": things["certificate"],
        "code": things["statement"],
        "name": "literasi.css",
        "filename": "css/base.css",
    }


def _people(app: Flask) -> dict[str, Reader]:
    return {
        "anonymous": Reader(app),
        "owner": Reader(app).register("Siti Aminah"),
        "card holder": Reader(app),
        "other learner": Reader(app).register("Orang Lain"),
        "own trainer": employ(app, "rina@bp3mi.test", "trainer").sign_in(),
        "other trainer": employ(app, "budi@bp3mi.test", "trainer", ELSEWHERE).sign_in(),
        "own admin": employ(app, "made@bp3mi.test", "office").sign_in(),
        "other admin": employ(app, "dewi@bp3mi.test", "office", ELSEWHERE).sign_in(),
        "national": employ(app, "tuti@kp2mi.test", "national").sign_in(),
    }


def _things(app: Flask, people: dict[str, Reader]) -> dict[str, str]:
    owner, trainer = people["owner"], people["own trainer"]
    assert isinstance(trainer, Employee)
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah\nWayan Kartu\nKosong")
    card, free = print_cards(trainer, address, spares=1)[-2:]
    door = trainer.open_door(address, 24)
    assert owner.post(f"/gabung/{door}").status_code == 303
    codes = {"card": card, "free card": free}
    assert claim(people["card holder"], card, nama="Wayan Kartu").status_code == 303
    result = urlsplit(owner.take_quiz().location).path
    meet(trainer, address)
    certificate = issue(trainer, address)[0]
    owner.pass_course()
    things = {
        "class": address.rpartition("/")[2],
        "door": door,
        "seat": seat_of(trainer, address, "Siti Aminah").rpartition("/")[2],
        "free seat": seat_of(trainer, address, "Kosong").rpartition("/")[2],
        "meeting": _meeting_of(trainer, address),
        "certificate": withdrawal_of(trainer, address).split("/")[-2],
        "class certificate": certificate,
        "statement": owner.issue_statement(),
        "attempt": result.rpartition("/")[2],
        **codes,
    }
    twin = Reader(app).register("Siti Lain")
    assert twin.post(f"/gabung/{door}").status_code == 303
    seat = f"{address}/peserta/{things['seat']}"
    answered = _to_be_answered(app, trainer, seat, owner, people["other learner"])
    return things | _other_class(trainer) | _staff(app) | answered


def _to_be_answered(
    app: Flask, trainer: Employee, owners_seat: str, owner: Reader, other: Reader
) -> dict[str, str]:
    """A new card for the owner, and another learner who is pointed out to be here twice."""
    card = trainer.post(f"{owners_seat}/kartu.pdf", {"alasan": "hilang"})
    assert card.status_code == 200
    # The new card ended her session; her own phone still knows her name.
    known = re.search(r'name="peserta" value="([^"]*)"', owner.get("/masuk").text)
    assert known
    assert owner.post("/masuk", {"peserta": known[1]}).status_code == 303
    elsewhere = joined(trainer, other, Reader(app).register("Orang Dua"))
    seat = seat_of(trainer, elsewhere, "Orang Lain")
    ids = {name: str(number) for name, number in _learners(app)}
    marked = trainer.post(f"{seat}/gabung", {"lain": ids["Orang Dua"], "alasan": "sama"})
    assert marked.status_code == 303
    with app.app_context():
        return {
            "reset": str(db.session.scalars(select(AccessReset.uid)).one()),
            "merge": str(db.session.scalars(select(LearnerMerge.uid)).one()),
            "twin": ids["Siti Lain"],
            "nobody's twin": ids["Wayan Kartu"],
        }


def _learners(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        return [(one.name, one.id) for one in db.session.scalars(select(Learner))]


def _meeting_of(trainer: Employee, address: str) -> str:
    found = re.search(r"/pertemuan/([0-9a-f-]{36})/hapus", trainer.get(f"{address}/pertemuan").text)
    assert found
    return found[1]


def _other_class(trainer: Employee) -> dict[str, str]:
    """Another class of the same trainer: its parts are not the first one's."""
    address = trainer.make_class(nama="Kelas lain")
    trainer.paste(address, "Nur 'Aini")
    meet(trainer, address)
    return {
        "other class": address.rpartition("/")[2],
        "other seat": seat_of(trainer, address, "Nur &#39;Aini").rpartition("/")[2],
        "other meeting": _meeting_of(trainer, address),
    }


def _staff(app: Flask) -> dict[str, str]:
    employ(app, "wayan@bp3mi.test", "trainer")
    employ(app, "eko@bp3mi.test", "trainer", ELSEWHERE)
    employ(app, "agus@kp2mi.test", "national")
    with app.app_context():
        uids = {
            login: str(uid) for login, uid in db.session.execute(select(Staff.login, Staff.uid))
        }
    return {
        "colleague": uids["wayan@bp3mi.test"],
        "stranger": uids["eko@bp3mi.test"],
        "superior": uids["agus@kp2mi.test"],
        "own admin": uids["made@bp3mi.test"],
        "national": uids["tuti@kp2mi.test"],
    }
