"""`facts.yaml`: figures that grow old, each with its date and its source."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from literasi.content.files import key_lines, read_text, read_yaml
from literasi.content.problems import Notebook
from literasi.domain.course import Fact
from literasi.domain.languages import TRANSLATIONS

FILE = "facts.yaml"
KEYS = {"label", "value", "as_of", "source", "confidence", "check_again"}
WORDED = {"label", "value"}
LANGUAGES = {language.code for language in TRANSLATIONS}
CONFIDENCE = ("read", "press")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_facts(folder: Path, notebook: Notebook, today: date) -> dict[str, Fact]:
    """Every usable fact by key, in the order of the file."""
    text = read_text(folder / FILE, FILE, notebook)
    entries = read_yaml(text, FILE, 0, notebook) if text is not None else None
    if not entries or text is None:
        return {}
    lines = key_lines(text.split("\n"), 1)
    facts = {}
    for key, entry in entries.items():
        line = lines.get(key, 1)
        complaint = _complaint(key, entry)
        if complaint:
            notebook.problem(FILE, line, f"fact `{key}`: {complaint}")
            continue
        facts[key] = fact = _fact(key, entry, today)
        if fact.due:
            message = (
                f"fact `{key}` was to be checked again by {fact.check_again}: check its source"
            )
            notebook.warn(FILE, line, message)
    return facts


def _complaint(key: str, entry: Any) -> str:
    """What is wrong with an entry, "" for nothing."""
    if not KEY.fullmatch(key):
        return "the key is no slug: use a-z, 0-9 and hyphens"
    if not isinstance(entry, dict):
        return "is no list of `key: value` lines: write it as one"
    given = set(entry) - LANGUAGES
    if given != KEYS:
        missing = ", ".join(sorted(KEYS - given)) or "-"
        unknown = ", ".join(sorted(str(name) for name in given - KEYS)) or "-"
        return f"missing: {missing}; unknown: {unknown}: give just the six keys"
    if not _is_worded(entry):
        return "label and value are texts: quote them"
    for code in sorted(LANGUAGES & set(entry)):
        words = entry[code]
        if not isinstance(words, dict) or set(words) != WORDED or not _is_worded(words):
            return f"`{code}` is not just label and value, both texts: write them below it"
    if not all(type(entry[name]) is date for name in ("as_of", "check_again")):
        return "as_of and check_again are dates: write 2026-11-24"
    if entry["check_again"] <= entry["as_of"]:
        return "check_again is not after as_of: mend the dates"
    if entry["confidence"] not in CONFIDENCE:
        return f"confidence is {entry['confidence']!r}: use read or press"
    return _source_complaint(entry["source"])


def _is_worded(entry: dict[str, Any]) -> bool:
    return all(isinstance(entry[name], str) and entry[name].strip() for name in sorted(WORDED))


def _source_complaint(source: Any) -> str:
    if not isinstance(source, dict) or set(source) != {"title", "url"}:
        return "has no source: give its title and url"
    if not isinstance(source["title"], str) or not source["title"].strip():
        return "its source has no title: give one"
    if not re.fullmatch(r"https?://[^\s\"'<>…]+", str(source["url"])):
        return "its source has no complete address: give one that begins with https://"
    return ""


def _fact(key: str, entry: dict[str, Any], today: date) -> Fact:
    return Fact(
        key=key,
        label=entry["label"].strip(),
        value=entry["value"].strip(),
        as_of=entry["as_of"],
        source_title=entry["source"]["title"].strip(),
        source_url=entry["source"]["url"],
        check_again=entry["check_again"],
        confidence=entry["confidence"],
        due=entry["check_again"] <= today,
        translations=tuple(
            (code, entry[code]["label"].strip(), entry[code]["value"].strip())
            for code in sorted(LANGUAGES & set(entry))
        ),
    )
