"""A short form of the drill: two phones and four learners behind one thin line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from literasi.config import ROOT

pytestmark = pytest.mark.journey


def test_four_learners_on_two_lent_phones_are_signed_in_over_a_thin_line(
    installation: Path,
) -> None:
    # In a process of its own: its phones share one event loop, and the other journeys' another.
    drill = [sys.executable, "-m", "tests.drills.class_arrives", "4", "2", "1", str(installation)]
    done = subprocess.run(drill, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert "4 learners, 2 phones: 4 signed in" in done.stdout, done.stderr
    assert done.returncode == 0, done.stdout
