"""A design as its form says it, and back; whatever is wrong is said and the rest is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name
from literasi.certificates.design.operations import NOBODY, Numbering, OfficeDesign
from literasi.domain.certificate import pattern_fault
from literasi.domain.colour import LEAST, contrast_on_paper, parse_colour
from literasi.domain.nik import holds_document_number, holds_nik
from literasi.pdf.document import Look, Signatory

LOOKS: dict[str, tuple[Look, str]] = {
    "resmi": ("framed", "Resmi: berbingkai padi dan ombak"),
    "sederhana": ("plain", "Sederhana: tanpa bingkai, hemat tinta"),
}
NUMBERINGS: dict[str, tuple[Numbering, str]] = {
    "pola": ("pattern", "Dihitung Literasi menurut pola"),
    "register": ("register", "Diketik dari buku register kantor, saat menerbitkan"),
}
OTHER = "lain"
ACCENTS = {
    "": "Hijau laut",
    "#7a1f3d": "Merah anggur",
    "#1f3d7a": "Biru tua",
    "#2f5d1e": "Hijau daun",
    "#5b3a1a": "Cokelat kayu",
    "#3d3d3d": "Abu-abu tua",
}
MOST_LINES, LONGEST_LINE = 4, 90
LONGEST_NAME = 120
LONGEST_PATTERN = 80
NIP_DIGITS = 18
PATTERN_WORDS = {
    "open": "Ada kurung kurawal yang tidak ditutup.",
    "unknown": "Yang boleh di dalam kurung kurawal hanya {{nomor}}, {{bulan}}, dan {{tahun}}.",
    "form": "Tulis {{nomor}}, {{bulan}}, dan {{tahun}} saja di dalam kurung kurawal.",
    "lacks": "Polanya perlu {{nomor}} satu kali, dan {{tahun}}.",
    "long": "Polanya terlalu panjang: nomornya paling panjang {what} huruf dan angka.",
}
STRANGE = "Ada tanda yang tidak bisa disimpan. Ketik ulang."
IDENTITY = "Ada nomor yang mirip nomor KTP atau paspor. Hapus dulu: itu tidak kami simpan."


@dataclass(frozen=True, slots=True)
class DesignForm:
    """`wanted` is the design as far as it can be read; where a field is wrong, as it was before.
    `errors` maps a field to what to mend."""

    wanted: OfficeDesign
    errors: dict[str, str] = field(default_factory=dict)


def read_design(
    form: Mapping[str, str],
    stored: OfficeDesign,
    house: OfficeDesign,
    has_logo: Callable[[str], bool],
) -> DesignForm:
    """`house` is what the offices file says, for what is left empty. `has_logo` tells whether the
    office uploaded a picture with this hash."""
    errors: dict[str, str] = {}
    found: dict[str, Any] = {
        "look": LOOKS.get(form.get("tampilan", ""), (stored.look,))[0],
        "accent": _accent(form, errors),
        "letterhead": _letterhead(form.get("kop", ""), errors) or house.letterhead,
        "numbering": NUMBERINGS.get(form.get("penomoran", ""), (stored.numbering,))[0],
        "number_pattern": _pattern(form.get("pola", ""), errors) or house.number_pattern,
        "signatory": _signatory(form, "", errors),
        "beside": _beside(form, errors),
        "by_hand": form.get("basah") == "ya",
        "english": form.get("inggris") == "ya",
        "logo_hash": _logo(form, has_logo, errors),
    }
    of_field = {
        "accent": "warna",
        "letterhead": "kop",
        "number_pattern": "pola",
        "logo_hash": "logo",
    }
    for name, typed in of_field.items():
        if typed in errors:
            found[name] = getattr(stored, name)
    return DesignForm(replace(stored, **found), errors)


def fill(design: OfficeDesign) -> MultiDict[str, str]:
    """A design as its form shows it."""
    listed = design.accent in ACCENTS
    beside = design.beside or NOBODY
    pairs = {
        "tampilan": next(key for key, (look, _) in LOOKS.items() if look == design.look),
        "warna": design.accent if listed else OTHER,
        "warna_lain": "" if listed else design.accent,
        "kop": "\n".join(design.letterhead),
        "logo": design.logo_hash,
        "penomoran": next(key for key, (way, _) in NUMBERINGS.items() if way == design.numbering),
        "pola": design.number_pattern,
        "jabatan": design.signatory.position,
        "penandatangan": design.signatory.name,
        "nip": design.signatory.nip,
        "jabatan2": beside.position,
        "penandatangan2": beside.name,
        "nip2": beside.nip,
        "basah": "ya" if design.by_hand else "",
        "inggris": "ya" if design.english else "",
        "versi": str(design.version),
    }
    return MultiDict(pairs)


def _accent(form: Mapping[str, str], errors: dict[str, str]) -> str:
    chosen = form.get("warna", "")
    if chosen in ACCENTS:
        return chosen
    colour = parse_colour(form.get("warna_lain", "") if chosen == OTHER else chosen)
    if not colour:
        errors["warna"] = (
            "Tulis warnanya sebagai # dan enam angka atau huruf a–f, misalnya #7a1f3d."
        )
    elif (ratio := contrast_on_paper(colour)) < LEAST:
        shown = f"{ratio:.1f}".replace(".", ",")
        errors["warna"] = (
            f"Warna {colour} terlalu pucat untuk dibaca di kertas: kontrasnya {shown} banding 1, "
            "paling sedikit 4,5. Pilih yang lebih gelap."
        )
    return colour


def _letterhead(text: str, errors: dict[str, str]) -> tuple[str, ...]:
    """One line each; none at all is the office's own of the offices file."""
    lines = tuple(line for typed in text.splitlines() if (line := clean_name(typed)))
    if len(lines) > MOST_LINES:
        errors["kop"] = f"Kop surat paling banyak {MOST_LINES} baris. Ini {len(lines)} baris."
    elif too_long := [line for line in lines if len(line) > LONGEST_LINE]:
        errors["kop"] = (
            f"Satu baris paling panjang {LONGEST_LINE} huruf. Baris “{too_long[0][:30]}…” "
            f"{len(too_long[0])} huruf."
        )
    elif any(not line.isprintable() for line in lines):
        errors["kop"] = STRANGE
    elif any(holds_nik(line) for line in lines):
        errors["kop"] = IDENTITY
    return lines


