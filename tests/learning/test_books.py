"""Books and plans as files to fetch: from the store, whole or in part, never made in a request."""

from __future__ import annotations

import re

import pytest

from literasi.files import FolderStore
from tests.people import Employee, Reader

BOOK = "/kursus/aman-dari-penipuan/buku.pdf"
PLAN = "/kursus/aman-dari-penipuan/kenali-tanda/rencana.pdf"
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40
FOLDERS = {BOOK: "books/aman-dari-penipuan", PLAN: "books/aman-dari-penipuan/kenali-tanda"}


@pytest.fixture
def stored(files: FolderStore) -> FolderStore:
    for folder in FOLDERS.values():
        files.put_once(f"{folder}/abc123.pdf", CONTENT)
    return files


@pytest.mark.parametrize("address", [BOOK, PLAN])
def test_a_document_that_is_not_there_yet_is_being_made(reader: Reader, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Sedang disiapkan" in answer.text


@pytest.mark.parametrize("address", [BOOK, PLAN])
def test_a_document_comes_from_the_store_for_every_cache_to_keep(
    reader: Reader, stored: FolderStore, address: str
) -> None:
    answer = reader.get(address)
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["ETag"] == '"abc123"'
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "Last-Modified" in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_whoever_has_it_already_fetches_nothing(reader: Reader, stored: FolderStore) -> None:
    modified = reader.get(BOOK).headers["Last-Modified"]
    for header in ({"If-None-Match": '"abc123"'}, {"If-Modified-Since": modified}):
        answer = reader.client.get(BOOK, headers=header)
        assert (answer.status_code, answer.data) == (304, b"")


def test_a_broken_download_goes_on_where_it_stopped(reader: Reader, stored: FolderStore) -> None:
    answer = reader.client.get(BOOK, headers={"Range": "bytes=5000-", "If-Range": '"abc123"'})
    assert (answer.status_code, answer.data) == (206, CONTENT[5000:])
    assert answer.headers["Content-Range"] == f"bytes 5000-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert answer.headers["Content-Length"] == str(len(CONTENT) - 5000)
    again = reader.client.get(BOOK, headers={"Range": "bytes=5000-", "If-Range": '"older"'})
    assert (again.status_code, again.data) == (200, CONTENT)
    beyond = reader.client.get(BOOK, headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416


def test_asking_for_the_headers_alone_sends_no_content(reader: Reader, stored: FolderStore) -> None:
    answer = reader.client.head(BOOK)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    "address",
    [
        "/kursus/tidak-ada/buku.pdf",
        "/kursus/aman-dari-penipuan/tidak-ada/rencana.pdf",
        "/kursus/aman-dari-penipuan/rencana.pdf",
    ],
)
def test_there_is_no_document_of_what_does_not_exist(reader: Reader, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_the_course_page_leads_to_the_book(reader: Reader) -> None:
    page = reader.get("/kursus/aman-dari-penipuan").text
    assert f'href="{BOOK}"' in page
    assert "Buku kursus (PDF)" in page


def test_trainers_find_plans_with_their_hours_and_sizes(
    reader: Reader, stored: FolderStore
) -> None:
    page = reader.get("/pelatih").text
    entry = re.search(rf'<a href="{PLAN}">.*?</li>', page, re.DOTALL)
    assert entry
    for part in ("Kenali tandanya", "90 menit (2 JP)", "PDF, 11 kB"):
        assert part in entry[0], part
    # Nobody has made the book of the first course yet.
    assert "PDF, sedang disiapkan" in page
    assert 'href="/pelatih"' in reader.get("/petugas").text


def test_a_class_finds_the_plans_of_its_own_modules(trainer: Employee) -> None:
    address = trainer.make_class(modul="aman-dari-penipuan/kenali-tanda")
    page = trainer.get(f"{address}/pelajaran").text
    assert f'href="{PLAN}"' in page
    assert "90 menit, 2 JP" in page
    assert 'href="/pelatih"' in page
