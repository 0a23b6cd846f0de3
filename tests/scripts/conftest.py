from __future__ import annotations

from pathlib import Path

import pytest

from tests.scripts.machines import Machine, debian


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that has every package, where nothing has been set up yet."""
    return debian(tmp_path)
