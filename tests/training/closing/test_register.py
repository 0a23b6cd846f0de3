"""Where an office numbers from its own register, whoever closes a class types the numbers."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.certificates.models import Certificate
from literasi.database import db
from tests.classroom import confirm_names, joined
from tests.designing import designed
from tests.people import Employee, Fields, Reader
from tests.staff import employ
from tests.test_races import at_once, send

pytestmark = pytest.mark.both_databases
NAMES = ("Ani Lestari", "Budi Santoso", "Citra Dewi")


@pytest.fixture
def head(app: Flask) -> Employee:
    """Of an office that numbers from its register."""
    found = employ(app, "kepala@bp3mi.test", "head").sign_in()
    designed(found, penomoran="register", pola="")
    return found


@pytest.fixture
def ready(app: Flask, head: Employee, trainer: Employee) -> str:
    readers = [Reader(app).register(name) for name in NAMES]
    made = joined(trainer, *readers)
    for one in readers:
        one.take_quiz()
    confirm_names(trainer, made)
    return made


def fields(who: Employee, address: str) -> list[str]:
    """The names of the fields for numbers, in the order of the list."""
    return re.findall(r'name="(nomor-[0-9a-f-]{36})"', who.get(f"{address}/sertifikat").text)


def numbered(who: Employee, address: str, *numbers: str) -> Fields:
    return dict(zip(fields(who, address), numbers, strict=True))


def stored(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(
            select(Certificate.name, Certificate.number).order_by(Certificate.id)
        )
        return [(name or "", number) for name, number in rows]


def test_each_gets_the_number_that_was_typed_beside_the_name(
    app: Flask, trainer: Employee, ready: str
) -> None:
    form = numbered(trainer, ready, " 17/REG /2026", "21/REG/2026", "18/REG/2026")
    assert trainer.post(f"{ready}/sertifikat", form).status_code == 303
    numbers = ("17/REG /2026", "21/REG/2026", "18/REG/2026")
    assert stored(app) == list(zip(NAMES, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (("17/2026", "", "18/2026"), "Tulis nomornya."),
        (("17/2026", "17/2026", "18/2026"), "tertulis dua kali"),
        (("17/2026", "x", "18/2026"), "tidak punya angka"),
        (("17/2026", "5201014105900001", "18/2026"), "mirip nomor KTP"),
        (("17/2026", "1" * 61, "18/2026"), "Paling panjang 60"),
    ],
    ids=["missing", "twice", "no digit", "a NIK", "too long"],
)
def test_one_number_that_will_not_do_stops_all_and_keeps_what_was_typed(
    app: Flask, trainer: Employee, ready: str, numbers: tuple[str, ...], words: str
) -> None:
    answer = trainer.post(f"{ready}/sertifikat", numbered(trainer, ready, *numbers))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Belum ada sertifikat yang terbit" in answer.text
    for number in numbers:
        assert f'value="{number}"' in answer.text
    assert stored(app) == []


def test_nothing_typed_at_all_issues_nothing(app: Flask, trainer: Employee, ready: str) -> None:
    assert trainer.post(f"{ready}/sertifikat").status_code == 422
    assert stored(app) == []


def test_a_number_that_another_certificate_has_is_told_beside_it(
    app: Flask, trainer: Employee, ready: str
) -> None:
    form = numbered(trainer, ready, "1/2026", "2/2026", "3/2026")
    assert trainer.post(f"{ready}/sertifikat", form).status_code == 303
    other = joined(trainer, dewi := Reader(app).register("Dewi Anggraini"))
    dewi.take_quiz()
    confirm_names(trainer, other)
    answer = trainer.post(f"{other}/sertifikat", numbered(trainer, other, "2/2026"))
    assert answer.status_code == 422
    assert "sudah dipakai sertifikat lain" in answer.text
    assert 'value="2/2026"' in answer.text
    assert len(stored(app)) == 3


def test_the_fields_are_filled_on_from_the_first_number(trainer: Employee, ready: str) -> None:
    form = numbered(trainer, ready, "", "", "") | {"nomor_pertama": "0099/REG/XI/2026"}
    answer = trainer.post(f"{ready}/sertifikat/nomor", form)
    assert answer.status_code == 200
    shown = re.findall(r'name="nomor-[0-9a-f-]{36}" value="([^"]*)"', answer.text)
    assert shown == ["0099/REG/XI/2026", "0100/REG/XI/2026", "0101/REG/XI/2026"]


def test_a_list_is_pasted_in_the_order_of_the_names(trainer: Employee, ready: str) -> None:
    form = numbered(trainer, ready, "", "", "") | {"nomor_daftar": "5/26\r\n9/26\r\n6/26"}
    answer = trainer.post(f"{ready}/sertifikat/nomor", form)
    shown = re.findall(r'name="nomor-[0-9a-f-]{36}" value="([^"]*)"', answer.text)
    assert shown == ["5/26", "9/26", "6/26"]
    short = trainer.post(f"{ready}/sertifikat/nomor", form | {"nomor_daftar": "5/26\n9/26"})
    assert short.status_code == 422
    assert "Daftarnya 2 nomor, sedangkan orangnya 3" in short.text
    assert 'value="9/26"' in short.text
    nothing = trainer.post(f"{ready}/sertifikat/nomor", form | {"nomor_daftar": " "})
    assert "tempel daftar nomornya" in nothing.text


def test_of_two_trainers_who_type_at_once_one_issues_and_nothing_is_double(
    app: Flask, trainer: Employee, ready: str
) -> None:
    other = employ(app, "rekan@bp3mi.test", "trainer").sign_in()
    first = numbered(trainer, ready, "1/2026", "2/2026", "3/2026")
    second = numbered(other, ready, "11/2026", "12/2026", "13/2026")
    hands = [
        send(who, f"{ready}/sertifikat", form) for who, form in ((trainer, first), (other, second))
    ]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert [one.status_code for one in answers] == [303, 303]
    numbers = [number for _, number in stored(app)]
    assert numbers in (list(first.values()), list(second.values()))


def test_of_two_offices_that_type_one_number_at_once_one_has_it(
    app: Flask, trainer: Employee, ready: str
) -> None:
    designed(
        employ(app, "bali@bp3mi.test", "head", "bali").sign_in(), penomoran="register", pola=""
    )
    stranger = employ(app, "jauh@bp3mi.test", "trainer", "bali").sign_in()
    elsewhere = joined(stranger, eka := Reader(app).register("Eka Putra"))
    eka.take_quiz()
    confirm_names(stranger, elsewhere)
    forms = (
        (trainer, ready, numbered(trainer, ready, "1/2026", "2/2026", "3/2026")),
        (stranger, elsewhere, numbered(stranger, elsewhere, "2/2026")),
    )
    hands = [send(who, f"{place}/sertifikat", form) for who, place, form in forms]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.status_code for one in answers) == [303, 422]
    numbers = [number for _, number in stored(app)]
    assert sorted(numbers) in (["1/2026", "2/2026", "3/2026"], ["2/2026"])


def test_a_proposal_is_approved_with_numbers_alone(
    app: Flask, head: Employee, trainer: Employee
) -> None:
    helper = employ(app, "desa@bp3mi.test", "facilitator").sign_in()
    made = helper.make_class()
    door = helper.open_door(made)
    eka = Reader(app).register("Eka Putra")
    eka.post(f"/gabung/{door}")
    eka.take_quiz()
    confirm_names(helper, made)
    key = re.search(r'name="kunci" value="([^"]*)"', helper.get(f"{made}/sertifikat").text)
    assert key
    assert helper.post(f"{made}/usulan", {"kunci": key[1]}).status_code == 303
    page = trainer.get(f"{made}/sertifikat").text
    approval = re.search(r'action="([^"]*/setujui)".*?name="semula" value="([^"]*)"', page, re.S)
    assert approval
    form = {"semula": approval[2]}
    refused = trainer.post(approval[1], form)
    assert refused.status_code == 422
    assert "Tulis nomornya." in refused.text
    assert stored(app) == []
    field = fields(trainer, made)[0]
    assert trainer.post(approval[1], {**form, field: "77/2026"}).status_code == 303
    assert stored(app) == [("Eka Putra", "77/2026")]


def test_a_corrected_name_takes_a_number_from_the_register_too(
    app: Flask, trainer: Employee, ready: str
) -> None:
    form = numbered(trainer, ready, "1/2026", "2/2026", "3/2026")
    assert trainer.post(f"{ready}/sertifikat", form).status_code == 303
    page = trainer.get(f"{ready}/sertifikat").text
    mend = re.search(rf'href="({ready}/sertifikat/[0-9a-f-]{{36}}/perbaiki-nama)"', page)
    assert mend
    typed = {"nama": "Ani Lestari Putri", "alasan": "Menurut KTP"}
    for number, words in (("", "Tulis nomornya."), ("3/2026", "sudah dipakai")):
        refused = trainer.post(mend[1], {**typed, "nomor": number})
        assert refused.status_code == 422
        assert words in unescape(refused.text)
        assert "Ani Lestari Putri" in refused.text
    assert trainer.post(mend[1], {**typed, "nomor": "4/2026"}).status_code == 303
    assert stored(app)[-1] == ("Ani Lestari Putri", "4/2026")


def test_a_number_that_was_typed_is_passed_over_when_the_site_counts_again(
    app: Flask, trainer: Employee, head: Employee, ready: str
) -> None:
    year = re.search(r"\d{4}", trainer.class_form()["mulai"])
    assert year
    form = numbered(trainer, ready, f"0001/A/{year[0]}", f"0003/A/{year[0]}", "x9")
    assert trainer.post(f"{ready}/sertifikat", form).status_code == 303
    designed(head, penomoran="pola", pola="{nomor}/A/{tahun}")
    people = [Reader(app).register(name) for name in ("Eka", "Fitri", "Gita")]
    other = joined(trainer, *people)
    for one in people:
        one.take_quiz()
    confirm_names(trainer, other)
    assert trainer.post(f"{other}/sertifikat").status_code == 303
    assert [number[:4] for _, number in stored(app)[3:]] == ["0002", "0004", "0005"]


def test_where_the_site_counts_nothing_is_asked(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    made = joined(trainer, siti)
    siti.take_quiz()
    confirm_names(trainer, made)
    assert fields(trainer, made) == []
    assert trainer.post(f"{made}/sertifikat").status_code == 303
