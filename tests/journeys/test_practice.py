"""What a practice in the browser takes for a number is what the server takes for one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Practice
from literasi.domain.money import parse_number, parse_rupiah
from literasi.domain.question import Number
from tests.conftest import SETUP_DAY

pytestmark = pytest.mark.journey

RUPIAH = """1500000|1.500.000|1 500 000|1,500,000|1,500|Rp1.500.000|Rp 1.500.000,00
Rp. 1.500.000,-|Rp1.500.000,--|IDR 1.500.000|rp1500000 rupiah|1,5 juta|1.5 juta|1.5jt|1,1 juta
4,35 juta|1 juta 500 ribu|1 jt 500rb|500 ribu 1 juta|1 juta 2 juta|1.500 juta|1,500 juta|500rb
500k|2 miliar|2 milyar|1 triliun|1,25 triliun|1.000 triliun|2000 triliun|0,0000001 juta
1,0000005 juta|1,5|1.5|15.00|1.50|1.5000|12,50|12,5|100,00|1.500,50|1,234,567|1,234,567,00
1.234,567|1.2345.678|0|-0|-500|- 500|Rp-500|Rp -500|-Rp500|-Rp-500|−500|--500|rupiah|Rp|juta
1 jutaan|1juta500ribu|satu juta|٣٠٠|1e6|1.000.000.000.000.000|1.000.000.000.000.001
99999999999999999999|1 . 500|+5|5 %|500\t000|500\u00a0000| 1.500.000 |1.500.000,|1.500.000,-5
1.500.000.-|RP1.500.000|1,5 JUTA|1 juta, 500 ribu|07|1 rb rupiah"""
PLAIN = """4,8|4.8|4,80|4.80|4,8 persen|4,8%|4,8 %|4.8 persen|1.250|1.250,5|12|12.500.000|1.25
1.2500|1.250.5|1,250,5|12,|,5|.5|0,1|-4,8|- 4,8|−4,8|--4|4,8 persen persen|empat|4 8|1 250|٤|1e3
+4|%|persen|0|007|1250000|123456789012|0,000001|4,8persen| 12 |12 orang|Rp12
4.8 percent|4 percent|4percent|percent|4.8 per cent"""
TOO_LONG = "1" + " " * 60


def texts(table: str) -> list[str]:
    """One text to each bar or line, blanks at its ends included."""
    return [text for line in table.split("\n") for text in line.split("|")] + ["", " ", TOO_LONG]


def by_server(parse: Callable[[str], Decimal | int], text: str) -> float | None:
    try:
        return float(parse(text))
    except ValueError:
        return None


def by_browser(page: Page, name: str, table: list[str]) -> list[float | None]:
    """What the page's own script reads; None where it reads no number."""
    script = f"texts => texts.map(Numbers.{name}).map(n => Number.isNaN(n) ? null : n)"
    read: list[float | None] = page.evaluate(script, table)
    return read


@pytest.mark.parametrize(
    ("name", "parse", "table"), [("rupiah", parse_rupiah, RUPIAH), ("plain", parse_number, PLAIN)]
)
def test_browser_and_server_read_every_text_alike(
    page: Page, name: str, parse: Callable[[str], Decimal | int], table: str
) -> None:
    page.goto("/")
    every = texts(table)
    server = {text: by_server(parse, text) for text in every}
    assert dict(zip(every, by_browser(page, name, every), strict=True)) == server
    assert 0 < sum(number is None for number in server.values()) < len(server)


def number_practice(unit: str) -> tuple[str, Number]:
    """The address of the first lesson whose practice asks for a number in this unit."""
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    for course in catalogue.courses:
        for module, lesson in course.steps():
            asked = [block.question for block in lesson.blocks if isinstance(block, Practice)]
            for question in asked:
                if isinstance(question, Number) and question.unit == unit:
                    return f"/kursus/{course.slug}/{module.slug}/{lesson.slug}", question
    raise LookupError(unit)


def test_a_number_in_a_practice_is_read_as_in_the_quiz(page: Page) -> None:
    address, question = number_practice("rupiah")
    page.goto(address)
    practice = page.locator(f'.practice:has([name="latihan-{question.key}"])')
    for typed, verdict in (
        ("1,5", "Angkanya belum terbaca."),
        (f"{int(question.answer) + 999} rupiah", "Belum tepat."),
        (f"Rp {int(question.answer)},-", "Tepat."),
    ):
        practice.get_by_label("Jawabanmu").fill(typed)
        practice.get_by_role("button", name="Periksa").click()
        expect(practice.locator("[data-verdict]")).to_contain_text(verdict)
