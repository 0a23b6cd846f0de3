"""After issuing: how far the files are, what went wrong with one, and a worker that is away."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from literasi.certificates.models import Certificate, IssueBatch, IssueItem
from literasi.config import Settings
from literasi.database import db, write
from literasi.domain.retries import MOST
from literasi.web.clock import now
from tests.classroom import confirm_names, issue, joined
from tests.disk import disk_full_after
from tests.making import counted, files_of, flask, let_time_pass, make_files
from tests.people import Employee, Reader
from tests.test_races import at_once, rows, send

pytestmark = pytest.mark.both_databases
NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>/nowhere</dir></fontconfig>'


@pytest.fixture
def ready(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class with two who may have the certificate."""
    made = joined(trainer, siti, stranger)
    for one in (siti, stranger):
        one.take_quiz()
    confirm_names(trainer, made)
    return made


@pytest.fixture
def address(trainer: Employee, ready: str) -> str:
    """The same, issued just now."""
    assert trainer.post(f"{ready}/sertifikat").status_code == 303
    return ready


def closing(trainer: Employee, address: str) -> str:
    return trainer.get(f"{address}/sertifikat").text


def test_a_class_without_certificates_says_nothing_of_files(trainer: Employee, ready: str) -> None:
    assert "Berkas PDF" not in closing(trainer, ready)


def test_the_page_counts_the_files_also_when_it_is_opened_again(
    app: Flask, trainer: Employee, colleague: Employee, address: str
) -> None:
    for page in (closing(trainer, address), closing(colleague, address)):
        assert "<strong>0 dari 2 berkas jadi</strong>" in page
        assert "Perbarui</a>" in page
        assert "Unduh semua" not in page
    make_files(app)
    page = closing(trainer, address)
    assert "<strong>2 dari 2 berkas jadi</strong>" in page
    assert "Unduh semua (PDF, urut daftar)" in page
    assert "data-working" not in page


def test_the_part_that_is_fetched_again_is_sent_only_when_it_changed(
    app: Flask, trainer: Employee, address: str
) -> None:
    first = trainer.get(f"{address}/sertifikat/berkas")
    assert first.status_code == 200
    assert "<h1" not in first.text
    tag = {"If-None-Match": first.headers["ETag"]}
    assert trainer.get(f"{address}/sertifikat/berkas", headers=tag).status_code == 304
    make_files(app)
    assert trainer.get(f"{address}/sertifikat/berkas", headers=tag).status_code == 200


def test_a_download_before_its_turn_counts_as_made(
    app: Flask, trainer: Employee, siti: Reader, address: str
) -> None:
    code = issue(trainer, address)[0]
    content = trainer.get(f"/sertifikat/{code}.pdf").data
    assert counted(trainer, address) == (1, 2)
    make_files(app)
    assert trainer.get(f"/sertifikat/{code}.pdf").data == content


def test_pressing_again_asks_for_nothing_twice(app: Flask, trainer: Employee, address: str) -> None:
    assert trainer.post(f"{address}/sertifikat").location.endswith("terbit=0")
    assert (rows(app, IssueBatch), rows(app, IssueItem), rows(app, Certificate)) == (1, 2, 2)


def test_two_trainers_who_press_at_once_make_one_batch(
    app: Flask, trainer: Employee, colleague: Employee, ready: str
) -> None:
    hands = [send(one, f"{ready}/sertifikat", {}) for one in (trainer, colleague)]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.location[-8:] for one in answers) == ["terbit=0", "terbit=2"]
    assert (rows(app, IssueBatch), rows(app, IssueItem), rows(app, Certificate)) == (1, 2, 2)
    for one in (trainer, colleague):
        assert counted(one, ready) == (0, 2)


def test_a_worker_that_is_away_is_said_and_the_certificates_are_valid_all_the_same(
    app: Flask, trainer: Employee, reader: Reader, address: str
) -> None:
    away = "Berkas menunggu; sertifikat sudah sah"
    assert away not in files_of(trainer, address)
    with app.app_context(), write():
        db.session.execute(update(IssueItem).values(due_at=now() - timedelta(minutes=1)))
    assert away in files_of(trainer, address)
    code = issue(trainer, address)[0]
    assert "ASLI" in reader.get(f"/verifikasi/{code}").text
    assert trainer.get(f"/sertifikat/{code}.pdf").status_code == 200


