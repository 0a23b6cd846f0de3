"""A sealed file convinces a reader of PDFs that has our root, and no longer when it was touched."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from outloud import check
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from literasi.pdf.making import make_file
from literasi.sealing import SealError
from literasi.sealing.keys import SealKeys, load, prepare, rotate
from literasi.sealing.signing import LocalSeal, NoSeal, seal_of
from literasi.sealing.verify import Answer, verify
from tests.pdf.test_certificate import STATEMENT, TRAINING
from tests.readers import Nss

# The identifier of a signature's time stamp, in the hexadecimal in which a PDF holds a signature.
TIME_STAMP = b"060b2a864886f70d010910020e"
NOW = datetime.now(UTC)


def aside(act: Callable[..., Any], *given: Any) -> Any:
    """In a thread of its own: a browser that this process drives keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act, *given).result()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SealKeys:
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, "Literasi KP2MI literasi.example", NOW)
    return load(folder)


@pytest.fixture(scope="module")
def sealed(keys: SealKeys) -> bytes:
    return make_file(STATEMENT, LocalSeal(keys.signing_p256), b'{"contoh": true}')


@pytest.fixture(scope="module")
def reader(keys: SealKeys, tmp_path_factory: pytest.TempPathFactory) -> Nss:
    return Nss(tmp_path_factory.mktemp("nss"), keys)


def test_a_reader_with_our_root_says_valid_trusted_and_all_of_it(
    sealed: bytes, reader: Nss
) -> None:
    said = reader.says(sealed)
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "CN=Literasi KP2MI literasi.example" in said


def test_a_server_may_seal_from_within_its_event_loop(keys: SealKeys) -> None:
    async def serve() -> bytes:
        return make_file(STATEMENT, LocalSeal(keys.signing_p256))

    assert verify(aside(asyncio.run, serve()), keys.public).answer is Answer.GENUINE


def test_a_byte_that_was_flipped_anywhere_is_noticed(sealed: bytes, reader: Nss) -> None:
    for place in (2000, len(sealed) // 2, len(sealed) - 60):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert "Signature is Valid" not in reader.says(bytes(changed)), place


def test_bytes_that_were_appended_are_noticed(sealed: bytes, reader: Nss) -> None:
    assert "Not total document signed" in reader.says(sealed + b"\n% tambahan\n")


def test_another_installation_is_not_trusted(sealed: bytes, tmp_path: Path, reader: Nss) -> None:
    prepare(tmp_path, "Literasi KP2MI literasi.example", NOW)
    theirs = make_file(STATEMENT, LocalSeal(load(tmp_path).signing_p256))
    assert "Certificate is Trusted" not in reader.says(theirs)


def test_what_an_older_key_sealed_stays_valid(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    prepare(folder, "Literasi", NOW)
    old = make_file(STATEMENT, LocalSeal(load(folder).signing_p256))
    new_keys = rotate(folder, "Literasi", NOW)
    (tmp_path / "nss").mkdir()
    reader = Nss(tmp_path / "nss", new_keys)
    for file in (old, make_file(STATEMENT, LocalSeal(new_keys.signing_p256))):
        assert "Certificate is Trusted" in reader.says(file)


def test_the_sealed_file_is_still_for_archives_and_screen_readers(
    keys: SealKeys, tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(make_file(replace(TRAINING, specimen=False), LocalSeal(keys.signing_p256)))
    result = check(str(path))
    assert not result.error
    assert result.findings == []
    root = PdfReader(path).trailer["/Root"]
    (field,) = root["/AcroForm"]["/Fields"]
    assert field.get_object()["/TU"] == "Segel elektronik Literasi"
    assert "/Perms" not in root  # nothing that forbids a holder's own notes
    structure = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert structure.returncode == 0, structure.stdout


def test_the_paper_says_plainly_what_the_seal_is_not(sealed: bytes) -> None:
    text = " ".join(PdfReader(BytesIO(sealed)).pages[1].extract_text().split())
    assert "bukan tanda tangan elektronik tersertifikasi menurut PP 71/2019" in text


def test_without_a_seal_nothing_is_claimed_and_nothing_added() -> None:
    file = make_file(STATEMENT, NoSeal())
    reader = PdfReader(BytesIO(file))
    assert "Segel" not in reader.pages[1].extract_text()
    assert "/AcroForm" not in reader.trailer["/Root"]
    assert isinstance(seal_of(None), NoSeal)


def test_a_time_stamp_is_added_where_there_is_a_service(keys: SealKeys, reader: Nss) -> None:
    file = make_file(STATEMENT, LocalSeal(keys.signing_p256, _clock()))
    said = reader.says(file)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert TIME_STAMP in file.lower()


def test_a_service_that_does_not_answer_stops_the_file(keys: SealKeys) -> None:
    seal = seal_of(keys.signing_p256, "http://127.0.0.1:9/tsa")
    with pytest.raises(SealError, match="could not be sealed"):
        make_file(STATEMENT, seal)


def test_pyhanko_itself_finds_the_seal_valid_whole_and_trusted(
    sealed: bytes, keys: SealKeys
) -> None:
    root = asn1_x509.Certificate.load(keys.signing_p256.root.public_bytes(Encoding.DER))
    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    status = aside(validate_pdf_signature, signature, ValidationContext(trust_roots=[root]))
    assert status.bottom_line, status.pretty_print_details()
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.docmdp_ok


def test_a_file_is_sealed_once(sealed: bytes, keys: SealKeys) -> None:
    with pytest.raises(SealError, match="no room"):
        LocalSeal(keys.signing_p256).sign(sealed)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"not a document at all" * 50])
def test_what_is_no_document_is_not_sealed(keys: SealKeys, content: bytes) -> None:
    with pytest.raises(SealError):
        LocalSeal(keys.signing_p256).sign(content)


def _clock() -> DummyTimeStamper:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name.from_rfc4514_string("CN=Jam")
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=1))
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(secret),
    )
