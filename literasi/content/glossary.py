"""`glosarium.yaml`: words and what they mean, each in one plain sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from literasi.content.figures import bare_figure
from literasi.content.files import is_slug, key_lines, read_text, read_yaml
from literasi.content.language import Language
from literasi.content.problems import Notebook
from literasi.content.prose import Paragraph, sentences
from literasi.domain.course import Fact, Term

FILE = "glosarium.yaml"
NEEDED = {"term", "definition"}
KEYS = NEEDED | {"forms", "fact", "lesson", "inline", "courses"}
LONGEST = 25  # words
LessonName = tuple[str, str, str]


def read_glossary(
    folder: Path, facts: Mapping[str, Fact], language: Language, notebook: Notebook
) -> tuple[Term, ...]:
    """Every usable word, in the order of the alphabet; what is wrong is noted."""
    text = read_text(folder / FILE, FILE, notebook)
    entries = read_yaml(text, FILE, 0, notebook) if text is not None else None
    if not entries or text is None:
        return ()
    lines = key_lines(text.split("\n"), 1)
    terms = []
    for key, entry in entries.items():
        complaint = _shape_complaint(key, entry) or _text_complaint(entry, facts, language)
        if complaint:
            notebook.problem(FILE, lines.get(key, 1), f"word `{key}`: {complaint}")
        else:
            terms.append(_term(key, entry, facts))
    _check_forms(terms, lines, notebook)
    return tuple(sorted(terms, key=lambda term: term.term.lower()))


def check_terms(
    folder: Path, terms: tuple[Term, ...], lessons: Collection[LessonName], notebook: Notebook
) -> None:
    """Note a word that names a lesson or a course which is not there."""
    if not terms:
        return
    courses = {course for course, _, _ in lessons}
    lines = key_lines((folder / FILE).read_text("utf-8-sig").split("\n"), 1)
    for term in terms:
        missing = [f"the course `{name}`" for name in term.courses if name not in courses]
        if term.lesson and term.lesson not in lessons:
            missing.append(f"the lesson `{'/'.join(term.lesson)}`")
        for name in missing:
            message = f"word `{term.key}`: names {name}, which is not there"
            notebook.problem(FILE, lines.get(term.key, 1), message)


def _shape_complaint(key: str, entry: Any) -> str:
    """What is wrong with the keys and kinds of an entry, "" for nothing."""
    if not is_slug(key):
        return "the key is no slug: use a-z, 0-9 and hyphens"
    if not isinstance(entry, dict) or not set(entry) >= NEEDED or set(entry) - KEYS:
        return f"is not term, definition and perhaps {', '.join(sorted(KEYS - NEEDED))}: mend it"
    texts = [entry["term"], entry["definition"], *_list(entry, "forms"), *_list(entry, "courses")]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        return "term and definition are texts, forms and courses lists of texts: mend them"
    if not isinstance(entry.get("inline", True), bool):
        return "inline is true or false: mend it"
    lesson = entry.get("lesson", "a/b/c")
    if not isinstance(lesson, str) or lesson.count("/") != 2:
        return "lesson is not like course/module/lesson: mend it"
    return ""


def _text_complaint(entry: dict[str, Any], facts: Mapping[str, Fact], language: Language) -> str:
    definition = entry["definition"].strip()
    said = list(sentences(Paragraph(1, "text", 0, definition)))
    if len(said) != 1 or not definition.endswith("."):
        return "its definition is not one sentence: write one, with a full stop"
    if said[0].words > LONGEST:
        return f"its definition has {said[0].words} words: shorten it to {LONGEST}"
    if match := language.officialese.search(definition):
        better = language.plain[" ".join(match[0].lower().split())]
        return f"`{match[0]}` is officialese: write {better}"
    if figure := bare_figure(definition):
        return f"its definition says `{figure}`: name a fact instead, with fact: key"
    if "fact" in entry and entry["fact"] not in facts:
        return f"unknown fact `{entry['fact']}`: add it to facts.yaml or mend the key"
    return ""


def _list(entry: dict[str, Any], key: str) -> list[Any]:
    """The list at `key`, with something that is no text when it is none."""
    found = entry.get(key, [])
    return found if isinstance(found, list) else [None]


def _term(key: str, entry: dict[str, Any], facts: Mapping[str, Fact]) -> Term:
    course, module, lesson = entry["lesson"].split("/") if "lesson" in entry else ("", "", "")
    return Term(
        key=key,
        term=entry["term"].strip(),
        definition=" ".join(entry["definition"].split()),
        forms=tuple(form.strip() for form in _list(entry, "forms")),
        fact=facts.get(entry.get("fact", "")),
        lesson=(course, module, lesson) if course else None,
        inline=entry.get("inline", True),
        courses=tuple(_list(entry, "courses")),
    )


def _check_forms(terms: list[Term], lines: dict[str, int], notebook: Notebook) -> None:
    """A way of writing belongs to one word."""
    owner: dict[str, str] = {}
    for term in terms:
        for form in (term.term, *term.forms):
            other = owner.setdefault(form.lower(), term.key)
            if other != term.key or (term.term, *term.forms).count(form) > 1:
                message = f"word `{term.key}`: `{form}` stands twice, here or in `{other}`"
                notebook.problem(FILE, lines.get(term.key, 1), f"{message}: remove one")
