"""The QR with a signed statement: read from paper and from photographs of it, never too dense."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from literasi.domain.statement import message, read
from literasi.pdf.document import CertificateDocument
from literasi.pdf.making import make_file
from literasi.pdf.qr import LARGEST_SIDE, qr_of
from literasi.pdf.stating import signed_digits
from literasi.sealing.keys import SealKeys, load, prepare
from literasi.sealing.signing import LocalSeal, NoSeal
from literasi.sealing.statements import verifies
from tests.pdf.test_certificate import ADDRESS, STATEMENT, TRAINING
from tests.photographed import CAREFUL, HASTY, UPSIDE_DOWN, Look, photograph, printed

SIDE_MM, SMALLEST_MM = 33, 0.33  # of the picture on paper, of a module
CLASS = replace(
    TRAINING,
    specimen=False,
    name="Ni Made Ayu Wulandari",
    number="0012/BP3MI-NTB/XI/2026",
    issuer_name="BP3MI Nusa Tenggara Barat",
)
DOCUMENTS = {
    "statement": replace(STATEMENT, name="Siti Aminah"),
    "class": CLASS,
    "javanese": replace(CLASS, name="ꦱꦶꦠꦶꦄꦩꦶꦤꦃ" * 5),
    "chinese": replace(STATEMENT, name="李小龍" * 20, course_title="Mengelola uang " * 12),
}
every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SealKeys:
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, "Literasi", datetime(2026, 11, 28, tzinfo=UTC))
    return load(folder)


@pytest.fixture(scope="module")
def seal(keys: SealKeys) -> LocalSeal:
    return LocalSeal(keys.signing_p256)


def made(document: CertificateDocument, seal: LocalSeal | NoSeal, folder: Path) -> Path:
    path = folder / "certificate.pdf"
    path.write_bytes(make_file(document, seal))
    return path


def seen(picture: Image.Image, folder: Path) -> str:
    path = folder / "seen.png"
    picture.save(path)
    done = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True)
    return done.stdout.strip()


@every_document
def test_paper_and_photographs_of_it_are_read(
    document: CertificateDocument, keys: SealKeys, seal: LocalSeal, tmp_path: Path
) -> None:
    page = printed(made(document, seal, tmp_path), tmp_path)
    text = seen(page, tmp_path)
    address, signed = read(text)
    assert address == ADDRESS
    assert signed.statement.name == document.name
    assert signed.statement.number == document.number
    assert document.course_title.startswith(signed.statement.title)
    assert signed.statement.issued_on == document.issued_on
    public = keys.public[signed.key_id].key
    assert verifies(public, message(address, signed.body), signed.signature)
    # The densest that there is asks for a steady hand.
    looks: tuple[Look, ...] = (CAREFUL, UPSIDE_DOWN, HASTY)
    for look in looks[:2] if len(text) > 900 else looks:
        assert seen(photograph(page, look), tmp_path) == text, look


def test_a_photograph_of_few_pixels_is_read(seal: LocalSeal, tmp_path: Path) -> None:
    page = printed(made(DOCUMENTS["class"], seal, tmp_path), tmp_path)
    assert "#" in seen(photograph(page, CAREFUL, 640, 480, share=0.7), tmp_path)


@every_document
def test_its_modules_are_large_enough_for_a_cheap_camera(
    document: CertificateDocument, seal: LocalSeal
) -> None:
    for host in ("literasi.example", "literasi." + "a" * 40 + ".go.id"):
        one = replace(document, verification_url=ADDRESS.replace("literasi.example", host))
        digits = signed_digits(one, seal)
        assert digits
        rows = qr_of(one.verification_url, digits)
        assert SIDE_MM / (len(rows) + 8) >= SMALLEST_MM
        assert len(rows) > len(qr_of(one.verification_url))
    assert SIDE_MM / (LARGEST_SIDE + 8) >= SMALLEST_MM


def test_what_would_be_too_dense_is_the_address_alone(seal: LocalSeal) -> None:
    address = ADDRESS.replace("literasi", "a" * 200)
    assert qr_of(address, "1" * 900) == qr_of(address)
    named = replace(STATEMENT, name="x" * 300)
    assert signed_digits(named, seal) == ""


def test_a_specimen_and_what_nobody_signs_have_the_address_alone(
    seal: LocalSeal, tmp_path: Path
) -> None:
    for document, signer in ((TRAINING, seal), (STATEMENT, NoSeal())):
        page = printed(made(document, signer, tmp_path), tmp_path)
        assert seen(page, tmp_path) == ADDRESS


def test_what_is_printed_in_words_is_the_plain_address(seal: LocalSeal, tmp_path: Path) -> None:
    path = made(CLASS, seal, tmp_path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    links = subprocess.run(["pdfinfo", "-url", path], capture_output=True, text=True).stdout
    assert ADDRESS in links
    assert "#" not in text + links
