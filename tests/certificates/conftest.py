"""What tests of certificates share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from literasi.config import Settings
from tests.verifier import Verifier, online


@pytest.fixture
def verifier(app: Flask, settings: Settings) -> Iterator[Verifier]:
    """The same installation, with the base address that a real one has."""
    with online(settings) as there:
        yield Verifier(there)
