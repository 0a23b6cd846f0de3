"""Every word of the site has a translation, none is stale, and none is a guess."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from literasi.config import ROOT
from literasi.domain.languages import TRANSLATIONS, Language
from literasi.web.translating import po_file

# What marks a text: in Python these functions, in templates `{% trans %}` and `_('…')`.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "for_later": None,
    "Complaint": None,
}
every_language = pytest.mark.parametrize("language", TRANSLATIONS, ids=lambda one: one.code)


@pytest.fixture(scope="module")
def texts() -> set[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = set()
    for folder in ("literasi", "templates"):
        inner = [(pattern.removeprefix(f"{folder}/"), how) for pattern, how in methods]
        opened = {pattern.removeprefix(f"{folder}/"): given for pattern, given in options.items()}
        for _, _, text, *_ in extract_from_dir(ROOT / folder, inner, opened, KEYWORDS):
            found.add(text)
    return found


@pytest.fixture(scope="module")
def catalogs() -> dict[str, Catalog]:
    return {language.code: _read(language) for language in TRANSLATIONS}


def _read(language: Language) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language.code, abort_invalid=True)


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _values(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


@every_language
def test_every_text_is_translated(
    language: Language, texts: set[str | tuple[str, ...]], catalogs: dict[str, Catalog]
) -> None:
    translated = {m.id for m in _messages(catalogs[language.code]) if all(_forms(m))}
    assert len(texts) > 10
    assert sorted(map(str, texts - translated)) == []


@every_language
def test_no_translation_is_of_a_text_that_is_gone(
    language: Language, texts: set[str | tuple[str, ...]], catalogs: dict[str, Catalog]
) -> None:
    catalog = catalogs[language.code]
    assert [m.id for m in _messages(catalog) if m.id not in texts] == []
    assert list(catalog.obsolete) == []


@every_language
def test_no_translation_is_fuzzy(language: Language, catalogs: dict[str, Catalog]) -> None:
    assert [m.id for m in _messages(catalogs[language.code]) if m.fuzzy] == []


@every_language
def test_a_translation_has_the_values_of_its_text(
    language: Language, catalogs: dict[str, Catalog]
) -> None:
    for message in _messages(catalogs[language.code]):
        source = message.id if isinstance(message.id, str) else message.id[0]
        for form in _forms(message):
            assert _values(form) == _values(source), source
            assert form.count("<") == source.count("<"), source
