"""Public pages are the same bytes for everybody, compressed once, small and cacheable."""

from __future__ import annotations

import gzip
import inspect
from dataclasses import replace

import brotli
import pytest
from flask import Flask

from literasi.web.assets import BUNDLES, asset_url
from literasi.web.public import addresses, parameters_read, render_page
from tests.people import Reader


@pytest.fixture
def lesson(app: Flask) -> str:
    course = app.extensions["literasi"].catalogue.courses[0]
    module = course.modules[0]
    return f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}"


def test_every_public_address_is_stored(app: Flask) -> None:
    site = app.extensions["literasi"]
    assert set(site.pages()) == set(addresses(app, site.prepared.catalogue))
    assert len(site.pages()) > 15


def test_a_learner_and_a_stranger_get_the_same_bytes(siti: Reader, reader: Reader) -> None:
    for address in siti.app.extensions["literasi"].pages():
        hers, theirs = siti.get(address), reader.get(address)
        assert hers.data == theirs.data
        assert "Set-Cookie" not in hers.headers
        assert "Cookie" not in hers.headers.get("Vary", "")


def test_what_is_stored_says_to_no_cache_that_it_varies_by_cookie(app: Flask, lesson: str) -> None:
    # Also at a set-up that finds its keys there already, when sessions can be read.
    assert app.config["SECRET_KEY"]
    site = app.extensions["literasi"]
    site.prepared = replace(site.prepared, pages={})
    headers = dict(render_page(app, lesson).headers)
    assert headers["Vary"] == "Accept-Encoding"


def test_the_view_itself_gives_a_signed_in_learner_nothing_personal(siti: Reader) -> None:
    # A parameter that some view reads passes the store by: this is what the view itself says.
    for address in siti.app.extensions["literasi"].pages():
        if "?" not in address:
            by_view = siti.get(f"{address}?v=1")
            assert "ETag" not in by_view.headers
            assert by_view.data == siti.get(address).data, address


def test_marks_that_others_add_to_a_link_still_get_the_stored_page(
    reader: Reader, lesson: str
) -> None:
    stored = reader.get(lesson)
    for query in ("fbclid=Abc", "utm_source=wa&utm_medium=", "=", "&&", "%ff=%"):
        marked = reader.get(f"{lesson}?{query}")
        assert marked.headers["ETag"] == stored.headers["ETag"], query
        assert marked.data == stored.data


def test_a_public_view_that_reads_the_request_says_what_it_reads(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if hasattr(view, "public_values") and "request." in inspect.getsource(view):
            assert view.public_reads, endpoint
    assert parameters_read(app) >= {"v"}


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_each_reader_gets_the_encoding_they_can_read(
    reader: Reader, lesson: str, accepted: str, coding: str | None, read: type
) -> None:
    answer = reader.get(lesson, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert read(answer.data) == reader.get(lesson).data
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_page_that_did_not_change_is_not_sent_again(reader: Reader, lesson: str) -> None:
    first = reader.get(lesson, headers={"Accept-Encoding": "br"})
    headers = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    again = reader.get(lesson, headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_head_gives_the_headers_and_no_body(reader: Reader, lesson: str) -> None:
    answer = reader.client.head(lesson, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) > 500
    assert answer.data == b""


def test_assets_are_kept_for_ever_under_their_hash(reader: Reader) -> None:
    for name in BUNDLES:
        answer = reader.get(asset_url(name))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert reader.get("/aset/literasi.css?v=lama").headers["Cache-Control"] == "no-cache"
    assert reader.get("/aset/lain.js").status_code == 404
