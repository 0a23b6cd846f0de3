"""An installation that knows its address, as every public one does, and a store of documents."""

from __future__ import annotations

import pytest
from flask import Flask

from literasi import create_app
from literasi.config import Settings
from literasi.files import FolderStore
from tests.conftest import make_settings, set_up
from tests.people import Reader

BASE = "https://literasi.example"


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = make_settings(tmp_path_factory.mktemp("addressed"), LITERASI_BASE_URL=BASE)
    set_up(settings)
    return settings


@pytest.fixture
def visitor(addressed: Settings) -> Reader:
    """Somebody unknown on the site with an address."""
    return Reader(create_app(addressed))


@pytest.fixture
def files(app: Flask) -> FolderStore:
    """Where the app's finished documents lie."""
    store = app.extensions["literasi"].files
    assert isinstance(store, FolderStore)
    return store
