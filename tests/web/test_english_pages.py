"""An English page holds no Indonesian but what says that it is Indonesian.

A page is compared with its source: a text that stands in both was not translated, unless it is a
name, or stands in an element that says `lang="id"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from flask import Flask

from literasi.domain.course import Catalogue, Practice, Prose, WeekStep
from literasi.domain.languages import ENGLISH, SOURCE, Language
from tests.people import Reader

VOID = {"meta", "link", "br", "hr", "input", "img"}
SPOKEN = {"aria-label", "alt", "placeholder", "title", "content"}
SAME = {"Literasi", "English", "Bahasa Indonesia", "width=device-width, initial-scale=1", "noindex"}
WORD = re.compile(r"[^\W\d_]{3,}")
# Dates of months that are called alike, codes and numbers.
NO_WORDS = re.compile(
    r"[\W\d]*(?:(?:April|August|September|November) \d{4}|[A-Z0-9/-]+|[a-z0-9.-]+)"
)


class Texts(HTMLParser):
    """The texts of a page, and what its attributes say, outside of elements in Indonesian."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = [("", False)]
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        code = given.get("lang")
        quiet = self._open[-1][1] if code is None else code == "id"
        if not quiet:
            said = (value for name, value in given.items() if _is_spoken(name))
            self.found.update(value.strip() for value in said if value and WORD.search(value))
        if tag not in VOID:
            self._open.append((tag, quiet or tag in ("script", "style")))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._open[-1][1] and WORD.search(data):
            self.found.add(" ".join(data.split()))


def _is_spoken(name: str) -> bool:
    return name in SPOKEN or (name.startswith("data-") and name.endswith("-word"))


def untranslated(reader: Reader, path: str, names: set[str]) -> Iterator[str]:
    ours, english = reader.get(path), reader.get(f"/en{path}")
    assert ours.status_code == english.status_code != 303, path
    # The source page has nothing to hide: all of it is Indonesian.
    source = Texts(ours.text.replace('<html lang="id">', "<html>")).found
    for text in sorted(source & Texts(english.text).found - SAME - names):
        if not NO_WORDS.fullmatch(text):
            yield f"/en{path}: {text}"


def names_of(app: Flask) -> set[str]:
    """What is called alike in every language: where figures come from, and people in lessons."""
    catalogue = app.extensions["literasi"].prepared.catalogue
    alike = taught(catalogue, SOURCE) & taught(catalogue.in_language(ENGLISH), ENGLISH)
    return alike | {fact.source_title for fact in catalogue.facts}


def taught(catalogue: Catalogue, language: Language) -> set[str]:
    """The texts of lessons that are in that language."""
    lessons = [
        lesson
        for course in catalogue.courses
        if course.language == language.code
        for _, lesson in course.steps()
    ]
    return {text for lesson in lessons for block in lesson.blocks for text in _texts(block)}


def _texts(block: Prose | Practice | WeekStep) -> set[str]:
    if not isinstance(block, Practice):
        return Texts(block.html).found
    question = block.question
    told = [option.html for option in getattr(question, "options", ())]
    told += [*getattr(question, "items", ()), *getattr(question, "lefts", ())]
    told += getattr(question, "rights", ())
    return {text for html in told for text in Texts(html).found}


def test_no_public_page_in_english_holds_a_text_of_its_source(app: Flask, reader: Reader) -> None:
    stored = app.extensions["literasi"].pages()
    ours = [p for p in stored if not p.startswith(("/en/", "/petugas/"))]
    pages = [p for p in ours if b"<html" in stored[p].plain]
    assert len(pages) > 100
    names = names_of(app)
    assert [text for page in pages for text in untranslated(reader, page, names)] == []


PERSONAL = (
    "/saya",
    "/saya/angka-kunci",
    "/saya/tertutup",
    "/saya/ingat",
    "/kartu",
    "/gabung",
    "/gabung/123456",
    "/tidak-ada",
    "/verifikasi/tidak-ada",
)


@pytest.mark.parametrize("path", PERSONAL)
def test_no_page_of_a_learner_in_english_holds_a_text_of_its_source(
    siti: Reader, path: str
) -> None:
    names = {siti.name, "tidak-ada"} | names_of(siti.app)
    assert list(untranslated(siti, path, names)) == []


@pytest.mark.parametrize("path", ["/daftar", "/masuk", "/pelatih", "/kursus/uang-kiriman/tes-awal"])
def test_no_page_of_a_stranger_in_english_holds_a_text_of_its_source(
    reader: Reader, path: str
) -> None:
    assert list(untranslated(reader, path, set())) == []


def test_no_page_about_quiz_or_certificate_in_english_holds_a_text_of_its_source(
    siti: Reader,
) -> None:
    names = {siti.name, siti.course.title}
    wrong = siti.take_quiz(right=False).location
    for path in (siti.quiz_path(), wrong, f"/sertifikat/buat/{siti.course.slug}"):
        assert list(untranslated(siti, path, names)) == []
    code = siti.pass_course().issue_statement()
    for path in (f"/sertifikat/{code}", f"/verifikasi/{code}", "/saya"):
        assert list(untranslated(siti, path, names)) == []


def test_a_refused_form_complains_in_english(reader: Reader) -> None:
    form = {"nama": "", "kunci": str(uuid4())}
    page = reader.post("/en/daftar", form).text
    assert "Please write your name first." in page
    assert "Please tick that you agree." in page
    assert "Tulis namamu dulu." in reader.post("/daftar", form).text


def test_what_cannot_be_read_as_money_is_told_in_english(reader: Reader) -> None:
    said = reader.post("/en/verifikasi", {"kode": "x"}).text
    assert "The code has 26 letters and digits." in said


def test_the_first_page_begins_with_a_course_in_its_language(app: Flask, reader: Reader) -> None:
    source = app.extensions["literasi"].prepared.catalogue
    english = next(c for c in source.in_language(ENGLISH).courses if c.language == ENGLISH.code)
    assert f'href="/en/kursus/{english.slug}/' in reader.get("/en/").text
    assert f'href="/kursus/{source.courses[0].slug}/' in reader.get("/").text
