"""Every certificate has a place of its own in the list of withdrawn ones."""

from __future__ import annotations

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import delete, select

from literasi import schema
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate, withdraw
from literasi.certificates.status import assign, find_status, has_list, withdrawn_places
from literasi.certificates.status_models import CredentialStatus
from literasi.database import db, write
from tests.classroom import issue, joined
from tests.conftest import SETUP_DAY
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


def places(app: Flask) -> dict[str, tuple[int, int]]:
    """(list, place) by the code of the certificate."""
    with app.app_context():
        rows = select(Certificate.code, CredentialStatus.list_number, CredentialStatus.place)
        found = db.session.execute(rows.join(CredentialStatus)).all()
        return {code: (number, place) for code, number, place in found}


def test_issuing_gives_each_a_place(app: Flask, siti: Reader, trainer: Employee) -> None:
    address = joined(trainer, siti)
    code = siti.pass_course().issue_statement()
    issue(trainer, address)
    found = places(app)
    assert len(found) == 2
    assert len(set(found.values())) == 2
    assert found[code][0] == 1


def test_a_withdrawal_shows_there(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    with app.app_context():
        assert withdrawn_places(1) == []
        with write():
            certificate = find_certificate(code)
            assert certificate is not None
            withdraw(certificate, "Salah nama", SETUP_DAY)
        assert withdrawn_places(1) == [places(app)[code][1]]


def test_a_replaced_one_holds_no_more(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    siti.post(f"/sertifikat/{code}/nama", {"nama": "Siti Aminah binti Ahmad", "benar": "ya"})
    found = places(app)
    assert len(found) == 2
    with app.app_context():
        assert withdrawn_places(1) == [found[code][1]]


def test_what_an_older_release_issued_gets_its_place_later(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    with app.app_context():
        with write():
            db.session.execute(delete(CredentialStatus))
        certificate = find_certificate(code)
        assert certificate is not None
        assert find_status(certificate) is None
        with write():
            assign([certificate, certificate])
            assign([certificate])
        assert len(places(app)) == 1
        assert (has_list(0), has_list(1), has_list(2)) == (False, True, False)


def test_the_migration_gives_places_to_what_was_issued(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    codes = {reader.pass_course().issue_statement() for reader in (siti, stranger)}
    with app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="20261128_closing_report")
        db.engine.dispose()
        assert schema.upgrade() is True
        db.session.remove()
    found = places(app)
    assert found.keys() == codes
    assert len(set(found.values())) == 2
