"""`script/setup` where a virtual environment is there already: whole, half-made or moved."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.scripts.machines import Done, Machine, debian, refusal


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, Done]:
    """A machine where an earlier set-up was cut off, and what the next one did about it.

    Shared, since making a virtual environment takes seconds.
    """
    machine = debian(tmp_path_factory.mktemp("again"))
    half_made = machine.checkout / ".venv/bin"
    half_made.mkdir(parents=True)
    (half_made / "leftover").touch()
    return machine, machine.run("setup", "test")


@pytest.fixture
def ready(interrupted: tuple[Machine, Done]) -> Iterator[Machine]:
    """A machine that is set up for the tests and has no other Python; mended after each test."""
    machine, _ = interrupted
    python = machine.programs / "python3"
    aside = python.rename(python.with_name("aside"))
    requirements = machine.checkout / "requirements.txt"
    content = requirements.read_text(encoding="utf-8")
    yield machine
    requirements.write_text(content, encoding="utf-8")
    aside.rename(python)
    assert machine.run("setup", "test").returncode == 0


def test_an_environment_whose_making_was_interrupted_is_made_again(
    interrupted: tuple[Machine, Done],
) -> None:
    machine, done = interrupted
    assert done.returncode == 0, done.stderr
    assert "Making .venv" in done.stdout
    assert not (machine.checkout / ".venv/bin/leftover").exists()
    python = machine.checkout / ".venv/bin/python"
    subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)


@pytest.mark.parametrize("kind", ["test", "lint", "server"])
def test_the_next_run_is_silent_and_quick(ready: Machine, kind: str) -> None:
    began = time.monotonic()
    again = ready.run("setup", kind)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert time.monotonic() - began < 1


def test_changed_requirements_are_installed_into_the_same_environment(ready: Machine) -> None:
    kept = ready.checkout / ".venv/kept"
    kept.touch()
    ready.has("python3", f'#!/bin/sh\nexec "{ready.programs}/aside" "$@"\n')
    (ready.checkout / "requirements.txt").write_text("# Another.\n", encoding="utf-8")
    again = ready.run("setup", "server")
    assert again.returncode == 0, again.stderr
    assert "Installing Python packages from requirements.txt" in again.stdout
    assert kept.exists()


def test_a_checkout_that_was_moved_does_not_trust_its_environment(ready: Machine) -> None:
    # Programs in a virtual environment name the folder it was made in. This Python cannot make
    # another, which is enough to see that one is wanted.
    moved = Machine(ready.programs, ready.checkout.with_name("moved"))
    shutil.copytree(ready.checkout, moved.checkout, symlinks=True)
    moved.has(
        "python3", f'#!/bin/sh\n[ "$1" = -m ] || exec "{ready.programs}/aside" "$@"\nexit 1\n'
    )
    again = moved.run("setup", "test")
    assert "Making .venv" in again.stdout
    assert "could not be made" in refusal(again)
