"""Personal pages are compressed, except where the reader's address could give a secret away."""

from __future__ import annotations

import gzip
import re

import pytest
from werkzeug.test import TestResponse

from tests.people import Reader

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def coding(answer: TestResponse) -> str | None:
    return answer.headers.get("Content-Encoding")


def test_the_home_and_a_quiz_come_in_few_bytes(siti: Reader) -> None:
    siti.take_quiz()
    result = siti.take_quiz().location
    # What a quiz weighs depends on what was drawn; the next test weighs what does not.
    for path, most in (("/saya", 3000), (result, 3000), (siti.quiz_path(), 3300)):
        answer = siti.get(path, headers=GZIP)
        assert coding(answer) == "gzip", path
        assert answer.content_length == len(answer.data) < most, path
        assert "<main" in gzip.decompress(answer.data).decode()
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_quiz_adds_few_bytes_to_its_questions(siti: Reader) -> None:
    page = siti.get(siti.quiz_path(), headers={"Accept-Encoding": "identity"}).text
    around, questions = re.subn(r"(?s)<fieldset.*?</fieldset>", "", page)
    assert questions == siti.module.bank.draw
    assert 1000 < len(gzip.compress(around.encode())) < 1700


def test_what_is_compressed_is_what_would_have_been_sent(siti: Reader) -> None:
    plain = siti.get("/saya", headers={"Accept-Encoding": "identity"})
    assert coding(plain) is None
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert gzip.decompress(siti.get("/saya", headers=GZIP).data) == plain.data


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_a_browser_that_cannot_read_gzip_gets_none(siti: Reader, accepted: str) -> None:
    assert coding(siti.get("/saya", headers={"Accept-Encoding": accepted})) is None


def test_a_page_that_repeats_its_query_beside_names_is_not_compressed(siti: Reader) -> None:
    siti.post("/keluar")
    answer = siti.get("/masuk?lanjut=/kursus/tebakan", headers=GZIP)
    assert coding(answer) is None
    assert "Siti Aminah" in answer.text
    assert "tebakan" in answer.text
    assert coding(siti.get("/masuk", headers=GZIP)) == "gzip"


def test_no_page_repeats_a_path_that_leads_nowhere(siti: Reader) -> None:
    for path in ("/tidak-ada-tebakan", "/kursus/tebakan", "/sertifikat/tebakan", "/saya/tebakan"):
        assert "tebakan" not in siti.get(path).text, path
    unknown = siti.get("/verifikasi/tebakan").text
    assert "tebakan" in unknown
    assert "Siti" not in unknown


def test_a_refused_form_is_compressed_too_and_documents_are_not(siti: Reader) -> None:
    form = siti.client.post(
        "/daftar", data={"nama": ""}, headers=GZIP | {"Sec-Fetch-Site": "same-origin"}
    )
    assert (form.status_code, coding(form)) == (422, "gzip")
    code = siti.pass_course().issue_statement()
    assert coding(siti.get(f"/sertifikat/{code}.pdf", headers=GZIP)) is None
    assert coding(siti.get("/healthz", headers=GZIP)) is None
