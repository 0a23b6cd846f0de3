"""The matrix of a class: who needs help comes first with the reason, and it is fetched again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import Learner, SignIn
from literasi.database import db, write
from literasi.learning.models import Attempt
from literasi.training.assignments.models import Assignment
from literasi.training.models import Seat
from literasi.web.clock import now
from tests.classroom import give_work, joined
from tests.people import Employee, Reader, office_day

pytestmark = pytest.mark.both_databases


def rows(page: str) -> list[tuple[str, str]]:
    """Each row's name and reasons, in the order of the page."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)
    assert body, page
    found = []
    for row in body[1].split("</tr>")[:-1]:
        name = re.search(r'<th scope="row"><a [^>]*>([^<]*)</a>', row)
        why = re.search(r'<span class="why">([^<]*)</span>', row)
        assert name, row
        free = "belum mengambil kursi" if 'class="free"' in row else ""
        found.append((name[1], why[1] if why else free))
    return found


def people(app: Flask, *names: str) -> list[Reader]:
    return [Reader(app).register(name) for name in names]


def happened_long_ago(app: Flask, days: int) -> None:
    """As if whatever was done until now had been done so many days ago."""
    then = now() - timedelta(days=days)
    with app.app_context(), write():
        theirs = update(SignIn).where(SignIn.learner_id.is_not(None))
        db.session.execute(theirs.values(created_at=then, seen_at=None))
        db.session.execute(update(Attempt).values(submitted_at=then))
        taken = update(Seat).where(Seat.claimed_at.is_not(None))
        db.session.execute(taken.values(claimed_at=then))


def test_who_needs_help_comes_first_with_the_reason(app: Flask, trainer: Employee) -> None:
    ani, budi, citra = people(app, "Ani", "Budi", "Citra")
    address = joined(trainer, ani, budi, citra)
    trainer.paste(address, "Dewi")
    ani.take_quiz()
    citra.take_quiz(right=False)
    citra.take_quiz(right=False)
    page = trainer.get(address).text
    assert rows(page) == [
        ("Citra", "dua kali belum lulus M1"),
        ("Dewi", "belum mengambil kursi"),
        ("Budi", ""),
        ("Ani", ""),
    ]
    assert "<strong>2</strong> butuh bantuan" in page


def test_whoever_has_not_been_seen_for_a_week_is_named_with_the_days(
    app: Flask, trainer: Employee
) -> None:
    ani, budi = people(app, "Ani", "Budi")
    address = joined(trainer, ani, budi)
    happened_long_ago(app, 9)
    assert rows(trainer.get(address).text)[0] == ("Ani", "tidak masuk 9 hari")
    ani.take_quiz(right=False)
    assert rows(trainer.get(address).text) == [("Budi", "tidak masuk 9 hari"), ("Ani", "")]


def test_work_is_overdue_once_its_day_is_over_and_not_before(app: Flask, trainer: Employee) -> None:
    address = joined(trainer, *people(app, "Ani"))
    give_work(trainer, address)
    assert rows(trainer.get(address).text) == [("Ani", "")]
    with app.app_context(), write():
        yesterday = office_day() - timedelta(days=1)
        db.session.execute(update(Assignment).values(opens_on=None, due_on=yesterday))
    assert rows(trainer.get(address).text) == [("Ani", "lewat tenggat M1")]


def test_the_rows_are_sorted_and_thinned_out_by_the_address(app: Flask, trainer: Employee) -> None:
    ani, budi = people(app, "Ani", "Budi")
    address = joined(trainer, ani, budi)
    trainer.paste(address, "Dewi")
    ani.take_quiz()
    by_name = trainer.get(f"{address}?urut=nama").text
    assert [name for name, _ in rows(by_name)] == ["Ani", "Budi", "Dewi"]
    assert [name for name, _ in rows(trainer.get(f"{address}?urut=lulus").text)][-1] == "Ani"
    assert [name for name, _ in rows(trainer.get(f"{address}?lihat=bantuan").text)] == ["Dewi"]
    module = f"{trainer.course.slug}/{trainer.module.slug}"
    unpassed = trainer.get(f"{address}?urut=nama&lihat={module}").text
    assert [name for name, _ in rows(unpassed)] == ["Budi", "Dewi"]
    assert f'value="{module}" selected' in unpassed
    # What nobody offered is as if it were not there.
    assert len(rows(trainer.get(f"{address}?urut=x&lihat=../etc").text)) == 3


def test_where_nobody_fits_the_page_leads_back_to_all(app: Flask, trainer: Employee) -> None:
    address = joined(trainer, *people(app, "Ani"))
    page = trainer.get(f"{address}?lihat=bantuan").text
    assert "Tidak ada peserta yang cocok" in page
    assert f'href="{address}">Lihat semua peserta' in page


def test_the_live_part_is_answered_anew_only_when_something_changed(
    app: Flask, trainer: Employee
) -> None:
    (ani,) = people(app, "Ani")
    address = joined(trainer, ani)
    first = trainer.get(f"{address}/kemajuan")
    assert rows(first.text) == [("Ani", "")]
    assert "<html" not in first.text
    tag = {"If-None-Match": first.headers["ETag"]}
    again = trainer.get(f"{address}/kemajuan", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    ani.take_quiz()
    changed = trainer.get(f"{address}/kemajuan", headers=tag)
    assert changed.status_code == 200
    assert "lulus 100" in changed.text


def test_the_page_says_that_a_reload_shows_the_newest_where_no_script_runs(
    app: Flask, trainer: Employee
) -> None:
    address = joined(trainer, *people(app, "Ani"))
    page = trainer.get(f"{address}?urut=nama").text
    assert f'data-live="{address}/kemajuan"' in page
    assert "Muat ulang untuk yang terbaru." in page


def test_what_a_merged_record_did_counts_for_its_person(app: Flask, trainer: Employee) -> None:
    ani, twin = people(app, "Ani", "Ani")
    address = joined(trainer, ani)
    twin.take_quiz(right=False)
    twin.take_quiz(right=False)
    with app.app_context(), write():
        first, second = db.session.scalars(select(Learner).order_by(Learner.id)).all()
        second.merged_into_id = first.id
    assert rows(trainer.get(address).text) == [("Ani", "dua kali belum lulus M1")]
