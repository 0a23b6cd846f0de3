"""The servers that are compared, each with the options that it would have in earnest.

Programs come from the environment that runs the benchmark, so a candidate that is not
among the site's requirements is installed in an environment of its own. nginx is the one on the
PATH, or the one that NGINX names.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from literasi.config import ROOT

PROGRAMS = Path(sys.executable).parent
WORKERS = str(os.cpu_count())
THREADS = "64"

Command = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Server:
    """`command` gives the call for a module and a port; `proxied` puts nginx in front."""

    command: Command
    proxied: bool = False


def _granian(interface: str, *more: str) -> Command:
    attribute = "gateway" if interface == "rsgi" else "app"

    def command(module: str, port: int) -> list[str]:
        module = "gateway" if (module, interface) == ("app", "rsgi") else module
        return [
            *(str(PROGRAMS / "granian"), "--interface", interface, "--http", "1", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", WORKERS, *more),
            "--workers-kill-timeout=3",
            *("--log-level", "warning", "--no-access-log", f"{module}:{attribute}"),
        ]

    return command


def _waitress(module: str, port: int) -> list[str]:
    return [
        *(str(PROGRAMS / "waitress-serve"), f"--listen=127.0.0.1:{port}", "--threads=4"),
        *("--channel-timeout=20", "--cleanup-interval=5", "--connection-limit=2000"),
        f"{module}:app",
    ]


def _uwsgi(module: str, port: int) -> list[str]:
    return [
        *(str(PROGRAMS / "uwsgi"), "--http", f"127.0.0.1:{port}", "--http-timeout", "20"),
        *("--master", "--die-on-term", "--processes", WORKERS, "--disable-logging"),
        *("--post-buffering", "65536", "--socket-timeout", "20", "--listen", "128"),
        *("--http-keepalive", "--add-header", "Connection: Keep-Alive"),
        *("--home", str(PROGRAMS.parent), "--chdir", str(ROOT), "--module", f"{module}:app"),
    ]


ONE_THREAD = _granian("wsgi", "--blocking-threads", "1")
GATEWAY = _granian("rsgi", "--runtime-mode", "st", "--backlog", "2048", "--backpressure", "2048")
OURS = "granian, gateway"
SERVERS = {
    "granian, 1 thread": Server(ONE_THREAD),
    f"granian, {THREADS} threads": Server(_granian("wsgi", "--blocking-threads", THREADS)),
    OURS: Server(GATEWAY),
    "waitress": Server(_waitress),
    "uwsgi": Server(_uwsgi),
    "nginx, granian 1 thread": Server(ONE_THREAD, proxied=True),
    "nginx, gateway": Server(GATEWAY, proxied=True),
}


class Address(str):
    """Where a server listens, and the id of its first process."""

    pid: int


@contextmanager
def serving(server: Server, module: str, data: Path, database: str = "") -> Iterator[Address]:
    """The address of `module` ("app" or "bench.bare") under this server, while this lasts.

    `database` is the address of one that is not SQLite's in the data folder.
    """
    port = free_port()
    environment = {**os.environ, "LITERASI_DATA": str(data)}
    if database:
        environment["LITERASI_DATABASE_URL"] = database
    with ExitStack() as stack:
        pid = stack.enter_context(_running(server.command(module, port), environment, port))
        if server.proxied:
            port = stack.enter_context(_nginx(port, data))
        address = Address(f"http://127.0.0.1:{port}")
        address.pid = pid
        yield address


@contextmanager
def _nginx(behind: int, data: Path) -> Iterator[int]:
    port = free_port()
    folder = data / f"nginx-{port}"
    folder.mkdir()
    template = (ROOT / "bench/nginx.conf").read_text("utf-8")
    for word, value in (("FOLDER", folder), ("BEHIND", behind), ("PORT", port)):
        template = template.replace(word, str(value))
    (folder / "nginx.conf").write_text(template, "utf-8")
    program = os.environ.get("NGINX") or shutil.which("nginx")
    if program is None:
        raise SystemExit("nginx is missing: apt-get install nginx, or NGINX=/path/to/nginx")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _running(command, dict(os.environ), port):
        yield port


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            time.sleep(1)
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"it did not start: {process.args!r}")
