"""Figures that may not stand bare: percentages, numbers of laws, telephone numbers.

Such a figure grows old. Named as a fact it carries its date and source; computed, it is an
example that anybody can work out again. An invented percentage is marked as one: by
`contoh:persen` after a question's key, or in a lesson's `example_rates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from literasi.content.compute import ComputeError, compute
from literasi.content.figures import LAW, PERCENT, PHONE
from literasi.content.files import picture_file
from literasi.content.markup import Writer
from literasi.content.numerals import odd_numeral
from literasi.content.syntax import PICTURE_LINE, PLACEHOLDER
from literasi.domain.languages import SOURCE, Language

EXAMPLE = "contoh:persen"
_QUESTION = re.compile(r"###\s")
_SECTION = re.compile(r"##?\s")
_ADDRESS = re.compile(r"\]\([^)]*\)|\{#[^}]*\}|https?://\S+")
_EXAMPLE_WORD = re.compile(r"\b(contoh|misal|andai|umpama|example|suppose|imagine)", re.I)
_TAG = re.compile(r"<[^>]+>")
_MEND = "write {{fact:key}}, which carries date and source"


@dataclass(frozen=True, slots=True)
class _Line:
    """`text` is what is left to judge, and the language its figures are written in; a marked
    question's percentages are examples."""

    number: int
    text: str
    example: bool
    language: Language
    picture: str = ""


def check_figures(writer: Writer) -> None:
    """Note every bare figure in the file's text, its front matter and its drawings, and every
    numeral that is not written the Indonesian way."""
    examples = _example_rates(writer)
    language = writer.document.language
    seen = set(_percentages((text for text in _worked_out(writer)), language))
    found: set[Decimal] = set()
    says_so = False
    for line in _lines(writer):
        _check_names(line, writer)
        if line.number >= writer.document.start and _EXAMPLE_WORD.search(line.text):
            says_so = True
        known = examples | seen if line.picture else examples
        for said, value in _bare_percentages(line.text, line.language):
            if value is not None:
                found.add(value)
            if value not in known and not line.example:
                writer.problem(line.number, _complaint(said, line.picture))
    place = writer.document.line_of("example_rates")
    for rate in sorted(examples - found):
        writer.problem(place, f"`example_rates` has {rate}, which does not stand here: remove it")
    if examples and not says_so:
        writer.problem(place, "never says that its rates are examples: write contoh or misalnya")


def _complaint(said: str, picture: str) -> str:
    if picture:
        return f"{picture} says `{said}`, which this file neither computes nor names: do so"
    return (
        f"bare percentage `{said}`: write {{{{fact:key}}}} or {{{{hitung: … | persen}}}}, "
        f"or mark an example with {EXAMPLE} (question) or example_rates (lesson)"
    )


def _check_names(line: _Line, writer: Writer) -> None:
    if match := LAW.search(line.text):
        writer.problem(line.number, f"names `{match[0]}`: {_MEND}")
    if match := PHONE.search(line.text):
        writer.problem(line.number, f"has the telephone number `{match[0].strip()}`: {_MEND}")
    elif found := odd_numeral(line.text, line.language):
        writer.problem(line.number, f"writes `{found[0]}`: {found[1]}")


def _lines(writer: Writer) -> Iterator[_Line]:
    document, own = writer.document, writer.document.language
    for key, value in document.meta.items():
        yield from (_Line(document.line_of(key), text, False, own) for text in _texts(value))
    example = False
    for number, line in enumerate(document.body, document.start):
        if _QUESTION.match(line) or _SECTION.match(line):
            example = EXAMPLE in line
        if match := PICTURE_LINE.fullmatch(line):
            yield _Line(number, match[1], example, own, "the picture's description")
            path = picture_file(writer.folder, match[2], own)
            # A drawing that has no sibling of its own keeps the figures of the source.
            written = own if path.name != match[2] else SOURCE
            yield _Line(number, _drawn(path), example, written, f"the picture {path.name}")
        else:
            yield _Line(number, _ADDRESS.sub(" ", PLACEHOLDER.sub(" ", line)), example, own)


def _texts(value: object) -> Iterator[str]:
    """Every text in a front matter value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _drawn(path: Path) -> str:
    """The words in a drawing; "" when it cannot be read, which is noted elsewhere."""
    try:
        return _TAG.sub(" ", path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def _worked_out(writer: Writer) -> Iterator[str]:
    """What the file's placeholders show."""
    for line in writer.document.body:
        for match in PLACEHOLDER.finditer(line):
            kind, _, rest = match[1].partition(":")
            if kind.strip() == "fact" and rest.strip() in writer.shelf.facts:
                yield writer.shelf.facts[rest.strip()].value
            elif kind.strip() == "hitung":
                # What cannot be worked out is noted where it is rendered.
                with suppress(ComputeError):
                    yield compute(rest, writer.document.language)
    for key in writer.document.meta.get("sources") or ():
        if key in writer.shelf.facts:
            yield writer.shelf.facts[key].value


def _percentages(texts: Iterator[str], language: Language) -> Iterator[Decimal]:
    for text in texts:
        found = _bare_percentages(text, language)
        yield from (value for _, value in found if value is not None)


def _bare_percentages(text: str, language: Language) -> Iterator[tuple[str, Decimal | None]]:
    """(as written, value); a percentage in words has no value."""
    for match in PERCENT.finditer(text):
        yield match[0], _number(match[1], language) if match[1] else None


def _number(text: str, language: Language) -> Decimal | None:
    plain = text.replace(language.group_sign, "").replace(language.decimal_sign, ".")
    try:
        return Decimal(plain).normalize()
    except InvalidOperation:
        return None


def _example_rates(writer: Writer) -> frozenset[Decimal]:
    value = writer.document.meta.get("example_rates", [])
    if isinstance(value, list) and all(type(one) in (int, float) for one in value):
        return frozenset(Decimal(str(one)).normalize() for one in value)
    place = writer.document.line_of("example_rates")
    writer.problem(place, "`example_rates` is no list of numbers: write it as [30, 50]")
    return frozenset()
