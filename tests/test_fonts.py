"""A missing font stops the start, and says what to install."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from literasi.config import ROOT, Settings
from literasi.pdf import faces
from literasi.pdf.fonts import PACKAGES, FontsError, check_fonts
from tests.making import flask

FAMILY = re.compile(r"font-family:([^;}]+)")
GENERIC = {"serif", "sans-serif", "monospace", "inherit"}
CONF = '<?xml version="1.0"?><fontconfig><dir>{}</dir></fontconfig>'


def only_fonts_of(folder: Path, tmp_path: Path) -> str:
    """A configuration of fontconfig that knows one folder."""
    file = tmp_path / "fonts.conf"
    file.write_text(CONF.format(folder))
    return str(file)


def test_all_fonts_are_here() -> None:
    check_fonts()


def test_every_family_that_print_and_pictures_name_is_looked_for() -> None:
    named = set(faces.FAMILIES.split(","))
    for sheet in (ROOT / "static" / "css").glob("print*.css"):
        for families in FAMILY.findall(sheet.read_text("utf-8")):
            named |= {one.strip().strip("\"'") for one in families.split(",")}
    assert named - GENERIC == set(PACKAGES)


def test_every_package_is_installed_by_set_up() -> None:
    installed = (ROOT / "script" / "setup").read_text("utf-8")
    assert all(package in installed for package in PACKAGES.values())


@pytest.mark.parametrize("command", ["setup", "worker"])
def test_nothing_begins_without_fonts(settings: Settings, tmp_path: Path, command: str) -> None:
    done = flask(settings, command, FONTCONFIG_FILE=only_fonts_of(Path("/nowhere"), tmp_path))
    assert done.returncode == 1
    assert "Documents need fonts that are not here: Noto Sans, Noto Sans Arabic" in done.stderr
    assert "sudo apt-get install fonts-noto-cjk fonts-noto-core fonts-noto-mono" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_single_missing_font_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latin = Path("/usr/share/fonts/truetype/noto")
    monkeypatch.setenv("FONTCONFIG_FILE", only_fonts_of(latin, tmp_path))
    words = r"not here: Noto Sans CJK SC\. Install them: sudo apt-get install fonts-noto-cjk$"
    with pytest.raises(FontsError, match=words):
        check_fonts()


def test_a_machine_without_fontconfig_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(FontsError, match="sudo apt-get install fontconfig"):
        check_fonts()
