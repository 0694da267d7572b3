"""Short content hashes with a readable letter in front: the same content has the same id on every machine."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 12
"""Hex digits of an id: 48 bits, so a million claims collide with a chance of about 1 in 600."""

_SEPARATOR, _ESCAPE = "\x1f", "\x1e"  # ASCII unit and record separator


def _part(text: str) -> str:
    """The part as text in which no separator stands, so that ("a", "b") and ("a\\x1fb",) differ."""
    return text.replace(_ESCAPE, _ESCAPE + "0").replace(_SEPARATOR, _ESCAPE + "1")


def content_id(letter: str, *parts: object) -> str:
    """`letter` + the first digits of the SHA-256 over `parts`, joined by a unit separator."""
    texts = [str(part) for part in parts]
    joined = _SEPARATOR.join(texts)
    if joined.count(_SEPARATOR) >= len(texts) or _ESCAPE in joined:  # rare, and everything else is quicker so
        joined = _SEPARATOR.join(map(_part, texts))
    return letter + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
