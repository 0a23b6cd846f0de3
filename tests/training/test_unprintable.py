"""A document that cannot be rendered: a page says so, and nothing is lost by it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from literasi.pdf import apart
from tests.people import Employee

NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>/nowhere</dir></fontconfig>'


def end_the_renderer() -> None:
    """The next document has another one started, with the environment as it is then."""
    if pid := apart.pid():
        os.kill(pid, signal.SIGKILL)
        while apart.pid():
            pass


@pytest.fixture
def without_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Until the variable is taken back; what follows has a renderer with fonts in any case."""
    file = tmp_path / "fonts.conf"
    file.write_text(NO_FONTS)
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))
    end_the_renderer()
    yield monkeypatch
    end_the_renderer()


def test_staff_are_told_and_the_next_one_is_made(
    trainer: Employee, without_fonts: pytest.MonkeyPatch
) -> None:
    address = trainer.make_class()
    trainer.open_door(address, 24)
    answer = trainer.get(f"{address}/poster.pdf")
    assert answer.status_code == 503
    assert "Berkas ini belum bisa dibuat" in answer.text
    assert "beri tahu pengelola situs" in answer.text
    assert trainer.get(address).status_code == 200
    without_fonts.delenv("FONTCONFIG_FILE")
    end_the_renderer()
    assert trainer.get(f"{address}/poster.pdf").status_code == 200
