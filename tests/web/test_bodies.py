"""A form is small; a file may be larger where a view says so, in every language's address."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from literasi.factory import LARGEST_BODY
from literasi.web.bodies import largest_body

IMPORT = f"/petugas/kelas/{UUID(int=7)}/peserta/impor"


@pytest.mark.parametrize("path", [IMPORT, f"/en{IMPORT}"])
def test_the_import_takes_a_megabyte(app: Flask, path: str) -> None:
    assert 1024 * 1024 < largest_body(app, path) < 1024 * 1024 + 10_000


@pytest.mark.parametrize(
    "path", ["/daftar", "/petugas/kelas", "/tidak/ada", "//", "/en", f"{IMPORT}/lagi", "/enak"]
)
def test_everything_else_takes_what_a_form_needs(app: Flask, path: str) -> None:
    assert largest_body(app, path) == LARGEST_BODY
