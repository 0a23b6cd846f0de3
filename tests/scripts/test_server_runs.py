"""`script/server` from the first line to Ctrl-C, with the real application and a data folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import lay_out
from tests.printed import write_course
from tests.scripts.machines import ROOT
from tests.scripts.test_server_refusals import free_port

PATIENCE = 60.0  # seconds until a server must answer


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    port: str
    data: Path
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def command(port: str, data: Path) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PORT": port, "LITERASI_DATA": str(data), "GRANIAN_WORKERS": "2"}
    environment.pop("HOST", None)
    # Tests that run in the background may have Ctrl-C ignored, and would hand that on.
    return ["env", "--default-signal=INT", str(ROOT / "script/server")], environment


@contextmanager
def started(
    arguments: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[str]]:
    """A server that was just started; it has a process group of its own, like in a terminal."""
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            arguments,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    yield process
    process.kill()
    process.wait()
    wait_until_gone(environment["PORT"])


@contextmanager
def running(data: Path, courses: Path | None = None, **more: str) -> Iterator[Running]:
    port, log = free_port(), data.with_suffix(".log")
    arguments, environment = command(port, data)
    environment |= more
    if courses is not None:
        environment["LITERASI_COURSES"] = str(courses)
    with started(arguments, environment, log) as process:
        yield Running(process, port, data, log)


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """A small course: the shipped ones would be printed and spoken meanwhile."""
    return write_course(tmp_path / "courses").path


@pytest.fixture
def server(installation: Path, tmp_path: Path, courses: Path) -> Iterator[Running]:
    """One that was set up before."""
    lay_out(installation, tmp_path / "data")
    with running(tmp_path / "data", courses) as server:
        yield server


@pytest.fixture
def busy_server(installation: Path, tmp_path: Path) -> Iterator[Running]:
    """One that has many books to print."""
    lay_out(installation, tmp_path / "data")
    with running(tmp_path / "data") as server:
        yield server


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that began with nothing, for tests that leave it running."""
    folder = tmp_path_factory.mktemp("first-start")
    with running(folder / "data", write_course(folder / "courses").path) as server:
        yield server


def answers(server: Running, path: str) -> int:
    """The status of a page, once the server listens."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{server.port}{path}", timeout=10
            ) as response:
                return int(response.status)
        except OSError:
            assert server.process.poll() is None, server.said()
            assert time.monotonic() < deadline, server.said()
            time.sleep(0.05)


def serving(port: str) -> list[int]:
    """The processes that were started to serve this port."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_text(encoding="utf-8", errors="replace").split("\0")
            if any(word.endswith("/granian") for word in words) and port in words:
                found.append(int(entry.parent.name))
    return found


def printing(data: Path) -> list[int]:
    """The job that makes books and audio of this data folder."""
    return commands(data, b"jobs")


def making(data: Path) -> list[int]:
    """The worker that makes files of this data folder, with its processes."""
    return commands(data, b"worker")


def commands(data: Path, command: bytes) -> list[int]:
    """The processes that run one of our commands on this data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            settings = (entry / "environ").read_bytes().split(b"\0")
            if command in words and f"LITERASI_DATA={data}".encode() in settings:
                found.append(int(entry.name))
    return found


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_until_gone(port: str) -> None:
    deadline = time.monotonic() + 15
    while left := serving(port):
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.05)


def test_a_server_answers_where_it_says_and_ctrl_c_ends_all_of_it(server: Running) -> None:
    assert answers(server, "/?nama=Sari") == 200
    assert f"http://127.0.0.1:{server.port}/" in server.said()
    assert len(serving(server.port)) == 3
    os.killpg(server.process.pid, signal.SIGINT)
    # Not much more than what a worker that hangs is given before it is killed.
    assert server.process.wait(timeout=8) == 0
    assert serving(server.port) == printing(server.data) == []
    wait_for(lambda: making(server.data) == [])
    assert "Traceback" not in server.said()
    # Who reads what is nobody's business: no line for each request.
    assert "Sari" not in server.said()


def half_a_form(server: Running) -> socket.socket:
    """A phone that lost its signal in the middle of a form."""
    phone = socket.create_connection(("127.0.0.1", int(server.port)), timeout=5)
    phone.sendall(
        b"POST /verifikasi HTTP/1.1\r\nHost: situs\r\nSec-Fetch-Site: same-origin\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nkode="
    )
    return phone


def test_phones_that_stop_in_the_middle_of_a_form_hold_up_nobody(first_start: Running) -> None:
    answers(first_start, "/")
    phones = [half_a_form(first_start) for _ in range(100)]
    began = time.monotonic()
    assert [answers(first_start, path) for path in ("/", "/masuk", "/verifikasi", "/healthz")] == [
        200
    ] * 4
    assert time.monotonic() - began < 10
    for phone in phones:
        phone.close()


def test_the_data_folder_is_its_owners_alone(first_start: Running) -> None:
    answers(first_start, "/")
    assert first_start.data.stat().st_mode & 0o077 == 0


def test_a_server_ends_when_its_command_is_killed(busy_server: Running) -> None:
    answers(busy_server, "/")
    assert serving(busy_server.port)
    assert len(printing(busy_server.data)) == 1
    wait_for(lambda: len(making(busy_server.data)) > 1)
    busy_server.process.kill()
    wait_until_gone(busy_server.port)
    wait_for(lambda: printing(busy_server.data) == making(busy_server.data) == [])


def test_a_worker_that_is_killed_is_replaced(server: Running) -> None:
    answers(server, "/")
    wait_for(lambda: len(making(server.data)) > 1)
    before = making(server.data)
    for pid in before:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    # One that was being born meanwhile is in nobody's list, so the line is waited for as well.
    wait_for(lambda: "The worker ended with status 137; another one begins." in server.said())
    wait_for(lambda: len(making(server.data)) > 1 and not set(making(server.data)) & set(before))


def test_the_worker_may_be_a_service_of_its_own(tmp_path: Path, courses: Path) -> None:
    with running(tmp_path / "data", courses, WORKER="apart") as server:
        assert answers(server, "/") == 200
        time.sleep(2)
        assert making(server.data) == []


def test_another_word_for_the_worker_is_refused_in_one_line(tmp_path: Path) -> None:
    arguments, environment = command(free_port(), tmp_path / "data")
    environment["WORKER"] = "elsewhere"
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("WORKER=elsewhere is not known.")


def test_books_are_printed_in_the_background_and_soon_there(first_start: Running) -> None:
    assert answers(first_start, "/kursus/contoh/buku.pdf") == 200
    assert answers(first_start, "/kursus/contoh/modul/rencana.pdf") == 200
    assert "Course books and plans: 2, of which 2 made anew." in first_start.said()


def test_a_second_server_does_not_share_the_port_of_the_first(
    first_start: Running, tmp_path: Path
) -> None:
    answers(first_start, "/")
    arguments, environment = command(first_start.port, tmp_path / "other")
    second = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60)
    assert second.returncode == 1
    assert second.stderr.startswith(f"Port {first_start.port} is in use.")
    assert not (tmp_path / "other").exists()


def test_an_address_of_another_machine_is_refused_in_one_line(tmp_path: Path) -> None:
    arguments, environment = command(free_port(), tmp_path / "data")
    # Documentation's own block of addresses: no machine has one.
    environment["HOST"] = "192.0.2.1"
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Cannot listen on HOST=192.0.2.1")
