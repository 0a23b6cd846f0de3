"""Whether a PDF that somebody brings is one of ours, whole and as it was sealed.

No PDF is parsed: that would be the riskiest thing to do with a stranger's file. A sealed file names
the bytes that its signature covers; here they are hashed as they lie, and the signature over them
is checked against our own keys, old and new, and nobody else's. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding

from literasi.sealing.keys import PublicKey

LARGEST = 4 * 1024 * 1024  # bytes; ours have less than a tenth
MOST_SEALS = 8  # candidates looked at in a file; ours have one
LARGEST_SIGNATURE = 64 * 1024  # hexadecimal digits

_RANGE = re.compile(
    rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,8})\s{1,8}(\d{1,8})\s{1,8}(\d{1,8})\s{1,8}(\d{1,8})\s{0,8}\]"
)
_CONTACT = re.compile(rb"/ContactInfo\s{0,8}\(((?:[!-'*-\[\]-~]|\\[0-7]{3}){1,300})\)")
_OCTAL = re.compile(rb"\\([0-7]{3})")


class Answer(StrEnum):
    GENUINE = "genuine"  # sealed by us up to the last byte
    EXTENDED = "extended"  # a part at the front is ours; something was added behind it
    CHANGED = "changed"  # carries our seal, but not the bytes that were sealed
    DISTRUSTED = "distrusted"  # sealed by a key of ours that somebody else may have, too
    FOREIGN = "foreign"  # a PDF without any seal of ours
    UNREADABLE = "unreadable"  # no PDF, or larger than any of ours can be


@dataclass(frozen=True, slots=True)
class Verdict:
    """`original` is how many bytes at the front are as we sealed them (0: none), by the key
    `key_id`; `address` is where those say that they can be checked, which nothing proves where
    there are none."""

    answer: Answer
    original: int = 0
    key_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The bytes up to `gap`, and from `rest` to `end`; the signature lies between."""

    gap: int
    rest: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        """Whether what names the range is sealed with it: else somebody could move the gap."""
        front, behind = end <= self.gap, self.rest <= start and end <= self.end
        return (front or behind) and 0 < self.rest - self.gap <= LARGEST_SIGNATURE


def verify(content: bytes, keys: dict[str, PublicKey]) -> Verdict:
    """What can be said of a file, given every public key there ever was."""
    if len(content) > LARGEST or not content.startswith(b"%PDF-"):
        return Verdict(Answer.UNREADABLE)
    ours = {
        key.certificate.public_bytes(Encoding.DER): key
        for key in keys.values()
        if key.certificate and isinstance(key.key, ec.EllipticCurvePublicKey)
    }
    verdict = Verdict(Answer.FOREIGN)
    for candidate in _candidates(content):
        found = _judge(content, candidate, ours)
        if found.original > verdict.original or verdict.answer is Answer.FOREIGN:
            verdict = found
    return verdict


def _candidates(content: bytes) -> Iterator[_Candidate]:
    """The first byte ranges that a file names: what somebody adds comes behind ours."""
    place = -1
    for _ in range(MOST_SEALS):
        place = content.find(b"/ByteRange", place + 1)
        if place < 0:
            return
        if match := _RANGE.match(content, place):
            start, gap, rest, length = (int(number) for number in match.groups())
            one = _Candidate(gap, rest, rest + length)
            if start == 0 and one.end <= len(content) and one.covers(*match.span()):
                yield one


def _judge(
    content: bytes,
    candidate: _Candidate,
    ours: dict[bytes, PublicKey],
) -> Verdict:
    signature = _signature(content[candidate.gap : candidate.rest])
    if signature is None:
        return Verdict(Answer.FOREIGN)
    certificate, attributes, proof = signature
    if certificate not in ours:
        return Verdict(Answer.FOREIGN)
    key, address = ours[certificate], _address(content, candidate)
    if not _signed(attributes, proof, key) or _stated(attributes) != _digest(content, candidate):
        return Verdict(Answer.CHANGED, 0, key.id, address)
    if not key.trusted:
        return Verdict(Answer.DISTRUSTED, 0, key.id, address)
    answer = Answer.GENUINE if candidate.end == len(content) else Answer.EXTENDED
    return Verdict(answer, candidate.end, key.id, address)


def _signed(attributes: cms.CMSAttributes, proof: bytes, by: PublicKey) -> bool:
    assert isinstance(by.key, ec.EllipticCurvePublicKey)
    try:
        by.key.verify(proof, attributes.untag().dump(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _signature(gap: bytes) -> tuple[bytes, cms.CMSAttributes, bytes] | None:
    """(certificate, signed attributes, signature) of the one signer; None unless the gap holds
    just that, in hexadecimal between < and >."""
    if gap[:1] != b"<" or gap[-1:] != b">":
        return None
    try:
        # What lies behind the signature is room that was not needed: zeros, or it is not ours.
        message, rest = _split(bytes.fromhex(gap[1:-1].decode("ascii")))
        data = cms.ContentInfo.load(message, strict=True)["content"]
        (signer,) = data["signer_infos"]
        attributes, serial = signer["signed_attrs"], signer["sid"].chosen["serial_number"].native
        (certificate,) = {
            one.chosen.dump()
            for one in data["certificates"]
            if isinstance(one.chosen, x509.Certificate) and one.chosen.serial_number == serial
        }
        proof: bytes = signer["signature"].native
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return None if rest.strip(b"\0") else (certificate, attributes, proof)


def _split(der: bytes) -> tuple[bytes, bytes]:
    """The first DER value of some bytes, and what lies behind. ValueError when there is none."""
    if len(der) < 4 or der[0] != 0x30 or der[1] != 0x82:
        raise ValueError("not a message of the length of a signature")
    end = 4 + int.from_bytes(der[2:4], "big")
    if end > len(der):
        raise ValueError("cut off")
    return der[:end], der[end:]


def _stated(attributes: cms.CMSAttributes) -> bytes | None:
    """The hash of a file that somebody signed; None where they signed something else."""
    said = {one["type"].native: list(one["values"]) for one in attributes}
    kind, digest = said.get("content_type"), said.get("message_digest")
    if not kind or not digest or kind[0].native != "data":
        return None
    value: bytes = digest[0].native
    return value


def _digest(content: bytes, candidate: _Candidate) -> bytes:
    made = Hash(SHA256())
    view = memoryview(content)
    made.update(view[: candidate.gap])
    made.update(view[candidate.rest : candidate.end])
    return made.finalize()


def _address(content: bytes, candidate: _Candidate) -> str:
    """Where the file says that it can be checked: the last word of what we sealed."""
    place = content.rfind(b"/ContactInfo", 0, candidate.end)
    named = _CONTACT.match(content, place) if place >= 0 else None
    if named is None:
        return ""
    address = _OCTAL.sub(lambda octal: bytes([int(octal[1], 8) & 0xFF]), named[1])
    return address.decode("ascii", "replace")
