"""The three lists: how a source, an entity and a claim look in one row of any width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from explorer.models import ClaimItem, EntityItem, SourceItem, Span
from explorer.text.spans import merge
from explorer.tui import wording
from explorer.tui.messages import Kind
from explorer.tui.rendering import Line, Run, cells, content, cut, inert, pad, paint
from explorer.tui.rows import Item, RowList

if TYPE_CHECKING:
    from explorer.store.reader import Database

Matches = Callable[[str], list[Span]]

TITLES: dict[Kind, str] = {"source": "Sources", "entity": "Entities", "claim": "Claims"}
_TYPES = {
    "person": "person", "organization": "org", "place": "place", "product": "product", "law": "law",
    "event": "event", "work": "work",
}  # fmt: skip


class Pane(RowList):
    """One list with its border title: number, name and an honest count."""

    def __init__(self, kind: Kind, number: int, database: Database) -> None:
        def fetch(rows: Sequence[int]) -> list[Item]:
            return list(database.items(kind, rows))

        super().__init__(fetch, self._line, id=TITLES[kind].lower())
        self.kind: Kind = kind
        self.number = number
        self.total = 0
        self.matches: Matches | None = None
        self.add_class("pane")

    def retitle(self) -> None:
        """Say in the border how many rows there are and how many of them are shown."""
        shown = len(self.rows)
        count = f"{shown:,}" if shown == self.total else f"{shown:,} of {self.total:,}"
        self.border_title = content(f"{self.number} {TITLES[self.kind]} {count}")

    def _line(self, item: Item, width: int) -> Line:
        if isinstance(item, SourceItem):
            line, text = source_line(item, width)
        elif isinstance(item, EntityItem):
            line, text = entity_line(item, width)
        else:
            line, text = claim_line(item, width)
        spans = merge(self.matches(text)) if self.matches is not None else []
        first = line[0]
        return [*_highlight(first, spans), *line[1:]]


def _highlight(run: Run, spans: Sequence[Span]) -> Line:
    """Mark what the search found in the first run of a row (its text may have been cut and padded)."""
    if not spans:
        return [run]
    marks = [(Span(span.start, min(span.end, len(run.text))), "match") for span in spans if span.start < len(run.text)]
    return paint(run.text, 0, len(run.text), marks, run.ink)


def _row(text: str, ink: str, right: Sequence[Run], width: int) -> Line:
    """`text` on the left, cut or filled, and what is known about it flush right."""
    taken = sum(cells(run.text) for run in right)
    return [Run(pad(inert(text), width - taken), ink), *right]


def source_line(item: SourceItem, width: int) -> tuple[Line, str]:
    """Title; then, as width allows, date, publisher, flags. An inferred date is marked with "~"."""
    title = wording.item_title(item)
    right: Line = []
    doubtful = item.published_status not in ("stated", "none")
    day = f"{'~' if doubtful else ''}{item.published[:10]}" if item.published else "no date"
    if width >= 44:
        right = [Run(f" {day:>11}", "doubt" if doubtful or not item.published else "quiet")]
    if width >= 64:
        right.insert(0, Run(" " + pad(item.publisher or "—", 14), "quiet"))
    if width >= 76:
        right.append(Run(f" {wording.plural(item.claims, 'claim'):>11}", "quiet"))
        right.append(Run(f" {'⚑' + str(item.flags) if item.flags else '':>4}", "doubt"))
    return _row(title, "text" if item.title else "doubt", right, width), title


def entity_line(item: EntityItem, width: int) -> tuple[Line, str]:
    """Name; then type, mentions and sources as width allows."""
    right: Line = []
    if width >= 18:
        right = [Run(f" {item.mentions:>4,}", "quiet")]
    if width >= 24:
        right.insert(0, Run(f" {_TYPES[item.type]:<7}", "quiet"))
    if width >= 44:
        right.append(Run(f" in {item.sources}", "quiet"))
    text = item.name
    line = _row(text, "text", right, width)
    if item.aliases and width >= 50:
        room = width - sum(cells(run.text) for run in right) - cells(item.name) - 2
        if room > 8:
            aliases = pad(cut(inert(item.aliases), room), room)
            line = [Run(inert(item.name), "text"), Run("  " + aliases, "quiet"), *right]
    return line, text


def claim_line(item: ClaimItem, width: int) -> tuple[Line, str]:
    """The claim; flush right how many sources state it and how many disagreements it has ("≠2")."""
    differs = f"≠{item.disagreements}" if item.disagreements else ""
    right: Line = []
    if width >= 30:
        right = [
            Run(f" {differs:>3}", "conflict"),
            Run(f" {item.sources:>2}×", "quiet" if item.sources < 2 else "good"),
        ]
    if width >= 90 and item.speakers:
        right.insert(0, Run("  " + pad(cut(inert(item.speakers), 20), 20), "quiet"))
    return _row(item.text, "text", right, width), item.text
