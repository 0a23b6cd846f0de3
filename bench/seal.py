"""CPU of a sealed certificate against the plain way, in one run, and the memory of a thousand.

    .venv/bin/python -m bench.seal

The plain way is what the libraries' own documentation shows: WeasyPrint's `write_pdf` on the same
HTML with its style sheet, then pyHanko's `SimpleSigner`, with RSA-2048 and with P-256.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from weasyprint import HTML

from bench.certificate import document
from literasi.pdf.certificate import STYLE, certificate_html, render_whole
from literasi.pdf.document import CertificateDocument
from literasi.pdf.making import make_file
from literasi.pdf.rendering import STATIC
from literasi.sealing.keys import load, prepare
from literasi.sealing.signing import LocalSeal
from literasi.sealing.verify import verify

ROUNDS, PEOPLE = 15, 1000
CREDENTIAL = b'{"contoh": "' + b"x" * 3000 + b'"}'
NAMES = ("Siti Aminah", "Budi Santoso", "Ni Made Ayu Wulandari", "Afifah Hanafi", "Nur Aini")


def person(number: int) -> CertificateDocument:
    return replace(document(number), name=NAMES[number % len(NAMES)])


def milliseconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def plain_signer(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> SimpleSigner:
    name = x509.Name.from_rfc4514_string("CN=Plain")
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .sign(key, SHA256())
    )
    return SimpleSigner(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        SimpleCertificateStore(),
    )


def plainly(one: CertificateDocument, signer: SimpleSigner) -> bytes:
    html = HTML(string=certificate_html(one, True), base_url=STATIC.as_uri() + "/")
    file = html.write_pdf(stylesheets=[str(STATIC / "css" / STYLE)], pdf_variant="pdf/a-3a")
    meta = PdfSignatureMetadata(field_name="Segel", subfilter=SigSeedSubFilter.PADES)
    sealed: BytesIO = sign_pdf(IncrementalPdfFileWriter(BytesIO(file)), meta, signer)
    return sealed.getvalue()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), "Literasi", datetime.now(UTC))
        keys = load(Path(folder))
    seal = LocalSeal(keys.signing_p256)
    rsa_signer = plain_signer(rsa.generate_private_key(65537, 2048))
    p256_signer = plain_signer(ec.generate_private_key(ec.SECP256R1()))
    ways: dict[str, Callable[[CertificateDocument], object]] = {
        "plain, RSA-2048": lambda one: plainly(one, rsa_signer),
        "plain, P-256": lambda one: plainly(one, p256_signer),
        "whole, sealed": lambda one: seal.sign(render_whole(one, CREDENTIAL, seal.room)),
        "stamped, sealed": lambda one: make_file(one, seal, CREDENTIAL),
    }
    for number, way in enumerate(ways.values()):
        for again in range(3):
            way(person(10 * number + again + 1))
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):  # one of each in turn, so that a busy machine is busy for all
        for name, way in ways.items():
            one = person(100 + number)
            times[name].append(milliseconds(lambda way=way, one=one: way(one)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        ratio = taken / medians["plain, P-256"]
        print(f"{name:16} {taken:7.1f} ms CPU, {ratio:.3f} of plain with P-256")
    file = make_file(person(1), seal, CREDENTIAL)
    checks = [milliseconds(lambda: verify(file, keys.public)) for _ in range(ROUNDS)]
    print(f"checking a file  {statistics.median(checks):7.2f} ms CPU; it has {len(file):,} bytes")
    _memory(seal)


def _memory(seal: LocalSeal) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = milliseconds(
        lambda: [make_file(person(number), seal, CREDENTIAL) and None for number in range(PEOPLE)]
    )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{PEOPLE} more: {taken / PEOPLE:.1f} ms CPU each, memory grown by {grown:.1f} MB")


if __name__ == "__main__":
    main()
