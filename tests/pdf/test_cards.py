"""A class's Kartu Peserta on paper: all there, each readable, none over its edge."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from literasi.domain.card import grouped, make_code
from literasi.pdf.cards import CardSheet, SheetCard, render
from tests.pdf.paper import Box, boxes, tagged

LONG_NAMES = (
    "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo",
    "MUHAMMAD NURHIDAYATULLAH ABDURRAHMAN WICAKSONO PRAWIROHARDJO",
    "Nur'aini Ma’rifah D'Souza-Çelik binti Sa'duddin Al-Ma'arif X",
    "Wongsowijayanto" * 4,
    "李小龍" * 20,
    "محمد عبد الرحمن بن علي بن سالم الحضرمي العلوي من لومبوك",
    "Siti 😀 Aminah",
    '<b>Ani</b> & "{{ 7 * 7 }}"',
)
WIDTH, HEIGHT, LEFT, TOP = 95, 68, 10, 12.5  # of a card's place, and of the first, in mm


def cards_for(names: tuple[str, ...], host: str = "literasi.example") -> tuple[SheetCard, ...]:
    codes = [make_code(483920571639284 + 7919 * number) for number in range(len(names))]
    return tuple(
        SheetCard(name, code, f"https://{host}/masuk#{code}", "MTR-7K2P")
        for name, code in zip(names, codes, strict=True)
    )


FORTY = tuple(f"Peserta Nomor {number}" for number in range(1, 41))
CLASS = CardSheet("Mataram Pagi 3", "BP3MI Nusa Tenggara Barat", cards_for((*FORTY, *[""] * 5)))
CROWDED = CardSheet(
    "Pelatihan Pengelolaan Keuangan Keluarga Pekerja Migran Indonesia Lombok Timur 2026",
    "Balai Pelayanan Pelindungan Pekerja Migran Indonesia Nusa Tenggara Barat, Mataram, Lombok",
    cards_for(LONG_NAMES, "literasi-keuangan-keluarga.balai-contoh.example"),
)


def written(folder: Path, sheet: CardSheet) -> Path:
    path = folder / "cards.pdf"
    path.write_bytes(render(sheet))
    return path


@pytest.fixture(scope="module")
def whole_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("class"), CLASS)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("crowded"), CROWDED)


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read_qrs(path: Path, folder: Path) -> list[set[str]]:
    """What the QRs of each page say."""
    run("pdftoppm", "-r", "200", "-png", "-gray", str(path), str(folder / "page"))
    pictures = sorted(folder.glob("page*.png"))
    return [set(run("zbarimg", "-q", "--raw", str(picture)).split()) for picture in pictures]


def by_place(path: Path, page: int) -> dict[tuple[int, int], list[Box]]:
    """The words of each (column, row), with millimetres counted from its place's corner."""
    found: dict[tuple[int, int], list[Box]] = {}
    for word, left, top, right, bottom in boxes(path, page):
        if bottom < TOP:
            continue
        column, row = int((left - LEFT) // WIDTH), int((top - TOP) // HEIGHT)
        x, y = LEFT + column * WIDTH, TOP + row * HEIGHT
        found.setdefault((column, row), []).append((word, left - x, top - y, right - x, bottom - y))
    return found


def test_forty_learners_and_five_spares_are_six_sheets_of_a4(whole_class: Path) -> None:
    pages = PdfReader(whole_class).pages
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(595, 842)}
    assert [len(by_place(whole_class, page)) for page in range(1, 7)] == [8, 8, 8, 8, 8, 5]
    assert len(pages) == 6


def test_every_qr_is_read_from_the_printed_sheet(whole_class: Path, tmp_path: Path) -> None:
    wanted = [{card.address for card in page} for page in CLASS.pages]
    assert read_qrs(whole_class, tmp_path) == wanted


def test_qrs_with_a_long_address_are_read_too(crowded: Path, tmp_path: Path) -> None:
    assert read_qrs(crowded, tmp_path) == [{card.address for card in CROWDED.cards}]


