"""A paper is checked by a phone with no network: right, forged, foreign, or not readable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from literasi.domain.statement import read
from literasi.pdf.document import CertificateDocument
from literasi.pdf.stating import signed_digits
from literasi.sealing import keys as sealing
from literasi.sealing.signing import LocalSeal
from literasi.web.clock import now
from tests.journeys.checking import (
    NAME,
    PAGE,
    base,
    expect_verdict,
    fact,
    issued,
    keep_page,
    offline,
    page,
    paper,
    phone_that_sees,
    qr_text,
    type_text,
    update,
)
from tests.journeys.conftest import Phone
from tests.journeys.keeping import until
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import home
from tests.journeys.test_accessibility import assert_accessible
from tests.photographed import CAREFUL, photograph

__all__ = ["base", "home", "issued", "page"]
pytestmark = pytest.mark.journey


def test_a_paper_is_genuine_by_camera_where_there_is_no_network(
    app: Flask,
    home: OwnSite,
    browser: Browser,
    base: str,
    issued: CertificateDocument,
    tmp_path: Path,
) -> None:
    picture = photograph(paper(app, issued, tmp_path), CAREFUL)
    with phone_that_sees(browser, picture, base, tmp_path) as page:
        keep_page(page)
        home.stop()
        page.context.set_offline(True)
        page.goto(PAGE)
        assert_accessible(page)
        page.get_by_role("button", name="Pindai dengan kamera").click()
        expect_verdict(page, "asli")
        assert fact(page, "name") == NAME
        assert fact(page, "title") == issued.course_title
        assert fact(page, "number") == issued.number
        expect(page.locator("main")).to_contain_text("Cocokkan dengan yang tercetak")
        expect(page.locator("[data-check-camera]")).to_be_hidden()
        assert_accessible(page)


def test_a_photo_is_read_where_the_camera_may_not_be_used(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.jpg"
    photograph(paper(app, issued, tmp_path), CAREFUL, 1600, 1200).save(picture, quality=80)
    empty = tmp_path / "empty.jpg"
    photograph(paper(app, issued, tmp_path), CAREFUL, share=20).save(empty)
    keep_page(page)
    offline(page, home)
    page.get_by_role("button", name="Pindai dengan kamera").click()
    expect(page.locator("[data-check-news]")).to_contain_text("Pilih foto")
    page.locator("[data-check-photo]").set_input_files(empty)
    expect(page.locator("[data-check-news]")).to_contain_text("Tidak ada QR yang terbaca")
    page.locator("[data-check-photo]").set_input_files(picture)
    expect_verdict(page, "asli")
    assert fact(page, "name") == NAME


DETECTOR = """text => {
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() {
      if (!text) throw new DOMException("no service", "NotSupportedError");
      return [{ rawValue: text }];
    }
  };
}"""


@pytest.mark.parametrize("works", [True, False])
def test_a_phone_with_a_detector_of_its_own_needs_the_decoder_only_where_that_fails(
    app: Flask,
    browser: Browser,
    base: str,
    issued: CertificateDocument,
    works: bool,
    tmp_path: Path,
) -> None:
    text = qr_text(app, issued)
    picture = photograph(paper(app, issued, tmp_path), CAREFUL)
    with phone_that_sees(browser, picture, base, tmp_path) as page:
        page.add_init_script(f"({DETECTOR})({json.dumps(text if works else '')})")
        page.goto(PAGE)
        expect(page.locator("[data-check-age]")).to_contain_text("hari ini")
        page.get_by_role("button", name="Pindai dengan kamera").click()
        expect_verdict(page, "asli")
        assert fact(page, "name") == NAME
        assert page.evaluate("!!window.readQr") is not works


def test_a_camera_is_let_go_when_somebody_closes_it(
    app: Flask, browser: Browser, base: str, issued: CertificateDocument, tmp_path: Path
) -> None:
    picture = photograph(paper(app, issued, tmp_path), CAREFUL, share=6)
    with phone_that_sees(browser, picture, base, tmp_path) as page:
        page.goto(PAGE)
        page.get_by_role("button", name="Pindai dengan kamera").click()
        page.get_by_role("button", name="Tutup kamera").click()
        expect(page.get_by_role("button", name="Pindai dengan kamera")).to_be_visible()
        until(
            page,
            """!(document.querySelector("video").srcObject?.getTracks() || [])
              .some((track) => track.readyState === "live")""",
        )
        expect(page.locator("[data-check-news]")).to_have_text("")


def test_a_phones_own_camera_leads_to_an_answer_with_no_network(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    text = qr_text(app, issued)
    page.goto(text)
    expect(page.locator(".verdict .word")).to_have_text("ASLI")
    keep_page(page)
    home.stop()
    page.goto("about:blank")
    page.goto(text)
    expect_verdict(page, "asli")
    assert fact(page, "name") == NAME
    page.goto("about:blank")
    page.goto(issued.verification_url)
    expect_verdict(page, "polos")
    home.start()
    page.reload()
    expect(page.locator(".verdict .word")).to_have_text("ASLI")


def test_what_is_forged_or_foreign_is_never_genuine(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument, tmp_path: Path
) -> None:
    text = qr_text(app, issued)
    address, signed = read(text)
    content = signed.body + signed.signature
    forged = content.replace(b"Siti", b"Rita")
    other = tmp_path / "other"
    sealing.prepare(other, "Palsu", now())
    keep_page(page)
    offline(page, home)

    def of(bytes_: bytes, where: str = address) -> str:
        return f"{where}#{int.from_bytes(bytes_, 'big')}"

    ends = len(content)
    flipped = [
        content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]
        for at in (20, ends - 64, ends - 1)
    ]
    cases = {
        of(forged): "palsu",
        of(content, address.replace("127.0.0.1", "127.0.0.2")): "palsu",
        of(content, address[:-1] + ("0" if address[-1] != "0" else "1")): "palsu",
        **dict.fromkeys(map(of, flipped), "palsu"),
        of(content.replace(content[2:7], b"\0" * 5, 1)): "kunci",
        of(content[:-1]): "rusak",
        f"{address}#": "rusak",
        f"{address}#0{text.partition('#')[2]}": "rusak",
        f"{address}#{'9' * 1000}": "rusak",
        f"{address}#abc": "rusak",
        address: "polos",
        "https://bank.example/hadiah": "bukan",
        "Siti": "bukan",
    }
    for case, verdict in cases.items():
        type_text(page, case)
        expect_verdict(page, verdict)
        assert page.locator("[data-check-facts]").is_hidden(), case


def test_of_two_papers_shortly_after_each_other_the_second_is_told(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    text = qr_text(app, issued)
    keep_page(page)
    type_text(page, text)
    expect_verdict(page, "asli")
    page.evaluate(
        """(texts) => {
          const form = document.querySelector("[data-check-form]");
          for (const text of texts) { form.elements.alamat.value = text; form.requestSubmit(); }
          const stale = document.querySelector('[data-verdict="asli"]:not([hidden])');
          if (stale) throw new Error("the answer of the first still stands");
        }""",
        [text, text[:-1]],
    )
    expect(
        page.locator('[data-verdict="rusak"], [data-verdict="palsu"]').locator("visible=true")
    ).to_have_count(1)
    page.wait_for_timeout(200)
    assert page.locator('[data-verdict="asli"]').is_hidden()
    assert page.locator("[data-check-facts]").is_hidden()


def test_another_installation_is_not_known(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument, tmp_path: Path
) -> None:
    sealing.prepare(tmp_path / "other", "Lain", now())
    seal = LocalSeal(sealing.load(tmp_path / "other").signing_p256)
    keep_page(page)
    type_text(page, f"{issued.verification_url}#{signed_digits(issued, seal)}")
    expect_verdict(page, "kunci")
    expect(page.locator("[data-check-refresh]")).to_be_visible()
    update(page)
    expect_verdict(page, "kunci")


def test_without_script_the_page_says_what_it_needs(new_phone: Phone) -> None:
    page = new_phone(False)
    page.goto("/verifikasi")
    page.get_by_role("link", name="Cek sertifikat tanpa sinyal").click()
    # Playwright takes what lies in it for no text, so it is looked at by its place.
    expect(page.locator("noscript .note")).to_be_visible()
    expect(page.locator("[data-check-works]")).to_be_hidden()
    page.locator("noscript a").click()
    expect(page.get_by_role("heading", name="Cek keaslian sertifikat")).to_be_visible()
