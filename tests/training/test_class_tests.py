"""A course's tests in a class: half begin with each form, and the trainer sees the means."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.classroom import joined
from tests.people import Employee, Reader
from tests.pretests import form_in, path_of, take_test, with_tests
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def tested(app: Flask) -> None:
    with_tests(app)


def people(app: Flask, count: int) -> list[Reader]:
    return [Reader(app).register(f"Peserta {number}") for number in range(count)]


def forms(readers: list[Reader]) -> list[str]:
    return [form_in(reader.get(path_of(reader, "awal")).text) for reader in readers]


def test_half_of_a_class_begins_with_each_form_whoever_leaves(
    app: Flask, trainer: Employee
) -> None:
    readers = people(app, 4)
    address = joined(trainer, *readers)
    assert forms(readers) == ["A", "B", "A", "B"]
    uid = address.rpartition("/")[2]
    assert readers[0].post(f"/saya/kelas/{uid}/keluar").status_code == 303
    assert forms(readers[1:]) == ["B", "A", "B"]


def test_the_newest_class_of_the_course_decides(app: Flask, trainer: Employee) -> None:
    one, other = people(app, 2)
    joined(trainer, one, other)
    joined(trainer, other, one)
    assert forms([one, other]) == ["B", "A"]


def test_a_class_joined_after_the_pre_test_changes_nothing(app: Flask, trainer: Employee) -> None:
    readers = people(app, 3)
    before = forms(readers)
    for reader in readers:
        take_test(reader, "awal")
    joined(trainer, *readers)
    readers[0].pass_course()
    after = form_in(readers[0].get(path_of(readers[0], "akhir")).text)
    assert {before[0], after} == {"A", "B"}


def test_the_class_page_says_how_many_answered_and_their_means(
    app: Flask, trainer: Employee
) -> None:
    one, other, third = people(app, 3)
    address = joined(trainer, one, other, third)
    assert "bukan ujian" not in trainer.get(address).text
    take_test(one, "awal", right=2)
    take_test(other, "awal", right=5)
    page = trainer.get(address).text
    assert "2 orang mengerjakan tes awal, 0 tes akhir." in page
    assert "Rata-rata tes awal: 3,5 dari 8 soal tepat." in page
    one.pass_course()
    take_test(one, "akhir", right=7)
    with count_queries(app) as statements:
        page = trainer.get(address).text
    assert "2 orang mengerjakan tes awal, 1 tes akhir." in page
    assert "Rata-rata 1 orang yang mengerjakan keduanya: 2 lalu 7 dari 8 soal tepat." in page
    assert len(statements) <= 8, statements


def test_a_class_sees_nothing_of_people_who_are_not_in_it(
    app: Flask, trainer: Employee, stranger: Reader
) -> None:
    take_test(stranger, "awal")
    address = joined(trainer, *people(app, 1))
    assert "bukan ujian" not in trainer.get(address).text
