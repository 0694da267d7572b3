"""Reference lists ("[3] https://…") and the markers in the prose that point to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.ingest.cues import heading_for
from explorer.ingest.dates import path_date
from explorer.ingest.outlets import host_of, host_outlet
from explorer.ingest.paragraphs import Piece
from explorer.models import READABLE, Marker, Reference

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”“]+", re.IGNORECASE)
_ENTRY = re.compile(r"(?:\[\^?(?P<n>\d{1,3})\]:?|\(?(?P<m>\d{1,3})[.)])\s*\S")
_BRACKETED = re.compile(r"\[\^?\d{1,3}\]:?\s*\S")
_MARKER = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\]")
_URL_TAIL = ".,;:!?)]}'\"’”>"
_MAX_RANGE = 20
"""A wider range than [1-20] is no citation."""


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """The entries with a URL, each once, and every marker that a list defines."""

    entries: tuple[Reference, ...]
    defined: frozenset[str]


def label_references(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name the pieces of reference lists: a heading with its entries, and entries that stand without a heading."""
    out: list[Piece] = []
    inside = False
    for index, piece in enumerate(pieces):
        printed = piece.of(text)
        if piece.kind is None and _heads_list(text, pieces, index):
            inside = True
            out.append(piece.named("reference"))
        elif piece.kind is None and (_is_entry(printed) or (inside and _continues(printed))):
            out.append(piece.named("reference"))
        else:
            inside = False
            out.append(piece)
    return out


def _heads_list(text: str, pieces: Sequence[Piece], index: int) -> bool:
    if not heading_for(pieces[index].of(text), "references") or index + 1 >= len(pieces):
        return False
    return _is_entry(after := pieces[index + 1].of(text)) or _continues(after)


def _is_entry(line: str) -> bool:
    """An entry on its own evidence: a number and a URL."""
    return len(line) < 600 and bool(_ENTRY.match(line) and _URL.search(line))


def _continues(line: str) -> bool:
    """An entry because it stands in a list: "[n] …", or a line that is little more than a URL."""
    if len(line) >= 600:
        return False
    url = _URL.search(line)
    return bool(_BRACKETED.match(line)) or (url is not None and (len(line) < 300 or url.start() < 80))


def read_references(text: str, pieces: Sequence[Piece]) -> ReferenceList:
    """The reference list behind all pieces of kind *reference*; a list printed twice is read once."""
    entries: dict[tuple[str, str], Reference] = {}
    defined: set[str] = set()
    for piece in pieces:
        if piece.kind != "reference":
            continue
        printed = piece.of(text)
        entry = _ENTRY.match(printed)
        marker = (entry["n"] or entry["m"]) if entry else ""
        if marker:
            defined.add(marker)
        if url := _URL.search(printed):
            reference = _reference(marker, _trimmed(url.group()), piece.start + url.start())
            entries.setdefault((marker, reference.url), reference)
    return ReferenceList(tuple(entries.values()), frozenset(defined))


def _trimmed(url: str) -> str:
    """A URL without the punctuation of its sentence; a bracket stays if it was opened in the URL."""
    while url and url[-1] in _URL_TAIL and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def _reference(marker: str, url: str, start: int) -> Reference:
    low, high = host_of(url)
    host = url[low:high]
    return Reference(
        marker=marker,
        url=url,
        start=start,
        end=start + len(url),
        host=host.lower(),
        outlet=host_outlet(host),
        host_start=start + low,
        host_end=start + high,
        published=path_date(url[high:]),
    )


def find_markers(text: str, pieces: Sequence[Piece]) -> list[Marker]:
    """Every `[n]` in the prose; "[1, 3]" and "[2–4]" give one marker a number, all with the same span."""
    markers = []
    for piece in pieces:
        if piece.kind not in READABLE:
            continue
        for match in _MARKER.finditer(text, piece.start, piece.end):
            markers += [Marker(number, match.start(), match.end()) for number in _numbers(match[1])]
    return markers


def _numbers(listed: str) -> list[str]:
    numbers: list[str] = []
    for part in re.split(r"[,;]", listed):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= _MAX_RANGE:
            numbers += [str(n) for n in range(ends[0], ends[1] + 1)]
        else:
            numbers += [str(n) for n in ends]
    return numbers
