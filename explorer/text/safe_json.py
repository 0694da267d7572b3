r"""JSON that a terminal cannot act on: what `inert` would replace by a glyph is written as a `\u` escape.

A program reads back exactly the same strings, and readable characters stay readable.
"""

from __future__ import annotations

import re

from explorer.text.inert import is_inert

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if is_inert(char):
        return char
    import json

    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"


def to_json(value: object, *, indent: int | None = 2, ascii_only: bool = False) -> str:
    """`value` as JSON text, keys in the order given, without a newline at the end."""
    import json  # not before the screen's first frame, which writes none

    if ascii_only:
        return json.dumps(value, indent=indent).replace("\x7f", "\\u007f")
    return _NOT_ASCII.sub(_escape, json.dumps(value, indent=indent, ensure_ascii=False))
