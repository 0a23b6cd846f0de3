"""A trainer who fills in a closing pack and takes it along, as its page leads."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
from PIL import Image
from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.people import Employee, Fields, hidden

PARTS = ["surat", "berita-acara", "rundown", "hadir", "nilai", "foto"]
FILLED: Fields = {
    "bagian": [*PARTS, "transport"],
    "nomor": "B.123/BP3MI.52/XI/2026",
    "tanggal": "2026-11-28",
    "kepada": "Kepala Balai Contoh\r\nKementerian Contoh",
    "perihal": "Laporan pelatihan",
    "tembusan": "Kepala Desa Batujai\r\n\r\n  Arsip ",
    "catatan": "Listrik padam pada hari kedua.",
    "bendahara": "Made Contoh",
    "jumlah": "150 ribu",
}


def write_report(trainer: Employee, address: str, page: str = "", **more: Any) -> TestResponse:
    """Fill the form as `page` showed it, else as it stands."""
    page = page or trainer.get(f"{address}/berkas").text
    return trainer.post(f"{address}/berkas", {**FILLED, "versi": hidden(page, "versi"), **more})


def typed(page: str, name: str) -> str:
    """What stands in a field of the form."""
    line = re.search(rf'<input [^>]*name="{name}" value="([^"]*)"', page)
    block = re.search(rf'<textarea [^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.S)
    found = line or block
    assert found, page
    return unescape(found[1])


def picture(colour: str = "red", size: tuple[int, int] = (600, 400), kind: str = "JPEG") -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def add_photo(
    trainer: Employee, address: str, content: bytes, name: str = "foto.jpg", **more: str
) -> TestResponse:
    form = {"foto": (BytesIO(content), name), **more}
    return trainer.post(f"{address}/berkas/foto", form, content_type="multipart/form-data")


def photos(trainer: Employee, address: str) -> list[str]:
    """The addresses of the photographs."""
    page = trainer.get(f"{address}/berkas").text
    return re.findall(rf'src="({address}/berkas/foto/[0-9a-f-]{{36}})\.jpg"', page)


def download(trainer: Employee, address: str, form: str = "pdf") -> TestResponse:
    return trainer.post(f"{address}/berkas/unduh", {"bentuk": form})


def paper(trainer: Employee, address: str) -> str:
    """The words of the PDF, on one line."""
    answer = download(trainer, address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def workbook(trainer: Employee, address: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of the workbook."""
    answer = download(trainer, address, "xlsx")
    assert answer.status_code == 200, answer.text
    return {one.title: list(one.values) for one in openpyxl.load_workbook(BytesIO(answer.data))}
