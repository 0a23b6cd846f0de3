"""The process that renders: what it may use, and what happens when it goes wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from socket import socketpair

import pytest
from pypdf import PdfReader

from literasi.pdf import PdfError
from literasi.pdf.limits import MEGABYTE, Limits
from literasi.pdf.renderer import COMMAND, ENVIRONMENT, Renderer
from literasi.pdf.templates import ROOT
from literasi.pdf.wire import request, send_request

STYLE = "print-notice.css"
SMALL = "<html lang=id><title>Kecil</title><p>Halo."
# A minute's work and more than a gigabyte, in a form that no letterhead would have.
ENDLESS = SMALL + "<table>" + "<tr><td>1<td>2<td>3<td>4<td>5<td>6" * 100_000 + "</table>"
ROOMY = 30  # seconds

Make = Callable[..., Renderer]


@pytest.fixture
def make() -> Iterator[Make]:
    """A renderer with limits of its own, which ends with the test."""
    made: list[Renderer] = []

    def of(command: tuple[str, ...] = (), **limits: float) -> Renderer:
        more = {"command": command} if command else {}
        made.append(Renderer(Limits(**limits), **more))  # type: ignore[arg-type]
        return made[-1]

    yield of
    for one in made:
        one.end()


def ask(renderer: Renderer, html: str = SMALL, seconds: float = ROOMY) -> bytes:
    return renderer.ask("html", (html, STYLE), seconds)


def is_there(pid: int | None) -> bool:
    """Whether a process lives; one that is only waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_one_process_makes_one_document_after_the_other(make: Make) -> None:
    renderer = make()
    assert ask(renderer).startswith(b"%PDF")
    pid = renderer.pid
    assert ask(renderer).startswith(b"%PDF")
    assert renderer.pid == pid != os.getpid()


def test_what_the_document_lacks_is_said_as_without_a_process_of_its_own(make: Make) -> None:
    renderer = make()
    with pytest.raises(PdfError, match=r"may not fetch https://example\.org/a\.png"):
        ask(renderer, SMALL + '<img src="https://example.org/a.png">')
    pid = renderer.pid
    assert ask(renderer)
    assert renderer.pid == pid


@pytest.mark.parametrize("job", ["os:system", "merging", ""])
def test_nothing_can_be_asked_for_but_documents(make: Make, job: str) -> None:
    with pytest.raises(PdfError, match="KeyError"):
        make().ask(job, ("id",), ROOMY)


def test_a_mistake_of_ours_is_told_with_its_place(make: Make) -> None:
    with pytest.raises(PdfError, match=r"TypeError: .*renderer_child\.py:\d+"):
        make().ask("html", (), ROOMY)


def test_a_document_that_takes_all_memory_costs_itself(make: Make) -> None:
    renderer = make(memory=360 * MEGABYTE)
    with pytest.raises(PdfError, match=r"more than 360 MB of memory|ended at work"):
        ask(renderer, ENDLESS, 120)
    assert ask(renderer).startswith(b"%PDF")


def test_a_document_that_takes_too_long_is_given_up(make: Make) -> None:
    renderer = make()
    ask(renderer)
    pid, began = renderer.pid, time.monotonic()
    with pytest.raises(PdfError, match="it was not done after 1 s"):
        ask(renderer, ENDLESS, 1)
    assert time.monotonic() - began < 5
    assert not is_there(pid)
    assert ask(renderer).startswith(b"%PDF")


def test_a_process_that_falls_over_costs_the_document_in_its_hands(make: Make) -> None:
    renderer = make()
    ask(renderer)
    pid = renderer.pid or 0
    before = processor_seconds(pid)
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(ask, renderer, ENDLESS)
        wait_until(lambda: processor_seconds(pid) > before + 0.3)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(PdfError, match="ended at work, by SIGKILL"):
            asked.result(ROOMY)
    assert ask(renderer).startswith(b"%PDF")


def test_ending_it_does_not_wait_for_what_it_makes(make: Make) -> None:
    renderer = make()
    ask(renderer)
    pid = renderer.pid or 0
    before = processor_seconds(pid)
    with ThreadPoolExecutor(1) as other:
        asked = other.submit(ask, renderer, ENDLESS)
        wait_until(lambda: processor_seconds(pid) > before + 0.3)
        renderer.end()
        with pytest.raises(PdfError, match="ended at work"):
            asked.result(5)
    assert not is_there(pid)


def test_a_process_that_is_killed_between_two_documents_costs_nothing(make: Make) -> None:
    renderer = make()
    for _ in range(3):
        assert ask(renderer).startswith(b"%PDF")
        pid = renderer.pid or 0
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda gone=pid: not is_there(gone))  # type: ignore[misc]
    assert ask(renderer).startswith(b"%PDF")


@pytest.mark.parametrize("limits", [{"answers": 1}, {"kept": 1}], ids=["answers", "memory"])
def test_a_process_that_has_done_enough_is_replaced_unseen(
    make: Make, limits: dict[str, float]
) -> None:
    renderer = make(**limits)
    with ThreadPoolExecutor(3) as threads:
        made = threads.map(lambda _: ask(renderer), range(6))
        assert all(one.startswith(b"%PDF") for one in made)


def test_a_process_without_work_ends(make: Make) -> None:
    renderer = make(idle=0.2)
    assert ask(renderer)
    pid = renderer.pid
    wait_until(lambda: not is_there(pid))
    assert ask(renderer).startswith(b"%PDF")


