"""Where a test run keeps what is thrown away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.memory import MEMORY, place, scratch
from tests.scripts.machines import ROOT


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_it_lies_in_memory_where_there_is_room(tmp_path: Path) -> None:
    assert place(tmp_path, room=1) == str(tmp_path)


def test_without_room_or_without_such_a_folder_it_does_not(tmp_path: Path) -> None:
    assert place(tmp_path, room=2**62) is None
    assert place(tmp_path / "none", room=1) is None


def test_nothing_of_it_is_left(chosen: Path) -> None:
    with scratch() as folder:
        (Path(folder) / "file").write_text("x")
        assert Path(folder).parent == chosen
    assert list(chosen.iterdir()) == []


def test_a_command_has_its_temporary_files_there(chosen: Path) -> None:
    say = "import tempfile; print(tempfile.gettempdir())"
    beside = [sys.executable, "-m", "tests.postgres", sys.executable, "-c", say]
    done = subprocess.run(beside, cwd=ROOT, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).parent == chosen
    environment = {k: v for k, v in os.environ.items() if k != "TMPDIR"}
    done = subprocess.run(
        beside, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()).parent == Path(place() or "/tmp")
    assert place() in (None, str(MEMORY))
