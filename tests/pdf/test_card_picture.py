"""The Kartu Peserta as a picture: a QR that is read, any name, few bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from literasi.config import ROOT
from literasi.domain.card import make_code
from literasi.pdf.card_picture import BAND, BLEED, EDGE, RULE, SIZE, TEXT_ROOM, card_picture
from literasi.pdf.faces import Face, font, runs
from literasi.pdf.lettering import Style, fit, width

CODE = make_code(123456789012345)
ADDRESS = f"https://literasi.example/masuk#{CODE}"
SIXTY = "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo"
NAMES = [
    SIXTY,
    "Wongsowijayanto" * 4,
    "Nur'aini Ma’rifah D'Souza-Çelik binti Sa'duddin Al-Ma'arif X",
    "李小龍" * 20,
    "محمد عبد الرحمن بن علي بن سالم الحضرمي العلوي من لومبوك",
    "Siti 😀 Aminah ❤️",
    "ꦱꦶꦠꦶ ꦤꦸꦂꦲꦭꦶꦗ",
    "a" + "\u0300" * 59,
]
BOLD = Style(30, bold=True, colour="#000000")


def read_qr(picture: bytes, folder: Path) -> str:
    path = folder / "card.png"
    path.write_bytes(picture)
    command = ["zbarimg", "-q", "--raw", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture))


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        f"http://127.0.0.1:8000/masuk#{CODE}",
        f"https://{'balai.' * 12}example/masuk#{CODE}",
    ],
    ids=["usual", "short", "long"],
)
def test_the_qr_is_the_address(address: str, tmp_path: Path) -> None:
    assert read_qr(card_picture("Siti Aminah", CODE, address), tmp_path) == address


def test_it_is_a_small_png_of_800_by_500(tmp_path: Path) -> None:
    picture = card_picture("Siti Aminah", CODE, ADDRESS)
    assert opened(picture).size == SIZE == (800, 500)
    assert opened(picture).format == "PNG"
    assert len(picture) < 13_000


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_in_its_place(name: str, tmp_path: Path) -> None:
    picture = card_picture(name, CODE, ADDRESS)
    nameless = opened(card_picture("", CODE, ADDRESS)).convert("RGB")
    box = ImageChops.difference(opened(picture).convert("RGB"), nameless).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert EDGE - BLEED <= left < right <= EDGE + TEXT_ROOM + BLEED
    assert BAND <= top < bottom <= RULE
    assert len(picture) < 15_000
    assert read_qr(picture, tmp_path) == ADDRESS


def test_sixty_letters_are_drawn_smaller_and_whole() -> None:
    _, lines = fit(SIXTY, [(BOLD, 1), (Style(27, True, "#000000"), 3)], TEXT_ROOM)
    assert " ".join(lines) == SIXTY
    assert len(lines) == 3


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("room", [90, 200, 600])
def test_no_line_is_wider_than_its_room(name: str, room: int) -> None:
    style, lines = fit(name, [(BOLD, 1), (BOLD, 2)], room)
    assert len(lines) <= 2
    assert all(width(line, style) <= room for line in lines)


def test_what_is_cut_says_so_and_what_fits_is_not_cut() -> None:
    _, cut = fit(SIXTY, [(BOLD, 1)], 300)
    assert len(cut) == 1
    assert cut[0].endswith("…")
    assert SIXTY.startswith(cut[0][:-1])
    assert fit("Siti", [(BOLD, 1)], 300)[1] == ["Siti"]


def test_words_of_one_script_stay_together_and_in_order() -> None:
    assert [run.text for run in runs("محمد علي", bold=True)] == ["محمد علي"]
    assert [run.text for run in runs("Siti 李小龍", bold=True)] == ["Siti ", "李小龍"]


def test_what_no_font_holds_is_left_out() -> None:
    assert [run.text for run in runs("Siti\U0010fffd", bold=True)] == ["Siti"]


def test_a_font_that_cannot_be_read_is_replaced() -> None:
    letters = font(Face("/tidak/ada.ttf", 0, ((0x20, 0x7E),)), 30)
    assert letters.getlength("Siti") > 20


def test_without_fontconfig_the_card_is_still_made(tmp_path: Path) -> None:
    script = (
        "import sys; from literasi.pdf.card_picture import card_picture;"
        "sys.stdout.buffer.write(card_picture(*sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, SIXTY, CODE, ADDRESS],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
    )
    assert read_qr(done.stdout, tmp_path) == ADDRESS
