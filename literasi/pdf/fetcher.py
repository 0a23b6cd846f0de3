"""The only door between a printed document and the outside: our own static files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "static:"
STATIC = Path(__file__).resolve().parents[2] / "static"
# What a print template may use; anything else in the folder is none of its business.
CONTENT_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


class StaticFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types.
    """Answers `static:print/certificate.svg` with that file and refuses every other address.

    `root` is the folder that files must lie in, after symbolic links are followed.
    """

    def __init__(self, root: Path = STATIC) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._root = root.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind `url`; ValueError for whatever is not one of our static files.

        WeasyPrint turns the error into a log record, which the press turns into a PdfError.
        """
        path = self._locate(url)
        return URLFetcherResponse(
            url, path.read_bytes(), {"Content-Type": CONTENT_TYPES[path.suffix]}
        )

    def _locate(self, url: str) -> Path:
        if not url.startswith(SCHEME):
            raise ValueError(f"only {SCHEME} addresses are fetched, not {url[:80]!r}")
        path = (self._root / unquote(url.removeprefix(SCHEME))).resolve()
        # Resolved on both sides: neither `..` nor a symbolic link leads out of the folder.
        if not path.is_relative_to(self._root) or not path.is_file():
            raise ValueError(f"{url[:80]!r} is not a file of ours")
        if path.suffix not in CONTENT_TYPES:
            raise ValueError(f"{url[:80]!r} is of a kind that print does not use")
        return path
