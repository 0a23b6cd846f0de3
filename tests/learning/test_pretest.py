"""The pre-test and post-test: offered, answered once, compared, and decisive for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.database import db, write
from literasi.domain.codec import make_bank
from literasi.domain.course import Bank
from literasi.learning.models import Sitting
from literasi.web.prepared import Prepared
from tests.classroom import where
from tests.people import Reader
from tests.pretests import ITEMS, fill_test, form_in, open_test, path_of, take_test, with_tests
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def tested(app: Flask) -> None:
    with_tests(app)


def sittings(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Sitting)) or 0


def stored(app: Flask, moment: str = "awal") -> Sitting:
    with app.app_context():
        return db.session.scalars(select(Sitting).where(Sitting.moment == moment)).one()


def age(app: Flask, days: int) -> None:
    """As if the post-test had been answered so many days earlier."""
    with app.app_context(), write():
        for row in db.session.scalars(select(Sitting)):
            row.submitted_at -= timedelta(days=days)


def test_somebody_unknown_hears_what_it_is_and_comes_back_after_registering(
    reader: Reader,
) -> None:
    path = path_of(reader, "awal")
    page = reader.get(path).text
    assert "Ini bukan ujian" in page
    assert f'href="/daftar?lanjut={path}"' in page
    assert f'href="/masuk?lanjut={path}"' in page
    assert "soal-" not in page
    reader.register("Siti Aminah", lanjut=path)
    assert "soal-tes-" in reader.get(path).text


def test_a_course_without_a_test_has_no_page_for_one(app: Flask, siti: Reader) -> None:
    change_tests(app, ())
    for moment in ("awal", "akhir", "ulang"):
        assert siti.get(path_of(siti, moment)).status_code == 404
    assert "tes-awal" not in siti.get(f"/kursus/{siti.course.slug}").text
    assert siti.get("/kursus/tidak-ada/tes-awal").status_code == 404


def test_the_pre_test_asks_one_form_in_its_own_order(siti: Reader) -> None:
    page = siti.get(path_of(siti, "awal")).text
    letter = form_in(page).lower()
    places = [page.index(f'id="soal-tes-{letter}-{number}"') for number in range(ITEMS)]
    assert places == sorted(places)
    assert f"soal-tes-{'b' if letter == 'a' else 'a'}-" not in page
    assert page == siti.get(path_of(siti, "awal")).text


def test_after_the_pre_test_come_thanks_and_no_key(app: Flask, siti: Reader) -> None:
    answer = take_test(siti, "awal", right=3)
    assert (answer.status_code, where(answer)) == (303, f"{path_of(siti, 'awal')}/hasil")
    page = siti.get(answer.location).text
    assert "3 dari 8" in page
    assert page.count('<a href="/kursus/uang-kiriman/') >= ITEMS - 3
    first = siti.module.lessons[0]
    assert f"Mulai: {first.title}" in page
    for question in siti.course.tests[0].questions + siti.course.tests[1].questions:
        assert question.explanation not in page
    assert "Yang tepat" not in page
    row = stored(app)
    assert (row.moment, row.right_count, row.total) == ("awal", 3, ITEMS)
    assert set(row.answers) == {f"tes-{row.form.lower()}-{number}" for number in range(ITEMS)}


def test_a_test_that_was_answered_leads_to_its_result(siti: Reader) -> None:
    take_test(siti, "awal")
    assert where(siti.get(path_of(siti, "awal"))) == f"{path_of(siti, 'awal')}/hasil"


def test_the_same_sheet_sent_twice_counts_once(app: Flask, siti: Reader) -> None:
    form = open_test(siti, "awal")
    first = siti.post(path_of(siti, "awal"), form)
    again = siti.post(path_of(siti, "awal"), form)
    assert (again.status_code, again.location) == (303, first.location)
    assert sittings(app) == 1


def test_the_same_sheet_with_other_answers_changes_nothing(app: Flask, siti: Reader) -> None:
    form = open_test(siti, "awal", right=8)
    siti.post(path_of(siti, "awal"), form)
    changed = siti.post(path_of(siti, "awal"), fill_test(siti, form["undian"], right=0))
    assert changed.status_code == 422
    assert "sudah pernah dikirim" in changed.text
    assert stored(app).right_count == 8


def test_a_second_sheet_opened_before_changes_nothing(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    """Two phones of one person may have the test open at once."""
    one = open_test(siti, "awal", right=2)
    siti.client.delete_cookie("literasi")
    other = open_test(siti, "awal", right=5)
    assert one["undian"] != other["undian"]
    siti.post(path_of(siti, "awal"), one)
    assert siti.post(path_of(siti, "awal"), other).status_code == 422
    assert stored(app).right_count == 2
    # Another learner is somebody else.
    assert take_test(stranger, "awal").status_code == 303


def test_a_sheet_stays_in_the_language_of_its_page(app: Flask, siti: Reader) -> None:
    path = f"/en{path_of(siti, 'awal')}"
    assert "soal-tes-" in siti.get(path).text
    answer = siti.post(path, open_test(siti, "awal", right=3))
    assert where(answer) == f"{path}/hasil"
    assert "3 dari 8" in siti.get(f"{path_of(siti, 'awal')}/hasil").text
    assert stored(app).right_count == 3


def test_a_missing_answer_is_named_and_nothing_is_kept(app: Flask, siti: Reader) -> None:
    form = open_test(siti, "awal")
    name = next(key for key in form if key.startswith("soal-"))
    answer = siti.post(path_of(siti, "awal"), {k: v for k, v in form.items() if k != name})
    assert answer.status_code == 422
    assert "Belum bisa dikirim" in answer.text
    assert form["undian"] in answer.text
    assert sittings(app) == 0


@pytest.mark.parametrize("sealed", ["", "palsu"])
def test_a_forged_sheet_is_refused(app: Flask, siti: Reader, sealed: str) -> None:
    answer = siti.post(path_of(siti, "awal"), open_test(siti, "awal") | {"undian": sealed})
    assert answer.status_code == 422
    assert "tidak bisa dibaca" in answer.text
    assert sittings(app) == 0


def test_a_sheet_of_a_quiz_is_none_of_a_test_and_the_other_way_round(
    app: Flask, siti: Reader
) -> None:
    quiz, test = siti.open_quiz(), open_test(siti, "awal")
    assert siti.post(path_of(siti, "awal"), quiz).status_code == 422
    assert siti.post(siti.quiz_path(), test).status_code == 422
    assert siti.post(path_of(siti, "akhir"), test).status_code == 422
    assert sittings(app) == 0


def test_answers_count_when_the_session_ended_meanwhile(app: Flask, siti: Reader) -> None:
    form = open_test(siti, "awal")
    siti.post("/keluar")
    page = siti.post(path_of(siti, "awal"), form)
    assert "masuklah dengan namamu" in page.text
    assert "dari 8" not in page.text
    assert sittings(app) == 1


def test_a_sheet_sent_by_another_learner_is_kept_for_its_owner(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    page = stranger.post(path_of(siti, "awal"), open_test(siti, "awal")).text
    assert "disimpan untuk pemilik lembarnya" in page
    assert "Siti" not in page
    result = f"{path_of(siti, 'awal')}/hasil"
    assert stranger.get(result).status_code == 404
    assert siti.get(result).status_code == 200


def test_the_pre_test_closes_when_a_module_is_passed(siti: Reader) -> None:
    siti.take_quiz(right=False)
    assert "soal-tes-" in siti.get(path_of(siti, "awal")).text
    siti.take_quiz()
    assert "Tes awal sudah lewat" in siti.get(path_of(siti, "awal")).text


def test_the_post_test_opens_when_all_modules_are_passed(siti: Reader) -> None:
    assert "Tes akhir belum terbuka" in siti.get(path_of(siti, "akhir")).text
    siti.pass_course()
    assert "soal-tes-" in siti.get(path_of(siti, "akhir")).text


def test_the_post_test_is_the_other_form_and_stands_beside_the_first(
    app: Flask, siti: Reader
) -> None:
    take_test(siti, "awal", right=3)
    siti.pass_course()
    answer = take_test(siti, "akhir", right=7)
    assert {stored(app, "awal").form, stored(app, "akhir").form} == {"A", "B"}
    page = siti.get(answer.location).text
    assert "Sebelum belajar 3 dari 8 soal tepat. Sesudahnya 7 dari 8." in page
    assert page.count('class="f-paddy" x=') == 3 + 7
    assert page.count('class="got"') == 3 + 7
    for form in siti.course.tests:
        assert all(question.explanation in page for question in form.questions)
    assert siti.get(f"{path_of(siti, 'awal')}/hasil").location == answer.location


def test_the_post_test_alone_is_shown_without_a_before(siti: Reader) -> None:
    siti.pass_course()
    page = siti.get(take_test(siti, "akhir", right=5).location).text
    assert "Tes awal tidak kamu kerjakan" in page
    assert "5 dari 8" in page
    assert "Sebelum" not in page
    assert "Tes awal sudah lewat" in siti.get(path_of(siti, "awal")).text


def test_a_pre_test_sheet_that_arrives_after_the_post_test_is_not_kept(
    app: Flask, siti: Reader
) -> None:
    late = open_test(siti, "awal")
    siti.pass_course()
    take_test(siti, "akhir")
    answer = siti.post(path_of(siti, "awal"), late)
    assert answer.status_code == 422
    assert "Tes awal sudah lewat" in answer.text
    assert sittings(app) == 1


def test_the_repeat_is_the_first_form_between_day_30_and_60(app: Flask, siti: Reader) -> None:
    take_test(siti, "awal", right=2)
    siti.pass_course()
    take_test(siti, "akhir", right=7)
    assert "antara" in siti.get(path_of(siti, "ulang")).text
    age(app, 31)
    assert "Ulangi tesnya" in siti.get("/saya").text
    answer = take_test(siti, "ulang", right=6)
    assert where(answer) == f"{path_of(siti, 'akhir')}/hasil"
    assert stored(app, "ulang").form == stored(app, "awal").form
    page = siti.get(answer.location).text
    assert "Sebulan lebih kemudian 6 dari 8." in page
    assert "Ulangi tesnya" not in siti.get("/saya").text


def test_the_repeat_closes_after_60_days(app: Flask, siti: Reader) -> None:
    siti.pass_course()
    take_test(siti, "akhir")
    age(app, 61)
    assert "Waktu tes ulang sudah lewat" in siti.get(path_of(siti, "ulang")).text
    assert "Ulangi tesnya" not in siti.get("/saya").text


def test_nothing_that_is_earned_looks_at_a_test(siti: Reader, stranger: Reader) -> None:
    take_test(siti, "awal", right=0)
    siti.pass_course()
    take_test(siti, "akhir", right=0)
    stranger.pass_course()
    with_test, without = siti.get("/saya/ringkas").json, stranger.get("/saya/ringkas").json
    for answer in (with_test, without):
        answer.pop("nama")
    assert with_test == without
    assert len(siti.issue_statement()) == len(stranger.issue_statement("Orang Lain"))


def test_the_home_offers_each_test_in_its_time_with_four_queries(app: Flask, siti: Reader) -> None:
    before, after = path_of(siti, "awal"), path_of(siti, "akhir")
    assert f'href="{before}"' in siti.get("/saya").text
    take_test(siti, "awal")
    assert f'href="{before}"' not in siti.get("/saya").text
    siti.pass_course()
    assert f'href="{after}"' in siti.get("/saya").text
    take_test(siti, "akhir")
    with count_queries(app) as statements:
        page = siti.get("/saya").text
    assert f'href="{after}"' not in page
    assert f'href="{after}/hasil"' in page
    assert len(statements) == 4, statements


def test_a_course_that_is_begun_offers_its_pre_test_on_its_own_page_only(siti: Reader) -> None:
    path = path_of(siti, "awal")
    lesson = siti.module.lessons[0].slug
    siti.post(f"/kursus/{siti.course.slug}/{siti.module.slug}/{lesson}/selesai")
    assert f'href="{path}"' not in siti.get("/saya").text
    assert f'href="{path}"' in siti.get(f"/kursus/{siti.course.slug}").text


def test_an_answer_is_graded_by_the_questions_it_answered(app: Flask, siti: Reader) -> None:
    form = open_test(siti, "awal", right=8)
    change_tests(app, tuple(make_bank(1, bank.questions[:1]) for bank in siti.course.tests))
    answer = siti.post(path_of(siti, "awal"), form)
    assert answer.status_code == 303
    assert "8 dari 8" in siti.get(answer.location).text


def test_a_result_outlives_the_test_of_its_course(app: Flask, siti: Reader) -> None:
    siti.pass_course()
    result = take_test(siti, "akhir", right=4).location
    change_tests(app, ())
    assert "4 dari 8" in siti.get(result).text
    assert f'href="{result}"' in siti.get("/saya").text


def change_tests(app: Flask, tests: tuple[Bank, ...]) -> None:
    """As after a `flask setup` of a first course that has these forms, or none."""
    site = app.extensions["literasi"]
    first, *others = site.catalogue.courses
    courses = (replace(first, tests=tests), *others)
    site.prepared = Prepared("changed", replace(site.catalogue, courses=courses), {})


def test_two_records_of_one_person_are_read_as_one(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    take_test(siti, "awal", right=1)
    take_test(stranger, "awal", right=6)
    with app.app_context(), write():
        one, other = db.session.scalars(select(Learner).order_by(Learner.id))
        other.merged_into_id = one.id
    # The earlier counts, on either phone.
    for reader in (siti, stranger):
        assert "1 dari 8" in reader.get(f"{path_of(siti, 'awal')}/hasil").text
    siti.pass_course()
    assert take_test(stranger, "akhir", right=4).status_code == 303
    assert "Sebelum belajar 1 dari 8" in siti.get(f"{path_of(siti, 'akhir')}/hasil").text
