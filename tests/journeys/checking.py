"""What somebody does who checks papers with a phone, and the papers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from literasi.certificates.documents import document_of
from literasi.certificates.operations import find_certificate
from literasi.pdf.document import CertificateDocument
from literasi.pdf.making import make_file
from literasi.pdf.stating import signed_digits
from literasi.sealing import keys as sealing
from literasi.web.clock import now
from literasi.web.site import Site
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE
from tests.journeys.keeping import wait_for_shell
from tests.journeys.own_site import OwnSite
from tests.people import Reader
from tests.photographed import printed

PAGE = "/verifikasi/luring"


def site_of(app: Flask) -> Site:
    found: Site = app.extensions["literasi"]
    return found


def document(app: Flask, code: str, base: str) -> CertificateDocument:
    with app.app_context():
        certificate = find_certificate(code)
        assert certificate is not None
        return document_of(certificate, base)


def qr_text(app: Flask, one: CertificateDocument) -> str:
    """What the QR of a paper says that this installation prints."""
    return f"{one.verification_url}#{signed_digits(one, site_of(app).fitting)}"


def paper(app: Flask, one: CertificateDocument, folder: Path) -> Image.Image:
    """The front of a certificate, printed."""
    path = folder / "paper.pdf"
    path.write_bytes(make_file(one, site_of(app).fitting))
    return printed(path, folder)


def film(picture: Image.Image, path: Path) -> Path:
    """A picture as the film of a camera that sees nothing else."""
    light, blue, red = picture.convert("YCbCr").split()
    half = (picture.width // 2, picture.height // 2)
    frame = light.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
    head = f"YUV4MPEG2 W{picture.width} H{picture.height} F5:1 Ip A1:1 C420jpeg\n"
    path.write_bytes(head.encode() + (b"FRAME\n" + frame) * 2)
    return path


@contextmanager
def phone_that_sees(
    browser: Browser, picture: Image.Image, base: str, folder: Path
) -> Iterator[Page]:
    """A phone whose camera is held over this picture all the time."""
    seen = film(picture, folder / "camera.y4m")
    flags = [
        *FLAGS,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={seen}",
    ]
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    try:
        yield own.new_context(base_url=base, viewport=PHONE).new_page()
    finally:
        own.close()


def keep_page(page: Page, address: str = PAGE) -> None:
    page.goto(address)
    wait_for_shell(page)
    button = page.locator("[data-check-keep] button")
    expect(button).to_be_visible()
    button.click()
    expect(page.locator("[data-check-kept]")).to_be_visible()


def type_text(page: Page, text: str) -> None:
    field = page.get_by_label("Alamat")
    if not field.is_visible():
        page.get_by_text("Tempel alamat dari QR").click()
    field.fill(text)
    page.get_by_role("button", name="Cek", exact=True).click()


def expect_verdict(page: Page, verdict: str) -> None:
    """This one, and no other beside it."""
    expect(page.locator(f'[data-verdict="{verdict}"]')).to_be_visible()
    expect(page.locator("[data-verdict]:visible")).to_have_count(1)


def fact(page: Page, name: str) -> str:
    return page.locator(f'[data-fact="{name}"]').inner_text()


NAME = "Siti Nur'aini binti Ahmad"


@pytest.fixture
def base(home: OwnSite) -> str:
    return f"http://127.0.0.1:{home.port}"


@pytest.fixture
def issued(app: Flask, siti: Reader, base: str) -> CertificateDocument:
    return document(app, siti.pass_course().issue_statement(NAME), base)


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base, viewport=PHONE)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def withdraw(app: Flask, code: str) -> None:
    command = ["certificates", "withdraw", code, "--reason", "Nama orang lain"]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0


def rotate(app: Flask) -> None:
    sealing.rotate(site_of(app).settings.keys, "Literasi", now())


def update(page: Page) -> None:
    page.get_by_role("button", name="Perbarui daftar").click()
    expect(page.locator("[data-check-news]")).to_contain_text("Daftar sudah diperbarui")


def offline(page: Page, home: OwnSite) -> None:
    """No server, and a page that was opened without one."""
    home.stop()
    page.goto(PAGE)
    expect(page.locator("[data-check-age]")).to_contain_text("hari ini")
