"""A form counts only when it comes from our own pages; every answer carries its guards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from literasi import create_app
from literasi.config import Settings
from tests.people import Reader


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://jahat.example"},
        {"Origin": "null"},
        {"Origin": "null", "Referer": "http://localhost/verifikasi"},
        {"Origin": "http://[", "Referer": "http://localhost/verifikasi"},
        {"Referer": "https://jahat.example/localhost"},
        {"Referer": "https://localhost.jahat.example/"},
        {"Referer": "https://localhost@jahat.example/"},
        {"Sec-Fetch-Site": "cross-site", "Referer": "http://localhost/verifikasi"},
        {},
    ],
)
def test_a_form_from_another_site_is_refused_in_plain_words(
    app: Flask, headers: dict[str, str]
) -> None:
    answer = app.test_client().post("/verifikasi", data={"kode": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "berasal dari halaman kami" in answer.text


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://localhost"}, {"Referer": "http://localhost/verifikasi"}]
)
def test_an_old_browser_that_sends_origin_or_referer_is_served(
    app: Flask, headers: dict[str, str]
) -> None:
    answer = app.test_client().post("/verifikasi", data={"kode": "x"}, headers=headers)
    assert answer.status_code == 422


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_behind_a_proxy_the_base_address_is_our_own(app: Flask, header: str) -> None:
    app.config["BASE_URL"] = "https://literasi.example"
    for address, status in (
        ("https://literasi.example/verifikasi", 422),
        ("http://literasi.example/verifikasi", 403),
        ("https://literasi.example.jahat.example/", 403),
    ):
        sent = address if header == "Referer" else address.rpartition("/")[0]
        answer = app.test_client().post("/verifikasi", data={"kode": "x"}, headers={header: sent})
        assert answer.status_code == status, address


def test_a_refused_form_changes_nothing(app: Flask, siti: Reader) -> None:
    answer = siti.client.post("/keluar", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert siti.get("/saya").status_code == 200


@pytest.mark.parametrize("path", ["/", "/saya", "/tidak-ada", "/verifikasi", "/masuk"])
def test_every_answer_carries_its_guards(reader: Reader, path: str) -> None:
    headers = reader.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_personal_page_is_kept_by_no_cache(siti: Reader) -> None:
    assert siti.get("/saya").headers["Cache-Control"] == "no-store, private"
    assert siti.get("/saya/ringkas").headers["Cache-Control"] == "no-store, private"


def test_cookies_are_closed_to_scripts_and_to_other_sites(reader: Reader) -> None:
    reader.register("Siti")
    cookies = {cookie.key: cookie for cookie in reader.client._cookies.values() if cookie.value}
    assert cookies["literasi_masuk"].http_only
    assert cookies["literasi_hp"].http_only
    assert {cookie.same_site for cookie in cookies.values()} == {"Lax"}


def test_a_huge_body_is_refused_and_nothing_is_kept(siti: Reader) -> None:
    form = siti.open_quiz()
    form["undian"] = "x" * 100_000
    answer = siti.post(siti.quiz_path(), form)
    assert answer.status_code == 413
    assert "terlalu besar" in answer.text
    assert siti.get("/saya/ringkas").json["lulus"] == []


def test_headers_of_a_proxy_are_not_believed(app: Flask) -> None:
    # Whoever reaches the app could send them: only LITERASI_BASE_URL says where the site is.
    headers = {
        "Origin": "https://jahat.example",
        "Forwarded": "host=jahat.example;proto=https",
        "X-Forwarded-Host": "jahat.example",
        "X-Forwarded-Proto": "https",
    }
    answer = app.test_client().post("/verifikasi", data={"kode": "x"}, headers=headers)
    assert answer.status_code == 403


def test_behind_a_proxy_a_form_is_ours_by_the_public_address(settings: Settings) -> None:
    public = replace(settings, base_url="https://literasi.example")
    client = create_app(public).test_client()
    # What the app sees when a proxy passes its own idea of the host on.
    for origin, status in (("https://literasi.example", 422), ("https://jahat.example", 403)):
        headers = {"Origin": origin, "Host": "app:8000"}
        answer = client.post("/verifikasi", data={"kode": "x"}, headers=headers)
        assert answer.status_code == status
