"""The page with the meaning of every word, and how a lesson explains one on the spot."""

from __future__ import annotations

import re

from flask import Flask

from tests.people import Reader


def test_every_word_has_an_address_a_meaning_and_its_lesson(app: Flask, reader: Reader) -> None:
    page = reader.get("/glosarium")
    assert page.status_code == 200
    catalogue = app.extensions["literasi"].catalogue
    for term in catalogue.terms:
        assert f'<dt id="{term.key}">' in page.text
        assert term.definition in page.text
        if term.lesson:
            assert f'href="/kursus/{"/".join(term.lesson)}"' in page.text
        if term.fact:
            assert f'href="/sumber#{term.fact.key}"' in page.text


def test_the_letters_lead_to_their_words(reader: Reader) -> None:
    page = reader.get("/glosarium").text
    letters = re.findall(r'<a href="#(huruf-[a-z])">', page)
    assert letters == re.findall(r'<h2 id="(huruf-[a-z])">', page)
    assert letters == sorted(set(letters))


def test_every_page_leads_to_the_glossary(reader: Reader) -> None:
    for path in ("/", "/kursus", "/sumber"):
        assert 'href="/glosarium"' in reader.get(path).text


def test_each_explained_word_of_a_lesson_has_its_explanation_on_that_page(
    app: Flask, reader: Reader
) -> None:
    explained = 0
    for course in app.extensions["literasi"].catalogue.courses:
        for module, lesson in course.steps():
            page = reader.get(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}").text
            links = re.findall(r'class="kata" href="#([a-z-]+)"', page)
            assert links == re.findall(r'<p id="(arti-[a-z-]+)"', page), lesson.slug
            explained += len(links)
    assert explained >= 20
