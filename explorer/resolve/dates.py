"""Publication dates inferred across files, where the texts allow it: always *inferred*, always with the reason.

Three rules, all from how news dates itself. An undated article whose opening says that its news was "reported on
September 11, 2025" is of that day. An undated article that says "reported on Thursday" is of the same day as another
one that dates the same report absolutely, when that day was a Thursday. A dateline without a year ("OSLO, March 4") has
the year of other accounts of the same event, when those are dated within a few days of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from explorer.models import Date, Field, Reading, Source, Span, Statement
from explorer.resolve.features import Name, Profile, Weights, profile, score
from explorer.resolve.lookups import MentionKey
from explorer.text.calendar import WEEKDAY_NAMES
from explorer.text.dates import find_dates
from explorer.text.fold import straighten

OPENING = 8
"""Sentences of running text in which an article dates its own news."""

SAME_REPORT = 0.40
"""Score from which two sentences speak of one report."""

LEADS = 3
"""Sentences that open an article and tell what it is about."""

NEAR = 3
"""Days between two accounts of one event, written from one day to the next."""

SHARED_NAMES = 2
"""Names that both sentences must hold."""

_REPORTED = re.compile(
    r"\b(?:reported|announced|revealed|disclosed|published|released|unveiled|said|told)\b[^.;:]{0,24}?\bon\s+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\s*(?P<day>{'|'.join(WEEKDAY_NAMES)})\b(?!\s+(?:morning|night)?,?\s*(?:[A-Z][a-z]+\.?\s+)?\d)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place where an article says when its news was reported: an absolute day, or the name of a weekday.

    `told` are its sentence and the one before it, because "this move, reported on …" points back.
    """

    span: Span
    day: date | None
    weekday: str
    told: tuple[Profile, ...]


def infer_dates(readings: Sequence[Reading], entity_of: Mapping[MentionKey, str]) -> list[Reading]:
    """The readings, undated ones with an inferred date where a rule gives exactly one, and their relative dates read
    against it."""
    marks = [_marks(reading, entity_of) for reading in readings]
    known: dict[str, tuple[Profile, ...]] = {}

    def opening(reading: Reading) -> tuple[Profile, ...]:
        """Each article's opening, read once."""
        if reading.source.id not in known:
            known[reading.source.id] = _opening(reading, entity_of)
        return known[reading.source.id]

    out: list[Reading] = []
    for index, reading in enumerate(readings):
        field = None
        if reading.source.published.status == "none":
            field = (
                _own_date(reading, marks[index])
                or _shared_date(index, readings, marks)
                or _dateline_date(index, readings, opening)
            )
        out.append(_dated(reading, field) if field else reading)
    return out


