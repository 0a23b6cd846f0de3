"""Work as its form says it: read into terms or into errors in the trainer's words, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from werkzeug.datastructures import MultiDict

from literasi.domain.assignment import ModuleKey, Span
from literasi.domain.dates import local_date, long_date
from literasi.domain.rundown import read_clock
from literasi.training.assignments.terms import Terms
from literasi.training.forms import read_date
from literasi.training.models import Cohort
from literasi.training.progress import Taught

LONGEST = timedelta(days=366)
MOST_ATTEMPTS = 20
NO_DATE = "Tulis batas waktunya: hari ini atau sesudahnya, misalnya 26/11/2026."
NO_CLOCK = "Tulis jamnya, misalnya 17.00, atau kosongkan."


@dataclass(frozen=True, slots=True)
class WorkForm:
    """`terms` is None while there are errors; `errors` maps a field to what to mend, "" to what
    is no field's."""

    terms: Terms | None
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the form is read against: the class with its programme, its people's seats by uid, the
    office's zone, the time, and the work as it is stored, if it is."""

    cohort: Cohort
    taught: Sequence[Taught]
    seats: Mapping[str, int]
    zone: str
    now: datetime
    stored: Terms | None = None


def read_work(form: MultiDict[str, str], frame: Frame) -> WorkForm:
    errors: dict[str, str] = {}
    if problem := class_over(frame):
        errors[""] = problem
    chosen = _modules(form, frame.taught, errors)
    span = _span(form, frame, errors)
    terms = Terms(
        modules=tuple(one.key for one in chosen),
        span=span,
        seats=_seats(form, frame, errors),
        in_order=form.get("berurutan") == "ya",
        pass_mark=_pass_mark(form.get("nilai", ""), chosen, errors),
        attempts=_attempts(form.get("kesempatan", ""), errors),
    )
    return WorkForm(None if errors else terms, errors)


def class_over(frame: Frame) -> str:
    """Why no work can be given any more; "" while it can."""
    if local_date(frame.now, frame.zone) <= frame.cohort.ends_on:
        return ""
    ended = long_date(frame.cohort.ends_on)
    return f"Kelas ini selesai {ended}. Kalau masih belajar, ubah dulu tanggal selesainya."


def fill(terms: Terms, uids: Mapping[int, str]) -> MultiDict[str, str]:
    """Terms as their form shows them. `uids` are those of the seats, by id."""
    span = terms.span
    texts = {
        "batas": span.due_on.isoformat() if span.due_on else "",
        "jam": f"{span.due_time:%H:%M}" if span.due_time else "",
        "buka": span.opens_on.isoformat() if span.opens_on else "",
        "buka_jam": f"{span.opens_time:%H:%M}" if span.opens_time else "",
        "berurutan": "ya" if terms.in_order else "",
        "nilai": str(terms.pass_mark or ""),
        "kesempatan": str(terms.attempts or ""),
    }
    return MultiDict(
        [
            *texts.items(),
            *(("modul", "/".join(key)) for key in terms.modules),
            *((f"urut-{'/'.join(key)}", str(n)) for n, key in enumerate(terms.modules, start=1)),
            *(("peserta", uids[seat]) for seat in terms.seats if seat in uids),
        ]
    )


def _modules(
    form: MultiDict[str, str], taught: Sequence[Taught], errors: dict[str, str]
) -> list[Taught]:
    """The chosen modules in the order that was typed beside them, else in the programme's."""
    keys, courses = set(form.getlist("modul")), set(form.getlist("kursus"))
    known = {"/".join(one.key): one for one in taught}
    chosen = [one for key, one in known.items() if key in keys or one.row.course in courses]
    if keys - set(known):
        errors["modul"] = "Satu modul yang kamu pilih sudah keluar dari program. Periksa lagi."
    elif gone := next((one for one in chosen if one.found is None), None):
        errors["modul"] = f"Modul {gone.title} sudah tidak ada di katalog. Pilih yang lain."
    elif not chosen:
        errors["modul"] = "Pilih dulu modulnya."
    places = {one.key: _place(form.get(f"urut-{'/'.join(one.key)}", "")) for one in chosen}
    return sorted(chosen, key=lambda one: places[one.key])


