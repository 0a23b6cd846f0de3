"""A credential inside the picture of its badge, as Open Badges 3.0 has it ("baking").

The picture can be shown anywhere, and whoever checks it finds the credential in it.
"""

from __future__ import annotations

import struct
import zlib

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_AFTER_HEADER = len(_SIGNATURE) + 4 + 4 + 13 + 4  # signature; the header's length, name, data, CRC


def into_png(picture: bytes, credential: str) -> bytes:
    """The picture with the credential as an iTXt chunk. ValueError for what is no PNG, or one with
    a credential already."""
    if not picture.startswith(_SIGNATURE) or picture[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    if KEYWORD + b"\0" in picture:
        raise ValueError("this picture holds a credential already")
    # Not compressed, no language, no translated keyword.
    content = b"iTXt" + KEYWORD + b"\0\0\0\0\0" + credential.encode()
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return picture[:_AFTER_HEADER] + chunk + picture[_AFTER_HEADER:]


def into_svg(picture: str, credential: str) -> str:
    """The drawing with the credential as its first element. ValueError for what is no SVG, or one
    with a credential already."""
    start = picture.find("<svg ")
    end = picture.find(">", start)
    if start < 0 or end < 0 or "<openbadges:" in picture:
        raise ValueError("not an SVG without a credential")
    # Inside JSON ">" may be written so, and then nothing ends the section early.
    inside = credential.replace(">", "\\u003e")
    element = f"<openbadges:credential><![CDATA[{inside}]]></openbadges:credential>"
    opening = f'{picture[:end]} xmlns:openbadges="{NAMESPACE}">'
    return opening + element + picture[end + 1 :]
