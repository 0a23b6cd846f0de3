"""Whoever may not issue proposes; whoever may approves or returns, and the class goes on."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import Office, Posting, Staff
from literasi.database import db, write
from literasi.training.closing.models import IssueProposal, ProposedSeat
from literasi.web.clock import now
from tests.classroom import confirm_names, issue, issued, joined, names_form, seat_of
from tests.people import Employee, Fields, Reader, hidden
from tests.queries import count_queries
from tests.staff import OFFICE, employ

pytestmark = pytest.mark.both_databases
WHY = "Nama Siti belum sama dengan KTP"


@pytest.fixture
def head(app: Flask) -> Employee:
    """Who alone issues here, because the office wants approval."""
    found = employ(app, "kepala@bp3mi.test", "head").sign_in()
    want_approval(app)
    return found


@pytest.fixture
def address(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class with two who are ready, Orang Lain and Siti Aminah."""
    made = joined(trainer, siti, stranger)
    siti.take_quiz()
    stranger.take_quiz()
    confirm_names(trainer, made)
    return made


def want_approval(app: Flask, wanted: bool = True) -> None:
    with app.app_context(), write():
        here = update(Office).where(Office.slug == OFFICE)
        db.session.execute(here.values(needs_approval=wanted))


def closing(who: Employee, address: str) -> str:
    answer = who.get(f"{address}/sertifikat")
    assert answer.status_code == 200
    return unescape(answer.text)


def propose(who: Employee, address: str, **more: str) -> TestResponse:
    page = who.get(f"{address}/sertifikat").text
    form = re.search(rf'action="{address}/usulan".*?</form>', page, re.S)
    key = hidden(form[0], "kunci") if form else str(uuid4())
    return who.post(f"{address}/usulan", {"kunci": key, **more})


def proposed(who: Employee, address: str, **more: str) -> str:
    """Propose; returns the proposal's address."""
    answer = propose(who, address, **more)
    assert answer.status_code == 303, answer.text
    with who.app.app_context():
        newest = select(IssueProposal.uid).order_by(IssueProposal.id.desc()).limit(1)
        return f"{address}/usulan/{db.session.scalars(newest).one()}"


def approval_form(who: Employee, address: str) -> Fields:
    page = who.get(f"{address}/sertifikat").text.partition('id="usulan"')[2]
    return {"semula": hidden(page, "semula")}


def approve(who: Employee, address: str, proposal: str) -> TestResponse:
    return who.post(f"{proposal}/setujui", approval_form(who, address))


def rename(who: Employee, address: str, name: str) -> None:
    """Write the first name of the list so on the certificate."""
    form = names_form(who.get(f"{address}/sertifikat").text)
    field = next(one for one in form if one.startswith("nama-"))
    assert who.post(f"{address}/sertifikat/nama", {**form, field: name}).status_code == 303


def leave(who: Employee, address: str, name: str) -> None:
    seat = seat_of(who, address, name)
    assert who.post(f"{seat}/keluarkan", {"alasan": "Pindah desa"}).status_code == 303


def decisions(app: Flask) -> list[str | None]:
    with app.app_context():
        return list(db.session.scalars(select(IssueProposal.decision).order_by(IssueProposal.id)))


def test_a_trainer_proposes_and_the_head_issues_just_those(
    app: Flask, trainer: Employee, manager: Employee, head: Employee, address: str
) -> None:
    page = closing(trainer, address)
    assert "Usulkan 2 sertifikat" in page
    assert "Terbitkan" not in page
    proposal = proposed(trainer, address, catatan="Dicetak sebelum Jumat")
    waiting = closing(trainer, address)
    assert "Menunggu keputusan" in waiting
    assert "https://wa.me/?text=Usulan%202%20sertifikat" in waiting
    assert "Usulkan 2" not in waiting
    assert "<strong>1 usulan sertifikat</strong>" in head.get("/petugas/kelas").text
    assert "1 usulan" not in trainer.get("/petugas/kelas").text
    assert "Dicetak sebelum Jumat" in head.get("/petugas/usulan").text
    seen = closing(head, address)
    assert "Dicetak sebelum Jumat" in seen
    assert "Setujui dan terbitkan 2" in seen
    for _ in range(2):
        answer = head.post(f"{proposal}/setujui", approval_form_once(head, address))
        assert answer.status_code == 303
    assert len(issued(trainer, address)) == 2
    assert "disetujui Kepala" in closing(trainer, address)
    assert "Disetujui, 2 dari 2 terbit" in trainer.get("/petugas/usulan").text
    assert "usulan sertifikat</strong>" not in head.get("/petugas/kelas").text
    log = manager.get("/petugas/catatan").text
    for words in ("mengusulkan sertifikat", "menyetujui usulan sertifikat"):
        assert len(re.findall(rf"(?<!<option value=\"){words}\b(?!</option>)", log)) == 1, words


