"""Work follows its class: copied from an earlier one, kept in step with the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from literasi.web.prepared import Prepared
from tests.classroom import filled, give_work, joined, seat_of, try_work, works
from tests.people import Employee, Fields, Reader, hidden, office_day

pytestmark = pytest.mark.both_databases


def days(number: int) -> str:
    return (office_day() + timedelta(days=number)).isoformat()


def copied_form(trainer: Employee, earlier: str, starts: str) -> Fields:
    """The form of a new class as it comes out of an earlier one."""
    uid = earlier.rpartition("/")[2]
    page = trainer.get(f"/petugas/kelas/baru?dari={uid}&mulai={starts}").text
    # The form posts to the address of its page.
    named = page.replace('<form method="post" novalidate', '<form method="post" action="here"')
    return filled(named, "here")


def save_new(trainer: Employee, form: Fields) -> str:
    answer = trainer.post("/petugas/kelas/baru", form)
    assert answer.status_code == 303, answer.text
    return str(answer.location).removesuffix("/peserta")


def test_a_new_class_takes_programme_team_rundown_and_work_of_an_earlier_one_but_no_people(
    app: Flask, trainer: Employee, colleague: Employee, siti: Reader
) -> None:
    page = trainer.get("/petugas/kelas/baru").text
    wayan = hidden_of(page, "tim", "Wayan")
    rundown = {
        "acara-tanggal": days(1),
        "acara-mulai": "08.00",
        "acara-selesai": "09.30",
        "acara-topik": "Pembukaan",
        "acara-pembicara": "Kepala balai",
    }
    earlier = trainer.make_class(2, selesai=days(2), tim=wayan, bawa="Kacamata", **rundown)
    siti.post(f"/gabung/{trainer.open_door(earlier)}")
    give_work(trainer, earlier, batas=days(2), kesempatan="3")
    form = copied_form(trainer, earlier, days(30))
    assert form["nama"] == [""]
    assert (form["mulai"], form["selesai"]) == ([days(30)], [days(32)])
    assert form["acara-tanggal"][0] == days(31)
    assert (form["tim"], form["bawa"]) == ([wayan], ["Kacamata"])
    new = save_new(trainer, form | {"nama": "Angkatan 4"})
    work = filled(trainer.get(works(trainer, new)[0]).text, works(trainer, new)[0])
    assert (work["batas"], work["kesempatan"]) == ([days(32)], ["3"])
    assert "Siti Aminah" not in trainer.get(f"{new}/peserta").text
    # The same form again makes neither a class nor work.
    assert save_new(trainer, form | {"nama": "Angkatan 4"}) == new
    assert len(works(trainer, new)) == 1


def hidden_of(page: str, name: str, label: str) -> str:
    """The value of the tick beside a label."""
    before = page.partition(f"<span>{label}")[0]
    return before.rpartition(f'name="{name}" value="')[2].partition('"')[0]


def test_a_class_of_another_office_is_no_class_to_copy_from(
    trainer: Employee, outsider: Employee
) -> None:
    elsewhere = outsider.make_class().rpartition("/")[2]
    assert trainer.get(f"/petugas/kelas/baru?dari={elsewhere}").status_code == 404
    key = hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    form = trainer.class_form() | {"kunci": key, "dari": elsewhere}
    assert trainer.post("/petugas/kelas/baru", form).status_code == 404
    assert "Belum ada kelas" in trainer.get("/petugas/kelas").text


def test_work_is_copied_into_a_class_that_has_none_and_moves_with_its_first_day(
    trainer: Employee, siti: Reader
) -> None:
    earlier = joined(trainer, siti)
    seat = seat_of(trainer, earlier, "Siti Aminah").rpartition("/")[2]
    give_work(trainer, earlier, batas=days(1))
    give_work(trainer, earlier, batas=days(2), peserta=seat)
    later = trainer.make_class(mulai=days(10), selesai=days(12))
    form = {"dari": earlier.rpartition("/")[2]}
    assert trainer.post(f"{later}/pelajaran/salin", form).status_code == 303
    (work,) = works(trainer, later)
    assert filled(trainer.get(work).text, work)["batas"] == [days(11)]
    # It has work now, so nothing is copied over it.
    assert trainer.post(f"{later}/pelajaran/salin", form).status_code == 422


def test_nothing_to_copy_is_said(trainer: Employee) -> None:
    empty, here = trainer.make_class(), trainer.make_class(nama="Lain")
    answer = trainer.post(f"{here}/pelajaran/salin", {"dari": empty.rpartition("/")[2]})
    assert answer.status_code == 422
    assert "Tidak ada yang bisa disalin" in answer.text
    assert trainer.post(f"{here}/pelajaran/salin", {"dari": ""}).status_code == 422


def test_a_module_that_leaves_the_programme_leaves_the_work_and_empty_work_is_withdrawn(
    trainer: Employee,
) -> None:
    address = trainer.make_class(2)
    first, second = trainer.class_form(2)["modul"]
    give_work(trainer, address, modul=[first, second])
    give_version = {"versi": "1"}
    form = trainer.class_form(2) | {"modul": [second]} | give_version
    assert trainer.post(f"{address}/ubah", form).status_code == 303
    (work,) = works(trainer, address)
    assert filled(trainer.get(work).text, work)["modul"] == [second]
    third = f"{trainer.course.slug}/{trainer.course.modules[2].slug}"
    form = trainer.class_form(2) | {"modul": [third], "versi": "2"}
    assert trainer.post(f"{address}/ubah", form).status_code == 303
    assert works(trainer, address) == []
    assert "Modulnya keluar dari program kelas." in trainer.get(f"{address}/pelajaran").text


def test_a_module_gone_from_the_catalogue_is_given_no_more_and_is_no_work_of_a_learner(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = trainer.make_class(2)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    first, second = trainer.class_form(2)["modul"]
    give_work(trainer, address, modul=[first])
    title = trainer.module.title
    _without_first_module(app)
    assert title not in siti.get("/saya").text.partition("class-work")[2].partition("</section>")[0]
    assert "sudah tidak ada di katalog" in trainer.get(f"{address}/pelajaran").text
    answer = try_work(trainer, address, modul=[first, second])
    assert answer.status_code == 422
    assert "sudah tidak ada di katalog. Pilih yang lain." in answer.text
    assert f'value="{second}" checked' in answer.text


def _without_first_module(app: Flask) -> None:
    site = app.extensions["literasi"]
    course, *others = site.catalogue.courses
    fewer = replace(course, modules=course.modules[1:])
    catalogue = replace(site.catalogue, courses=(fewer, *others))
    site.prepared = Prepared("fewer", catalogue, site.prepared.pages)


def test_a_renamed_module_stays_the_same_work(app: Flask, trainer: Employee, siti: Reader) -> None:
    address = trainer.make_class(2)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    give_work(trainer, address, kesempatan="1")
    site = app.extensions["literasi"]
    course, *others = site.catalogue.courses
    first, *rest = course.modules
    renamed = replace(first, slug="nama-baru", aliases=(first.slug,))
    grown = replace(course, modules=(renamed, *rest))
    catalogue = replace(site.catalogue, courses=(grown, *others))
    site.prepared = Prepared("renamed", catalogue, site.prepared.pages)
    assert siti.take_quiz(renamed, right=False).status_code == 303
    assert "Kesempatan kuismu sudah habis" in siti.get(siti.quiz_path(renamed)).text
    edited = trainer.get(f"{address}/ubah").text
    form = trainer.class_form(2) | {"versi": hidden(edited, "versi"), "nama": "Lain"}
    assert trainer.post(f"{address}/ubah", MultiDict(form)).status_code == 303
    (work,) = works(trainer, address)
    assert filled(trainer.get(work).text, work)["modul"] == [f"{course.slug}/nama-baru"]
    assert "Kesempatan kuismu sudah habis" in siti.get(siti.quiz_path(renamed)).text
