"""Several PDFs one after the other, to print in one go; the only importer of pikepdf.

The copies are for paper: what makes each file readable aloud stays in the files themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

import pikepdf

from literasi.pdf import PdfError


def merge(parts: Iterable[tuple[str, bytes]], title: str, target: BinaryIO) -> None:
    """Write one PDF of all, each with a bookmark of its name. Raises PdfError for a part that is no
    PDF."""
    opened: list[pikepdf.Pdf] = []
    try:
        # What is copied is read from its source only when it is written, so all stay open.
        with pikepdf.new() as whole:
            with whole.open_outline() as outline:
                for name, content in parts:
                    part = pikepdf.open(BytesIO(content))
                    opened.append(part)
                    _leave_seals(part)
                    outline.root.append(pikepdf.OutlineItem(name, len(whole.pages)))
                    whole.pages.extend(part.pages)
            _describe(whole, title)
            whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PdfError as error:
        raise PdfError(str(error)) from error
    finally:
        for part in opened:
            part.close()


def _leave_seals(part: pikepdf.Pdf) -> None:
    """A seal is over the file that it came in, so a copy of its page would show a broken one."""
    for page in part.pages:
        if "/Annots" in page.obj:
            kept = [one for one in page.obj.Annots if one.get("/Subtype") != "/Widget"]
            page.obj.Annots = pikepdf.Array(kept)


def _describe(whole: pikepdf.Pdf, title: str) -> None:
    whole.docinfo["/Title"] = title
    whole.Root.Lang = "id"
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    for page in whole.pages:
        # They point into a tree of tags that stays behind.
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]
