"""Photographs of a closing pack: four at most, bare, captioned, and seen by the class's staff."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from literasi.photos import LARGEST_FILE
from literasi.training.report.photographs import MOST
from tests import staff
from tests.people import Employee
from tests.training.report.reports import add_photo, paper, photos, picture, workbook

pytestmark = pytest.mark.both_databases
COLOURS = ("red", "green", "blue", "white", "black")


def test_a_photograph_is_shown_small_and_stands_in_the_pack(trainer: Employee) -> None:
    address = trainer.make_class()
    answer = add_photo(trainer, address, picture(size=(2000, 1000)), keterangan="Berlatih berdua")
    assert answer.status_code == 303
    (one,) = photos(trainer, address)
    small = trainer.get(f"{one}.jpg")
    assert small.mimetype == "image/jpeg"
    assert Image.open(BytesIO(small.data)).size == (320, 160)
    assert "1. Berlatih berdua" in paper(trainer, address)


def test_the_same_photograph_again_is_there_once(trainer: Employee) -> None:
    address = trainer.make_class()
    for _ in range(2):
        assert add_photo(trainer, address, picture()).status_code == 303
    assert len(photos(trainer, address)) == 1


def test_a_fifth_photograph_waits_until_one_is_gone(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    for colour in COLOURS[:MOST]:
        add_photo(trainer, address, picture(colour))
    answer = add_photo(trainer, address, picture(COLOURS[MOST]), keterangan="Yang kelima")
    assert answer.status_code == 422
    assert "Paling banyak 4 foto" in answer.text
    first = photos(trainer, address)[0]
    assert trainer.post(f"{first}/hapus").status_code == 303
    assert trainer.get(f"{first}.jpg").status_code == 404
    folder = app.extensions["literasi"].settings.files / "reports"
    assert len(list(folder.rglob("*.jpg"))) == 2 * (MOST - 1)
    assert add_photo(trainer, address, picture(COLOURS[MOST])).status_code == 303


@pytest.mark.parametrize(
    ("content", "words", "status"),
    [
        pytest.param(b"", "bukan foto", 422, id="empty"),
        pytest.param(b"%PDF-1.7", "bukan foto", 422, id="document"),
        pytest.param(picture(kind="GIF"), "bukan foto", 422, id="gif"),
        pytest.param(bytes(LARGEST_FILE + 5000), "lebih dari 10 MB", 413, id="large"),
    ],
)
def test_what_is_no_photograph_is_refused_and_its_caption_kept(
    trainer: Employee, content: bytes, words: str, status: int
) -> None:
    address = trainer.make_class()
    answer = add_photo(trainer, address, content, keterangan="Berlatih")
    assert answer.status_code == status
    assert words in answer.text
    assert status == 413 or 'name="keterangan" value="Berlatih"' in answer.text
    assert photos(trainer, address) == []


def test_no_file_at_all_and_a_caption_with_a_number_are_refused(trainer: Employee) -> None:
    address = trainer.make_class()
    assert "Pilih dulu fotonya" in trainer.post(f"{address}/berkas/foto", {}).text
    answer = add_photo(trainer, address, picture(), keterangan="Bu Sari 0812 3456 7890")
    assert answer.status_code == 422
    assert "nomor yang mirip" in answer.text


def test_a_caption_is_changed_by_whoever_saw_it(trainer: Employee, colleague: Employee) -> None:
    address = trainer.make_class()
    add_photo(trainer, address, picture(), keterangan="Awal")
    (one,) = photos(trainer, address)
    from_wayan = {"semula": "Awal", "keterangan": "Dari Wayan"}
    assert colleague.post(one, from_wayan).status_code == 303
    answer = trainer.post(one, {"semula": "Awal", "keterangan": "Dari Rina"})
    assert answer.status_code == 409
    assert "Sekarang tersimpan: Dari Wayan" in answer.text
    assert 'name="keterangan" value="Dari Rina"' in answer.text
    assert trainer.post(one, {"semula": "Dari Wayan", "keterangan": "x" * 161}).status_code == 422
    mine = {"semula": "Dari Wayan", "keterangan": "Dari Rina"}
    for _ in range(2):
        assert trainer.post(one, mine).status_code == 303


def test_only_the_class_s_own_staff_see_and_touch_a_photograph(
    app: Flask, trainer: Employee, outsider: Employee, siti: Employee
) -> None:
    address, other = trainer.make_class(), trainer.make_class(nama="Kelas lain")
    add_photo(trainer, address, picture())
    (one,) = photos(trainer, address)
    facilitator = staff.employ(app, "wati@desa.test", "facilitator").sign_in()
    for stranger in (outsider, facilitator):
        assert stranger.get(f"{one}.jpg").status_code == 404
        assert stranger.post(one, {"keterangan": "x"}).status_code == 404
        assert stranger.post(f"{one}/hapus").status_code == 404
        assert add_photo(stranger, address, picture("blue")).status_code == 404
    assert siti.get(f"{one}.jpg").status_code == 404
    elsewhere = one.replace(address, other)
    assert trainer.get(f"{elsewhere}.jpg").status_code == 404
    assert trainer.post(f"{elsewhere}/hapus").status_code == 404
    assert len(photos(trainer, address)) == 1


def test_a_photograph_whose_file_is_lost_is_left_out_of_the_pack(
    app: Flask, trainer: Employee
) -> None:
    address = trainer.make_class()
    add_photo(trainer, address, picture())
    for path in (app.extensions["literasi"].settings.files / "reports").rglob("*.jpg"):
        path.unlink()
    assert "Belum ada foto yang diunggah." in paper(trainer, address)
    assert workbook(trainer, address)["Ringkasan"][1][1] == "Literasi Keuangan Keluarga"
    (one,) = photos(trainer, address)
    assert trainer.get(f"{one}.jpg").status_code == 404
