"""Blank out what only looks like prose: addresses, reference markers, masked tokens, telephone numbers, clock times.

The readers of quantities and dates look at the blanked copy, so that the digits of a URL never become a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ADDRESSES = r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+|(?<![\w@])@\w+"
_MARKERS = r"\[\d+(?:[,–-] ?\d+)*\]"
_MASKED = r"#+\d*(?!\w)|#\w+"
"""Tokens that a tokenizer damaged ("##0", "#00") and hashtags."""
_PHONES = (
    r"(?<![\w.,$€£])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?|\d{3}[ .-])\d{3,4}[ .-]\d{3,4}(?![\w%])"
    r"|(?<![\w.,$€£])\+\d{1,3}(?:[ .-]\d{2,5}){2,5}(?!\w)"
    r"|(?<![\w.,$€£])1-8\d\d-[\w-]{7,}"
    r"|(?<![\w.,$€£-])\d{3}-\d{4}(?![\w%-])"
    r"|(?<![\w.,$€£])0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?!\w)"
)
_TIMES = (
    r"(?<![\w.:])\d{1,2}(?::\d{2}){1,2}(?: ?[ap]\.?m\.?(?!\w))?"
    r"|(?<![\w.,$€£])\d{1,2}(?:[.:]\d{2})? ?(?:a\.m\.|p\.m\.|[ap]m\b)"
    r"|(?<![\w.,$€£])\d{4} ?(?:GMT|UTC|BST|CET|hours local time)\b"
    r"|\b(?:\d{1,2}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve)"
    r" o['’]clock\b"
)
_VERSIONS = r"(?<![\w.])(?!\d\d?\.\d\d?\.(?:19|20)\d\d(?!\w))v?\d+(?:\.\d+){2,}(?!\w)"
"""Version numbers and network addresses: more than one point, and no day with its year."""

_CLUTTER = re.compile("|".join((_ADDRESSES, _MARKERS, _MASKED, _PHONES, _TIMES, _VERSIONS)))
_TRACE = re.compile(r"[\d#@]|://|www\.|o['’]clock")
"""Without one of these a text holds no clutter: most paragraphs are let through at once."""


@lru_cache(maxsize=4)  # dates and quantities are read from one paragraph, one behind the other
def blank_clutter(text: str) -> str:
    """A copy of `text` of the same length in which every such token is a run of NUL characters."""
    if not _TRACE.search(text):
        return text
    return _CLUTTER.sub(lambda match: "\0" * len(match.group()), text)
