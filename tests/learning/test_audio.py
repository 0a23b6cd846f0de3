"""Lessons as recordings to fetch: from the store, whole or in part; and what offers them."""

from __future__ import annotations

import pytest

from literasi.files import FolderStore
from tests.people import Reader
from tests.recorded import recording

LESSON = "/kursus/aman-dari-penipuan/kenali-tanda/empat-tanda"
ENGLISH = f"/en{LESSON}"
PAGE, FILE = f"{LESSON}/suara", f"{LESSON}/suara.opus"
FOLDER = "audio/aman-dari-penipuan/kenali-tanda/empat-tanda"
CONTENT = recording(125, bytes(range(256)) * 40)


@pytest.fixture
def stored(files: FolderStore) -> FolderStore:
    files.put_once(f"{FOLDER}/id/mesin-abc123.opus", CONTENT)
    return files


def test_a_lesson_without_audio_has_none_and_its_page_says_what_to_do(reader: Reader) -> None:
    answer = reader.get(FILE)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store, private"
    page = reader.get(PAGE)
    assert page.status_code == 200
    assert "belum punya rekaman" in page.text
    assert "<audio" not in page.text
    assert 'href="/dengar"' in page.text


def test_audio_comes_from_the_store_for_every_cache_to_keep(
    reader: Reader, stored: FolderStore
) -> None:
    answer = reader.get(FILE)
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.mimetype == "audio/ogg"
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["ETag"] == '"mesin-abc123"'
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "Last-Modified" in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "Content-Encoding" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_whoever_has_it_already_fetches_nothing(reader: Reader, stored: FolderStore) -> None:
    answer = reader.client.get(FILE, headers={"If-None-Match": '"mesin-abc123"'})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_player_fetches_the_part_it_needs(reader: Reader, stored: FolderStore) -> None:
    answer = reader.client.get(FILE, headers={"Range": "bytes=5000-5999"})
    assert (answer.status_code, answer.data) == (206, CONTENT[5000:6000])
    assert answer.headers["Content-Range"] == f"bytes 5000-5999/{len(CONTENT)}"
    other = {"Range": "bytes=5000-", "If-Range": '"mesin-before"'}
    again = reader.client.get(FILE, headers=other)
    assert (again.status_code, again.data) == (200, CONTENT)
    beyond = reader.client.get(FILE, headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416


def test_its_size_is_known_without_fetching_it(reader: Reader, stored: FolderStore) -> None:
    answer = reader.client.head(FILE)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(CONTENT))


def test_the_page_says_length_size_and_who_speaks_before_anything_is_fetched(
    reader: Reader, stored: FolderStore
) -> None:
    page = reader.get(PAGE).text
    assert "Lamanya 3 menit, besarnya 11 kB." in page
    assert "Dibacakan oleh mesin" in page
    assert f'<audio controls preload="none" src="{FILE}"' in page
    assert f'href="{FILE}" download' in page


def test_what_an_office_recorded_is_called_so(reader: Reader, files: FolderStore) -> None:
    files.put_once(f"{FOLDER}/id/kantor-def456.opus", CONTENT)
    page = reader.get(PAGE).text
    assert "Direkam oleh kantor pelatihan." in page
    assert "mesin" not in page


def test_an_english_lesson_has_english_audio_and_no_other(
    reader: Reader, stored: FolderStore
) -> None:
    assert reader.get(f"{ENGLISH}/suara.opus").status_code == 404
    stored.put_once(f"{FOLDER}/en/mesin-789.opus", recording(60))
    assert reader.get(f"{ENGLISH}/suara.opus").data == recording(60)
    assert "Length 1 min, size 1 kB." in reader.get(f"{ENGLISH}/suara").text


def test_a_course_in_indonesian_alone_is_heard_so_under_an_english_address(
    reader: Reader, files: FolderStore
) -> None:
    address = "kursus/mendirikan-koperasi/apa-itu-koperasi"
    course = reader.app.extensions["literasi"].catalogue.course("mendirikan-koperasi")
    lesson = course.modules[0].lessons[0].slug
    folder = f"audio/mendirikan-koperasi/apa-itu-koperasi/{lesson}/id"
    files.put_once(f"{folder}/mesin-1.opus", CONTENT)
    assert reader.get(f"/en/{address}/{lesson}/suara.opus").data == CONTENT


@pytest.mark.parametrize("name", ["suara", "suara.opus"])
def test_there_is_no_audio_of_what_does_not_exist(reader: Reader, name: str) -> None:
    assert reader.get(f"/kursus/aman-dari-penipuan/kenali-tanda/lain/{name}").status_code == 404
    assert reader.get(f"/kursus/aman-dari-penipuan/lain/empat-tanda/{name}").status_code == 404


def test_a_lesson_offers_to_be_heard_also_without_script(reader: Reader) -> None:
    assert f'href="{PAGE}"' in reader.get(LESSON).text
    assert f'href="/en{PAGE}"' in reader.get(ENGLISH).text


def test_pages_may_play_audio_of_this_site_alone(reader: Reader) -> None:
    policy = reader.get(LESSON).headers["Content-Security-Policy"]
    assert "media-src 'self';" in policy
