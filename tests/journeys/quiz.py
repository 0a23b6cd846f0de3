"""Fills in a quiz on the screen, rightly or wrongly, as a person would see it."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Locator, Page

from literasi.domain.course import Module
from literasi.domain.money import format_number, format_rupiah
from literasi.domain.question import Choice, Matching, Number, Ordering, Question, Several


def fill_in(page: Page, module: Module, right: bool) -> None:
    """Answer every question that the open page shows."""
    fill_in_questions(page, module.bank.questions, 99 if right else 0)


def fill_in_questions(page: Page, known: Iterable[Question], right: int) -> None:
    """Answer every question that the open page shows, the first `right` of them rightly."""
    questions = {question.key: question for question in known}
    for number, field in enumerate(page.locator("fieldset.question").all()):
        key = (field.get_attribute("id") or "").removeprefix("soal-")
        _answer(page, questions[key], number < right)


def _answer(page: Page, question: Question, right: bool) -> None:
    name = f"soal-{question.key}"
    match question:
        case Choice():
            wanted = question.correct if right else (question.correct + 1) % len(question.options)
            _tap(page, name, question.options[wanted].html)
        case Several():
            chosen = sorted(question.correct) if right else sorted(question.correct)[:1]
            for place in chosen:
                _tap(page, name, question.options[place].html)
        case Number():
            value = question.answer if right else question.answer + 777
            rupiah = question.unit == "rupiah"
            text = format_rupiah(int(value)) if rupiah else format_number(value)
            page.fill(f'input[name="{name}"]', text)
        case Ordering():
            places = list(range(1, len(question.items) + 1))
            turned = places if right else places[1:] + places[:1]
            for item, place in zip(question.items, turned, strict=True):
                _select(page, name, item, str(place))
        case Matching():
            rights = question.rights if right else question.rights[1:] + question.rights[:1]
            for left, partner in zip(question.lefts, rights, strict=True):
                _select(page, name, left, page.evaluate(_PLAIN, partner))


_PLAIN = (
    "html => { const t = document.createElement('template'); t.innerHTML = html;"
    " return t.content.textContent.trim(); }"
)


def _tap(page: Page, name: str, html: str) -> None:
    """Tap the option whose text is shown, wherever the shuffle put it, unless it is ticked."""
    label = _bearing(page, f'label:has(input[name="{name}"])', "span", html)
    # A tap on what came back ticked would take the tick away.
    if not label.locator("input").is_checked():
        label.click()


def _select(page: Page, name: str, html: str, choice: str) -> None:
    pair = _bearing(page, f"#{name} .pair", "label", html)
    pair.locator("select").select_option(label=choice)


def _bearing(page: Page, rows: str, part: str, html: str) -> Locator:
    """The one of some rows whose part holds just this."""
    found = page.locator(rows)
    place: int = found.evaluate_all(_PLACE, [part, html.strip()])
    assert place >= 0, f"{rows}: nothing with {html!r}"
    return found.nth(place)


_PLACE = (
    "(rows, [part, html]) => "
    "rows.findIndex((row) => row.querySelector(part).innerHTML.trim() === html)"
)
