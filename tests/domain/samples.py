"""Questions, banks and courses made up by hypothesis, and a small course made by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from literasi.domain.codec import make_bank
from literasi.domain.course import Bank, Course, FamilyTalk, Lesson, Module, Prose
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Option,
    Ordering,
    Question,
    Several,
)

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
texts = st.text(max_size=20)
distinct_texts = st.lists(texts, min_size=3, max_size=6, unique=True).map(tuple)
options = st.lists(st.builds(Option, texts, texts), min_size=2, max_size=6).map(tuple)
decimals = st.decimals(-(10**12), 10**12, places=2)


def _common(key: str) -> dict[str, st.SearchStrategy[str]]:
    return {"key": st.just(key), "prompt": texts, "explanation": texts, "lesson": slugs} | {
        "outcome": st.one_of(st.just(""), slugs),
        "module": st.one_of(st.just(""), slugs),
    }


@st.composite
def questions(draw: st.DrawFn, key: str = "") -> Question:
    """A question of any form that a quiz may hold."""
    common = {name: draw(one) for name, one in _common(key or draw(slugs)).items()}
    form = draw(st.sampled_from([Choice, Several, Number, Ordering, Matching]))
    if form is Choice:
        lines = draw(options)
        return Choice(**common, options=lines, correct=draw(st.integers(0, len(lines) - 1)))
    if form is Several:
        lines = draw(options)
        right = draw(st.frozensets(st.integers(0, len(lines) - 1), min_size=1))
        return Several(**common, options=lines, correct=right)
    if form is Number:
        tolerance, unit = abs(draw(decimals)), draw(st.sampled_from(["rupiah", "persen", ""]))
        return Number(**common, answer=draw(decimals), tolerance=tolerance, unit=unit)
    items = draw(distinct_texts)
    if form is Ordering:
        return Ordering(**common, items=items)
    return Matching(**common, lefts=items, rights=tuple(reversed(items)))


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    keys = draw(st.lists(slugs, min_size=1, max_size=8, unique=True))
    size = draw(st.integers(1, len(keys)))
    return make_bank(size, [draw(questions(key)) for key in keys])


COMMON: dict[str, Any] = {"prompt": "<p>?</p>", "explanation": "<p>!</p>"}
TWO = (Option("a"), Option("b"))


def module(slug: str, lessons: list[str], aliases: tuple[str, ...] = ()) -> Module:
    """A module with one number question."""
    number = Number(key=f"{slug}-1", **COMMON, answer=Decimal(1))
    return Module(
        slug=slug,
        title=slug,
        summary="",
        intro="",
        outcomes=(),
        lessons=tuple(Lesson(name, name, 50, (Prose("<p>x</p>"),)) for name in lessons),
        bank=make_bank(1, [number]),
        family_talk=FamilyTalk("?", "a", "b"),
        home_minutes=30,
        aliases=aliases,
    )


def course(*modules: Module) -> Course:
    return Course("c", "C", "", "dasar", ("keluarga",), 70, 1, "", modules)
