"""What an office writes into a class's report, read into a value or into errors, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name
from literasi.domain.closing_pack import PART_TITLES, Part, Report
from literasi.domain.dates import long_date
from literasi.domain.money import format_rupiah, parse_rupiah
from literasi.domain.nik import holds_document_number, holds_long_number, holds_nik
from literasi.training.forms import read_date, read_id
from literasi.training.plan_words import Difference
from literasi.training.report.operations import LABELS, differing

LARGEST_AMOUNT = 10_000_000  # rupiah a person
MOST_COPIES, COPY_LENGTH = 10, 120
CAPTION_LENGTH = 160
# Of what is one line: field, the report's name for it, longest.
LINES = (("nomor", "number", 80), ("perihal", "subject", 200), ("bendahara", "treasurer", 80))
# Of what may have several: field, longest, most lines.
BLOCKS = {"kepada": (300, 6), "tembusan": (MOST_COPIES * COPY_LENGTH, MOST_COPIES)}
LONGEST_NOTES = 2000

NO_NUMBERS = (
    "Di sini ada nomor yang mirip nomor HP, KTP, atau paspor. Hapus dulu: Literasi tidak menyimpan "
    "nomor identitas siapa pun."
)
ODD_SIGN = "Ada tanda yang tidak bisa disimpan. Ketik ulang."
NO_PARTS = "Centang paling sedikit satu bagian."
DATE_WRONG = "Tulis tanggalnya, misalnya 24/11/2026, atau kosongkan untuk ditulis tangan."
AMOUNT_WRONG = "Jumlahnya antara Rp1 dan Rp10.000.000 tiap orang. Kosongkan untuk ditulis tangan."


@dataclass(frozen=True, slots=True)
class ReportForm:
    """`report` is None while there are errors; `errors` maps a field to what to mend. `version`
    is that of the report which the form showed."""

    report: Report | None
    version: int
    errors: dict[str, str] = field(default_factory=dict)


def read_report(form: MultiDict[str, str]) -> ReportForm:
    """Every field may be empty."""
    errors: dict[str, str] = {}
    values: dict[str, Any] = {
        key: _line(form.get(name, ""), longest, name, errors) for name, key, longest in LINES
    }
    values["dated"] = _date(form.get("tanggal", ""), errors)
    values["addressee"] = "\n".join(_block(form.get("kepada", ""), "kepada", errors))
    values["copies"] = tuple(_block(form.get("tembusan", ""), "tembusan", errors))
    values["notes"] = _notes(form.get("catatan", ""), errors)
    values["amount"] = _amount(form.get("jumlah", ""), errors)
    values["parts"] = tuple(part for part in Part if part.value in form.getlist("bagian"))
    if not values["parts"]:
        errors["bagian"] = NO_PARTS
    version = read_id(form.get("versi", "")) or 0
    return ReportForm(None if errors else Report(**values), version, errors)


def fill(report: Report) -> MultiDict[str, str]:
    """A report as its form shows it."""
    return MultiDict(
        [
            ("nomor", report.number),
            ("tanggal", report.dated.isoformat() if report.dated else ""),
            ("kepada", report.addressee),
            ("perihal", report.subject),
            ("tembusan", "\n".join(report.copies)),
            ("catatan", report.notes),
            ("bendahara", report.treasurer),
            ("jumlah", format_rupiah(report.amount) if report.amount else ""),
            *(("bagian", part.value) for part in report.parts),
        ]
    )


def read_caption(text: str) -> tuple[str, str]:
    """The caption, and what is wrong with it; "" when it will do. It may be empty."""
    errors: dict[str, str] = {}
    caption = _line(text, CAPTION_LENGTH, "caption", errors)
    return caption, errors.get("caption", "")


def differences(stored: Report, typed: Report) -> list[Difference]:
    """What differs, as the page lays it side by side."""
    words: dict[str, Callable[[Any], str]] = {
        "dated": lambda day: long_date(day) if day else "",
        "copies": ", ".join,
        "addressee": lambda text: ", ".join(text.splitlines()),
        "amount": lambda amount: format_rupiah(amount) if amount else "",
        "parts": lambda parts: ", ".join(PART_TITLES[part] for part in parts),
    }
    found = []
    for name in differing(stored, typed):
        say = words.get(name, str)
        before, after = say(getattr(stored, name)), say(getattr(typed, name))
        found.append(Difference(LABELS[name].capitalize(), before or "kosong", after or "kosong"))
    return found


def _line(text: str, longest: int, name: str, errors: dict[str, str]) -> str:
    text = clean_name(text)
    if not text.isprintable():
        errors[name] = ODD_SIGN
    elif len(text) > longest:
        errors[name] = f"Paling panjang {longest} huruf. Ini {len(text)} huruf."
    elif _holds_number(text, name):
        errors[name] = NO_NUMBERS
    return text


def _holds_number(text: str, name: str) -> bool:
    if name == "nomor":
        # A letter's number has codes with dots in it, but no nine figures in a row.
        return holds_nik(text) or re.search(r"\d{9}", text) is not None
    return holds_long_number(text) or holds_document_number(text)


def _block(text: str, name: str, errors: dict[str, str]) -> list[str]:
    """Its lines that say something."""
    longest, most = BLOCKS[name]
    lines = [line for line in map(clean_name, text.splitlines()) if line]
    if len(lines) > most:
        errors[name] = f"Paling banyak {most} baris. Ini {len(lines)} baris."
    elif len("\n".join(lines)) > longest or any(len(line) > COPY_LENGTH for line in lines):
        errors[name] = f"Paling panjang {COPY_LENGTH} huruf tiap baris, {longest} huruf semuanya."
    elif not all(line.isprintable() for line in lines):
        errors[name] = ODD_SIGN
    elif any(_holds_number(line, name) for line in lines):
        errors[name] = NO_NUMBERS
    return lines


def _notes(text: str, errors: dict[str, str]) -> str:
    lines = [line for line in map(clean_name, text.splitlines()) if line]
    notes = "\n".join(lines)
    if len(notes) > LONGEST_NOTES:
        errors["catatan"] = f"Paling panjang {LONGEST_NOTES} huruf. Ini {len(notes)} huruf."
    elif not all(line.isprintable() for line in lines):
        errors["catatan"] = ODD_SIGN
    elif any(_holds_number(line, "catatan") for line in lines):
        errors["catatan"] = NO_NUMBERS
    return notes


def _date(text: str, errors: dict[str, str]) -> date | None:
    day = read_date(text)
    if day is None and text.strip():
        errors["tanggal"] = DATE_WRONG
    return day


def _amount(text: str, errors: dict[str, str]) -> int | None:
    if not text.strip():
        return None
    try:
        amount = parse_rupiah(text)
    except ValueError as error:
        errors["jumlah"] = str(error)
        return None
    if not 1 <= amount <= LARGEST_AMOUNT:
        errors["jumlah"] = AMOUNT_WRONG
        return None
    return amount
