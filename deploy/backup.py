"""Back up the database and the files of a running installation.

    .venv/bin/python -m deploy.backup /backup [--keep 14]
    .venv/bin/python -m deploy.backup --keys /elsewhere/keys.tar

The settings are those of the site, from the environment. Keys are never part of a backup: who
holds both can read what the keys guard. They hardly ever change; save them once, elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tarfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from deploy import archive
from deploy.archive import ArchiveError
from literasi.config import Settings, SettingsError, from_environ

UNFINISHED = ".new-"
# A nudge, and nothing that the database does not know: see literasi/queue.
NO_QUEUE = "--exclude-schema=antrean"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("destination", type=Path, nargs="?", help="folder that holds backups")
    options.add_argument("--keep", type=int, default=14, help="how many backups stay (14)")
    options.add_argument("--keys", type=Path, help="save the keys into this new file instead")
    given = options.parse_args()
    if (given.destination is None) == (given.keys is None) or given.keep < 1:
        options.error("name a destination, or --keys FILE; and keep at least one")
    os.umask(0o077)
    try:
        settings = from_environ(os.environ)
        if given.keys:
            save_keys(settings, given.keys)
        else:
            print(back_up(settings, given.destination, datetime.now(UTC)))
            forget(given.destination, given.keep)
    except (ArchiveError, SettingsError, OSError, sqlite3.Error) as error:
        sys.exit(f"No backup was made. {error}")


def back_up(settings: Settings, destination: Path, now: datetime) -> Path:
    """The finished backup's folder. It appears whole or not at all; raises ArchiveError."""
    name = f"{archive.PREFIX}{now:%Y-%m-%dT%H%M%SZ}"
    folder = destination / f"{UNFINISHED}{name}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        _describe(settings, folder, now)
        # The database first: every document that it knows is then among the files, and one that
        # is made meanwhile is merely there too early.
        _dump(settings, folder / "database")
        _pack(settings.files, folder / "files.tar")
        archive.write_sums(folder)
        return folder.rename(destination / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def save_keys(settings: Settings, file: Path) -> None:
    archive.fingerprints(settings)  # refuses a folder that lacks one
    with file.open("xb") as output, tarfile.open(fileobj=output, mode="w") as tar:
        for path in sorted(settings.keys.glob("*.json")):
            tar.add(path, arcname=path.name)


def forget(destination: Path, keep: int) -> None:
    """Remove the oldest backups: whoever had their data deleted must not live on in them."""
    for old in sorted(destination.glob(f"{archive.PREFIX}*"))[:-keep]:
        shutil.rmtree(old)


def _describe(settings: Settings, folder: Path, now: datetime) -> None:
    about = {
        "made": now.isoformat(timespec="seconds"),
        "database": "sqlite" if archive.is_sqlite(settings) else "postgresql",
        "keys": archive.fingerprints(settings),
    }
    (folder / "about.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def _dump(settings: Settings, target: Path) -> None:
    if not archive.is_sqlite(settings):
        archive.run_postgres(settings, "pg_dump", "--format=custom", f"--file={target}", NO_QUEUE)
        return
    source = archive.sqlite_path(settings)
    if not source.exists():
        raise ArchiveError(f"There is no database at {source}: which LITERASI_DATA is it?")
    with closing(sqlite3.connect(source)) as database:
        database.execute("VACUUM INTO ?", [str(target)])
    archive.check_sqlite(target)


def _pack(files: Path, target: Path) -> None:
    with tarfile.open(target, "w") as tar:
        for path in sorted(files.rglob("*")):
            # A document that is being written has a name of this kind, and another one soon.
            if path.is_file() and not path.name.startswith(UNFINISHED):
                # Whoever takes a photograph away meanwhile must not stop the backup.
                with suppress(FileNotFoundError):
                    tar.add(path, arcname=str(path.relative_to(files)))


if __name__ == "__main__":
    main()
