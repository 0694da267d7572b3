"""What the tables of claims, sources and days call a source, how they quote, and how they count what was found."""

from __future__ import annotations

from explorer.lists import SourceItem
from explorer.text.phrases import plural, shortened, title_words

_OPENING = '“"„«‘'
"""Marks with which a quotation begins."""


def source_name(item: SourceItem, most: int) -> str:
    """A source's publisher, else its title, else its file, in about so many code points."""
    if item.publisher or not item.title:
        return shortened(item.publisher or item.path, most)
    return title_words(shortened(item.title, most), item.title_status, item.path)


def quoted_words(words: str) -> str:
    """An excerpt on one line, between quotation marks unless it brings its own."""
    flat = " ".join(words.split())
    return flat if not flat or flat[0] in _OPENING else f"“{flat}”"


def found_words(found: int | None) -> str:
    """ " · in 12 claims found": a search need not have read all that match, and nobody should take them for all."""
    return "" if found is None else f" · in {plural(found, 'claim')} found"
