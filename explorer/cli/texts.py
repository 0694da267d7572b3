"""The whole text of a source, as the screen shows it: its regions named, its evidence marked, and of which claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from explorer.cli.output import write_line
from explorer.cli.wording import span
from explorer.lists import Filter
from explorer.models import Span
from explorer.text.spans import merge

if TYPE_CHECKING:
    from explorer.store.reader import Database

OPEN, CLOSE = "[[", "]]"


class Told(NamedTuple):
    """Where a source tells a claim: the code points from `start` to `end`, exclusive."""

    start: int
    end: int
    claim: str


def told_in(database: Database, source_id: str) -> list[Told]:
    """Every piece of evidence that a source holds, in the order of its text."""
    items = database.items("claim", database.rows("claim", Filter(source=source_id)))
    return sorted(
        Told(piece.start, piece.end, item.id)
        for item in items
        for evidence in database.claim(item.id).evidence
        if evidence.statement.source == source_id
        for piece in evidence.statement.readable
    )


def print_text(database: Database, source_id: str) -> None:
    """Print the text of a source by its regions, evidence in [[ ]], and below each region what it is evidence of."""
    source, told = database.source(source_id), told_in(database, source_id)
    marks = merge(Span(each.start, each.end) for each in told)
    write_line()
    write_line("text, what claims are taken from in [[ ]]")
    for region in source.regions:
        write_line(f"{region.kind} {span(region.start, region.end)}", indent=2)
        for line in "".join(_pieces(source.text, Span(region.start, region.end), marks)).splitlines():
            if line.strip():
                write_line(line.strip(), indent=4)
        for each in told:
            if region.start <= each.start < region.end:
                write_line(f"{span(each.start, each.end)}  {each.claim}", indent=6)


def _pieces(text: str, region: Span, marks: list[Span]) -> Iterator[str]:
    """A region of a text with the marks that fall into it."""
    at = region.start
    for mark in marks:
        start, end = max(mark.start, region.start), min(mark.end, region.end)
        if start < end:
            yield from (text[at:start], OPEN, text[start:end], CLOSE)
            at = end
    yield text[at : region.end]
