"""Quotation marks paired into quotations, over one paragraph.

Marks in news are dirty: straight or curly, doubled apostrophes of some agencies, unclosed quotations that run over
several paragraphs. Pairs are sought by type and end with the paragraph. Single marks are only read as quotations
where they cannot be apostrophes.
"""

from __future__ import annotations

import re

from explorer.models import Span

_DOUBLED = re.compile(r"(?<!')''(?!')|``")
"""Some agencies print `''` or ``` `` ``` for a double mark."""
_SINGLE = re.compile(
    r"(?:(?<=\s)|(?<=[(\[—–])|^)'(?=\S)"
    r"([^'\"\n]{3,}?(?:(?<=\w)'(?=\w)[^'\"\n]*?)*)'(?=[\s,.;:!?)\]—–]|$)"
)


def even_marks(text: str) -> str:
    """Doubled apostrophes as one double mark and a space, one for one; `text` must be straightened already."""
    out: list[str] = []
    last = 0
    for match in _DOUBLED.finditer(text):
        after = text[match.end() : match.end() + 1]
        opens = match.group() == "``" or (after.isalnum() and not text[match.start() - 1 : match.start()].isalnum())
        out += [text[last : match.start()], ' "' if opens else '" ']
        last = match.end()
    return "".join([*out, text[last:]]) if out else text


def find_quotations(text: str) -> list[Span]:
    """Double-quoted strings of one straightened paragraph, marks included, in order and without overlap.

    An unclosed quotation runs to the end of the paragraph if its mark opens a word (the usage where the next
    paragraph goes on with another opening mark); a stray mark after a digit is an inch sign and opens nothing.
    """
    found: list[Span] = []
    start: int | None = None
    for match in re.finditer('"', text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if start is None:
            if before.isdigit() and not after.isalpha():
                continue
            start = at
        elif not after.isalnum() or not before.isspace():
            found.append(Span(start, at + 1))
            start = None
        else:  # two opening marks in a row: the first was never closed
            found.append(Span(start, at))
            start = at
    if start is not None and text[start + 1 : start + 2].strip():
        found.append(Span(start, len(text.rstrip())))
    return found


def find_single_quotations(text: str, taken: list[Span]) -> list[Span]:
    """Single-quoted strings outside the double-quoted ones (titles and British papers)."""
    spans = (Span(match.start(), match.end()) for match in _SINGLE.finditer(text))
    return [span for span in spans if not any(t.start < span.end and span.start < t.end for t in taken)]
