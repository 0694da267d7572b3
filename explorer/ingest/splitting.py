"""Paragraphs cut where a lost line break or a list marker joined two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from explorer.ingest.cues import glued_tail, heading_for, whole_line
from explorer.ingest.paragraphs import Piece, cut
from explorer.ingest.shape import is_prose

BULLET = re.compile(r"(?:[•‣◦▪▫■□●○∙⁃➤►▶✓✔]\s*)+(?=\S)")
"""Characters that are never the beginning of a sentence."""
_LOOSE_BULLET = re.compile(r"[-*–·+]\s+(?=\S)")
_NUMBER = re.compile(r"(?P<n>\d{1,2})[.)]\s+(?=\S)")
_CAPS_PREFIX = re.compile(r"[A-Z]{2,12}(?=[A-Z][a-z]{2})")
_MARKUP = re.compile(r"(?:#{1,6}|>)\s+(?=\S)")
_EMPHASIS = re.compile(r"(?P<mark>[*_]{1,3})(?=[^\s*_]).*[^\s*_](?P=mark)", re.DOTALL)
_LABEL = re.compile(r"(?:title|headline|subject)\s*:\s*(?=\S)", re.IGNORECASE)


def split_glued(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Cut a label off the head ("PROEditorial …") and off the tail ("… error?Report an Issue") of paragraphs.

    A head in capitals is a label only if it also stands on a line of its own.
    """
    alone = {printed for piece in pieces if len(printed := piece.of(text)) <= 12 and printed.isupper()}
    out: list[Piece] = []
    for piece in pieces:
        parts = [piece]
        head = _CAPS_PREFIX.match(text, piece.start, piece.end) if piece.kind is None else None
        if head and head.group() in alone:
            parts = cut(text, piece, head.end())
            parts[0] = parts[0].named("furniture")
        if piece.kind is None and (tail := glued_tail(parts[-1].of(text))):
            last = parts.pop()
            body, label = cut(text, last, last.start + tail[1])
            parts += [body, label.named(tail[0])]
        out += parts
    return out


def split_markers(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Cut list markers and mark-up off their lines; the items are named *list*, the markers *furniture*.

    A dash, a star or a number marks an item only when a neighbouring line has one too.
    """
    loose = _loose_items(text, pieces)
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            out.append(piece)
        elif match := BULLET.match(text, piece.start, piece.end) or loose.get(index):
            out += _marked(text, piece, match.end(), item=True)
        elif match := _MARKUP.match(text, piece.start, piece.end) or _LABEL.match(text, piece.start, piece.end):
            out += _marked(text, piece, match.end(), item=False)
        elif (match := _EMPHASIS.fullmatch(text, piece.start, piece.end)) and len(match["mark"]) * 2 < len(
            match.group()
        ):
            width = len(match["mark"])
            marker, inner, closing = cut(text, piece, piece.start + width, piece.end - width)
            out += [marker.named("furniture"), inner, closing.named("furniture")]
        else:
            out.append(piece)
    return out


def _marked(text: str, piece: Piece, edge: int, *, item: bool) -> list[Piece]:
    marker, *rest = cut(text, piece, edge)
    return [
        marker.named("furniture"),
        *((part.named("list") if item and not whole_line(part.of(text)) else part) for part in rest),
    ]


def _loose_items(text: str, pieces: Sequence[Piece]) -> dict[int, re.Match[str]]:
    items: dict[int, re.Match[str]] = {}
    for pattern in (_LOOSE_BULLET, _NUMBER):
        found = {i: m for i, p in enumerate(pieces) if p.kind is None and (m := pattern.match(text, p.start, p.end))}
        for (a, first), (b, second) in pairwise(sorted(found.items())):
            if pattern is _NUMBER:
                goes_on = int(second["n"]) == int(first["n"]) + 1
            else:
                goes_on = first.group()[0] == second.group()[0]
            if b == a + 1 and goes_on:
                items |= {a: first, b: second}
    return items


def label_lists(text: str, pieces: Sequence[Piece], first_body: int) -> list[Piece]:
    """Tell the site's digest from lists of the article: items above the first paragraph of the body (its index is
    `first_body`) or under a heading such as "Key points" are *summary*, and that heading is a *heading*.
    """
    out = list(pieces)
    for index, piece in enumerate(out):
        if piece.kind is None and heading_for(piece.of(text), "summary") and index + 1 < len(out):
            items = _digest(text, out, index + 1)
            if items:
                out[index] = piece.named("heading")
            for item in items:
                out[item] = out[item].named("summary")
    introduced = False
    for index, piece in enumerate(out[:first_body]):
        if piece.kind == "list" and not introduced:
            out[index] = piece.named("summary")
        elif piece.kind not in ("list", "furniture"):
            introduced = piece.of(text).endswith(":")
    return out


_MAX_ITEM = 240
_MAX_ITEMS = 10


def _digest(text: str, pieces: Sequence[Piece], first: int) -> list[int]:
    """The pieces of a digest that begins at `first`: bulleted items, or short lines up to the next gap."""
    items: list[int] = []
    bulleted = any(p.kind == "list" for p in pieces[first : first + 2])
    for index in range(first, min(len(pieces), first + 2 * _MAX_ITEMS)):
        piece = pieces[index]
        if piece.kind == "list":
            items.append(index)
            continue
        if piece.kind == "furniture" and bulleted:
            continue
        if items and not bulleted and (text[piece.end - 1] == ".") != (text[pieces[items[0]].end - 1] == "."):
            break  # the items of one list end alike: with a full stop, or all without
        long = piece.end - piece.start > _MAX_ITEM
        if bulleted or piece.kind is not None or len(items) >= _MAX_ITEMS or (items and (piece.blank or long)):
            break
        if items or not long or is_prose(piece.of(text)):
            items.append(index)
    return items
