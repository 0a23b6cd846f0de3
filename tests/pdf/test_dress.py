"""What an office chose for its certificates is on the paper, in both looks, for any name."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from outloud import check
from PIL import Image
from pypdf import PdfReader

from literasi.pdf import PdfError
from literasi.pdf.certificate import render, render_whole
from literasi.pdf.document import CertificateDocument, Dress, Look, Signatory
from tests.pdf.paper import boxes, tagged
from tests.pdf.test_layout import FULL
from tests.pdf.test_stamping import LOOKS, ROOM, person

LOOK = ("framed", "plain")
NAMES = {
    "sixty characters": "Mohammad Wirahmanggala Wiryawan Mangkuwinata Wongsowijayanto",
    "sixty in one word": "Wongsowijayanto" * 4,
    "one word": "Sukarno",
    "Vietnamese": "Nguyễn Thị Đặng Ánh",
    "Polish and Turkish": "Żółć Çağlayan-Şen",
    "Javanese": "ꦱꦫꦶ ꦤꦶꦁꦱꦶꦃ",
    "Arabic": "فاطمة الزهراء",
    "Chinese": "王小明",
    "Chinese and Latin": "Siti 王小明",
    "Javanese of sixty": "ꦱꦫꦶ ꦤꦶꦁꦱꦶꦃ " * 4 + "ꦱꦫꦶ",
}
ENGLISH = "Managing Money Sent Home for Families of Migrant Workers"
LETTERHEAD = (
    "Kementerian Pelindungan Pekerja Migran Indonesia",
    "Balai Pelayanan Pelindungan Pekerja Migran Indonesia Sumatera Utara",
    "Jalan Contoh Nomor 1, Medan",
    "Telepon dan laman ada di halaman kantor",
)
SECOND = Signatory("Ketua Panitia Pelatihan", "Drs. H. Ahmad Contoh, M.Si.", "")


def logo(colour: str = "#884400") -> bytes:
    target = BytesIO()
    Image.new("RGB", (300, 200), colour).save(target, "PNG")
    return target.getvalue()


def dressed(look: Look, **more: object) -> CertificateDocument:
    """The fullest certificate of an office that chose everything."""
    dress = Dress(look, "#7a1f3d", logo(), "Logo BP3MI", SECOND, True, True, ENGLISH)
    return replace(FULL, letterhead=LETTERHEAD, signed_in="Medan", dress=dress, **more)  # type: ignore[arg-type]


def written(folder: Path, document: CertificateDocument) -> Path:
    path = folder / "certificate.pdf"
    path.write_bytes(render_whole(document, b"{}", ROOM))
    return path


def text_of(path: Path, page: int) -> str:
    return " ".join(PdfReader(path).pages[page].extract_text().split())


@pytest.fixture(scope="module", params=LOOK)
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("dressed"), dressed(request.param))


def test_all_that_an_office_chose_is_on_the_paper(full: Path) -> None:
    said = text_of(full, 0)
    for part in (
        *LETTERHEAD,
        *("Certificate of Training", "/ Presented to", ENGLISH, "120 lesson hours"),
        *(SECOND.name, SECOND.position, "NIP 198001012005011001", "Medan, 24 Desember 2026"),
    ):
        assert part in said, part
    assert len(PdfReader(full).pages) == 2
    assert "Daftar modul / Modules" in text_of(full, 1)


def test_it_is_for_screen_readers_with_its_english_said_in_english(full: Path) -> None:
    result = check(str(full))
    assert not result.error
    assert result.findings == []
    assert "Logo BP3MI" in [figure.get("/Alt") for figure in tagged(full, "/Figure")]
    spans = [span for span in tagged(full, "/Span") if span.get("/Lang")]
    assert len(spans) == 10
    assert {span["/Lang"] for span in spans} == {"en"}


def test_the_fullest_design_keeps_clear_of_itself_and_of_the_qr(full: Path) -> None:
    words = boxes(full, 1)
    # The QR may grow to 38 mm square in the bottom left corner of the printed area: what is said
    # beside it moves along, and has 58 mm until the signatures.
    inside = [word for word, left, _, _, bottom in words if left < 24 + 30 and bottom > 148]
    assert inside == []
    assert min(left for word, left, _, _, _ in words if word in ("Ketua", "Drs.")) > 24 + 38 + 61
    held = next(bottom for word, _, _, _, bottom in words if word == "hours")
    assert min(top for word, _, top, _, _ in words if word == "Medan,") < 210
    assert max(top for word, _, top, _, _ in words if word == "Desember") > held
    for word, left, top, right, bottom in words:
        assert 20 < left < right < 297 - 20, word
        assert 20 < top < bottom < 210 - 22, word


@pytest.mark.parametrize("look", LOOK)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_every_letter_of_a_name_is_drawn_and_fits(name: str, look: Look, tmp_path: Path) -> None:
    path = written(tmp_path, dressed(look, name=name))
    assert len(PdfReader(path).pages) == 2
    words = boxes(path, 1)
    start = next(bottom for word, _, _, _, bottom in words if word == "Presented")
    end = next(top for word, _, top, _, _ in words if word == "mengikuti")
    of_name = [one for one in words if start < (one[2] + one[4]) / 2 < end]
    assert of_name
    assert all(left >= 23 and right <= 297 - 23 for _, left, _, right, _ in of_name)


@pytest.mark.parametrize("look", LOOK)
def test_javanese_letters_below_the_line_keep_clear_of_what_follows(
    look: Look, tmp_path: Path
) -> None:
    tops = {}
    for name in ("Sukarno", NAMES["Javanese"]):
        words = boxes(written(tmp_path, dressed(look, name=name)), 1)
        given = next(bottom for word, _, _, _, bottom in words if word == "Presented")
        tops[name] = next(top for word, _, top, _, _ in words if word == "mengikuti") - given
    assert tops[NAMES["Javanese"]] > tops["Sukarno"] + 3


def test_a_letter_that_no_font_has_is_an_error_and_not_an_empty_box(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="U\\+E123"):
        written(tmp_path, dressed("plain", name="Siti \ue123"))


@pytest.mark.parametrize("look", LOOK)
def test_the_others_of_a_design_are_stamped_as_a_whole_rendering_has_them(
    look: Look, tmp_path: Path
) -> None:
    document = dressed(look, name="Budi Santoso Wijaya")
    for number in (51, 52):
        render(person(document, number, "Siti Aminah Rahayu"), b"{}", ROOM)
    one = person(document, 7, "Budi Santoso Wijaya")
    stamped, whole = tmp_path / "stamped.pdf", tmp_path / "whole.pdf"
    stamped.write_bytes(render(one, b"{}", ROOM))
    whole.write_bytes(render_whole(one, b"{}", ROOM))
    assert stamped.read_bytes() != whole.read_bytes()
    for look_at, of in LOOKS.items():
        assert of(stamped) == of(whole), look_at


def test_two_designs_of_one_class_do_not_mix() -> None:
    document = dressed("plain", name="Budi Santoso")
    for number in (61, 62):
        render(person(document, number, "Siti Aminah"), b"{}", ROOM)
    for change in ({"logo": logo("#004488")}, {"accent": "#1f3d7a"}, {"by_hand": False}):
        other = replace(document, dress=replace(document.dress, **change))  # type: ignore[arg-type]
        assert render(other, b"{}", ROOM) == render_whole(other, b"{}", ROOM)


def test_where_nobody_signs_by_hand_no_room_is_kept(tmp_path: Path) -> None:
    heights = {}
    for by_hand in (True, False):
        document = dressed("framed")
        dress = replace(document.dress, by_hand=by_hand)
        words = boxes(written(tmp_path, replace(document, dress=dress)), 1)
        place = next(bottom for word, _, _, _, bottom in words if word == "Panitia")
        heights[by_hand] = next(top for word, _, top, _, _ in words if word == "Drs.") - place
    assert heights[True] > 13
    assert heights[False] < 9


def test_pictures_are_as_an_archive_wants_them(full: Path) -> None:
    """PDF/A knows no smoothing of pictures by the reader."""
    assert b"/Interpolate true" not in full.read_bytes()
    (picture,) = [one for page in PdfReader(full).pages[:1] for one in page.images]
    assert picture.image is not None
    assert picture.image.size == (300, 200)


@pytest.mark.parametrize("name", ['<b>Siti</b> & "Ani"', "{{ 7 * 7 }}"])
def test_what_an_office_writes_is_text_and_nothing_more(name: str, tmp_path: Path) -> None:
    document = dressed("plain")
    dress = replace(document.dress, beside=Signatory(name, name), english_title=name)
    path = written(tmp_path, replace(document, letterhead=(name,), dress=dress))
    assert text_of(path, 0).count(name) == 4
