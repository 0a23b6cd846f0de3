"""What tests of certificates share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from literasi.certificates.models import Certificate
from literasi.config import Settings
from tests.attached import issued
from tests.classroom import issue, joined
from tests.making import make_files
from tests.people import Employee, Reader
from tests.staff import employ
from tests.verifier import Verifier, online

NAMES = ("Siti Aminah", "Budi Santoso", "Ni Made Ayu")


@pytest.fixture
def verifier(app: Flask, settings: Settings) -> Iterator[Verifier]:
    """The same installation, with the base address that a real one has."""
    with online(settings) as there:
        yield Verifier(there)


@pytest.fixture
def trainer_online(verifier: Verifier) -> Employee:
    return employ(verifier.app, "rina@bp3mi.test", "trainer").sign_in()


@pytest.fixture
def class_online(verifier: Verifier, trainer_online: Employee) -> str:
    """The address of a class of three who have certificates, and files that a worker made: of the
    same design, so all but the first are stamped."""
    people = [Reader(verifier.app).register(name) for name in NAMES]
    address = joined(trainer_online, *people)
    for one in people:
        one.take_quiz()
    issue(trainer_online, address)
    assert make_files(verifier.app) == len(NAMES)
    return address


@pytest.fixture
def made(verifier: Verifier, class_online: str) -> list[Certificate]:
    """Their certificates."""
    return issued(verifier.app)
