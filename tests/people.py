"""The cast: people who use the site through its pages, as a browser would."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import Staff
from literasi.database import db, write
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.draw import draw
from literasi.domain.money import format_number, format_rupiah
from literasi.domain.question import Choice, Matching, Number, Ordering, Question, Several
from literasi.learning.tickets import TicketOffice

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
Fields = dict[str, Any]


def office_day() -> date:
    """The day it is where the tests' office stands, which may not be the machine's."""
    return datetime.now(ZoneInfo("Asia/Makassar")).date()


class Reader:
    """A browser with its own cookies."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.name = ""

    @property
    def catalogue(self) -> Catalogue:
        catalogue: Catalogue = self.app.extensions["literasi"].catalogue
        return catalogue

    @property
    def course(self) -> Course:
        return self.catalogue.courses[0]

    @property
    def module(self) -> Module:
        return self.course.modules[0]

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **more)

    def post(self, path: str, data: Fields | None = None, **more: Any) -> TestResponse:
        return self.client.post(path, data=data, headers=SAME_ORIGIN, **more)

    def cookie(self, name: str) -> str:
        """What a cookie of this browser holds; the test fails if it has none."""
        found = self.client.get_cookie(name)
        assert found is not None
        return found.value

    def register(self, name: str, **more: str) -> Reader:
        """Register on this phone; the test fails if that is refused."""
        form = {"nama": name, "setuju": "ya", "kunci": self.registration_key(), **more}
        answer = self.post("/daftar", form)
        assert answer.status_code == 303, answer.text
        self.name = name
        return self

    def registration_key(self) -> str:
        return hidden(self.get("/daftar").text, "kunci")

    def quiz_path(self, module: Module | None = None, course: Course | None = None) -> str:
        return f"/kursus/{(course or self.course).slug}/{(module or self.module).slug}/kuis"

    def open_quiz(
        self, module: Module | None = None, course: Course | None = None, right: bool = True
    ) -> Fields:
        """The form of a quiz as somebody fills it in who knows everything, or nothing."""
        module = module or self.module
        page = self.get(self.quiz_path(module, course))
        assert page.status_code == 200, page.text
        sealed = hidden(page.text, "undian")
        return {"undian": sealed, **self.fill(module, sealed, right)}

    def fill(self, module: Module, sealed: str, right: bool) -> Fields:
        with self.app.app_context():
            keys = self.app.extensions["literasi"].keys("ticket").keys
            ticket = TicketOffice(list(keys.values())).open(sealed)
        shown = draw(module.bank, ticket.seed)
        questions = {question.key: question for question in module.bank.questions}
        fields: Fields = {}
        for key in shown.questions:
            fields |= answer_fields(questions[key], shown.order(key), right)
        return fields

    def take_quiz(
        self, module: Module | None = None, course: Course | None = None, right: bool = True
    ) -> TestResponse:
        """Open, fill in and send a quiz; returns the answer to the sending."""
        path = self.quiz_path(module, course)
        return self.post(path, self.open_quiz(module, course, right))

    def answer_whose(self, mine: str, **more: str) -> TestResponse:
        """Answer "Ini hasilmu?" with "ya" or "bukan", about all that the page shows."""
        shown = re.findall(r'name="pengerjaan" value="([^"]*)"', self.get("/daftar/hasil").text)
        return self.post("/daftar/hasil", {"milik": mine, "pengerjaan": shown, **more})

    def pass_course(self, course: Course | None = None) -> Reader:
        for module in (course or self.course).modules:
            assert self.take_quiz(module, course).status_code == 303
        return self

    def issue_statement(self, name: str = "Siti Aminah") -> str:
        """Ask for the statement of the first course; returns its code."""
        path = f"/sertifikat/buat/{self.course.slug}"
        answer = self.post(path, {"nama": name, "benar": "ya"})
        assert answer.status_code == 303, answer.text
        return urlsplit(answer.location).path.rpartition("/")[2]


