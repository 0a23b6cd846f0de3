"""The languages of the site: the one list of them, with what each needs for dates and figures.

A language is added here, in `literasi/translations/<code>/LC_MESSAGES/messages.po`, and in files
beside the courses' own; docs/authoring.md says how.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is a BCP 47 tag, written in addresses (`/en/kursus`) and file names
    (`quiz.en.md`); `name` is what its speakers call it. `practice`, `week_step` and `form` are
    headings that the site knows in its course files; `by` is its word for "as of"."""

    code: str
    name: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    percent: str
    decimal_sign: str
    group_sign: str
    by: str
    table: str
    practice: str
    week_step: str
    form: str
    doubt: str
    is_source: bool = False

    @property
    def prefix(self) -> str:
        """What its addresses begin with: "" for the source, else "/en"."""
        return "" if self.is_source else f"/{self.code}"

    @property
    def ending(self) -> str:
        """How its course files end: ".md" or ".en.md"."""
        return ".md" if self.is_source else f".{self.code}.md"


INDONESIAN = Language(
    code="id",
    name="Bahasa Indonesia",
    months=(
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    short_months=(
        *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
        *("Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    ),
    percent="persen",
    decimal_sign=",",
    group_sign=".",
    by="per",
    table="Tabel",
    practice="Latihan",
    week_step="Langkah minggu ini",
    form="Bentuk",
    doubt="Belum pasti. Tanyakan ke BP3MI atau dinas.",
    is_source=True,
)
ENGLISH = Language(
    code="en",
    name="English",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    short_months=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    percent="percent",
    decimal_sign=".",
    group_sign=",",
    by="as of",
    table="Table",
    practice="Practice",
    week_step="This week's step",
    form="Form",
    doubt="Not certain. Ask BP3MI or your local office.",
)
SOURCE = INDONESIAN
LANGUAGES = (INDONESIAN, ENGLISH)
TRANSLATIONS = tuple(language for language in LANGUAGES if not language.is_source)
