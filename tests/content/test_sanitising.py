"""Nothing in course files can run code, style the page or fetch anything."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literasi.content.files import Document
from literasi.content.markup import TAGS, Writer
from literasi.content.problems import Notebook
from literasi.content.shelf import Shelf
from literasi.content.svg import COLOURS, DrawingError, drawing
from literasi.domain.course import Fact

OURS = {"figure", "svg", "span", "small", "div"}
SVG_START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
HEAD = f"{SVG_START}<title>t</title><desc>d</desc>"


def writer() -> Writer:
    return Writer(Document("x.md", Notebook()), Shelf(), Path("/nonexistent"), [])


class Seen(HTMLParser):
    """Every tag and attribute of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Teks <b onclick=alert(1)>tebal</b>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//jahat.example)",
    "[x](/\\jahat.example)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "<https://jahat.example>",
    "![x](https://jahat.example/a.png)",
    "![x](../../../etc/passwd)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "**tebal**{: onclick=alert(1) }",
    "<style>*{display:none}</style>",
    "<iframe src=//jahat.example></iframe>",
    "<!-- x --><script>alert(1)</script>",
    "\ue0000\ue001 teks",
    "`<script>`",
    '[x](/a"onmouseover="alert(1))',
    "&\\#xe000;0&\\#xe001;",
    "&\x02#xe000;0&\x02#xe001;",
    "&#xe{{hitung: 0 | angka}}00;0&#xe{{hitung: 0 | angka}}01;",
    "{{hitung: 1}} &\\#xe000;0&\\#xe001;",
    "{{hitung: 1}} &\\#xe000;",
    "<\x02script>alert(1)</script>",
    "[x](https://a.example/{{fact:biaya}})",
    "[x](https://a.example/{{hitung:1}})",
    "[x](\tjavascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](https:jahat.example)",
    "[x](javascript&colon;alert(1))",
    "\\<script>alert(1)\\</script>",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_leaves_nothing_that_acts(text: str) -> None:
    seen = Seen(writer().block(text.split("\n"), 1))
    assert seen.tags <= TAGS | OURS
    assert seen.attributes <= {"href", "rel", "class", "tabindex", "role", "aria-label"}
    assert all(link.startswith(("https://", "/")) for link in seen.links)
    assert not any(link.startswith(("//", "/\\")) for link in seen.links)


PIECES = st.sampled_from(
    [*ATTACKS, *"<>[]()*|&;{}", "](", "**", "| a | b |", "---", "\n", "\n\n", "- ", "1. ", "&#60;"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join))
def test_no_mixture_yields_a_tag_outside_the_list(text: str) -> None:
    seen = Seen(writer().block(text.split("\n"), 1))
    assert seen.tags <= TAGS | OURS
    assert not any(name.startswith("on") or name in ("style", "src") for name in seen.attributes)
    assert not any(re.match(r"\s*(javascript|data|vbscript):", link, re.I) for link in seen.links)


FACT = Fact(
    key="biaya",
    label="Biaya",
    value='"><script>alert(1)</script>',
    as_of=date(2025, 9, 30),
    source_title="Bank Dunia",
    source_url="https://remittanceprices.worldbank.org",
    check_again=date(2027, 3, 31),
    confidence="read",
)


def test_a_fact_cannot_stand_inside_the_address_of_a_link() -> None:
    notebook = Notebook()
    facing = Writer(Document("x.md", notebook), Shelf({"biaya": FACT}), Path("/nonexistent"), [])
    assert facing.block(["[x](https://a.example/{{fact:biaya}})"], 1) == ""
    assert str(notebook.problems[0]).startswith(
        "x.md:1: links to `https://a.example/{{fact:biaya}}`"
    )


def test_the_value_of_a_fact_is_shown_as_text() -> None:
    facing = Writer(Document("x.md", Notebook()), Shelf({"biaya": FACT}), Path("/nonexistent"), [])
    html = facing.block(["Biaya {{fact:biaya}}."], 1)
    assert "script" not in Seen(html).tags
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "text",
    [
        "&\\#xe000;9&\\#xe001;",
        "&#xe{{hitung: 0 | angka}}00;9&#xe{{hitung: 0 | angka}}01;",
        "&\\#xe000;",
    ],
)
def test_a_token_that_comes_about_in_the_making_is_a_problem(text: str) -> None:
    facing = writer()
    assert facing.block([text], 1) == ""
    said = [str(problem) for problem in facing.document.notebook.problems]
    assert said == ["x.md:1: makes a private-use character below: remove it"]


def test_a_drawing_is_written_anew_with_its_description() -> None:
    html = drawing(f'{HEAD}<path d="M0 0" class="f-sea"/></svg>'.encode(), 'Ember "bocor"')
    assert html.startswith('<figure class="drawing"><svg viewBox="0 0 9 9" role="img"')
    assert 'aria-label="Ember &quot;bocor&quot;"' in html
    assert '<path d="M0 0" class="f-sea"></path>' in html


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("<svg", "well-formed"),
        ("<p>x</p>", "is no SVG"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><desc>d</desc></svg>', "viewBox"),
        (f"{SVG_START}<title>t</title></svg>", "<title> and <desc>"),
        (f"<!DOCTYPE svg>{HEAD}</svg>", "<! or <?"),
        (f'<!DOCTYPE s [<!ENTITY a "b">]>{HEAD}</svg>', "<! or <?"),
        (f'<?xml-stylesheet href="x"?>{HEAD}</svg>', "<! or <?"),
        (f"{HEAD}<script>alert(1)</script></svg>", "uses <script>"),
        (f"{HEAD}<foreignObject/></svg>", "uses <foreignObject>"),
        (f'{HEAD}<image href="https://jahat.example"/></svg>', "uses <image>"),
        (f"{HEAD}<svg/></svg>", "uses <svg>"),
        (f'{HEAD}<use href="#a"/></svg>', "uses <use>"),
        (f'{HEAD}<g onclick="alert(1)"/></svg>', "'onclick'"),
        (f'{HEAD}<g style="fill:red"/></svg>', "'style'"),
        (f'{HEAD}<g href="x"/></svg>', "'href'"),
        (f'{HEAD}<g fill="red"/></svg>', "colours come by class"),
        (f'{HEAD}<g fill="url(https://jahat.example)"/></svg>', "colours come by class"),
        (f'{HEAD}<g class="merah"/></svg>', "the class 'merah'"),
        (f'{HEAD}<g transform="url(#a)"/></svg>', "only numbers and plain words"),
        (f"{HEAD}<text>{'a' * 4100}</text></svg>", "simplify it to 4096"),
    ],
)  # fmt: skip
def test_a_drawing_that_breaks_a_rule_is_refused(svg: str, reason: str) -> None:
    with pytest.raises(DrawingError, match=re.escape(reason)):
        drawing(svg.encode(), "x")


def test_text_in_a_drawing_stays_text() -> None:
    html = drawing(f"{HEAD}<text>1 &lt; 2 &amp; 3</text></svg>".encode(), "x")
    assert "<text>1 &lt; 2 &amp; 3</text>" in html


def test_the_guide_and_the_style_sheet_know_every_colour_class() -> None:
    root = Path(__file__).resolve().parents[2]
    guide = (root / "docs" / "authoring.md").read_text("utf-8")
    tokens = (root / "static" / "css" / "tokens.css").read_text("utf-8")
    assert set(re.findall(r"\b[fs]-[a-z]+\b", guide)) == COLOURS
    for colour in COLOURS:
        assert f".{colour} {{" in tokens, colour
