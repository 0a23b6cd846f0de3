"""What can be read from printed cards."""

from __future__ import annotations

import re
import subprocess


def codes_on(pdf: bytes) -> list[str]:
    """The card codes on a sheet, in reading order, without spaces."""
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return [found.replace(" ", "") for found in re.findall(r"\b\d{4} \d{4} \d{4} \d{4}\b", text)]
