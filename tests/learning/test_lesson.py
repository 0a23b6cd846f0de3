"""What a lesson's page shows beside its prose."""

from __future__ import annotations

from flask import Flask

from literasi.domain.course import WeekStep
from tests.people import Reader


def test_the_step_of_the_week_stands_in_a_named_box_before_the_button(
    app: Flask, reader: Reader
) -> None:
    shown = 0
    for course in app.extensions["literasi"].catalogue.courses:
        for module, lesson in course.steps():
            page = reader.get(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}").text
            steps = [block for block in lesson.blocks if isinstance(block, WeekStep)]
            assert page.count('<section class="week-step" aria-labelledby="langkah">') == len(steps)
            for step in steps:
                shown += 1
                assert page.index(step.html) < page.index('<div class="actions">')
    assert shown >= 10
