"""Pages of a PDF as pictures, for screens that show PDFs badly; poppler draws them, in a process
of its own."""

from __future__ import annotations

import subprocess

from literasi.pdf import PdfError

DOTS = 100  # an inch
_PATIENCE = 20  # seconds


def page_pictures(pdf: bytes, pages: int) -> tuple[bytes, ...]:
    """The first pages as PNG. Raises PdfError, also where poppler is not installed."""
    return tuple(_drawn(pdf, page) for page in range(1, pages + 1))


def _drawn(pdf: bytes, page: int) -> bytes:
    command = ["pdftoppm", "-png", "-r", str(DOTS), "-f", str(page), "-l", str(page), "-"]
    try:
        done = subprocess.run(
            command, input=pdf, capture_output=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PdfError(f"pdftoppm cannot draw it: {error}") from error
    return done.stdout
