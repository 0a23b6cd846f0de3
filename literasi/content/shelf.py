"""What every course leans on: the files that stand beside the course folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from literasi.content.facts import read_facts
from literasi.content.glossary import read_glossary
from literasi.content.language import Language, read_language
from literasi.content.problems import Notebook
from literasi.domain.course import Fact, Term
from literasi.domain.languages import Language as Tongue


@dataclass(frozen=True, slots=True)
class Shelf:
    facts: Mapping[str, Fact] = field(default_factory=dict)
    language: Language = field(default_factory=Language)
    terms: tuple[Term, ...] = ()

    def in_language(self, tongue: Tongue) -> Shelf:
        """The facts in another language. What is Indonesian alone is left out: the rules for its
        wording, and the words that lessons explain."""
        return Shelf({key: fact.in_language(tongue) for key, fact in self.facts.items()})


def read_shelf(folder: Path, notebook: Notebook, today: date) -> Shelf:
    """Everything usable; what is wrong is noted."""
    facts, language = read_facts(folder, notebook, today), read_language(folder, notebook)
    return Shelf(facts, language, read_glossary(folder, facts, language, notebook))
