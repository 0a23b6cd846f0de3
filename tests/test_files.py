"""Documents are written once, whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from literasi.files import FileStoreError, FolderStore
from tests.disk import disk_full_after


def test_what_was_put_is_got_and_the_first_wins(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.get("a/b.pdf") is None
    assert store.put_once("a/b.pdf", b"first") == b"first"
    assert store.put_once("a/b.pdf", b"second") == b"first"
    assert store.get("a/b.pdf") == b"first"


def test_many_writers_agree_on_one(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(lambda n: store.put_once("x", str(n).encode() * 1000), range(40)))
    assert len(stored) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    with disk_full_after(1000), pytest.raises(FileStoreError, match="too large"):
        store.put_once("x.pdf", b"content" * 1000)
    assert list((tmp_path / "files").iterdir()) == []
    assert store.put_once("x.pdf", b"content" * 1000) == b"content" * 1000


def test_what_takes_anothers_place_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put_over("c/a.pdf", b"first")
    store.put_over("c/a.pdf", b"second")
    assert store.get("c/a.pdf") == b"second"
    with disk_full_after(1000), pytest.raises(FileStoreError):
        store.put_over("c/a.pdf", bytes(5000))
    assert store.get("c/a.pdf") == b"second"
    assert [one.name for one in (tmp_path / "c").iterdir()] == ["a.pdf"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file in its place")
    with pytest.raises(FileStoreError):
        FolderStore(tmp_path / "files").probe()
    with pytest.raises(FileStoreError):
        FolderStore(tmp_path / "files").put_once("x.pdf", b"content")


@pytest.mark.parametrize("key", ["../x", "/etc/passwd", "a/../../x"])
def test_a_key_never_leads_outside(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        FolderStore(tmp_path / "files").get(key)
