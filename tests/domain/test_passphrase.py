"""Staff choose passphrases that are long and not guessed at once."""

from __future__ import annotations

import pytest

from literasi.domain.passphrase import passphrase_problem


@pytest.mark.parametrize(
    "good", ["kuda besi minum kopi", "jambu1 sepeda hijau", "Ombak di Selat Alas!"]
)
def test_a_few_unrelated_words_will_do(good: str) -> None:
    assert passphrase_problem(good, "rina@example.org", "Rina") == ""


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("kuda besi kopi", "paling pendek"),
        ("", "paling pendek"),
        ("x" * 201, "paling panjang"),
        ("aaaaaaaaaaaaaaaaaaaa", "berulang"),
        ("abababababababababab", "berulang"),
        ("abcdefghijklmnopqrstu", "deretan"),
        ("01234567890123456789", "deretan"),
        ("98765432109876543210", "deretan"),
        ("rina@example.orgrina", "nama atau alamat"),
        ("literasi rina bp3mi!", "nama atau alamat"),
    ],
)
def test_what_is_short_or_guessed_is_refused(bad: str, says: str) -> None:
    assert says in passphrase_problem(bad, "rina@example.org", "Rina")
