"""The five question forms, and the reflection that has no right answer.

A question is frozen text and its key. Prompts, options and explanations are
sanitised HTML, ready to be shown. Positions in `options`, `items` and `rights`
are canonical: the order of the course file, never the order on a screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Option:
    """One line a learner can choose. `note` is shown to somebody who chose it."""

    html: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every form has in common.

    `key` is unique in its course and permanent. `lesson` is the slug of the lesson
    (in the same module) to read again after a wrong answer, or "" in a practice.
    `module` is the slug of the module that teaches it in a pre-test or post-test, else "".
    """

    key: str
    prompt: str
    explanation: str
    lesson: str = ""
    outcome: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """Single choice: `correct` is the position of the one right option."""

    options: tuple[Option, ...]
    correct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Question):
    """Several right answers: all of `correct` and nothing else."""

    options: tuple[Option, ...]
    correct: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question):
    """A number within `tolerance` of `answer`; `unit` is "rupiah", "persen" or ""."""

    answer: Decimal
    tolerance: Decimal = field(default=Decimal(0))
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Question):
    """`items` in their right order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question):
    """`lefts[i]` belongs to `rights[i]`."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Question):
    """A question about one's own life, in a practice only: every answer is right."""

    options: tuple[Option, ...]


# What a learner gave, in canonical positions: an option, a set of options, a number,
# the order of the items, or the right-hand position chosen for each left.
Answer = int | frozenset[int] | Decimal | tuple[int, ...]
