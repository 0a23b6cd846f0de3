"""What happens around a class: printed cards, claimed seats, certificates."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from pypdf import PdfReader
from werkzeug.test import TestResponse

from tests.people import Employee, Fields, Reader, hidden, office_day


def print_cards(trainer: Employee, address: str, spares: int = 0) -> list[str]:
    """The codes on the printed cards in their order: by name, then the spares."""
    answer = trainer.post(f"{address}/peserta/kartu.pdf", {"cadangan": str(spares)})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return codes_on(answer.data)


def codes_on(pdf: bytes) -> list[str]:
    """The card codes on paper, without spaces."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [
        found.replace(" ", "")
        for page in pages
        for found in re.findall(r"\b\d{4} \d{4} \d{4} \d{4}\b", page.extract_text())
    ]


def joined(trainer: Employee, *readers: Reader) -> str:
    """The address of a class that these people joined through the door."""
    address = trainer.make_class()
    code = trainer.open_door(address)
    for reader in readers:
        assert reader.post(f"/gabung/{code}").status_code == 303
    return address


def open_card(reader: Reader, code: str) -> TestResponse:
    """Type a printed card's code at the door where every card is typed."""
    answer = reader.post("/masuk/kartu", {"kode": code})
    # The test client sends nothing on; a browser sends the same form again.
    return reader.post(where(answer), {"kode": code}) if answer.status_code == 307 else answer


def claim(reader: Reader, code: str, **more: str) -> TestResponse:
    """Take the seat of a printed card as somebody new who consents."""
    page = open_card(reader, code)
    assert page.status_code == 200, page.text
    typed = re.search(r'name="nama" value="([^"]*)"', page.text)
    form: Fields = {"kode": code, "ambil": "ya", "setuju": "ya"}
    if typed:
        form |= {"nama": "Orang Baru", "kunci": hidden(page.text, "kunci")}
    return reader.post("/gabung/kartu", {**form, **more})


def seat_of(trainer: Employee, address: str, name: str) -> str:
    """The address of the seat that bears a name."""
    page = trainer.get(f"{address}/peserta").text
    found = re.search(rf'href="({address}/peserta/[0-9a-f-]{{36}})">{re.escape(name)}<', page)
    assert found, page
    return found[1]


def seat_names(trainer: Employee, address: str) -> list[str]:
    page = trainer.get(f"{address}/peserta").text
    return re.findall(r'/peserta/[0-9a-f-]{36}">([^<]*)</a></th>', page)


def meet(trainer: Employee, address: str, jp: str = "4", **more: str) -> TestResponse:
    """A meeting of today, unless `more` says otherwise, where everybody was present."""
    answer = plan_meeting(trainer, address, jp=jp, **more)
    return answer if answer.status_code != 303 else mark_rest(trainer, where(answer), "hadir")


def plan_meeting(trainer: Employee, address: str, jp: str = "4", **more: str) -> TestResponse:
    """A meeting whose list is empty."""
    page = trainer.get(f"{address}/pertemuan").text
    form: Fields = {"kunci": hidden(page, "kunci"), "tanggal": hidden_date(page), "jp": jp}
    return trainer.post(f"{address}/pertemuan", {**form, **more})


def meetings(trainer: Employee, address: str) -> list[str]:
    """The addresses of a class's meetings, by time."""
    page = trainer.get(f"{address}/pertemuan").text
    return re.findall(rf'href="({address}/pertemuan/[0-9a-f-]{{36}})"', page)


def mark_rest(trainer: Employee, meeting: str, mark: str) -> TestResponse:
    """Tap "Semua hadir" or the like on a meeting's list."""
    form = checked(trainer.get(meeting).text)
    return trainer.post(meeting, {**form, "sisanya": mark})


def mark(trainer: Employee, meeting: str, page: str = "", **marks: str) -> TestResponse:
    """Mark people by name (with _ for a space) on a meeting's list as it is, or was on `page`."""
    page = page or trainer.get(meeting).text
    form = checked(page)
    for name, value in marks.items():
        shown = re.escape(name.replace("_", " "))
        found = re.search(rf'">{shown}</span>.*?name="(tanda-[^"]*)"', page, re.S)
        assert found, page
        form[found[1]] = value
    return trainer.post(meeting, form)


def checked(page: str) -> Fields:
    """What a meeting's list would send as it stands."""
    seen = re.findall(r'name="(semula-[^"]*)" value="([^"]*)"', page)
    pressed = re.findall(r'name="(tanda-[^"]*)" value="([^"]*)" checked', page)
    return dict([*seen, *pressed])


