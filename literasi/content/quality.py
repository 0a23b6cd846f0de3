"""Is a quiz worth taking? Options that give nothing away, and a pool that tests every outcome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from literasi.content.files import Document
from literasi.domain.course import Outcome
from literasi.domain.question import Choice, Option, Question

FULL_DRAW = 8  # from this many drawn questions on, the rules of a full pool hold
SMALLEST_POOL = 14
FEWEST_A_TEST = 3  # questions for each outcome
LARGEST_RATIO = 1.5  # longest option to shortest, in letters
ALIKE = 10  # letters; short options may differ by so many whatever the ratio
FEWEST_TO_JUDGE = 4  # single choices; of fewer, half may be chance
_TEMPTING = re.compile(
    r"\b(semua|seluruh)\s+(jawaban|pilihan|benar|di atas|yang di atas)|\bbenar\s+semua"
    r"|\b(tidak|bukan)\s+(ada|satu pun)\s+(jawaban\s+|pilihan\s+)?(yang\s+)?(benar|di atas)"
    r"|\bkeduanya\s+(benar|salah)"
    r"|\b(all|none|both|neither)\s+(of\s+)?(the\s+|these\s+)?(above|answers|options|are\s+right"
    r"|are\s+correct|is\s+right|is\s+correct)",
    re.I,
)
_TAG = re.compile(r"<[^>]+>")


def is_tempting(text: str) -> bool:
    """Whether an option speaks of the other options instead of the matter."""
    return bool(_TEMPTING.search(text))


def unlike_lengths(options: Iterable[Option]) -> tuple[int, int] | None:
    """(shortest, longest) in letters when the length gives the answer away, else None."""
    lengths = sorted(len(_plain(option)) for option in options)
    shortest, longest = lengths[0], lengths[-1]
    if longest - shortest <= ALIKE or longest <= LARGEST_RATIO * shortest:
        return None
    return shortest, longest


def check_pool(
    document: Document, questions: list[Question], draw: int, outcomes: tuple[Outcome, ...]
) -> None:
    """Note what a quiz that draws eight or more still lacks; smaller ones may grow."""
    if draw < FULL_DRAW:
        return
    if len(questions) < SMALLEST_POOL:
        message = f"has {len(questions)} questions: a quiz that draws {draw}"
        document.problem(1, f"{message} needs {SMALLEST_POOL} or more, write them")
    tested = Counter(question.outcome for question in questions)
    for outcome in outcomes:
        if tested[outcome.key] < FEWEST_A_TEST:
            message = f"tests the outcome `{outcome.key}` by {tested[outcome.key]} questions"
            document.problem(1, f"{message}: write {FEWEST_A_TEST} or more")
    check_longest(document, questions)


def check_longest(document: Document, questions: list[Question]) -> None:
    """Whoever always takes the longest option must not pass."""
    single = [question for question in questions if isinstance(question, Choice)]
    given_away = [question.key for question in single if _right_is_longest(question)]
    if len(single) >= FEWEST_TO_JUDGE and len(given_away) > len(single) / 2:
        keys = ", ".join(given_away)
        message = f"the right option is the longest in {len(given_away)} of {len(single)}"
        document.problem(1, f"{message} single choices ({keys}): lengthen wrong ones")


def _right_is_longest(question: Choice) -> bool:
    lengths = [len(_plain(option)) for option in question.options]
    right = lengths.pop(question.correct)
    return right > max(lengths)


def _plain(option: Option) -> str:
    return unescape(_TAG.sub("", option.html))
