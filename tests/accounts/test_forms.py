"""What a name may be, and what is said when it may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.accounts.forms import clean_name, name_key, name_problem, read_registration


@pytest.mark.parametrize(
    "name",
    ["Siti", "Nur'aini", "I Gusti Ayu Putu Raka", "Ma'ruf Al-Amin, S.E.", "Ñandú", "ꦱꦶꦠꦶ", "李"],
)
def test_names_of_many_kinds_are_fine(name: str) -> None:
    assert name_problem(clean_name(name)) == ""


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "Tulis namamu dulu."),
        ("   ", "Tulis namamu dulu."),
        ("123", "Tulis nama dengan huruf."),
        (
            "Siti 5201014101850001",
            "Tulis nama saja. Nomor KTP dan nomor lain tidak kami simpan.",
        ),
        ("a" * 61, "Nama paling panjang 60 huruf. Namamu 61 huruf."),
        ("Si\u202eti", "Ada tanda yang tidak bisa disimpan di nama ini. Ketik ulang namanya."),
    ],
)
def test_a_name_that_will_not_do_is_told_why(name: str, problem: str) -> None:
    assert name_problem(clean_name(name)) == problem


@given(st.text(max_size=80))
def test_a_cleaned_name_is_one_line_and_stays_as_it_is(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert len(name.splitlines()) <= 1


@given(st.text(max_size=60))
def test_a_name_key_fits_its_column(text: str) -> None:
    assert len(name_key(text)) <= 120


def test_names_sort_without_regard_to_case_and_accents() -> None:
    assert sorted(["éka", "Budi", "Dewi", "citra"], key=name_key) == [
        "Budi",
        "citra",
        "Dewi",
        "éka",
    ]


def test_without_consent_or_key_nothing_is_accepted() -> None:
    form = read_registration({"nama": " Siti  Aminah ", "kunci": "rusak"})
    assert form.name == "Siti Aminah"
    assert set(form.errors) == {"setuju", "kunci"}
