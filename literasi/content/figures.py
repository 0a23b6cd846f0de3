"""What a percentage, the number of a law and a telephone number look like."""

from __future__ import annotations

import re

_DIGITS = r"\d+(?:[.,]\d+)*"
_WORDS = (
    r"nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh"
    r"|seratus|ratus|setengah"
    r"|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred|half"
)
_SIGN = r"(?:persen|percent|per\s+cent)\b"
PERCENT = re.compile(rf"(?<![\w.,])({_DIGITS})\s*(?:%|{_SIGN})|\b(?:{_WORDS})\s+{_SIGN}", re.I)
_SHORT_LAW = r"(?:UU|PP|PMK|PBI|POJK|SEOJK|Perp+u|Perpres|Permen\w*|Inpres|Keppres|Kepmen\w*|Perda)"
_LONG_LAW = (
    r"(?:[Uu]ndang-[Uu]ndang"
    r"|[Pp]eraturan (?:Pemerintah|Menteri|Presiden|Bank|OJK|Otoritas|Daerah|Badan))"
)
LAW = re.compile(
    r"\b[Pp]asal\s+\d+\w*"
    rf"|\b{_SHORT_LAW}\s+(?:(?:Nomor|No\.?)\s*)?\d+(?:/\d+)?"
    rf"|\b(?:{_SHORT_LAW}|{_LONG_LAW})(?:\s+[^\W\d]+)*?\s+(?:(?:Nomor|No\.?)\s*\d+|\d+/\d{{4}})"
    r"|\b[Aa]rticle\s+\d+\w*"
    r"|\b(?:[Ll]aw|[Rr]egulation|[Dd]ecree)(?:\s+(?:[Nn]umber|[Nn]o\.?))?\s+\d+(?:/\d+)?"
    r"|\b\d+/PUU-\w+/\d{4}"
)
_DATE = r"\d{1,2}-\d{1,2}-\d{4}\b"
PHONE = re.compile(
    rf"(?<![\w.,/-])(?!{_DATE})(?:\+\d|0\d)[\d\s-]{{5,}}\d(?![\w])"
    r"|\b(?:(?:men|t)ele?pon|telp|WA|WhatsApp|hubungi|kontak|hotline|call|phone|telephone|dial|contact)(?:\s+[^\W\d]+){0,3}"
    r"\s+\d{3,5}\b(?![.,-]?\d)",
    re.I,
)


def bare_figure(text: str) -> str:
    """The first percentage, law or telephone number in a text, "" for none."""
    found = (pattern.search(text) for pattern in (LAW, PHONE, PERCENT))
    return next((match[0].strip() for match in found if match), "")
