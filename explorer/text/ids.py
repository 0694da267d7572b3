"""Short content hashes with a readable letter in front: the same content has the same id on every machine."""

from __future__ import annotations

from hashlib import sha256

DIGITS = 12
"""Hex digits of an id: 48 bits, so a million claims collide with a chance of about 1 in 600."""

_SEPARATOR = "\x1f"  # ASCII unit separator: cannot be confused with a part's own text


def content_id(letter: str, *parts: object) -> str:
    """`letter` + the first digits of the SHA-256 over `parts`, joined by a unit separator."""
    digest = sha256(_SEPARATOR.join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return letter + digest[:DIGITS]
