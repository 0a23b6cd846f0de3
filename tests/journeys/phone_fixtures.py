"""A handset, the bad line that it hangs on, and a site of the test's own at the other end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from literasi.domain.course import Course
from tests.cut_proxy import CutProxy
from tests.journeys.conftest import FLAGS, HEADLESS, PHONE
from tests.journeys.own_site import OwnSite


@pytest.fixture
def home(app: Flask) -> Iterator[OwnSite]:
    site = OwnSite(app)
    yield site
    site.stop()


@pytest.fixture
def line(home: OwnSite) -> Iterator[CutProxy]:
    with CutProxy(home.port) as line:
        yield line


@pytest.fixture
def handset(browser: Browser, line: CutProxy) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=line.address, viewport=PHONE)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(handset: BrowserContext) -> Page:
    return handset.new_page()


def start_phone(browser: Browser, profile: Path, base: str) -> BrowserContext:
    """A phone that can be switched off: what it keeps lies in `profile`, for the next start."""
    # `browser` has started Playwright; a phone needs a browser of its own.
    return browser.browser_type.launch_persistent_context(
        profile, executable_path=HEADLESS, args=FLAGS, viewport=PHONE, base_url=base
    )


@pytest.fixture
def course(app: Flask) -> Course:
    found: Course = app.extensions["literasi"].prepared.catalogue.courses[0]
    return found


def address(course: Course, module: int, lesson: int) -> str:
    of = course.modules[module]
    return f"/kursus/{course.slug}/{of.slug}/{of.lessons[lesson].slug}"
