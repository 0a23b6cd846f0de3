"""What a child process that renders costs: the same thousand certificates of
one design, stamped in this process and in its child, by turns, and the memory of both.

    .venv/bin/python -m bench.apart [--rounds 3] [--certificates 1000]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.certificate import document
from literasi.pdf import apart
from literasi.pdf.certificate import render
from literasi.pdf.document import CertificateDocument

ROOM = 4096
CREDENTIAL = b'{"kredensial": "dua ribu byte"}' * 65
ASKING = """
import time
from bench.apart import CREDENTIAL, ROOM, document
from literasi.pdf import apart
for number in (1, 2, 3):
    began = time.perf_counter()
    apart.certificate(document(number), CREDENTIAL, ROOM)
    print(f"{(time.perf_counter() - began) * 1000:.0f} ms", end=", " if number < 3 else "\\n")
"""

Make = Callable[[CertificateDocument, bytes, int], bytes]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--certificates", type=int, default=1000)
    given = options.parse_args()
    print("the first three, the child not yet started: ", end="", flush=True)
    subprocess.run([sys.executable, "-c", ASKING], check=True)
    for make in (render, apart.certificate):
        _seconds(make, 5)
    child = apart.pid()
    assert child
    before = kilobytes(child)
    here, there = [], []
    for _ in range(given.rounds):
        here.append(_seconds(render, given.certificates))
        there.append(_seconds(apart.certificate, given.certificates))
    print(f"in this process: {_each(here, given.certificates)}")
    print(f"in its child: {_each(there, given.certificates)}, both together")
    made = given.rounds * given.certificates
    print(f"the child's memory: {before / 1024:.0f} MB, after {made} more {_now(child)}")


def _seconds(make: Make, times: int) -> float:
    """CPU seconds of this process and its child."""
    before = _spent()
    for number in range(1, times + 1):
        make(document(number), CREDENTIAL, ROOM)
    return _spent() - before


def _spent() -> float:
    child = apart.pid()
    if child is None:
        return time.process_time()
    fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _each(seconds: list[float], times: int) -> str:
    return f"{statistics.median(seconds) / times * 1000:.2f} ms CPU each"


def _now(child: int) -> str:
    """A process that has done enough is followed by another."""
    now = apart.pid()
    return f"{kilobytes(child) / 1024:.0f} MB" if now == child else "another child"


def kilobytes(pid: int) -> int:
    """Resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError(f"Linux does not say the memory of {pid}")


if __name__ == "__main__":
    main()
