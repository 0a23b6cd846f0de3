"""Somebody who was handed a PDF checks it on a phone, in every case that can be met there."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.certificates.uploads import flipped, made_anew, with_another_name
from tests.journeys.looks import faults_in_every_look
from tests.people import Reader

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def paper(office: Flask) -> bytes:
    owner = Reader(office).register("Siti Nur'aini").pass_course()
    code = owner.issue_statement("Siti Nur'aini binti Ahmad")
    return owner.get(f"/sertifikat/{code}.pdf").data


def bring(page: Page, content: bytes, folder: Path, name: str = "surat.pdf") -> None:
    file = folder / name
    file.write_bytes(content)
    page.goto("/verifikasi")
    page.get_by_label("Berkas PDF").set_input_files(file)
    page.get_by_role("button", name="Cek berkas").click()


def test_a_genuine_file_is_called_so_and_a_changed_one_is_not(
    any_page: Page, paper: bytes, tmp_path: Path
) -> None:
    page, word = any_page, any_page.locator(".verdict .word")
    bring(page, paper, tmp_path)
    expect(word).to_have_text("ASLI")
    expect(page.locator(".facts")).to_contain_text("Siti Nur'aini binti Ahmad")
    for content, said in (
        (flipped(paper, 3000), "BERUBAH"),
        (with_another_name(paper), "DITAMBAHI"),
        (made_anew(paper), "TANPA SEGEL KAMI"),
    ):
        bring(page, content, tmp_path)
        expect(word).to_have_text(said)
        expect(page.locator(".facts")).to_contain_text("Siti Nur'aini binti Ahmad")
    page.get_by_role("link", name="Lihat halaman keaslian").click()
    expect(word).to_have_text("ASLI")


def test_what_cannot_be_checked_is_said_on_the_same_page(
    any_page: Page, paper: bytes, tmp_path: Path
) -> None:
    page, problem = any_page, any_page.locator("#berkas-salah")
    page.goto("/verifikasi")
    page.get_by_role("button", name="Cek berkas").click()
    expect(problem).to_have_text("Pilih dulu berkas PDF-nya.")
    bring(page, b"\x89PNG bukan PDF", tmp_path)
    expect(problem).to_contain_text("Ini bukan berkas PDF")
    for megabytes in (5, 40):
        bring(page, paper.ljust(megabytes * 1024 * 1024, b"\n"), tmp_path)
        expect(problem).to_contain_text("lebih dari 4 MB")


def test_the_pages_are_good_to_look_at_and_to_hear(
    page: Page, paper: bytes, tmp_path: Path
) -> None:
    page.goto("/verifikasi")
    assert faults_in_every_look(page) == []
    for content, said in (
        (paper, "ASLI"),
        (with_another_name(paper), "DITAMBAHI"),
        (b"%PDF-1.7", "TANPA SEGEL KAMI"),
    ):
        bring(page, content, tmp_path)
        expect(page.locator(".verdict .word")).to_have_text(said)
        assert faults_in_every_look(page) == []


def test_a_slow_upload_holds_up_nobody_and_is_answered_when_it_is_whole(
    site: str, page: Page, paper: bytes, tmp_path: Path
) -> None:
    form = (
        b'--x\r\nContent-Disposition: form-data; name="berkas"; filename="surat.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + paper + b"\r\n--x--\r\n"
    )
    host = urlsplit(site).netloc
    head = (
        f"POST /verifikasi HTTP/1.1\r\nHost: {host}\r\nOrigin: {site}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", urlsplit(site).port or 0), 30) as slow:
        slow.sendall(head.encode() + form[:20_000])
        bring(page, paper, tmp_path)
        expect(page.locator(".verdict .word")).to_have_text("ASLI")
        slow.sendall(form[20_000:])
        answer = b""
        while piece := slow.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200")
    assert b'<p class="word">ASLI</p>' in answer
