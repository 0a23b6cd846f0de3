"""The credential of a certificate: anybody who has the code may have it, and check it."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import delete, update

from literasi.certificates.models import Certificate
from literasi.certificates.status_models import CredentialStatus
from literasi.database import db, write
from literasi.domain.credential import is_about
from tests.classroom import issue, joined
from tests.people import Employee, Reader
from tests.verifier import BASE, Verifier

pytestmark = pytest.mark.both_databases


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


def test_it_verifies_and_says_whose_it_is_to_whoever_knows_the_name(
    verifier: Verifier, siti: Reader, code: str
) -> None:
    document = verifier.credential(code)
    assert verifier.verifies(document)
    assert not verifier.is_withdrawn(document)
    assert is_about(document, "Siti Aminah")
    assert "Siti" not in json.dumps(document)
    assert document["name"] == siti.course.title
    assert document["id"] == f"{BASE}/verifikasi/{code}/kredensial.json"


def test_a_class_certificate_has_one_too_unless_it_is_a_specimen(
    app: Flask, verifier: Verifier, siti: Reader, trainer: Employee
) -> None:
    address = joined(trainer, siti)
    siti.pass_course()
    issue(trainer, address)
    with app.app_context():
        made = db.session.scalars(db.select(Certificate)).one()
    document = verifier.credential(made.code)
    assert verifier.verifies(document)
    assert document["issuer"]["name"] == made.issuer
    with app.app_context(), write():
        details = {**made.details, "specimen": True}
        db.session.execute(update(Certificate).values(details=details))
    assert verifier.get(f"/verifikasi/{made.code}/kredensial.json").status_code == 404


def test_a_withdrawal_shows_in_the_list_and_the_credential_stays_readable(
    app: Flask, verifier: Verifier, code: str
) -> None:
    before = verifier.credential(code)
    command = ["certificates", "withdraw", code, "--reason", "Salah orang"]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0
    assert verifier.is_withdrawn(before)
    after = verifier.credential(code)
    assert verifier.verifies(after)
    assert verifier.is_withdrawn(after)


def test_what_an_older_key_signed_verifies_after_a_rotation(
    app: Flask, verifier: Verifier, code: str
) -> None:
    before = verifier.credential(code)
    assert app.test_cli_runner().invoke(args=["keys", "rotate", "seal"]).exit_code == 0
    after = verifier.credential(code)
    assert before["proof"]["verificationMethod"] != after["proof"]["verificationMethod"]
    known = json.loads(verifier.get("/.well-known/did.json").data)["assertionMethod"]
    for document in (before, after):
        assert document["proof"]["verificationMethod"] in known
        assert verifier.verifies(document)


def test_a_stolen_key_leaves_the_document_of_keys_and_its_proofs_hold_no_more(
    app: Flask, verifier: Verifier, code: str
) -> None:
    before = verifier.credential(code)
    stolen = before["proof"]["verificationMethod"]
    run = app.test_cli_runner().invoke
    assert run(args=["keys", "rotate", "seal"]).exit_code == 0
    command = ["keys", "distrust", "seal", stolen.partition("#")[2], "--reason", "stolen"]
    assert run(args=command).exit_code == 0
    document = verifier.get("/.well-known/did.json").text
    assert stolen not in document
    assert not verifier.verifies(before)
    after = verifier.credential(code)
    assert verifier.verifies(after)
    assert after["proof"]["verificationMethod"] in document


def test_programs_of_other_sites_may_read_and_keep_what_is_public(
    verifier: Verifier, code: str
) -> None:
    for path in ("/.well-known/did.json", "/kredensial/status/1"):
        answer = verifier.get(path)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert "Set-Cookie" not in answer.headers
    answer = verifier.get(f"/verifikasi/{code}/kredensial.json")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "json" in answer.mimetype


def test_badges_are_pictures_with_the_credential_inside(verifier: Verifier, code: str) -> None:
    png = verifier.get(f"/verifikasi/{code}/lencana.png")
    with Image.open(BytesIO(png.data)) as picture:
        picture.load()
        assert picture.size == (480, 480)
        inside = picture.info["openbadgecredential"]
    assert verifier.verifies(json.loads(str(inside)))
    svg = verifier.get(f"/verifikasi/{code}/lencana.svg").text
    found = re.search(r"<openbadges:credential><!\[CDATA\[(.*)\]\]></openbadges:credential>", svg)
    assert found is not None
    assert verifier.verifies(json.loads(found[1]))
    assert "<title" in svg


def test_what_an_older_release_issued_gets_its_place_when_asked(
    app: Flask, verifier: Verifier, code: str
) -> None:
    with app.app_context(), write():
        db.session.execute(delete(CredentialStatus))
    first = verifier.credential(code)
    assert verifier.credential(code)["credentialStatus"] == first["credentialStatus"]


@pytest.mark.parametrize("kind", ["kredensial.json", "lencana.png", "lencana.svg"])
def test_an_unknown_code_has_none_and_deleted_data_is_gone(
    app: Flask, verifier: Verifier, code: str, kind: str
) -> None:
    assert verifier.get(f"/verifikasi/{'0' * 26}/{kind}").status_code == 404
    assert verifier.get(f"/verifikasi/salah/{kind}").status_code == 404
    with app.app_context(), write():
        db.session.execute(update(Certificate).values(name=None, learner_id=None))
    assert verifier.get(f"/verifikasi/{code}/{kind}").status_code == 410


@pytest.mark.parametrize("number", ["0", "2", "-1", "x"])
def test_a_list_that_does_not_exist_is_not_found(verifier: Verifier, number: str) -> None:
    assert verifier.get(f"/kredensial/status/{number}").status_code == 404


def test_without_an_https_address_there_is_none_and_none_is_offered(
    reader: Reader, siti: Reader, code: str
) -> None:
    for path in (
        "/.well-known/did.json",
        "/kredensial/status/1",
        f"/verifikasi/{code}/kredensial.json",
        f"/verifikasi/{code}/lencana.png",
    ):
        assert reader.get(path).status_code == 404
    assert "kredensial.json" not in siti.get(f"/sertifikat/{code}").text


def test_the_learners_page_offers_it_where_there_is_one(verifier: Verifier) -> None:
    siti = Reader(verifier.app).register("Siti Aminah")
    code = siti.pass_course().issue_statement()
    page = siti.get(f"/sertifikat/{code}").text
    for name in ("kredensial.json", "lencana.png", "lencana.svg"):
        assert f'href="/verifikasi/{code}/{name}"' in page
