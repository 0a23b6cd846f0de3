"""What `script/server` refuses before it installs or starts anything."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.scripts.machines import Machine, refusal


def test_a_port_that_is_in_use_is_named_with_another_to_choose(machine: Machine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = refusal(machine.run("server", PORT=str(port)))
    assert line.startswith(f"Port {port} is in use. Choose another: PORT=")
    assert line.endswith(" ./script/server")


@pytest.mark.parametrize("port", ["delapan", "0", "65536", "-1", "08000", "80 80", "8000; exit"])
def test_a_port_that_is_no_port_is_refused(machine: Machine, port: str) -> None:
    assert f"PORT={port} is not a port" in refusal(machine.run("server", PORT=port))


def test_a_file_in_place_of_the_data_folder_is_refused_and_kept(machine: Machine) -> None:
    data = machine.checkout / "instance"
    data.write_text("precious", encoding="utf-8")
    assert f"{data} is a file" in refusal(machine.run("server", PORT=free_port()))
    assert data.read_text(encoding="utf-8") == "precious"


def test_a_data_folder_that_cannot_be_made_is_refused(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    data = str(tmp_path / "file" / "data")
    line = refusal(machine.run("server", PORT=free_port(), LITERASI_DATA=data))
    assert f"{data} cannot be written" in line
    assert "LITERASI_DATA=" in line


def test_a_data_folder_where_nobody_can_write_is_refused(machine: Machine) -> None:
    # Root may write anywhere that permissions forbid, but not among the kernel's processes.
    line = refusal(machine.run("server", PORT=free_port(), LITERASI_DATA="/proc/self"))
    assert "/proc/" in line
    assert "cannot be written" in line


def test_nothing_is_installed_when_the_start_is_refused(machine: Machine) -> None:
    machine.run("server", PORT="delapan")
    assert not (machine.checkout / ".venv").exists()


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])
