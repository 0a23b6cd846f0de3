"""Import of a list of 500 people: what each step takes, CPU and by the clock, in one process.

    .venv/bin/python -m bench.roster [--people 500] [--runs 5] [--database postgresql]

Each run imports into a class of its own, through the pages: the file is uploaded, the preview is
shown, everybody is accepted, and the same file is uploaded again, which changes nobody. What a
hostile file costs stands below: it is refused, or read as far as a class needs.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask import Flask

from bench.databases import DATABASES, prepared
from literasi import create_app
from literasi.sheets.errors import SheetError
from literasi.sheets.reading import read_tables
from literasi.sheets.writing import Column, Sheet, write_workbook
from tests.classroom import where
from tests.people import Employee, hidden
from tests.sheets.workbooks import HEADINGS, as_excel_writes, part_of, roster, with_part
from tests.staff import employ
from tests.training.roster.uploads import ticked, upload

Result = TypeVar("Result")
Times = dict[str, list[tuple[float, float]]]
STEPS = ("upload", "preview", "accept", "the same file again")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--database", default="sqlite", choices=DATABASES)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared(given.database, Path(folder)) as (settings, _),
    ):
        _import(create_app(settings), given.people, given.runs)
    _hostile()


def _import(app: Flask, people: int, runs: int) -> None:
    trainer, content = employ(app, "rina@bp3mi.test", "trainer").sign_in(), roster(people)
    times: Times = {step: [] for step in STEPS}
    for number in range(runs):
        _one_run(trainer, content, people, times, f"Kelas {number}")
    print(f"{people} people, {len(content) / 1024:.0f} kB, median of {runs} runs")
    whole = [sum(times[step][run][1] for step in STEPS[:3]) for run in range(runs)]
    for step in STEPS:
        cpu, clock = (statistics.median(one[kind] for one in times[step]) for kind in (0, 1))
        print(f"{step:24} {cpu * 1000:6.0f} ms CPU {clock * 1000:6.0f} ms by the clock")
    print(
        f"{'upload to accepted':24} {'':13} {statistics.median(whole) * 1000:6.0f} ms by the clock"
    )


def _one_run(trainer: Employee, content: bytes, people: int, times: Times, name: str) -> None:
    address = trainer.make_class(nama=name)
    answer = _timed(times["upload"], lambda: upload(trainer, address, content))
    page = _timed(times["preview"], lambda: trainer.get(where(answer)))
    form = {"segel": hidden(page.text, "segel"), "baris": ticked(page.text)}
    accepted = _timed(times["accept"], lambda: trainer.post(where(answer), form))
    again = _timed(
        times["the same file again"],
        lambda: trainer.get(where(upload(trainer, address, content))),
    )
    if len(form["baris"]) != people or accepted.status_code != 303:
        raise RuntimeError("not everybody came in")
    if "sudah ada di kelas" not in again.text:
        raise RuntimeError("the same file would change something")


def _timed(spent: list[tuple[float, float]], work: Callable[[], Result]) -> Result:
    cpu, clock = time.process_time(), time.perf_counter()
    result = work()
    spent.append((time.process_time() - cpu, time.perf_counter() - clock))
    return result


def _hostile() -> None:
    small = roster(1)
    sheet = "xl/worksheets/sheet1.xml"
    kept = as_excel_writes([("Nama",), ("Siti",)])
    strings = part_of(kept, "xl/sharedStrings.xml").replace(
        b"</sst>", b"<si><t>x</t></si>" * 49_000 + b"</sst>"
    )
    styles = part_of(kept, "xl/styles.xml").replace(
        b"</cellXfs>", b"<xf/>" * 79_000 + b"</cellXfs>"
    )
    rows = ((n, "Siti", "P", 1985, "Praya", "Batujai", "keluarga", n) for n in range(10_000))
    columns = tuple(Column(heading) for heading in HEADINGS)
    files = {
        "10,000 rows": b"".join(write_workbook([Sheet("Peserta", columns, rows)])),
        "half a gigabyte of blanks": with_part(small, sheet, b" " * 2**29),
        "49,000 texts": with_part(kept, "xl/sharedStrings.xml", strings),
        "79,000 styles": with_part(kept, "xl/styles.xml", styles),
        "one row a million down": with_part(
            small, sheet, part_of(small, sheet).replace(b'r="4"', b'r="1048576"')
        ),
        "CSV of a megabyte": b"Nama;Desa\n" + b"Siti;Praya\n" * 95_000,
    }
    for name, content in files.items():
        spent: list[tuple[float, float]] = []
        said = _timed(spent, lambda content=content: _outcome(content))  # type: ignore[misc]
        print(f"{name:24} {spent[0][0] * 1000:6.0f} ms CPU, {len(content) / 1024:.0f} kB: {said}")


def _outcome(content: bytes) -> str:
    try:
        return "cut" if any(table.is_cut for table in read_tables(content)) else "read"
    except SheetError:
        return "refused"


if __name__ == "__main__":
    main()
