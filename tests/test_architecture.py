"""The arrows between packages point one way. This reads the imports and proves it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "literasi"
FEATURES = (
    "accounts",
    "learning",
    "certificates",
    "training",
    "portal",
)  # each may use those before it
SHARED = {
    *("config", "database", "extensions", "files", "keys", "notify", "photos", "queue", "sealing"),
    *("domain", "web"),
}
# Rooms that see the request: views, what loads for them, and the browser's side of sessions.
VIEW_ROOMS = ("views", "loaders", "sessions", "home")
PURE_LIBRARIES = sys.stdlib_module_names - {"random", "secrets", "os", "io", "pathlib", "time"}

Import = tuple[Path, str, int]


def _modules(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts)


def _imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """(module, name, line) of every import, also of those inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.module or "", alias.name, node.lineno


def _ours(path: Path) -> Iterator[tuple[str, int]]:
    """The part of literasi that each import names: "learning.models", "domain", "database"."""
    for module, name, line in _imports(path):
        if module == "literasi":
            yield name, line
        elif module.startswith("literasi."):
            yield module.removeprefix("literasi."), line


def _commits(path: Path) -> bool:
    """Whether a file calls `write()` or anything's `commit()`."""
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    names = {ast.unparse(call.func) for call in calls}
    return "write" in names or any(name.endswith(".commit") for name in names)


def _wrong(folder: str, allowed: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} imports literasi.{part}"
        for path in _modules(PACKAGE / folder)
        for part, line in _ours(path)
        if part.split(".")[0] not in allowed
    ]


def test_domain_uses_itself_and_pure_parts_of_the_standard_library() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in _modules(PACKAGE / "domain")
        for module, _, line in _imports(path)
        if not module.startswith("literasi.domain") and module.split(".")[0] not in PURE_LIBRARIES
    ]
    assert wrong == []


def test_domain_asks_neither_clock_nor_chance() -> None:
    text = "\n".join(path.read_text("utf-8") for path in _modules(PACKAGE / "domain"))
    for forbidden in (".now(", ".today(", "import random", "open("):
        assert forbidden not in text, forbidden


def test_content_knows_only_domain() -> None:
    assert _wrong("content", {"content", "domain"}) == []


def test_pdf_knows_only_domain() -> None:
    assert _wrong("pdf", {"pdf", "domain"}) == []


def test_documents_are_rendered_in_a_process_of_their_own() -> None:
    """Nobody outside asks for what renders, but for values, words and the process that does."""
    allowed = {"pdf", "pdf.apart", "pdf.making", "pdf.merging", "pdf.ingredients", "pdf.fonts"}
    allowed |= {"pdf.document", "pdf.papers", "pdf.book", "pdf.paper_quiz", "pdf.picturing"}
    outside = [path for path in _modules(PACKAGE) if path.parent != PACKAGE / "pdf"]
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports literasi.{part}"
        for path in outside
        for part, line in _ours(path)
        if part.split(".")[0] == "pdf" and part not in allowed
    ]
    named = {
        name for path in outside for module, name, _ in _imports(path) if module == "literasi.pdf"
    }
    assert wrong == []
    assert named <= {"PdfError", "apart"}


@pytest.mark.parametrize("library", ["weasyprint", "PIL"])
def test_a_site_that_answers_readers_never_loads_what_renders(library: str) -> None:
    program = (
        "import sys, literasi.factory; from literasi.pdf import apart, making;"
        f"print({library!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "False\n", done.stderr


def test_sheets_knows_only_domain() -> None:
    assert _wrong("sheets", {"sheets", "domain"}) == []


def test_sealing_knows_only_domain_and_where_keys_lie() -> None:
    assert _wrong("sealing", {"sealing", "domain", "files", "keys"}) == []


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("weasyprint", "pdf"),
        ("openpyxl", "sheets"),
        ("xlsxwriter", "sheets"),
        ("apprise", "notify.py"),
        ("huey", "queue"),
        ("pikepdf", "pdf"),
        ("cryptography", "sealing"),
        ("pyhanko", "sealing"),
    ],
)
def test_one_package_alone_imports_a_library_that_renders_or_reads_files(
    library: str, package: str
) -> None:
    importers = {
        path.relative_to(PACKAGE).parts[0]
        for path in _modules(PACKAGE)
        for module, _, _ in _imports(path)
        if module.split(".")[0] == library
    }
    assert importers == {package}


def test_pillow_is_used_where_pictures_are_made_and_where_photographs_are_read() -> None:
    importers = {
        str(path.relative_to(PACKAGE))
        for path in _modules(PACKAGE)
        for module, _, _ in _imports(path)
        if module.split(".")[0] == "PIL"
    }
    assert {one for one in importers if not one.startswith("pdf/")} == {"photos/reading.py"}
    assert _wrong("photos", {"photos"}) == []


def test_web_knows_no_feature() -> None:
    assert _wrong("web", SHARED) == []


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_uses_only_itself_lower_features_and_what_is_shared(feature: str) -> None:
    lower = set(FEATURES[: FEATURES.index(feature) + 1])
    pdf = {"pdf"} if feature in ("accounts", "certificates", "training") else set()
    sheets = {"sheets"} if feature == "training" else set()
    assert _wrong(feature, lower | SHARED | pdf | sheets) == []


def test_only_views_see_the_request_and_the_current_user() -> None:
    forbidden = {"request", "session", "current_user", "g", "url_for"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for feature in FEATURES
        for path in _modules(PACKAGE / feature)
        if not path.stem.endswith(VIEW_ROOMS)
        for module, name, line in _imports(path)
        if module.startswith(("flask", "werkzeug.local")) and name in forbidden
    ]
    assert wrong == []


def test_only_views_and_jobs_commit() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for feature in FEATURES
        for path in _modules(PACKAGE / feature)
        if not path.stem.endswith((*VIEW_ROOMS, "jobs"))
        if _commits(path)
    ]
    assert wrong == []


def test_models_import_no_operation_and_no_view() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {part}"
        for path in _modules(PACKAGE)
        if path.stem.endswith("models")
        for part, line in _ours(path)
        if part.rpartition(".")[2] in {"operations", "views", "forms"}
    ]
    assert wrong == []


def test_no_file_of_400_lines_and_no_function_of_40() -> None:
    long = []
    for path in [*_modules(PACKAGE), *_modules(ROOT / "tests"), *_modules(ROOT / "bench")]:
        text = path.read_text("utf-8")
        if text.count("\n") >= 400:
            long.append(str(path.relative_to(ROOT)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []
