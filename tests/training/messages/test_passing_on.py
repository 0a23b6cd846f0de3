"""A notice goes to the operator's gateways where there are any, and nothing hangs on them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Empty, Queue
from threading import Thread, get_ident
from typing import Any

import pytest
from flask import Flask

from literasi import create_app
from literasi.config import Settings, SettingsError, from_environ
from literasi.notify import deliver
from tests.classroom import notices, post_notice
from tests.people import Employee, hidden
from tests.staff import employ

BODY = "Besok libur, sampaikan kepada Bu Rahasia"
NOBODY = "json://kelas:token-rahasia@127.0.0.1:9/kelas"  # a port where nobody listens


class Gateway:
    """A service that takes messages as JSON, or refuses them."""

    def __init__(self, status: int = 200) -> None:
        self.taken: Queue[dict[str, Any]] = Queue()
        taken = self.taken

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                taken.put(json.loads(self.rfile.read(length)))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"json://kelas:token-rahasia@127.0.0.1:{self.server.server_port}/kelas"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    made = Gateway()
    yield made
    made.server.shutdown()
    made.server.server_close()


def board(app: Flask) -> tuple[Employee, str]:
    trainer = employ(app, "rina@bp3mi.test", "trainer").sign_in()
    return trainer, trainer.make_class()


def with_gateways(settings: Settings, *urls: str) -> Flask:
    return create_app(replace(settings, notify_urls=urls))


def test_a_notice_that_is_to_be_passed_on_goes_once(settings: Settings, gateway: Gateway) -> None:
    trainer, address = board(with_gateways(settings, NOBODY, gateway.url))
    key = hidden(trainer.get(f"{address}/papan").text, "kunci")
    for _ in range(2):
        post_notice(trainer, address, BODY, teruskan="ya", kunci=key)
    message = gateway.taken.get(timeout=30)
    assert message["message"] == BODY
    assert message["title"].startswith("Praya Angkatan 3, ")
    with pytest.raises(Empty):
        gateway.taken.get(timeout=1)


def test_what_is_not_to_be_passed_on_stays(settings: Settings, gateway: Gateway) -> None:
    trainer, address = board(with_gateways(settings, gateway.url))
    assert "Teruskan juga" in trainer.get(f"{address}/papan").text
    post_notice(trainer, address, BODY)
    with pytest.raises(Empty):
        gateway.taken.get(timeout=1)


def test_without_gateways_nothing_is_offered_or_passed_on(app: Flask) -> None:
    trainer, address = board(app)
    assert "Teruskan juga" not in trainer.get(f"{address}/papan").text
    post_notice(trainer, address, BODY, teruskan="ya")
    assert len(notices(trainer, address)) == 1


def test_a_failing_gateway_breaks_no_page(settings: Settings) -> None:
    trainer, address = board(with_gateways(settings, NOBODY))
    post_notice(trainer, address, BODY, teruskan="ya")
    assert BODY in trainer.get(f"{address}/papan").text


def test_the_log_says_neither_words_nor_addresses(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    refusing = Gateway(500)
    with caplog.at_level(logging.DEBUG):
        taken = deliver((NOBODY, "nonsense://x", refusing.url, gateway.url), "Kelas", BODY)
    refusing.server.shutdown()
    refusing.server.server_close()
    assert taken == 1
    # What a connection itself says names host and port, which are no secret. Another test's
    # thread may still be at work.
    said = [one for one in caplog.records if one.thread == get_ident()]
    ours = [one.getMessage() for one in said if one.name != "urllib3.connectionpool"]
    assert ours == [
        "gateway 1 of LITERASI_NOTIFY_URLS (json) took no notice",
        "gateway 2 of LITERASI_NOTIFY_URLS (nonsense) took no notice",
        "gateway 3 of LITERASI_NOTIFY_URLS (json) took no notice",
    ]
    assert "Rahasia" not in caplog.text
    assert "token-rahasia" not in caplog.text


def test_the_setting_is_a_list_and_a_bad_one_stops_the_start() -> None:
    assert from_environ({}).notify_urls == ()
    two = from_environ({"LITERASI_NOTIFY_URLS": "json://a/b  tgram://token/chat"})
    assert two.notify_urls == ("json://a/b", "tgram://token/chat")
    with pytest.raises(SettingsError, match="address 2") as refusal:
        from_environ({"LITERASI_NOTIFY_URLS": "json://a token-rahasia"})
    assert "token-rahasia" not in str(refusal.value)
