"""One installation prepared once, and a fresh copy of it for every test."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from literasi import create_app
from literasi.config import Settings, from_environ
from literasi.database import db
from literasi.setup import prepare
from literasi.web.prepared import Prepared, load
from tests import postgres, staff
from tests.people import Employee, Reader

SETUP_DAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BOTH = ("sqlite", "postgresql")


def remember_builders() -> None:
    """Compile what builds an address once a process. Each test makes an app with all its 240
    addresses, and compiling them anew took six of every seven parts of that."""
    compiled: dict[tuple[object, ...], Any] = {}
    compile_builder = Rule._compile_builder

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, repr(rule.defaults), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = remembered  # type: ignore[method-assign]


class FailuresAtOnce:
    """Says a failure where it happens: a run that is cut off has still said it."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            print(f"\n{report.nodeid} ({report.when})\n{report.longreprtext}\n", flush=True)


def pytest_configure(config: pytest.Config) -> None:
    remember_builders()
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(FailuresAtOnce())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, or the last process would be busy with it while others rest.
    A file stays together, since what it prepares is prepared once."""
    for item in items:
        if item.path.parent.name == "journeys":
            # A browser on a busy machine may stall; the summary names whatever was tried twice.
            item.add_marker(pytest.mark.flaky(reruns=1))
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (_turn(item.path.parent.name), -sizes[item.path], str(item.path)))


def _turn(folder: str) -> int:
    """Browsers and servers first, then what tests the whole, the rules last."""
    order = ("journeys", "scripts", "tests", "training", "learning", "accounts", "portal")
    others = ("domain", "content")
    return order.index(folder) if folder in order else len(order) + (folder in others)


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
def prepared(installation: Path) -> Prepared:
    """The shipped courses and their pages, read once for all tests of this process."""
    found = load(make_settings(installation).catalogue)
    # What is here now stays to the end. Looking through it for garbage again and again, since
    # every test leaves an app behind, took a fifth of the run.
    gc.collect()
    gc.freeze()
    return found


def lay_out_pages(installation: Path, folder: Path) -> None:
    """Keys and prepared pages in a data folder of a test's own. The pages are the same files
    under more names: what changes one puts another in its place, as `flask setup` does."""
    shutil.copytree(installation / "keys", folder / "keys")
    shutil.copytree(installation / "prepared", folder / "prepared", copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        # On another file system, where somebody chose one.
        shutil.copy2(source, target)


def lay_out(installation: Path, folder: Path) -> None:
    """The same with the database and the people to try things out with: all that is there."""
    lay_out_pages(installation, folder)
    for name in ("literasi.sqlite3", "demo-sign-ins.txt"):
        shutil.copy(installation / name, folder)


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
        lay_out_pages(installation, folder)
        set_up(make_settings(folder, LITERASI_DATABASE_URL=address))

    return fill


@pytest.fixture
def settings(database: str, installation: Path, tmp_path: Path) -> Settings:
    lay_out_pages(installation, tmp_path)
    shutil.copy(installation / "demo-sign-ins.txt", tmp_path)
    return make_settings(tmp_path, LITERASI_DATABASE_URL=database)


@pytest.fixture
def app(settings: Settings, prepared: Prepared) -> Iterator[Flask]:
    app = create_app(settings)
    app.extensions["literasi"].prepared = replace(prepared, pages=dict(prepared.pages))
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
