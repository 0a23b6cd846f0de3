"""The certificate on paper: what it says, that it fits, and that it fetches nothing."""

from __future__ import annotations

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.domain.certificate import format_code, grouped
from literasi.pdf.certificate import render
from literasi.pdf.document import CertificateDocument, ModuleLine, Signatory

CODE = format_code(bytes(range(16)))
ADDRESS = f"https://literasi.example/verifikasi/{CODE}"
LONG_NAME = "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo"
STATEMENT = CertificateDocument(
    kind="statement",
    title="Surat Keterangan Selesai Belajar Mandiri",
    name="Nur'aini Ñandú",
    course_title="Mengelola Uang Kiriman",
    modules=(ModuleLine("Dari mana uang bocor?", 15, 80), ModuleLine("Kirim hemat", 17, 100)),
    number="000123/LIT-SKBM/2026",
    issued_on=date(2026, 11, 24),
    issuer_name="Literasi, program KP2MI",
    issuer_lines=("Belajar keuangan dan koperasi",),
    code=CODE,
    code_grouped=grouped(CODE),
    verification_url=ADDRESS,
    edition=3,
)
TRAINING = replace(
    STATEMENT,
    kind="class",
    title="Sertifikat Pelatihan",
    name=LONG_NAME,
    modules=tuple(ModuleLine(f"Modul dengan judul yang panjang {n}", 30, 70) for n in range(12)),
    letterhead=("Kementerian Pelindungan Pekerja Migran Indonesia", "BP3MI Nusa Tenggara Barat"),
    place="Mataram",
    starts_on=date(2026, 11, 23),
    ends_on=date(2026, 11, 24),
    jp=12,
    signatory=Signatory("Kepala Balai", "Nama Kepala Balai", "198001012005011001"),
    specimen=True,
)


class Paper:
    """A rendered document, on disk for the tools that look at it."""

    def __init__(self, folder: Path, document: CertificateDocument) -> None:
        self.document = document
        self.path = folder / f"{document.kind}.pdf"
        self.path.write_bytes(render(document))
        self.reader = PdfReader(self.path)

    def text(self, page: int) -> str:
        return " ".join(self.reader.pages[page].extract_text().split())

    def run(self, *command: str) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout

    def boxes(self, page: int) -> list[tuple[str, float, float, float, float]]:
        """(word, left, top, right, bottom) in points."""
        number = str(page + 1)
        html = self.run("pdftotext", "-bbox", "-f", number, "-l", number, str(self.path), "-")
        pattern = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<'
        return [
            (word, float(a), float(b), float(c), float(d))
            for a, b, c, d, word in re.findall(pattern, html)
        ]


@pytest.fixture(scope="module", params=[STATEMENT, TRAINING], ids=["statement", "class"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return Paper(tmp_path_factory.mktemp("pdf"), request.param)


def test_page_one_says_who_what_when_and_where_to_check(paper: Paper) -> None:
    document = paper.document
    text = paper.text(0)
    for part in (
        document.title,
        document.name,
        document.course_title,
        document.number,
        document.code_grouped,
        "literasi.example/verifikasi",
        "24 November 2026",
        *document.heading_lines,
    ):
        assert part in text, part
    assert ("bukan sertifikat kompetensi" in text) is (document.kind == "statement")
    if document.signatory:
        for part in ("Kepala Balai", "NIP 198001012005011001", "12 jam pelajaran", "Mataram"):
            assert part in text, part


def test_page_two_lists_the_modules_with_minutes_and_marks(paper: Paper) -> None:
    text = paper.text(1)
    for number, line in enumerate(paper.document.modules, 1):
        assert f"{number}. {line.title} {line.minutes} menit {line.mark_percent}" in text
    assert f"Jumlah {paper.document.minutes} menit" in text
    assert "Edisi kursus 3" in text


def test_there_are_two_pages_of_a4_on_their_side(paper: Paper) -> None:
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in paper.reader.pages}
    assert len(paper.reader.pages) == 2
    assert sizes == {(842, 595)}


def test_every_word_stands_inside_the_frame(paper: Paper) -> None:
    for page in (0, 1):
        for word, left, top, right, bottom in paper.boxes(page):
            if word == "CONTOH":
                continue
            assert 40 < left < right < 842 - 40, word
            assert 45 < top < bottom < 595 - 48, word


def test_the_name_takes_two_lines_at_most(paper: Paper) -> None:
    words = set(paper.document.name.split())
    tops = {round(top) for word, _, top, _, _ in paper.boxes(0) if word in words}
    assert 1 <= len(tops) <= 2


def test_the_qr_leads_to_the_verification_page(paper: Paper, tmp_path: Path) -> None:
    paper.run("pdftoppm", "-r", "200", "-png", "-l", "1", str(paper.path), str(tmp_path / "p"))
    (picture,) = tmp_path.glob("*.png")
    assert paper.run("zbarimg", "-q", "--raw", str(picture)).strip() == ADDRESS


def test_it_is_tagged_titled_and_in_indonesian(paper: Paper) -> None:
    root = paper.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = paper.reader.metadata
    assert metadata is not None
    assert metadata.title == f"{paper.document.title}: {paper.document.name}"
    assert metadata.author == paper.document.issuer_name
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_its_structure_is_sound(paper: Paper) -> None:
    assert "No syntax or stream encoding errors found" in paper.run(
        "qpdf", "--check", str(paper.path)
    )


def test_a_specimen_says_so_on_both_pages(paper: Paper) -> None:
    for page in (0, 1):
        assert ("CONTOH" in paper.text(page)) is paper.document.specimen


@pytest.mark.parametrize(
    "name",
    ['<b>Siti</b> & "Ani"', "{{ 7 * 7 }}{% raw %}", "Sukarno", "ꦱꦶꦠꦶ", "سيتي", "李小龍"],
)
def test_any_name_is_text_and_nothing_more(name: str, tmp_path: Path) -> None:
    paper = Paper(tmp_path, replace(STATEMENT, name=name))
    metadata = paper.reader.metadata
    assert metadata is not None
    assert metadata.title == f"{STATEMENT.title}: {name}"
    assert len(paper.reader.pages) == 2
    if name.isascii():
        assert name in paper.text(0)


def test_two_at_once_are_both_right(tmp_path: Path) -> None:
    names = ["Siti Satu", "Siti Dua", "Siti Tiga"]
    with ThreadPoolExecutor(3) as pool:
        papers = list(pool.map(lambda name: render(replace(STATEMENT, name=name)), names))
    for name, content in zip(names, papers, strict=True):
        (tmp_path / "x.pdf").write_bytes(content)
        assert name in PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
