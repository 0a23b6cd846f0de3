"""A course of many modules: narrower rows first, then a further page that says whose it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.pdf.document import ModuleLine
from literasi.pdf.rendering import write_pdf
from tests.pdf.test_layout import FULL, LONG_COURSE, boxes, tagged, written


def listed(folder: Path, modules: int) -> Path:
    lines = tuple(ModuleLine(f"{LONG_COURSE} {n}", 30, 80) for n in range(1, modules + 1))
    return written(folder, replace(FULL, modules=lines))


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


@pytest.mark.parametrize("modules", [13, 14, 20])
def test_up_to_twenty_modules_stand_on_the_second_page(modules: int, tmp_path: Path) -> None:
    path = listed(tmp_path, modules)
    pages = texts(path)
    assert len(pages) == 2
    assert f"{modules}. {LONG_COURSE} {modules} 30 menit 80" in pages[1]
    for word, left, top, right, bottom in boxes(path, 2):
        assert 20 < left < right < 297 - 20, word
        assert 20 < top < bottom < 210 - 22, word


def test_only_more_than_thirteen_make_the_rows_narrower(tmp_path: Path) -> None:
    def pitch(modules: int) -> float:
        tops = {word: top for word, _, top, _, _ in boxes(listed(tmp_path, modules), 2)}
        return tops["3."] - tops["2."]

    assert pitch(13) == pytest.approx(pitch(2 + 1), abs=0.01)
    assert pitch(14) < 0.75 * pitch(13)


def test_a_longer_list_goes_on_with_one_total_and_says_whose_it_is(tmp_path: Path) -> None:
    path = listed(tmp_path, 30)
    _, second, third = texts(path)
    assert "Jumlah" not in second
    assert "Jumlah 900 menit" in third
    for part in (FULL.name, FULL.number, "halaman 3", "Lama belajar", "30. "):
        assert part in third, part
    assert "halaman 3" not in second
    for word, left, top, right, bottom in boxes(path, 3):
        assert 20 < left < right < 297 - 20, word
        assert 20 < top < bottom < 210 - 22, word


def test_headers_repeated_on_a_further_page_still_head_columns(tmp_path: Path) -> None:
    scopes = [header["/A"]["/Scope"] for header in tagged(listed(tmp_path, 30), "/TH")]
    assert scopes.count("/Column") == 6
    assert scopes.count("/Row") == 31


def test_a_header_keeps_what_else_is_told_of_it(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    path.write_bytes(
        write_pdf(
            '<html lang="id"><title>Lebar</title><table><thead><tr><th scope="col" colspan="2">'
            "Judul</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
            "print.css",
        )
    )
    (header,) = tagged(path, "/TH")
    assert header["/A"]["/Scope"] == "/Column"
    assert header["/A"]["/ColSpan"] == 2
