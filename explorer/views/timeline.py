"""One axis of time: what claims tell of when, and when the articles that tell it were published.

Days are ISO dates, compared as text. A date that was worked out from its article's date is *inferred* and never passes
for stated; a range stays a range; what cannot be placed is counted, with the reason.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from explorer.lists import ClaimItem, Filter, SourceItem
from explorer.store import dated as stored
from explorer.store.dated import Dated
from explorer.terms import apart
from explorer.text.phrases import listed, plural, title_words
from explorer.views.articles import Articles, Day
from explorer.views.phrasing import found_words, source_name
from explorer.views.scope import WHOLE, Scope
from explorer.views.spans_of_time import (
    Unit,
    gap_words,
    range_words,
    unit_for,
    unit_name,
    unit_of,
    whole_unit,
)

if TYPE_CHECKING:
    from explorer.store.reader import Database

MOST = 20_000
"""Claims whose dates are read, and dates after which no more are: the first of their list, which are the weightiest."""

FIRST = 500
"""Entries whose claims are read unless more are asked for."""

_SEEN_FIRST = 64  # entries of which the article is read too: as many as a tall screen shows
_BATCH = 2_000  # claims read at a time, between which the reader may leave
_END = "9999-12-31"  # of a range without one
_EXAMPLES, _NAMED = 3, 60  # of what is not on the axis: in a sentence, and where all of them are told
_NAME = 32  # code points of a title that stands for its source

When = Literal["before", "ahead", "unknown"]
"""How what is told lies to the first dated article that tells it: before its day or around it, after it, not told."""


class Entry(NamedTuple):
    """A publication (no `claim`), or the days that a claim tells of, with every place that tells them."""

    low: str | None
    high: str | None
    inferred: bool
    """Whether no place states the days: they were worked out."""
    source: int
    """The row of the article, or of the first that tells it."""
    claim: int = 0
    """The row of the claim; 0 for a publication."""
    told: tuple[Dated, ...] = ()
    when: When = "unknown"

    @property
    def start(self) -> str:
        """The day by which it stands on the axis: its first, or its last where the first is open."""
        return self.low or self.high or ""

    @property
    def words(self) -> str:
        """The day, month, year or range."""
        return range_words(self.low, self.high)


@dataclass(frozen=True)
class Timeline:
    """Everything that can be placed, from the earliest; and what cannot be, counted."""

    entries: tuple[Entry, ...]
    sources: Mapping[int, SourceItem]
    """By row: all that are asked for, each read where it is seen."""
    days: Mapping[int, Day]
    """By row: when each of them was published."""
    claims: Mapping[int, ClaimItem]
    """By row: those of the first entries."""
    unplaced: tuple[Dated, ...]
    """Dates of which it cannot be told which days they mean."""
    undated: tuple[int, ...]
    """Rows of articles without a date."""
    dateless: int
    """Claims that were read and tell no date."""
    read: int
    """Claims whose dates were read."""
    total: int
    """Claims that were asked for."""
    unit: Unit = "month"
    """By what the entries are grouped at first."""
    found: int | None = None
    """Among how many claims that a search found; None without one."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files of the sources, by id, whose title and day are those of another source too."""

    @cached_property
    def published(self) -> int:
        """How many articles stand on the axis."""
        return sum(not entry.claim for entry in self.entries)

    @cached_property
    def title(self) -> str:
        """What is shown, counted."""
        told, dates = len({entry.claim for entry in self.entries if entry.claim}), len(self.entries) - self.published
        claims = (
            plural(told, "dated claim") if told == dates else f"{plural(told, 'claim')} tell {plural(dates, 'date')}"
        )
        articles = f"{self.published:,} of {plural(len(self.sources), 'article')} dated"
        return f"{claims} · {articles}{found_words(self.found)}"

    @cached_property
    def span(self) -> str:
        """From when to when."""
        if not self.entries:
            return ""
        last = max(entry.high or entry.low or "" for entry in self.entries)
        return range_words(self.entries[0].start, last)


NOTHING = Timeline((), {}, {}, {}, (), (), 0, 0, 0)
"""Of no article."""


# -- making ------------------------------------------------------------------------------------------------------------


def make(database: Database, scope: Scope = WHOLE, *, first: int = FIRST) -> Timeline:
    """Place what the scope asks for; `claims` holds those of the `first` entries.

    Raises NotFoundError for an id that is not there, DatabaseError, and QueryInterruptedError where it is cancelled.
    """
    rows, articles = _asked(database, scope)
    days = _days(database, articles, scope)
    dates, read = _dates(database, rows[:MOST], scope)
    found: dict[tuple[int, str | None, str | None], list[Dated]] = defaultdict(list)
    unplaced: list[Dated] = []
    having = set()
    for each in dates:
        if each.source not in days:  # another source than the one that was chosen tells it
            continue
        having.add(each.claim)
        if each.low is None and each.high is None:
            unplaced.append(each)
        else:
            found[each.claim, each.low, each.high].append(each)
    entries, starts = _in_order([_told(*key, told, days) for key, told in found.items()], days)
    shown = array("q", dict.fromkeys(entry.claim for entry in entries[:first] if entry.claim))
    sources = Articles(database, days)
    sources.read(entry.source for entry in entries[:_SEEN_FIRST])
    scope.go_on()
    return Timeline(
        tuple(entries),
        sources,
        days,
        {item.row: item for item in database.items("claim", shown)},
        tuple(unplaced),
        tuple(row for row, (day, _) in days.items() if not day),
        read - len(having),
        read,
        len(rows),
        unit_for(starts),
        None if scope.claims is None else len(scope.claims),
        {identity: each.path for identity, each in database.around.namesakes.items() if not each.day},
    )


def _in_order(told: list[Entry], days: Mapping[int, Day]) -> tuple[list[Entry], list[str]]:
    """What claims tell and the publications by their start, and all the starts.

    Of one start the longer ranges stand first, and what a claim tells before an article of that day. The articles are
    sorted by themselves: a million claims have forty thousand, and of them the day alone decides.
    """
    told.sort(key=lambda entry: (entry.claim, entry.source))
    told.sort(key=lambda entry: entry.high or _END, reverse=True)
    told.sort(key=lambda entry: entry.start)
    published = sorted(sorted(row for row, (day, _) in days.items() if day), key=lambda row: days[row][0][:10])
    on_days = [days[row][0][:10] for row in published]
    pages = [Entry(day, day, days[row][1] != "stated", row) for day, row in zip(on_days, published, strict=True)]
    entries: list[Entry] = []
    starts: list[str] = []
    at = 0
    for entry in told:
        before = bisect_left(on_days, entry.start, at)
        entries += [*pages[at:before], entry]
        starts += [*on_days[at:before], entry.start]
        at = before
    return [*entries, *pages[at:]], [*starts, *on_days[at:]]


def _asked(database: Database, scope: Scope) -> tuple[Sequence[int], Sequence[int]]:
    """The claims and the articles that are asked for, in the order of their lists."""
    if scope.filter == Filter() and scope.claims is None:
        counts = database.counts()
        return range(1, counts["claims"] + 1), range(1, counts["sources"] + 1)
    rows = database.rows("claim", scope.filter)
    articles = database.rows("source", scope.filter)
    if scope.claims is None:
        return rows, articles
    wanted = set(scope.claims)
    rows = array("q", (row for row in rows if row in wanted))
    telling = database.around.sources_of(rows)
    return rows, array("q", (row for row in articles if row in telling))


def _days(database: Database, rows: Sequence[int], scope: Scope) -> dict[int, Day]:
    """When each article was published."""
    found: dict[int, Day] = {}
    for at in range(0, len(rows), _BATCH):
        scope.go_on()
        page = rows[at : at + _BATCH]
        if isinstance(page, range):
            found |= stored.published_between(database, page[0], page[-1])
        else:
            found |= stored.published_of(database, page)
    return found


def _dates(database: Database, rows: Sequence[int], scope: Scope) -> tuple[list[Dated], int]:
    """The dates that the claims of these rows tell, and how many claims were read: all, unless there are too many."""
    found: list[Dated] = []
    for at in range(0, len(rows), _BATCH):
        scope.go_on()
        if len(found) >= MOST:
            return found, at
        page = rows[at : at + _BATCH]
        if isinstance(page, range):
            found += stored.dates_between(database, page[0], page[-1])
        else:
            found += stored.dates_of(database, page)
    return found, len(rows)


def _told(claim: int, low: str | None, high: str | None, told: Sequence[Dated], days: Mapping[int, Day]) -> Entry:
    """One entry for all places that tell the same days of a claim; a stated date goes before a worked-out one."""
    ordered = sorted(told, key=lambda each: (days[each.source][0][:10] or "9", each.source, each.start))
    inferred = all(each.status != "stated" for each in ordered)
    first = ordered[0].source
    return Entry(low, high, inferred, first, claim, tuple(ordered), _when(low, high, days[first][0][:10]))


def _when(low: str | None, high: str | None, published: str) -> When:
    """A range that has begun by the day of publication is not ahead; of one whose beginning is open, its end tells."""
    if not published:
        return "unknown"
    return "ahead" if (low or high or "") > published else "before"


