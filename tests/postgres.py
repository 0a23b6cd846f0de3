"""A private PostgreSQL for the tests: made in a temporary folder, gone afterwards.

`script/test` starts one cluster for all test processes:

    python -m tests.postgres COMMAND…

runs the command with `LITERASI_TEST_POSTGRES` set to the cluster's address, and with its temporary
files in memory (`tests.memory`). Without that variable `cluster()` starts one of its own, so a
single test file also runs under plain pytest. The cluster listens on a socket in its own folder and
on no network port.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from tests import memory

VARIABLE = "LITERASI_TEST_POSTGRES"
START_PATIENCE = 30.0  # seconds
# The number only names the socket; it differs from the usual one so that nothing is mistaken.
SOCKET_NUMBER = 54999
# The data are thrown away, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    # Two that wait for each other in one test are a failure with a name, not a run without end.
    "lock_timeout": "60s",
    "shared_buffers": "64MB",
}


class PostgresMissing(RuntimeError):
    """PostgreSQL's programs are not installed; `script/setup test` installs them."""


@contextmanager
def cluster() -> Iterator[str]:
    """The address of the cluster that runs already, or of a new one for as long as this lasts."""
    if address := os.environ.get(VARIABLE):
        yield address
    else:
        with temporary_cluster() as address:
            yield address


@contextmanager
def temporary_cluster(settings: Mapping[str, str] = SETTINGS) -> Iterator[str]:
    """Make a cluster and yield its SQLAlchemy address (the database `postgres`); then remove it.

    Raises PostgresMissing, or RuntimeError with PostgreSQL's own words when it does not start.
    """
    # A socket's path may have 107 bytes, so the folder is short whatever TMPDIR says.
    folder = Path(tempfile.mkdtemp(prefix="literasi-pg-", dir=memory.place() or "/tmp"))
    try:
        _give_to_server(folder)
        _initialise(folder)
        server = _start(folder, settings)
        try:
            _wait_until_ready(server, folder)
            yield _address(folder)
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_database(cluster_address: str, template: str = "template0") -> Iterator[str]:
    """Yield the address of a new database copied from `template`; drop it afterwards."""
    name = f"test_{uuid.uuid4().hex}"
    with _maintenance(cluster_address) as connection:
        connection.execute(
            # Files are copied as they are: with the log of every block it took twice as long.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    try:
        yield _with_database(cluster_address, name)
    finally:
        with _maintenance(cluster_address) as connection:
            _drop(connection, name)


def template_database(cluster_address: str, name: str, fill: Callable[[str], None]) -> str:
    """Make the template `name` once, however many processes ask, and return its name.

    `fill` gets the new database's address, writes what every test starts from, and leaves no
    connection open: PostgreSQL copies only a database that nobody uses.
    """
    with _maintenance(cluster_address) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not _exists(connection, name):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                fill(_with_database(cluster_address, name))
            except BaseException:
                # Half a template would make every later test fail for no reason of its own.
                _drop(connection, name)
                raise
    return name


def main(command: list[str]) -> int:
    """Run a command beside a cluster and return its exit status."""
    # As an exception, so that a polite request to end also takes the cluster away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with memory.scratch() as folder, temporary_cluster() as address:
        environment = {**os.environ, VARIABLE: address, "TMPDIR": folder}
        with subprocess.Popen(command, env=environment) as process:
            try:
                return _wait_through_interrupts(process)
            finally:
                process.terminate()


def _wait_through_interrupts(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C reaches the command too; it decides how to end, and we wait for it."""
    while True:
        with suppress(KeyboardInterrupt):
            return process.wait()


def _programs() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if not found:
        raise PostgresMissing("PostgreSQL is not installed. Run: ./script/setup test")
    return found[-1].parent


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; anybody else runs it as themselves."""
    return "postgres" if os.geteuid() == 0 else None


def _give_to_server(folder: Path) -> None:
    """The folder stays closed to others, since whoever reaches the socket is let in."""
    if user := _server_user():
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def _as_server() -> list[str]:
    """Run what follows as the server's user, and end it when we end, even when we are killed."""
    user = _server_user()
    identity = ["--reuid", user, "--regid", user, "--clear-groups"] if user else []
    return ["setpriv", *identity, "--pdeathsig", "INT", "--"]


def _initialise(folder: Path) -> None:
    command = [
        str(_programs() / "initdb"),
        *("--pgdata", str(folder / "data"), "--username", "literasi"),
        *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run([*_as_server(), *command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stderr}")


def _start(folder: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, or Ctrl-C would stop it under its tests."""
    places = {"unix_socket_directories": str(folder), "port": str(SOCKET_NUMBER)}
    command = [
        *_as_server(),
        *(str(_programs() / "postgres"), "-D", str(folder / "data")),
        *(
            part
            for name, value in {**settings, **places}.items()
            for part in ("-c", f"{name}={value}")
        ),
    ]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(psycopg.OperationalError), _maintenance(_address(folder)):
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: open connections are cut, as their tests are over."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _address(folder: Path) -> str:
    address = URL.create(
        "postgresql+psycopg",
        username="literasi",
        database="postgres",
        query={"host": str(folder), "port": str(SOCKET_NUMBER)},
    )
    return address.render_as_string(hide_password=False)


def _with_database(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def _maintenance(address: str) -> psycopg.Connection:
    """A plain connection: databases are made and dropped outside of transactions."""
    plain = make_url(address).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


def _exists(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
