"""Settings come from the environment; a wrong one stops the start with one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from literasi.config import KNOWN, PREFIX, ROOT, SettingsError, from_environ


def test_without_any_setting_everything_lies_in_the_instance_folder() -> None:
    settings = from_environ({"HOME": "/root"})
    assert settings.data == ROOT / "instance"
    assert settings.keys == settings.data / "keys"
    assert settings.database_url == f"sqlite:///{settings.data}/literasi.sqlite3"
    assert settings.base_url == ""
    assert not settings.secure


def test_settings_are_read_from_the_environment() -> None:
    settings = from_environ(
        {
            "LITERASI_DATA": "/srv/data",
            "LITERASI_KEYS": "/srv/keys",
            "LITERASI_FILES_URL": "file:///srv/files",
            "LITERASI_DATABASE_URL": "postgres://app@db/literasi",
            "LITERASI_BASE_URL": "https://literasi.example/",
        }
    )
    assert settings.keys == Path("/srv/keys")
    assert settings.files == Path("/srv/files")
    assert settings.database_url == "postgresql+psycopg://app@db/literasi"
    assert settings.base_url == "https://literasi.example"
    assert settings.secure


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("LITERASI_DATABASE", "x", "Did you mean LITERASI_DATABASE_URL?"),
        ("LITERASI_DATABASE_URL", "mysql://x", "use sqlite:///path or postgresql://"),
        ("LITERASI_FILES_URL", "s3://bucket", "give a folder"),
        ("LITERASI_BASE_URL", "literasi.example", "give scheme and host only"),
        ("LITERASI_BASE_URL", "https://a.example/x", "give scheme and host only"),
        ("LITERASI_BASE_URL", "ftp://a.example", "give scheme and host only"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=name) as error:
        from_environ({name: value})
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_the_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in KNOWN:
        assert f"`{PREFIX}{name}`" in readme


def test_a_wrong_setting_ends_the_start_with_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "setup"],
        cwd=ROOT,
        env={**os.environ, "LITERASI_BASE_URL": "literasi.example"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("LITERASI_BASE_URL='literasi.example' cannot be used")
    assert done.stderr.count("\n") == 1
