"""Course files as text: front matter and body, with the line numbers of the file itself."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from literasi.content.problems import Notebook
from literasi.domain.languages import SOURCE, TRANSLATIONS, Language

LARGEST = 200_000  # bytes; a lesson has about 3,000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBERED = re.compile(r"\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)")
RESERVED = frozenset({"kuis", "tes-awal", "tes-akhir", "buku.pdf"})


@dataclass(slots=True)
class Document:
    """One Markdown file. `body` starts at line `start` of the file (from 1); `language` is what
    the file's name says it is in."""

    path: str
    notebook: Notebook
    meta: dict[str, Any] = field(default_factory=dict)
    meta_lines: dict[str, int] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    start: int = 1
    language: Language = SOURCE

    def problem(self, line: int, message: str) -> None:
        self.notebook.problem(self.path, line, message)

    def line_of(self, key: str) -> int:
        """The line of a front matter key, or that of the front matter itself."""
        return self.meta_lines.get(key, 1)


def language_of(name: str) -> Language:
    """The language that a file is in: `quiz.en.md` in English."""
    return next((one for one in TRANSLATIONS if name.endswith(one.ending)), SOURCE)


def is_translation(name: str) -> bool:
    """Whether a file says in another language what its sibling says."""
    return not language_of(name).is_source


def sibling(path: Path, language: Language) -> Path:
    """Where the same course file stands in another language."""
    return path.with_name(f"{path.stem}{language.ending}")


def picture_file(folder: Path, name: str, language: Language) -> Path:
    """The drawing that a page shows: that of its own language, where there is one."""
    path = folder / name
    own = path.with_name(f"{path.stem}.{language.code}{path.suffix}")
    return own if not language.is_source and own.exists() else path


def read_text(path: Path, shown: str, notebook: Notebook) -> str | None:
    """The file's text with plain line ends, or None after noting why not."""
    try:
        content = path.read_bytes()
    except OSError as error:
        notebook.problem(shown, 1, f"cannot be read ({error.strerror}): restore the file")
        return None
    if len(content) > LARGEST:
        notebook.problem(shown, 1, f"is larger than {LARGEST} bytes: split it")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        notebook.problem(shown, line, "is not UTF-8: save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_document(path: Path, shown: str, notebook: Notebook) -> Document | None:
    """Split a file into front matter and body; None after noting why not."""
    text = read_text(path, shown, notebook)
    if text is None:
        return None
    lines = text.split("\n")
    document = Document(shown, notebook, language=language_of(path.name))
    if lines[0].strip() != "---":
        document.body = lines
        return document
    try:
        end = next(n for n in range(1, len(lines)) if lines[n].strip() == "---")
    except StopIteration:
        document.problem(1, "the front matter never ends: close it with a line of ---")
        return None
    document.body, document.start = lines[end + 1 :], end + 2
    meta = read_yaml("\n".join(lines[1:end]), shown, 1, notebook)
    if meta is None:
        return None
    document.meta = meta
    document.meta_lines = key_lines(lines[1:end], 2)
    return document


# Escapes such as "\ud800" can write what a file itself cannot hold.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class _Loader(yaml.SafeLoader):
    """Plain values only. A key that stands twice would silently hide its first value, and
    aliases can make a few lines grow without end: both are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases (*) are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        value = super().construct_scalar(node)
        if _UNSHOWABLE.search(value):
            reason = "a character that no page can show"
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark)
        return value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                reason = f"the key `{key.value}` stands twice"
                raise yaml.constructor.ConstructorError(None, None, reason, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str, shown: str, offset: int, notebook: Notebook) -> dict[str, Any] | None:
    """A YAML mapping; `offset` is how many lines of the file stand before it."""
    try:
        found = yaml.load(text, _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = offset + (mark.line + 1 if mark else 1)
        reason = getattr(error, "problem", None) or str(error)
        notebook.problem(
            shown, line, f"is not valid YAML ({reason}): quote texts that hold a colon"
        )
        return None
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        notebook.problem(shown, offset + 1, "is no list of `key: value` lines: write it as one")
        return None
    return found


def key_lines(lines: list[str], first: int) -> dict[str, int]:
    """Where each top-level key stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, first):
        if match := re.match(r"([\w-]+):", line):
            found.setdefault(match[1], number)
    return found


class Fields:
    """Typed access to front matter; every complaint goes to the notebook."""

    def __init__(self, document: Document, known: Mapping[str, str]) -> None:
        """`known` maps each key that may stand there to what it is, for the message."""
        self._document = document
        self._known = known
        for key in document.meta:
            if key not in known:
                use = f"use {', '.join(known)}" if known else "this file needs no front matter"
                self._complain(key, f"unknown key `{key}`: {use}")

    def text(self, key: str) -> str:
        value = self._document.meta.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self._complain(key, f"`{key}` is missing or empty: give {self._known[key]}")
        return ""

    def number(self, key: str, low: int, high: int) -> int:
        value = self._document.meta.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._complain(key, f"`{key}` is not a whole number from {low} to {high}: mend it")
        return low

    def number_or_none(self, key: str, low: int, high: int) -> int | None:
        """None when the key is missing."""
        return self.number(key, low, high) if key in self._document.meta else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when the key is missing."""
        value = self._document.meta.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._complain(key, f"`{key}` is not a list: write it as [one, two]")
        return ()

    def mapping(self, key: str) -> dict[str, Any]:
        value = self._document.meta.get(key)
        if isinstance(value, dict) and value:
            return value
        self._complain(key, f"`{key}` is missing or empty: give {self._known[key]}")
        return {}

    def aliases(self) -> tuple[str, ...]:
        found = self.texts("aliases")
        for alias in found:
            if not is_slug(alias):
                self._complain("aliases", f"`{alias}` is no slug: use a-z, 0-9 and hyphens")
        return found

    def _complain(self, key: str, message: str) -> None:
        self._document.problem(self._document.line_of(key), message)


def is_slug(text: str) -> bool:
    return bool(SLUG.fullmatch(text)) and text not in RESERVED


def has_text(lines: list[str]) -> bool:
    """Whether anything but blank lines stands there."""
    return any(line.strip() for line in lines)
