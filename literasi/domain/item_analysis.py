"""Which questions a group gets wrong, and by which wrong answers.

Each person counts once for a question, with the first answer: what follows knows the explanation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from literasi.domain.grading import is_right
from literasi.domain.question import Answer, Choice, Matching, Number, Ordering, Question, Several

FEW = 5  # people; a share of fewer says little
MOST_SLIPS = 4  # wrong answers that are told of one question


class SlipKind(Enum):
    """CHOSE an option that is wrong, LEFT_OUT one that is right, PAIRED left with another right,
    ORDERED the items otherwise, TYPED another number, OPEN for no answer."""

    CHOSE = "chose"
    LEFT_OUT = "left_out"
    PAIRED = "paired"
    ORDERED = "ordered"
    TYPED = "typed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Slip:
    """What was wrong in an answer: canonical positions, or the number."""

    kind: SlipKind
    places: tuple[int, ...] = ()
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody's first answer to a question of `module` (course and module by present slugs)."""

    module: tuple[str, str]
    question: Question
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Item:
    """A question, how many people answered it, how many of them wrongly, and the slips with how
    many people made each, the most common first."""

    module: tuple[str, str]
    question: Question
    people: int
    wrong: int
    slips: tuple[tuple[Slip, int], ...]

    @property
    def percent(self) -> int:
        """Whole percent of the people who were wrong, rounded half up."""
        return (200 * self.wrong + self.people) // (2 * self.people)

    @property
    def is_few(self) -> bool:
        return self.people < FEW


@dataclass(slots=True)
class _Tally:
    module: tuple[str, str]
    people: int = 0
    wrong: int = 0
    slips: Counter[Slip] = field(default_factory=Counter)


def analyse(answers: Iterable[Answered]) -> list[Item]:
    """The questions that anybody got wrong: the largest share first, those of few people last. A
    question that was rewritten is another question."""
    tallies: dict[Question, _Tally] = {}
    for one in answers:
        tally = tallies.get(one.question)
        if tally is None:
            tally = tallies[one.question] = _Tally(one.module)
        tally.people += 1
        if not is_right(one.question, one.answer):
            tally.wrong += 1
            tally.slips.update(slips(one.question, one.answer))
    items = [
        Item(one.module, question, one.people, one.wrong, tuple(one.slips.most_common(MOST_SLIPS)))
        for question, one in tallies.items()
        if one.wrong
    ]
    return sorted(items, key=lambda one: (one.is_few, -one.wrong * 1000 // one.people, -one.wrong))


def slips(question: Question, answer: Answer | None) -> list[Slip]:
    """What is wrong in an answer that is not right, each thing once."""
    match question, answer:
        case _, None:
            return [Slip(SlipKind.OPEN)]
        case Choice(), int(chosen):
            return [Slip(SlipKind.CHOSE, (chosen,))]
        case Several(), frozenset():
            chose = [Slip(SlipKind.CHOSE, (one,)) for one in sorted(answer - question.correct)]
            left = [Slip(SlipKind.LEFT_OUT, (one,)) for one in sorted(question.correct - answer)]
            return chose + left
        case Number(), Decimal() | int():
            return [Slip(SlipKind.TYPED, number=Decimal(answer))]
        case Ordering(), tuple():
            return [Slip(SlipKind.ORDERED, answer)]
        case Matching(), tuple():
            return [
                Slip(SlipKind.PAIRED, (left, right))
                for left, right in enumerate(answer)
                if left != right
            ]
    return []
