"""The certificate's file as archives and screen readers want it, word for word."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from outloud import check
from pypdf import PdfReader

from literasi.pdf.archival import with_ua
from literasi.pdf.certificate import render, render_whole
from literasi.pdf.document import CertificateDocument
from tests.pdf.test_certificate import STATEMENT, TRAINING
from tests.pdf.test_layout import FULL

TEXTS = Path(__file__).parent / "texts"
CREDENTIAL = '{"name": "Nur\'aini Ñandú"}'.encode()
BOTH = {"statement": STATEMENT, "class": replace(TRAINING, specimen=False)}


def complaints(path: Path) -> list[str]:
    """What a checker of accessibility finds, errors and warnings; it never raises by itself."""
    result = check(str(path))
    assert not result.error, result.error
    return [str(finding) for finding in result.findings]


@pytest.fixture(scope="module", params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archival") / "certificate.pdf"
    path.write_bytes(render(BOTH[kind], CREDENTIAL))
    return path


def test_it_says_word_for_word_what_was_agreed(kind: str, paper: Path) -> None:
    words = subprocess.run(
        ["pdftotext", "-raw", str(paper), "-"], capture_output=True, text=True, check=True
    )
    said = words.stdout.replace("\f", "---\n")
    assert said == (TEXTS / f"{kind}.txt").read_text("utf-8")


def test_it_claims_the_archive_and_the_screen_reader(paper: Path) -> None:
    root = PdfReader(paper).trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert b'pdfaid:part="3"' in metadata
    assert b'pdfaid:conformance="A"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"http://www.aiim.org/pdfa/ns/extension/" in metadata
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/Lang"] == "id"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_a_checker_of_accessibility_finds_nothing(paper: Path) -> None:
    assert complaints(paper) == []


def test_its_structure_is_sound(paper: Path) -> None:
    done = subprocess.run(
        ["qpdf", "--check", str(paper)], capture_output=True, text=True, check=True
    )
    assert "No syntax or stream encoding errors found" in done.stdout


def test_the_credential_lies_in_it_byte_for_byte(kind: str, paper: Path) -> None:
    reader = PdfReader(paper)
    (file,) = reader.trailer["/Root"]["/AF"]
    specification = file.get_object()
    assert specification["/AFRelationship"] == "/Data"
    assert specification["/UF"] == "kredensial.json"
    assert specification["/EF"]["/F"].get_object().get_data() == CREDENTIAL
    assert specification["/EF"]["/F"].get_object()["/Subtype"] == "/application/ld+json"


def test_without_a_credential_nothing_is_attached(kind: str, tmp_path: Path) -> None:
    (tmp_path / "certificate.pdf").write_bytes(render(BOTH[kind]))
    assert PdfReader(tmp_path / "certificate.pdf").attachments == {}


@pytest.mark.parametrize("modules", [11, 12, 13, 14])
def test_the_words_about_the_seal_leave_room_for_the_modules(modules: int, tmp_path: Path) -> None:
    document = replace(FULL, modules=(FULL.modules * 2)[:modules])
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render_whole(document, None, 4096))
    assert len(PdfReader(path).pages) == 2


def test_the_same_document_gives_the_same_file() -> None:
    assert render_whole(STATEMENT, CREDENTIAL) == render_whole(STATEMENT, CREDENTIAL)


@pytest.mark.parametrize(
    "name",
    [
        "Wirahmanggalawiryawanmangkuwinatawongsowijayantokusumaningrat",
        "Đặng Thị Ngọc Ánh Žižková",
        "ꦱꦶꦠꦶꦤꦸꦂꦲꦭꦶꦗꦃ",
        "ستي نور حاليزا",
        "李小龍",
    ],
)
def test_every_name_is_drawn_with_glyphs_inside_the_frame(name: str, tmp_path: Path) -> None:
    document: CertificateDocument = replace(STATEMENT, name=name, issued_on=date(2026, 12, 24))
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render(document))
    assert len(PdfReader(path).pages) == 2
    assert complaints(path) == []


def test_metadata_without_an_end_is_refused() -> None:
    with pytest.raises(SyntaxError):
        with_ua(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>")