def _pattern(text: str, errors: dict[str, str]) -> str:
    pattern = clean_name(text)
    if not pattern:
        return ""
    fault, what = pattern_fault(pattern)
    if len(pattern) > LONGEST_PATTERN:
        errors["pola"] = f"Pola paling panjang {LONGEST_PATTERN} huruf."
    elif fault:
        errors["pola"] = PATTERN_WORDS[fault].format(what=what)
    elif not pattern.isprintable():
        errors["pola"] = STRANGE
    elif holds_nik(pattern):
        errors["pola"] = IDENTITY
    return pattern


def _signatory(form: Mapping[str, str], which: str, errors: dict[str, str]) -> Signatory:
    """Name and position may wait for the class; `which` is "" for the first, "2" for the second."""
    position, name = (clean_name(form.get(key + which, "")) for key in ("jabatan", "penandatangan"))
    nip = clean_name(form.get(f"nip{which}", ""))
    for key, text in ((f"jabatan{which}", position), (f"penandatangan{which}", name)):
        if len(text) > LONGEST_NAME:
            errors[key] = f"Paling panjang {LONGEST_NAME} huruf. Ini {len(text)} huruf."
        elif not text.isprintable():
            errors[key] = STRANGE
        elif holds_document_number(text):
            errors[key] = IDENTITY
    digits = nip.replace(" ", "")
    if nip and not (digits.isascii() and digits.isdigit() and len(digits) == NIP_DIGITS):
        errors[f"nip{which}"] = f"NIP terdiri dari {NIP_DIGITS} angka. Kosongkan kalau tidak ada."
        nip = ""
    return Signatory(position, name, nip)


def _beside(form: Mapping[str, str], errors: dict[str, str]) -> Signatory | None:
    second = _signatory(form, "2", errors)
    if second == NOBODY and "nip2" not in errors:
        return None
    for key, text in (("jabatan2", second.position), ("penandatangan2", second.name)):
        if not text:
            errors[key] = "Isi jabatan dan nama penandatangan kedua, atau kosongkan semuanya."
    return second


def _logo(form: Mapping[str, str], has_logo: Callable[[str], bool], errors: dict[str, str]) -> str:
    chosen = form.get("logo", "")
    if not chosen or form.get("tanpa_logo") == "ya":
        return ""
    if not has_logo(chosen):
        errors["logo"] = "Logo ini sudah tidak ada. Unggah lagi."
    return chosen


def example_choice(form: Mapping[str, str], choices: Mapping[str, object]) -> str:
    """Which example somebody wants to see; the first where they said nothing known."""
    wanted = form.get("contoh", "")
    return wanted if wanted in choices else next(iter(choices))
