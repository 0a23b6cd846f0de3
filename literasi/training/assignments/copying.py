"""Work follows its class: copied from an earlier one, and kept in step with the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from literasi.accounts.audit import Act, note
from literasi.domain.assignment import ModuleKey, Span
from literasi.domain.course import Catalogue
from literasi.training.assignments.operations import withdraw
from literasi.training.assignments.terms import in_force, make, terms_from, terms_of, write_parts
from literasi.training.assignments.work import given_of
from literasi.training.catalogue import find_module
from literasi.training.models import Cohort
from literasi.training.operations import programme, subject


def copy_work(earlier: Cohort, cohort: Cohort, catalogue: Catalogue, act: Act) -> int:
    """The work that an earlier class gave to everybody, for a class that gave none yet: what its
    programme has of the modules, its days moved as the classes are. Returns how many."""
    if given_of(cohort.id):
        return 0
    later = cohort.starts_on - earlier.starts_on
    here = {_present(key, catalogue): key for key in _programme(cohort)}
    copied = 0
    for given in given_of(earlier.id):
        names = (_present(key, catalogue) for key in given.modules)
        modules = tuple(here[name] for name in names if name in here)
        if given.seats or not modules:
            continue
        terms = replace(terms_from(given), modules=modules, span=_moved(given.span, later))
        make(cohort, uuid4(), terms, act)
        copied += 1
    if copied:
        note(act, "assignment.copy", subject(cohort), f"{earlier.name} → {cohort.name}: {copied}")
    return copied


def follow_programme(cohort: Cohort, catalogue: Catalogue, act: Act) -> None:
    """After the programme changed: work keeps the modules that it still has, under its names, and
    work without any is withdrawn."""
    here = {_present(key, catalogue): key for key in _programme(cohort)}
    for assignment in in_force(cohort.id):
        terms = terms_of(assignment)
        names = (_present(key, catalogue) for key in terms.modules)
        modules = tuple(here[name] for name in names if name in here)
        if modules == terms.modules:
            continue
        if not modules:
            withdraw(cohort, assignment, act, "Modulnya keluar dari program kelas.")
            continue
        assignment.version += 1
        write_parts(assignment.id, replace(terms, modules=modules))


def _programme(cohort: Cohort) -> list[ModuleKey]:
    return [(row.course, row.module) for row in programme(cohort.id)]


def _present(key: ModuleKey, catalogue: Catalogue) -> ModuleKey:
    """Today's name of a module; a gone one keeps its own."""
    course, module = find_module(catalogue, *key)
    return (course.slug, module.slug) if course and module else key


def _moved(span: Span, later: timedelta) -> Span:
    opens, until = span.opens_on, span.due_on
    return replace(span, opens_on=opens and opens + later, due_on=until and until + later)
