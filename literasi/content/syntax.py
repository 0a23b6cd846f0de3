"""The two signs of ours that stand in an author's Markdown."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
PICTURE_LINE = re.compile(r"\s*!\[(.*?)\]\(([\w.-]+\.svg)\)\s*")
