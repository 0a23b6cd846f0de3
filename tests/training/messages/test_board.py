"""The notice board of a class: who reads it, until when, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db, write
from literasi.training.messages.models import BoardPost
from tests.classroom import joined, notices, post_notice
from tests.people import Employee, Reader, hidden, office_day

both = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    return joined(trainer, siti)


def day(number: int) -> str:
    return (office_day() + timedelta(days=number)).isoformat()


def class_page(address: str) -> str:
    return f"/saya/kelas/{address.rpartition('/')[2]}"


def acts(app: Flask) -> list[str]:
    with app.app_context():
        board = select(AuditEntry.act).where(AuditEntry.act.startswith("board."))
        return list(db.session.scalars(board.order_by(AuditEntry.id)))


@both
def test_the_class_reads_it_and_nobody_else(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader, address: str
) -> None:
    joined(trainer, stranger)
    post_notice(trainer, address, "Besok mulai jam 09.00.\nBawa <b>KTP</b> & pena")
    for page in ("/saya", class_page(address), "/en/saya"):
        text = siti.get(page).text
        assert "Besok mulai jam 09.00.\nBawa &lt;b&gt;KTP&lt;/b&gt; &amp; pena" in text
    assert "Notice of the class" in siti.get("/en/saya").text
    assert "Besok mulai" not in stranger.get("/saya").text
    assert acts(app) == ["board.post"]


def test_it_goes_after_its_day(app: Flask, trainer: Employee, siti: Reader, address: str) -> None:
    post_notice(trainer, address, "Hari ini saja", sampai=day(0))
    assert "Hari ini saja" in siti.get("/saya").text
    with app.app_context(), write():
        yesterday = office_day() - timedelta(days=1)
        db.session.execute(update(BoardPost).values(until=yesterday))
    for page in ("/saya", class_page(address)):
        assert "Hari ini saja" not in siti.get(page).text
    assert "Sudah tidak tampil sejak" in trainer.get(f"{address}/papan").text


def test_it_is_changed_and_withdrawn(
    app: Flask, trainer: Employee, colleague: Employee, siti: Reader, address: str
) -> None:
    notice = post_notice(trainer, address, "Jam 09.00")
    form = {"isi": "Jam 10.00", "sampai": day(2), "versi": "1"}
    assert colleague.post(notice, form).status_code == 303
    assert "Jam 10.00" in siti.get("/saya").text
    assert "Jam 09.00" not in siti.get("/saya").text
    for _ in range(2):
        assert trainer.post(f"{notice}/tarik").status_code == 303
    assert "Jam 10.00" not in siti.get("/saya").text
    assert notices(trainer, address) == []
    assert acts(app) == ["board.post", "board.change", "board.withdraw"]


def test_what_another_changed_or_withdrew_is_not_written_over(
    trainer: Employee, colleague: Employee, siti: Reader, address: str
) -> None:
    notice = post_notice(trainer, address, "Jam 09.00")
    form = {"sampai": day(2), "versi": "1"}
    trainer.post(notice, form | {"isi": "Jam 10.00"})
    answer = colleague.post(notice, form | {"isi": "Jam 11.00"})
    assert answer.status_code == 409
    assert ">Jam 11.00</textarea>" in answer.text
    assert "Jam 10.00" in siti.get("/saya").text
    # The same change twice is one.
    assert trainer.post(notice, form | {"isi": "Jam 10.00"}).status_code == 303
    trainer.post(f"{notice}/tarik")
    answer = colleague.post(notice, form | {"isi": "Jam 11.00", "versi": "2"})
    assert answer.status_code == 409
    assert "diubah atau ditarik" in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"isi": " \n "}, "Tulis dulu pengumumannya"),
        ({"isi": "x" * 501}, "Paling panjang 500 huruf. Ini 501"),
        ({"isi": "NIK 5203014107900001"}, "nomor 16 angka"),
        ({"sampai": ""}, "hari ini atau sesudahnya"),
        ({"sampai": "lusa"}, "hari ini atau sesudahnya"),
        ({"sampai": day(-1)}, "hari ini atau sesudahnya"),
        ({"sampai": day(400)}, "paling lama setahun"),
        ({"kunci": "x"}, "Muat ulang halaman ini"),
    ],
)
def test_bad_notices_are_refused_and_kept(
    trainer: Employee, siti: Reader, address: str, fields: dict[str, str], said: str
) -> None:
    key = hidden(trainer.get(f"{address}/papan").text, "kunci")
    form = {"kunci": key, "isi": "Besok libur", "sampai": day(1), **fields}
    answer = trainer.post(f"{address}/papan", form)
    assert answer.status_code == 422
    assert said in answer.text
    assert f">{form['isi'].strip()}</textarea>" in answer.text.replace("> \n <", "><")
    assert notices(trainer, address) == []


def test_a_bad_change_is_refused_in_its_own_form(
    trainer: Employee, siti: Reader, address: str
) -> None:
    notice = post_notice(trainer, address, "Jam 09.00")
    answer = trainer.post(notice, {"isi": "x" * 501, "sampai": day(1), "versi": "1"})
    assert answer.status_code == 422
    assert "<details open><summary>Ubah" in answer.text
    assert "Jam 09.00" in siti.get("/saya").text


@both
def test_the_same_notice_sent_twice_is_one(trainer: Employee, address: str) -> None:
    key = hidden(trainer.get(f"{address}/papan").text, "kunci")
    for _ in range(2):
        post_notice(trainer, address, "Besok libur", kunci=key)
    form = {"kunci": key, "isi": "Lain", "sampai": day(1)}
    answer = trainer.post(f"{address}/papan", form)
    assert answer.status_code == 422
    assert "sudah menempel pengumuman lain" in answer.text
    assert len(notices(trainer, address)) == 1
