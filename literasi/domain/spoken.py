"""Text as a voice should say it: amounts, numbers, times and telephone numbers in words.

Many voices say "er pe satu titik lima ratus" for Rp1.500.000, so nothing is left to them that they
may get wrong. The page's own script says the same (static/js/spoken.js); a test gives both every
lesson.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from literasi.domain.languages import Language

_SMALL = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_SCALES = (
    *((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")),
    *((100, "ratus"), (10, "puluh")),
)
_NAMES = {
    **{"A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "ef", "G": "ge", "H": "ha"},
    **{"I": "i", "J": "je", "K": "ka", "L": "el", "M": "em", "N": "en", "O": "o", "P": "pe"},
    **{"Q": "ki", "R": "er", "S": "es", "T": "te", "U": "u", "V": "ve", "W": "we"},
    **{"X": "eks", "Y": "ye", "Z": "zet"},
}
# Abbreviations that people say as a word although they have one vowel only.
_SAID_AS_WORDS = frozenset({"KUB", "KUR", "PIN", "SAK", "SIM", "STOP"})
LARGEST = 10**15

_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+"
_RUPIAH = re.compile(
    rf"([-\u2212]?)Rp ?({_DIGITS})(?:,([0-9]+))?( (?:ribu|juta|miliar|triliun)\b)?"
)
_TELEPHONE = re.compile(r"(?<![0-9A-Za-z.,])\+?[0-9]+(?:-[0-9]+)+(?![0-9A-Za-z])")
_TIME = re.compile(r"(?<![0-9.,])([01]?[0-9]|2[0-3])\.([0-5][0-9])(?![0-9]|[.,][0-9])")
_FRACTION = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_RANGE = re.compile(r"([0-9]) ?\u2013 ?(?=[0-9]|Rp)")
_NUMBER = re.compile(rf"(?<![0-9A-Za-z])([-\u2212]?)({_DIGITS})(?:,([0-9]+))?(?![0-9A-Za-z])")
_CAPITALS = re.compile(r"(?<![0-9A-Za-z])(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,5}(?![0-9A-Za-z])")
_SLASH = re.compile(r"([A-Za-z])/(?=[A-Za-z])")
_DOT = re.compile(r"([a-z])\.(?=[a-z])")


def in_words(number: int) -> str:
    """A whole number in Indonesian: 1_500 is "seribu lima ratus". ValueError below 0 and from
    10**15 on."""
    if not 0 <= number < LARGEST:
        raise ValueError(f"a number from 0 to {LARGEST - 1}, not {number}")
    if number < len(_SMALL):
        return _SMALL[number]
    if number < 20:
        return f"{_SMALL[number - 10]} belas"
    size, name = next(scale for scale in _SCALES if scale[0] <= number)
    many, rest = divmod(number, size)
    # One is said "se-" up to a thousand: seratus, seribu, but satu juta.
    said = f"se{name}" if many == 1 and size <= 1000 else f"{in_words(many)} {name}"
    return f"{said} {in_words(rest)}" if rest else said


def spoken(text: str, language: Language) -> str:
    """One line of text as a voice of this language should say it."""
    line = " ".join(text.split())
    return _indonesian(line) if language.is_source else _other(line)


def _indonesian(line: str) -> str:
    line = _TELEPHONE.sub(_telephone(lambda digit: _SMALL[int(digit)]), line)
    line = _RANGE.sub(r"\1 sampai ", line)
    line = _RUPIAH.sub(_rupiah, line)
    line = _TIME.sub(_time, line)
    line = _FRACTION.sub(lambda m: f"{in_words(int(m[1]))} per {in_words(int(m[2]))}", line)
    line = _NUMBER.sub(lambda m: _minus(m[1]) + _amount(m[2], m[3]), line)
    line = _CAPITALS.sub(_capitals, line.replace("%", " persen"))
    return _DOT.sub(r"\1 titik ", _SLASH.sub(r"\1 ", line))


def _other(line: str) -> str:
    """English voices know English figures; rupiah stay written as Indonesians know them."""
    line = _TELEPHONE.sub(_telephone(str), line)
    line = _RUPIAH.sub(_foreign_rupiah, line)
    return _DOT.sub(r"\1 dot ", line)


def _telephone(say: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    """Digit by digit, with a rest between the groups."""

    def write(match: re.Match[str]) -> str:
        groups = match[0].lstrip("+").split("-")
        said = ", ".join(" ".join(say(digit) for digit in group) for group in groups)
        return f"plus {said}" if match[0][0] == "+" else said

    return write


def _rupiah(match: re.Match[str]) -> str:
    return f"{_minus(match[1])}{_amount(match[2], match[3])}{match[4] or ''} rupiah"


def _foreign_rupiah(match: re.Match[str]) -> str:
    fraction = f".{match[3]}" if match[3] else ""
    return f"{match[1]}{match[2].replace('.', ',')}{fraction}{match[4] or ''} rupiah"


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match[1]), int(match[2])
    return in_words(hour) + (f" lewat {in_words(minutes)}" if minutes else "")


def _minus(sign: str) -> str:
    return "minus " if sign else ""


def _amount(whole: str, fraction: str | None) -> str:
    number = int(whole.replace(".", ""))
    # A leading zero, or more digits than anything counts: a code, said digit by digit.
    is_code = (len(whole) > 1 and whole[0] == "0") or number >= LARGEST
    said = _digits(whole.replace(".", "")) if is_code else in_words(number)
    return f"{said} koma {_digits(fraction)}" if fraction else said


def _digits(text: str) -> str:
    return " ".join(_SMALL[int(digit)] for digit in text)


def _capitals(match: re.Match[str]) -> str:
    """An abbreviation letter by letter, unless it can be said as a word."""
    text = match[0]
    vowels = sum(letter in "AEIOU" for letter in text)
    has_digit = any(letter.isdigit() for letter in text)
    if text in _SAID_AS_WORDS or (vowels > 1 and not has_digit):
        return text
    return " ".join(_SMALL[int(sign)] if sign.isdigit() else _NAMES[sign] for sign in text)
