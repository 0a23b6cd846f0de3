"""Rupiah and numbers as Indonesians write them. Rupiah are whole integers everywhere.

What can be read in two ways is refused: a wrong guess would be wrong a thousandfold.
The messages are for the learner who typed, so they are Indonesian and say what to type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from literasi.domain.languages import SOURCE, Language
from literasi.domain.words import Complaint

# Large enough for any cooperative, small enough for a 64-bit column.
LARGEST = 10**15
LONGEST_TEXT = 60

_SCALES = {
    "k": 10**3,
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_SCALED = r"([0-9]+(?:[.,][0-9]+)?) ?(k|rb|ribu|jt|juta|miliar|milyar|triliun)\b"
_PLAIN = re.compile(r"[0-9]+")
# One separator throughout; with a comma at least two groups, since "1,500" may be one and a half.
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+|(?:,[0-9]{3}){2,})")
_CENTS = re.compile(r"(?<=[0-9]),(?:[0-9]{2}|-{1,2})$")
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_POINT_NUMBER = re.compile(r"([0-9]+)\.([0-9]{1,2}|[0-9]{4,})")


def parse_rupiah(text: str) -> int:
    """The whole rupiah that `text` names; ValueError with an Indonesian message otherwise.

    Reads "Rp1.500.000", "Rp 1.500.000,00", "1500000", "1,5 juta", "1.5jt", "500rb" and
    "1 juta 500 ribu". Refuses "1,5" (of what?), "1.500 juta" (1,5 or 1500?) and cents.
    """
    negative, body = _sign(_tidy(text))
    body = re.sub(r"^(?:rp\.?|idr) ?", "", body)
    inner_negative, body = _sign(body)
    body = re.sub(r" ?rupiah$", "", body)
    if not re.search("[0-9]", body) or (negative and inner_negative):
        raise Complaint("Jumlah uang belum terbaca. Tulis misalnya 1.500.000 atau 1,5 juta.")
    amount = _scaled(body) if re.search("[a-z]", body) else _unscaled(body)
    if amount > LARGEST:
        raise Complaint("Jumlah ini terlalu besar. Periksa lagi banyaknya angka nol.")
    return -amount if negative or inner_negative else amount


def _tidy(text: str) -> str:
    """Lower case, one space between words, a plain minus sign, no odd spaces."""
    if len(text) > LONGEST_TEXT:
        raise Complaint("Tulisan ini terlalu panjang untuk sebuah angka.")
    return re.sub(r"\s+", " ", text.replace("\u2212", "-")).strip().lower()


def _sign(text: str) -> tuple[bool, str]:
    return text.startswith("-"), text.removeprefix("-").lstrip()


def _unscaled(body: str) -> int:
    cents = _CENTS.search(body)
    if cents and not _GROUPED.fullmatch(body):
        if cents.group().strip(",-0"):
            raise Complaint("Tulis rupiah bulat tanpa sen, misalnya 1.500.000.")
        body = body[: cents.start()]
    if _PLAIN.fullmatch(body) or _GROUPED.fullmatch(body):
        return int(re.sub("[., ]", "", body))
    if re.fullmatch("[0-9]+[.,][0-9]+", body):
        raise _two_things(body)
    raise _unread(body)


def _scaled(body: str) -> int:
    """The sum of parts such as "1 juta 500 ribu", from large to small."""
    if not re.fullmatch(rf"{_SCALED}(?: {_SCALED})*", body):
        raise _unread(body)
    total, last = Decimal(0), None
    for number, word in re.findall(_SCALED, body):
        if re.fullmatch("[0-9]+[.,][0-9]{3}", number):
            raise _two_things(f"{number} {word}")
        if last is not None and _SCALES[word] >= last:
            raise _unread(body)
        last = _SCALES[word]
        total += Decimal(number.replace(",", ".")) * last
    if total != int(total):
        raise Complaint("Tulis rupiah bulat tanpa sen, misalnya 1.500.000.")
    return int(total)


def _two_things(typed: str) -> Complaint:
    return Complaint(
        "“%(typed)s” bisa berarti dua hal. Tulis misalnya 1.500.000 atau 1,5 juta.", typed=typed
    )


def _unread(typed: str) -> Complaint:
    return Complaint(
        "“%(typed)s” belum terbaca sebagai jumlah uang. Tulis misalnya 1.500.000 atau 1,5 juta.",
        typed=typed,
    )


def parse_number(text: str) -> Decimal:
    """A plain number or percentage: "4,8", "4,8 persen", "4.8 percent", "4,8%", "1.250", "12".

    A comma is the decimal sign and a point groups thousands; a point that cannot be
    grouping ("4.8", from a phone's numeric keypad) is read as the decimal sign.
    Raises ValueError with an Indonesian message.
    """
    negative, body = _sign(_tidy(text))
    body = re.sub(r" ?(?:persen|percent|%)$", "", body)
    match = _NUMBER.fullmatch(body) or _POINT_NUMBER.fullmatch(body)
    if not match:
        raise Complaint("Angka belum terbaca. Tulis angkanya saja, misalnya 12 atau 4,8.")
    number = Decimal(f"{match.group(1).replace('.', '')}.{match.group(2) or ''}")
    return -number if negative else number


def format_rupiah(amount: int) -> str:
    """`Rp1.500.000`, or `-Rp1.500.000` below zero."""
    return f"{'-' if amount < 0 else ''}Rp{_grouped(abs(amount))}"


def format_number(
    number: Decimal | int, decimals: int | None = None, language: Language = SOURCE
) -> str:
    """`1.250,5`, in English `1,250.5`. With `decimals`, rounded half up to just so many."""
    value = Decimal(number)
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(value):f}".partition(".")
    sign = "-" if value < 0 else ""
    shown = _grouped(int(whole), language.group_sign)
    return sign + shown + (f"{language.decimal_sign}{fraction}" if fraction else "")


def _grouped(number: int, sign: str = ".") -> str:
    return f"{number:,}".replace(",", sign)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` rupiah shared by `weights`, each part whole and the sum exact.

    Largest remainder: what rounding down leaves goes, one rupiah each, to the parts that
    lost most; the earlier part wins a tie. ValueError for a negative total or weight and
    for weights that sum to zero.
    """
    whole = sum(weights)
    if total < 0 or any(weight < 0 for weight in weights) or whole == 0:
        raise ValueError("total and weights must not be negative, and one weight must be above 0")
    parts = [total * weight // whole for weight in weights]
    by_loss = sorted(range(len(parts)), key=lambda place: -(total * weights[place] % whole))
    for place in by_loss[: total - sum(parts)]:
        parts[place] += 1
    return parts


def whole_rupiah(value: Decimal | int, name: str) -> int:
    """`value` as whole rupiah, zero or more; ValueError naming `name` otherwise."""
    if value != int(value):
        raise ValueError(f"{name} must be whole rupiah, not {value}")
    if value < 0:
        raise ValueError(f"{name} must not be negative, but is {value}")
    return int(value)


def whole_count(value: Decimal | int, name: str, least: int = 0) -> int:
    """`value` as a whole number of people or months; ValueError naming `name` otherwise."""
    if value != int(value) or value < least:
        raise ValueError(f"{name} must be a whole number, {least} or more, not {value}")
    return int(value)


def round_half_up(value: Decimal, decimals: int = 0) -> Decimal:
    """`value` to `decimals` digits after the point, a half going away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
