"""The example beside an office's design: what it shows, and what it warns of."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from tests.designing import ADDRESS, FILLED, example, logo, upload_logo
from tests.people import Employee
from tests.staff import employ

PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')


@pytest.fixture
def head(app: Flask) -> Employee:
    return employ(app, "kepala@bp3mi.test", "head").sign_in()


def pictures(page: str) -> list[Image.Image]:
    return [Image.open(BytesIO(b64decode(found))) for found in PICTURE.findall(page)]


def amiss(page: str) -> list[str]:
    return re.findall(r'<li class="amiss"><span class="unseen">[^<]*</span>([^<]*)</li>', page)


def test_both_pages_are_shown_and_nothing_is_amiss(head: Employee) -> None:
    shown = example(head)
    assert [one.size for one in pictures(shown)] == [(1170, 827)] * 2
    assert amiss(shown) == []
    assert "Nomor pertama tahun ini: 0001/NTB-UJI/" in shown
    assert "<html" not in shown


def test_without_a_script_the_page_comes_back_with_the_example_and_what_was_typed(
    head: Employee,
) -> None:
    answer = head.post(f"{ADDRESS}/contoh", {**FILLED, "kop": "Kop Baru", "contoh": "jawa"})
    assert answer.status_code == 200
    assert len(pictures(answer.text)) == 2
    assert "Kop Baru</textarea>" in answer.text
    assert '<option value="jawa" selected>' in answer.text
    # Nothing of it is stored.
    assert "Kop Baru" not in head.get(ADDRESS).text


def test_a_colour_is_seen_in_the_example(head: Employee) -> None:
    (first, _) = pictures(example(head, tampilan="resmi", warna="#7a1f3d"))
    assert first.convert("RGB").getpixel((5, 5)) == (0x7A, 0x1F, 0x3D)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kop": "M" * 90}, "tidak muat satu baris"),
        ({"penandatangan": "Wongsowijayanto" * 8}, "terlalu panjang untuk tempatnya"),
        ({"penandatangan": ""}, "tiap kelas harus menuliskannya"),
        ({"warna": "lain", "warna_lain": "#ffee88"}, "terlalu pucat"),
        ({"pola": "{nomor}"}, "{nomor} satu kali, dan {tahun}"),
        (
            {
                "kop": "A\nB\nC\nD",
                "jabatan": "Kepala Balai Pelayanan Pelindungan Pekerja Migran Indonesia "
                "Nusa Tenggara Barat pada Kementerian Pelindungan",
                "penandatangan": "Prof. Dr. Nama Lengkap yang Panjang Sekali, S.E., M.Si., Ph.D.",
            },
            "bertemu dengan tanda tangan",
        ),
    ],
    ids=["letterhead", "signatory", "nobody signs", "pale", "pattern", "meets"],
)
def test_what_would_not_come_out_well_is_said_beside_it(
    head: Employee, typed: dict[str, str], words: str
) -> None:
    shown = example(head, **typed)
    assert len(pictures(shown)) == 2
    assert any(words in one for one in amiss(shown)), amiss(shown)


def test_the_example_is_a_file_too(head: Employee) -> None:
    answer = head.post(f"{ADDRESS}/contoh.pdf", FILLED)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-1.7")


def test_whoever_does_not_decide_sees_what_holds_and_not_what_they_send(app: Flask) -> None:
    helper = employ(app, "desa@bp3mi.test", "facilitator").sign_in()
    (first, _) = pictures(example(helper, tampilan="resmi"))
    assert first.convert("RGB").getpixel((5, 5)) == (0x0D, 0x5A, 0x5F)


def test_a_letter_that_no_font_has_is_said(head: Employee) -> None:
    shown = example(head, kop="Balai \U00030123")
    assert pictures(shown) == []
    assert "tidak bisa dicetak" in shown


SIZE = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
CHECK = struct.pack(">I", zlib.crc32(b"IHDR" + SIZE))
BOMB = logo()[:16] + SIZE + CHECK + logo()[33:]


def moving() -> bytes:
    target = BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Pilih dulu logonya"),
        (b"GIF89a" + b"\x00" * 40, "Pilih logo PNG atau JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "Pilih logo PNG atau JPEG"),
        (BOMB, "terlalu besar"),
        (logo()[:-40], "rusak atau belum lengkap"),
        (moving(), "bergerak atau berlapis"),
        (logo(kind="WEBP"), "Pilih logo PNG atau JPEG"),
    ],
    ids=["none", "gif", "svg", "bomb", "cut off", "moving", "webp"],
)
def test_what_is_no_logo_is_refused_and_the_form_stays(
    head: Employee, content: bytes, words: str
) -> None:
    answer = upload_logo(head, content, "logo.png" if content else "", kop="Kop yang Diketik")
    assert answer.status_code == 422
    assert words in answer.text
    assert "Kop yang Diketik" in answer.text


def test_a_logo_that_is_too_heavy_is_refused(head: Employee) -> None:
    answer = upload_logo(head, b"\x89PNG" + b"\x00" * 2_200_000)
    assert answer.status_code == 413
