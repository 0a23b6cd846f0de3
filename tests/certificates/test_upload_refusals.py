"""Whatever somebody brings that is not a whole file of ours is never called genuine."""

from __future__ import annotations

import hashlib
import time
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader
from werkzeug.test import TestResponse

from literasi.certificates.checking import Standing, State
from literasi.certificates.judging import Finding, judge
from literasi.pdf.making import make_file
from literasi.sealing.keys import SealKeys, load, prepare
from literasi.sealing.signing import LocalSeal
from literasi.sealing.verify import LARGEST, verify
from tests.certificates.uploads import (
    bring,
    flipped,
    gap_of,
    locked,
    made_anew,
    main_of,
    with_another_name,
    word_of,
)
from tests.pdf.test_certificate import STATEMENT
from tests.people import Reader
from tests.sealing.test_signing import aside

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)
MEGABYTE = 1024 * 1024


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


@pytest.fixture
def paper(siti: Reader, code: str) -> bytes:
    return siti.get(f"/sertifikat/{code}.pdf").data


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SealKeys:
    """Of an installation that has nothing to do with the one that is asked."""
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, "Literasi", NOW)
    return load(folder)


@pytest.fixture(scope="module")
def sealed(keys: SealKeys) -> bytes:
    return make_file(STATEMENT, LocalSeal(keys.signing_p256))


def shows_the_true_one(answer: TestResponse) -> bool:
    return "Di catatan kami tertulis" in main_of(answer) and "Siti Aminah" in main_of(answer)


def test_one_bit_in_any_part_of_the_file_is_enough(reader: Reader, code: str, paper: bytes) -> None:
    start, end = gap_of(paper)
    places = {
        "header": 6,
        "a stream": paper.index(b"stream\n") + 40,
        "the code": paper.index(code.encode()) + 3,
        "the range": paper.rindex(b"/ByteRange") + 14,
        "the signature": start + 900,
        "its room": end - 20,
        "its border": end - 1,
        "the cross-references": paper.rindex(b"startxref") + 11,
        "the last byte": len(paper) - 1,
    }
    said = {part: word_of(bring(reader, flipped(paper, at))) for part, at in places.items()}
    assert "ASLI" not in said.values()
    assert said["a stream"] == said["the last byte"] == said["the code"] == "BERUBAH"
    assert said["the range"] == said["its border"] == "TANPA SEGEL KAMI"


def test_a_changed_file_shows_what_the_true_one_says(reader: Reader, paper: bytes) -> None:
    answer = bring(reader, flipped(paper, 3000))
    assert answer.status_code == 200
    assert "isinya bukan lagi yang kami segel" in main_of(answer)
    assert shows_the_true_one(answer)


def test_a_forged_code_leads_to_nobody(reader: Reader, code: str, paper: bytes) -> None:
    answer = bring(reader, paper.replace(code.encode(), b"7" + code[1:].encode()[::-1]))
    assert word_of(answer) == "BERUBAH"
    assert "Di catatan kami" not in main_of(answer)


def test_another_name_that_an_editor_added_behind_is_seen(reader: Reader, paper: bytes) -> None:
    forged = with_another_name(paper)
    assert PdfReader(BytesIO(forged)).pages[0].extract_text() == "Orang Lain"
    answer = bring(reader, forged)
    assert word_of(answer) == "DITAMBAHI"
    assert shows_the_true_one(answer)


def test_another_name_in_a_file_that_an_editor_wrote_anew_is_not_accepted(
    reader: Reader, paper: bytes
) -> None:
    forged = made_anew(paper)
    assert PdfReader(BytesIO(forged)).pages[0].extract_text() == "Orang Lain"
    answer = bring(reader, forged)
    assert word_of(answer) in ("BERUBAH", "TANPA SEGEL KAMI")
    assert shows_the_true_one(answer)


def test_appended_bytes_of_any_kind_are_seen(reader: Reader, paper: bytes) -> None:
    for more in (b"\n", b" ", b"\0", b"%%EOF\n", b"%PDF-1.7", paper):
        answer = bring(reader, paper + more)
        assert word_of(answer) == "DITAMBAHI", more[:10]
        assert f"({len(more):,} byte)".replace(",", ".") in main_of(answer)


