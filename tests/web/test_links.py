"""Addresses that outlive a page carry the base address, whatever host the request names."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
import segno
from pypdf import PdfReader

from literasi import create_app
from literasi.config import Settings
from tests.conftest import make_settings
from tests.people import SAME_ORIGIN, Reader

BASE = "http://literasi.example"


def signed_in(settings: Settings) -> Reader:
    return Reader(create_app(settings)).register("Siti Aminah")


@pytest.fixture
def siti_of_the_base(settings: Settings, tmp_path: Path) -> Reader:
    return signed_in(
        make_settings(tmp_path, LITERASI_DATABASE_URL=settings.database_url, LITERASI_BASE_URL=BASE)
    )


def as_host(reader: Reader, host: str) -> Reader:
    """The same person, whose requests name another host."""
    for cookie in list(reader.client._cookies.values()):
        reader.client.set_cookie(cookie.key, cookie.value, domain=host)
    reader.client.environ_base["HTTP_HOST"] = host
    return reader


def qr(address: str) -> str:
    made = segno.make(address, error="m")
    return made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True)


def make_card(reader: Reader) -> tuple[str, str]:
    """The page of a new card, and its code."""
    answer = reader.client.post("/kartu", headers=SAME_ORIGIN)
    found = re.search(r'class="code">([\d ]{19})<', answer.text)
    assert found, answer.text
    return answer.text, found[1].replace(" ", "")


def test_a_card_names_the_base_address(siti_of_the_base: Reader) -> None:
    page, code = make_card(as_host(siti_of_the_base, "jahat.example"))
    assert "buka literasi.example/masuk lalu" in page
    assert qr(f"{BASE}/masuk#{code}") in page
    assert "jahat" not in page


def test_a_statement_is_shared_and_printed_under_the_base_address(
    siti_of_the_base: Reader, tmp_path: Path
) -> None:
    code = siti_of_the_base.pass_course().issue_statement()
    page = as_host(siti_of_the_base, "jahat.example").get(f"/sertifikat/{code}").text
    assert quote(f"{BASE}/verifikasi/{code}") in page
    assert "jahat" not in page
    pdf = tmp_path / "statement.pdf"
    pdf.write_bytes(siti_of_the_base.get(f"/sertifikat/{code}.pdf").data)
    notes = [note.get_object() for note in PdfReader(pdf).pages[1]["/Annots"]]
    (link,) = (note for note in notes if note["/Subtype"] == "/Link")
    assert link["/A"]["/URI"] == f"{BASE}/verifikasi/{code}"


def test_without_a_base_address_the_host_of_the_request_is_used(siti: Reader) -> None:
    page, code = make_card(siti)
    assert "buka localhost/masuk lalu" in page
    assert qr(f"http://localhost/masuk#{code}") in page
