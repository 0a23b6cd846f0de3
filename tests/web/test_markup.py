"""What a screen reader needs of every form: valid markup, each question once, errors tied."""

from __future__ import annotations

from html.parser import HTMLParser

from flask import Flask

from tests.people import Reader

BLOCKS = {"p", "div", "ul", "ol", "table", "figure", "blockquote", "section", "form", "fieldset"}
INLINE = {"strong", "em", "b", "i", "span", "small", "p", "legend", "label"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """A page's ids, what refers to them, and blocks that stand where only text may."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.described: set[str] = set()
        self.alerts: list[str] = []
        self.misplaced: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag in BLOCKS and self.open and self.open[-1] in INLINE:
            self.misplaced.append(f"<{tag}> in <{self.open[-1]}>")
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        self.described.update(values.get("aria-describedby", "").split())
        if values.get("role") == "alert" and tag == "p":
            self.alerts.append(values.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.open)


def assert_sound(text: str) -> Page:
    page = Page(text)
    assert page.misplaced == []
    assert len(page.ids) == len(set(page.ids)), sorted(page.ids)
    assert page.described <= set(page.ids)
    return page


def test_every_public_page_is_sound(app: Flask) -> None:
    pages = app.extensions["literasi"].pages()
    shown = [page for page in pages.values() if b"<html" in page.plain]
    assert len(shown) > 200
    for page in shown:
        assert dict(page.headers)["Content-Type"] == "text/html; charset=utf-8"
        assert_sound(page.plain.decode())


def test_every_quiz_and_result_is_sound_and_asks_each_question_once(siti: Reader) -> None:
    for course in siti.catalogue.courses:
        for module in course.modules:
            path = siti.quiz_path(module, course)
            form = siti.open_quiz(module, course, right=False)
            for text in (
                siti.get(path).text,
                siti.post(path, {"undian": form["undian"]}).text,
                siti.get(siti.post(path, form).location).text,
            ):
                assert_sound(text)
            refused = siti.post(path, {"undian": siti.open_quiz(module, course)["undian"]}).text
            assert refused.count('class="error"') == module.bank.draw
            for question in module.bank.questions:
                if f'id="soal-{question.key}"' in refused:
                    assert refused.count(question.prompt) == 1
                    assert f"soal-{question.key}-salah" in Page(refused).described


def test_every_refused_form_ties_its_error_to_a_field(reader: Reader, siti: Reader) -> None:
    siti.pass_course()
    uid = reader.registration_key()
    refused = [
        reader.post("/daftar", {"kunci": uid}),
        reader.post("/daftar", {"nama": "Siti", "setuju": "ya", "kunci": "x"}),
        reader.post("/verifikasi", {"kode": "x"}),
        reader.post("/masuk/kartu", {"kode": "1"}),
        siti.post("/masuk", {"peserta": "x"}),
        siti.post("/saya/angka-kunci", {"angka": "1"}),
        siti.post(f"/sertifikat/buat/{siti.course.slug}", {"nama": ""}),
    ]
    for answer in refused:
        assert answer.status_code == 422
        page = assert_sound(answer.text)
        assert page.alerts
        assert set(page.alerts) <= page.described, answer.text
