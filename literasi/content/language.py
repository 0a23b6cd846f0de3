"""`bahasa.yaml`: officialese with plainer words, and abbreviations with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from literasi.content.files import read_text, read_yaml
from literasi.content.problems import Notebook

FILE = "bahasa.yaml"
# SHU, AD/ART, BP3MI; not US$200, and no name with a small letter in it.
ABBREVIATION = re.compile(
    r"(?<![\w/])[A-Z]{2}[A-Z0-9]*(?:/[A-Z]{2,})*(?![\w/$])|\b[A-Z]+\d[A-Z]+\b"
)
KEYS = ("lugas", "singkatan", "dikenal", "kata_kerja")
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Language:
    """`plain` maps officialese to plainer words; `abbreviations` to the words, any of which
    explains them; `known` are abbreviations that everybody reads; `verbs` begin an outcome."""

    plain: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    officialese: re.Pattern[str] = _NOTHING


def read_language(folder: Path, notebook: Notebook) -> Language:
    """The language file; what is wrong with it is noted."""
    text = read_text(folder / FILE, FILE, notebook)
    found = read_yaml(text, FILE, 0, notebook) if text is not None else None
    if not found:
        return Language()
    if set(found) != set(KEYS):
        notebook.problem(FILE, 1, f"has not just the keys {', '.join(KEYS)}: give the four")
        return Language()
    plain = _texts(found["lugas"], "lugas", notebook)
    short = _texts(found["singkatan"], "singkatan", notebook)
    return Language(
        {word: " atau ".join(better) for word, better in plain.items()},
        short,
        _list(found["dikenal"], "dikenal", "[HP, KTP]", notebook),
        _list(found["kata_kerja"], "kata_kerja", "[menyusun, menghitung]", notebook),
        _any_of(plain),
    )


def _texts(found: Any, name: str, notebook: Notebook) -> dict[str, tuple[str, ...]]:
    """Each key with its texts: one text, or a list of them."""
    if not isinstance(found, dict):
        notebook.problem(FILE, 1, f"`{name}` is no list of `word: words` lines: write it as one")
        return {}
    texts = {}
    for key, value in found.items():
        values = value if isinstance(value, list) else [value]
        if not isinstance(key, str) or not all(isinstance(one, str) and one for one in values):
            notebook.problem(FILE, 1, f"`{key}` in `{name}` is no text: quote it")
        else:
            texts[key] = tuple(values)
    return texts


def _list(found: Any, name: str, example: str, notebook: Notebook) -> frozenset[str]:
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return frozenset(found)
    notebook.problem(FILE, 1, f"`{name}` is no list of texts: write it as {example}")
    return frozenset()


def _any_of(words: Mapping[str, object]) -> re.Pattern[str]:
    if not words:
        return _NOTHING
    # The longest first: "namun demikian" before a "demikian" of its own.
    choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{choices})\b", re.I)
