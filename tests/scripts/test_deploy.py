"""What `deploy/` says agrees with the program, and the app needs no word of a proxy."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from flask import Flask

from literasi import config
from literasi.config import ROOT
from literasi.factory import LARGEST_BODY
from literasi.web.bodies import largest_body

DEPLOY = ROOT / "deploy"
TEXTS = sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".pyc")
OPERATING = (ROOT / "docs/operating.md").read_text("utf-8")


def read(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def test_the_proxy_lets_through_and_holds_in_memory_what_the_app_accepts() -> None:
    for directive in ("client_max_body_size", "client_body_buffer_size"):
        found = re.search(rf"^{directive} (\d+)k;", read("nginx/proxy.conf"), re.MULTILINE)
        assert found, directive
        assert int(found[1]) * 1024 == LARGEST_BODY


def test_the_proxy_lets_through_the_files_that_a_page_takes(app: Flask) -> None:
    said = re.findall(
        r"^location ~ (\S+) \{\n +client_max_body_size (\d+)k;", read("nginx/proxy.conf"), re.M
    )
    taken = [
        re.sub("<[^>]*>", str(uuid4()), rule.rule)
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "largest_body", 0)
    ]
    assert (len(taken), len(said)) == (7, 5)
    for path in (*taken, "/en/verifikasi"):
        (most,) = [int(size) for pattern, size in said if re.search(pattern, path)]
        assert most * 1024 == largest_body(app, path)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"LITERASI_([A-Z_]+[A-Z])", path.read_text("utf-8")))
    assert named <= set(config.KNOWN)


def test_every_file_that_the_composition_mounts_is_there() -> None:
    services = yaml.safe_load(read("compose/compose.yaml"))["services"]
    mounted = [mount.split(":")[0] for one in services.values() for mount in one["volumes"]]
    ours = [path for path in mounted if path.startswith(".")]
    assert len(ours) == 5
    for path in ours:
        assert (DEPLOY / "compose" / path).resolve().is_file(), path
    build = services["app"]["build"]
    context = (DEPLOY / "compose" / build["context"]).resolve()
    assert context == ROOT
    assert (context / build["dockerfile"]).is_file()


def test_the_units_start_what_is_there() -> None:
    for unit in (DEPLOY / "systemd").glob("*.service"):
        started = re.search(r"^ExecStart=/srv/literasi/(\S+)(?: -m (\S+))?", unit.read_text(), re.M)
        assert started, unit
        module = started[2]
        file = module.replace(".", "/") + ".py" if module else started[1]
        assert (ROOT / file).is_file(), file


def test_the_guide_names_every_file_of_deploy_that_an_operator_copies() -> None:
    for path in TEXTS:
        if path.suffix in (".conf", ".service", ".timer", ".yaml", ".env"):
            assert path.name in OPERATING or f"{path.stem}.*" in OPERATING, path.name
