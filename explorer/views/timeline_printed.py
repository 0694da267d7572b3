"""The axis of time printed: for a terminal in words in the place of signs, and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.store.dated import Dated
from explorer.views.outline import Item, Part, outline_lines
from explorer.views.timeline import Entry, Timeline, date_words, entry_words, grouped, notes_of, unplaced_words


def plain(timeline: Timeline, width: int = 0) -> list[str]:
    """The axis for a terminal, from the earliest: a line an entry, under the day, month or year it begins in."""
    return outline_lines(f"{timeline.title}{f' · {timeline.span}' if timeline.span else ''}", _parts(timeline), width)


def _parts(timeline: Timeline) -> Iterator[Part]:
    shown = _read(timeline)
    for group in grouped(shown, timeline.unit):
        items = tuple(
            Item(f"{_entry_head(entry)}{entry_words(timeline, entry)}{_behind(timeline, entry)}", date_words(entry))
            for entry in shown[group.first : group.last]
        )
        yield Part(f"{group.words}{f' ({group.gap})' if group.gap else ''}", items)
    rest = unplaced_words(timeline)
    if len(shown) < len(timeline.entries):
        rest.append(f"The first {len(shown):,} of {len(timeline.entries):,} entries are printed: --limit prints more.")
    if rest:
        yield Part("Not on the axis", tuple(Item(line) for line in rest))


def _read(timeline: Timeline) -> tuple[Entry, ...]:
    """The first entries, as far as their claims were read."""
    unread = (at for at, entry in enumerate(timeline.entries) if entry.claim and entry.claim not in timeline.claims)
    return timeline.entries[: next(unread, len(timeline.entries))]


def _entry_head(entry: Entry) -> str:
    return "" if entry.claim else "PUBLISHED "


def _behind(timeline: Timeline, entry: Entry) -> str:
    notes = notes_of(timeline, entry)
    return f" ({'; '.join(notes)})" if notes else ""


def record(timeline: Timeline) -> dict[str, object]:
    """The first entries as JSON; offsets are code points of the texts of record, ends exclusive."""
    return {
        "view": "timeline",
        "title": timeline.title,
        "claims": timeline.total,
        "claims_read": timeline.read,
        "claims_without_date": timeline.dateless,
        "entries_total": len(timeline.entries),
        "entries": [_entry_record(timeline, entry) for entry in _read(timeline)],
        "unplaced": [_dated_record(timeline, each) for each in timeline.unplaced],
        "undated_sources": [timeline.sources[row].id for row in timeline.undated],
    }


def _entry_record(timeline: Timeline, entry: Entry) -> dict[str, object]:
    claim = timeline.claims.get(entry.claim)
    return {
        "kind": "told" if entry.claim else "published",
        "low": entry.low,
        "high": entry.high,
        "inferred": entry.inferred,
        "when": entry.when if entry.claim else None,
        "claim": claim.id if claim else None,
        "text": entry_words(timeline, entry),
        "source": timeline.sources[entry.source].id,
        "told": [_dated_record(timeline, each) for each in entry.told],
    }


def _dated_record(timeline: Timeline, each: Dated) -> dict[str, object]:
    return {
        "source": timeline.sources[each.source].id,
        "start": each.start,
        "end": each.end,
        "text": each.text,
        "status": each.status,
        "statement": {"start": each.said_start, "end": each.said_end},
    }
