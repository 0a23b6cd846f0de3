"""Settings, read once from the environment. A bad one stops the start with one clear line."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
OFFICES = ROOT / "literasi" / "accounts" / "offices.yaml"
PREFIX = "LITERASI_"
KNOWN = (
    "DATA",
    "KEYS",
    "DATABASE_URL",
    "FILES_URL",
    "BASE_URL",
    "COURSES",
    "OFFICES",
    "MINISTRY",
    "NOTIFY_URLS",
    "TSA_URL",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingsError(Exception):
    """A setting is wrong; the message, for operators, says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`base_url` is "" until somebody sets it: then links are made from the request."""

    data: Path
    keys: Path
    courses: Path
    files: Path
    database_url: str
    base_url: str
    ministry: str
    offices: Path
    loopback: bool = True
    notify_urls: tuple[str, ...] = ()
    tsa_url: str = ""

    @property
    def catalogue(self) -> Path:
        """Where `flask setup` leaves the prepared catalogue and pages."""
        return self.data / "prepared"

    @property
    def name(self) -> str:
        """What this installation is called where it signs, to whoever reads certificates."""
        return " ".join(filter(None, ("Literasi", self.ministry, urlsplit(self.base_url).netloc)))

    @property
    def demo(self) -> bool:
        """Whether people to try things out with may exist: on one's own machine alone."""
        return self.loopback and not self.base_url

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")


def from_environ(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`; raises SettingsError for an unknown or unusable one."""
    values = {k.removeprefix(PREFIX): v.strip() for k, v in environ.items() if k.startswith(PREFIX)}
    _refuse_unknown(values)
    data = Path(values.get("DATA") or ROOT / "instance").resolve()
    return Settings(
        data=data,
        keys=Path(values.get("KEYS") or data / "keys").resolve(),
        courses=Path(values.get("COURSES") or ROOT / "courses").resolve(),
        files=_files(values.get("FILES_URL", ""), data),
        database_url=_database_url(values.get("DATABASE_URL", ""), data),
        base_url=_base_url(values.get("BASE_URL", "")),
        ministry=values.get("MINISTRY") or "KP2MI",
        offices=Path(values.get("OFFICES") or OFFICES).resolve(),
        loopback=environ.get("HOST", LOOPBACK[0]).strip() in LOOPBACK,
        notify_urls=_notify_urls(values.get("NOTIFY_URLS", "")),
        tsa_url=_tsa_url(values.get("TSA_URL", "")),
    )


def _refuse_unknown(values: Mapping[str, str]) -> None:
    # Variables for the test run (LITERASI_TEST_…) belong to the tests, not to the site.
    for name in values:
        if name in KNOWN or name.startswith("TEST_"):
            continue
        near = difflib.get_close_matches(name, KNOWN, n=1)
        hint = f" Did you mean {PREFIX}{near[0]}?" if near else ""
        known = ", ".join(PREFIX + k for k in KNOWN)
        raise SettingsError(f"{PREFIX}{name} is not a setting.{hint} Settings are: {known}.")


def _files(url: str, data: Path) -> Path:
    if not url:
        return data / "files"
    parts = urlsplit(url)
    if parts.scheme in ("", "file") and parts.path:
        return Path(parts.path).resolve()
    raise SettingsError(
        f"LITERASI_FILES_URL={url!r} cannot be used: give a folder, /path or file:///path."
    )


def _notify_urls(text: str) -> tuple[str, ...]:
    urls = tuple(text.split())
    for place, url in enumerate(urls, start=1):
        if not url.partition("://")[2]:
            # Without the address itself: it may hold a token.
            raise SettingsError(
                f"LITERASI_NOTIFY_URLS: address {place} has no service://; separate them by spaces."
            )
    return urls


def _tsa_url(url: str) -> str:
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise SettingsError(
            f"LITERASI_TSA_URL={url!r} cannot be used: give the address of a time-stamping service."
        )
    return url


def _database_url(url: str, data: Path) -> str:
    if not url:
        return f"sqlite:///{data / 'literasi.sqlite3'}"
    scheme = url.split("://", 1)[0]
    if scheme in ("postgres", "postgresql"):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if scheme in ("sqlite", "postgresql+psycopg"):
        return url
    raise SettingsError(
        f"LITERASI_DATABASE_URL starts with {scheme!r}: use sqlite:///path or postgresql://user@host/name."
    )


def _base_url(url: str) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise SettingsError(
            f"LITERASI_BASE_URL={url!r} cannot be used: give scheme and host only, such as https://literasi.example."
        )
    return f"{parts.scheme}://{parts.netloc}"
