"""At a desk that was left open a card is made only for whoever proves who they are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import update

from literasi.accounts.models import SignIn
from literasi.database import db, write
from literasi.web.clock import now
from tests import staff
from tests.classroom import codes_on, joined, seat_of
from tests.journeys.conftest import DESK
from tests.journeys.desk import sign_in
from tests.people import Reader

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_stopped_form_goes_on_in_the_browser_and_the_file_comes(
    script: bool, browser: Browser, site: str, office: Flask, tmp_path: Path
) -> None:
    trainer = staff.employ(
        office, f"ayu{int(script)}@bp3mi.test", "trainer", "jawa-tengah"
    ).sign_in()
    seat = seat_of(trainer, joined(trainer, Reader(office).register("Siti Aminah")), "Siti Aminah")
    context = browser.new_context(
        base_url=site, viewport=DESK, accept_downloads=True, java_script_enabled=script
    )
    desk = context.new_page()
    sign_in(desk, trainer)
    with office.app_context(), write():
        db.session.execute(update(SignIn).values(created_at=now() - timedelta(minutes=16)))
    desk.goto(seat)
    desk.locator("#alasan-kartu").fill("hilang di pasar")
    desk.get_by_role("checkbox", name="Saya sudah melihat KTP").check()
    desk.get_by_role("button", name="Buat kartu baru (PDF)").click()
    expect(desk.get_by_role("heading", name="Pastikan dulu bahwa ini kamu")).to_be_visible()
    proof = desk.get_by_label("Kalimat sandi, atau kode dari HP")
    proof.fill("kalimat yang salah sekali")
    desk.get_by_role("button", name="Lanjutkan").click()
    expect(desk.get_by_role("alert")).to_contain_text("Tidak cocok")
    proof.fill(trainer.passphrase)
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Lanjutkan").click()
    waiting.value.save_as(tmp_path / "kartu.pdf")
    assert len(codes_on((tmp_path / "kartu.pdf").read_bytes())) == 1
    desk.get_by_role("link", name="Kembali").click()
    expect(desk.get_by_role("heading", name="Siti Aminah")).to_be_visible()
    context.close()
