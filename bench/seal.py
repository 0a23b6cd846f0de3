"""CPU of a complete certificate against the plain way, in one run, and the memory of a thousand.

    .venv/bin/python -m bench.seal

Complete is: its credential made and signed, the paper rendered with it inside, the whole sealed.
The plain way is what the libraries' own documentation shows: WeasyPrint's `write_pdf` on the same
HTML with its style sheet and a finished credential as attachment, then pyHanko's `SimpleSigner`,
with RSA-2048 and with P-256. Making that credential by way of pyld is not even counted there.
"""

from __future__ import annotations

import statistics
import tempfile
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
from weasyprint import HTML, Attachment

from bench.certificate import document
from bench.memory import own_resident
from bench.spent import own_seconds
from literasi.certificates.credentials import text_of
from literasi.domain.credential import credential, salt_of
from literasi.pdf.archival import CREDENTIAL
from literasi.pdf.certificate import STYLE, certificate_html, render_whole
from literasi.pdf.document import CertificateDocument
from literasi.pdf.making import make_file
from literasi.pdf.rendering import STATIC
from literasi.sealing.credentials import sign
from literasi.sealing.keys import Ed25519Key, load, prepare
from literasi.sealing.signing import LocalSeal
from literasi.sealing.verify import verify
from tests.linked_data import AWARD

ROUNDS, PEOPLE = 15, 1000
HALF_A_CLASS = 20  # what one of a worker's two processes makes of it
PLAIN = "plain, P-256"
UPLOAD = 100_000  # bytes of a file that somebody brings
NAMES = ("Siti Aminah", "Budi Santoso", "Ni Made Ayu Wulandari", "Afifah Hanafi", "Nur Aini")


def person(number: int) -> CertificateDocument:
    return replace(document(number), name=NAMES[number % len(NAMES)])


def credential_of(one: CertificateDocument, key: Ed25519Key) -> bytes:
    award = replace(
        AWARD,
        code=one.code,
        kind=one.kind,
        number=one.number,
        name=one.name,
        title=one.course_title,
        modules=tuple((module.title, module.minutes) for module in one.modules),
        salt=salt_of(one.code),
    )
    return text_of(sign(credential(award), key.private, key.id, datetime.now(UTC))).encode()


def milliseconds(work: Callable[[], object]) -> float:
    """CPU, also of the child that renders."""
    before = own_seconds()
    work()
    return (own_seconds() - before) * 1000


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


def plainly(one: CertificateDocument, signer: SimpleSigner, inside: bytes) -> bytes:
    html = HTML(string=certificate_html(one, True), base_url=STATIC.as_uri() + "/")
    file = html.write_pdf(
        stylesheets=[str(STATIC / "css" / STYLE)],
        pdf_variant="pdf/a-3a",
        attachments=[Attachment(string=inside.decode(), name=CREDENTIAL, relationship="Data")],
    )
    meta = PdfSignatureMetadata(field_name="Segel", subfilter=SigSeedSubFilter.PADES)
    sealed: BytesIO = sign_pdf(IncrementalPdfFileWriter(BytesIO(file)), meta, signer)
    return sealed.getvalue()


class Press:
    """What an installation makes complete certificates with."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), "Literasi", datetime.now(UTC))
            self.keys = load(Path(folder))
        self._seal = LocalSeal(self.keys.signing_p256)

    def inside(self, one: CertificateDocument) -> bytes:
        return credential_of(one, self.keys.signing_ed25519)

    def whole(self, one: CertificateDocument) -> bytes:
        return self._seal.sign(render_whole(one, self.inside(one), self._seal.room))

    def make(self, one: CertificateDocument) -> bytes:
        return make_file(one, self._seal, self.inside(one))


def main() -> None:
    press = Press()
    rsa_signer = plain_signer(rsa.generate_private_key(65537, 2048))
    p256_signer = plain_signer(ec.generate_private_key(ec.SECP256R1()))
    given = press.inside(person(1))
    ways: dict[str, tuple[int, Callable[[CertificateDocument], object]]] = {
        "plain, RSA-2048": (1, lambda one: plainly(one, rsa_signer, given)),
        PLAIN: (2, lambda one: plainly(one, p256_signer, given)),
        "whole": (4, press.whole),
        "stamped": (40, press.make),
        "its credential": (40, press.inside),
    }
    for _, way in ways.values():
        for number in range(3):
            way(person(number + 1))
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):  # some of each in turn, so that a busy machine is busy for all
        for name, (count, way) in ways.items():
            some = [person(100 * number + one) for one in range(count)]
            taken = milliseconds(lambda way=way, some=some: [way(one) and None for one in some])  # type: ignore[misc]
            times[name].append(taken / count)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        ratio = taken / medians[PLAIN]
        print(f"{name:16} {taken:7.2f} ms CPU, {ratio:.3f} of plain with P-256")
    each = _class(press)
    print(f"of a class       {each:7.2f} ms CPU, {each / medians[PLAIN]:.3f}, the first included")
    _check(press)
    _memory(press)


def _class(press: Press) -> float:
    """For each of half a class whose design nobody made yet: the first is whole, the second is
    whole as well and becomes the design; the median of a few classes."""
    means = []
    for edition in range(900, 900 + ROUNDS // 3):
        half = [replace(person(number), edition=edition) for number in range(HALF_A_CLASS)]
        taken = milliseconds(lambda half=half: [press.make(one) and None for one in half])  # type: ignore[misc]
        means.append(taken / HALF_A_CLASS)
    return statistics.median(means)


def _check(press: Press) -> None:
    """What a file costs that somebody brings: as it was, changed, and with something behind it."""
    file = press.make(person(1))
    print(f"a file has {len(file):,} bytes stamped, {len(press.whole(person(1))):,} whole")
    changed, longer = bytearray(file), file.ljust(UPLOAD, b"\n")
    changed[3000] ^= 1
    for content in (file, bytes(changed), longer):
        said = verify(content, press.keys.public).answer
        taken = [
            milliseconds(lambda content=content: verify(content, press.keys.public))  # type: ignore[misc]
            for _ in range(ROUNDS)
        ]
        print(f"checking {len(content):,} bytes: {statistics.median(taken):.2f} ms CPU ({said})")


def _memory(press: Press) -> None:
    """Of this process after so many certificates, each with QR, credential and seal of its own."""
    resident, taken = {}, 0.0
    for number in range(1, PEOPLE + 1):
        taken += milliseconds(lambda number=number: press.make(person(number)))  # type: ignore[misc]
        if number in (PEOPLE // 10, PEOPLE):
            resident[number] = own_resident()
    seen = ", ".join(f"{size:.1f} MB after {number}" for number, size in resident.items())
    print(f"{PEOPLE} in a row: {taken / PEOPLE:.1f} ms CPU each; resident {seen}")


if __name__ == "__main__":
    main()
