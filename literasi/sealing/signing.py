"""Seals on files: PAdES B-B with the installation's own key, B-T where a time stamp is to be had.

A fitting turns a finished file into the file that is handed out. Another one, say for the certified
signature of an agency (PSrE), is a class with these two members, chosen in `seal_of`; its service
signs a hash, so it would send that of `PdfSigner` and embed the answer, as pyHanko's
`ExternalSigner` and its `digest_doc_for_signing` do.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Protocol

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from literasi.sealing import SealError
from literasi.sealing.keys import P256Key

FIELD = "Segel"  # as the document has it (literasi/pdf/seal_field.py)
REASON = "Bukti asal dan keutuhan berkas; bukan tanda tangan elektronik tersertifikasi"
# Bytes of hexadecimal for the signature: reserved, so that nothing is signed only to be measured.
ROOM, ROOM_WITH_TIME = 4096, 24576
TSA_PATIENCE = 10  # seconds


class Seal(Protocol):
    """A fitting. `marks` says whether a paper may tell its reader of a seal."""

    @property
    def marks(self) -> bool: ...

    def sign(self, file: bytes, address: str) -> bytes:
        """The file that is handed out; `address` is where it can be checked. Raises SealError."""


class NoSeal:
    """For an installation that seals nothing, and for papers that only show how one looks."""

    marks = False

    def sign(self, file: bytes, address: str) -> bytes:
        return file


class LocalSeal:
    """The seal of the installation's own P-256 key; `timestamper` adds somebody else's clock."""

    marks = True

    def __init__(self, key: P256Key, timestamper: TimeStamper | None = None) -> None:
        self._signer = _CachedKey(key)
        self._timestamper = timestamper

    def sign(self, file: bytes, address: str) -> bytes:
        meta = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=REASON,
            contact_info=address,
        )
        signer = PdfSigner(meta, self._signer, timestamper=self._timestamper)
        room = ROOM_WITH_TIME if self._timestamper else ROOM
        try:
            writer = IncrementalPdfFileWriter(BytesIO(file))
            sealed: BytesIO = signer.sign_pdf(
                writer, existing_fields_only=True, bytes_reserved=room
            )
        except (SigningError, TimestampRequestError, PdfError, OSError) as error:
            raise SealError(f"the file could not be sealed: {error}") from error
        return sealed.getvalue()


def seal_of(key: P256Key | None, tsa_url: str = "") -> Seal:
    """The fitting of an installation: none without a key, and a time stamp if it has a service."""
    if key is None:
        return NoSeal()
    return LocalSeal(key, HTTPTimeStamper(tsa_url, timeout=TSA_PATIENCE) if tsa_url else None)


class _CachedKey(Signer):
    """Signs with a key that is parsed already, where pyHanko's own would parse it each time."""

    def __init__(self, key: P256Key) -> None:
        own, root = (
            x509.Certificate.load(one.public_bytes(Encoding.DER))
            for one in (key.certificate, key.root)
        )
        super().__init__(signing_cert=own, cert_registry=_store(root))
        self._key = key.private

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False, **_more: Any
    ) -> bytes:
        if digest_algorithm != "sha256":
            raise SigningError(f"sealed with SHA-256 only, not {digest_algorithm}")
        return self._key.sign(data, ec.ECDSA(SHA256()))


def _store(root: x509.Certificate) -> SimpleCertificateStore:
    store: SimpleCertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(root)
    return store
