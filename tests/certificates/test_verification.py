"""Anybody checks a certificate: ASLI, DICABUT or TIDAK DITEMUKAN, and nothing more."""

from __future__ import annotations

import pytest
from flask import Flask

from literasi.domain.certificate import grouped
from tests.people import Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


def test_a_genuine_one_shows_what_the_paper_says(siti: Reader, reader: Reader, code: str) -> None:
    page = reader.get(f"/verifikasi/{code}")
    assert page.status_code == 200
    assert "ASLI" in page.text
    for text in ("Siti Aminah", siti.course.title, siti.module.title, "Literasi"):
        assert text in page.text
    assert "100" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_a_typed_code_leads_there_however_it_was_typed(reader: Reader, code: str) -> None:
    for typed in (code, code.lower(), grouped(code), f"  {grouped(code).replace('-', ' ')} "):
        answer = reader.post("/verifikasi", {"kode": typed})
        assert answer.location == f"/verifikasi/{code}"


def test_a_code_that_cannot_be_one_is_kept_and_explained(reader: Reader) -> None:
    answer = reader.post("/verifikasi", {"kode": "<b>ABC"})
    assert answer.status_code == 422
    assert "26 huruf dan angka" in answer.text
    assert "&lt;b&gt;ABC" in answer.text


@pytest.mark.parametrize("wrong", ["0" * 26, "salah", "ABCDEFGHJKMNPQRSTVWXYZ0123"])
def test_an_unknown_code_is_not_found(reader: Reader, wrong: str) -> None:
    page = reader.get(f"/verifikasi/{wrong}")
    assert page.status_code == 404
    assert "TIDAK DITEMUKAN" in page.text


def test_a_withdrawn_one_says_when_and_why(app: Flask, reader: Reader, code: str) -> None:
    runner = app.test_cli_runner()
    command = ["certificates", "withdraw", code, "--reason", "Nama orang lain"]
    assert runner.invoke(args=command).exit_code == 0
    page = reader.get(f"/verifikasi/{code}").text
    assert "DICABUT" in page
    assert "Nama orang lain" in page
    assert "ASLI" not in page
    again = runner.invoke(args=command)
    assert again.exit_code == 1
    assert "withdrawn already" in again.output


def test_after_a_withdrawal_a_new_one_can_be_issued(app: Flask, siti: Reader, code: str) -> None:
    app.test_cli_runner().invoke(args=["certificates", "withdraw", code, "--reason", "Salah nama"])
    assert siti.issue_statement("Siti Aminah binti Ahmad") != code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["salah", "--reason", "x"], "No certificate has this code."), (["0" * 26], "--reason")],
)
def test_a_wrong_withdrawal_is_refused(app: Flask, arguments: list[str], message: str) -> None:
    result = app.test_cli_runner().invoke(args=["certificates", "withdraw", *arguments])
    assert result.exit_code != 0
    assert message in result.output


def test_an_empty_reason_is_refused(app: Flask, reader: Reader, code: str) -> None:
    result = app.test_cli_runner().invoke(args=["certificates", "withdraw", code, "--reason", " "])
    assert result.exit_code == 1
    assert "ASLI" in reader.get(f"/verifikasi/{code}").text
