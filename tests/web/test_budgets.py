"""A learner's page takes at most 12 kB of script, no font, and nothing from another server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from flask import Flask

from literasi.web.access import Who, declared
from literasi.web.assets import BUNDLES, bundle
from literasi.web.public import StoredPage
from literasi.web.security import CONTENT_SECURITY_POLICY
from tests.people import Reader

SCRIPT = 12_000  # bytes, compressed, with the worker and with what a tap may bring
# What a trainer's device keeps to work with no network, fetched at the office.
AFIELD, AFIELD_SCRIPT = "/petugas/luring", 20_000
# What somebody's phone keeps to check certificates with no network, a decoder of QR included.
OFFLINE, OFFLINE_SCRIPT = "/verifikasi/luring", 35_000
Pages = Mapping[str, StoredPage]


def learners_pages(siti: Reader) -> Iterator[tuple[str, str]]:
    """Every page whose address is known beforehand, as a learner and as a stranger see it."""
    result = siti.take_quiz().location
    known = {
        "course": siti.course.slug,
        "module": siti.module.slug,
        "lesson": siti.module.lessons[0].slug,
        "attempt": result.rpartition("/")[2],
        "code": siti.pass_course().issue_statement(),
    }
    stranger = Reader(siti.app)
    for address in learners_addresses(siti.app, known):
        for visitor in (siti, stranger):
            answer = visitor.get(address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                yield address, answer.text


def learners_addresses(app: Flask, known: Mapping[str, str]) -> list[str]:
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.arguments <= known.keys()
        and declared(app, rule.endpoint) & {Who.LEARNER, Who.ANYBODY}
    ]
    with app.test_request_context():
        return [
            app.url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
            for rule in rules
        ]


def test_no_page_of_a_learner_takes_more_than_12_kb_of_script(app: Flask, siti: Reader) -> None:
    stored: Pages = app.extensions["literasi"].pages()
    worker = len(stored["/sw.js"].brotlied)
    sizes: dict[str, int] = {}
    for address, html in learners_pages(siti):
        scripts = set(re.findall(r"/aset/[\w-]+\.js\?v=\w+", html))
        taken = worker + sum(len(stored[one].brotlied) for one in scripts)
        sizes[address] = max(taken, sizes.get(address, 0))
    assert {"/", "/saya", "/simpanan", siti.quiz_path(), "/daftar", "/kartu"} <= sizes.keys()
    assert len(sizes) > 25
    assert sizes.pop(AFIELD) < AFIELD_SCRIPT
    assert sizes.pop(OFFLINE) < OFFLINE_SCRIPT
    assert {address: size for address, size in sizes.items() if size > SCRIPT} == {}


def test_no_style_sheet_brings_a_font_or_asks_another_server() -> None:
    for name in BUNDLES:
        if name.endswith(".css"):
            text = bundle(name).decode()
            for word in ("@font-face", "@import", "//"):
                assert word not in text, name


def test_no_browser_would_fetch_one_either() -> None:
    assert "font-src" not in CONTENT_SECURITY_POLICY
    sources = CONTENT_SECURITY_POLICY.replace(";", " ").split()
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert [one for one in sources if ":" in one or "*" in one] == ["data:"]
