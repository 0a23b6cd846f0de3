"""What people wait while other phones have stopped in the middle of a form.

For each server: a learner's home, a public lesson and a quiz submission, asked for by two phones at
a time, each request on a connection of its own, while 0, 20 and 200 others have sent half a POST
and nothing more. Then how long a server puts up with such a phone. Bounded: a case ends after
`--requests` or ten seconds, a request after four.

    .venv/bin/python -m bench.stalls [--servers NAME …] [--requests 200]
"""

from __future__ import annotations

import argparse
import http.client
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, repeat
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from bench.people import cookies, learners, submissions
from bench.servers import SERVERS, serving
from literasi import create_app
from tests.conftest import make_settings, set_up

STALLED = (0, 20, 200)
PHONES = 2
WARM_UP = 20  # requests of each kind that are not counted: templates are compiled once
CASE_SECONDS = 10.0
ANSWER_SECONDS = 4.0
CUT_OFF_SECONDS = 45.0
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, and the status that is its right answer."""

    path: str
    headers: dict[str, str]
    status: int = 200
    method: str = "GET"
    body: str = ""


@dataclass(slots=True)
class Waited:
    """Milliseconds of right answers, and how many were none."""

    answers: list[float] = field(default_factory=list)
    failed: int = 0

    def __str__(self) -> str:
        if not self.answers:
            return f"{'-':>7} {'-':>8} {'-':>8} {self.failed:6}"
        several = len(self.answers) > 1
        cuts = statistics.quantiles(self.answers, n=100, method="inclusive") if several else []
        p99 = cuts[98] if cuts else self.answers[0]
        middle = statistics.median(self.answers)
        return f"{middle:7.1f} {p99:8.1f} {max(self.answers):8.1f} {self.failed:6}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--servers", nargs="+", default=list(SERVERS), choices=list(SERVERS))
    options.add_argument("--requests", type=int, default=200)
    given = options.parse_args()
    print(f"{'server':24} {'stalled':>7} {'request':10} {'p50':>7} {'p99':>8} {'max':>8} failed")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        data.chmod(0o755)  # nginx has a user of its own
        set_up(make_settings(data))
        asks = _asks(data, given.requests, len(given.servers))
        for name in given.servers:
            _measure(name, data, given.requests, asks)


def _asks(data: Path, requests: int, servers: int) -> dict[str, Iterator[Ask]]:
    """As many requests of each kind as there may be; no submission is sent twice."""
    app = create_app(make_settings(data))
    people = learners(app, 50)
    people[0].take_quiz()
    course, module = people[0].course, people[0].module
    lesson = f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}"
    count = ((requests + WARM_UP) * len(STALLED) + 1) * servers
    return {
        "home": repeat(Ask("/saya", {"Cookie": cookies(people[0])}), count),
        "lesson": repeat(Ask(lesson, {"Accept-Encoding": "br"}), count),
        "submission": map(_submission, list(submissions(app, people, count))),
    }


def _submission(line: str) -> Ask:
    cookie, path, body = line.split("\t", 2)
    return Ask(path, {"Cookie": cookie, **FORM}, 303, "POST", body)


def _measure(name: str, data: Path, requests: int, asks: dict[str, Iterator[Ask]]) -> None:
    """Each number of stalled phones meets a server that was just started."""
    path = next(asks["submission"]).path
    for stalled in STALLED:
        with serving(SERVERS[name], "app", data) as site:
            for source in asks.values():
                _ask_all(site, list(islice(source, WARM_UP)))
            with _stalled(site, path, stalled):
                for kind, source in asks.items():
                    waited = _ask_all(site, list(islice(source, requests)))
                    print(f"{name:24} {stalled:7} {kind:10} {waited}", flush=True)
    with serving(SERVERS[name], "app", data) as site:
        print(f"{name:24} gives up a stalled phone after {_cut_off(site, path)}", flush=True)


def _ask_all(site: str, asks: list[Ask]) -> Waited:
    waited, deadline = Waited(), time.monotonic() + CASE_SECONDS

    def phone(mine: list[Ask]) -> None:
        for ask in mine:
            if time.monotonic() < deadline:
                _ask(site, ask, waited)

    phones = [Thread(target=phone, args=(asks[n::PHONES],)) for n in range(PHONES)]
    for one in phones:
        one.start()
    for one in phones:
        one.join()
    return waited


def _ask(site: str, ask: Ask, waited: Waited) -> None:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=ANSWER_SECONDS)
    began = time.monotonic()
    try:
        connection.request(ask.method, ask.path, ask.body or None, ask.headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != ask.status:
            raise http.client.HTTPException(f"{ask.path}: {answer.status}")
        waited.answers.append((time.monotonic() - began) * 1000)
    except (OSError, http.client.HTTPException):
        waited.failed += 1
    finally:
        connection.close()


@contextmanager
def _stalled(site: str, path: str, count: int) -> Iterator[None]:
    phones = [_half_a_post(site, path) for _ in range(count)]
    time.sleep(1)
    try:
        yield
    finally:
        for phone in phones:
            phone.close()


def _half_a_post(site: str, path: str) -> socket.socket:
    """A phone whose signal was lost after the first bytes of a form."""
    address = urlsplit(site)
    phone = socket.create_connection((address.hostname or "", address.port or 0), ANSWER_SECONDS)
    lines = [f"POST {path} HTTP/1.1", f"Host: {address.netloc}", "Content-Length: 4000"]
    lines += [f"{name}: {value}" for name, value in FORM.items()]
    phone.sendall("\r\n".join([*lines, "", "undian=abc"]).encode())
    return phone


def _cut_off(site: str, path: str) -> str:
    """Seconds until a stalled phone is answered or its connection closed."""
    with _half_a_post(site, path) as phone:
        phone.settimeout(CUT_OFF_SECONDS)
        began = time.monotonic()
        try:
            first = phone.recv(100)
        except TimeoutError:
            return f"more than {CUT_OFF_SECONDS:.0f} s"
        except OSError:
            first = b""
        said = first.split(b"\r\n")[0].decode() or "connection closed"
        return f"{time.monotonic() - began:.0f} s: {said}"


if __name__ == "__main__":
    main()