def _place(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1000


def _span(form: Mapping[str, str], frame: Frame, errors: dict[str, str]) -> Span:
    opens_on, opens_time = _moment(form, "buka", "buka_jam", errors)
    due_on, due_time = _moment(form, "batas", "jam", errors)
    span = Span(opens_on, opens_time, due_on, due_time)
    first = frame.cohort.starts_on
    if opens_on and opens_on < first:
        errors["buka"] = f"Paling awal dibuka pada hari pertama kelas, {long_date(first)}."
    if due_on and due_on < first:
        errors["batas"] = f"Batas waktunya sebelum kelas mulai, {long_date(first)}."
    elif due_on and due_on > frame.cohort.ends_on + LONGEST:
        errors["batas"] = "Batas waktunya lebih dari setahun sesudah kelas selesai."
    elif _is_past(span, frame):
        errors.setdefault("batas", NO_DATE)
    opens_at, due_at = span.opens_at(frame.zone), span.due_at(frame.zone)
    if opens_at and due_at and due_at <= opens_at:
        errors.setdefault("batas", "Batas waktunya harus sesudah pelajaran dibuka.")
    return span


def _is_past(span: Span, frame: Frame) -> bool:
    """Whether it would be late at once; what was so before may stay."""
    due_at = span.due_at(frame.zone)
    if due_at is None or due_at >= frame.now:
        return False
    stored = frame.stored
    return stored is None or stored.span.due_at(frame.zone) != due_at


def _moment(
    form: Mapping[str, str], day: str, clock: str, errors: dict[str, str]
) -> tuple[date | None, time | None]:
    day_text, clock_text = form.get(day, "").strip(), form.get(clock, "").strip()
    on, at = read_date(day_text), read_clock(clock_text)
    if day_text and on is None:
        errors[day] = NO_DATE if day == "batas" else "Tulis tanggalnya, misalnya 26/11/2026."
    if clock_text and at is None:
        errors[clock] = NO_CLOCK
    elif clock_text and not day_text:
        errors[clock] = "Jam perlu tanggalnya. Isi tanggalnya juga, atau kosongkan jamnya."
    return on, at if on else None


def _seats(form: MultiDict[str, str], frame: Frame, errors: dict[str, str]) -> frozenset[int]:
    """Nobody is the whole class. But where all for whom it was have left, nobody is a mistake."""
    chosen, here = set(form.getlist("peserta")), set(frame.seats.values())
    before = frame.stored.seats if frame.stored else frozenset()
    if chosen - set(frame.seats):
        errors["peserta"] = "Seorang yang kamu pilih sudah keluar dari kelas. Periksa lagi."
    elif not chosen and before and not before & here:
        errors["peserta"] = "Pesertanya sudah keluar dari kelas. Pilih yang lain, atau tarik saja."
    return frozenset(frame.seats[uid] for uid in chosen & set(frame.seats))


def _pass_mark(text: str, chosen: Iterable[Taught], errors: dict[str, str]) -> int | None:
    """Never below the course's own: a module that a certificate names means as much in every
    class."""
    if not text.strip():
        return None
    lowest = max((one.course.pass_mark for one in chosen if one.course), default=1)
    mark = _place(text)
    if lowest <= mark <= 100:
        return mark
    errors["nilai"] = f"Nilai lulus antara {lowest}, nilai kursusnya, dan 100."
    return None


def _attempts(text: str, errors: dict[str, str]) -> int | None:
    if not text.strip():
        return None
    number = _place(text)
    if 1 <= number <= MOST_ATTEMPTS:
        return number
    errors["kesempatan"] = f"Antara 1 dan {MOST_ATTEMPTS}. Kosong: boleh berkali-kali."
    return None


def read_module(text: str, terms: Terms) -> ModuleKey | None:
    """One of the work's modules as a form names it."""
    return next((key for key in terms.modules if "/".join(key) == text), None)