def test_a_queue_that_cannot_be_reached_does_not_stop_anybody(
    settings: Settings, app: Flask, trainer: Employee, ready: str
) -> None:
    # For PostgreSQL it is as if no worker had ever run.
    (settings.data / "queue.sqlite3").mkdir()
    assert trainer.post(f"{ready}/sertifikat").location.endswith("terbit=2")
    assert counted(trainer, ready) == (0, 2)
    assert make_files(app) == 2


def test_a_full_disk_is_said_and_tried_again_by_itself(
    app: Flask, trainer: Employee, address: str
) -> None:
    # Room for the database's own files, not for a certificate.
    folder = app.extensions["literasi"].settings.files / "certificates"
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("Di tempat folder ada berkas.")
    assert make_files(app) == 2
    page = files_of(trainer, address)
    assert "2 berkas belum bisa dibuat. Sertifikatnya tetap sah." in page
    assert "<strong>Orang Lain, Siti Aminah</strong>: Tempat berkas di server penuh" in page
    assert page.count("Dicoba lagi sendiri pukul") == 1
    folder.unlink()
    let_time_pass(app)
    assert make_files(app) == 2
    assert counted(trainer, address) == (2, 2)


def test_a_disk_that_fills_up_in_the_middle_of_a_file_leaves_nothing_half_made(
    app: Flask, settings: Settings, trainer: Employee, database: str, address: str
) -> None:
    if database.startswith("sqlite"):
        pytest.skip("its own file would not fit either")
    with disk_full_after(1000):
        make_files(app)
    assert not any((settings.files / "certificates").iterdir())
    assert "penuh atau tidak bisa ditulis" in files_of(trainer, address)


def test_a_server_without_fonts_is_said_with_names_and_a_way_to_try_again(
    app: Flask, settings: Settings, trainer: Employee, tmp_path: Path, address: str
) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(NO_FONTS)
    done = flask(settings, "certificates", "make", FONTCONFIG_FILE=str(fonts))
    assert done.returncode == 0, done.stderr
    assert "are the fonts installed?" in done.stderr
    page = files_of(trainer, address)
    assert "Siti Aminah</strong>: Berkasnya tidak bisa dicetak dengan benar" in page
    assert page.count("Dicoba lagi sendiri pukul") == 1
    assert make_files(app) == 0
    assert trainer.post(f"{address}/sertifikat/berkas/lagi").status_code == 303
    assert make_files(app) == 2
    assert "Unduh semua" in files_of(trainer, address)


def test_what_failed_too_often_waits_for_somebody_to_press(
    app: Flask, settings: Settings, trainer: Employee, address: str
) -> None:
    with app.app_context(), write():
        given_up = update(IssueItem).values(tries=MOST, error="Tidak bisa.", due_at=None)
        db.session.execute(given_up)
    assert "tidak dicoba lagi sendiri" in files_of(trainer, address)
    assert make_files(app) == 0
    for _ in range(2):
        assert trainer.post(f"{address}/sertifikat/berkas/lagi").status_code == 303
    assert rows(app, IssueItem) == 2
    assert make_files(app) == 2
    assert counted(trainer, address) == (2, 2)


def test_certificates_from_before_there_was_a_queue_get_their_files_too(
    app: Flask, trainer: Employee, address: str
) -> None:
    with app.app_context(), write():
        for batch in db.session.scalars(select(IssueBatch)):
            db.session.delete(batch)
    page = files_of(trainer, address)
    assert "2 sertifikat belum punya berkas" in page
    assert "data-working" not in page
    for _ in range(2):
        trainer.post(f"{address}/sertifikat/berkas/lagi")
    assert (rows(app, IssueBatch), rows(app, IssueItem)) == (1, 2)
    make_files(app)
    assert counted(trainer, address) == (2, 2)


def test_a_lost_file_is_made_again_as_before(
    app: Flask, settings: Settings, trainer: Employee, address: str
) -> None:
    make_files(app)
    code = re.findall(r"/sertifikat/([0-9A-Z]{26})\.pdf", closing(trainer, address))[0]
    shutil.rmtree(settings.files / "certificates")
    assert trainer.get(f"/sertifikat/{code}.pdf").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Certificate.file_hash != "")) == 2
