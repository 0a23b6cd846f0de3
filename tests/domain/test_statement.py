"""What a QR states: everything comes back as it was packed, and nothing else is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.certificate import format_code
from literasi.domain.statement import (
    LARGEST,
    SIGNATURE_BYTES,
    Statement,
    StatementError,
    body_of,
    digits_of,
    message,
    read,
)

ADDRESS = f"https://literasi.example/verifikasi/{format_code(bytes(range(16)))}"
KEY_ID = "ABCDEF23"
SIGNATURE = bytes(range(1, SIGNATURE_BYTES + 1))
PLAIN = Statement(
    kind="statement",
    name="Siti Aminah",
    number="000123/LIT-SKBM/2026",
    title="Mengelola Uang Kiriman",
    issuer="Literasi, program KP2MI",
    issued_on=date(2026, 11, 24),
)
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=65_535))
LETTERS = st.characters(exclude_categories=("Cc", "Cs"))


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=most).filter(lambda text: text == text.strip())


STATEMENTS = st.builds(
    Statement,
    kind=st.sampled_from(("statement", "class")),
    name=texts(60).filter(lambda name: len(name.encode()) <= 180),
    number=st.from_regex(r"[0-9A-Z/.-]{1,60}", fullmatch=True),
    title=texts(200).filter(lambda text: text.isprintable()),
    issuer=texts(200).filter(lambda text: text.isprintable()),
    issued_on=DAYS,
    expires_on=st.none() | DAYS,
)


def qr_text(body: bytes, signature: bytes = SIGNATURE) -> str:
    return f"{ADDRESS}#{digits_of(body, signature)}"


@given(STATEMENTS)
def test_what_is_packed_comes_back_and_a_name_and_a_number_are_always_whole(one: Statement) -> None:
    body = body_of(one, KEY_ID)
    assert len(body) <= LARGEST
    address, signed = read(qr_text(body))
    back = signed.statement
    assert (address, signed.key_id, signed.signature) == (ADDRESS, KEY_ID, SIGNATURE)
    assert signed.body == body
    for part in ("kind", "name", "number", "issued_on", "expires_on"):
        assert getattr(back, part) == getattr(one, part)
    for whole, told, cut in (
        (one.title, back.title, back.title_is_cut),
        (one.issuer, back.issuer, back.issuer_is_cut),
    ):
        assert whole.startswith(told)
        assert cut is (told != whole)


@given(STATEMENTS, st.data())
def test_whatever_is_read_is_what_would_be_written(one: Statement, data: st.DataObject) -> None:
    """One bit changed anywhere: it is not read, or read as just what was packed from it."""
    content = bytearray(body_of(one, KEY_ID) + SIGNATURE)
    at = data.draw(st.integers(0, 8 * len(content) - 1))
    content[at // 8] ^= 1 << at % 8
    digits = str(int.from_bytes(content, "big"))
    try:
        _, signed = read(f"{ADDRESS}#{digits}")
    except StatementError:
        return
    assert signed.body + signed.signature == bytes(content)
    assert digits_of(signed.body, signed.signature) == digits
    assert signed.signature != SIGNATURE or signed.body != body_of(one, KEY_ID)


def test_every_bit_of_what_is_signed_counts() -> None:
    body = body_of(replace(PLAIN, expires_on=date(2029, 11, 24)), KEY_ID)
    signed = message(ADDRESS, body)
    assert signed.endswith(body)
    assert ADDRESS.encode() in signed
    assert message(ADDRESS.replace("example", "contoh"), body) != signed


def test_every_truncation_is_refused() -> None:
    whole = qr_text(body_of(PLAIN, KEY_ID))
    assert read(whole)
    for end in range(len(whole)):
        with pytest.raises(StatementError):
            # A shorter number is another one: none happens to be a statement.
            read(whole[:end])
    body = body_of(PLAIN, KEY_ID)
    for end in range(len(body)):
        with pytest.raises(StatementError):
            read(qr_text(body[:end]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        ADDRESS,
        f"{ADDRESS}#",
        f"{ADDRESS}#0{digits_of(body_of(PLAIN, KEY_ID), SIGNATURE)}",
        f"{ADDRESS}#{digits_of(body_of(PLAIN, KEY_ID), SIGNATURE)} ",
        f"{ADDRESS}?x=1#{digits_of(body_of(PLAIN, KEY_ID), SIGNATURE)}",
        f"{ADDRESS.replace('https', 'ftp')}#{digits_of(body_of(PLAIN, KEY_ID), SIGNATURE)}",
        f"{ADDRESS}#{'9' * 5000}",
        f"{ADDRESS}#١٢٣",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(StatementError):
        read(text)


@pytest.mark.parametrize(
    "body",
    [
        b"\x02" + body_of(PLAIN, KEY_ID)[1:],
        body_of(PLAIN, KEY_ID)[:1] + b"\x10" + body_of(PLAIN, KEY_ID)[2:],
        body_of(PLAIN, KEY_ID) + b"\x01x",
        body_of(PLAIN, KEY_ID).replace(b"Siti", b"Si\nt"),
        body_of(PLAIN, KEY_ID).replace(b"Siti", b"Si\xfft"),
        body_of(PLAIN, KEY_ID).replace(b"\x0bSiti Aminah", b"\x00"),
    ],
    ids=["version", "flag", "more", "control", "no UTF-8", "no name"],
)
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(StatementError):
        read(qr_text(body))


@pytest.mark.parametrize(
    "one",
    [
        replace(PLAIN, name="x" * 300),
        replace(PLAIN, name="x" * 255, number="9" * 90),
        replace(PLAIN, name=""),
        replace(PLAIN, name="Siti\x00"),
        replace(PLAIN, issued_on=date(2019, 12, 31)),
        replace(PLAIN, issued_on=date(2200, 1, 1)),
    ],
    ids=["one text", "together", "nobody", "control", "before", "after"],
)
def test_what_no_qr_can_hold_is_not_packed(one: Statement) -> None:
    with pytest.raises(StatementError):
        body_of(one, KEY_ID)


@pytest.mark.parametrize("key_id", ["", "ABCDEF2", "abcdef23", "ABCDEF2345"])
def test_a_key_has_an_id_of_eight_letters(key_id: str) -> None:
    with pytest.raises(StatementError):
        body_of(PLAIN, key_id)


def test_a_long_title_keeps_its_beginning_and_no_half_letters() -> None:
    javanese = "ꦱꦶꦠꦶ" * 50
    back = read(qr_text(body_of(replace(PLAIN, title=javanese), KEY_ID)))[1].statement
    assert back.title_is_cut
    assert javanese.startswith(back.title)
    # The vowel of a syllable stays with it.
    assert javanese[len(back.title)] in "ꦱꦠ"
    assert len(back.title.encode()) > 60