def hidden_date(page: str) -> str:
    found = re.search(r'id="tanggal" name="tanggal" value="([^"]*)"', page)
    assert found, page
    return found[1]


def post_notice(trainer: Employee, address: str, body: str, **more: str) -> str:
    """Put a notice on the class's board for a week; returns its address."""
    page = trainer.get(f"{address}/papan").text
    form = {
        "kunci": hidden(page, "kunci"),
        "isi": body,
        "sampai": (office_day() + timedelta(days=7)).isoformat(),
    }
    answer = trainer.post(f"{address}/papan", {**form, **more})
    assert answer.status_code == 303, answer.text
    return notices(trainer, address)[0]


def notices(trainer: Employee, address: str) -> list[str]:
    """The addresses of what is on the board, the newest first."""
    page = trainer.get(f"{address}/papan").text
    return re.findall(rf'action="({address}/papan/[0-9a-f-]{{36}})"', page)


def give_work(trainer: Employee, address: str, **more: Any) -> str:
    """Assign the first module until today, unless `more` says otherwise; returns the address of
    the newest work."""
    answer = try_work(trainer, address, **more)
    assert answer.status_code == 303, answer.text
    return works(trainer, address)[-1]


def try_work(trainer: Employee, address: str, **more: Any) -> TestResponse:
    page = trainer.get(f"{address}/pelajaran").text
    form: Fields = {
        "kunci": hidden(page, "kunci"),
        "modul": trainer.class_form()["modul"],
        "batas": office_day().isoformat(),
    }
    return trainer.post(f"{address}/pelajaran", {**form, **more})


def works(trainer: Employee, address: str) -> list[str]:
    """The addresses of a class's work in force, in the order of the page."""
    page = trainer.get(f"{address}/pelajaran").text
    return re.findall(rf'href="({address}/pelajaran/[0-9a-f-]{{36}})"', page)


def change_work(trainer: Employee, work: str, **more: Any) -> TestResponse:
    """Change work as its form stands, but for `more`."""
    page = trainer.get(work).text
    form = {**filled(page, work), "alasan": "Jadwal bergeser"}
    return trainer.post(work, {**form, **more})


def filled(page: str, action: str) -> Fields:
    """What a form of the page would send as it stands."""
    found = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', page, re.S)
    assert found, page
    fields: Fields = {}
    for tag in re.findall(r"<input[^>]*>", found[0]):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        ticks = 'type="checkbox"' in tag
        if name and (not ticks or " checked" in tag):
            fields.setdefault(unescape(name[1]), []).append(unescape(value[1] if value else ""))
    return fields


def make_paper(trainer: Employee, address: str, **more: str) -> str:
    """A quiz on paper of the class's first module, in two variants; returns its address."""
    answer = try_paper(trainer, address, **more)
    assert answer.status_code == 303, answer.text
    return where(answer)


def try_paper(trainer: Employee, address: str, **more: str) -> TestResponse:
    page = trainer.get(f"{address}/kertas").text
    form: Fields = {
        "kunci": hidden(page, "kunci"),
        "modul": trainer.class_form()["modul"],
        "varian": "2",
    }
    return trainer.post(f"{address}/kertas", {**form, **more})


def issue(trainer: Employee, address: str) -> list[str]:
    """Confirm every name and issue what is ready; returns the codes of all that are issued."""
    confirm_names(trainer, address)
    answer = trainer.post(f"{address}/sertifikat")
    assert answer.status_code == 303, answer.text
    return issued(trainer, address)


def confirm_names(trainer: Employee, address: str) -> None:
    """Press "Semua nama cocok", where there is anybody whose name may be confirmed."""
    form = names_form(trainer.get(f"{address}/sertifikat").text)
    if form:
        answer = trainer.post(f"{address}/sertifikat/nama", {**form, "semua": "ya"})
        assert answer.status_code == 303, answer.text


def names_form(page: str) -> Fields:
    """What the form of names would send as it stands, with nothing ticked."""
    shown = re.findall(r'name="((?:nama|semula)-[^"]*)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in shown}


def issued(trainer: Employee, address: str) -> list[str]:
    page = trainer.get(f"{address}/sertifikat").text
    return re.findall(r"/sertifikat/([0-9A-Z]{26})\.pdf", page)


def withdrawal_of(trainer: Employee, address: str) -> str:
    """The address that withdraws the first issued certificate."""
    page = trainer.get(f"{address}/sertifikat").text
    found = re.search(rf'action="({address}/sertifikat/[0-9a-f-]{{36}}/cabut)"', page)
    assert found, page
    return found[1]


def where(answer: TestResponse) -> str:
    """Where an answer leads."""
    return urlsplit(answer.location or "").path