def test_each_card_says_whose_it_is_and_how_to_use_it(whole_class: Path) -> None:
    for place, card in enumerate(CLASS.cards[:8]):
        words = by_place(whole_class, 1)[place % 2, place // 2]
        text = " ".join(word for word, *_ in words)
        for part in (
            "Kartu Peserta Literasi",
            card.name,
            "Mataram Pagi 3 Kode kelas MTR-7K2P",
            grouped(card.code),
            "Buka literasi.example/masuk, ketik 16 angka ini, atau pindai kodenya.",
            "Rahasiakan. Petugas tidak pernah menanyakan angka kunci.",
        ):
            assert part in text, part


def test_a_spare_has_a_line_to_write_a_name_on(whole_class: Path) -> None:
    texts = [page.extract_text() for page in PdfReader(whole_class).pages]
    assert [text.count("Nama:") for text in texts] == [0, 0, 0, 0, 0, 5]


def test_each_sheet_says_whose_it_is_and_which_it_is(whole_class: Path) -> None:
    for number in range(1, 7):
        head = " ".join(w for w, _, _, _, bottom in boxes(whole_class, number) if bottom < TOP)
        assert "Mataram Pagi 3" in head
        assert "BP3MI Nusa Tenggara Barat" in head
        assert f"Halaman {number} dari 6" in head


def test_no_word_leaves_its_card(crowded: Path) -> None:
    places = by_place(crowded, 1)
    assert len(places) == 8
    for words in places.values():
        for word, left, top, right, bottom in words:
            assert 4 < left < right < WIDTH - 4, word
            assert 2 < top < bottom < HEIGHT - 2, word


def test_no_word_touches_a_qr_or_the_code(crowded: Path) -> None:
    # The QR with its quiet zone is 30 mm square, above the code and right of the text.
    for words in by_place(crowded, 1).values():
        for word, _, top, right, bottom in words:
            if 24 < (top + bottom) / 2 < 54:
                assert right < WIDTH - 2 - 2.5 - 30, word
            if not re.fullmatch(r"\d{4}", word):
                assert bottom < 55.5, word
        assert sum(bool(re.fullmatch(r"\d{4}", word)) for word, *_ in words) == 4


def test_a_long_class_name_does_not_hide_the_code_of_the_class(crowded: Path) -> None:
    for words in by_place(crowded, 1).values():
        text = " ".join(word for word, *_ in words)
        assert re.search(r"Pelatihan [^…]+… Kode kelas MTR-7K2P", text), text


@pytest.mark.parametrize("name", LONG_NAMES[:3])
def test_sixty_letters_are_printed_whole(crowded: Path, name: str) -> None:
    assert name in " ".join(PdfReader(crowded).pages[0].extract_text().split())


def test_what_is_longer_than_two_small_lines_is_cut_with_dots(crowded: Path) -> None:
    words = [word for word, *_ in by_place(crowded, 1)[0, 2]]
    assert any("李小龍" in word and word.endswith("…") for word in words)


def test_a_name_is_text_and_nothing_more(crowded: Path) -> None:
    assert LONG_NAMES[-1] in PdfReader(crowded).pages[0].extract_text()


def test_its_structure_is_sound(whole_class: Path) -> None:
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(whole_class))


def test_every_font_is_in_the_file(crowded: Path) -> None:
    lines = run("pdffonts", str(crowded)).splitlines()[2:]
    assert len(lines) >= 4
    assert all(re.search(r"\byes yes yes\b", line) for line in lines), lines


def test_a_screen_reader_finds_title_names_and_pictures(whole_class: Path) -> None:
    root = PdfReader(whole_class).trailer["/Root"]
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert len(tagged(whole_class, "/H1")) == 1
    assert len(tagged(whole_class, "/H2")) == 45
    texts = [figure["/Alt"] for figure in tagged(whole_class, "/Figure")]
    assert texts[0] == "Kode QR untuk masuk sebagai Peserta Nomor 1"
    assert texts[-1] == "Kode QR untuk masuk sebagai pemilik kartu"
    assert len(texts) == 45


def test_a_class_without_a_code_and_a_single_card_will_do(tmp_path: Path) -> None:
    card = replace(CLASS.cards[0], class_code="")
    path = written(tmp_path, replace(CLASS, cards=(card,)))
    assert len(PdfReader(path).pages) == 1
    assert "Kode kelas" not in PdfReader(path).pages[0].extract_text()


def test_a_sheet_without_cards_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a card"):
        render(replace(CLASS, cards=()))
