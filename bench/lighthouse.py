"""Lighthouse's four marks for home, course, lesson and quiz, as a phone on a slow 4G sees them.

npm's Lighthouse is installed below `.cache/` the first time; it needs Node 18.20 or newer and npm,
and drives Debian's Chromium. Each page is looked at `--runs` times and its lowest mark counts. What
kept a mark below 100 is named below the table. The last column is Lighthouse's own measure of the
machine while it looked, the lowest: where other work keeps the machine busy, it is low, and the
marks for performance are worth little.

    .venv/bin/python -m bench.lighthouse [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.handset import Addresses, install, serve
from literasi.config import ROOT
from tests.journeys.conftest import CHROMIUM, FLAGS

WANTED = "lighthouse@12"  # 13 wants a newer Node than Debian has
PLACE = ROOT / ".cache" / "lighthouse"
PROGRAM = PLACE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
PATIENCE = 180  # seconds for one look at one page

Report = dict[str, Any]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    version = _installed()
    print(f"{f'Lighthouse {version}':20}", *(f"{name:>15}" for name in (*CATEGORIES, "machine")))
    with tempfile.TemporaryDirectory() as folder:
        places = _places(install(Path(folder)))
        faults: set[str] = set()
        with serve(Path(folder)) as site:
            for name, path in places.items():
                reports = [_look(site + path) for _ in range(runs)]
                marks = [min(_mark(one, of) for one in reports) for of in CATEGORIES]
                machine = min(one["environment"]["benchmarkIndex"] for one in reports)
                print(f"{name:20}", *(f"{mark:15.0f}" for mark in (*marks, machine)), flush=True)
                faults.update(f"{name}: {fault}" for one in reports for fault in _faults(one))
    print(*sorted(faults), sep="\n")


def _places(pages: Addresses) -> dict[str, str]:
    return {
        "home": "/",
        "course": f"/kursus/{pages.course}",
        "lesson": pages.lessons[0],
        "quiz": f"{pages.module}/kuis",
    }


def _installed() -> str:
    """The version that is there; installs it where there is none."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise SystemExit("node and npm are missing: apt-get install nodejs npm")
    if not PROGRAM.exists():
        command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix"]
        subprocess.run([*command, str(PLACE), WANTED], check=True, stdout=subprocess.DEVNULL)
    version: str = json.loads((PROGRAM.parents[1] / "package.json").read_text("utf-8"))["version"]
    return version


def _look(url: str) -> Report:
    """One report. A busy machine spoils a trace now and then; Lighthouse says to look again."""
    command = ["node", str(PROGRAM), url, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    for _ in range(TRIES):
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": CHROMIUM},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode == 0:
            report: Report = json.loads(done.stdout)
            return report
    raise SystemExit(f"{url}: {done.stderr}")


def _mark(report: Report, category: str) -> float:
    return float(report["categories"][category]["score"] or 0) * 100


def _faults(report: Report) -> Iterator[str]:
    """The audits that took something off a mark."""
    for category in CATEGORIES:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {part['id']} {audit['score']:.2f} {audit['title']}"


if __name__ == "__main__":
    main()
