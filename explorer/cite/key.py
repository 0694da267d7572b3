"""Citation keys: the same source has the same key on every machine, and two sources hardly ever share one."""

from __future__ import annotations

import re
import unicodedata

from explorer.cite.work import Work
from explorer.text.fold import straighten

_SKIPPED = frozenset({"a", "an", "the"})
_HASH_DIGITS = 4
"""Digits of the source's hash at the end: one outlet often prints two articles a year that begin alike."""


def cite_key(work: Work) -> str:
    """ "reuters2025alibaba1a38": publisher or first author, year or "nd", title word, start of hash."""
    who = _ascii(work.authors[0].family or work.authors[0].literal) if work.authors else ""
    who = _ascii(work.publisher) or who or "anon"
    year = str(work.date[0]) if work.date else "nd"
    words = [_ascii(word) for word in (work.title or work.description).split()]
    word = next((word for word in words if word and word not in _SKIPPED), "")
    return f"{who}{year}{word}{work.sha256[:_HASH_DIGITS]}"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", straighten(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain.removesuffix("'s"))
