"""What staff may choose as a passphrase: long, and not made of what everybody can guess.

Length is what counts (NIST SP 800-63B asks for fifteen where a password stands alone);
digits and signs are allowed and not demanded.
"""

from __future__ import annotations

from itertools import pairwise

SHORTEST = 15
LONGEST = 200
FEWEST_LETTERS = 6  # different characters


def passphrase_problem(passphrase: str, login: str, name: str) -> str:
    """What is wrong with it, in the reader's words; "" when it will do."""
    if len(passphrase) < SHORTEST:
        return (
            f"Kalimat sandi paling pendek {SHORTEST} huruf. Beberapa kata yang tidak berhubungan "
            "mudah diingat dan sulit ditebak."
        )
    if len(passphrase) > LONGEST:
        return f"Kalimat sandi paling panjang {LONGEST} huruf."
    plain = passphrase.casefold()
    if len(set(plain)) < FEWEST_LETTERS:
        return "Kalimat sandi ini terlalu berulang. Pakai beberapa kata yang berbeda."
    if _is_run(plain):
        return "Kalimat sandi ini hanya deretan huruf atau angka. Pakai beberapa kata."
    rest = plain
    for known in (login.casefold(), name.casefold(), "literasi", "bp3mi"):
        rest = rest.replace(known, "") if len(known) > 2 else rest
    if len(rest) < SHORTEST // 2:
        return "Kalimat sandi jangan terbuat dari nama atau alamatmu sendiri."
    return ""


def _is_run(text: str) -> bool:
    """Every character follows the one before, as in abcdef or 0123456789012345."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps <= {1, -9, -25} or steps <= {-1, 9, 25}
