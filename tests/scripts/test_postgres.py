"""The private PostgreSQL of the tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from tests.postgres import cluster, template_database, temporary_cluster, temporary_database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster() as running:
        yield running


def connect(address: str) -> Connection:
    return create_engine(address, poolclass=NullPool).connect()


def socket_folder(address: str) -> Path:
    return Path(str(make_url(address).query["host"]))


def test_a_cluster_speaks_utf8_and_listens_on_no_network_port(address: str) -> None:
    with connect(address) as connection:
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        assert connection.scalar(text("SHOW listen_addresses")) == ""


def test_others_on_the_machine_cannot_reach_the_socket(address: str) -> None:
    assert socket_folder(address).stat().st_mode & 0o077 == 0


def test_a_template_is_filled_once_and_copied_for_every_test(address: str) -> None:
    filled: list[str] = []

    def fill(empty: str) -> None:
        filled.append(empty)
        with connect(empty) as connection, connection.begin():
            connection.execute(text("CREATE TABLE pelajaran AS SELECT 'Uang kiriman' AS judul"))

    name = f"template_{os.getpid()}"
    names = [template_database(address, name, fill) for _ in range(2)]
    assert (names, len(filled)) == ([name, name], 1)
    for _ in range(2):
        with temporary_database(address, name) as copy, connect(copy) as connection:
            assert connection.scalars(text("SELECT judul FROM pelajaran")).all() == ["Uang kiriman"]
            connection.execute(text("DELETE FROM pelajaran"))
            connection.commit()


def test_a_template_that_could_not_be_filled_leaves_nothing_behind(address: str) -> None:
    def fill(_: str) -> None:
        raise RuntimeError("no room")

    name = f"half_{os.getpid()}"
    with pytest.raises(RuntimeError, match="no room"):
        template_database(address, name, fill)
    with connect(address) as connection:
        found = text("SELECT count(*) FROM pg_database WHERE datname = :name")
        assert connection.scalar(found, {"name": name}) == 0


def test_a_database_is_gone_after_its_test_even_with_a_connection_open(address: str) -> None:
    with temporary_database(address) as gone:
        held = connect(gone)
    held.invalidate()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(gone.replace("postgresql+psycopg", "postgresql"))


def test_a_cluster_leaves_neither_files_nor_a_server() -> None:
    with temporary_cluster() as own:
        folder = socket_folder(own)
        server = int((folder / "data/postmaster.pid").read_text(encoding="utf-8").split()[0])
        os.kill(server, 0)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_the_command_beside_a_cluster_gives_its_own_exit_status() -> None:
    ran = run_beside("import sys; sys.exit(7)")
    assert ran.wait(timeout=60) == 7


def test_ending_the_run_early_ends_the_command_and_removes_the_cluster() -> None:
    ran = run_beside(
        "import os, time; print(os.environ['LITERASI_TEST_POSTGRES'], flush=True); time.sleep(600)"
    )
    assert ran.stdout
    folder = socket_folder(ran.stdout.readline().strip())
    assert folder.exists()
    ran.send_signal(signal.SIGTERM)
    assert ran.wait(timeout=60) == 143
    assert ran.stdout.read() == ""
    assert not folder.exists()


def run_beside(program: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
