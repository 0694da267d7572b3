"""What of a comparison comes into focus: when it opens, from match to match, and when more is shown around it.

Pure: what is asked here is answered from the comparison and how it is laid out; nothing is moved or drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from explorer.models import Source, Span
from explorer.text.spans import overlaps

if TYPE_CHECKING:  # what lays out is imported with the first comparison: no first frame needs it
    from dataclasses import dataclass

    from explorer.tui.comparison.layout import Layout, Matches, MatchId, StopId
    from explorer.tui.comparison.model import Comparison, Stop
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """The excerpt that `y` cites and `o` opens."""

    source: Source
    stop: Stop | None


def focused(
    comparison: Comparison | None, layout: Layout | None, column: int, stop: StopId | None, match: MatchId | None
) -> Focus | None:
    """What is cited and opened: the evidence in focus, the sentence of a match without one, else a column's source."""
    if comparison is None or not comparison.columns:
        return None
    if stop is not None:
        return Focus(comparison.columns[stop[0]].source, stop_at(comparison, stop))
    if match is None or layout is None:
        return Focus(comparison.columns[column].source, None)
    from explorer.text.sentences import sentence_around
    from explorer.tui.comparison.model import Stop

    source, span = comparison.columns[match[0]].source, layout.matches[match]
    return Focus(source, Stop((span,), sentence=sentence_around(source, span)))


def stop_at(comparison: Comparison, place: StopId) -> Stop:
    """The evidence or mention at a place."""
    column, passage, stop = place
    return comparison.columns[column].passages[passage].stops[stop]


def first_stop(comparison: Comparison) -> StopId | None:
    """What a comparison opens at where nothing was searched for; None where it has no evidence."""
    from explorer.tui.comparison.layout import stops_of

    return next(iter(stops_of(comparison)), None)


def stop_of_match(layout: Layout | None, match: MatchId | None) -> StopId | None:
    """The evidence that holds a match, or that stands in the same place; None where none does."""
    if match is None or layout is None:
        return None
    c, p, _ = match
    span = layout.matches[match]
    stops = layout.comparison.columns[c].passages[p].stops
    return next(((c, p, s) for s, stop in enumerate(stops) if overlaps(stop.whole, span)), None)


def first_found(layout: Layout | None) -> StopId | None:
    """The first evidence in which something was found; None where there is none."""
    for match in layout.matches if layout is not None else ():
        found = stop_of_match(layout, match)
        if found is not None:
            return found
    return None


def passage_to_open(
    comparison: Comparison, layout: Layout, matches: Matches | None, at: Span | None = None
) -> int | None:
    """Of a source: the passage at `at`, or the one in which most of what was searched for stands.

    None where nothing was found, or where the title shows already why the source was.
    """
    column = comparison.columns[0]
    if at is not None:
        return next((p for p, passage in enumerate(column.passages) if overlaps(passage.span, at)), None)
    if matches is None or matches(comparison.title):
        return None
    words: dict[int, set[str]] = {}
    for (_, place, _), span in layout.matches.items():
        words.setdefault(place, set()).add(column.source.text[span.start : span.end].casefold())
    return min(words, key=lambda place: (-len(words[place]), place), default=None)


def match_after(
    layout: Layout, match: MatchId | None, stop: StopId | None, delta: int, *, around: bool
) -> MatchId | None:
    """The next or previous match; None beyond the last one, or at the other end where it goes on `around`.

    From no match it is the one nearest to the evidence in focus.
    """
    matches = list(layout.matches)
    if not matches:
        return None
    if match in matches:
        position = matches.index(match) + delta
    else:
        here = stop[:2] if stop is not None else (0, 0)
        after = next((n for n, each in enumerate(matches) if each[:2] >= here), len(matches))
        position = after if delta > 0 else after - 1
    if not around and not 0 <= position < len(matches):
        return None
    return matches[position % len(matches)]


def moved(
    shown: Comparison, wider: Comparison, current: Mapping[int, StopId], stop: StopId | None
) -> tuple[dict[int, StopId], StopId | None]:
    """Where the evidence last in focus in each column, and the one in focus, stand with more or less around them."""
    from explorer.tui.comparison.model import place_of

    places = {place[0]: place_of(wider, place[0], stop_at(shown, place)) for place in current.values()}
    kept = {column: place for column, place in places.items() if place is not None}
    return kept, place_of(wider, stop[0], stop_at(shown, stop)) if stop is not None else None
