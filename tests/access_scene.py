"""Everybody who may knock at a door of the site, and one of each thing that they may ask for."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from literasi.accounts.models import AccessReset, Learner, LearnerMerge
from literasi.accounts.staff_models import Posting, Staff
from literasi.database import db, write
from literasi.domain.arrival_code import make_code
from literasi.training.closing.models import IssueProposal, ProposedSeat
from literasi.training.models import Cohort, Seat
from literasi.web.clock import now
from tests.classroom import (
    claim,
    give_work,
    issue,
    joined,
    make_paper,
    meet,
    post_notice,
    print_cards,
    seat_of,
    withdrawal_of,
)
from tests.people import SAME_ORIGIN, Employee, Fields, Reader, hidden, office_day
from tests.pretests import take_test, with_tests
from tests.staff import employ, post
from tests.training.report.reports import add_photo, photos, picture
from tests.training.roster.uploads import previewed

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
# More of them, and whom of the above they are like unless the table says otherwise.
LIKE = {
    "head": "own trainer",
    "facilitator": "other trainer",
    "both, here": "own trainer",
    "both, elsewhere": "other trainer",
}


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
    with_tests(app)
    people = _people(app)
    things = _things(app, people)
    for other in ("", "other "):
        made = _proposed(app, things[f"{other}class"], things[f"{other}seat"])
        things[f"{other}proposal"] = made
    things["this year"] = str(office_day().year)
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
        "moment": things["at the beginning"],
        "uid": things["class"],
        "seat": things["seat"],
        "meeting": things["meeting"],
        "work": things["assignment"],
        "post": things["post"],
        "quiz": things["paper quiz"],
        "certificate": things["certificate"],
        "proposal": things["proposal"],
        "photo": things["photo"],
        "code": things["statement"],
        "draft": things["draft"],
        "kind": "xlsx",
        "number": "1",
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
        "head": employ(app, "kepala@bp3mi.test", "head").sign_in(),
        "facilitator": employ(app, "wati@desa.test", "facilitator").sign_in(),
        **_both(app),
    }


def _both(app: Flask) -> dict[str, Employee]:
    """A trainer of two offices, who works for each in a session of its own."""
    here = employ(app, "ayu@bp3mi.test", "trainer")
    post(app, here, ELSEWHERE, "trainer")
    there = Employee(app, here.login, here.passphrase, here.secret)
    for one in (here, there):
        one.sign_in()
    offered = re.findall(r'<option value="([0-9a-f-]+)"', there.get("/petugas/akun").text)
    assert there.post("/petugas/bekerja-untuk", {"tugas": offered[1]}).status_code == 303
    return {"both, here": here, "both, elsewhere": there}


def _things(app: Flask, people: dict[str, Reader]) -> dict[str, str]:
    owner, trainer = people["owner"], people["own trainer"]
    assert isinstance(trainer, Employee)
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah\nWayan Kartu\nKosong")
    card, free = print_cards(trainer, address, spares=1)[-2:]
    door = trainer.open_door(address, 24)
    assert owner.post(f"/gabung/{door}").status_code == 303
    codes = {"card": card, "free card": free, **_draft(trainer, address)}
    assert claim(people["card holder"], card, nama="Wayan Kartu").status_code == 303
    for learner in (owner, people["card holder"]):
        assert take_test(learner, "awal").status_code == 303
    result = urlsplit(owner.take_quiz().location).path
    meet(trainer, address)
    issued = issue(trainer, address)[0]
    owner.pass_course()
    assert take_test(owner, "akhir").status_code == 303
    things = _of_a_class(trainer, address) | {
        "class": address.rpartition("/")[2],
        "door": door,
        "class certificate": issued,
        "statement": owner.issue_statement(),
        "attempt": result.rpartition("/")[2],
        "at the beginning": "awal",
        "at the end": "akhir",
        "again": "ulang",
        **codes,
    }
    twin = Reader(app).register("Siti Lain")
    assert twin.post(f"/gabung/{door}").status_code == 303
    seat = f"{address}/peserta/{things['seat']}"
    answered = _to_be_answered(app, trainer, seat, owner, people["other learner"])
    given = _given(people, give_work(trainer, address, kesempatan="3"))
    things["old code"] = old_code(app, UUID(things["meeting"]))
    offices = _staff(app) | _postings(app, people["other admin"])
    return things | given | _other_class(trainer) | offices | answered


def _of_a_class(trainer: Employee, address: str) -> dict[str, str]:
    return {
        "seat": seat_of(trainer, address, "Siti Aminah").rpartition("/")[2],
        "free seat": seat_of(trainer, address, "Kosong").rpartition("/")[2],
        "spare": _spare_of(trainer, address),
        "meeting": _meeting_of(trainer, address),
        "post": post_notice(trainer, address, "Besok libur").rpartition("/")[2],
        "paper quiz": make_paper(trainer, address).rpartition("/")[2],
        "certificate": withdrawal_of(trainer, address).split("/")[-2],
        "photo": _photo(trainer, address),
    }


def _photo(trainer: Employee, address: str) -> str:
    assert add_photo(trainer, address, picture()).status_code == 303
    return photos(trainer, address)[0].rpartition("/")[2]


def _to_be_answered(
    app: Flask, trainer: Employee, owners_seat: str, owner: Reader, other: Reader
) -> dict[str, str]:
    """A new card for the owner, and another learner who is pointed out to be here twice."""
    card = trainer.post(f"{owners_seat}/kartu.pdf", {"alasan": "hilang", "lihat": "ya"})
    assert card.status_code == 200
    # The new card ended her session; her own phone still knows her name.
    known = re.search(r'name="peserta" value="([^"]*)"', owner.get("/masuk").text)
    assert known
    assert owner.post("/masuk", {"peserta": known[1]}).status_code == 303
    elsewhere = joined(trainer, other, Reader(app).register("Orang Dua"))
    seat = seat_of(trainer, elsewhere, "Orang Lain")
    Reader(app).register("Orang Jauh")
    ids = {name: str(number) for name, number in _learners(app)}
    marked = trainer.post(f"{seat}/gabung", {"lain": ids["Orang Dua"], "alasan": "sama"})
    assert marked.status_code == 303
    with app.app_context():
        return {
            "reset": str(db.session.scalars(select(AccessReset.uid)).one()),
            "merge": str(db.session.scalars(select(LearnerMerge.uid)).one()),
            "owner": ids["Siti Aminah"],
            "twin": ids["Siti Lain"],
            "elsewhere": ids["Orang Jauh"],
            "nobody's twin": ids["Wayan Kartu"],
        }


def _learners(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        return [(one.name, one.id) for one in db.session.scalars(select(Learner))]


def old_code(app: Flask, meeting: UUID) -> str:
    """What a meeting's screen showed five minutes ago."""
    key = app.extensions["literasi"].keys("scan").current
    return make_code(key, meeting, now() - timedelta(minutes=5))


