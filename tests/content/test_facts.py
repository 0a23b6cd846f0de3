"""Facts: what is read, in which order, and what an author is told about a bad one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.content.facts import read_facts
from literasi.content.problems import Notebook
from literasi.domain.course import DOUBT
from tests.content.conftest import FACTS, TODAY, CourseFolder

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
SECOND = FACTS.replace("biaya-malaysia:", "atap-biaya:")
NAME = "facts.yaml:1: fact `biaya-malaysia`:"


def test_facts_keep_the_order_and_every_part_of_the_file(folder: CourseFolder) -> None:
    folder.write("facts.yaml", FACTS + SECOND)
    catalogue = folder.load().catalogue
    assert catalogue is not None
    first, second = catalogue.facts
    assert (first.key, second.key) == ("biaya-malaysia", "atap-biaya")
    assert (first.label, first.value) == ("Biaya kirim dari Malaysia", "4,80 persen")
    assert (first.as_of, first.check_again) == (date(2025, 9, 30), date(2027, 3, 31))
    assert (first.source_title, first.confidence) == ("Bank Dunia", "read")
    assert first.source_url == "https://remittanceprices.worldbank.org"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("biaya-malaysia:", "Biaya:", "facts.yaml:1: fact `Biaya`: the key is no slug: use a-z, 0-9 and hyphens"),
        ("Bank Dunia", '" "', f"{NAME} its source has no title: give one"),
        ("Bank Dunia", "8", f"{NAME} its source has no title: give one"),
        ("    title: Bank Dunia\n", "", f"{NAME} has no source: give its title and url"),
        ("https://remittanceprices", "javascript://remittanceprices", f"{NAME} its source has no complete address: give one that begins with https://"),
        ("worldbank.org", "worldbank.org/…", f"{NAME} its source has no complete address: give one that begins with https://"),
        ("2027-03-31", "2027-03-31 10:00:00", f"{NAME} as_of and check_again are dates: write 2026-11-24"),
        ("2025-09-30", "2025-13-30", "facts.yaml:1: is not valid YAML (month must be in 1..12): quote texts that hold a colon"),
        ("  label: Biaya kirim dari Malaysia\n", "", f"{NAME} missing: label; unknown: -: give just the six keys"),
        ("Biaya kirim dari Malaysia", '"\\ud800"', "facts.yaml:2: is not valid YAML (a character that no page can show): quote texts that hold a colon"),
    ],
)  # fmt: skip
def test_a_bad_fact_is_named_with_its_remedy(
    folder: CourseFolder, old: str, new: str, message: str
) -> None:
    folder.replace("facts.yaml", old, new)
    assert message in folder.problems()


def test_a_fact_that_is_only_a_text_is_refused_at_its_own_line(folder: CourseFolder) -> None:
    folder.write("facts.yaml", FACTS + "lain: 5\n")
    said = "facts.yaml:10: fact `lain`: is no list of `key: value` lines: write it as one"
    assert said in folder.problems()


def test_a_fact_that_stands_twice_is_refused(folder: CourseFolder) -> None:
    folder.write("facts.yaml", FACTS + FACTS)
    start = "facts.yaml:10: is not valid YAML (the key `biaya-malaysia` stands twice)"
    assert any(problem.startswith(start) for problem in folder.problems())


def test_a_value_is_text_even_when_it_looks_like_html(folder: CourseFolder) -> None:
    folder.replace("facts.yaml", "4,80 persen", "<b>4,80</b> & lebih")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    html = repr(catalogue.courses[0].modules[0].lessons[0].blocks)
    assert "&lt;b&gt;4,80&lt;/b&gt; &amp; lebih" in html


def test_a_due_fact_is_doubted_where_it_stands(folder: CourseFolder) -> None:
    folder.replace("facts.yaml", "2027-03-31", "2026-11-24")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    (fact,) = catalogue.facts
    assert (fact.due, fact.doubt) == (True, DOUBT)
    html = repr(catalogue.courses[0].modules[0].lessons[0].blocks)
    assert f"<small>(per September 2025. {DOUBT})</small>" in html


@settings(max_examples=40, deadline=None)
@given(days=st.integers(-400, 400))
def test_a_fact_is_due_from_its_day_on(tmp_path_factory: pytest.TempPathFactory, days: int) -> None:
    folder = CourseFolder(tmp_path_factory.mktemp("f"))
    due = TODAY + timedelta(days)
    text = FACTS.replace("2025-09-30", "2020-01-01").replace("2027-03-31", str(due))
    folder.write("facts.yaml", text)
    notebook = Notebook()
    assert list(read_facts(folder.path, notebook, TODAY)) == ["biaya-malaysia"]
    assert len(notebook.warnings) == (days <= 0)
    assert notebook.problems == []
