"""An office that designs its certificates, as its page leads."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from tests.people import Employee, Fields, hidden

ADDRESS = "/petugas/kantor/rupa"
PATTERN = "{nomor}/NTB-UJI/{bulan}/{tahun}"
FILLED: Fields = {
    "tampilan": "sederhana",
    "warna": "#7a1f3d",
    "kop": "Kementerian Contoh\r\n\r\n  Balai   Contoh ",
    "penomoran": "pola",
    "pola": PATTERN,
    "jabatan": "Kepala Balai Contoh",
    "penandatangan": "Dra. Hj. Sri Contoh",
    "nip": "19800101 200501 2 001",
    "jabatan2": "Ketua Panitia",
    "penandatangan2": "Ahmad Contoh, S.E.",
    "basah": "ya",
    "inggris": "ya",
}


def design(who: Employee, **more: Any) -> TestResponse:
    """Send the form as FILLED says, but for `more`, with the version that the page shows."""
    page = who.get(ADDRESS).text
    return who.post(ADDRESS, {**FILLED, "versi": hidden(page, "versi"), **more})


def try_design(who: Employee, **more: Any) -> str:
    """What is said to a form that is refused."""
    answer = design(who, **more)
    assert answer.status_code == 422, answer.status_code
    return answer.text


def designed(who: Employee, **more: Any) -> None:
    answer = design(who, **more)
    assert answer.status_code == 303, answer.text


def logo(colour: str = "#884400", size: tuple[int, int] = (300, 200), kind: str = "PNG") -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def upload_logo(who: Employee, content: bytes, name: str = "logo.png", **more: str) -> TestResponse:
    form = {"berkas": (BytesIO(content), name), **more}
    return who.post(f"{ADDRESS}/logo", form, content_type="multipart/form-data")


def example(who: Employee, **more: Any) -> str:
    """The example of the form as FILLED says, but for `more`, as the script fetches it."""
    answer = who.post(f"{ADDRESS}/contoh", {**FILLED, **more, "bagian": "contoh"})
    assert answer.status_code == 200, answer.text
    return answer.text
