"""Readers of PDFs that other people made, and what they say of a file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from literasi.sealing.keys import SealKeys


class Nss:
    """Poppler with the roots of an installation, trusting nobody else."""

    def __init__(self, folder: Path, keys: SealKeys) -> None:
        self.folder = folder
        self._run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
        for number, (_, root) in enumerate(keys.certificates):
            path = folder / f"{number}.pem"
            path.write_bytes(root.public_bytes(Encoding.PEM))
            name = ("-n", str(number), "-t", "CT,CT,CT", "-i", str(path))
            self._run("certutil", "-A", "-d", f"sql:{folder}", *name)

    def says(self, content: bytes) -> str:
        """Nothing, where it cannot even read the file."""
        path = self.folder / "file.pdf"
        path.write_bytes(content)
        command = ("pdfsig", "-nssdir", f"sql:{self.folder}", str(path))
        return subprocess.run(command, capture_output=True, text=True).stdout

    def _run(self, *command: str) -> None:
        subprocess.run(command, capture_output=True, check=True)


def words_of(path: Path) -> str:
    """The text of a file in the order in which it was drawn."""
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
