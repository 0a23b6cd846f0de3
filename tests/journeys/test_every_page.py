"""Every kind of page, for everybody: in light, dark and forced colours, with letters twice as big,
on a narrow phone, for a thumb and for a screen reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from literasi import create_app
from literasi.database import db
from literasi.web.access import Who, declared
from tests.access_scene import Scene, make_scene
from tests.conftest import lay_out, make_settings
from tests.journeys import looks
from tests.journeys.conftest import PHONE
from tests.journeys.every_page import (
    LEARNERS_PAGES,
    NO_PAGES,
    PAGES,
    Sight,
    furnish,
    show,
)
from tests.journeys.own_site import OwnSite

pytestmark = pytest.mark.journey
FOR_LEARNERS = {Who.ANYBODY, Who.LEARNER, Who.CARD_HOLDER, Who.LOCKED}


@pytest.fixture(scope="module")
def everybody(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("everybody")
    lay_out(installation, folder)
    app: Flask = create_app(make_settings(folder))
    scene = make_scene(app, folder / "literasi.sqlite3")
    furnish(scene)
    yield scene
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def look(everybody: Scene, browser: Browser) -> Iterator[Callable[[Sight], Page]]:
    """Shows a page as one of the people sees it on their phone, where nothing moves."""
    site = OwnSite(everybody.app)
    address = f"http://127.0.0.1:{site.port}"
    contexts: dict[str, BrowserContext] = {}

    def look(one: Sight) -> Page:
        if one.who not in contexts:
            context = browser.new_context(base_url=address, viewport=PHONE, reduced_motion="reduce")
            cookies = everybody.people[one.who].client._cookies.values()
            context.add_cookies(
                [{"name": c.key, "value": c.value, "url": address} for c in cookies]
            )
            context.new_page()
            contexts[one.who] = context
        page = contexts[one.who].pages[0]
        show(page, everybody, one)
        return page

    yield look
    for context in contexts.values():
        context.close()
    site.stop()


def test_every_page_that_learners_may_open_is_looked_at(everybody: Scene) -> None:
    app = everybody.app
    opened = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and declared(app, rule.endpoint) & FOR_LEARNERS
    }
    assert opened - {one.endpoint for one in PAGES} == NO_PAGES


@pytest.mark.parametrize("one", PAGES, ids=str)
def test_a_page_is_for_everybody(look: Callable[[Sight], Page], one: Sight) -> None:
    page = look(one)
    faults = looks.faults_in_every_look(page) + looks.structure_faults(page) + looks.moving(page)
    if one in LEARNERS_PAGES:
        faults += looks.small_targets(page) + looks.complaint_faults(page)
    assert not faults, "\n".join([page.url, *faults])
