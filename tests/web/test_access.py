"""Every endpoint says who may reach it, and nobody else does."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask

from literasi.web.access import UndeclaredError, Who, declared, init_access
from tests.people import Reader


def test_every_endpoint_declares_who_may_reach_it(app: Flask) -> None:
    for endpoint in app.view_functions:
        assert declared(app, endpoint), endpoint


def test_an_endpoint_that_declares_nothing_stops_the_start() -> None:
    app = Flask(__name__)
    app.add_url_rule("/x", "x", lambda: "x")
    with pytest.raises(UndeclaredError, match="x"):
        init_access(app)


def test_a_stranger_reaches_no_closed_page(app: Flask, reader: Reader) -> None:
    closed = 0
    for rule in app.url_map.iter_rules():
        if Who.ANYBODY in declared(app, rule.endpoint):
            continue
        path = re.sub(r"<uuid:\w+>", str(UUID(int=1)), rule.rule)
        path = path.replace("<course>", reader.course.slug).replace("<code>", "0" * 26)
        for method in {"GET", "POST"} & (rule.methods or set()):
            answer = reader.get(path) if method == "GET" else reader.post(path)
            assert answer.status_code == 303, (method, path)
            assert answer.location.startswith(("/masuk", "/petugas/masuk")), (method, path)
            closed += 1
    assert closed >= 40
