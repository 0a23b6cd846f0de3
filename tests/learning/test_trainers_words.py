"""A course for trainers speaks of colleagues where the other courses speak of the family."""

from __future__ import annotations

import pytest

from literasi.domain.course import Course, Lesson, Module
from literasi.domain.question import Reflection
from tests.people import Reader

FAMILY = ("Obrolan keluarga", "Saya di rumah: kirim", "Saya di luar negeri: kirim")
COLLEAGUES = ("Obrolan dengan rekan", "Untuk rekan pelatih", "Untuk peserta atau kepala desa")
REFLECTIONS = {True: "Tentang Anda", False: "Tentang keluargamu"}


def first_of(reader: Reader, *, for_trainers: bool) -> Course:
    courses = reader.catalogue.courses
    return next(course for course in courses if course.is_for_trainers is for_trainers)


def address(course: Course, module: Module, lesson: Lesson) -> str:
    return f"/kursus/{course.slug}/{module.slug}/{lesson.slug}"


@pytest.mark.parametrize(("for_trainers", "said"), [(True, COLLEAGUES), (False, FAMILY)])
def test_a_talk_says_whom_its_messages_are_for(
    reader: Reader, for_trainers: bool, said: tuple[str, ...]
) -> None:
    course = first_of(reader, for_trainers=for_trainers)
    module = course.modules[0]
    page = reader.get(address(course, module, module.lessons[-1])).text
    talk = page.partition('<section class="card talk"')[2].partition("</section>")[0]
    assert [text for text in FAMILY + COLLEAGUES if text in talk] == list(said)


def test_a_trainers_own_page_names_the_talk_alike(siti: Reader) -> None:
    course = first_of(siti, for_trainers=True)
    module = course.modules[0]
    siti.post(f"{address(course, module, module.lessons[0])}/selesai")
    page = siti.get("/saya").text
    assert f"Obrolan dengan rekan, {module.title}" in page
    assert "Obrolan keluarga" not in page


@pytest.mark.parametrize("for_trainers", [True, False])
def test_a_reflection_asks_about_the_reader(reader: Reader, for_trainers: bool) -> None:
    course = first_of(reader, for_trainers=for_trainers)
    module, lesson = next(
        step
        for step in course.steps()
        if any(isinstance(one.question, Reflection) for one in step[1].practice)
    )
    page = reader.get(address(course, module, lesson)).text
    said, other = REFLECTIONS[for_trainers], REFLECTIONS[not for_trainers]
    assert f'<legend class="kind">{said}</legend>' in page
    assert f'<legend class="kind">{other}</legend>' not in page
