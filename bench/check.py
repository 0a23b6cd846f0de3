"""What it takes to check a PDF at /verifikasi: inside the app, and as a whole request.

    .venv/bin/python -m bench.check

The app's time is CPU and wall of one POST within this process; the request is measured against a
server as `script/server` starts it, over loopback, with the form's bytes on the way.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from literasi import create_app
from literasi.sealing.verify import LARGEST
from literasi.setup import prepare
from tests.conftest import make_settings
from tests.journeys.conftest import serving
from tests.people import SAME_ORIGIN, Reader

ROUNDS = 60
BOUNDARY = "x9x"
HEADERS = {**SAME_ORIGIN, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def form(content: bytes) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="a.pdf"\r\n\r\n'
    )
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def taken(ask: Callable[[], str], word: str) -> list[tuple[float, float]]:
    """(CPU of this process, wall) in milliseconds, each time."""
    times = []
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        answer = ask()
        times.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
        assert f'<p class="word">{word}</p>' in answer, answer[:300]
    return times[5:]


def report(name: str, times: list[float]) -> None:
    best, worst = min(times), statistics.quantiles(times, n=20)[-1]
    middle = statistics.median(times)
    print(f"{name:44} {best:6.1f} {middle:6.1f} {worst:6.1f} ms: least, median, 95th percentile")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        new = create_app(make_settings(Path(folder)))
        prepare(new, new.extensions["literasi"], datetime.now(UTC), lambda line: None)
        app = create_app(make_settings(Path(folder)))
        owner = Reader(app).register("Siti Aminah").pass_course()
        paper = owner.get(f"/sertifikat/{owner.issue_statement()}.pdf").data
        worst = paper + b"/" * (LARGEST - len(paper))
        files = {"genuine": (paper, "ASLI"), "the largest, at its worst": (worst, "DITAMBAHI")}
        print(f"a genuine file has {len(paper):,} bytes, the largest {LARGEST:,}")
        for name, (content, word) in files.items():
            times = taken(lambda c=content: sent_within(owner, c), word)
            report(f"{name}, in the app, CPU", [cpu for cpu, _ in times])
            report(f"{name}, in the app", [wall for _, wall in times])
        with serving(Path(folder)) as address:
            for name, (content, word) in files.items():
                body = form(content)
                times = taken(lambda b=body: sent_to(address, b), word)
                report(f"{name}, whole request", [wall for _, wall in times])


def sent_within(reader: Reader, content: bytes) -> str:
    return reader.post("/verifikasi", {"berkas": (BytesIO(content), "a.pdf")}).text


def sent_to(address: str, body: bytes) -> str:
    line = HTTPConnection(urlsplit(address).netloc, timeout=20)
    line.request("POST", "/verifikasi", body, HEADERS)
    answer = line.getresponse().read().decode()
    line.close()
    return answer


if __name__ == "__main__":
    main()
