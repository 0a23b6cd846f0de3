"""Which questions an attempt shows, and in what order: decided by a seed alone.

A ticket holds only the seed, and an answer may come back weeks later, so the same bank
and seed must give the same draw for ever, on every Python: order comes from SHA-256,
never from a random number generator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from literasi.domain.course import Bank
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Ordering,
    Question,
    Reflection,
    Several,
)


@dataclass(frozen=True, slots=True)
class Draw:
    """`questions` are keys in shown order. `orders` pairs each key with the canonical
    positions of its options, items or rights in shown order; empty for a number."""

    questions: tuple[str, ...]
    orders: tuple[tuple[str, tuple[int, ...]], ...]

    def order(self, key: str) -> tuple[int, ...]:
        """Canonical positions in shown order; KeyError if `key` was not drawn."""
        return dict(self.orders)[key]


def draw(bank: Bank, seed: bytes) -> Draw:
    """`bank.draw` questions of `bank` (all, if it has fewer)."""
    by_key = {question.key: question for question in bank.questions}
    keys = tuple(_sorted(seed, "question", by_key)[: bank.draw])
    return Draw(keys, tuple((key, shown_order(by_key[key], seed)) for key in keys))


def draw_all(bank: Bank, seed: bytes) -> Draw:
    """Every question of `bank` in its own order, as a test asks them; only options, items and
    rights are shuffled."""
    orders = tuple((one.key, shown_order(one, seed)) for one in bank.questions)
    return Draw(tuple(one.key for one in bank.questions), orders)


def shown_order(question: Question, seed: bytes) -> tuple[int, ...]:
    """Canonical positions of what can be shuffled in `question`, in the order to show.

    An ordering never appears in its right order and a matching never has every right
    beside its left, since either would give the answer away. A reflection keeps its order.
    """
    match question:
        case Choice() | Several():
            return _shuffled(seed, question.key, len(question.options))
        case Ordering():
            return _not_in_order(_shuffled(seed, question.key, len(question.items)))
        case Matching():
            return _not_in_order(_shuffled(seed, question.key, len(question.rights)))
        case Reflection():
            return tuple(range(len(question.options)))
        case Number():
            return ()
    raise TypeError(f"no order for a {type(question).__name__}")


def canonical(order: tuple[int, ...], shown_position: int) -> int:
    """The canonical position of what stands at `shown_position` on the screen (from 0).

    ValueError if nothing stands there.
    """
    if not 0 <= shown_position < len(order):
        raise ValueError(f"nothing was shown at position {shown_position}")
    return order[shown_position]


def _shuffled(seed: bytes, key: str, size: int) -> tuple[int, ...]:
    return tuple(int(place) for place in _sorted(seed, key, map(str, range(size))))


def _not_in_order(order: tuple[int, ...]) -> tuple[int, ...]:
    if order == tuple(range(len(order))):
        return order[1:] + order[:1]
    return order


def _sorted(seed: bytes, label: str, names: Iterable[str]) -> list[str]:
    """`names` by the hash of seed, label and name. Lengths go in too, so that no two
    different triples run together to the same bytes."""
    parts = len(seed).to_bytes(4, "big") + seed + len(label).to_bytes(4, "big") + label.encode()
    return sorted(names, key=lambda name: sha256(parts + name.encode()).digest())
