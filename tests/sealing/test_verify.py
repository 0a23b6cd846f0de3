"""What is said of a file that somebody brings: only what our own keys prove."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pypdf import PdfReader, PdfWriter

from literasi.pdf.certificate import render
from literasi.pdf.making import make_file
from literasi.sealing.keys import SealKeys, distrust, load, prepare, rotate
from literasi.sealing.signing import LocalSeal
from literasi.sealing.verify import LARGEST, Answer, Verdict, verify
from tests.pdf.test_certificate import ADDRESS, STATEMENT

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SealKeys:
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, "Literasi", NOW)
    return load(folder)


@pytest.fixture(scope="module")
def sealed(keys: SealKeys) -> bytes:
    return make_file(STATEMENT, LocalSeal(keys.signing_p256), b'{"contoh": true}')


def gap(file: bytes) -> tuple[int, int]:
    """Where the signature lies, with its < and >."""
    start = file.rindex(b"/Contents <") + len(b"/Contents ")
    return start, file.index(b">", start) + 1


def test_our_own_file_is_genuine_and_says_where_it_can_be_checked(
    sealed: bytes, keys: SealKeys
) -> None:
    said = verify(sealed, keys.public)
    assert said == Verdict(Answer.GENUINE, len(sealed), keys.signing_p256.id, ADDRESS)


def test_an_address_with_any_letters_that_a_link_may_have_comes_back(keys: SealKeys) -> None:
    address = "http://127.0.0.1:8000/verifikasi/00041061050R3GG28A1C60T3GF?a=(1)~&b=%20"
    file = make_file(replace(STATEMENT, verification_url=address), LocalSeal(keys.signing_p256))
    assert verify(file, keys.public).address == address


def test_what_an_older_key_sealed_stays_genuine(tmp_path: Path) -> None:
    prepare(tmp_path, "Literasi", NOW)
    old = load(tmp_path)
    file = make_file(STATEMENT, LocalSeal(old.signing_p256))
    new = rotate(tmp_path, "Literasi", NOW)
    said = verify(file, new.public)
    assert (said.answer, said.key_id) == (Answer.GENUINE, old.signing_p256.id)


def test_what_a_stolen_key_sealed_proves_nothing(tmp_path: Path) -> None:
    prepare(tmp_path, "Literasi", NOW)
    old = load(tmp_path)
    file = make_file(STATEMENT, LocalSeal(old.signing_p256))
    rotate(tmp_path, "Literasi", NOW)
    distrust(tmp_path, old.signing_p256.id, "stolen", NOW)
    known = load(tmp_path).public
    for one in (file, file + b"more"):
        said = verify(one, known)
        assert said == Verdict(Answer.DISTRUSTED, 0, old.signing_p256.id, ADDRESS)
    assert verify(file[:-1] + b"x", known).answer is Answer.CHANGED


def test_what_was_added_behind_is_told_apart_from_what_we_sealed(
    sealed: bytes, keys: SealKeys
) -> None:
    writer = PdfWriter(BytesIO(sealed), incremental=True)
    writer.add_metadata({"/Title": "Nama lain"})
    noted = BytesIO()
    writer.write(noted)
    for more in (noted.getvalue(), sealed + b"\n", sealed + sealed):
        said = verify(more, keys.public)
        assert said.answer is Answer.EXTENDED
        assert more[: said.original] == sealed
        assert said.address == ADDRESS


def test_no_byte_can_be_changed_unnoticed(sealed: bytes, keys: SealKeys) -> None:
    start, end = gap(sealed)
    outside = [one for one in range(len(sealed)) if not start <= one < end]
    for place in [*random.Random(7).sample(outside, 150), 5, start - 1, end, len(sealed) - 1]:
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert verify(bytes(changed), keys.public).answer is not Answer.GENUINE, place


def test_nothing_can_be_hidden_in_the_room_of_the_signature(sealed: bytes, keys: SealKeys) -> None:
    _, end = gap(sealed)
    for hidden in (b"01", b"zz", b"><"):
        changed = sealed[: end - 3] + hidden + sealed[end - 1 :]
        assert len(changed) == len(sealed)
        assert verify(changed, keys.public).answer is not Answer.GENUINE


def test_a_changed_file_that_still_carries_our_seal_is_called_changed(
    sealed: bytes, keys: SealKeys
) -> None:
    changed = bytearray(sealed)
    changed[3000] ^= 1
    said = verify(bytes(changed), keys.public)
    assert said == Verdict(Answer.CHANGED, 0, keys.signing_p256.id, ADDRESS)


def test_our_signature_on_a_strangers_file_is_called_changed(sealed: bytes, keys: SealKeys) -> None:
    start, end = gap(sealed)
    other = make_file(replace(STATEMENT, name="Orang Lain"), LocalSeal(keys.signing_p256))
    there, to = gap(other)
    forged = other[:there] + sealed[start:end] + other[to:]
    assert verify(forged, keys.public).answer is Answer.CHANGED


def test_a_gap_that_was_moved_is_not_accepted(sealed: bytes, keys: SealKeys) -> None:
    start, end = gap(sealed)
    moved = sealed[:900] + sealed[start:end] + sealed[900:start] + sealed[end:]
    named = f"/ByteRange [0 900 {900 + end - start} {len(sealed) - 900 - end + start}]"
    assert verify(moved, keys.public).answer is not Answer.GENUINE
    assert verify(moved + named.encode(), keys.public).original == 0


def test_a_signature_over_something_else_is_no_seal(sealed: bytes, keys: SealKeys) -> None:
    start, end = gap(sealed)
    whole = bytes.fromhex(sealed[start + 1 : end - 1].decode())
    message = cms.ContentInfo.load(whole[: 4 + int.from_bytes(whole[2:4], "big")])
    signer = message["content"]["signer_infos"][0]
    attributes = [one for one in signer["signed_attrs"] if one["type"].native != "message_digest"]
    signer["signed_attrs"] = cms.CMSAttributes(attributes)
    proof = keys.signing_p256.private.sign(
        signer["signed_attrs"].untag().dump(), ec.ECDSA(SHA256())
    )
    signer["signature"] = proof
    text = message.dump().hex().encode()
    forged = sealed[: start + 1] + text.ljust(end - start - 2, b"0") + sealed[end - 1 :]
    assert verify(forged, keys.public).answer is Answer.CHANGED


def test_the_seal_of_another_installation_is_foreign(keys: SealKeys, tmp_path: Path) -> None:
    prepare(tmp_path, "Literasi", NOW)  # the same name in its certificate
    theirs = make_file(STATEMENT, LocalSeal(load(tmp_path).signing_p256))
    assert verify(theirs, keys.public) == Verdict(Answer.FOREIGN)


def test_a_certificate_without_a_seal_and_one_written_anew_are_foreign(
    sealed: bytes, keys: SealKeys
) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(sealed)))
    anew = BytesIO()
    writer.write(anew)
    assert verify(render(STATEMENT), keys.public) == Verdict(Answer.FOREIGN)
    assert verify(anew.getvalue(), keys.public).answer is not Answer.GENUINE


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"PK\x03\x04", b"<html>%PDF-1.7", b"%PDF-1.7" + bytes(LARGEST)],
    ids=["empty", "zero", "zip", "page", "large"],
)
def test_what_is_no_pdf_or_too_large_is_unreadable(content: bytes, keys: SealKeys) -> None:
    assert verify(content, keys.public) == Verdict(Answer.UNREADABLE)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 /ByteRange [0 99999999 99999999 1]",
        b"%PDF-1.7 /ByteRange [0 40 42 10] xxxxxxx<>yyyyyyyyyyyyyyyyyyyyy",
        b"%PDF-1.7 /ByteRange [1 2 3 4] /Contents <3082>",
        b"%PDF-1.7 /ByteRange [0 33 52 0]<3082ffff" + b"30" * 5 + b">",
    ],
)
def test_nonsense_is_foreign(content: bytes, keys: SealKeys) -> None:
    assert verify(content, keys.public) == Verdict(Answer.FOREIGN)


def test_the_worst_file_costs_less_than_a_tenth_of_a_second(sealed: bytes, keys: SealKeys) -> None:
    worst = [
        b"%PDF-" + b"/ByteRange [" * (LARGEST // 12 - 1),
        b"%PDF-" + b"/ByteRange [0 1 2 3] " * (LARGEST // 21 - 1),
        b"%PDF-" + b"/ContactInfo (" * (LARGEST // 14 - 1),
        (sealed * (LARGEST // len(sealed)))[:LARGEST],
        sealed + (b"/ByteRange          " * (LARGEST // 20))[: LARGEST - len(sealed)],
    ]
    for content in worst:
        before = time.process_time()
        verify(content, keys.public)
        assert time.process_time() - before < 0.1
