"""Where a report was filed, by whom and when: "WASHINGTON, Sept 11 (Reuters) -", "LONDON (AP) —", "NEW DELHI:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from explorer.ingest.cues import data
from explorer.ingest.dates import Stamp, find_stamps
from explorer.ingest.outlets import known_outlet, paper_name

_WINDOW = 160
"""The longest dateline carries three towns, a date and an agency."""
_MIN_PLACE = 4
"""A shorter word in capitals is an acronym rather than a town."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report, ending before its first sentence; offsets are into the paragraph."""

    end: int
    agency: tuple[int, int] | None = None
    stamp: Stamp | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted((m.title() for m in data("calendar")["months"]), key=len, reverse=True))
    day = rf"(?:(?:{months})\.? \d{{1,2}}|\d{{1,2}} (?:{months})\.?)(?:,? (?:19|20)\d\d)?"
    agency = "|".join(re.escape(name) for name in sorted(data("outlets")["agencies"], key=len, reverse=True))
    town = r"[A-Z][\w.'’-]*(?:[ /][A-Z(][\w.'’)-]*){0,4}"
    towns = rf"{town}(?:, {town}){{0,3}}"
    caps = r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4})(?:, [A-Z][\w. ]{1,24}?){0,2}"
    dash = r"\s*(?:-{1,3}|[–—―])"
    capital = r"(?=\s*[\"“'‘(\[]?[A-Z\d$€£])"
    return (
        re.compile(
            rf"(?:{towns}(?:,?\s+{day})?,?\s*|{day},?\s*)?[(\[/]\s?(?P<agency>{agency})(?:/[\w ]{{1,30}})?\s?[)\]/]"
            rf"(?:{dash}|:|(?=\s+[A-Z\"“]))"
        ),
        re.compile(rf"{caps}(?:,?\s+{day})?,?\s*\((?P<agency>[A-Z][^()\n]{{3,40}})\){dash}"),
        re.compile(rf"{caps}(?:,?\s+{day})?,?(?:\s+--?\s|\s*[–—―])" + capital),
        re.compile(rf"{towns},\s+{day}\s*(?:\s--?\s|[–—―])" + capital),
        re.compile(rf"(?P<agency>{agency})(?:\s+-{{1,2}}\s|\s*[–—])" + capital),
        re.compile(rf"{caps}(?:,?\s+{day})?:(?=\s)" + capital),
    )


_SPEAKER = re.compile(r"^[A-Z][A-Z.'’ -]{1,40}:\s", re.MULTILINE)


def read_dateline(paragraph: str, *, first: bool, text: str = "") -> Dateline | None:
    """The dateline that opens a paragraph, or None.

    Only the `first` paragraph of an article may open with a bare town; a listed agency in brackets is a dateline
    anywhere. A town before a colon is taken only when `text` is no transcript, where speakers stand like that.
    """
    head = paragraph[:_WINDOW]
    bracketed, signed, *bare, colon = _patterns()
    match = bracketed.match(head)
    if match is None and first and (m := signed.match(head)) and _is_place(m) and paper_name(m["agency"]):
        match = m
    if match is None and first:
        match = next((m for p in bare if (m := p.match(head)) and _is_place(m)), None)
        if match is None and (m := colon.match(head)) and _is_place(m) and len(_SPEAKER.findall(text)) < 2:
            match = m
    if match is None:
        return None
    end = len(head[: match.end()].rstrip())
    named = match.span("agency") if match.groupdict().get("agency") else None
    return Dateline(end, named, next(iter(find_stamps(head[:end])), None))


def agency_name(signed: str) -> str:
    """The name by which the agency that signs as `signed` is known."""
    return known_outlet(signed) or signed


def _is_place(match: re.Match[str]) -> bool:
    place = match.groupdict().get("place")
    if place is None:
        return True
    words = place.lower().split()
    barred = data("words")["dateline"]["not_places"]
    return sum(c.isalpha() for c in place) >= _MIN_PLACE and place.lower() not in barred and words[0] not in barred
