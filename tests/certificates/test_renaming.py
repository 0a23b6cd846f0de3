"""A course under a new name is the same course; a new edition is another statement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from literasi.certificates.operations import find_certificate
from literasi.domain.course import Course
from literasi.web.prepared import Prepared
from tests.people import Reader

pytestmark = pytest.mark.both_databases
ASK = "Minta surat keterangan"


def change_course(app: Flask, **changes: Any) -> None:
    """The first course as a later `flask setup` would have it."""
    site = app.extensions["literasi"]
    first, *others = site.catalogue.courses
    catalogue = replace(site.catalogue, courses=(replace(first, **changes), *others))
    site.prepared = Prepared("changed", catalogue, {})


def rename(app: Flask, course: Course) -> None:
    """The course and its first module go by other names from now on."""
    module = course.modules[0]
    renamed = replace(module, slug="modul-baru", aliases=(module.slug,))
    modules = (renamed, *course.modules[1:])
    change_course(app, slug="nama-baru", aliases=(course.slug,), modules=modules)


def test_a_renamed_course_is_not_certified_again(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    assert ASK not in siti.get("/saya").text
    rename(app, siti.course)
    assert ASK not in siti.get("/saya").text
    assert siti.get("/sertifikat/buat/nama-baru").location == f"/sertifikat/{code}"
    assert siti.issue_statement() == code


def test_what_was_done_under_an_old_name_counts_and_is_shown(app: Flask, siti: Reader) -> None:
    course, module = siti.course, siti.module
    siti.pass_course()
    siti.post(f"/kursus/{course.slug}/{module.slug}/obrolan")
    rename(app, course)
    page = siti.get("/saya").text
    assert page.count("Nilai terbaik 100, lulus.") == len(course.modules)
    assert page.count("Sudah diobrolkan.") == 1
    with app.app_context():
        code = siti.issue_statement()
        certificate = find_certificate(code)
    assert certificate is not None
    assert [line["mark"] for line in certificate.modules] == [100] * len(course.modules)


def test_a_new_edition_may_be_asked_for_beside_the_old_statement(app: Flask, siti: Reader) -> None:
    old = siti.pass_course().issue_statement()
    change_course(app, edition=siti.course.edition + 1)
    assert ASK in siti.get("/saya").text
    assert siti.issue_statement() != old
    assert ASK not in siti.get("/saya").text
    assert "ASLI" in siti.get(f"/verifikasi/{old}").text
