"""Bytes to the text of record: the exact decoding, with the doubt that remains.

The ladder is: byte order mark, strict UTF-8, Windows-1252, Latin-1. Newlines are never normalised and nothing is
repaired, so that every offset can be checked against the file. A byte order mark names the encoding and is no text.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from explorer.errors import BuildError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark is its prefix
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")  # ESC: text saved from a terminal is still text
_CONTROL_SHARE = 0.02
"""More control bytes than this share of the file make it binary; `file(1)` calls any at all "data"."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of record, the encoding that gave it, and why that encoding may be wrong ("" when it is sure)."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of the file called `name`; raises BuildError when they are not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    if _is_binary(data):
        raise _binary(name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    where = f"byte {bad} is not UTF-8 and the file names no encoding"
    try:
        return Decoded(data.decode("cp1252"), "cp1252", f"read as Windows-1252: {where}")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", f"read as Latin-1: {where}")


def _decode_marked(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            at = error.start + len(codecs.BOM_UTF8)
            doubt = f"marked as UTF-8 but byte {at} is not: shown as \N{REPLACEMENT CHARACTER}"
            return Decoded(data.decode("utf-8", "replace"), encoding, doubt)
        raise BuildError(f"{name}: marked as {encoding.upper()} but damaged; save it again as UTF-8") from None
    if "\0" in text:
        raise _binary(name)
    return Decoded(text, encoding)


def _binary(name: str) -> BuildError:
    return BuildError(f"{name}: not a text file (it holds binary data); remove it or convert it to plain text")


def _is_binary(data: bytes) -> bool:
    if b"\0" in data:
        return True
    controls = sum(data.count(bytes([code])) for code in range(0x20) if code not in _TEXT_CONTROLS)
    return controls > len(data) * _CONTROL_SHARE
