"""Texts are put into a language when a template is compiled, and then cost a page nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations
from flask import Flask

from literasi.domain.languages import ENGLISH, SOURCE
from literasi.web.languages import current_language
from literasi.web.translating import TranslatedEnvironment, Translator, translations
from literasi.web.words import gettext

WORDS = {
    "Halo": "Hello",
    "Halo %(name)s": "%(name)s, hello & <b>welcome</b>",
    "100%% %(name)s": "%(name)s, 100%%",
    ("%(n)s buku", "%(n)s buku"): ("%(n)s book", "%(n)s books"),
}


def made_of(words: dict[object, object]) -> Translations:
    catalog = Catalog(locale="en")
    for source, text in words.items():
        catalog.add(source, text)
    file = BytesIO()
    write_mo(file, catalog)
    file.seek(0)
    return Translations(file)


def rendered(app: Flask, source: str, **values: object) -> str:
    environment = app.jinja_env
    tree = Translator(made_of(WORDS)).visit(environment.parse(source))
    environment.autoescape = True
    return environment.from_string(tree).render(**values)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% trans %}Halo{% endtrans %}", "Hello"),
        ("{{ _('Halo') }}!", "Hello!"),
        ("{{ _('Halo') if x else _('Lain') }}", "Lain"),
        ("{% trans %}Tidak ada{% endtrans %}", "Tidak ada"),
        (
            "{% trans %}Halo {{ name }}{% endtrans %}",
            "A &amp; B, hello & <b>welcome</b>",
        ),
        ("{% trans %}100% {{ name }}{% endtrans %}", "A &amp; B, 100%"),
        ("{% trans n=n %}{{ n }} buku{% pluralize %}{{ n }} buku{% endtrans %}", "2 books"),
        ("{% trans n=1 %}{{ n }} buku{% pluralize %}{{ n }} buku{% endtrans %}", "1 book"),
        ("{% trans\n%}\n  Halo\n{% endtrans %}", "Hello"),
        ("{% set a = _('Halo') %}{{ a ~ name }}", "HelloA &amp; B"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(_('Halo')) }}", "Hello"),
    ],
)
def test_a_text_is_put_into_the_language(app: Flask, source: str, expected: str) -> None:
    assert rendered(app, source, name="A & B", n=2) == expected


def test_only_a_plain_text_can_be_translated(app: Flask) -> None:
    with pytest.raises(TypeError, match="only a plain text"):
        rendered(app, "{{ _(name) }}", name="x")


def test_a_compiled_template_looks_nothing_up(app: Flask) -> None:
    source = "{% trans n=n %}{{ n }} buku{% pluralize %}{{ n }} buku{% endtrans %}{{ _('Halo') }}"
    compiled = str(app.jinja_env.compile(source, raw=True))
    assert "gettext" not in compiled
    assert "Halo" in compiled


def test_a_compiled_template_is_as_if_its_words_had_stood_there(app: Flask) -> None:
    marked = "<p>{% trans %}Halo{% endtrans %} {{ a }}</p>{% trans %}Lagi {{ b }}{% endtrans %}."
    plain = "<p>Halo {{ a }}</p>Lagi {{ b }}."
    compiled = [str(app.jinja_env.compile(source, raw=True)) for source in (marked, plain)]
    assert compiled[0].count("yield") == compiled[1].count("yield")


def test_each_language_has_templates_of_its_own(app: Flask) -> None:
    with app.test_request_context("/kursus"):
        ours = app.jinja_env
        assert ours.from_string("{{ _('Semua kursus') }}").render() == "Semua kursus"
    with app.test_request_context("/kursus", base_url="http://localhost/en/"):
        assert app.jinja_env is not ours
        assert isinstance(app.jinja_env, TranslatedEnvironment)
        assert app.jinja_env.from_string("{{ _('Semua kursus') }}").render() == "All courses"


def test_a_text_in_python_is_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (gettext("Semua kursus"), current_language()) == ("Semua kursus", SOURCE)
    with app.test_request_context("/", base_url="http://localhost/en/"):
        assert (gettext("Semua kursus"), current_language()) == ("All courses", ENGLISH)
    with app.app_context():
        assert (gettext("Semua kursus"), current_language()) == ("Semua kursus", SOURCE)


def test_the_source_language_needs_no_words() -> None:
    assert translations(SOURCE).gettext("Apa saja") == "Apa saja"
