"""What every printed document keeps to: it fetches nothing, hides nothing, and leaks nothing."""

from __future__ import annotations

import pytest
from weasyprint.urls import FatalURLFetchingError

from literasi.pdf import PdfError, rendering
from literasi.pdf.rendering import STATIC, StaticOnly, write_pdf

PLAIN = '<html lang="id"><title>x</title><p>x'


@pytest.mark.parametrize(
    "url",
    [
        "https://jahat.example/a.css",
        "http://127.0.0.1/a.png",
        "ftp://jahat.example/a",
        "file:///etc/passwd",
        f"file://{STATIC}/../app.py",
        f"file://{STATIC}2/a.css",
        f"file://{STATIC}/%2e%2e/app.py",
        f"file://{STATIC}/..%2fapp.py",
        "data:text/plain,x",
        "//jahat.example/x",
    ],
)
def test_nothing_but_our_own_static_files_is_fetched(url: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="may not fetch"):
        StaticOnly().fetch(url)


def test_our_own_static_files_are_fetched() -> None:
    assert StaticOnly().fetch((STATIC / "print" / "frame.svg").as_uri()).read()


@pytest.mark.parametrize(
    "html",
    [
        '<html lang="id"><title>x</title><img alt="x" src="https://jahat.example/a.png">',
        '<html lang="id"><title>x</title><link rel="stylesheet" href="file:///etc/passwd">',
        '<html lang="id"><title>x</title><style>p { background: url(ftp://x.id/) }</style><p>x',
        '<html lang="id"><title>x</title><style>p { tidak-ada: 1 }</style><p>x',
    ],
)
def test_what_weasyprint_would_only_log_is_an_error(html: str) -> None:
    with pytest.raises(PdfError):
        write_pdf(html, "print.css")


def test_what_nobody_complains_of_is_a_pdf() -> None:
    assert write_pdf(PLAIN, "print.css").startswith(b"%PDF")


def test_fonts_and_styles_are_read_once() -> None:
    write_pdf(PLAIN, "print.css")
    before = rendering._style.cache_info().misses, rendering._fonts.cache_info().misses
    write_pdf(PLAIN, "print.css")
    assert before == (rendering._style.cache_info().misses, rendering._fonts.cache_info().misses)