def test_forty_documents_from_four_threads_do_not_mix(make: Make) -> None:
    renderer = make()

    def one(number: int) -> bool:
        made = ask(renderer, f"<html lang=id><title>Lembar {number}</title><p>Halo.")
        return PdfReader(BytesIO(made)).metadata.title == f"Lembar {number}"  # type: ignore[union-attr]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(one, range(40))) == [True] * 40


GARBAGE = "import os, sys; line = int(sys.argv[1]); os.read(line, 9); os.write(line, b'{}' * 99)"
AT_ONCE = "import sys; sys.exit(0)"
BADLY = "import sys; sys.exit(3)"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (GARBAGE, "does not speak as it should"),
        (AT_ONCE, "ends each time"),
        (BADLY, "ended at work, with status 3"),
    ],
)
def test_a_process_that_does_not_speak_as_it_should_is_an_error(
    make: Make, program: str, words: str
) -> None:
    renderer = make((sys.executable, "-c", program))
    with pytest.raises(PdfError, match=words):
        ask(renderer)
    assert renderer.pid is None


def test_a_program_that_is_not_there_is_an_error(make: Make) -> None:
    with pytest.raises(PdfError, match="cannot be started: No such file"):
        ask(make(("/nowhere/python",)))


def test_a_document_that_is_too_large_is_an_error(make: Make) -> None:
    renderer = make(largest=1000)
    with pytest.raises(PdfError, match="bytes; 1000 are allowed"):
        ask(renderer)


def test_it_knows_no_secret_and_ties_itself_down(make: Make) -> None:
    renderer = make()
    ask(renderer)
    folder = Path(f"/proc/{renderer.pid}")
    known = {
        one.partition(b"=")[0].decode() for one in (folder / "environ").read_bytes().split(b"\0")
    }
    assert known - {""} <= set(ENVIRONMENT)
    limits = {
        line[:26].strip(): line[26:].split()[0]
        for line in (folder / "limits").read_text().splitlines()
    }
    assert limits["Max address space"] == str(1024 * MEGABYTE)
    assert limits["Max file size"] == limits["Max core file size"] == "0"
    assert int(limits["Max open files"]) == 64
    assert limits["Max cpu time"].isdigit()


def test_the_kernel_ends_what_goes_on_though_nobody_waits_for_it() -> None:
    ours, its = socketpair()
    lifeline, held = os.pipe()
    fds = (its.fileno(), lifeline)
    limits = json.dumps(asdict(Limits()))
    process = subprocess.Popen([*COMMAND, *map(str, fds), limits], pass_fds=fds)
    send_request(ours, request("html", (ENDLESS, STYLE), 0.5), time.monotonic() + 60)
    assert process.wait(60) == -signal.SIGXCPU
    os.close(held)


AS_PARENT = """
import sys, threading, time
from literasi.pdf.renderer import Renderer
from tests.pdf.test_renderer import ENDLESS, SMALL, ask
renderer = Renderer()
ask(renderer)
print(renderer.pid, flush=True)
if sys.argv[1] == "busy":
    ask(renderer, ENDLESS, 60)
time.sleep(60)
"""


@pytest.mark.parametrize("doing", ["busy", "idle"])
def test_it_ends_with_whoever_asked_even_when_that_is_killed(doing: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", AS_PARENT, doing], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    if doing == "busy":
        before = processor_seconds(pid)
        wait_until(lambda: processor_seconds(pid) > before + 0.3)
    assert is_there(pid)
    parent.kill()
    parent.communicate()
    wait_until(lambda: not is_there(pid), 2)


AS_NOBODY = """
from pathlib import Path
from literasi.pdf.renderer import Renderer
from tests.pdf.test_renderer import SMALL, ask
renderer = Renderer()
made = ask(renderer, SMALL + "Siti \u738b\u5c0f\u660e \u0645\u062d\u0645\u062f")
print(made[:4].decode(), Path(f"/proc/{renderer.pid}").stat().st_uid)
renderer.end()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="what root alone may do was not used in any test")
def test_it_works_for_a_user_whom_all_limits_hold(tmp_path: Path) -> None:
    """As in an installation; the one right that is left is to read where Python may lie."""
    tmp_path.chmod(0o777)
    rights = ("--inh-caps=-all,+dac_read_search", "--ambient-caps=+dac_read_search")
    user = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *rights)
    done = subprocess.run(
        [*user, sys.executable, "-B", "-c", AS_NOBODY],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "%PDF 65534\n", done.stderr


def test_a_thread_that_ends_does_not_take_it_along(make: Make) -> None:
    renderer = make()
    thread = threading.Thread(target=ask, args=(renderer,))
    thread.start()
    thread.join()
    pid = renderer.pid
    time.sleep(0.2)
    assert is_there(pid)
    assert ask(renderer)
    assert renderer.pid == pid


def test_a_process_that_is_forked_has_a_renderer_of_its_own(make: Make) -> None:
    renderer = make()
    assert ask(renderer)
    forked = os.fork()
    if not forked:
        # Nothing of pytest may run here.
        status = 1
        with suppress(BaseException):
            before = renderer.pid
            renderer.forget()
            status = 0 if ask(renderer) and renderer.pid != before else 2
            renderer.end()
        os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    assert ask(renderer).startswith(b"%PDF")
