"""`script/setup` on machines that lack something, and twice at once."""

from __future__ import annotations

import subprocess

from tests.scripts.machines import NONE_INSTALLED, Machine, refusal

OLD_PYTHON = "#!/bin/sh\necho 3.9\n"
NOT_ROOT = "#!/bin/sh\necho 1000\n"


def test_an_old_python_is_refused_in_one_line_that_names_both_versions(machine: Machine) -> None:
    machine.has("python3", OLD_PYTHON)
    line = refusal(machine.run("setup"))
    assert "3.11" in line
    assert "3.9" in line
    assert "PYTHON=" in line


def test_the_python_that_was_named_is_the_one_that_is_judged(machine: Machine) -> None:
    machine.has("python3.9", OLD_PYTHON)
    assert "python3.9 is 3.9" in refusal(machine.run("setup", PYTHON="python3.9"))


def test_a_named_python_that_does_not_exist_is_refused(machine: Machine) -> None:
    assert "PYTHON=nowhere/python" in refusal(machine.run("setup", PYTHON="nowhere/python"))


def test_without_apt_the_message_names_every_package_and_what_others_call_it(
    machine: Machine,
) -> None:
    machine.lacks("apt-get")
    machine.has("dpkg-query", NONE_INSTALLED)
    line = refusal(machine.run("setup", "test"))
    for word in ("libpango-1.0-0", "postgresql", "chromium", "Pango", "PostgreSQL", "Chromium"):
        assert word in line
    assert "SKIP_PACKAGES=1" in line


def test_without_root_or_sudo_the_message_is_the_command_to_run(machine: Machine) -> None:
    machine.has("id", NOT_ROOT)
    machine.has("dpkg-query", NONE_INSTALLED)
    line = refusal(machine.run("setup", "server"))
    command = "sudo apt-get install --no-install-recommends ca-certificates espeak-ng fontconfig"
    assert command in line
    assert "postgresql" not in line


def test_a_sudo_that_would_ask_for_a_password_counts_as_none(machine: Machine) -> None:
    machine.has("id", NOT_ROOT)
    machine.has("dpkg-query", NONE_INSTALLED)
    machine.has("sudo", '#!/bin/sh\n[ "$1" = -n ] && exit 1\nsleep 100\n')
    assert "only root may install them" in refusal(machine.run("setup", "server"))


def test_what_apt_said_is_shown_when_it_fails(machine: Machine) -> None:
    machine.has("id", "#!/bin/sh\necho 0\n")
    machine.has("dpkg-query", NONE_INSTALLED)
    done = machine.run("setup", "server")
    assert done.returncode == 1
    assert "apt-get was called: " in done.stderr
    assert "could not be installed" in done.stderr.splitlines()[-1]


def test_an_unknown_kind_of_setup_is_refused_with_the_usage(machine: Machine) -> None:
    assert "[server|lint|test]" in refusal(machine.run("setup", "everything"))


def test_two_setups_at_once_make_one_environment(machine: Machine) -> None:
    command = [str(machine.checkout / "script/setup"), "server"]
    environment = {"PATH": str(machine.programs), "PIP_NO_INDEX": "1"}
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "".join(said).count("Making .venv") == 1
