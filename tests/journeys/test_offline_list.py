"""What a phone with no network knows of papers that hold no more, of keys, and of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from literasi.certificates.operations import Issue, find_certificate
from literasi.certificates.replacing import reissue_statement
from literasi.database import write
from literasi.domain.certificate import format_code
from literasi.domain.statement import Statement, body_of, digits_of, message
from literasi.pdf.document import CertificateDocument
from literasi.pdf.stating import signed_digits
from literasi.sealing.signing import LocalSeal
from literasi.web.clock import now, today
from tests.journeys.checking import (
    NAME,
    PAGE,
    base,
    document,
    expect_verdict,
    fact,
    issued,
    keep_page,
    offline,
    page,
    qr_text,
    rotate,
    site_of,
    type_text,
    update,
    withdraw,
)
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import home
from tests.people import Reader

__all__ = ["base", "home", "issued", "page"]
pytestmark = pytest.mark.journey


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
