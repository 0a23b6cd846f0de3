"""What the QR of a certificate says by itself, signed, so that it can be checked with no network.

The QR's text is `<address>#<digits>`: the address that is printed too, and a number that holds the
statement and its signature. Browsers send what follows `#` to nobody, and a QR packs digits best.
The signature is over the address as well, so neither code nor host can be exchanged.

Version 1, in bytes: version, flags, key id (5), day of issue (2), [last day (2)], then name,
number, title and issuer, each in UTF-8 after its length (1); then r and s of ECDSA over P-256 (64).
Days count from 2020-01-01. `static/js/statement.js` reads the same.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from binascii import Error
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

VERSION = 1
SIGNATURE_BYTES = 64
LARGEST = 334  # bytes without the signature: with it, the QR stays readable for cheap cameras
CONTEXT = b"literasi:pernyataan\n"  # what a key signs for one purpose is good for no other

OF_CLASS, EXPIRES, TITLE_CUT, ISSUER_CUT = 1, 2, 4, 8
_FLAGS = OF_CLASS | EXPIRES | TITLE_CUT | ISSUER_CUT
_FIRST_DAY = date(2020, 1, 1)
_KEY_ID_BYTES = 5
_HEAD = 2 + _KEY_ID_BYTES + 2
# Bytes that title and issuer have at most, and what stays of them beside the longest name.
_TITLE, _SHORT_TITLE, _ISSUER, _SHORT_ISSUER = 80, 24, 40, 16
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TEXT = re.compile(r"(https?://[^\s/?#]+/verifikasi/[0-9A-HJKMNP-TV-Z]{26})#([1-9][0-9]*)", re.A)


class StatementError(ValueError):
    """What no QR of ours says, or can say."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Of title and issuer it may have the beginning only; a name and a number are always whole."""

    kind: Literal["statement", "class"]
    name: str
    number: str
    title: str
    issuer: str
    issued_on: date
    expires_on: date | None = None
    title_is_cut: bool = False
    issuer_is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """`body` is what was signed together with the address."""

    statement: Statement
    key_id: str
    body: bytes
    signature: bytes


def body_of(statement: Statement, key_id: str) -> bytes:
    """The bytes to sign. StatementError for what no QR can hold, such as a name of 300 bytes."""
    try:
        body = _packed(_fitted(statement), key_id)
        _read(body)
    except ValueError as error:
        raise StatementError(f"cannot be stated: {error}") from error
    return body


def message(address: str, body: bytes) -> bytes:
    """What is signed: just this statement under just this address."""
    return CONTEXT + address.encode() + b"#" + body


def digits_of(body: bytes, signature: bytes) -> str:
    """What follows `#`."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("not a signature of P-256")
    return str(int.from_bytes(body + signature, "big"))


def read(text: str) -> tuple[str, Signed]:
    """(address, statement) of a QR's text. StatementError for anything that we do not write."""
    match = _TEXT.fullmatch(text)
    if match is None or len(match[2]) > 3 * (LARGEST + SIGNATURE_BYTES):
        raise StatementError("not the text of a QR of ours")
    number = int(match[2])
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")
    body, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    try:
        statement, key_id = _read(body)
    except ValueError as error:
        raise StatementError(f"not a statement: {error}") from error
    return match[1], Signed(statement, key_id, body, signature)


def _fitted(one: Statement) -> Statement:
    """As much of title and issuer as there is room for."""
    spare = LARGEST - len(_packed(replace(one, title="", issuer=""), "A" * 8))
    issuer = _cut(one.issuer, min(_ISSUER, max(_SHORT_ISSUER, spare - _TITLE)))
    room = spare - len(issuer.encode())
    title = _cut(one.title, min(_TITLE, max(_SHORT_TITLE, room)))
    return replace(
        one,
        title=title,
        issuer=issuer,
        title_is_cut=title != one.title,
        issuer_is_cut=issuer != one.issuer,
    )


def _cut(text: str, room: int) -> str:
    """The longest beginning of so many bytes that breaks no letter and none of its marks."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[:room].decode("utf-8", "ignore")
    while kept and unicodedata.category(text[len(kept)]).startswith("M"):
        kept = kept[:-1]
    return kept.rstrip()


def _packed(one: Statement, key_id: str) -> bytes:
    flags = (
        OF_CLASS * (one.kind == "class")
        | EXPIRES * (one.expires_on is not None)
        | TITLE_CUT * one.title_is_cut
        | ISSUER_CUT * one.issuer_is_cut
    )
    parts = [bytes((VERSION, flags)), _key_bytes(key_id), _day_bytes(one.issued_on)]
    if one.expires_on is not None:
        parts.append(_day_bytes(one.expires_on))
    for text in (one.name, one.number, one.title, one.issuer):
        content = text.encode()
        parts.append(bytes((len(content),)) + content)
    return b"".join(parts)


def _read(body: bytes) -> tuple[Statement, str]:
    """ValueError unless these are the bytes of one statement, up to the last."""
    if len(body) < _HEAD or len(body) > LARGEST or body[0] != VERSION or body[1] & ~_FLAGS:
        raise ValueError("not a statement of this version")
    flags, rest = body[1], body[2 + _KEY_ID_BYTES :]
    issued_on, rest = _day(rest), rest[2:]
    expires_on = None
    if flags & EXPIRES:
        expires_on, rest = _day(rest), rest[2:]
    name, rest = _text(rest)
    number, rest = _text(rest)
    title, rest = _text(rest)
    issuer, rest = _text(rest)
    if rest:
        raise ValueError("more than a statement")
    statement = Statement(
        kind="class" if flags & OF_CLASS else "statement",
        name=name,
        number=number,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        expires_on=expires_on,
        title_is_cut=bool(flags & TITLE_CUT),
        issuer_is_cut=bool(flags & ISSUER_CUT),
    )
    return statement, base64.b32encode(body[2 : 2 + _KEY_ID_BYTES]).decode()


def _text(content: bytes) -> tuple[str, bytes]:
    """(text, what follows it)"""
    length = content[0] if content else 0
    text = content[1 : 1 + length].decode()  # UnicodeDecodeError is a ValueError
    if not length or len(content) <= length or _CONTROL.search(text):
        raise ValueError("not a text")
    return text, content[1 + length :]


def _day_bytes(day: date) -> bytes:
    days = (day - _FIRST_DAY).days
    if not 0 <= days < 1 << 16:
        raise ValueError(f"{day} is out of reach")
    return days.to_bytes(2, "big")


def _day(content: bytes) -> date:
    if len(content) < 2:
        raise ValueError("cut off")
    return _FIRST_DAY + timedelta(days=int.from_bytes(content[:2], "big"))


def _key_bytes(key_id: str) -> bytes:
    try:
        found = base64.b32decode(key_id)
    except Error:
        raise ValueError("not the id of a key") from None
    if len(found) != _KEY_ID_BYTES:
        raise ValueError("not the id of a key")
    return found