# -- by days, months and years -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """The entries `first`..`last` (exclusive) of one day, month or year."""

    key: str
    first: int
    last: int
    gap: str
    """How much later it is than the group before: "3 months later", "" right after it."""

    @property
    def words(self) -> str:
        """ "2025-09-11 Thursday", "2025-09 September", "2025"."""
        return f"{self.key} {unit_name(self.key)}".rstrip()


def grouped(entries: Sequence[Entry], unit: Unit) -> list[Group]:
    """The entries, which stand by their start, by that unit; whole years and months stand before what lies in them."""
    keys = [
        unit_of(entry.low, unit)
        if entry.low is not None and entry.low == entry.high
        else whole_unit(entry.low, entry.high, unit) or unit_of(entry.start, unit)
        for entry in entries
    ]
    firsts = [at for at, key in enumerate(keys) if not at or key != keys[at - 1]]
    return [
        Group(keys[first], first, last, gap_words(keys[first - 1], keys[first]) if first else "")
        for first, last in zip(firsts, [*firsts, len(keys)][1:], strict=True)
    ]


# -- words -------------------------------------------------------------------------------------------------------------


def notes_of(timeline: Timeline, entry: Entry) -> list[str]:
    """What stands behind an entry: who tells it, that its date was worked out, that it lies after its publication."""
    if not entry.claim:
        status = timeline.days[entry.source][1]
        return [] if status == "stated" else [f"date {status}"]
    telling = dict.fromkeys(each.source for each in entry.told)
    names = [source_name(timeline.sources[row], _NAME) for row in telling]
    notes = [listed(names) if len(names) <= _EXAMPLES else f"{names[0]} and {len(names) - 1} more"]
    if entry.inferred:
        notes.append("date inferred")
    if entry.when == "ahead":
        notes.append(f"ahead of its report of {timeline.days[entry.source][0][:10]}")
    return notes


def entry_words(timeline: Timeline, entry: Entry) -> str:
    """A claim's text; of a publication its outlet and title."""
    if entry.claim:
        return timeline.claims[entry.claim].text
    item = timeline.sources[entry.source]
    title = apart(title_words(item.title, item.title_status, item.path), timeline.files.get(item.id, ""))
    return ": ".join(part for part in (item.publisher, title) if part)


def unplaced_words(timeline: Timeline) -> list[str]:
    """What is not on the axis, and why: a sentence each."""
    return [words for words, _ in _unplaced(timeline, _EXAMPLES)]


def unplaced_more(timeline: Timeline) -> list[str]:
    """What each of `unplaced_words` gives examples of, as far as anybody reads on; nothing where that is all."""
    return [more for _, more in _unplaced(timeline, _NAMED)]


def _unplaced(timeline: Timeline, named: int) -> Iterator[tuple[str, str]]:
    """Each sentence, and as many of its examples: of so many articles the names are read."""
    for known, why in (
        (False, "because the article has no date from which to count"),
        (True, "because the words do not tell which day is meant"),
    ):
        dates = [each for each in timeline.unplaced if bool(timeline.days[each.source][0]) is known]
        if dates:
            often = [f"“{' '.join(text.split())}”" for text in _often(each.text for each in dates)]
            told = plural(len({each.claim for each in dates}), "claim")
            words = f"{plural(len(dates), 'date')} in {told} cannot be placed, {why}: {listed(often[:_EXAMPLES])}."
            yield words, f"The most frequent first: {', '.join(often)}" if len(often) > _EXAMPLES else ""
    if timeline.undated:
        names, count = (
            [source_name(timeline.sources[row], _NAME) for row in timeline.undated[:named]],
            len(timeline.undated),
        )
        more = f" and {count - _EXAMPLES:,} more" if count > _EXAMPLES else ""
        have = "has" if count == 1 else "have"
        words = f"{plural(count, 'article')} {have} no date: {', '.join(names[:_EXAMPLES])}{more}."
        yield words, "; ".join(names) if more else ""
    if timeline.dateless:
        yield f"{plural(timeline.dateless, 'claim')} {'tells' if timeline.dateless == 1 else 'tell'} no date.", ""
    if timeline.read < timeline.total:
        yield (
            f"Only the {timeline.read:,} weightiest of {timeline.total:,} claims were read: choose an entity or a "
            "source, or search, to see others.",
            "",
        )


def _often(texts: Iterable[str]) -> list[str]:
    """The most frequent of some texts."""
    times: dict[str, int] = defaultdict(int)
    for text in texts:
        times[text] += 1
    return sorted(times, key=lambda text: (-times[text], text))[:_NAMED]


def date_words(entry: Entry) -> str:
    """The day or range, with "~" before one that was inferred."""
    return f"~{entry.words}" if entry.inferred else entry.words
