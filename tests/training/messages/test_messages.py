"""Ready messages: what they say, to whom, and that nothing of them is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from pypdf import PdfReader

from tests.classroom import give_work, joined, mark, plan_meeting, seat_of, where
from tests.people import Employee, Reader, office_day


@pytest.fixture
def address(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class of two, whose first module is due; Siti passed it."""
    made = joined(trainer, siti, stranger)
    give_work(trainer, made)
    siti.take_quiz()
    return made


def texts(page: str) -> list[str]:
    """What each link to WhatsApp would send."""
    links = [unescape(link) for link in re.findall(r'href="(https://wa\.me/[^"]*)"', page)]
    for link in links:
        # No number: whoever sends it chooses the receiver.
        assert urlsplit(link).path == "/"
        assert set(parse_qs(urlsplit(link).query)) == {"text"}
    return [parse_qs(urlsplit(link).query)["text"][0] for link in links]


def test_a_learner_and_the_class_are_told_what_is_due(
    trainer: Employee, siti: Reader, address: str
) -> None:
    page = trainer.get(f"{address}/pesan").text
    for_all, for_stranger = texts(page)
    assert for_all.startswith("Halo semua. Ini dari kelas Praya Angkatan 3 (")
    assert for_stranger.startswith("Halo Orang Lain.")
    for text in (for_all, for_stranger):
        assert f"- {siti.module.title}, sampai {office_day().day} " in text
        assert text.endswith("/saya")
    assert "tidak ada yang kurang" in page


def test_the_next_session_says_when_where_and_what_to_bring(
    trainer: Employee, address: str
) -> None:
    plan_meeting(trainer, address, dari="08.30", topik="Menabung")
    text = texts(trainer.get(f"{address}/pesan?jenis=pertemuan").text)[0]
    assert "jam 08.30 di Praya, Lombok Tengah: Menabung." in text


def test_what_a_certificate_lacks_is_told_to_its_owner_alone(
    trainer: Employee, address: str
) -> None:
    mark(trainer, where(plan_meeting(trainer, address)), Siti_Aminah="sick")
    form = {"semula": ":", "syarat": "jp", "persen": "50"}
    trainer.post(f"{address}/pertemuan/syarat", form)
    page = trainer.get(f"{address}/pesan?jenis=sertifikat").text
    assert "Pesan ini untuk satu orang saja" in page
    said = texts(page)
    assert len(said) == 2
    assert "- hadir 0 dari 4 JP, paling sedikit 2" in said[1]
    assert not any("Orang Lain" in text and "Siti" in text for text in said)


def test_a_message_can_be_changed_before_it_goes(trainer: Employee, address: str) -> None:
    seat = seat_of(trainer, address, "Orang Lain").rpartition("/")[2]
    page = trainer.get(f"{address}/pesan?untuk={seat}").text
    assert "Untuk Orang Lain</h3>" in page
    changed = 'Pak, jangan lupa ya: "besok" & <b>lusa</b>\nSalam'
    answer = trainer.post(f"{address}/pesan", {"untuk": seat, "teks": changed})
    assert answer.status_code == 200
    assert texts(answer.text)[0] == changed
    assert "<b>lusa" not in answer.text
    # Nothing of it is kept.
    assert "jangan lupa" not in trainer.get(f"{address}/pesan?untuk={seat}").text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "Tulis dulu pesannya"),
        ("x" * 1001, "paling panjang 1000 huruf"),
        ("NIK 5203014107900001", "nomor 16 angka"),
    ],
)
def test_what_cannot_go_is_said_and_kept(
    trainer: Employee, address: str, text: str, said: str
) -> None:
    answer = trainer.post(f"{address}/pesan", {"teks": text})
    assert answer.status_code == 422
    assert said in answer.text
    assert f">{text.strip()}</textarea>" in answer.text


def test_somebody_who_is_not_in_the_class_is_no_receiver(trainer: Employee, address: str) -> None:
    other = trainer.make_class(nama="Lain")
    trainer.paste(other, "Dedi")
    theirs = seat_of(trainer, other, "Dedi").rpartition("/")[2]
    for receiver in (theirs, "bukan"):
        assert trainer.get(f"{address}/pesan?untuk={receiver}").status_code == 404
        answer = trainer.post(f"{address}/pesan", {"untuk": receiver, "teks": "Halo"})
        assert answer.status_code == 404


def test_work_that_is_not_open_yet_is_asked_of_nobody(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    later = (office_day() + timedelta(days=2)).isoformat()
    give_work(trainer, address, buka=later, batas=later)
    page = trainer.get(f"{address}/pesan").text
    assert texts(page) == []
    assert "Tidak ada yang perlu dikabarkan" in page


def paper(trainer: Employee, path: str) -> list[str]:
    answer = trainer.get(path)
    assert answer.status_code == 200, answer.text
    pages = PdfReader(BytesIO(answer.data)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_notices_on_paper_say_the_same(trainer: Employee, siti: Reader, address: str) -> None:
    (wall,) = paper(trainer, f"{address}/pesan/lembar.pdf")
    assert "Pelajaran yang ditunggu" in wall
    assert siti.module.title in wall
    assert "Orang Lain" not in wall
    (slips,) = paper(trainer, f"{address}/pesan/lembar.pdf?bentuk=slip")
    assert "Orang Lain" in slips
    assert "Siti Aminah" not in slips


def test_where_nothing_is_due_there_is_no_paper(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    for form in ("", "?bentuk=slip"):
        answer = trainer.get(f"{address}/pesan/lembar.pdf{form}")
        assert answer.status_code == 409
        assert "Tidak ada pelajaran yang ditunggu" in answer.text
