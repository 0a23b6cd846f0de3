"""A real server on a free port, and Debian's Chromium at the width of a cheap phone."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from literasi import create_app
from literasi.config import ROOT
from literasi.database import db
from tests.conftest import lay_out, make_settings

CHROMIUM = "/usr/bin/chromium"
# The same browser without anything around the page: a third less work. It lacks the memory of
# whole pages, and whoever measures or uses a camera takes the browser that people have.
HEADLESS = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nobody waits for a place to scroll by.
    "--disable-smooth-scrolling",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
Phone = Callable[[bool], Page]
# Milliseconds until something must be seen, on a machine that has other things to do as well.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def data_folder(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journeys")
    lay_out(installation, folder)
    return folder


@pytest.fixture(scope="session")
def site(data_folder: Path) -> Iterator[str]:
    with serving(data_folder) as address:
        yield address


@contextmanager
def serving(data_folder: Path, **more: str) -> Iterator[str]:
    """The address of a running server, started as `script/server` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(str(ROOT / ".venv/bin/granian"), "--interface", "rsgi", "--http", "1", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--runtime-mode", "st", "--log-level", "warning", "--no-access-log", "gateway:gateway"),
    ]
    environment = {**os.environ, "LITERASI_DATA": str(data_folder), **more}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=HEADLESS, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A phone with no history; the test fails on anything the page's console complains of."""
    context = browser.new_context(base_url=site, viewport=PHONE, accept_downloads=True)
    complaints: list[str] = []
    context.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield context
    context.close()
    expected = ("status of 404", "status of 422", "status of 503")
    assert [text for text in complaints if not any(e in text for e in expected)] == []


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESK, accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def new_phone(browser: Browser, site: str) -> Iterator[Phone]:
    """Phones that know nobody, each with JavaScript or without."""
    opened: list[BrowserContext] = []

    def make(script: bool) -> Page:
        context = browser.new_context(
            base_url=site, viewport=PHONE, java_script_enabled=script, accept_downloads=True
        )
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def any_page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page with JavaScript on, then off: everything must work with both."""
    context = browser.new_context(
        base_url=site, viewport=PHONE, accept_downloads=True, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def office(data_folder: Path) -> Iterator[Flask]:
    """The installation that the server serves, for hiring somebody as an operator would."""
    app = create_app(make_settings(data_folder))
    yield app
    with app.app_context():
        db.engine.dispose()
