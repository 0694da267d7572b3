"""The three lists: how a source, an entity and a claim look in one row of any width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from explorer.lists import ClaimItem, EntityItem, ListItem, ListKind, SourceItem
from explorer.models import Span
from explorer.text.phrases import plural
from explorer.text.spans import merge
from explorer.tui import wording
from explorer.tui.rendering import Line, Run, cells, content, inert, pad, paint
from explorer.tui.rows import RowList

if TYPE_CHECKING:
    from explorer.store.reader import Database

Matches = Callable[[str], list[Span]]

TITLES: dict[ListKind, str] = {"source": "Sources", "entity": "Entities", "claim": "Claims"}


class Pane(RowList):
    """One list with its border title: number, name and an honest count."""

    def __init__(self, kind: ListKind, number: int, database: Database, total: int) -> None:
        def fetch(rows: Sequence[int]) -> list[ListItem]:
            return list(database.items(kind, rows))

        super().__init__(fetch, self._line, id=TITLES[kind].lower())
        self.kind: ListKind = kind
        self.number = number
        self.total = total
        self.matches: Matches | None = None
        self.add_class("pane")

    def retitle(self) -> None:
        """Say in the border how many rows there are and how many of them are shown."""
        shown = len(self.rows)
        count = f"{shown:,}" if shown == self.total else f"{shown:,}/{self.total:,}"
        self.border_title = content(f"{self.number} {TITLES[self.kind]} {count}")

    def _line(self, item: ListItem, width: int) -> Line:
        if isinstance(item, SourceItem):
            text, ink, right = wording.item_title(item), "text" if item.title else "doubt", _source_facts(item, width)
        elif isinstance(item, EntityItem):
            text, ink, right = item.name, "text", _entity_facts(item, width)
        else:
            text, ink, right = item.text, "text", _claim_facts(item, width)
        room = width - sum(cells(run.text) for run in right)
        spans = merge(self.matches(text)) if self.matches is not None else []
        return [*_text(text, ink, spans, room), *right]


def _text(text: str, ink: str, spans: Sequence[Span], room: int) -> Line:
    """`text` in `room` cells with what the search found marked; it begins later where its first match would be cut."""
    flat, start = inert(text), 0
    if spans and cells(flat[: spans[0].end]) > room - 1:
        start = max(0, spans[0].start - room // 3)
    shown = pad(("…" if start else "") + flat[start:], room)
    shift = 1 - start if start else 0
    end = len(shown.rstrip(" …")) if spans else 0
    marks = [(Span(span.start + shift, min(span.end + shift, end)), "match") for span in spans if span.start >= start]
    return paint(shown, 0, len(shown), [mark for mark in marks if mark[0].start < mark[0].end], ink)


def _source_facts(item: SourceItem, width: int) -> Line:
    """Date, publisher, claims and flags as width allows. An inferred date is marked with "~"."""
    doubtful = item.published_status not in ("stated", "none")
    day = f"{'~' if doubtful else ''}{item.published[:10]}" if item.published else "no date"
    right: Line = []
    if width >= 44:
        right = [Run(f" {day:>11}", "doubt" if doubtful or not item.published else "quiet")]
    if width >= 64:
        right.insert(0, Run(" " + pad(inert(item.publisher) or "—", 14), "quiet"))
    if width >= 76:
        right.append(Run(f" {plural(item.claims, 'claim'):>11}", "quiet"))
        right.append(Run(f" {'⚑' + str(item.flags) if item.flags else '':>4}", "doubt"))
    return right


def _entity_facts(item: EntityItem, width: int) -> Line:
    """Other names, type, mentions and sources as width allows."""
    right: Line = []
    if width >= 18:
        right = [Run(f" {item.mentions:>4,}", "quiet")]
    if width >= 24:
        kind = "org" if item.type == "organization" else item.type
        right.insert(0, Run(f" {kind:<7}", "quiet"))
    if width >= 44:
        right.append(Run(f" in {item.sources:<3}", "quiet"))
    room = width - sum(cells(run.text) for run in right) - cells(item.name) - 2
    if item.aliases and width >= 50 and room > 8:
        right.insert(0, Run("  " + pad(inert(item.aliases), room), "quiet"))
    return right


def _claim_facts(item: ClaimItem, width: int) -> Line:
    """How many disagreements there are ("≠2") and how many sources state it ("3×"); who says it where there is room."""
    if width < 30:
        return []
    differs = f"≠{item.disagreements}" if item.disagreements else ""
    right = [Run(f" {differs:>3}", "conflict"), Run(f" {item.sources:>2}×", "quiet" if item.sources < 2 else "good")]
    if width >= 90 and item.speakers:
        right.insert(0, Run("  " + pad(inert(item.speakers), 20), "quiet"))
    return right
