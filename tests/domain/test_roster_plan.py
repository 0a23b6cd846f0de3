"""What an import would do: nobody is seated twice, and the same file once more changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.participant import Details
from literasi.domain.roster_plan import Line, Seated, Standing, plan
from literasi.domain.roster_sheet import Entry

DESA_A, DESA_B = Details(desa="A"), Details(desa="B")


def entries(*rows: tuple[str, Details]) -> list[Entry]:
    return [Entry(n, name, details) for n, (name, details) in enumerate(rows, start=2)]


def seats(*rows: tuple[str, Details], answered: bool = False) -> list[Seated]:
    return [
        Seated(str(n), name.lower(), details, answered) for n, (name, details) in enumerate(rows)
    ]


def planned(file: list[Entry], room: list[Seated]) -> list[tuple[Standing, str | None]]:
    lines = plan(file, room, str.lower)
    return [(line.standing, line.seat.uid if line.seat else None) for line in lines]


def test_whoever_is_not_there_is_new() -> None:
    assert planned(entries(("Siti", DESA_A), ("Ani", DESA_A)), []) == [(Standing.NEW, None)] * 2


def test_whoever_is_there_with_the_same_details_stays_as_they_are() -> None:
    room = seats(("siti", DESA_A), ("ani", DESA_A))
    file = entries(("SITI", DESA_A), ("Ani", Details()))
    assert planned(file, room) == [(Standing.SAME, "0"), (Standing.SAME, "1")]


def test_details_that_changed_or_are_new_update_the_seat() -> None:
    lines = plan(entries(("Siti", DESA_B)), seats(("Siti", Details("P", desa="A"))), str.lower)
    assert lines[0].standing is Standing.CHANGED
    assert lines[0].details == Details("P", desa="B")
    assert lines[0].changes == (("desa", "A", "B"),)


def test_what_somebody_said_of_themselves_holds() -> None:
    room = seats(("Siti", DESA_A), answered=True)
    assert planned(entries(("Siti", DESA_B)), room) == [(Standing.ANSWERED, "0")]
    assert planned(entries(("Siti", DESA_A)), room) == [(Standing.SAME, "0")]


def test_people_of_one_name_are_told_apart_by_their_details() -> None:
    room = seats(("Siti", DESA_A), ("Siti", DESA_B))
    file = entries(("Siti", DESA_B), ("Siti", DESA_A))
    assert planned(file, room) == [(Standing.SAME, "1"), (Standing.SAME, "0")]


def test_the_same_person_twice_in_the_file_is_marked() -> None:
    lines = plan(entries(("Siti", DESA_A), ("Siti", DESA_A), ("Siti", DESA_B)), [], str.lower)
    assert [line.standing for line in lines] == [Standing.NEW, Standing.TWICE, Standing.NEW]
    assert [line.like_row for line in lines] == [None, 2, 2]


some_details = st.builds(
    Details, sex=st.sampled_from([None, "L", "P"]), desa=st.sampled_from([None, "A", "B"])
)
files = st.lists(st.tuples(st.sampled_from(["Ani", "Siti"]), some_details), max_size=8)


def imported(lines: tuple[Line, ...], room: list[Seated], with_twice: bool) -> list[Seated]:
    """The class after everything that may be imported was."""
    after = {seat.uid: seat for seat in room}
    for line in lines:
        if line.standing is Standing.CHANGED and line.seat:
            after[line.seat.uid] = Seated(line.seat.uid, line.seat.key, line.details, False)
        elif line.standing is Standing.NEW or (with_twice and line.standing is Standing.TWICE):
            uid = f"new {line.entry.row}"
            after[uid] = Seated(uid, line.entry.name.lower(), line.details, False)
    return list(after.values())


@given(files, files, st.booleans())
def test_the_same_file_once_more_changes_nothing(
    before: list[tuple[str, Details]], rows: list[tuple[str, Details]], with_twice: bool
) -> None:
    room, file = seats(*before), entries(*rows)
    lines = plan(file, room, str.lower)
    again = plan(file, imported(lines, room, with_twice), str.lower)
    assert {line.standing for line in again} <= {Standing.SAME, Standing.TWICE}


@given(files, files)
def test_no_seat_is_given_to_two_rows(
    before: list[tuple[str, Details]], rows: list[tuple[str, Details]]
) -> None:
    lines = plan(entries(*rows), seats(*before), str.lower)
    taken = [line.seat.uid for line in lines if line.seat]
    assert len(taken) == len(set(taken))
    assert [line.entry.row for line in lines] == list(range(2, len(rows) + 2))
