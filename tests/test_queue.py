"""The queue is a nudge: whatever becomes of it, the worker makes what the outbox asks for."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from random import Random

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from literasi.certificates.jobs import MAKE, TAKE_UP
from literasi.config import Settings
from literasi.queue import nudge
from literasi.queue.store import PlainSerializer, Sender, open_queue
from tests.classroom import confirm_names, joined
from tests.drills.issue_killed import endure, problems
from tests.making import children, counted, start_worker, wait_until_made, working
from tests.people import Employee, Reader
from tests.staff import employ
from tests.verifier import online, online_settings


@pytest.fixture
def ready(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class with two who may have the certificate."""
    made = joined(trainer, siti, stranger)
    for one in (siti, stranger):
        one.take_quiz()
    confirm_names(trainer, made)
    return made


def press(trainer: Employee, address: str) -> None:
    assert trainer.post(f"{address}/sertifikat").location.endswith("terbit=2")


def let_start(pid: int) -> set[int]:
    """The worker's processes, once they are all there: two that make and one that looks."""
    deadline = time.monotonic() + 30
    while len(found := children(pid)) < min(2, os.cpu_count() or 1) + 1:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


@pytest.mark.both_databases
def test_a_running_worker_makes_what_is_issued_at_once(
    settings: Settings, trainer: Employee, ready: str
) -> None:
    with working(settings) as worker:
        let_start(worker.pid)
        press(trainer, ready)
        assert wait_until_made(trainer, ready) < 40


@pytest.mark.both_databases
def test_what_was_issued_while_no_worker_ran_is_made_by_the_next(
    settings: Settings, trainer: Employee, ready: str
) -> None:
    press(trainer, ready)
    assert counted(trainer, ready) == (0, 2)
    with working(settings):
        assert wait_until_made(trainer, ready) < 40


def test_the_file_of_the_queue_may_go_while_everybody_works(
    settings: Settings, trainer: Employee, ready: str
) -> None:
    with working(settings) as worker:
        let_start(worker.pid)
        for end in ("", "-wal", "-shm"):
            (settings.data / f"queue.sqlite3{end}").unlink(missing_ok=True)
        press(trainer, ready)
        assert wait_until_made(trainer, ready) < 40


def test_a_damaged_file_of_the_queue_is_begun_anew(settings: Settings, app: Flask) -> None:
    (settings.data / "queue.sqlite3").write_bytes(b"no database" * 1000)
    assert nudge(settings, TAKE_UP, 7)
    with open_queue(settings) as queue:
        assert queue.storage.queue_size() == 1


@pytest.mark.both_databases
def test_what_a_task_is_sent_comes_back_as_it_was(settings: Settings, app: Flask) -> None:
    seen: list[tuple[int, ...]] = []
    with open_queue(settings, make=True) as queue:
        sender = Sender(queue)
        sender.register({MAKE: lambda _, *values: seen.append(values)})
        assert sender.is_empty
        assert nudge(settings, MAKE, 12)
        assert not sender.is_empty
        queue.execute(queue.dequeue())
    assert seen == [(12,)]


def test_a_message_holds_plain_values_alone() -> None:
    plain = PlainSerializer()
    assert plain.serialize(["id", "make", [12]]) == b'["id", "make", [12]]'
    with pytest.raises(TypeError):
        plain.serialize([object()])
    with pytest.raises(ValueError, match="decode"):
        plain.deserialize(b"\x80\x04cos\nsystem\n")


@pytest.mark.both_databases
def test_a_queue_that_is_away_is_said_and_raises_nothing(
    settings: Settings, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    if database.startswith("sqlite"):
        (settings.data / "queue.sqlite3").mkdir()
    assert nudge(settings, TAKE_UP, 1) is False
    assert "the queue did not take take_up" in caplog.text


@pytest.mark.both_databases
def test_the_queue_s_tables_are_not_among_the_site_s(settings: Settings, database: str) -> None:
    if database.startswith("sqlite"):
        pytest.skip("a file of its own")
    with open_queue(settings, make=True):
        pass
    plain = make_url(database).set(drivername="postgresql")
    address = plain.render_as_string(hide_password=False)
    with closing(psycopg.connect(address)) as connection:
        places = "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename LIKE 'huey%'"
        assert connection.execute(places).fetchall() == [("antrean",)]


def test_a_worker_that_is_told_to_end_ends_with_all_its_processes(settings: Settings) -> None:
    worker = start_worker(settings)
    mine = let_start(worker.pid)
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=20)
    assert worker.returncode == 0, said
    assert "Traceback" not in said
    assert not any(os.path.exists(f"/proc/{pid}") for pid in mine)


def test_a_worker_that_is_killed_leaves_no_process_behind(settings: Settings) -> None:
    worker = start_worker(settings)
    mine = let_start(worker.pid)
    worker.kill()
    worker.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{pid}") for pid in mine):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_that_is_killed_leaves_no_renderer_behind(
    settings: Settings, trainer: Employee, ready: str
) -> None:
    worker = start_worker(settings)
    mine = let_start(worker.pid)
    press(trainer, ready)
    wait_until_made(trainer, ready)
    renderers = {one for pid in mine for one in children(pid)}
    worker.kill()
    worker.communicate(timeout=20)
    assert renderers
    deadline = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{pid}") for pid in renderers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_process_of_the_worker_that_is_killed_is_replaced(
    settings: Settings, trainer: Employee, ready: str
) -> None:
    with working(settings) as worker:
        for pid in let_start(worker.pid):
            os.kill(pid, signal.SIGKILL)
        press(trainer, ready)
        assert wait_until_made(trainer, ready) < 40


@pytest.mark.both_databases
def test_workers_that_are_killed_again_and_again_lose_nothing(
    settings: Settings,
) -> None:
    with online(settings) as app:
        trainer = employ(app, "rina@bp3mi.test", "trainer").sign_in()
        here = online_settings(settings)
        seen = endure(app, here, trainer, people=6, kills=3, random=Random(1))
        assert seen.kills == 3
        assert problems(app, here, seen.issued) == []
