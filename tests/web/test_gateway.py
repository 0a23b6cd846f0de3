"""A real granian behind which the app sees whole requests only."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from literasi.config import ROOT

PATIENCE = 30.0  # seconds until the server must listen
FORM = "Content-Type: application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]
    downloads: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free: int = probe.getsockname()[1]
    granian, folder = Path(sys.executable).parent / "granian", tmp_path_factory.mktemp("unduhan")
    command = [
        *(str(granian), "--interface", "rsgi", "--http", "1", "--no-ws", "--workers", "1"),
        *("--port", str(free), "--runtime-mode", "st", "--log-level", "warning"),
        "tests.serving:gateway",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "UNDUHAN": str(folder)})
    try:
        _wait(process, free)
        yield Server(free, process, folder)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def port(server: Server) -> int:
    return server.port


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            ask(port, "GET", "/siap")
            return
        except OSError:
            assert process.poll() is None, "granian ended"
            assert time.monotonic() < deadline, "granian does not listen"
            time.sleep(0.05)


def ask(port: int, method: str, path: str, body: Any = None, **more: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def seen(port: int, path: str) -> dict[str, Any]:
    status, text = ask(port, "GET", path)
    assert status == 200, text
    found: dict[str, Any] = json.loads(text)
    return found


def send(port: int, *lines: str, body: str = "") -> socket.socket:
    """A phone that has sent these header lines and this much of its body."""
    phone = socket.create_connection(("127.0.0.1", port), timeout=5)
    phone.sendall("\r\n".join([*lines, "Host: situs", "", body]).encode("latin-1"))
    return phone


def half_a_form(port: int, name: str) -> socket.socket:
    return send(port, "POST /kirim HTTP/1.1", FORM, "Content-Length: 500", body=f"nama={name}")


def test_phones_that_stop_in_the_middle_of_a_form_hold_up_nobody(port: int) -> None:
    phones = [half_a_form(port, "Macet") for _ in range(50)]
    began = time.monotonic()
    assert ask(port, "GET", "/pelajaran")[0] == 200
    assert ask(port, "POST", "/kirim", "nama=Siti", Content_Type=FORM.partition(": ")[2])[0] == 200
    # Before the first of them is cut off, so none was waited for.
    assert time.monotonic() - began < 3
    for phone in phones:
        phone.close()


def test_a_phone_that_stays_away_is_told_so_and_cut_off(port: int) -> None:
    began = time.monotonic()
    with half_a_form(port, "Terputus") as phone:
        answer = phone.recv(1000)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert 2.9 < time.monotonic() - began < 30
        assert phone.recv(1000) == b""
    assert "Terputus" not in seen(port, "/lihat")["handled"]


def test_a_form_that_breaks_off_never_reaches_the_app(port: int) -> None:
    with half_a_form(port, "Setengah") as phone:
        phone.shutdown(socket.SHUT_WR)
        assert b" 200 " not in phone.recv(1000)
    half_a_form(port, "Setengah").close()
    assert "Setengah" not in seen(port, "/lihat")["handled"]


def test_a_form_that_comes_in_pieces_is_answered_when_it_is_whole(port: int) -> None:
    with send(port, "POST /kirim HTTP/1.1", FORM, "Content-Length: 17", body="nama=Siti") as phone:
        time.sleep(0.3)
        phone.sendall(b"&isi=abc")
        assert phone.recv(1000).endswith(b"Siti 3")


def test_a_form_of_unstated_length_is_refused(port: int) -> None:
    lines = ("POST /kirim HTTP/1.1", FORM, "Transfer-Encoding: chunked")
    with send(port, *lines, body="9\r\nnama=Kira\r\n0\r\n\r\n") as phone:
        assert phone.recv(1000).startswith(b"HTTP/1.1 411 ")
    assert "Kira" not in seen(port, "/lihat")["handled"]


def test_a_form_that_is_too_large_is_refused_by_the_app(port: int) -> None:
    large = "nama=Siti&isi=" + 2000 * "x"
    assert ask(port, "POST", "/kirim", large, Content_Type=FORM.partition(": ")[2])[0] == 413


def test_a_file_may_be_larger_where_a_page_takes_one_and_nowhere_else(port: int) -> None:
    assert ask(port, "POST", "/berkas", 150_000 * "x") == (200, "150000")
    assert ask(port, "POST", "/berkas", 250_000 * "x")[0] == 413
    assert ask(port, "POST", "/kirim", 150_000 * "x")[0] == 413


def test_a_large_file_has_more_time_than_a_form(port: int) -> None:
    lines = ("POST /berkas HTTP/1.1", "Content-Length: 40000")
    with send(port, *lines, body="x" * 20_000) as phone:
        time.sleep(3.5)
        phone.sendall(b"x" * 20_000)
        assert phone.recv(1000).endswith(b"40000")


def test_one_connection_carries_several_requests(port: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        for _ in range(3):
            connection.request("POST", "/kirim", "nama=Siti", {"Content-Type": FORM[14:]})
            assert connection.getresponse().read() == b"Siti 0"
            connection.request("GET", "/lagi")
            assert json.loads(connection.getresponse().read())["path"] == "lagi"


def test_addresses_queries_and_cookies_arrive_as_they_were_sent(port: int) -> None:
    found = seen(port, "/k%C3%A9/a%20b?tanya=satu%26dua")
    assert found["path"] == "ké/a b"
    assert found["query"] == {"tanya": "satu&dua"}
    with send(port, "GET /kue HTTP/1.1", "Cookie: a=1", "Cookie: b=2") as phone:
        assert json.loads(phone.recv(2000).split(b"\r\n\r\n")[1])["cookies"] == {"a": "1", "b": "2"}


def test_a_header_with_an_underscore_does_not_pass_for_another(port: int) -> None:
    with send(port, "GET /tiru HTTP/1.1", "Sec_Fetch_Site: same-origin") as phone:
        headers = json.loads(phone.recv(2000).split(b"\r\n\r\n")[1])["headers"]
    assert headers == {"Host": "situs"}


def test_an_answer_to_head_has_no_body(port: int) -> None:
    assert ask(port, "HEAD", "/kepala") == (200, "")


@pytest.mark.parametrize("path", ["/%FF", "/%00", "/%2E%2E/rahasia", "//dua"])
def test_an_odd_address_ends_in_an_answer(port: int, path: str) -> None:
    with send(port, f"GET {path} HTTP/1.1", "Connection: close") as phone:
        assert phone.recv(1000).startswith(b"HTTP/1.1 ")
    assert ask(port, "GET", "/masih-hidup")[0] == 200


def memory(process: subprocess.Popen[bytes]) -> int:
    """The most that any process of the server ever held, in bytes."""
    found = [process.pid]
    for one in found:
        found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    status = [Path(f"/proc/{one}/status").read_text() for one in found]
    peaks = [re.search(r"VmHWM:\s+(\d+) kB", text) for text in status]
    return max(int(peak[1]) for peak in peaks if peak) * 1024


def test_a_large_file_takes_no_memory_and_others_are_answered_while_somebody_takes_it(
    server: Server,
) -> None:
    port, before, size = server.port, memory(server.process), 300 * 1024 * 1024
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", "/besar/300")
        answer = connection.getresponse()
        assert answer.headers.get_all("Content-Length") == [str(size)]
        left = size - len(answer.read(1024 * 1024))
        # Whoever takes it reads on slowly; others do not wait.
        assert ask(port, "GET", "/pelajaran")[0] == 200
        while piece := answer.read(8 * 1024 * 1024):
            left -= len(piece)
        assert left == 0
    assert memory(server.process) - before < 100 * 1024 * 1024
