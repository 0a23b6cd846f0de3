"""A class that signs in at once: everybody taps their name on their own phone and types the
angka kunci in the same moment, against the server that `script/server` starts. One round after
the other, each on connections of its own; forty people, Argon2id each time.

    .venv/bin/python -m bench.sign_in [--people 40] [--rounds 5] [--databases sqlite postgresql]
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from bench.databases import DATABASES, prepared
from bench.memory import resident
from bench.people import learners
from bench.servers import OURS, SERVERS, serving
from literasi import create_app
from literasi.config import Settings
from tests.people import Reader

DIGITS = "4739"
ANSWER_SECONDS = 30.0
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that knows one person, who is signed out."""

    cookie: str
    body: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=40)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--databases", nargs="+", default=["sqlite"], choices=DATABASES)
    given = options.parse_args()
    for database in given.databases:
        with (
            tempfile.TemporaryDirectory() as folder,
            prepared(database, Path(folder)) as (settings, address),
        ):
            phones = _phones(settings, given.people)
            with serving(SERVERS[OURS], "app", Path(folder), address) as site:
                print(f"{database}, at rest: {resident(site.pid)}")
                for number in range(given.rounds):
                    print(f"{database}, round {number + 1}: {_round(site, phones)}", flush=True)
                print(f"{database}, afterwards: {resident(site.pid)}")


def _phones(settings: Settings, count: int) -> list[Phone]:
    """People with an angka kunci, each signed out on their own phone."""
    return [_phone(reader) for reader in learners(create_app(settings), count)]


def _phone(reader: Reader) -> Phone:
    form = {"angka": DIGITS, "ulang": DIGITS}
    assert reader.post("/saya/angka-kunci", form).status_code == 303
    assert reader.post("/keluar").status_code == 303
    found = re.search(r'name="peserta" value="([0-9a-f-]{36})"', reader.get("/masuk").text)
    device = reader.client.get_cookie("literasi_hp")
    assert found
    assert device
    return Phone(f"literasi_hp={device.value}", urlencode({"peserta": found[1], "angka": DIGITS}))


def _round(site: str, phones: Sequence[Phone]) -> str:
    """Milliseconds from the moment that all tap until each is let in."""
    together = Barrier(len(phones))
    with ThreadPoolExecutor(len(phones)) as threads:
        waited = list(threads.map(lambda phone: _sign_in(site, phone, together), phones))
    cuts = statistics.quantiles(waited, n=100, method="inclusive")
    return f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, longest {max(waited):.0f} ms"


def _sign_in(site: str, phone: Phone, together: Barrier) -> float:
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=ANSWER_SECONDS)
    connection.connect()
    together.wait(ANSWER_SECONDS)
    began = time.monotonic()
    connection.request("POST", "/masuk", phone.body, {"Cookie": phone.cookie, **FORM})
    answer = connection.getresponse()
    answer.read()
    took = (time.monotonic() - began) * 1000
    connection.close()
    if answer.status != 303:
        raise RuntimeError(f"/masuk: {answer.status}")
    return took


if __name__ == "__main__":
    main()