def test_something_in_front_and_a_file_that_was_cut_off_are_not_accepted(
    reader: Reader, paper: bytes
) -> None:
    for content in (b"%PDF-1.7\n" + paper, paper[:-1], paper[: len(paper) // 2], paper[:10]):
        assert word_of(bring(reader, content)) in ("BERUBAH", "TANPA SEGEL KAMI")
    assert bring(reader, b"\n" + paper).status_code == 422


def test_the_seal_of_another_installation_is_none_of_ours(reader: Reader, sealed: bytes) -> None:
    answer = bring(reader, sealed)
    assert word_of(answer) == "TANPA SEGEL KAMI"
    assert "Pindai QR di suratnya" in main_of(answer)


def test_another_installations_seal_around_our_code_shows_the_true_one(
    reader: Reader, code: str, keys: SealKeys
) -> None:
    address = f"https://literasi.example/verifikasi/{code}"
    theirs = make_file(
        replace(STATEMENT, name="Orang Lain", verification_url=address),
        LocalSeal(keys.signing_p256),
    )
    answer = bring(reader, theirs)
    assert word_of(answer) == "TANPA SEGEL KAMI"
    assert shows_the_true_one(answer)


def someone() -> SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name.from_rfc4514_string("CN=Seseorang")
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(NOW + timedelta(days=999))
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(secret),
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def test_a_second_signature_is_something_that_was_added(reader: Reader, paper: bytes) -> None:
    def sign() -> bytes:
        made: BytesIO = sign_pdf(
            IncrementalPdfFileWriter(BytesIO(paper)),
            PdfSignatureMetadata(field_name="Lain"),
            someone(),
            new_field_spec=SigFieldSpec("Lain"),
        )
        return made.getvalue()

    twice = aside(sign)
    assert twice.startswith(paper)
    assert word_of(bring(reader, twice)) == "DITAMBAHI"


def test_a_file_with_a_password_has_lost_its_seal(reader: Reader, paper: bytes) -> None:
    assert word_of(bring(reader, locked(paper))) in ("BERUBAH", "TANPA SEGEL KAMI")


def test_a_scan_as_pdf_is_sent_on_to_its_code(reader: Reader) -> None:
    scan = BytesIO()
    Image.effect_noise((600, 800), 50).save(scan, "PDF")
    answer = bring(reader, scan.getvalue())
    assert word_of(answer) == "TANPA SEGEL KAMI"
    assert "hasil pindai" in main_of(answer)
    assert "Di catatan kami" not in main_of(answer)


def picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (90, 90)).save(written, "PNG")
    return written.getvalue()


def zipped() -> bytes:
    """Far more, were anybody to unpack it."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", bytes(8 * MEGABYTE))
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (picture(), "bukan berkas PDF"),
        (zipped(), "bukan berkas PDF"),
        (b"<html>%PDF-1.7</html>", "bukan berkas PDF"),
        ("sertifikat Siti".encode("utf-16"), "bukan berkas PDF"),
    ],
    ids=["empty", "picture", "zip", "page", "text"],
)
def test_what_is_no_pdf_is_said_to_be_none_whatever_its_name(
    reader: Reader, content: bytes, words: str
) -> None:
    answer = bring(reader, content, "sertifikat.pdf")
    assert (answer.status_code, word_of(answer)) == (422, "")
    assert words in main_of(answer)
    assert 'name="berkas"' in answer.text


def test_no_file_at_all_is_asked_for(reader: Reader) -> None:
    answer = bring(reader, b"", "")
    assert answer.status_code == 422
    assert "Pilih dulu berkas PDF-nya" in main_of(answer)
    assert "26 huruf dan angka. Periksa" not in main_of(answer)


@pytest.mark.parametrize("size", [LARGEST + 1, LARGEST + 4096, 6 * MEGABYTE])
def test_a_file_that_is_too_large_is_not_checked_and_the_page_says_so(
    reader: Reader, paper: bytes, size: int
) -> None:
    answer = bring(reader, paper.ljust(size, b"\n"))
    assert (answer.status_code, word_of(answer)) == (413, "")
    assert "lebih dari 4 MB" in main_of(answer)
    assert 'name="kode"' in answer.text


def test_the_largest_that_is_taken_is_checked(reader: Reader, paper: bytes) -> None:
    assert word_of(bring(reader, paper.ljust(LARGEST, b"\n"))) == "DITAMBAHI"


def test_a_stream_that_would_unpack_to_gigabytes_is_not_unpacked(reader: Reader) -> None:
    packed = zlib.compress(bytes(256 * MEGABYTE), 9)
    bomb = b"%%PDF-1.7\n1 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed
    before = time.process_time()
    assert word_of(bring(reader, bomb)) == "TANPA SEGEL KAMI"
    assert time.process_time() - before < 0.5


def test_what_is_costly_to_read_costs_little(reader: Reader, paper: bytes) -> None:
    most = LARGEST - len(paper)
    for piece in (b"\r", b"\r\n", b"\r\n--", b"/verifikasi/", b"/ByteRange [0 1 2 3]"):
        worst = paper + (piece * (most // len(piece)))
        before = time.process_time()
        assert bring(reader, worst).status_code == 200
        assert time.process_time() - before < 0.5, piece


@given(share=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
def test_no_flipped_bit_anywhere_leaves_a_file_genuine(
    share: float, bits: int, sealed: bytes, keys: SealKeys
) -> None:
    """Also within the signature, where a bit may mean nothing: then our record tells."""
    changed = flipped(sealed, int(share * len(sealed)), bits)
    stored = frozenset({hashlib.sha256(sealed).hexdigest()})
    said = judge(changed, verify(changed, keys.public), State(Standing.UNKNOWN), stored)
    assert said.finding is not Finding.GENUINE
    whole = judge(sealed, verify(sealed, keys.public), State(Standing.UNKNOWN), stored)
    assert whole.finding is Finding.GENUINE


def test_a_form_from_another_site_is_refused(app: Flask, paper: bytes) -> None:
    sent = {"berkas": (BytesIO(paper), "x.pdf")}
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = app.test_client().post("/verifikasi", data=sent, headers=headers)
    assert answer.status_code == 403


def test_a_file_with_a_strange_name_is_checked_like_any(reader: Reader, paper: bytes) -> None:
    for name in ("../../etc/passwd", "<b>.pdf", "a" * 3000, "\u202efdp.exe", "tanpa-akhiran"):
        answer = bring(reader, paper, name)
        assert word_of(answer) == "ASLI"
        assert "<b>" not in main_of(answer)
