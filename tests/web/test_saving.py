"""What a phone keeps is named by hash: the worker believes nothing else."""

from __future__ import annotations

from math import ceil
from typing import Any

import brotli
import pytest
from flask import Flask

from literasi.web.public import StoredPage
from literasi.web.saving import manifest
from tests.people import Reader

BROTLI = {"Accept-Encoding": "br"}


def manifest_of(reader: Reader, course: int, module: int, prefix: str = "") -> dict[str, Any]:
    found = reader.catalogue.courses[course]
    path = f"{prefix}/kursus/{found.slug}/{found.modules[module].slug}"
    answer = reader.get(f"{path}/simpan.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.get_json()
    assert told["alamat"] == path
    return told


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_module_names_its_lessons_its_course_the_glossary_and_what_reads_aloud(
    reader: Reader, prefix: str
) -> None:
    told = manifest_of(reader, 0, 0, prefix)
    course = f"{prefix}/kursus/{reader.course.slug}"
    lessons = [f"{course}/{reader.module.slug}/{one.slug}" for one in reader.module.lessons]
    expected = {*lessons, course, f"{prefix}/glosarium", f"{prefix}/dengar"}
    assert {one["url"] for one in told["halaman"]} == expected
    assert told["awal"] == lessons[0]
    assert told["judul"] == reader.module.title


def test_a_piece_has_the_hash_and_the_size_of_what_a_phone_gets(app: Flask, reader: Reader) -> None:
    told = manifest_of(reader, 1, 0)
    for piece in (*told["halaman"], *told["aset"]):
        answer = reader.get(piece["url"], headers=BROTLI)
        assert answer.content_length == piece["byte"]
        assert StoredPage.of(brotli.decompress(answer.data), ()).etag == piece["hash"]


def test_the_assets_are_those_that_the_pages_name(reader: Reader) -> None:
    told = manifest_of(reader, 0, 0)
    text = "".join(reader.get(one["url"]).text for one in told["halaman"])
    assert told["aset"]
    for asset in told["aset"]:
        text = text.replace(asset["url"], "")
    assert "/aset/" not in text


def test_all_modules_of_a_course_are_of_one_version(reader: Reader) -> None:
    versions = [
        {manifest_of(reader, place, module)["versi"] for module in range(len(course.modules))}
        for place, course in enumerate(reader.catalogue.courses)
    ]
    assert [len(found) for found in versions] == [1] * len(versions)
    assert len(set.union(*versions)) == len(versions)


def test_the_button_says_what_keeping_a_module_costs(reader: Reader) -> None:
    page = reader.get(f"/kursus/{reader.course.slug}").text
    for number, module in enumerate(reader.course.modules):
        told = manifest_of(reader, 0, number)
        on_the_phone = f"/kursus/{reader.course.slug}"
        cost = sum(one["byte"] for one in told["halaman"] if one["url"] != on_the_phone)
        reader_aloud = [one["byte"] for one in told["aset"] if "/dengar." in one["url"]]
        assert len(reader_aloud) == 2
        assert told["byte"] == cost + sum(reader_aloud)
        assert (
            f"Simpan modul ini ({ceil(told['byte'] / 1000)} kB)" in page.partition(module.title)[2]
        )


def test_a_changed_page_changes_the_version_and_no_other_hash() -> None:
    pages = {name: StoredPage.of(name.encode(), ()) for name in ("/a", "/b", "/c")}
    changed = pages | {"/a": StoredPage.of(b"anew", ())}
    before, after = (manifest(one, "/x", ["/a", "/b"], ["/c"]) for one in (pages, changed))
    assert before["versi"] != after["versi"]
    assert before["halaman"][0]["hash"] != after["halaman"][0]["hash"]
    assert before["halaman"][1] == after["halaman"][1]


def test_a_page_that_is_kept_elsewhere_in_the_course_changes_the_version_too() -> None:
    pages = {name: StoredPage.of(name.encode(), ()) for name in ("/a", "/c")}
    changed = pages | {"/c": StoredPage.of(b"anew", ())}
    before, after = (manifest(one, "/x", ["/a"], ["/c"]) for one in (pages, changed))
    assert before["versi"] != after["versi"]
    assert before["halaman"] == after["halaman"]


def test_the_stand_in_of_each_language_is_kept_in_that_language(reader: Reader) -> None:
    for prefix in ("", "/en"):
        told = reader.get(f"{prefix}/simpanan/simpan.json").get_json()
        assert told["alamat"] == f"{prefix}/simpanan"
        assert set(told["pengganti"].values()) == {one["url"] for one in told["halaman"]}


def test_an_unknown_module_has_no_manifest(reader: Reader) -> None:
    assert reader.get(f"/kursus/{reader.course.slug}/tidak-ada/simpan.json").status_code == 404
