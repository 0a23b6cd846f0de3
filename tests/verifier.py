"""A program somewhere else that asks an installation under the https address of a real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from literasi import create_app
from literasi.config import Settings
from literasi.database import db
from literasi.domain.status_list import is_set
from literasi.sealing.credentials import public_keys, verifies
from tests.conftest import make_settings

BASE = "https://literasi.example"


class Verifier:
    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=BASE)

    def credential(self, code: str) -> dict[str, Any]:
        answer = self.get(f"/verifikasi/{code}/kredensial.json")
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = json.loads(answer.data)
        return document

    def verifies(self, document: dict[str, Any]) -> bool:
        return verifies(document, dict(public_keys(self.app.extensions["literasi"].seal)))

    def listed(self, document: dict[str, Any]) -> dict[str, Any]:
        """The list that a credential names, which we signed too."""
        address = document["credentialStatus"]["statusListCredential"]
        found: dict[str, Any] = json.loads(self.get(urlsplit(address).path).data)
        assert self.verifies(found)
        return found

    def is_withdrawn(self, document: dict[str, Any]) -> bool:
        encoded = self.listed(document)["credentialSubject"]["encodedList"]
        return is_set(encoded, int(document["credentialStatus"]["statusListIndex"]))


def online_settings(settings: Settings) -> Settings:
    """The same installation, with an https base address."""
    more = {"LITERASI_DATABASE_URL": settings.database_url, "LITERASI_BASE_URL": BASE}
    return make_settings(settings.data, **more)


@contextmanager
def online(settings: Settings) -> Iterator[Flask]:
    """Its app, which the tests' browsers reach as if by https."""
    app = create_app(online_settings(settings))
    app.config["PREFERRED_URL_SCHEME"] = "https"
    yield app
    with app.app_context():
        db.engine.dispose()
