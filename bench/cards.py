"""CPU milliseconds of a class's cards on paper and of one card as a picture, once warm."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from literasi.domain.card import make_code
from literasi.pdf.card_picture import card_picture
from literasi.pdf.cards import CardSheet, SheetCard, render

LEARNERS, SPARES = 40, 5
RUNS = 7


def sheet() -> CardSheet:
    names = [f"Peserta Nomor {n}" for n in range(LEARNERS)] + [""] * SPARES
    codes = [make_code(483920571639284 + 7919 * n) for n in range(len(names))]
    cards = tuple(
        SheetCard(name, code, f"https://literasi.example/masuk#{code}", "MTR-7K2P")
        for name, code in zip(names, codes, strict=True)
    )
    return CardSheet("Mataram Pagi 3", "BP3MI Nusa Tenggara Barat", cards)


def cpu_milliseconds(work: Callable[[], bytes]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def main() -> None:
    cards = sheet()
    one = cards.cards[0]
    works: dict[str, Callable[[], bytes]] = {
        f"{len(cards.cards)} cards on paper": lambda: render(cards),
        "one card as a picture": lambda: card_picture(one.name, one.code, one.address),
    }
    for name, work in works.items():
        work()
        runs = [cpu_milliseconds(work) for _ in range(RUNS)]
        size = len(work())
        print(f"{name}, median of {RUNS}: {statistics.median(runs):.0f} ms CPU, {size} bytes")


if __name__ == "__main__":
    main()
