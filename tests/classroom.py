"""What happens around a class: printed cards, claimed seats, certificates."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import urlsplit

from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.people import Employee, Fields, Reader, hidden


def print_cards(trainer: Employee, address: str, spares: int = 0) -> list[str]:
    """The codes on the printed cards in their order: by name, then the spares."""
    answer = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": str(spares)})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return codes_on(answer.data)


def codes_on(pdf: bytes) -> list[str]:
    """The card codes on paper, without spaces."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [
        found.replace(" ", "")
        for page in pages
        for found in re.findall(r"\b\d{4} \d{4} \d{4} \d{4}\b", page.extract_text())
    ]


def joined(trainer: Employee, *readers: Reader) -> str:
    """The address of a class that these people joined through the door."""
    address = trainer.make_class()
    code = trainer.open_door(address)
    for reader in readers:
        assert reader.post(f"/gabung/{code}").status_code == 303
    return address


def open_card(reader: Reader, code: str) -> TestResponse:
    """Type a printed card's code at the door where every card is typed."""
    answer = reader.post("/masuk/kartu", {"kode": code})
    # The test client sends nothing on; a browser sends the same form again.
    return reader.post(where(answer), {"kode": code}) if answer.status_code == 307 else answer


def claim(reader: Reader, code: str, **more: str) -> TestResponse:
    """Take the seat of a printed card as somebody new who consents."""
    page = open_card(reader, code)
    assert page.status_code == 200, page.text
    typed = re.search(r'name="nama" value="([^"]*)"', page.text)
    form: Fields = {"kode": code, "ambil": "ya", "setuju": "ya"}
    if typed:
        form |= {"nama": "Orang Baru", "kunci": hidden(page.text, "kunci")}
    return reader.post("/gabung/kartu", {**form, **more})


def seat_of(trainer: Employee, address: str, name: str) -> str:
    """The address of the seat that bears a name."""
    page = trainer.get(f"{address}/peserta").text
    found = re.search(rf'href="({address}/peserta/[0-9a-f-]{{36}})">{re.escape(name)}<', page)
    assert found, page
    return found[1]


def seat_names(trainer: Employee, address: str) -> list[str]:
    page = trainer.get(f"{address}/peserta").text
    return re.findall(r'/peserta/[0-9a-f-]{36}">([^<]*)</a></th>', page)


def meet(trainer: Employee, address: str, jp: str = "4", **more: str) -> TestResponse:
    """A meeting of today where everybody was present, unless `more` says otherwise."""
    page = trainer.get(f"{address}/pertemuan").text
    form: Fields = {
        "kunci": hidden(page, "kunci"),
        "tanggal": hidden_date(page),
        "jp": jp,
        "hadir": re.findall(r'name="hadir" value="([^"]*)"', page),
    }
    return trainer.post(f"{address}/pertemuan", {**form, **more})


def hidden_date(page: str) -> str:
    found = re.search(r'id="tanggal" name="tanggal" value="([^"]*)"', page)
    assert found, page
    return found[1]


def issue(trainer: Employee, address: str) -> list[str]:
    """Issue what is ready; returns the codes of all that are issued."""
    answer = trainer.post(f"{address}/sertifikat")
    assert answer.status_code == 303, answer.text
    return issued(trainer, address)


def issued(trainer: Employee, address: str) -> list[str]:
    page = trainer.get(f"{address}/sertifikat").text
    return re.findall(r"/sertifikat/([0-9A-Z]{26})\.pdf", page)


def withdrawal_of(trainer: Employee, address: str) -> str:
    """The address that withdraws the first issued certificate."""
    page = trainer.get(f"{address}/sertifikat").text
    found = re.search(rf'action="({address}/sertifikat/[0-9a-f-]{{36}}/cabut)"', page)
    assert found, page
    return found[1]


def where(answer: TestResponse) -> str:
    """Where an answer leads."""
    return urlsplit(answer.location or "").path
