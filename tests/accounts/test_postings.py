"""Somebody serves two offices with one account: asked, accepted, chosen, and ended at once."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literasi.accounts.audit import Act
from literasi.accounts.staff import end_work
from literasi.accounts.staff_models import AuditEntry, Office, Posting, Staff
from literasi.database import db, write
from literasi.training.models import Cohort
from literasi.web.clock import now
from tests.classroom import where
from tests.people import Employee, Reader, hidden
from tests.staff import employ, post
from tests.test_races import send

pytestmark = pytest.mark.both_databases
BALI = "bali"
WHY = {"alasan": "Pindah tugas"}


@pytest.fixture
def host(app: Flask) -> Employee:
    """The administrator of another office."""
    return employ(app, "ketut@bp3mi.test", "office", BALI).sign_in()


def uid_of(app: Flask, staff: Employee) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Staff.uid).where(Staff.login == staff.login)).one())


def ask(host: Employee, login: str, role: str = "trainer") -> str:
    """Returns the code, which an office gives to the person."""
    form = {"nama": "Nama Karangan", "masuk": login, "peran": role}
    answer = host.post("/petugas/orang", form)
    assert "Ia sudah punya akun" in answer.text
    return code_in(answer)


def code_in(answer: TestResponse) -> str:
    found = re.search(r'class="code big">([A-Z-]{19})<', answer.text)
    assert found, answer.text
    return found[1]


def question(staff: Reader) -> str:
    """Where an office that asks is answered."""
    found = re.search(r'action="(/petugas/tugas/[0-9a-f-]+)"', staff.get("/petugas/akun").text)
    assert found
    return found[1]


def reply(staff: Reader, word: str, code: str = "") -> None:
    answer = staff.post(question(staff), {"jawab": word, "undangan": code.lower()})
    assert answer.status_code == 303, answer.text


def move(staff: Employee, office: str) -> None:
    """Choose another office at the head of the page."""
    page = staff.get("/petugas/akun").text
    found = re.search(rf'<option value="([0-9a-f-]+)"[^>]*>{office}</option>', page)
    assert found, page
    answer = staff.post("/petugas/bekerja-untuk", {"tugas": found[1]})
    assert where(answer) == "/petugas/meja"


def works_for(staff: Reader, office: str) -> bool:
    page = staff.get("/petugas/akun").text
    return f" selected>{office}</option>" in page or f'"office">{office}<' in page


def acts(app: Flask) -> list[tuple[str, str]]:
    """What the log says, with whose log it is."""
    with app.app_context():
        found = select(AuditEntry.act, Office.slug).join(Office, Office.id == AuditEntry.office_id)
        return [(row[0], row[1]) for row in db.session.execute(found.order_by(AuditEntry.id))]


def test_one_account_serves_two_offices_after_a_yes(
    app: Flask, host: Employee, trainer: Employee
) -> None:
    code = ask(host, "  Rina@BP3MI.test", "head")
    page = host.get("/petugas/orang").text
    assert "menunggu jawabannya" in page
    assert ">Rina<" not in page
    trainer.make_class(nama="Kelas Lombok")
    reply(trainer, "ya", code)
    assert "Rina" in host.get("/petugas/orang").text
    move(trainer, "BP3MI Bali")
    assert "Kelas Lombok" not in trainer.get("/petugas/kelas").text
    assert "kepala kantor" in trainer.get("/petugas/akun").text
    address = trainer.make_class(nama="Kelas Denpasar")
    move(trainer, "BP3MI Nusa Tenggara Barat")
    assert trainer.get(address).status_code == 404
    assert "Kelas Denpasar" not in trainer.get("/petugas/kelas").text
    assert acts(app) == [
        ("posting.ask", BALI),
        ("class.create", "nusa-tenggara-barat"),
        ("posting.accept", BALI),
        ("class.create", BALI),
    ]
    with app.app_context():
        assert len(db.session.scalars(select(Staff).where(Staff.login == trainer.login)).all()) == 1


def test_before_a_yes_nothing_opens_and_a_no_ends_it(
    app: Flask, host: Employee, trainer: Employee
) -> None:
    ask(host, trainer.login)
    with app.app_context():
        posting = db.session.scalars(select(Posting).where(Posting.accepted_at.is_(None))).one()
    assert trainer.post("/petugas/bekerja-untuk", {"tugas": str(posting.uid)}).status_code == 404
    assert works_for(trainer, "BP3MI Nusa Tenggara Barat")
    assert trainer.post(f"/petugas/tugas/{posting.uid}", {}).status_code == 303
    reply(trainer, "tidak")
    assert "mengundangmu" not in trainer.get("/petugas/akun").text
    assert "nonaktif" in host.get("/petugas/orang").text
    assert trainer.post(f"/petugas/tugas/{posting.uid}", {"jawab": "ya"}).status_code == 404
    assert [act for act, _ in acts(app)] == ["posting.ask", "posting.refuse"]
    reply(trainer, "ya", ask(host, trainer.login))


def test_whoever_holds_the_account_and_not_the_code_is_not_let_in(
    app: Flask, host: Employee, trainer: Employee, colleague: Employee
) -> None:
    code, other = ask(host, trainer.login), ask(host, colleague.login)
    path = question(trainer)
    for wrong in ("", "BCDF-GHJK-LMNP-QRST", other):
        answer = trainer.post(path, {"jawab": "ya", "undangan": wrong})
        assert answer.status_code == 422
        assert "Kode undangannya tidak cocok" in answer.text
        assert f'value="{wrong}"' in answer.text
    for _ in range(7):
        trainer.post(path, {"jawab": "ya", "undangan": other})
    assert "Tunggu 15 menit" in trainer.post(path, {"jawab": "ya", "undangan": code}).text
    assert "Bekerja untuk" not in trainer.get("/petugas/kelas").text


def test_after_seven_days_the_code_is_over_and_a_new_one_helps(
    app: Flask, host: Employee, trainer: Employee
) -> None:
    code = ask(host, trainer.login)
    with app.app_context(), write():
        posting = db.session.scalars(select(Posting).where(Posting.accepted_at.is_(None))).one()
        posting.asked_at -= timedelta(days=7, minutes=1)
    assert "undangan lewat" in host.get("/petugas/orang").text
    answer = trainer.post(question(trainer), {"jawab": "ya", "undangan": code})
    assert "sudah lewat tujuh hari" in answer.text
    again = code_in(host.post(f"/petugas/orang/{uid_of(app, trainer)}/undang", WHY))
    assert trainer.get("/petugas/kelas").status_code == 200
    reply(trainer, "ya", again)


def test_nobody_answers_or_chooses_for_somebody_else(
    app: Flask, host: Employee, trainer: Employee, colleague: Employee
) -> None:
    ask(host, trainer.login)
    with app.app_context():
        # The newest last: a list that comes from the index of the uids has them by chance.
        uids = [str(uid) for uid in db.session.scalars(select(Posting.uid).order_by(Posting.id))]
    for uid in uids:
        own = str(uid) in colleague.get("/petugas/akun").text
        assert not own or uid != uids[-1]
        assert colleague.post(f"/petugas/tugas/{uids[-1]}", {"jawab": "ya"}).status_code == 404
    for typed in (uids[-1], "", "bukan-uid"):
        assert colleague.post("/petugas/bekerja-untuk", {"tugas": typed}).status_code == 404


@pytest.mark.parametrize("login", ["tuti@kp2mi.test", "ketut@bp3mi.test", "pelatih@contoh.test"])
def test_the_national_level_ones_own_people_and_examples_are_not_asked(
    host: Employee, national: Employee, login: str
) -> None:
    form = {"nama": "Siapa", "masuk": login, "peran": "trainer"}
    answer = host.post("/petugas/orang", form)
    assert answer.status_code == 422
    assert "sudah punya akun" in answer.text


def test_work_that_ends_ends_its_sessions_and_leaves_the_other_office(
    app: Flask, host: Employee, trainer: Employee
) -> None:
    post(app, trainer, BALI, "trainer")
    move(trainer, "BP3MI Bali")
    at_home = Employee(app, trainer.login, trainer.passphrase, trainer.secret).sign_in()
    move(at_home, "BP3MI Nusa Tenggara Barat")
    uid = uid_of(app, trainer)
    assert where(host.post(f"/petugas/orang/{uid}/nonaktif", WHY)) == "/petugas/orang"
    assert where(trainer.get("/petugas/kelas")) == "/petugas/masuk"
    assert at_home.get("/petugas/kelas").status_code == 200
    assert "Bekerja untuk" not in at_home.get("/petugas/kelas").text
    assert acts(app)[-1] == ("posting.end", BALI)
    trainer.sign_in()
    assert works_for(trainer, "BP3MI Nusa Tenggara Barat")


def test_what_was_about_to_be_done_for_an_office_that_let_them_go_does_not_happen(
    app: Flask, trainer: Employee
) -> None:
    post(app, trainer, BALI, "trainer")
    move(trainer, "BP3MI Bali")
    form = trainer.class_form()
    form["kunci"] = hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    create = send(trainer, "/petugas/kelas/baru", form)
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), write():
            found = select(Staff).where(Staff.login == trainer.login).with_for_update()
            staff = db.session.scalars(found).one()
            posting = db.session.scalars(
                select(Posting)
                .join(Office, Office.id == Posting.office_id)
                .where(Posting.staff_id == staff.id, Office.slug == BALI)
            ).one()
            end_work(staff, posting, Act(None, posting.office_id, now()), "Pindah tugas")
            click = pool.submit(create)
            # Time enough for the click to be let in, and to come to where it must wait.
            time.sleep(1)
            assert not click.done()
        answer = click.result()
    assert answer.status_code == 403
    assert "Tidak ada yang berubah" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Cohort)) == 0
    trainer.sign_in().make_class()


def test_a_session_begins_where_the_last_one_worked(app: Flask, trainer: Employee) -> None:
    post(app, trainer, BALI, "trainer")
    assert works_for(trainer, "BP3MI Nusa Tenggara Barat")
    move(trainer, "BP3MI Bali")
    again = Employee(app, trainer.login, trainer.passphrase, trainer.secret).sign_in()
    assert works_for(again, "BP3MI Bali")


def test_an_office_gives_no_new_invitation_to_whom_another_has_too(
    app: Flask, host: Employee, manager: Employee, national: Employee, trainer: Employee
) -> None:
    path = f"/petugas/orang/{uid_of(app, trainer)}/undang"
    code = ask(host, trainer.login)
    answer = manager.post(path, WHY)
    assert answer.status_code == 422
    assert "hanya bisa dibuat admin nasional" in answer.text
    reply(trainer, "ya", code)
    assert host.post(path, WHY).status_code == manager.post(path, WHY).status_code == 422
    assert trainer.get("/petugas/kelas").status_code == 200
    assert 'class="code big"' in national.post(path, WHY).text
    assert where(trainer.get("/petugas/kelas")) == "/petugas/masuk"


def test_whoever_was_sent_away_comes_back_by_a_new_invitation(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    uid = uid_of(app, trainer)
    manager.post(f"/petugas/orang/{uid}/nonaktif", WHY)
    assert '">nonaktif<' in manager.get("/petugas/orang").text
    page = manager.post(f"/petugas/orang/{uid}/undang", WHY).text
    assert 'class="code big"' in page
    with app.app_context():
        staff = db.session.scalars(select(Staff).where(Staff.login == trainer.login)).one()
        posting = db.session.scalars(select(Posting).where(Posting.staff_id == staff.id)).one()
        assert posting.ended_at is staff.disabled_at is None


def test_a_form_for_one_office_is_not_kept_for_the_other(app: Flask, trainer: Employee) -> None:
    post(app, trainer, BALI, "trainer")
    page = trainer.get("/petugas/kelas/baru").text
    meant = re.search(r'name="bekerja" value="(\d+)"', page)
    key = re.search(r'name="kunci" value="([^"]+)"', page)
    assert meant
    assert key
    form = {**trainer.class_form(), "kunci": key[1], "bekerja": meant[1]}
    move(trainer, "BP3MI Bali")
    answer = trainer.post("/petugas/kelas/baru", form)
    assert answer.status_code == 409
    assert "Kamu sudah bekerja untuk kantor lain" in answer.text
    move(trainer, "BP3MI Nusa Tenggara Barat")
    assert trainer.post("/petugas/kelas/baru", form).status_code == 303


def test_every_form_for_an_office_says_for_which(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    pages = ["kelas/baru", "orang", "kantor", "hp-pinjaman", f"orang/{uid_of(app, trainer)}"]
    assert not any("bekerja" in manager.get(f"/petugas/{page}").text for page in pages)
    post(app, manager, BALI, "office")
    for page in pages:
        assert 'name="bekerja"' in manager.get(f"/petugas/{page}").text, page


def test_a_trainer_becomes_the_head_with_the_same_account(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    path = f"/petugas/orang/{uid_of(app, trainer)}/peran"
    form = {"peran": "head", "alasan": "SK pelantikan"}
    for wrong in ({"peran": ""}, {"peran": "office"}, {"peran": "national"}, {"alasan": " "}):
        assert manager.post(path, {**form, **wrong}).status_code == 422
    assert trainer.get("/petugas/catatan").status_code == 404
    assert manager.post(path, form).status_code == 303
    page = trainer.get("/petugas/catatan").text
    assert "Rina: pelatih → kepala kantor" in page
    assert "SK pelantikan" in page


def test_at_the_national_level_a_role_is_changed_where_it_is_clear_which(
    app: Flask, national: Employee, trainer: Employee
) -> None:
    path = f"/petugas/orang/{uid_of(app, trainer)}/peran"
    form = {"peran": "office", "alasan": "admin baru"}
    post(app, trainer, BALI, "trainer")
    assert national.post(path, form).status_code == 404
    with app.app_context(), write():
        found = select(Posting).join(Office, Office.id == Posting.office_id)
        db.session.scalars(found.where(Office.slug == BALI)).one().ended_at = now()
    assert national.post(path, form).status_code == 303
    assert trainer.get("/petugas/orang").status_code == 200


def test_an_administrator_is_not_managed_by_another_of_the_same_office(
    app: Flask, manager: Employee, national: Employee
) -> None:
    other = employ(app, "dewi@bp3mi.test", "office").sign_in()
    for act in ("undang", "nonaktif"):
        path = f"/petugas/orang/{uid_of(app, other)}/{act}"
        assert manager.post(path, WHY).status_code == 404
    assert other.get("/petugas/orang").status_code == 200
    assert national.post(path, WHY).status_code == 303
    assert where(other.get("/petugas/orang")) == "/petugas/masuk"
