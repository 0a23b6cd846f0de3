"""What staff did stays written down: who, when, to what and why; an office reads its own."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from literasi.accounts.audit import PAGE, WORDS
from literasi.accounts.staff_models import AuditEntry, Office, Staff
from literasi.database import db, write
from literasi.web.clock import now
from tests.classroom import give_work, issue, meet, print_cards, seat_of, where, withdrawal_of
from tests.people import Employee, Reader, office_day
from tests.staff import employ

pytestmark = pytest.mark.both_databases
WHY = {"alasan": "Pindah tugas"}


def entries(app: Flask) -> list[AuditEntry]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def acts(app: Flask) -> list[str]:
    return [entry.act for entry in entries(app)]


ACTS_ON_A_CLASS = [
    "class.create",
    "seat.add",
    "card.print",
    "door.open",
    "door.close",
    "class.change",
    "assignment.give",
    "seat.rename",
    "seat.remove",
    "meeting.add",
    "attendance.mark",
    "meeting.remove",
    "certificate.names",
    "certificate.none",
    "certificate.issue",
    "certificate.withdraw",
]


def run_a_class(trainer: Employee, siti: Reader) -> None:
    """Everything that a trainer does to a class, each once."""
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah\nBudi")
    print_cards(trainer, address)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    trainer.post(f"{address}/peserta/pintu", {"lama": "0"})
    trainer.change_class(address, tempat="Mataram")
    give_work(trainer, address)
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/nama", {"nama": "Budiman"})
    trainer.post(f"{seat_of(trainer, address, 'Budiman')}/keluarkan", WHY)
    meeting = where(meet(trainer, address))
    trainer.post(f"{meeting}/hapus")
    issue(trainer, address)
    siti.take_quiz()
    issue(trainer, address)
    trainer.post(withdrawal_of(trainer, address), WHY)


def test_every_act_on_a_class_leaves_an_entry(app: Flask, trainer: Employee, siti: Reader) -> None:
    begun = now()
    run_a_class(trainer, siti)
    made = entries(app)
    assert [entry.act for entry in made] == ACTS_ON_A_CLASS
    with app.app_context():
        me = db.session.scalars(select(Staff).where(Staff.login == trainer.login)).one()
    for entry in made:
        assert (entry.staff_id, entry.office_id) == (me.id, me.office_id)
        assert begun <= entry.at <= now()
        assert entry.subject.partition(":")[0] in ("class", "seat", "certificate", "assignment")
        assert entry.about.startswith("Praya Angkatan 3")
    why = {entry.act: entry.why for entry in made}
    assert why["seat.remove"] == why["certificate.withdraw"] == "Pindah tugas"


def test_every_act_on_an_account_leaves_an_entry(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    with app.app_context():
        uid = db.session.scalars(select(Staff.uid).where(Staff.login == trainer.login)).one()
    words = "empat ember biru penuh pasir"
    form = {"lama": trainer.passphrase, "sandi": words, "ulang": words}
    trainer.post("/petugas/akun/sandi", form)
    trainer.post("/petugas/akun/kode-cadangan", {"kode": trainer.code()})
    manager.post("/petugas/orang", {"nama": "Wayan", "masuk": "12345", "peran": "head"})
    manager.post(f"/petugas/orang/{uid}/undang", {"alasan": "HP hilang"})
    manager.post(f"/petugas/orang/{uid}/nonaktif", WHY)
    assert acts(app) == [
        "staff.passphrase",
        "staff.codes",
        "staff.invite",
        "staff.invite-again",
        "staff.disable",
    ]
    assert [entry.why for entry in entries(app)] == ["", "", "", "HP hilang", "Pindah tugas"]
    assert {entry.subject.partition(":")[0] for entry in entries(app)} == {"staff"}


def test_what_was_refused_leaves_none(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Budi")
    trainer.paste(address, "")
    trainer.post(f"{address}/pelajaran")
    meet(trainer, address, jp="13")
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/keluarkan")
    assert acts(app) == ["class.create", "seat.add"]


def test_every_word_of_the_log_is_known(app: Flask, manager: Employee, trainer: Employee) -> None:
    trainer.make_class()
    page = manager.get("/petugas/catatan").text
    assert "<td>membuat kelas</td>" in page
    assert "Praya Angkatan 3" in page
    assert "Rina" in page
    assert set(acts(app)) <= set(WORDS)


def test_an_office_reads_its_own_log_and_the_national_level_what_it_did_itself(
    app: Flask, trainer: Employee, outsider: Employee, manager: Employee, national: Employee
) -> None:
    trainer.make_class(nama="Kelas Lombok")
    outsider.make_class(nama="Kelas Malang")
    invite(national, "lombok@bp3mi.test", peran="office", kantor="nusa-tenggara-barat")
    invite(national, "bersama@kp2mi.test", peran="national")
    for one in (manager, employ(app, "kepala@bp3mi.test", "head").sign_in()):
        page = one.get("/petugas/catatan").text
        assert "Kelas Lombok" in page
        assert "Orang Baru, admin kantor" in page
        assert "Kelas Malang" not in page
        assert "admin nasional" not in page.partition("<tbody>")[2]
    page = national.get("/petugas/catatan").text
    assert "Orang Baru, admin kantor" in page
    assert "Orang Baru, admin nasional" in page
    assert "Kelas" not in page.partition("<tbody>")[2]
    assert trainer.get("/petugas/catatan").status_code == 404


def invite(by: Employee, login: str, **more: str) -> None:
    form = {"nama": "Orang Baru", "masuk": login, **more}
    assert by.post("/petugas/orang", form).status_code == 200


def listed(reader: Employee, **asked: str) -> list[str]:
    """What the rows of the log are about, when it is asked for something."""
    page = reader.get("/petugas/catatan", query_string=asked)
    assert page.status_code == 200, page.text
    return re.findall(r"</td><td>([^<]*)</td><td>[^<]*</td></tr>", page.text)


def test_the_log_is_asked_by_act_person_and_days(
    app: Flask, manager: Employee, trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class(nama="Kelas Rina")
    trainer.paste(address, "Budi")
    colleague.make_class(nama="Kelas Wayan")
    with app.app_context():
        found = select(Staff.uid).where(Staff.login == colleague.login)
        uid = str(db.session.scalars(found).one())
    today, yesterday = office_day(), office_day() - timedelta(days=1)
    assert listed(manager) == ["Kelas Wayan", "Kelas Rina: 1 nama", "Kelas Rina"]
    assert listed(manager, tindakan="class.create") == ["Kelas Wayan", "Kelas Rina"]
    assert listed(manager, orang=uid) == ["Kelas Wayan"]
    assert listed(manager, orang=uid, tindakan="seat.add") == []
    assert listed(manager, orang="nasional") == listed(manager, orang="bukan") == []
    assert len(listed(manager, dari=today.isoformat(), sampai=f"{today:%d/%m/%Y}")) == 3
    assert listed(manager, sampai=yesterday.isoformat()) == []
    assert len(listed(manager, tindakan="tidak.ada", orang="bukan-uid")) == 3


def test_the_log_shows_why(manager: Employee, trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Budi")
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/keluarkan", WHY)
    page = manager.get("/petugas/catatan?tindakan=seat.remove").text
    assert "<td>Pindah tugas</td></tr>" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"dari": "kemarin"}, "Tulis tanggalnya"),
        ({"sampai": "31/02/2026"}, "Tulis tanggalnya"),
        ({"dari": "2026-11-24", "sampai": "2026-11-23"}, "tidak boleh sebelum tanggal awal"),
    ],
)
def test_a_wrong_day_is_said_and_shows_nothing_else(
    manager: Employee, trainer: Employee, asked: dict[str, str], words: str
) -> None:
    trainer.make_class()
    answer = manager.get("/petugas/catatan", query_string=asked)
    assert answer.status_code == 422
    assert words in answer.text
    assert all(f'value="{text}"' in answer.text for text in asked.values())
    assert "Praya Angkatan 3" not in answer.text


def test_the_next_page_of_the_log_asks_for_the_same(app: Flask, manager: Employee) -> None:
    with app.app_context(), write():
        office_id = db.session.scalar(select(Office.id).where(Office.slug == "nusa-tenggara-barat"))
        db.session.add_all(
            AuditEntry(at=now(), office_id=office_id, act=act, subject="-", about=f"#{n}#")
            for n in range(PAGE + 1)
            for act in ("class.create", "seat.add")
        )
    first = manager.get("/petugas/catatan?tindakan=seat.add").text
    found = re.search(r'href="(/petugas/catatan\?[^"]*sebelum=\d+)"', first)
    assert found
    last = manager.get(unescape(found[1])).text
    assert "#0#" in last
    assert "<td>membuat kelas</td>" not in last
    assert "Catatan terbaru" in last


def test_a_long_log_goes_on_and_stays_ones_own(
    app: Flask, manager: Employee, outsider: Employee
) -> None:
    outsider.make_class(nama="Kelas Malang")
    with app.app_context(), write():
        office_id = db.session.scalar(select(Office.id).where(Office.slug == "nusa-tenggara-barat"))
        db.session.add_all(
            AuditEntry(
                at=now(), office_id=office_id, act="class.create", subject="-", about=f"#{n}#"
            )
            for n in range(PAGE + 1)
        )
    first = manager.get("/petugas/catatan").text
    assert first.count("<td>membuat kelas</td>") == PAGE
    found = re.search(r'href="(/petugas/catatan\?sebelum=\d+)"', first)
    assert found
    last = manager.get(found[1]).text
    assert "#0#" in last
    assert "Kelas Malang" not in last
    assert "Catatan yang lebih lama" not in last


@pytest.mark.parametrize("before", ["9" * 30, "-1", "abc", "٣", ""])
def test_a_place_in_the_log_that_is_none_shows_the_newest(
    manager: Employee, trainer: Employee, before: str
) -> None:
    trainer.make_class()
    page = manager.get(f"/petugas/catatan?sebelum={before}")
    assert page.status_code == 200
    assert "Praya Angkatan 3" in page.text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET about = ''",
        "UPDATE audit_entry SET staff_id = NULL WHERE id = 1",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id = -1",
        "TRUNCATE audit_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(
    app: Flask, trainer: Employee, database: str, statement: str
) -> None:
    trainer.make_class()
    if database.startswith("sqlite") and ("TRUNCATE" in statement or "-1" in statement):
        pytest.skip("SQLite has no TRUNCATE, and its triggers look at rows")
    with app.app_context():
        with pytest.raises(DBAPIError, match="never changed or deleted"):
            _run(statement)
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def _run(statement: str) -> None:
    with write():
        db.session.connection().execute(text(statement))