def _spare_of(trainer: Employee, address: str) -> str:
    found = re.search(r'<option value="([0-9a-f-]+)"', trainer.get(f"{address}/peserta").text)
    assert found
    return found[1]


def _draft(trainer: Employee, address: str) -> dict[str, str]:
    """A list that waits to be accepted."""
    preview = previewed(trainer, address, b"Nama;Desa\nDari Daftar;Praya")
    seal = hidden(trainer.get(preview).text, "segel")
    return {"draft": preview.rpartition("/")[2], "seal": seal}


def _meeting_of(trainer: Employee, address: str) -> str:
    found = re.search(r"/pertemuan/([0-9a-f-]{36})\"", trainer.get(f"{address}/pertemuan").text)
    assert found
    return found[1]


def _proposed(app: Flask, cohort: str, seat: str) -> str:
    """A colleague who may not issue proposed that somebody of the class gets a certificate."""
    with app.app_context(), write():
        row = IssueProposal(
            uid=uuid4(),
            cohort_id=db.session.scalars(select(Cohort.id).where(Cohort.uid == UUID(cohort))).one(),
            proposed_by_id=db.session.scalars(select(Staff.id).order_by(Staff.id.desc())).first(),
            proposed_at=now(),
        )
        db.session.add(row)
        db.session.flush()
        seat_id = db.session.scalars(select(Seat.id).where(Seat.uid == UUID(seat))).one()
        db.session.add(ProposedSeat(proposal_id=row.id, seat_id=seat_id, name="Siti Aminah"))
        return str(row.uid)


def _other_class(trainer: Employee) -> dict[str, str]:
    """Another class of the same trainer: its parts are not the first one's."""
    address = trainer.make_class(nama="Kelas lain")
    trainer.paste(address, "Nur 'Aini")
    meet(trainer, address)
    return {
        "other class": address.rpartition("/")[2],
        "other seat": seat_of(trainer, address, "Nur &#39;Aini").rpartition("/")[2],
        "other meeting": _meeting_of(trainer, address),
        "other post": post_notice(trainer, address, "Besok masuk").rpartition("/")[2],
        "other photo": _photo(trainer, address),
        "other paper quiz": make_paper(trainer, address).rpartition("/")[2],
        "other assignment": give_work(trainer, address).rpartition("/")[2],
    }


def _given(people: dict[str, Reader], work: str) -> dict[str, str]:
    """What the class gave, a class of another office, whose work nobody here may copy, and a
    module that has a plan."""
    outsider = people["other trainer"]
    assert isinstance(outsider, Employee)
    return {
        "planned course": "aman-dari-penipuan",
        "planned module": "kenali-tanda",
        "assignment": work.rpartition("/")[2],
        "assigned module": f"{outsider.course.slug}/{outsider.module.slug}",
        "class elsewhere": outsider.make_class().rpartition("/")[2],
    }


def _postings(app: Flask, other_admin: Reader) -> dict[str, str]:
    """Another office asks the trainer; and one of the two places of whoever serves both."""
    form = {"nama": "Rina", "masuk": "rina@bp3mi.test", "peran": "trainer"}
    told = re.search(r'class="code big">([A-Z-]+)<', other_admin.post("/petugas/orang", form).text)
    assert told
    with app.app_context():
        asked = db.session.scalars(select(Posting).where(Posting.accepted_at.is_(None))).one()
        both = select(Posting.uid).join(Staff).where(Staff.login == "ayu@bp3mi.test")
        code = {"invitation": told[1]}
        return code | {"asked": str(asked.uid), "one of two": str(db.session.scalars(both).first())}


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
        "own trainer": uids["rina@bp3mi.test"],
        "own admin": uids["made@bp3mi.test"],
        "national": uids["tuti@kp2mi.test"],
    }
