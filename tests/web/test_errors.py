"""Addresses that are nearly right, and methods that are not."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.people import Reader


def addresses(reader: Reader) -> list[str]:
    course = f"/kursus/{reader.course.slug}"
    module = f"{course}/{reader.module.slug}"
    lesson = f"{module}/{reader.module.lessons[0].slug}"
    return ["/kursus", course, module, lesson, f"{module}/kuis", "/masuk", "/saya", "/verifikasi"]


def test_a_slash_at_the_end_leads_to_the_page_for_good(reader: Reader) -> None:
    for address in addresses(reader):
        answer = reader.get(f"{address}/")
        assert (answer.status_code, answer.location) == (308, address)
    assert reader.get("/kursus///").location == "/kursus"
    assert reader.get("/daftar/?lanjut=/kursus").location == "/daftar?lanjut=/kursus"
    assert reader.client.head("/kursus/").status_code == 308


@pytest.mark.parametrize(
    "path",
    ["/tidak-ada/", "/%2fjahat.example/", "/%5cjahat.example/", "/kursus/tidak/ada/di/sini/"],
)
def test_a_slash_after_what_is_not_there_leads_nowhere(reader: Reader, path: str) -> None:
    answer = reader.get(path)
    # The router itself makes one slash of two; it stays on this site.
    assert urlsplit(answer.location or "").netloc in ("", "localhost")
    assert reader.get(path, follow_redirects=True).status_code == 404


def test_a_form_is_not_sent_on(reader: Reader) -> None:
    for path in ("/masuk/", "/daftar/", "/verifikasi/"):
        assert reader.post(path, {"nama": "x"}).status_code == 404


def test_a_wrong_method_hears_which_are_right(reader: Reader) -> None:
    answer = reader.post("/kursus")
    assert answer.status_code == 405
    assert "Kembali ke halaman tadi" in answer.text
    assert sorted(answer.headers["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS"]
    assert answer.content_type == "text/html; charset=utf-8"
    assert "POST" in reader.get("/keluar").headers["Allow"]
