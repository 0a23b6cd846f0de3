"""A trainer pastes forty names as they come, and gets forty names."""

from __future__ import annotations

import pytest

from literasi.domain.roster import MOST, read_roster


def test_forty_names_with_numbers_tabs_and_empty_lines() -> None:
    lines = ["No\tNama\tUmur", ""]
    lines += [f"{n}.\tPeserta Ke{'x' * (n % 3)}\t{20 + n}" for n in range(1, 41)]
    roster = read_roster("\r\n\r\n".join(lines))
    assert len(roster.names) == 40
    assert roster.names[0] == "Peserta Kex"
    assert roster.problems == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("1. Siti Aminah", "Siti Aminah"),
        ("12) Siti  Aminah ", "Siti Aminah"),
        ("(3) Siti Aminah", "Siti Aminah"),
        ("7 Siti Aminah", "Siti Aminah"),
        ("\t\tSiti Aminah\t081234567890", "Siti Aminah"),
        ("9;Siti Aminah;P", "Siti Aminah"),
        ("- Siti Aminah", "Siti Aminah"),
        ("• Nur 'Aini", "Nur 'Aini"),
        ("4. H. Ma\u2019ruf, S.Pd.", "H. Ma\u2019ruf, S.Pd."),
        ("Cafe\u0301", "Caf\u00e9"),
        ("李秀英", "李秀英"),
        ("I Made 2", "I Made 2"),
    ],
)
def test_one_line_gives_its_name(line: str, name: str) -> None:
    assert read_roster(line).names == (name,)


@pytest.mark.parametrize("line", ["", "   ", "\t\t", "12.", "---", "No.", "NAMA PESERTA", "081234"])
def test_a_line_without_a_name_gives_none(line: str) -> None:
    roster = read_roster(line)
    assert roster.names == ()
    assert roster.problems == ()


def test_the_same_name_twice_is_two_people() -> None:
    assert read_roster("Siti\nSiti").names == ("Siti", "Siti")


def test_what_cannot_be_stored_is_named_by_its_line() -> None:
    roster = read_roster("Siti\n" + "x" * 61 + "\nAni\u202e")
    assert roster.names == ("Siti",)
    assert [problem.split(":")[0] for problem in roster.problems] == ["Baris 2", "Baris 3"]


@pytest.mark.parametrize("line", ["Siti 5201014101850001", "1;Siti;5201 0141 0185 0001"])
def test_a_line_with_an_identity_number_is_refused_and_the_number_not_repeated(line: str) -> None:
    roster = read_roster(f"Ani\n{line}")
    assert roster.names == ("Ani",)
    assert roster.problems[0].startswith("Baris 2: ada nomor 16 angka, seperti NIK.")
    assert "5201" not in roster.problems[0]


def test_more_than_a_class_is_refused_whole() -> None:
    assert "paling banyak" in read_roster("\n".join(["Siti"] * (MOST + 1))).problems[0]
