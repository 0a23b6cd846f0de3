"""The certificate of a sealing key, under a root made for it alone.

The root's private key is never stored: nobody, whoever reads our disks, can make another
certificate under a root that a partner has come to trust.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

# Without a timestamp a reader asks whether the certificate is valid today, and people keep their
# papers for life.
VALID_FOR = timedelta(days=50 * 365 + 13)
LONGEST_NAME = 64  # characters, as X.509 limits a common name
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336


def certify(
    key: ec.EllipticCurvePublicKey, name: str, now: datetime
) -> tuple[x509.Certificate, x509.Certificate]:
    """(the key's certificate, its root), both in the name of the installation."""
    authority = ec.generate_private_key(ec.SECP256R1())
    root_name, own_name = _name(f"Akar segel {name}"), _name(name)
    root = (
        _builder(root_name, root_name, authority.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(authority, SHA256())
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    purposes = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    own = (
        _builder(own_name, root_name, key, now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        # Readers built on NSS, poppler's among them, know documents as e-mail only.
        .add_extension(purposes, critical=False)
        .add_extension(issuer, critical=False)
        .sign(authority, SHA256())
    )
    return own, root


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:LONGEST_NAME])])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    since = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + VALID_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