def _marks(reading: Reading, entity_of: Mapping[MentionKey, str]) -> list[_Mark]:
    source = reading.source
    body = [region for region in source.regions if region.kind in ("body", "summary", "standfirst")]
    starts = [region.start for region in body]

    def stands_in_body(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= body[at].end

    sentences = [s for s in sorted(reading.sentences) if stands_in_body(s)][:OPENING]
    if not sentences or not _REPORTED.search(source.text, sentences[0].start, sentences[-1].end):
        return []
    absolute = {d.start: d for d in find_dates(source.text[: sentences[-1].end], None) if d.status == "stated"}
    weights = Weights(())
    found: list[_Mark] = []
    for position, sentence in enumerate(sentences):
        for match in _REPORTED.finditer(source.text, sentence.start, sentence.end):
            stated = absolute.get(match.end())
            weekday = _WEEKDAY.match(source.text, match.end(), sentence.end)
            told = tuple(_told(reading, s, entity_of, weights) for s in sentences[max(0, position - 1) : position + 1])
            if stated and stated.low and stated.low == stated.high:
                day = date.fromisoformat(stated.low[:10])
                found.append(_Mark(Span(match.start(), stated.end), day, WEEKDAY_NAMES[day.weekday()], told))
            elif weekday:
                found.append(_Mark(Span(match.start(), weekday.end("day")), None, weekday.group("day"), told))
    return found


def _told(reading: Reading, span: Span, entity_of: Mapping[MentionKey, str], weights: Weights) -> Profile:
    names = [
        Name(Span(m.start - span.start, m.end - span.start), entity)
        for m in sorted(reading.mentions, key=lambda m: (m.start, m.end))
        if span.start <= m.start
        and m.end <= span.end
        and (entity := entity_of.get((reading.source.id, m.start, m.end)))
    ]
    return profile(straighten(reading.source.text[span.start : span.end]), names, (), weights)


def _own_date(reading: Reading, marks: Sequence[_Mark]) -> Field | None:
    """The day on which the article says its own news was reported, if it names one day only."""
    days = sorted({mark.day for mark in marks if mark.day})
    if len(days) != 1:
        return None
    mark = next(m for m in marks if m.day)
    return Field(
        value=days[0].isoformat(),
        status="inferred",
        start=mark.span.start,
        end=mark.span.end,
        method="own report date",
        note=f"The article gives no date of its own; it says that its news was {_quote(reading.source, mark)}.",
    )


def _shared_date(index: int, readings: Sequence[Reading], marks: Sequence[Sequence[_Mark]]) -> Field | None:
    """The day that another article gives absolutely for a report that this one dates by its weekday."""
    mine = [mark for mark in marks[index] if mark.day is None]
    found: dict[date, str] = {}
    for mark in mine:
        for other, theirs in enumerate(marks):
            for absolute in theirs:
                if other == index or absolute.day is None or not _same_report(mark, absolute):
                    continue
                source, witness = readings[index].source, readings[other].source
                found.setdefault(
                    absolute.day,
                    f"This article says {_quote(source, mark)}; {witness.path} says of the same report "
                    f"{_quote(witness, absolute)}, and that day was a {mark.weekday}.",
                )
    if len(found) != 1:
        return None
    day, note = next(iter(found.items()))
    return Field(value=day.isoformat(), status="inferred", method="shared report", note=note)


def _dateline_date(
    index: int, readings: Sequence[Reading], openings: Callable[[Reading], tuple[Profile, ...]]
) -> Field | None:
    """The day of a dateline that lacks the year, in the one year that dated accounts of the same event leave open."""
    source = readings[index].source
    line = next((region for region in source.regions if region.kind == "dateline"), None)
    if line is None or not any(d.status == "none" for d in find_dates(source.text[line.start : line.end], None)):
        return None
    mine = openings(readings[index])
    days: dict[str, Date | None] = {}
    found: dict[str, Field] = {}
    for witness in readings:
        published = witness.source.published
        if published.status != "stated" or not published.value:
            continue
        dated = published.value[:10]
        if dated not in days:
            days[dated] = _day_near(source.text[line.start : line.end], date.fromisoformat(dated))
        day = days[dated]
        if day is not None and day.low and _same_event(mine, openings(witness)):
            span = Span(line.start + day.start, line.start + day.end)
            note = (
                f"The dateline says {_quoted(source, span)} without a year; {witness.source.path}, an account of the "
                f"same event, is dated {_stated(witness.source)}."
            )
            found.setdefault(day.low, Field(day.low, "inferred", span.start, span.end, "dateline and account", note))
    return next(iter(found.values())) if len(found) == 1 else None


def _day_near(line: str, witness: date) -> Date | None:
    """The one day that a dateline names, read in the year of the witness, when it is within `NEAR` days of it."""
    days = [d for d in find_dates(line, witness.isoformat()) if d.low and d.low == d.high and d.status == "inferred"]
    near = [d for d in days if d.low and abs((date.fromisoformat(d.low[:10]) - witness).days) <= NEAR]
    return near[0] if len(days) == len(near) == 1 else None


def _opening(reading: Reading, entity_of: Mapping[MentionKey, str]) -> tuple[Profile, ...]:
    """The first sentences of the running text: what an article is about."""
    body = [region for region in reading.source.regions if region.kind == "body"]
    inside = (s for s in sorted(reading.sentences) if any(r.start <= s.start and s.end <= r.end for r in body))
    weights = Weights(())
    return tuple(_told(reading, s, entity_of, weights) for s in islice(inside, LEADS))


def _same_event(mine: Sequence[Profile], theirs: Sequence[Profile]) -> bool:
    return any(
        len(a.names.keys() & b.names.keys()) >= SHARED_NAMES and score(a, b) >= SAME_REPORT
        for a in mine
        for b in theirs
    )


def _stated(source: Source) -> str:
    """The date of a source with its place in the text, where it has one."""
    field = source.published
    if field.start is None or field.end is None:
        return str(field.value)[:10]
    return _quoted(source, Span(field.start, field.end))


def _same_report(relative: _Mark, absolute: _Mark) -> bool:
    return relative.weekday == absolute.weekday and any(
        len(mine.names.keys() & theirs.names.keys()) >= SHARED_NAMES and score(mine, theirs) >= SAME_REPORT
        for mine in relative.told
        for theirs in absolute.told
    )


def _quote(source: Source, mark: _Mark) -> str:
    return _quoted(source, mark.span)


def _quoted(source: Source, span: Span) -> str:
    words = " ".join(source.text[span.start : span.end].split())
    return f"“{words}” [{span.start}:{span.end}]"


def _dated(reading: Reading, field: Field) -> Reading:
    """The reading with its date, and the relative dates of its statements resolved against it as *inferred*."""
    source = reading.source
    resolved = {d.start: d for d in find_dates(source.text, field.value)}
    statements = tuple(_redated(statement, resolved) for statement in reading.statements)
    return replace(reading, source=replace(source, published=field), statements=statements)


def _redated(statement: Statement, resolved: Mapping[int, Date]) -> Statement:
    if all(d.status != "none" for d in statement.dates):
        return statement
    dates = tuple(
        replace(d, low=better.low, high=better.high, status="inferred")
        if d.status == "none" and (better := resolved.get(d.start)) and better.low
        else d
        for d in statement.dates
    )
    return replace(statement, dates=dates)
