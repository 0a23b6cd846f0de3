"""The number of an identity document is known by its look, and a telephone number is not one."""

from __future__ import annotations

import pytest

from literasi.domain.nik import holds_document_number


@pytest.mark.parametrize(
    "text",
    [
        "5201011234560001",
        "NIK 5201 0112 3456 0001",
        "ktp: 52.01.01.123456.0001",
        "paspor C1234567",
        "AB 123456",
    ],
)
def test_numbers_of_documents(text: str) -> None:
    assert holds_document_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kartu hilang 24/11/2026",
        "HP 0812-345-678",
        "datang pukul 14.05",
        "RT 01 RW 02",
        "kelas 3",
    ],
)
def test_other_numbers(text: str) -> None:
    assert not holds_document_number(text)
