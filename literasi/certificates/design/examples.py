"""Certificates that nobody has: what a design looks like, and what a page is told about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from literasi.accounts.staff_models import Office
from literasi.certificates.design.clothes import logo_words
from literasi.certificates.design.forms import ACCENTS
from literasi.certificates.design.operations import OfficeDesign
from literasi.certificates.documents import CLASS_TITLE, PROGRAMME
from literasi.domain.certificate import class_number, format_code, grouped
from literasi.domain.colour import contrast_on_paper
from literasi.pdf.document import COLOUR, CertificateDocument, Dress, ModuleLine, Signatory

TITLE = "Literasi Keuangan Keluarga Pekerja Migran Indonesia"
LONG_TITLE = (
    "Mengelola Uang Kiriman dan Mendirikan Koperasi Bersama untuk Keluarga dan Purna Pekerja"
)
LONG_NAME = "Mohammad Wirahmanggala Wiryawan Mangkuwinata Wongsowijayanto"
MOST_MODULES = 12
# By the words of the form: whose name the example has.
NAMES = {
    "biasa": ("Nama biasa", "Siti Aminah"),
    "panjang": ("Nama 60 huruf dan judul panjang", LONG_NAME),
    "satu": ("Nama satu kata", "Sukarno"),
    "tanda": ("Huruf bertanda", "Nguyễn Thị Đặng Ánh"),
    "jawa": ("Aksara Jawa", "ꦱꦫꦶ ꦤꦶꦁꦱꦶꦃ"),
    "arab": ("Huruf Arab", "فاطمة الزهراء"),
    "tionghoa": ("Huruf Tionghoa", "王小明"),
}
CODE = format_code(bytes(16))
# Where a class and a design name nobody yet.
SOMEBODY = Signatory("Jabatan penandatangan", "Nama Penandatangan")


@dataclass(frozen=True, slots=True)
class Example:
    """What an example is made of beside the design: `today` where the office is, the site's
    address, the office's logo, and titles of modules with their minutes."""

    today: date
    base_url: str
    logo: bytes
    modules: Sequence[tuple[str, int]]


def example_of(
    office: Office, design: OfficeDesign, name: str, made: Example
) -> CertificateDocument:
    """A class certificate of `name`, one of the keys of NAMES, marked CONTOH."""
    is_long = name == "panjang"
    return CertificateDocument(
        kind="class",
        title=CLASS_TITLE,
        name=NAMES[name][1],
        course_title=LONG_TITLE if is_long else TITLE,
        modules=tuple(ModuleLine(title, minutes, 90) for title, minutes in made.modules),
        number=example_number(design, made.today),
        issued_on=made.today,
        issuer_name=office.name,
        issuer_lines=(PROGRAMME,),
        code=CODE,
        code_grouped=grouped(CODE),
        verification_url=f"{made.base_url}/verifikasi/{CODE}",
        edition=0,
        place=f"Balai Desa Contoh, {office.city}",
        starts_on=made.today - timedelta(days=1),
        ends_on=made.today,
        jp=16,
        signed_in=office.city,
        signatory=_somebody(design.signatory),
        letterhead=design.letterhead,
        specimen=True,
        dress=_dress(office, design, made.logo),
    )


def fullest(document: CertificateDocument) -> CertificateDocument:
    """The same with the longest that it may have to hold."""
    lines = [ModuleLine(f"{LONG_TITLE[:60]} {n}", 120, 100) for n in range(1, MOST_MODULES + 1)]
    return replace(
        document,
        name=LONG_NAME,
        course_title=LONG_TITLE,
        modules=tuple(lines),
        place=f"{document.place[:45]}, Kabupaten Contoh Timur Laut",
        jp=120,
    )


def example_number(design: OfficeDesign, today: date) -> str:
    if design.numbering == "register":
        return "dari buku register kantor"
    return class_number(design.number_pattern, 1, today)


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, in words for whoever designs; whether it `is_well`."""

    is_well: bool
    words: str


# What to do about a fault of `pdf.specimen`.
FAULTS = {
    "pages": "Isinya lebih dari dua halaman pada kelas dengan 12 modul. Kurangi baris kop surat.",
    "meets": (
        "Pada nama 60 huruf dan judul panjang, tulisan bertemu dengan tanda tangan atau QR. "
        "Kurangi baris kop surat, pendekkan jabatan, atau matikan bahasa kedua."
    ),
    "letterhead": "Ada baris kop surat yang tidak muat satu baris. Pendekkan, atau bagi dua.",
    "number": "Nomornya tidak muat satu baris. Pendekkan polanya.",
    "signatory": "Jabatan atau nama penandatangan terlalu panjang untuk tempatnya. Pendekkan.",
    "wide": "Ada tulisan yang lebih lebar daripada tempatnya. Pendekkan kata yang paling panjang.",
}


def checks(
    design: OfficeDesign, errors: Mapping[str, str], faults: frozenset[str], today: date
) -> list[Check]:
    """What is wrong first."""
    found = [Check(False, words) for words in errors.values()]
    found += [Check(False, words) for fault, words in FAULTS.items() if fault in faults]
    if not (design.signatory.name and design.signatory.position):
        words = "Penandatangan belum lengkap di sini, jadi tiap kelas harus menuliskannya sendiri."
        found.append(Check(False, words))
    if not design.letterhead:
        found.append(Check(False, "Belum ada kop surat. Tulis paling sedikit nama kantornya."))
    ratio = f"{contrast_on_paper(design.accent or COLOUR):.1f}".replace(".", ",")
    name = ACCENTS.get(design.accent, design.accent)
    if "warna" not in errors:
        found.append(Check(True, f"Warna {name}: kontras {ratio} banding 1, terbaca jelas."))
    if not faults:
        words = "Nama 60 huruf, judul dua baris, dan 12 modul muat di dua halaman."
        found.append(Check(True, words))
    if design.numbering == "register":
        words = "Nomor diketik dari buku register saat menerbitkan."
        found.append(Check(True, words))
    elif "pola" not in errors:
        found.append(Check(True, f"Nomor pertama tahun ini: {example_number(design, today)}"))
    return found


def _somebody(said: Signatory) -> Signatory:
    return Signatory(said.position or SOMEBODY.position, said.name or SOMEBODY.name, said.nip)


def _dress(office: Office, design: OfficeDesign, logo: bytes) -> Dress:
    return Dress(
        look=design.look,
        accent=design.accent,
        logo=logo,
        logo_alt=logo_words(office.name),
        beside=_somebody(design.beside) if design.beside else None,
        by_hand=design.by_hand,
        english=design.english,
        english_title="Managing Money Sent Home and Founding a Cooperative Together",
    )
