"""Migrations go up and down on both databases, with rows in the tables, and end at the models."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from literasi import schema
from literasi.database import db
from tests.classroom import claim, issue, joined, meet, print_cards, seat_of
from tests.designing import designed
from tests.people import Employee, Reader
from tests.pretests import take_test, with_tests
from tests.staff import employ
from tests.training.report.reports import add_photo, picture, write_report
from tests.training.roster.uploads import previewed

pytestmark = pytest.mark.both_databases


@pytest.fixture
def migrating(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        db.session.remove()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_end_at_the_models(migrating: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_down_to_nothing_and_up_again(migrating: Flask) -> None:
    full = tables()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    assert schema.upgrade() is True
    assert tables() == full
    assert schema.upgrade() is False


def test_filled_tables_go_down_too(app: Flask, siti: Reader) -> None:
    with_tests(app)
    take_test(siti, "awal")
    siti.pass_course().issue_statement()
    with app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="20261124_classes")
        assert "sitting" not in tables()
        assert db.session.scalar(text("SELECT count(*) FROM attempt")) == len(siti.course.modules)
        # What was read holds the tables until its transaction ends.
        db.session.remove()
        assert schema.upgrade() is True
        assert db.session.scalar(text("SELECT count(*) FROM sitting")) == 0
        db.session.remove()
        flask_migrate.downgrade(revision="base")
        assert tables() == set()


def test_filled_tables_of_staff_and_classes_go_down_and_up_again(
    app: Flask, trainer: Employee, siti: Reader, reader: Reader
) -> None:
    address = joined(trainer, siti)
    trainer.paste(address, "Ani\nBudi")
    claim(reader, print_cards(trainer, address, spares=1)[0])
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/data", {"desa": "Praya"})
    previewed(trainer, address, b"Nama;Desa\nCici;Praya")
    trainer.post("/petugas/akun/kode-cadangan", {"kode": trainer.code()})
    meet(trainer, address)
    designed(employ(app, "kepala@bp3mi.test", "head").sign_in())
    siti.pass_course().issue_statement()
    issue(trainer, address)
    write_report(trainer, address)
    add_photo(trainer, address, picture())
    with app.app_context():
        full = tables()
        db.session.remove()
        flask_migrate.downgrade(revision="20261124_first")
        db.engine.dispose()
        assert schema.upgrade() is True
        assert tables() == full
        kinds = db.session.execute(text("SELECT kind FROM certificate")).scalars().all()
        assert kinds == ["statement"]
        names = db.session.execute(text("SELECT name FROM learner ORDER BY id")).scalars().all()
        assert names == ["Siti Aminah", "Orang Baru"]
        # What was read holds the tables until its transaction ends.
        db.session.remove()
        flask_migrate.downgrade(revision="base")
        assert tables() == set()


def test_due_days_of_a_programme_become_work_of_the_class(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = trainer.make_class(3)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    with app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="20261124_locks")
        with db.engine.begin() as connection:
            for place, day in enumerate(("2026-12-01", "2026-12-01", None)):
                connection.execute(
                    text("UPDATE programme_module SET due_on = :day WHERE place = :place"),
                    {"day": day, "place": place},
                )
        db.engine.dispose()
        assert schema.upgrade() is True
        db.session.remove()
    first, second, third = (module.title for module in siti.course.modules[:3])
    page = trainer.get(f"{address}/pelajaran").text
    assert page.count("1 Desember 2026") == 1
    assert f"{first}, {second}" in page
    given, others = siti.get(f"/saya/kelas/{address.rpartition('/')[2]}").text.split("Modul lain")
    assert first in given
    assert third in others
