"""The clocks that learners live by: Indonesia's three, and those of where its workers are."""

from __future__ import annotations

from literasi.domain.words import for_later

# IANA names with how people call the place. Where a country has several zones, that of most.
ZONES = {
    "Asia/Jakarta": for_later("Indonesia bagian barat (WIB)"),
    "Asia/Makassar": for_later("Indonesia bagian tengah (WITA)"),
    "Asia/Jayapura": for_later("Indonesia bagian timur (WIT)"),
    "Asia/Kuala_Lumpur": for_later("Malaysia"),
    "Asia/Singapore": for_later("Singapura"),
    "Asia/Brunei": for_later("Brunei Darussalam"),
    "Asia/Hong_Kong": for_later("Hong Kong"),
    "Asia/Taipei": for_later("Taiwan"),
    "Asia/Seoul": for_later("Korea Selatan"),
    "Asia/Tokyo": for_later("Jepang"),
    "Asia/Riyadh": for_later("Arab Saudi"),
    "Asia/Dubai": for_later("Uni Emirat Arab"),
    "Asia/Qatar": for_later("Qatar"),
    "Asia/Kuwait": for_later("Kuwait"),
    "Asia/Muscat": for_later("Oman"),
    "Asia/Amman": for_later("Yordania"),
    "Europe/Istanbul": for_later("Turki"),
    "Europe/Rome": for_later("Eropa Tengah: Italia, Jerman, Polandia, Belanda"),
    "Europe/London": for_later("Inggris"),
    "Australia/Sydney": for_later("Australia timur"),
    "America/New_York": for_later("Amerika Serikat timur"),
}
SHORT = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
