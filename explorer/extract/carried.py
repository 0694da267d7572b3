"""Quotations that run over paragraphs without being opened anew.

By the usage of printers each further paragraph of a quotation opens with a mark. Many pages leave these marks out, or
cut one paragraph in several: then a quotation that was opened goes on to the first mark, if that one closes, or if it
opens what is left open again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.quotations import MISPLACED, find_single_quotations, pair_marks

_MOST = 4
"""Further paragraphs among which the closing mark is sought."""
_MARK = {
    '"': re.compile('"'),
    "'": re.compile(r"(?<![^\s(])'(?=[A-Z])|(?<=[,.?!])'(?=[\s)]|$)|(?<=[,.?!] )'(?=[\s)]|$)"),
}
_CLOSING = re.compile(r"[,.?!…]\s?[\"'](?=\s|$|\)|(?:said|says|added|told|asked) )")
_BEFORE = 2
"""Code points before a closing mark that prove it one: the stop of the sentence, and often a space."""


@dataclass(frozen=True, slots=True)
class Carry:
    """What of a paragraph belongs to a quotation over several: up to `front`, and from `tail` on where that is open.

    Offsets are those of the paragraph; a `front` of 0 and a `tail` of -1 say that nothing does.
    """

    front: int = 0
    tail: int = -1


NOTHING = Carry()


def find_carried(texts: Sequence[str], *, single: bool) -> dict[int, Carry]:
    """By the place of a paragraph, what goes on in it; `single`: speech stands in single marks."""
    found: dict[int, Carry] = {}
    for place, text in enumerate(texts):
        for mark in "\"'" if single else '"':
            start = found.get(place, NOTHING).front
            tail = _left_open(text, start, mark)
            if tail < 0:
                continue
            fronts = _fronts(texts[place + 1 : place + 1 + _MOST], mark)
            if fronts:
                found[place] = Carry(start, tail)
                found |= {place + 1 + n: Carry(front) for n, front in enumerate(fronts)}
    last = {place: len(texts[place]) for place, one in found.items() if one.front == len(texts[place])}
    return {place: Carry(one.front, one.front) if place in last else one for place, one in found.items()}


def _left_open(text: str, start: int, mark: str) -> int:
    """Where a quotation begins that the paragraph leaves open; -1 where it closes all."""
    rest = text[start:]
    if mark == '"':
        if rest.count(mark) % 2 == 0:
            return -1
        pairs = pair_marks(rest)
        return start + pairs.spans[-1].start if pairs.runs_on else -1
    last = next((m for m in reversed(list(_MARK[mark].finditer(rest))) if rest[m.end() : m.end() + 1].isupper()), None)
    closed = last is None or any(span.start <= last.start() < span.end for span in find_single_quotations(rest))
    return -1 if last is None or closed else start + last.start()


def _fronts(texts: Sequence[str], mark: str) -> list[int]:
    """How far the quotation goes in each further paragraph; none where no closing mark ends it."""
    fronts: list[int] = []
    for text in texts:
        first = _MARK[mark].search(text)
        if first is None:
            fronts.append(len(text))
            continue
        before = max(first.start() - _BEFORE, 0)
        closes = _CLOSING.search(text, before) or (MISPLACED.match(text, before) if mark == '"' else None)
        if closes is not None and closes.end() == first.end():
            return [*fronts, first.end()]
        return [*fronts, first.start()] if mark == '"' and _opens_anew(text, first.start()) else []
    return []


def _opens_anew(text: str, at: int) -> bool:
    """Whether a mark opens a further paragraph of the quotation, one that the page has joined to the one before."""
    return text[:at].rstrip()[-1:] in {".", "!", "?"} and _left_open(text, at, '"') == at
