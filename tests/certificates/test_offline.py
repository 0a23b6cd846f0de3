"""What phones keep to check certificates without a network: the page, the keys, the list."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text

from literasi.certificates.withdrawn import withdrawn_file
from literasi.database import db
from literasi.domain.statement import message as statement_message
from literasi.domain.statement import read
from literasi.domain.withdrawn_list import found_in, message
from literasi.pdf.stating import signed_digits
from literasi.sealing import keys as sealing
from literasi.sealing.statements import verifies
from literasi.web.clock import now
from literasi.web.site import Site
from tests.people import Reader

pytestmark = pytest.mark.both_databases

KEYS, STAMP, LIST = "/verifikasi/kunci.json", "/verifikasi/dicabut.json", "/verifikasi/dicabut.bin"


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


def site_of(app: Flask) -> Site:
    found: Site = app.extensions["literasi"]
    return found


def withdraw(app: Flask, code: str) -> None:
    command = ["certificates", "withdraw", code, "--reason", "Nama orang lain"]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0


def asked(reader: Reader, address: str) -> Any:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
    return json.loads(answer.data)


def test_what_the_paper_states_its_public_key_verifies(app: Flask, siti: Reader, code: str) -> None:
    from literasi.certificates.documents import document_of
    from literasi.certificates.operations import find_certificate

    with app.app_context():
        certificate = find_certificate(code)
        assert certificate is not None
        document = document_of(certificate, "https://literasi.example")
    site = site_of(app)
    text = f"{document.verification_url}#{signed_digits(document, site.fitting)}"
    address, signed = read(text)
    assert address == f"https://literasi.example/verifikasi/{code}"
    assert signed.statement.name == "Siti Aminah"
    assert signed.statement.number == document.number
    key = site.seal.public[signed.key_id].key
    assert verifies(key, statement_message(address, signed.body), signed.signature)


def test_the_list_names_what_was_withdrawn_and_its_stamp_is_signed(
    app: Flask, reader: Reader, siti: Reader, code: str
) -> None:
    assert found_in(reader.get(LIST).data, code) == ""
    withdraw(app, code)
    content = reader.get(LIST).data
    assert found_in(content, code) == "withdrawn"
    assert code.encode() not in content
    stamp = asked(reader, STAMP)
    assert stamp["sidik"] == hashlib.sha256(content).hexdigest()
    key = site_of(app).seal.public[stamp["kunci"]].key
    signature = base64.b64decode(stamp["tanda"])
    assert verifies(key, message(stamp), signature)
    assert not verifies(key, message({**stamp, "waktu": "2030-01-01T00:00:00Z"}), signature)


def test_the_list_is_found_without_reading_every_certificate(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("a planner with little to read reads all of it")
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        withdrawn_file()
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {asked[-1]}")).all()
        assert "INDEX ix_certificate_ended" in str(plan)


def test_a_replaced_one_is_told_from_a_withdrawn_one(
    reader: Reader, siti: Reader, code: str
) -> None:
    name = {"nama": "Siti Aminah Ahmad", "benar": "ya"}
    assert siti.post(f"/sertifikat/{code}/nama", name).status_code == 303
    assert found_in(reader.get(LIST).data, code) == "replaced"


def test_a_list_that_did_not_change_costs_nothing_again(
    app: Flask, reader: Reader, code: str
) -> None:
    first = reader.get(LIST)
    again = reader.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    withdraw(app, code)
    changed = reader.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert len(reader.get(STAMP).data) < 300


def test_every_key_there_ever_was_is_told_and_since_when_it_signs_no_more(
    app: Flask, reader: Reader
) -> None:
    (first,) = asked(reader, KEYS)["kunci"]
    assert first["sampai"] == ""
    sealing.rotate(site_of(app).settings.keys, "Literasi", now())
    old, new = asked(reader, KEYS)["kunci"]
    assert (old["id"], old["titik"]) == (first["id"], first["titik"])
    assert old["sampai"]
    assert new["id"] != old["id"]
    assert new["sampai"] == ""
    assert asked(reader, STAMP)["kunci"] == new["id"]
    assert len(base64.b64decode(new["titik"])) == 65
    assert "private" not in reader.get(KEYS).text


def test_that_page_alone_may_use_the_camera(reader: Reader) -> None:
    assert reader.get("/verifikasi/luring").headers["Permissions-Policy"] == "camera=(self)"
    for address in ("/", "/verifikasi", "/masuk", "/petugas/masuk"):
        assert reader.get(address).headers.get_all("Permissions-Policy") == ["camera=()"]


def test_what_is_kept_is_the_page_with_its_decoder_for_every_certificate(reader: Reader) -> None:
    for prefix in ("", "/en"):
        kept = json.loads(reader.get(f"{prefix}/verifikasi/luring/simpan.json").data)
        address = f"{prefix}/verifikasi/luring"
        assert [one["url"] for one in kept["halaman"]] == [address]
        assert kept["pengganti"] == {"": address}
        assert kept["judul"]
        assets = {one["url"].partition("?")[0] for one in kept["aset"]}
        assert {"/aset/periksa.js", "/aset/baca-qr.js", "/aset/periksa.css"} <= assets


def test_no_other_page_brings_what_only_that_one_needs(reader: Reader) -> None:
    for address in ("/", "/verifikasi", "/masuk"):
        assert "periksa." not in reader.get(address).text
        assert "baca-qr" not in reader.get(address).text


def test_the_page_of_a_certificate_asks_nothing_of_what_follows_the_code(
    reader: Reader, code: str
) -> None:
    """What follows # never arrives; a page of a certificate needs no script for it either."""
    page = reader.get(f"/verifikasi/{code}")
    assert "ASLI" in page.text
    assert "luring" not in page.text


def test_a_key_that_was_stolen_goes_to_no_phone_any_more(app: Flask, reader: Reader) -> None:
    stolen = site_of(app).seal.signing_p256.id
    run = app.test_cli_runner().invoke
    assert run(args=["keys", "rotate", "seal"]).exit_code == 0
    assert stolen in [key["id"] for key in asked(reader, KEYS)["kunci"]]
    command = ["keys", "distrust", "seal", stolen, "--reason", "stolen"]
    assert run(args=command).exit_code == 0
    known = [key["id"] for key in asked(reader, KEYS)["kunci"]]
    assert known
    assert stolen not in known
