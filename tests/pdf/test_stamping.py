"""A stamped certificate is the one that a whole rendering gives, and holds nobody else's data."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from outloud import check
from pypdf import PdfReader

from literasi.domain.certificate import format_code, grouped
from literasi.pdf.certificate import render, render_whole
from literasi.pdf.document import CertificateDocument
from tests.pdf.test_certificate import STATEMENT, TRAINING

ROOM = 4096
FIRST = "Maria Goretti Wonga"
CLASS = replace(TRAINING, specimen=False, name="Siti Aminah")


def person(document: CertificateDocument, number: int, name: str) -> CertificateDocument:
    """The certificate of somebody else of the same class or course."""
    code = format_code(bytes(range(number, number + 16)))
    marks = [70 + (number * (place + 3)) % 31 for place in range(len(document.modules))]
    modules = zip(document.modules, marks, strict=True)
    return replace(
        document,
        name=name,
        number=f"{number:06d}/LIT-SKBM/2026",
        code=code,
        code_grouped=grouped(code),
        verification_url=f"https://literasi.example/verifikasi/{code}",
        modules=tuple(replace(module, mark_percent=mark) for module, mark in modules),
        # Of another length for everybody, so that the QR has more or fewer modules.
        statement="1" + f"{number:03}4725869" * ((number + 300) // 10),
    )


def credential(document: CertificateDocument) -> bytes:
    return f'{{"nama": "{document.name}"}}'.encode()


def warm(document: CertificateDocument) -> None:
    """Two of its design come first, so that whatever follows is stamped."""
    for number in (201, 202):
        one = person(document, number, FIRST[: len(document.name)].strip())
        render(one, credential(one), ROOM)


def run(*command: str | Path) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout


LOOKS: dict[str, Callable[[Path], bytes]] = {
    "pixels": lambda path: run("pdftoppm", "-r", "70", path),
    "words": lambda path: run("pdftotext", "-bbox", path, "-"),
    # The numbers of objects, in identifiers of cells, are each file's own affair.
    "structure": lambda path: re.sub(rb"<\d+-", b"<", run("pdfinfo", "-struct", path)),
    "links": lambda path: run("pdfinfo", "-url", path),
    "about": lambda path: re.sub(rb"File size.*\n", b"", run("pdfinfo", path)),
    "metadata": lambda path: run("pdfinfo", "-meta", path),
    "files": lambda path: run("pdfdetach", "-list", path),
}
NAMES = [
    "Budi",
    "Afifah Raffi Hanafi",
    "Nur'aini Ñan-Zé",
    "Muhammad Zulkarnain bin Abdul Rahman",
    "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo",
]


@pytest.mark.parametrize("document", [STATEMENT, TRAINING], ids=["alone", "trial"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_a_whole_rendering_gives(
    document: CertificateDocument, name: str, tmp_path: Path
) -> None:
    for number in (91, 92):
        render(person(document, number, name.swapcase()), b"{}", ROOM)
    one = person(document, 7, name)
    stamped, whole = tmp_path / "stamped.pdf", tmp_path / "whole.pdf"
    stamped.write_bytes(render(one, credential(one), ROOM))
    whole.write_bytes(render_whole(one, credential(one), ROOM))
    for look, of in LOOKS.items():
        assert of(stamped) == of(whole), look


def test_it_is_stamped_and_not_rendered_whole() -> None:
    warm(STATEMENT)
    one = person(STATEMENT, 5, "Budi Santoso")
    assert render(one, credential(one), ROOM) != render_whole(one, credential(one), ROOM)
    again = render(one, credential(one), ROOM)
    assert render(one, credential(one), ROOM) == again


def test_nothing_of_the_others_is_left_in_it(tmp_path: Path) -> None:
    warm(CLASS)
    one = person(CLASS, 9, "Budi Santoso")
    path = tmp_path / "stamped.pdf"
    path.write_bytes(render(one, credential(one), ROOM))
    opened = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    said = opened + run("pdftotext", path, "-") + run("pdfinfo", "-meta", path)
    for number in (201, 202):
        other = person(CLASS, number, FIRST[: len(CLASS.name)])
        for theirs in (other.name, other.code, other.code_grouped, other.number):
            assert theirs.encode() not in said
            assert theirs.encode("utf-16-be").hex().encode() not in said


def test_it_is_sound_and_for_screen_readers_with_its_own_credential(tmp_path: Path) -> None:
    warm(CLASS)
    one = person(CLASS, 11, "Budi Santoso")
    path = tmp_path / "stamped.pdf"
    path.write_bytes(render(one, credential(one), ROOM))
    assert b"No syntax or stream encoding errors" in run("qpdf", "--check", path)
    result = check(str(path))
    assert not result.error
    assert result.findings == []
    reader = PdfReader(path)
    assert reader.attachments["kredensial.json"] == [credential(one)]
    picture = tmp_path / "page"
    run("pdftoppm", "-r", "200", "-png", "-l", "1", path, picture)
    assert run("zbarimg", "-q", "--raw", *tmp_path.glob("page*.png")).decode().strip() == (
        f"{one.verification_url}#{one.statement}"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Đặng Thị Ngọc Ánh",
        "سيتي نور",
        "李小龍",
        "ꦱꦶꦠꦶ",
        "Siti 李小龍",
        "Wirahmanggalawiryawanmangkuwinatawongsowijayantokusumaningrat",
    ],
)
def test_a_name_that_does_not_fit_is_rendered_whole(name: str) -> None:
    warm(replace(STATEMENT, name=name))
    one = person(STATEMENT, 13, name)
    assert render(one, None, ROOM) == render_whole(one, None, ROOM)


def test_a_name_in_another_script_does_not_spoil_the_design_for_the_others() -> None:
    course = replace(STATEMENT, edition=77)
    for number, name in enumerate(("李小龍", "ستي", "Siti"), 1):
        render(person(course, number, name), None, ROOM)
    one = person(course, 9, "Budi")
    assert render(one, None, ROOM) != render_whole(one, None, ROOM)
    assert render(one, None, ROOM) == render(one, None, ROOM)


def test_a_list_that_runs_over_is_rendered_whole() -> None:
    long = replace(STATEMENT, modules=STATEMENT.modules * 30)
    for number in (1, 2, 3):
        one = person(long, number, "Budi Santoso")
        assert render(one) == render_whole(one)


def test_each_office_class_and_day_is_a_design_of_its_own() -> None:
    warm(CLASS)
    for other in (
        replace(CLASS, letterhead=("Kantor Lain",)),
        replace(CLASS, jp=24),
        replace(CLASS, issued_on=CLASS.issued_on.replace(day=25)),
        replace(CLASS, verification_url=CLASS.verification_url.replace("example", "test")),
    ):
        assert render(other, b"{}", ROOM) == render_whole(other, b"{}", ROOM)


def test_four_at_once_are_all_right(tmp_path: Path) -> None:
    warm(CLASS)
    people = [person(CLASS, number, f"Siti Nomor {number}") for number in range(20, 32)]
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda one: render(one, credential(one), ROOM), people))
    for number, (one, paper) in enumerate(zip(people, papers, strict=True)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(paper)
        text = PdfReader(path).pages[0].extract_text()
        assert one.name in text
        assert one.code_grouped in text
