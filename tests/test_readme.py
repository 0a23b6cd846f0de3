"""The README names every setting that the program and its scripts read."""

from __future__ import annotations

import re

from literasi.config import KNOWN, PREFIX, ROOT

README = (ROOT / "README.md").read_text("utf-8")
ROWS = {
    name
    for line in README.splitlines()
    if line.startswith("| `")
    for name in re.findall(r"`([A-Z][A-Z_]+)`", line.split(" | ")[0])
}


def test_every_setting_of_the_site_has_a_row() -> None:
    assert {PREFIX + name for name in KNOWN} <= ROWS


def test_every_setting_of_the_scripts_has_a_row() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "script").iterdir())
    read = set(re.findall(r"\$\{([A-Z][A-Z_]+):-", text))
    assert {"PORT", "PYTHON", "SKIP_PACKAGES", "GRANIAN_WORKERS"} <= read
    assert read <= ROWS