def approval_form_once(who: Employee, address: str) -> Fields:
    """What the form sends; nothing once there is none."""
    page = who.get(f"{address}/sertifikat").text
    return approval_form(who, address) if 'name="semula" value=' in _card(page) else {}


def _card(page: str) -> str:
    return page.partition('id="usulan"')[2].partition("</section>")[0]


def test_who_is_ready_no_more_gets_none_and_is_named(
    trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    leave(trainer, address, "Orang Lain")
    seen = closing(head, address)
    assert "Orang Lain: sudah keluar dari kelas" in seen
    assert "Setujui dan terbitkan 1" in seen
    assert approve(head, address, proposal).status_code == 303
    assert len(issued(head, address)) == 1
    after = closing(trainer, address)
    assert "1 dari 2 terbit" in after
    assert "Orang Lain: sudah keluar dari kelas" in after


def test_who_became_ready_afterwards_is_named_and_gets_none(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    late = Reader(app).register("Wati Susul")
    late.post(f"/gabung/{trainer.open_door(address)}")
    late.take_quiz()
    confirm_names(trainer, address)
    seen = closing(head, address)
    assert "tidak ikut usulan ini: Wati Susul" in seen
    assert "Terbitkan semua yang siap tanpa usulan: 3" in seen
    assert approve(head, address, proposal).status_code == 303
    assert len(issued(head, address)) == 2
    assert "Terbitkan 1 sertifikat" in closing(head, address)


def test_a_name_that_changed_is_shown_and_what_was_not_shown_is_not_issued(
    trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    before = approval_form(head, address)
    rename(trainer, address, "Orang Lain Betul")
    answer = head.post(f"{proposal}/setujui", before)
    assert answer.status_code == 409
    assert "Belum ada yang terbit" in answer.text
    assert issued(head, address) == []
    assert "Orang Lain → Orang Lain Betul" in closing(head, address)
    assert approve(head, address, proposal).status_code == 303
    assert "Orang Lain Betul" in closing(head, address)


def test_where_nobody_is_ready_any_more_the_approval_is_refused_and_the_proposal_stays(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    form = approval_form(head, address)
    for name in ("Siti Aminah", "Orang Lain"):
        leave(trainer, address, name)
    answer = head.post(f"{proposal}/setujui", form)
    assert answer.status_code == 422
    assert "Tidak ada yang bisa terbit sekarang" in answer.text
    assert "sudah keluar dari kelas" in answer.text
    assert decisions(app) == [None]


def test_a_returned_one_says_why_and_is_proposed_again(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    for _ in range(2):
        assert head.post(f"{proposal}/kembalikan", {"alasan": WHY}).status_code == 303
    page = closing(trainer, address)
    assert "dikembalikan</strong> oleh Kepala" in page
    assert WHY in page
    assert WHY in trainer.get("/petugas/usulan").text
    assert "Usulkan 2 sertifikat" in page
    assert approve(head, address, proposed(trainer, address)).status_code == 303
    assert decisions(app) == ["returned", "approved"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [(" ", "apa yang perlu diperbaiki"), ("KTP 3201234567890001", "mirip nomor KTP")],
)
def test_without_a_decent_reason_none_is_returned(
    app: Flask, trainer: Employee, head: Employee, address: str, reason: str, told: str
) -> None:
    proposal = proposed(trainer, address)
    answer = head.post(f"{proposal}/kembalikan", {"alasan": reason})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{reason}"' in answer.text
    assert decisions(app) == [None]


def test_a_note_with_a_number_is_refused_and_kept(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    answer = propose(trainer, address, catatan="Siti 3201234567890001")
    assert answer.status_code == 422
    assert "mirip nomor KTP" in answer.text
    assert 'value="Siti 3201234567890001"' in answer.text
    assert decisions(app) == []


def test_it_is_taken_back_by_whoever_proposed_alone(
    app: Flask, trainer: Employee, colleague: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    form = approval_form(head, address)
    answer = colleague.post(f"{proposal}/tarik")
    assert answer.status_code == 422
    assert "hanya bisa ditarik oleh yang mengusulkan" in answer.text
    for _ in range(2):
        assert trainer.post(f"{proposal}/tarik").status_code == 303
    refused = head.post(f"{proposal}/setujui", form)
    assert refused.status_code == 409
    assert "sudah diputuskan lebih dulu" in refused.text
    assert decisions(app) == ["taken back"]
    assert issued(head, address) == []


def test_a_class_has_one_open_proposal_and_a_form_has_one_effect(
    app: Flask, trainer: Employee, colleague: Employee, head: Employee, address: str
) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert propose(trainer, address, kunci=key).status_code == 303
    answer = propose(colleague, address)
    assert answer.status_code == 409
    assert "sudah diusulkan" in answer.text
    assert propose(colleague, address, kunci=key).status_code == 409
    assert decisions(app) == [None]


def test_with_nobody_ready_or_before_the_last_day_nothing_is_proposed(
    app: Flask, trainer: Employee, head: Employee
) -> None:
    address = trainer.make_class()
    answer = propose(trainer, address)
    assert answer.status_code == 422
    assert "Tidak ada yang bisa terbit" in answer.text
    assert trainer.change_class(address, penandatangan="").status_code == 303
    assert "penandatangan" in propose(trainer, address).text
    assert decisions(app) == []


def test_whoever_may_issue_needs_no_proposal(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    assert "boleh menerbitkan sendiri" in propose(head, address).text
    assert len(issue(head, address)) == 2
    assert decisions(app) == []


def test_whoever_may_not_issue_decides_nothing(
    app: Flask,
    trainer: Employee,
    colleague: Employee,
    manager: Employee,
    head: Employee,
    address: str,
) -> None:
    proposal = proposed(trainer, address)
    form = approval_form(head, address)
    for who in (trainer, colleague, manager):
        assert "Setujui" not in closing(who, address)
        for act in ("setujui", "kembalikan"):
            answer = who.post(f"{proposal}/{act}", {**form, "alasan": WHY})
            assert answer.status_code == 422
            assert "kepala yang menerbitkan" in answer.text
    assert decisions(app) == [None]


def test_issuing_directly_closes_an_open_proposal(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    want_approval(app, wanted=False)
    page = closing(trainer, address)
    assert "Kamu sekarang boleh menerbitkan sendiri" in page
    assert "Terbitkan 2 sertifikat" in page
    assert len(issue(trainer, address)) == 2
    assert decisions(app) == ["issued"]
    assert "menerbitkan langsung" in closing(trainer, address)
    refused = head.post(f"{proposal}/setujui", {"semula": "x"})
    assert refused.status_code == 409


def test_a_facilitator_proposes_also_where_no_approval_is_wanted(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    facilitator = employ(app, "wati@desa.test", "facilitator").sign_in()
    address = joined(facilitator, siti)
    siti.take_quiz()
    confirm_names(facilitator, address)
    proposal = proposed(facilitator, address)
    assert facilitator.post(f"{proposal}/setujui").status_code == 404
    assert "Praya Angkatan 3" in facilitator.get("/petugas/usulan").text
    assert approve(trainer, address, proposal).status_code == 303
    assert len(issued(trainer, address)) == 1


def test_classes_of_others_are_on_no_list_of_a_facilitator(
    app: Flask, trainer: Employee, outsider: Employee, head: Employee, address: str
) -> None:
    proposed(trainer, address)
    facilitator = employ(app, "wati@desa.test", "facilitator").sign_in()
    for who in (facilitator, outsider):
        assert "Praya Angkatan 3" not in who.get("/petugas/usulan").text


@pytest.mark.parametrize("gone", ["disabled", "sent away"])
def test_a_proposal_of_somebody_who_left_is_still_decided(
    app: Flask, trainer: Employee, head: Employee, address: str, gone: str
) -> None:
    proposal = proposed(trainer, address)
    with app.app_context(), write():
        one = db.session.scalars(select(Staff).where(Staff.login == "rina@bp3mi.test")).one()
        if gone == "disabled":
            one.disabled_at = now()
        else:
            here = update(Posting).where(Posting.staff_id == one.id)
            db.session.execute(here.values(ended_at=now()))
    assert "Rina" in head.get("/petugas/usulan").text
    assert approve(head, address, proposal).status_code == 303
    assert len(issued(head, address)) == 2


def test_a_proposal_of_another_class_is_nowhere(
    trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address).rpartition("/")[2]
    other = trainer.make_class(nama="Kelas lain")
    for act in ("setujui", "kembalikan", "tarik"):
        answer = head.post(f"{other}/usulan/{proposal}/{act}", {"alasan": WHY})
        assert answer.status_code == 404, act


def test_who_got_a_certificate_by_a_proposal_is_kept(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal = proposed(trainer, address)
    leave(trainer, address, "Orang Lain")
    approve(head, address, proposal)
    with app.app_context():
        kept = select(ProposedSeat.name, ProposedSeat.issued).order_by(ProposedSeat.name)
        assert [tuple(one) for one in db.session.execute(kept)] == [
            ("Orang Lain", False),
            ("Siti Aminah", True),
        ]


def test_the_closing_page_with_a_proposal_takes_at_most_eight_queries(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposed(trainer, address)
    with count_queries(app) as statements:
        assert "Setujui dan terbitkan 2" in closing(head, address)
    assert len(statements) <= 8, "\n".join(one[:200] for one in statements)
