"""One installation prepared once, and a fresh copy of it for every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from literasi import create_app
from literasi.config import Settings, from_environ
from literasi.database import db
from literasi.setup import prepare
from tests import postgres, staff
from tests.people import Employee, Reader

SETUP_DAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BOTH = ("sqlite", "postgresql")


class FailuresAtOnce:
    """Says a failure where it happens: a run that is cut off has still said it."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            print(f"\n{report.nodeid} ({report.when})\n{report.longreprtext}\n", flush=True)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(FailuresAtOnce())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("database", BOTH if both else BOTH[:1], indirect=True)


def make_settings(data: Path, **more: str) -> Settings:
    """The settings of an installation in `data`, whatever the environment says."""
    return from_environ({"LITERASI_DATA": str(data), **more})


def set_up(settings: Settings) -> None:
    app = create_app(settings)
    prepare(app, app.extensions["literasi"], SETUP_DAY, lambda line: None)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `flask setup` leaves it, with the shipped courses."""
    folder = tmp_path_factory.mktemp("installation")
    set_up(make_settings(folder))
    return folder


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    with postgres.cluster() as address:
        yield address


@pytest.fixture
def database(request: pytest.FixtureRequest, installation: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a database that `flask setup` prepared, for this test alone."""
    if request.param == "sqlite":
        shutil.copy(installation / "literasi.sqlite3", tmp_path / "literasi.sqlite3")
        yield f"sqlite:///{tmp_path / 'literasi.sqlite3'}"
        return
    cluster = request.getfixturevalue("postgres_cluster")
    fill = _fill(installation, tmp_path / "template")
    prepared = postgres.template_database(cluster, f"prepared_{os.getpid()}", fill)
    with postgres.temporary_database(cluster, prepared) as address:
        yield address


def _fill(installation: Path, folder: Path) -> Callable[[str], None]:
    def fill(address: str) -> None:
        # The pages are there already, so that only the database is made.
        shutil.copytree(installation / "keys", folder / "keys")
        shutil.copytree(installation / "prepared", folder / "prepared")
        set_up(make_settings(folder, LITERASI_DATABASE_URL=address))

    return fill


@pytest.fixture
def settings(database: str, installation: Path, tmp_path: Path) -> Settings:
    shutil.copytree(installation / "keys", tmp_path / "keys")
    shutil.copytree(installation / "prepared", tmp_path / "prepared")
    shutil.copy(installation / "demo-sign-ins.txt", tmp_path)
    return make_settings(tmp_path, LITERASI_DATABASE_URL=database)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.config["TESTING"] = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def reader(app: Flask) -> Reader:
    """Somebody unknown with a phone of their own."""
    return Reader(app)


@pytest.fixture
def siti(app: Flask) -> Reader:
    """A learner on her own phone."""
    return Reader(app).register("Siti Aminah")


@pytest.fixture
def stranger(app: Flask) -> Reader:
    """Another learner, on another phone."""
    return Reader(app).register("Orang Lain")


@pytest.fixture
def trainer(app: Flask) -> Employee:
    """A trainer of BP3MI Nusa Tenggara Barat at their desk."""
    return staff.employ(app, "rina@bp3mi.test", "trainer").sign_in()


@pytest.fixture
def colleague(app: Flask) -> Employee:
    """Another trainer of the same office."""
    return staff.employ(app, "wayan@bp3mi.test", "trainer").sign_in()


@pytest.fixture
def outsider(app: Flask) -> Employee:
    """A trainer of another office."""
    return staff.employ(app, "budi@bp3mi.test", "trainer", "jawa-timur").sign_in()


@pytest.fixture
def manager(app: Flask) -> Employee:
    """The administrator of the trainer's office."""
    return staff.employ(app, "made@bp3mi.test", "office").sign_in()


@pytest.fixture
def national(app: Flask) -> Employee:
    """An administrator at the national level."""
    return staff.employ(app, "tuti@kp2mi.test", "national").sign_in()
