"""A class's plan in words, where two versions of it are laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from literasi.domain.dates import long_date
from literasi.training.plan_forms import MODES, PROGRAMMES
from literasi.training.planning import LABELS, ClassPlan


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it is stored now, and as it was typed."""

    label: str
    stored: str
    typed: str


def differences(stored: ClassPlan, typed: ClassPlan, names: Mapping[int, str]) -> list[Difference]:
    """`names` are those of the office's staff, by id."""
    words: dict[str, Callable[[Any], str]] = {
        "starts_on": long_date,
        "ends_on": long_date,
        "modules": lambda modules: f"{len(modules)} modul",
        "signatory": lambda one: ", ".join(value for value in one.values() if value),
        "programme": lambda one: PROGRAMMES.get(one, ""),
        "mode": lambda one: MODES[one],
        "team": lambda team: ", ".join(names.get(one, "petugas lain") for one in team),
        "guests": lambda guests: ", ".join(one.name for one in guests),
        "rundown": lambda rundown: f"{len(rundown)} acara",
    }
    found = []
    for name in stored.differs_from(typed):
        say = words.get(name, lambda value: str(value or ""))
        before, after = say(getattr(stored, name)), say(getattr(typed, name))
        found.append(Difference(LABELS[name].capitalize(), before or "kosong", after or "kosong"))
    return found
