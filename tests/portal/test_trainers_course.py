"""No family is led into the trainers' course unasked; whoever began it finds it."""

from __future__ import annotations

from dataclasses import replace

from literasi.domain.course import FOR_TRAINERS, Catalogue
from literasi.learning.record import Record
from literasi.portal.home import course_cards, summary
from tests.conftest import SETUP_DAY
from tests.people import Reader


def of_trainers_first(catalogue: Catalogue) -> Catalogue:
    first, *others = catalogue.courses
    return replace(catalogue, courses=(replace(first, audience=FOR_TRAINERS), *others))


def test_a_trainers_course_is_on_the_home_of_those_who_began_it(siti: Reader) -> None:
    catalogue = of_trainers_first(siti.catalogue)
    theirs, offered = catalogue.courses[0], catalogue.courses[1]
    with siti.app.test_request_context():
        cards = course_cards(catalogue, Record(), SETUP_DAY)
        following = summary("Siti", catalogue, Record())["lanjut"]["url"]
        lesson = theirs.modules[0].lessons[0].slug
        begun = Record(read={theirs.slug: {(theirs.modules[0].slug, lesson)}})
        cards_begun = course_cards(catalogue, begun, SETUP_DAY)
        following_begun = summary("Siti", catalogue, begun)["lanjut"]["url"]
    assert theirs not in [card.course for card in cards]
    assert following.startswith(f"/kursus/{offered.slug}/")
    assert cards_begun[0].course is theirs
    assert following_begun.startswith(f"/kursus/{theirs.slug}/")
