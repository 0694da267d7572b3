"""Comparisons as they stood when they were opened: to go to and fro between some takes no laying out and no drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from dataclasses import dataclass

    from textual.strip import Strip

    from explorer.tui.comparison.layout import Laid, Layout, Matches, MatchId, StopId
    from explorer.tui.comparison.model import Comparison
else:
    from explorer.records import dataclass

_MOST = 10  # that are kept: those of three lists, of the rows beside and a page off, and of two that were left


@dataclass(frozen=True, slots=True)
class Opened:
    """How a comparison stood: see `Looking` and `Columns`, which have these by the same names."""

    given: tuple[Comparison, Matches | None]
    """What it was made of; held, because it is known by its identity."""
    comparison: Comparison
    layout: Layout | None
    laid: Laid | None
    first: int
    column: int
    stop: StopId | None
    match: MatchId | None
    current: dict[int, StopId]
    offsets: dict[int, int]
    floors: dict[int, int]
    lines: dict[int, Strip]
    """Its lines, as far as they were drawn."""


class AllOpened:
    """Those that were opened last."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Opened] = {}

    def get(self, comparison: Comparison, matches: Matches | None, way: Hashable) -> Opened | None:
        """How a comparison stood that was opened in this way; None where nobody knows."""
        key = id(comparison), id(matches), way
        known = self._known.pop(key, None)
        if known is not None:
            self._known[key] = known
        return known

    def keep(self, opened: Opened, way: Hashable) -> None:
        """Keep one, and let go of the oldest."""
        self._known[id(opened.given[0]), id(opened.given[1]), way] = opened
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]

    def forget(self, layout: Layout | None) -> None:
        """What was laid out in this way is being laid out in another."""
        self._known = {way: opened for way, opened in self._known.items() if opened.layout is not layout}

    def clear(self) -> None:
        """Let go of all."""
        self._known.clear()
