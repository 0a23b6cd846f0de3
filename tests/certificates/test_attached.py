"""The credential that lies in a certificate's file: each one's own, as the site gives it out."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import delete

from literasi.certificates.credential_jobs import attachment_of
from literasi.certificates.models import Certificate
from literasi.certificates.status_models import CredentialStatus
from literasi.config import Settings
from literasi.database import db, write
from literasi.domain.certificate import grouped
from literasi.domain.credential import is_about
from literasi.sealing.verify import Answer, verify
from tests.attached import attached, issued, stored, unsigned
from tests.people import Reader
from tests.readers import words_of
from tests.verifier import Verifier

pytestmark = pytest.mark.both_databases


def test_each_of_a_class_has_its_own_which_is_the_one_that_the_site_gives_out(
    verifier: Verifier, settings: Settings, made: list[Certificate]
) -> None:
    found = [attached(stored(settings, one)) for one in made]
    assert len({one["id"] for one in found}) == len(made)
    for document, certificate in zip(found, made, strict=True):
        assert verifier.verifies(document)
        assert not verifier.is_withdrawn(document)
        assert certificate.name
        assert is_about(document, certificate.name)
        assert unsigned(document) == unsigned(verifier.credential(certificate.code))


def test_each_is_sealed_with_its_credential_inside(
    verifier: Verifier, settings: Settings, made: list[Certificate]
) -> None:
    keys = verifier.app.extensions["literasi"].seal.public
    for one in made:
        assert verify(stored(settings, one), keys).answer is Answer.GENUINE


def test_programs_for_pdfs_find_it_with_its_kind_and_purpose(
    settings: Settings, made: list[Certificate], tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pdf"
    for one in made:
        path.write_bytes(stored(settings, one))
        command = ("pdfdetach", "-list", str(path))
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert said.split("\n")[:2] == ["1 embedded files", "1: kredensial.json"]
        with pikepdf.open(path) as pdf:
            (file,) = pdf.Root.AF
            assert file.AFRelationship == "/Data"
            assert file.EF.F.Subtype == "/application/ld+json"
            assert file.Desc == "Kredensial terverifikasi (Open Badges 3.0)"


def test_their_text_is_what_the_database_holds(
    settings: Settings, made: list[Certificate], tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pdf"
    for one in made:
        path.write_bytes(stored(settings, one))
        lines = words_of(path).splitlines()
        assert {one.name, one.title, f"Nomor {one.number}", grouped(one.code)} <= set(lines)
        listed = [line for line in lines if re.match(r"\d+\. ", line)]
        assert listed == [
            f"{place}. {line['title']} {line['minutes']} menit {line['mark']}"
            for place, line in enumerate(one.modules, 1)
        ]


def test_one_that_an_older_release_issued_gets_its_place_before_its_file_is_made(
    verifier: Verifier,
) -> None:
    siti = Reader(verifier.app).register("Siti Aminah")
    code = siti.pass_course().issue_statement()
    with verifier.app.app_context(), write():
        db.session.execute(delete(CredentialStatus))
    answer = siti.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 200, answer.text
    document = attached(answer.data)
    assert verifier.verifies(document)
    assert unsigned(document) == unsigned(verifier.credential(code))


def test_no_transaction_is_open_once_it_is_found_and_rendering_begins(verifier: Verifier) -> None:
    siti = Reader(verifier.app).register("Siti Aminah")
    siti.pass_course().issue_statement()
    (certificate,) = issued(verifier.app)
    for _ in range(2):
        with verifier.app.app_context():
            assert attachment_of(certificate)
            assert not db.session().in_transaction()
        with verifier.app.app_context(), write():
            db.session.execute(delete(CredentialStatus))


def test_one_that_was_withdrawn_later_is_found_out_by_its_list(verifier: Verifier) -> None:
    siti = Reader(verifier.app).register("Siti Aminah")
    code = siti.pass_course().issue_statement()
    document = attached(siti.get(f"/sertifikat/{code}.pdf").data)
    command = ["certificates", "withdraw", code, "--reason", "Salah orang"]
    assert verifier.app.test_cli_runner().invoke(args=command).exit_code == 0
    assert verifier.verifies(document)
    assert verifier.is_withdrawn(document)


def test_without_an_https_address_there_is_none(siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    with pikepdf.open(BytesIO(siti.get(f"/sertifikat/{code}.pdf").data)) as pdf:
        assert len(pdf.attachments) == 0
