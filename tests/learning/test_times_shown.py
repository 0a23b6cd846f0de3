"""A module's page says how long it takes, each kind of time apart."""

from __future__ import annotations

from types import SimpleNamespace

from flask import Flask, get_template_attribute

from tests.people import Reader

ATTENDED = "JP (jam pelajaran, 45 menit) hanya dihitung dari pertemuan kelas yang dihadiri"


def test_course_and_module_show_reading_practice_and_home(reader: Reader) -> None:
    page = reader.get(f"/kursus/{reader.course.slug}").text
    for of in (reader.course, *reader.course.modules):
        line = f"Membaca {of.reading_minutes} menit, latihan {of.practice_minutes} menit"
        assert f"{line}, di rumah {of.home_minutes} menit" in page
    assert page.count(ATTENDED) == 1


def test_a_lesson_shows_its_modules_times_below(reader: Reader) -> None:
    module = reader.module
    page = reader.get(f"/kursus/{reader.course.slug}/{module.slug}/{module.lessons[0].slug}").text
    assert f"Membaca {module.reading_minutes} menit, latihan" in page


def test_class_time_stands_beside_its_hours_and_says_what_counts(app: Flask) -> None:
    times = {"reading_minutes": 8, "practice_minutes": 16, "home_minutes": 30}
    with app.test_request_context():
        minutes = get_template_attribute("macros/course.html", "minutes")
        with_plan = minutes(SimpleNamespace(**times, class_minutes=90, lesson_hours=2))
        without = minutes(SimpleNamespace(**times, class_minutes=0, lesson_hours=0))
    assert f"di rumah 30 menit, di kelas 90 menit (2 JP). {ATTENDED}." in with_plan
    assert "di rumah 30 menit." in without
    assert "JP" not in without
