"""Where the certificate's words stand, and what a screen reader is told of its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from literasi.domain.certificate import format_code, grouped
from literasi.pdf import certificate
from literasi.pdf.certificate import render
from literasi.pdf.document import CertificateDocument, ModuleLine, Signatory
from tests.pdf.paper import boxes, tagged

CODE = format_code(bytes(range(16)))
LONG_COURSE = "Mengelola Uang Kiriman untuk Keluarga Pekerja Migran Indonesia Bersama"
FULL = CertificateDocument(
    kind="class",
    title="Sertifikat Pelatihan",
    name="Mohammad Wirahmanggala Wiryawan Mangkuwinata Wongsowijayanto",
    course_title=LONG_COURSE,
    modules=tuple(ModuleLine(f"{LONG_COURSE} {n}", 120, 100) for n in range(1, 13)),
    number="000123/LIT-SKBM/2026",
    issued_on=date(2026, 12, 24),
    issuer_name="Literasi",
    issuer_lines=(),
    code=CODE,
    code_grouped=grouped(CODE),
    verification_url=f"https://literasi.example/verifikasi/{CODE}",
    edition=12,
    place="Balai Desa Contoh, Kabupaten Lombok Timur",
    starts_on=date(2026, 11, 23),
    ends_on=date(2026, 12, 24),
    jp=120,
    signatory=Signatory(
        "Kepala Balai Pelayanan Pelindungan Pekerja Migran Indonesia",
        "Nama Lengkap Kepala Balai, dengan Gelar",
        "198001012005011001",
    ),
    letterhead=("Kementerian Contoh", "Balai Contoh", "Jalan Contoh Nomor 1, Mataram"),
)


def written(folder: Path, document: CertificateDocument) -> Path:
    path = folder / "certificate.pdf"
    path.write_bytes(render(document))
    return path


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("full"), FULL)


def test_the_fullest_class_certificate_still_has_two_pages(full: Path) -> None:
    assert len(PdfReader(full).pages) == 2


def test_nothing_touches_the_qr_or_its_quiet_zone(full: Path) -> None:
    # The QR with its quiet zone: 33 mm square in the bottom left corner of the printed area.
    right, top = 24 + 33, 210 - 24 - 33
    inside = [word for word, left, _, _, bottom in boxes(full, 1) if left < right and bottom > top]
    assert inside == []


@pytest.mark.parametrize("page", [1, 2])
def test_the_fullest_certificate_keeps_clear_of_the_frame_and_its_corners(
    full: Path, page: int
) -> None:
    for word, left, top, right, bottom in boxes(full, page):
        assert 20 < left < right < 297 - 20, word
        assert 20 < top < bottom < 210 - 22, word


def test_the_signature_block_starts_below_the_text_above_it(full: Path) -> None:
    words = boxes(full, 1)
    held = next(bottom for word, _, _, _, bottom in words if word == "pelajaran")
    place = [top for word, _, top, _, _ in words if word == "Contoh,"]
    assert max(place) > held


def test_there_is_room_to_sign_by_hand(full: Path) -> None:
    words = boxes(full, 1)
    position = max(bottom for word, _, _, _, bottom in words if word == "Pelayanan")
    name = next(top for word, _, top, _, _ in words if word == "Gelar")
    assert name - position > 15


@pytest.mark.parametrize(
    ("name", "most"),
    [("Siti", 1), (FULL.name, 2), ("Wongsowijayanto" * 4, 2), ("Putri Nur Aini " * 2 + "Ayu", 1)],
    ids=["one word", "sixty characters", "sixty in one word", "thirty-three"],
)
def test_a_name_takes_as_few_lines_as_it_can(name: str, most: int, tmp_path: Path) -> None:
    words = boxes(written(tmp_path, replace(FULL, name=name)), 1)
    start = next(bottom for word, _, _, _, bottom in words if word == "kepada")
    end = next(top for word, _, top, _, _ in words if word == "yang")
    lines = {round(top) for _, _, top, _, bottom in words if start < bottom < end}
    assert 1 <= len(lines) <= most
    assert all(left >= 24 and right <= 297 - 24 for _, left, _, right, _ in words)


def test_a_long_title_is_broken_near_its_middle() -> None:
    first, second = certificate._lines(LONG_COURSE, 58)
    assert f"{first} {second}" == LONG_COURSE
    assert abs(len(first) - len(second)) < 10
    assert certificate._lines("Koperasi", 58) == ("Koperasi",)
    assert certificate._lines("x" * 60, 58) == ("x" * 60,)


def test_accents_apostrophes_and_quotes_are_kept(tmp_path: Path) -> None:
    name = 'Nur\'aini "Ina" D’Souza-Çelik Ñandú Żółć'
    text = PdfReader(written(tmp_path, replace(FULL, name=name))).pages[0].extract_text()
    assert name in " ".join(text.split())


@pytest.mark.parametrize(("kind", "figures"), [("class", 1), ("statement", 2)])
def test_every_picture_says_what_it_shows(kind: Any, figures: int, tmp_path: Path) -> None:
    path = written(tmp_path, replace(FULL, kind=kind))
    texts = [figure.get("/Alt", "") for figure in tagged(path, "/Figure")]
    assert len(texts) == figures
    assert all(texts)
    assert "Kode QR menuju halaman cek keaslian" in texts


def test_every_table_header_says_whether_it_heads_a_row_or_a_column(full: Path) -> None:
    scopes = [header["/A"]["/Scope"] for header in tagged(full, "/TH")]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 13


def test_the_printed_address_is_a_link_that_prints(full: Path) -> None:
    (link,) = (note.get_object() for note in PdfReader(full).pages[1]["/Annots"])
    assert link["/A"]["/URI"] == FULL.verification_url
    assert link["/F"] == 4
    assert len(tagged(full, "/Link")) == 1
