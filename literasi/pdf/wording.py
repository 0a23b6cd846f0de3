"""Sentences of the certificate that depend on what is known about it."""

from __future__ import annotations

from datetime import date

from literasi.domain.dates import MONTHS, long_date
from literasi.pdf.document import CertificateDocument


def opening(document: CertificateDocument) -> str:
    """Between the name and the title of the course."""
    if document.kind == "class":
        return "telah mengikuti dan menyelesaikan pelatihan"
    return "telah menyelesaikan kursus belajar mandiri"


def details(document: CertificateDocument) -> str:
    """Under the title of the course: what was done, where and when."""
    if document.kind == "class":
        return _training(document)
    return (
        f"dan lulus kuis dari {len(document.modules)} modul,"
        f" dengan waktu belajar {duration(document.minutes)}."
    )


def _training(document: CertificateDocument) -> str:
    parts = ["yang diselenggarakan"]
    if document.place:
        parts.append(f"di {document.place}")
    if document.starts_on:
        parts.append(f"pada {date_range(document.starts_on, document.ends_on)}")
    held = " ".join(parts) if len(parts) > 1 else f"yang terdiri atas {len(document.modules)} modul"
    return f"{held}, selama {document.jp} jam pelajaran (JP)." if document.jp else f"{held}."


def date_range(first: date, last: date | None) -> str:
    """`2–6 November 2026`, naming month and year once where both ends share them."""
    if last is None or last == first:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} – {long_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {long_date(last)}"
    return f"{first.day}–{long_date(last)}"


def duration(minutes: int) -> str:
    """`3 jam 5 menit`, `2 jam`, `45 menit`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} jam"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} menit")
    return " ".join(parts)