def answer_fields(question: Question, order: tuple[int, ...], right: bool) -> Fields:
    """The form fields that answer one question, rightly or wrongly."""
    name = f"soal-{question.key}"
    match question:
        case Choice():
            place = order.index(question.correct)
            return {name: str(place if right else (place + 1) % len(order))}
        case Several():
            wanted = question.correct if right else {next(iter(question.correct))}
            return {name: [str(order.index(place)) for place in wanted]}
        case Number():
            value = int(question.answer) if right else int(question.answer + 1000000)
            rupiah = question.unit == "rupiah"
            plain = format_number(question.answer) if right else "999"
            return {name: format_rupiah(value) if rupiah else plain}
        case Ordering():
            places = [place + 1 for place in order]
            turned = places if right else places[1:] + places[:1]
            return {f"{name}.{shown}": str(place) for shown, place in enumerate(turned)}
        case Matching():
            places = [order.index(left) for left in range(len(question.lefts))]
            turned = places if right else places[1:] + places[:1]
            return {f"{name}.{left}": str(place) for left, place in enumerate(turned)}
    raise TypeError(type(question).__name__)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name} in the page"
    return unescape(found[1])


class Employee(Reader):
    """Somebody of the staff at their desk; their telephone's secret is made as the site does."""

    def __init__(self, app: Flask, login: str, passphrase: str, secret: str = "") -> None:
        super().__init__(app)
        self.login, self.passphrase, self.secret = login, passphrase, secret

    def sign_in(self) -> Employee:
        """The test fails if that is refused."""
        answer = self.try_sign_in()
        assert answer.status_code == 303, answer.text
        return self

    def try_sign_in(self, **more: str) -> TestResponse:
        form = {"masuk": self.login, "sandi": self.passphrase, **more}
        if "kode" not in form:
            form["kode"] = self.code()
        return self.post("/petugas/masuk", form)

    def code(self) -> str:
        """The code of now, as if half a minute had gone by since the one used before."""
        if not self.secret:
            return ""
        with self.app.app_context(), write():
            unused = update(Staff).where(Staff.login == self.login).values(totp_step=0)
            db.session.execute(unused)
        return pyotp.TOTP(self.secret).now()

    def make_class(self, modules: int = 1, **more: Any) -> str:
        """A class of today with the first modules of the first course; returns its address."""
        key = hidden(self.get("/petugas/kelas/baru").text, "kunci")
        form = {**self.class_form(modules), "kunci": key, **more}
        answer = self.post("/petugas/kelas/baru", form)
        assert answer.status_code == 303, answer.text
        return urlsplit(answer.location).path.removesuffix("/peserta")

    def change_class(self, address: str, **more: str) -> TestResponse:
        """The class as `class_form` has it, and `more`, over what it is now."""
        version = hidden(self.get(f"{address}/ubah").text, "versi")
        return self.post(f"{address}/ubah", {**self.class_form(), "versi": version, **more})

    def class_form(self, modules: int = 1) -> Fields:
        course = self.course
        return {
            "nama": "Praya Angkatan 3",
            "judul": "Literasi Keuangan Keluarga",
            "tempat": "Praya, Lombok Tengah",
            "mulai": office_day().isoformat(),
            "selesai": office_day().isoformat(),
            "modul": [f"{course.slug}/{module.slug}" for module in course.modules[:modules]],
            "jabatan": "Kepala BP3MI Nusa Tenggara Barat",
            "penandatangan": "Ni Wayan Contoh",
            "nip": "",
        }

    def paste(self, address: str, names: str) -> TestResponse:
        key = hidden(self.get(f"{address}/peserta").text, "kunci")
        return self.post(f"{address}/peserta", {"kunci": key, "daftar": names})

    def open_door(self, address: str, hours: int = 1) -> str:
        """Returns the six digits."""
        assert self.post(f"{address}/peserta/pintu", {"lama": str(hours)}).status_code == 303
        found = re.search(r"gabung/(\d{6})", self.get(f"{address}/peserta").text)
        assert found
        return found[1]
