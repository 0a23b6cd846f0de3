"""Every page has an address in each language, and every address that it makes keeps it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from literasi.domain.languages import LANGUAGES, TRANSLATIONS
from literasi.web.links import permanent_address
from tests.people import Reader

EVERYWHERE = {"/aset", "/petugas", "/manifest.webmanifest"}


def hrefs(page: str) -> list[str]:
    return [
        address
        for address in re.findall(r'(?:href|action|data-\w+)="(/[^"]*)"', page)
        if not any(address.startswith(known) for known in EVERYWHERE)
    ]


def test_the_source_language_has_no_prefix_and_every_other_has_one() -> None:
    assert [language.prefix for language in LANGUAGES if language.is_source] == [""]
    assert all(language.prefix == f"/{language.code}" for language in TRANSLATIONS)


def test_a_page_says_its_language(reader: Reader) -> None:
    assert '<html lang="id">' in reader.get("/").text
    assert '<html lang="en">' in reader.get("/en/").text


def test_neither_browser_nor_cookie_decides(reader: Reader) -> None:
    reader.get("/en/masuk")
    page = reader.get("/masuk", headers={"Accept-Language": "en"})
    assert '<html lang="id">' in page.text


def test_every_link_of_an_english_page_stays_in_english(reader: Reader) -> None:
    for address in ("/en/", "/en/kursus", "/en/masuk", "/en/daftar", "/en/verifikasi"):
        there = {link for link in hrefs(reader.get(address).text) if not link.startswith("/en/")}
        # The switch, and the note to search engines of the same page in the other language.
        assert there == {address.removeprefix("/en")}, address


def test_no_link_of_a_source_page_leads_into_english_but_the_switch(reader: Reader) -> None:
    for address in ("/", "/kursus", "/masuk"):
        links = [link for link in hrefs(reader.get(address).text) if link.startswith("/en/")]
        assert set(links) == {f"/en{address}"}


def test_the_prefix_alone_leads_to_the_first_page_with_its_query(reader: Reader) -> None:
    answer = reader.get("/en?utm_source=wa")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/en/?utm_source=wa")


@pytest.mark.parametrize("path", ["/english", "/en-us/kursus", "/En/kursus", "/enkursus"])
def test_what_only_begins_like_a_prefix_is_a_path_of_its_own(reader: Reader, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert '<html lang="id">' in answer.text


def test_a_prefix_within_a_prefix_leads_nowhere(reader: Reader) -> None:
    assert reader.get("/en/en/kursus").status_code == 404


def test_who_must_sign_in_first_comes_back_in_the_same_language(reader: Reader) -> None:
    answer = reader.get("/en/saya?x=1")
    assert answer.headers["Location"] == "/en/masuk?lanjut=/en/saya?x%3D1"


def test_a_form_leads_on_in_the_language_it_was_sent_in(reader: Reader) -> None:
    page = reader.get("/en/daftar").text
    key = re.search(r'name="kunci" value="([^"]+)"', page)
    assert key
    form = {"kunci": key[1], "nama": "Siti", "setuju": "ya"}
    assert reader.post("/en/daftar", data=form).headers["Location"] == "/en/saya"


def test_who_is_signed_in_stays_so_in_the_other_language(siti: Reader) -> None:
    assert siti.get("/en/saya").status_code == 200
    assert siti.get("/saya").status_code == 200


def test_the_switch_keeps_page_and_query(reader: Reader) -> None:
    page = reader.get("/masuk?lanjut=/saya").text
    assert '<a href="/en/masuk?lanjut=/saya" hreflang="en" lang="en">English</a>' in page
    back = reader.get("/en/masuk?lanjut=/en/saya").text
    switch = '<a href="/masuk?lanjut=/en/saya" hreflang="id" lang="id">Bahasa Indonesia</a>'
    assert switch in back


def test_where_a_form_answers_the_switch_leads_to_the_form(reader: Reader) -> None:
    assert 'href="/en/daftar" hreflang="en" lang' in reader.post("/daftar", data={}).text


def test_where_nothing_can_be_fetched_the_switch_leads_to_the_first_page(reader: Reader) -> None:
    answer = reader.post("/masuk/kartu", data={"kode": "1"})
    assert 'href="/en/" hreflang="en" lang' in answer.text


@pytest.mark.parametrize("path", ["//lain.example/x", "/en//lain.example/x", "/%5Clain.example"])
def test_no_address_makes_the_switch_lead_to_another_site(reader: Reader, path: str) -> None:
    answer = reader.get(path)
    assert 'href="//' not in answer.text
    assert 'href="/\\' not in answer.text
    assert answer.status_code == 404


def test_an_error_is_told_in_the_language_of_its_address(reader: Reader) -> None:
    assert '<html lang="en">' in reader.get("/en/tidak-ada").text


def test_pages_of_staff_are_in_the_source_language_alone(reader: Reader) -> None:
    answer = reader.get("/en/petugas/masuk?lanjut=/petugas/akun")
    assert answer.status_code == 307
    assert answer.headers["Location"] == "/petugas/masuk?lanjut=/petugas/akun"
    assert "hreflang" not in reader.get("/petugas/masuk").text


@pytest.mark.parametrize(
    "path", ["/readyz", "/healthz", "/static/img/icon.svg", "/aset/ikon.svg", "/kursus/x/buku.pdf"]
)
def test_documents_and_what_machines_ask_for_have_one_address(reader: Reader, path: str) -> None:
    answer = reader.get(f"/en{path}")
    assert (answer.status_code, answer.headers["Location"]) == (307, path)


def test_what_is_printed_has_an_address_without_language(app: Flask) -> None:
    with app.test_request_context(path="/kartu", base_url="http://literasi.test/en/"):
        assert permanent_address("accounts.sign_in") == "http://literasi.test/masuk"


def test_every_public_page_is_stored_in_every_language(app: Flask) -> None:
    pages = app.extensions["literasi"].pages()
    # What machines read, and what is staff's, whose pages are in one language.
    alone = ("/aset/", "/sw.js", "/manifest.webmanifest", "/petugas/")
    plain = {address for address in pages if not address.startswith(("/en/", *alone))}
    assert {f"/en{address}" for address in plain} == {a for a in pages if a.startswith("/en/")}
