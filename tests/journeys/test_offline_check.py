"""A paper is checked by a phone with no network: right, withdrawn, forged, or not certain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from literasi.certificates.operations import Issue, find_certificate
from literasi.certificates.replacing import reissue_statement
from literasi.database import write
from literasi.domain.certificate import format_code
from literasi.domain.statement import Statement, body_of, digits_of, message, read
from literasi.pdf.document import CertificateDocument
from literasi.pdf.stating import signed_digits
from literasi.sealing import keys as sealing
from literasi.sealing.signing import LocalSeal
from literasi.web.clock import now, today
from tests.journeys.checking import (
    PAGE,
    document,
    expect_verdict,
    fact,
    keep_page,
    paper,
    phone_that_sees,
    qr_text,
    site_of,
    type_text,
)
from tests.journeys.conftest import PHONE, Phone
from tests.journeys.keeping import until
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import home
from tests.journeys.test_accessibility import assert_accessible
from tests.people import Reader
from tests.photographed import CAREFUL, photograph

__all__ = ["home"]
pytestmark = pytest.mark.journey

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


def test_a_withdrawn_and_a_replaced_one_are_refused_offline_once_the_list_is_fresh(
    app: Flask, home: OwnSite, page: Page, base: str, issued: CertificateDocument
) -> None:
    text = qr_text(app, issued)
    keep_page(page)
    with app.app_context(), write():
        old = find_certificate(issued.code)
        assert old is not None
        order = Issue("Siti Nuraini", format_code(bytes(16)), "Literasi", today(), now())
        new = reissue_statement(old, order).code
    newer = qr_text(app, document(app, new, base))
    type_text(page, text)
    expect_verdict(page, "asli")
    update(page)
    # What was checked last is checked again.
    expect_verdict(page, "diganti")
    withdraw(app, new)
    update(page)
    offline(page, home)
    type_text(page, newer)
    expect_verdict(page, "dicabut")
    type_text(page, text)
    expect_verdict(page, "diganti")
    # However old the list is, what stands on it stays refused.
    page.clock.set_fixed_time(now() + timedelta(days=400))
    type_text(page, newer)
    expect_verdict(page, "dicabut")


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

    flipped = [content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :] for at in (20, -1, -64)]
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


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(-3 * 365, "jam"), (-2, "jam"), (-0.5, "asli"), (29, "asli"), (31, "tua"), (3 * 365, "tua")],
)
def test_the_clock_of_the_phone_makes_nothing_genuine_that_it_does_not_know(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument, days: float, verdict: str
) -> None:
    keep_page(page)
    offline(page, home)
    page.clock.set_fixed_time(now() + timedelta(days=days))
    type_text(page, qr_text(app, issued))
    expect_verdict(page, verdict)
    assert fact(page, "name") == NAME
    if verdict == "tua":
        expect(page.locator('[data-verdict="tua"]')).to_contain_text(f"berumur {days} hari")


def test_the_page_says_when_its_list_was_right(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    withdraw(app, issued.code)
    keep_page(page)
    offline(page, home)
    said = page.locator("[data-check-age]")
    expect(said).to_have_text(re.compile(r"^hari ini \d\d\.\d\d: 1 sertifikat tidak berlaku lagi$"))
    for days, word in ((1, "kemarin"), (8, str(page.evaluate("new Date().getFullYear()")))):
        page.clock.set_fixed_time(now() + timedelta(days=days))
        page.goto(PAGE)
        expect(said).to_contain_text(word)


SPOIL = """async (how) => {
  const cache = await caches.open("literasi-periksa");
  const kept = await cache.match("/verifikasi/daftar");
  const notes = JSON.parse(kept.headers.get("X-Daftar"));
  let list = new Uint8Array(await kept.arrayBuffer());
  if (how === "gone") return cache.delete("/verifikasi/daftar");
  if (how === "unsigned") delete notes.stamp.tanda;
  if (how === "later") notes.stamp.waktu = notes.stamp.waktu.replace(/T.*/, "T23:59:59Z");
  if (how === "shorter") list = list.slice(9);
  const headers = { "X-Daftar": JSON.stringify(notes) };
  await cache.put("/verifikasi/daftar", new Response(list, { headers }));
}"""


@pytest.mark.parametrize("how", ["gone", "unsigned", "later", "shorter"])
def test_without_a_whole_signed_list_nothing_is_genuine(
    app: Flask, home: OwnSite, page: Page, siti: Reader, issued: CertificateDocument, how: str
) -> None:
    withdraw(app, issued.code)
    other = document(app, siti.issue_statement("Siti"), issued.verification_url[:-38])
    keep_page(page)
    offline(page, home)
    page.evaluate(SPOIL, how)
    page.goto(PAGE)
    expect(page.locator("[data-check-age]")).to_contain_text("belum ada")
    type_text(page, qr_text(app, other))
    expect_verdict(page, "kunci" if how == "gone" else "tanpa-daftar")
    home.start()
    update(page)
    expect_verdict(page, "asli")
    type_text(page, qr_text(app, issued))
    expect_verdict(page, "dicabut")


def test_keys_are_rotated_and_older_papers_stay_genuine(
    app: Flask, home: OwnSite, page: Page, base: str, siti: Reader, issued: CertificateDocument
) -> None:
    older = qr_text(app, issued)
    keep_page(page)
    rotate(app)
    newer = qr_text(app, issued)
    assert newer != older
    offline(page, home)
    type_text(page, newer)
    expect_verdict(page, "kunci")
    home.start()
    update(page)
    expect_verdict(page, "asli")
    type_text(page, older)
    expect_verdict(page, "asli")


def test_what_a_stolen_older_key_states_of_a_later_day_is_not_genuine(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    seal = LocalSeal(site_of(app).seal.signing_p256)
    rotate(app)
    keep_page(page)
    for days, verdict in ((0, "asli"), (3, "palsu")):
        day = now().date() + timedelta(days=days)
        one = replace(issued, issued_on=day)
        type_text(page, f"{one.verification_url}#{signed_digits(one, seal)}")
        expect_verdict(page, verdict)


def test_a_list_that_did_not_change_is_not_fetched_again_and_a_bad_answer_changes_nothing(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    withdraw(app, issued.code)
    keep_page(page)
    assert asked.count("dicabut.bin") == 1
    update(page)
    assert asked.count("dicabut.bin") == 1
    page.route("**/dicabut.json", lambda route: route.fulfill(json={"waktu": "2030-01-01"}))
    page.get_by_role("button", name="Perbarui daftar").click()
    expect(page.locator("[data-check-news]")).to_contain_text("belum bisa diperbarui")
    type_text(page, qr_text(app, issued))
    expect_verdict(page, "dicabut")


def test_the_last_day_of_a_certificate_is_told(
    app: Flask, home: OwnSite, page: Page, issued: CertificateDocument
) -> None:
    seal = site_of(app).fitting
    stated = Statement(
        kind="class",
        name=NAME,
        number=issued.number,
        title=issued.course_title * 4,
        issuer="BP3MI",
        issued_on=issued.issued_on,
        expires_on=issued.issued_on + timedelta(days=10),
    )
    body = body_of(stated, seal.key_id)
    address = issued.verification_url
    text = f"{address}#{digits_of(body, seal.state(message(address, body)))}"
    keep_page(page)
    type_text(page, text)
    expect_verdict(page, "asli")
    assert fact(page, "title").endswith("…")
    assert fact(page, "expires")
    page.clock.set_fixed_time(now() + timedelta(days=12))
    type_text(page, text)
    expect_verdict(page, "habis")


def test_without_script_the_page_says_what_it_needs(new_phone: Phone) -> None:
    page = new_phone(False)
    page.goto("/verifikasi")
    page.get_by_role("link", name="Cek sertifikat tanpa sinyal").click()
    # Playwright takes what lies in it for no text, so it is looked at by its place.
    expect(page.locator("noscript .note")).to_be_visible()
    expect(page.locator("[data-check-works]")).to_be_hidden()
    page.locator("noscript a").click()
    expect(page.get_by_role("heading", name="Cek keaslian sertifikat")).to_be_visible()
