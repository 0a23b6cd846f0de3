"""A trainer who imports a list, step by step as the pages lead."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from werkzeug.test import TestResponse

from tests.classroom import where
from tests.people import Employee, hidden


def upload(
    trainer: Employee, address: str, content: bytes, name: str = "peserta.xlsx", **more: Any
) -> TestResponse:
    page = f"{address}/peserta/impor"
    key = hidden(trainer.get(page).text, "kunci")
    form = {"kunci": key, "berkas": (BytesIO(content), name), **more}
    return trainer.post(page, form, content_type="multipart/form-data")


def previewed(trainer: Employee, address: str, content: bytes) -> str:
    """The address of the preview; the test fails if the file is refused."""
    answer = upload(trainer, address, content)
    assert answer.status_code == 303, answer.text
    return where(answer)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="baris" value="(\d+)" checked', page)


def accept(trainer: Employee, preview: str, rows: list[str] | None = None) -> TestResponse:
    """Accept what is ticked, or these rows."""
    page = trainer.get(preview).text
    form = {"segel": hidden(page, "segel"), "baris": ticked(page) if rows is None else rows}
    return trainer.post(preview, form)


def imported(trainer: Employee, address: str, content: bytes) -> str:
    """Upload and accept; returns what the page then says."""
    preview = previewed(trainer, address, content)
    answer = accept(trainer, preview)
    assert answer.status_code == 303, answer.text
    return trainer.get(where(answer)).text
