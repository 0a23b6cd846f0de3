"""Every figure of a closing pack is counted here, and says what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from literasi.domain.attendance import Mark
from literasi.domain.closing_pack import (
    Certificates,
    Count,
    Pack,
    Part,
    Person,
    Report,
    Session,
    Signer,
    by_village,
    count,
    day_in_words,
)

CAME = Person("Ani", "P", "Batujai", (Mark.PRESENT, Mark.LATE), passed=True, certificate="1/X")
ONCE = Person("Budi", "L", "batu jai", (Mark.SICK, Mark.PRESENT))
NEVER = Person("Cici", None, None, (Mark.ABSENT, None))
PEOPLE = (CAME, ONCE, NEVER)
PACK = Pack(
    report=Report(amount=150_000, parts=tuple(Part)),
    letterhead=("BP3MI Contoh",),
    office="BP3MI Contoh",
    city="Mataram",
    name="Praya Angkatan 3",
    title="Literasi Keuangan",
    place="Praya",
    mode="Tatap muka",
    programme="",
    duty_letter="",
    starts_on=date(2026, 11, 23),
    ends_on=date(2026, 11, 24),
    made_on=date(2026, 11, 24),
    leader="Rina",
    team=("Rina",),
    speakers=(),
    signer=Signer("Kepala", "Ni Wayan Contoh"),
    modules=("Anggaran",),
    rundown=(),
    sessions=(Session(date(2026, 11, 23), 4), Session(date(2026, 11, 24), 6)),
    tests=(),
    people=PEOPLE,
    certificates=Certificates(issued=1, ready=0, unnamed=1, waiting=1),
)


def test_people_are_counted_by_what_they_said_and_the_rest_is_unknown() -> None:
    assert PACK.registered == Count(3, 1, 1)
    assert PACK.registered.unknown == 1
    assert count([]) == Count(0, 0, 0)


def test_whoever_came_once_attended_and_late_counts_as_there() -> None:
    assert PACK.attended == Count(2, 1, 1)
    assert [one.times for one in PEOPLE] == [2, 1, 0]
    assert [one.signs for one in PEOPLE] == [("H", "T"), ("S", "H"), ("A", "–")]
    assert PACK.jp == 10


def test_a_class_without_sessions_does_not_claim_that_nobody_came() -> None:
    unmarked = tuple(replace(one, attended=()) for one in PEOPLE)
    without = replace(PACK, sessions=(), people=unmarked)
    assert without.attended is None
    assert without.receivers == unmarked


def test_certificates_of_people_who_left_are_counted_with_nothing_else_known() -> None:
    left = replace(PACK, certificates=Certificates(3, 0, 1, 1))
    assert PACK.certified == Count(1, 0, 1)
    assert left.certified == Count(3, 0, 1)
    assert left.certified.unknown == 2
    assert left.certificates.not_issued == 2


def test_transport_is_paid_to_those_who_came_and_summed_to_the_rupiah() -> None:
    assert PACK.receivers == (CAME, ONCE)
    assert PACK.total == 300_000
    assert PACK.total_in_words == "tiga ratus ribu rupiah"
    by_hand = replace(PACK, report=Report())
    assert by_hand.total is None
    assert by_hand.total_in_words == ""


def test_villages_are_counted_however_they_are_spelled_and_the_largest_is_first() -> None:
    more = (*PEOPLE, Person("Dedi", village="BATUJAI"), Person("Eko", village="Penujak"))
    assert by_village(more) == ([("Batujai", 2), ("batu jai", 1), ("Penujak", 1)], 1)
    assert by_village([]) == ([], 0)


def test_days_are_said_in_words() -> None:
    assert day_in_words(date(2026, 11, 23)) == (
        "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)"
    )
    assert PACK.when == "Senin, 23 November 2026 sampai dengan Selasa, 24 November 2026"
    assert replace(PACK, ends_on=PACK.starts_on).when == "Senin, 23 November 2026"
    assert PACK.is_over
    assert not replace(PACK, made_on=PACK.starts_on).is_over


def test_a_report_knows_what_lies_behind_its_letter() -> None:
    usual = Report()
    assert Part.TRANSPORT not in usual.parts
    assert usual.enclosed[0] == "Berita acara"
    assert Report(parts=(Part.LETTER,)).enclosed == []
    assert Report(notes="Satu\n\nDua").paragraphs == ["Satu", "Dua"]
