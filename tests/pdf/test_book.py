"""The course book and the plan on paper: all that is taught, and no key of a quiz."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.content import load
from literasi.domain.course import (
    FOR_TRAINERS,
    Activity,
    Catalogue,
    Course,
    Module,
    Plan,
    Practice,
)
from literasi.domain.draw import shown_order
from literasi.domain.question import Question
from literasi.pdf import PdfError
from literasi.pdf.book import STYLE, Shelf, book_html, plan_html
from literasi.pdf.rendering import write_pdf
from tests.content.conftest import TODAY
from tests.pdf.paper import tagged
from tests.printed import write_course

FOOTER = "Uang Contoh, edisi 1. Fakta terbaru per September 2025"


class Small:
    """The small course, and what its two documents are made of."""

    def __init__(self, folder: Path) -> None:
        catalogue = load(write_course(folder).path, TODAY).catalogue
        assert isinstance(catalogue, Catalogue)
        self.course: Course = catalogue.courses[0]
        self.module: Module = self.course.modules[0]
        self.shelf = Shelf(catalogue.facts, catalogue.terms, "https://literasi.example")

    @property
    def plan(self) -> Plan:
        assert self.module.plan
        return self.module.plan

    def plan_html(self, plan: Plan) -> str:
        return plan_html(self.course, self.module, plan, self.shelf)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("courses"))


@pytest.fixture(scope="module")
def book(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("book"), book_html(small.course, small.shelf))


@pytest.fixture(scope="module")
def plan(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("plan"), small.plan_html(small.plan))


def _written(folder: Path, html: str) -> Path:
    path = folder / "document.pdf"
    path.write_bytes(write_pdf(html, STYLE))
    return path


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def practice(module: Module) -> list[Question]:
    blocks = (block for lesson in module.lessons for block in lesson.blocks)
    return [block.question for block in blocks if isinstance(block, Practice)]


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_book_holds_the_whole_course(book: Path) -> None:
    text = " ".join(pages(book))
    for part in (
        "Buku kursus",
        "Kursus untuk pengujian.",
        "Cara memakai buku ini",
        "Yang akan kamu bisa",
        "Menghitung uang",
        "Bu Sari menerima uang kiriman",
        "Latihan 1",
        "Tulis nomor urutnya di kotak.",
        "Tulis huruf pasangannya di kotak.",
        "Obrolan keluarga",
        "Apa tujuan kita, Mas?",
        "Langkah minggu ini",
        "Sudah kami kerjakan",
        "Tulislah belanja kemarin.",
        "Arti kata",
        "Pemberian yang tidak perlu dikembalikan.",
        "4,80 persen (per September 2025)",
        "Berlaku per 30 September 2025.",
    ):
        assert part in text, part


def test_a_trainers_book_has_a_talk_with_colleagues(small: Small) -> None:
    html = book_html(replace(small.course, audience=FOR_TRAINERS), small.shelf)
    talk = html.partition('<section class="talk">')[2].partition("</section>")[0]
    assert "<h3>Obrolan dengan rekan</h3>" in talk
    assert "Untuk rekan pelatih: “Apa tujuan kita, Mas?”" in talk
    assert "Untuk peserta atau kepala desa: “Apa tujuan kita, Dik?”" in talk
    assert "keluarga" not in talk
    assert "luar negeri" not in talk


def test_the_contents_name_the_pages(book: Path) -> None:
    every = pages(book)
    (contents,) = [text for text in every if "Isi buku" in text]
    for title in ("Modul 1: Modul Contoh", "Pelajaran Contoh", "Lembar kerja", "Arti kata"):
        found = re.search(rf"{title}[ .]*(\d+)", contents)
        assert found, title
        assert title.removeprefix("Modul 1: ") in every[int(found[1]) - 1]


@pytest.mark.parametrize("document", ["book", "plan"])
def test_every_page_names_course_edition_date_and_its_number(
    document: str, request: pytest.FixtureRequest
) -> None:
    every = pages(request.getfixturevalue(document))
    for number, text in enumerate(every, 1):
        assert FOOTER in text
        assert f"Halaman {number} dari {len(every)}" in text


def test_answers_stand_at_the_end_of_the_module_not_beside_the_question(
    small: Small, book: Path
) -> None:
    text = " ".join(pages(book))
    questions, _, answers = text.rpartition("Jawaban latihan modul 1")
    assert "1. Rp500.000 (boleh selisih Rp1.000) Kurangi saja." in answers
    assert "Kurangi saja." not in questions
    assert "2. 1. Senin; 2. Selasa; 3. Rabu" in answers
    matching = next(one for one in practice(small.module) if one.key == "pasang-latihan")
    shown = shown_order(matching, b"practice")
    letters = ["abc"[shown.index(place)] for place in range(3)]
    assert "Bali: {}; Riau: {}; Lampung: {}".format(*letters) in answers
    assert re.search(r"Bukan [a-c]\. Sepatu tidak perlu\.", answers)


def test_no_question_of_the_quiz_is_in_it(small: Small, book: Path, plan: Path) -> None:
    for path in (book, plan):
        text = " ".join(pages(path))
        for question in small.module.bank.questions:
            for html in (question.prompt, question.explanation):
                said = re.sub(r"<[^>]+>", "", html).strip()
                assert said not in text or said in ("Berapa?", "Begitu."), said
    assert "Tiga ribu" not in " ".join(pages(book))


def test_links_lead_into_the_book_or_show_their_address(book: Path) -> None:
    text = " ".join(pages(book))
    assert "halaman lapor (literasi.example/lapor)" in text
    assert re.search(r"pelajaran ini \(halaman \d+\)", text)


def test_without_an_address_of_the_site_a_link_is_plain_text(small: Small) -> None:
    shelf = replace(small.shelf, base_url="")
    html = book_html(small.course, shelf)
    assert "Baca halaman lapor dan" in html
    assert "literasi.example" not in html


def test_the_plan_holds_what_a_trainer_needs(plan: Path) -> None:
    text = " ".join(pages(plan))
    for part in (
        "Rencana pelatih, modul 1",
        "90 menit di kelas (2 JP",
        "Menghitung uang",
        "Kertas plano",
        "0.30 60 Hitung bersama Peserta menghitung berdua.",
        "Seorang berperan sebagai ember.",
        "Siapa mencatat? Siapa saja.",
        "Tulislah belanja kemarin.",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    ("document", "title"),
    [("book", "Buku kursus: Uang Contoh"), ("plan", "Rencana pelatih: Modul Contoh")],
)
def test_it_is_tagged_titled_indonesian_and_a4(
    document: str, title: str, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(document)
    said = run("pdfinfo", str(path))
    assert re.search(rf"^Title: +{title}$", said, re.M)
    assert re.search(r"^Tagged: +yes$", said, re.M)
    assert "(A4)" in said
    root = PdfReader(path).trailer["/Root"]
    assert root["/Lang"] == "id"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))


def test_a_drawing_has_its_description_and_print_colours(small: Small, book: Path) -> None:
    figures = [one.get("/Alt") for one in tagged(book, "/Figure")]
    assert "Sebuah ember yang bocor" in figures
    assert 'fill="#0d5a5f" stroke="#1d2b2a"' in book_html(small.course, small.shelf)


def test_bookmarks_are_the_modules_and_their_lessons(book: Path) -> None:
    titles = [str(getattr(one, "title", "")) for one in PdfReader(book).outline]
    assert "Modul Contoh" in titles


def test_a_document_fetches_nothing(small: Small) -> None:
    html = book_html(small.course, small.shelf) + small.plan_html(small.plan)
    assert not re.search(r"\ssrc=|url\(|<link|<style|xlink|<object|<iframe", html)
    asking = replace(small.plan, role_play='<img alt="x" src="https://jahat.example/x.png">')
    with pytest.raises(PdfError):
        write_pdf(small.plan_html(asking), STYLE)


def test_plain_texts_of_a_plan_stay_text(small: Small) -> None:
    hostile = replace(small.plan, materials=('<img src="https://jahat.example/x.png">',))
    html = small.plan_html(hostile)
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_plan_of_three_hours_counts_on_from_the_start(small: Small) -> None:
    rows = (Activity(90, "Satu", "Cara"), Activity(45, "Dua", "Cara"))
    html = small.plan_html(replace(small.plan, activities=rows))
    assert "135 menit di kelas (3 JP" in html
    assert re.search(r"1\.30</td>.*?Dua", html, re.DOTALL)


def test_a_document_without_dated_facts_says_so(small: Small) -> None:
    html = plan_html(small.course, small.module, small.plan, Shelf())
    assert "edisi 1. Tanpa fakta bertanggal" in html
