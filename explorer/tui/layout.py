"""A comparison laid out for a width: lines of runs in columns, and where each evidence came to stand.

Pure: no widget, no screen. Columns take at least `MIN_COLUMN` cells; where fewer than two fit, they are stacked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.models import Source, Span
from explorer.text.inert import make_inert
from explorer.text.spans import merge
from explorer.tui import wording
from explorer.tui.passages import Column, Comparison, Note, Passage
from explorer.tui.rendering import Line, Run, cells, cut, cut_line, line_width, paint, wrap, wrapped

MIN_COLUMN = 36
GUTTER = 3
LEFT, RIGHT = 1, 2
_LABEL = 11
_AIRY = 24  # rows of a pane from which a blank line sets the words apart from what is said about them
_BETWEEN = "\n\n"  # passages, where they are searched as one text
_LOW = 10  # rows under which only the title stays
_SHORT = 16  # rows of a pane under which the head is kept to the least

StopId = tuple[int, int, int]
"""Column, passage and stop within it."""
MatchId = tuple[int, int, int]
"""Column, passage and match of the search within it."""
Matches = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """One drawn column: its head stays, its body scrolls. `at` says on which body lines each stop stands.

    Where sources are stacked there is a head for each, which counts from its line of the body on.
    """

    heads: list[tuple[int, list[Line]]]
    body: list[Line]
    at: dict[StopId, Span]
    members: tuple[int, ...]
    starts: dict[tuple[int, int], int] = field(default_factory=dict)
    """Column and passage → the body line on which what is said about the passage begins."""
    found: dict[MatchId, Span] = field(default_factory=dict)
    """On which body lines each match of the search stands."""

    @property
    def head_size(self) -> int:
        """Lines of the head, the same for all of them."""
        return max((len(lines) for _, lines in self.heads), default=0)

    def head_at(self, offset: int) -> list[Line]:
        """The head over the body scrolled to `offset`."""
        return next((lines for start, lines in reversed(self.heads) if start <= offset), [])


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole comparison for one width."""

    top: list[Line]
    columns: list[LaidColumn]
    width: int
    """Text cells of each column."""
    stops: list[StopId] = field(default_factory=list)
    matches: dict[MatchId, Span] = field(default_factory=dict)
    """What the search found, in reading order, with its place in the source's text."""


def fitting(width: int) -> int:
    """How many columns fit side by side into `width` cells."""
    return max(1, (width - LEFT - RIGHT + GUTTER) // (MIN_COLUMN + GUTTER))


def lay_out(
    comparison: Comparison, width: int, height: int, active: StopId | None, matches: Matches | None,
    match: MatchId | None = None,
) -> Laid:  # fmt: skip
    """Lay `comparison` out for a pane of `width` × `height` cells; `active` is the stop in focus, `match` the match."""
    count = len(comparison.columns)
    fit = min(fitting(width), max(1, count))
    stacked = fit < 2 <= count
    text_cells = (width - LEFT - RIGHT - GUTTER * (fit - 1)) // fit
    found = _found_in(comparison, matches) if matches is not None else {}
    painter = _Painter(text_cells, active, found, match, airy=height >= _AIRY)
    if comparison.kind == "source":
        columns = [painter.source(comparison)]
    elif stacked:
        columns = [painter.stack(comparison)]
    else:
        short = height < _SHORT
        columns = [painter.column(comparison, index, short) for index in range(count)]
        tallest = max((column.head_size for column in columns), default=0)
        for column in columns:
            column.heads[0][1].extend([[]] * (tallest - column.head_size))
    stops = [
        (c, p, s)
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
        for s in range(len(passage.stops))
    ]
    top = _top(comparison, width - LEFT - 1, height, with_notes=not stacked)
    return Laid(top, columns, text_cells, stops, painter.places)


def _found_in(comparison: Comparison, matches: Matches) -> dict[tuple[int, int], list[Span]]:
    """What a search finds in each passage (column, passage), in the offsets of the passage.

    All passages are asked about at once: where one has the very word, what is only like it in another is no match.
    """
    pieces = {
        (c, p): column.source.text[passage.span.start : passage.span.end]
        for c, column in enumerate(comparison.columns)
        for p, passage in enumerate(column.passages)
    }
    spans = merge(matches(make_inert(_BETWEEN.join(pieces.values()), keep_newlines=True)))
    found: dict[tuple[int, int], list[Span]] = {}
    start, number = 0, 0
    for place, text in pieces.items():
        end = start + len(text)
        while number < len(spans) and spans[number].start < end:
            if spans[number].start >= start and spans[number].end <= end:
                found.setdefault(place, []).append(Span(spans[number].start - start, spans[number].end - start))
            number += 1
        start = end + len(_BETWEEN)
    return found


def _top(comparison: Comparison, width: int, height: int, *, with_notes: bool) -> list[Line]:
    """What the row is, its facts, and what stands between the columns, in at most a third of the height."""
    if comparison.kind == "source":
        return []
    short = height < _SHORT
    room = (1 if height < _LOW else 2) if short else max(3, height // 3)
    lines = _limit(wrapped(comparison.title, width, "title"), 1 if short else 3, width)
    notes = [_note_lines(note, width) for note in comparison.notes] if with_notes else []
    facts = " · ".join(fact for fact in comparison.facts if fact)
    if facts and len(lines) < room and not (short and notes):
        lines.append([Run(cut(facts, width), "quiet")])
    for index, note_lines in enumerate(notes):
        left = room - len(lines)
        if left <= 0:
            break
        more = len(notes) - index - 1
        shown = _limit(note_lines, 1 if height < _AIRY or comparison.kind == "entity" else min(2, left), width)
        if more and left == len(shown):
            hint = f"  +{more} more"
            shown[-1] = [*cut_line(shown[-1], width - len(hint)), Run(hint, "label")]
        lines.extend(shown)
    for label, value in comparison.card:
        if len(lines) < room:
            lines.append([Run(f"{label} ", "label"), Run(cut(value, width - len(label) - 1), "quiet")])
    return lines


def _limit(lines: list[Line], count: int, width: int) -> list[Line]:
    """The first `count` lines; where there were more, the last one runs on until it is cut with "…"."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    rest = " ".join(run.text.strip() for line in lines[count:] for run in line)
    return [*lines[: count - 1], cut_line([*last, Run(f" {rest}", last[-1].ink)], width)]


def _note_lines(note: Note, width: int) -> list[Line]:
    letters = [wording.letter(side) for side in note.sides]
    sides = f" {note.mark} ".join(letters) if note.parts else f"{note.mark} {', '.join(letters)}"
    ink = "conflict" if note.kind == "disagreement" else "doubt"
    lines = wrapped(f"{sides}  {note.text}", width, ink, " " * (len(sides) + 2))
    return [[Run(lines[0][0].text[: len(sides)], "label"), Run(lines[0][0].text[len(sides) :], ink)], *lines[1:]]


class _Painter:
    """Paints columns of one width."""

    def __init__(
        self,
        width: int,
        active: StopId | None,
        matches: Mapping[tuple[int, int], Sequence[Span]],
        match: MatchId | None,
        *,
        airy: bool,
    ) -> None:
        self.width = width
        self.airy = airy
        self.active = active
        self.starts: dict[tuple[int, int], int] = {}
        self.matches = matches
        self.match = match
        self.found: dict[MatchId, Span] = {}
        self.places: dict[MatchId, Span] = {}

    def head(self, comparison: Comparison, index: int, short: bool) -> list[Line]:
        """Who speaks: letter and title, publisher, date with its status."""
        source = comparison.columns[index].source
        focused = self.active is not None and self.active[0] == index
        name = "▌" + wording.letter(index) if focused else " " + wording.letter(index)
        title = wrapped(wording.source_title(source), self.width - 3, "accent" if focused else "title")
        title = _limit(title, 1 if short else 2, self.width - 3)
        marked = [[Run(f"{name} " if number == 0 else "   ", "accent"), *line] for number, line in enumerate(title)]
        return [*marked, *self.origin(source, short)]

    def origin(self, source: Source, short: bool) -> list[Line]:
        """Publisher and date with their status, on one line where they fit."""
        publisher = Run(
            wording.with_status(source.publisher, "no publisher"),
            "quiet" if source.publisher.status == "stated" else "doubt",
        )
        when = Run(wording.date(source.published), "quiet" if source.published.status == "stated" else "doubt")
        line = [publisher, Run(" · ", "quiet"), when]
        if line_width(line) <= self.width:
            return [[*([Run(" ")] if line_width(line) < self.width else []), *line]]
        if short:
            room = self.width - line_width(line) + cells(publisher.text)
            return [[Run(cut(publisher.text, room), publisher.ink), *line[1:]]]
        return [
            *([Run(" "), *piece] for piece in wrapped(publisher.text, self.width - 1, publisher.ink)),
            [Run(" "), when],
        ]

    def column(self, comparison: Comparison, index: int, short: bool) -> LaidColumn:
        """A column of its own, under a head that stays."""
        body: list[Line] = []
        at: dict[StopId, Span] = {}
        for number, passage in enumerate(comparison.columns[index].passages):
            if number:
                body.append([])
            self.passage(comparison.columns[index], (index, number), passage, body, at)
        return LaidColumn([(0, self.head(comparison, index, short))], body, at, (index,), self.starts, self.found)

    def stack(self, comparison: Comparison) -> LaidColumn:
        """All columns under one another, with what stands between them in its place."""
        body: list[Line] = []
        at: dict[StopId, Span] = {}
        heads: list[tuple[int, list[Line]]] = []
        for index in range(len(comparison.columns)):
            if index:
                body += [[], [Run("─" * self.width, "line")]]
            for note in comparison.notes:
                if note.sides[-1] == index:
                    body.extend(_note_lines(note, self.width))
            if index:
                body.extend(self.head(comparison, index, short=False))
            heads.append((len(body) if index else 0, self.head(comparison, index, short=True)))
            for number, passage in enumerate(comparison.columns[index].passages):
                if number:
                    body.append([])
                self.passage(comparison.columns[index], (index, number), passage, body, at)
        return LaidColumn(heads, body, at, tuple(range(len(comparison.columns))), self.starts, self.found)

    def passage(
        self, column: Column, place: tuple[int, int], passage: Passage, body: list[Line], at: dict[StopId, Span]
    ) -> None:
        """Chain and kind, then the paragraph with its evidence."""
        self.starts[place] = len(body)
        for ink, line in passage.lines:
            body.extend(wrapped(line, self.width, ink, "  "))
        if passage.lines and self.airy:
            body.append([])
        self.paragraph(column, place, passage, body, at, self.width, [])

    def paragraph(
        self, column: Column, place: tuple[int, int], passage: Passage, body: list[Line], at: dict[StopId, Span],
        width: int, margin: list[Run],
    ) -> None:  # fmt: skip
        """The words of one passage; `margin` stands left of its first line and as much space left of the others."""
        span = passage.span
        text = make_inert(column.source.text[span.start : span.end], keep_newlines=True)
        found = self.matches.get(place, ())
        marks = self._marks(place, passage, found)
        blank = " " * line_width(margin)
        first = len(body)
        base = "quiet" if passage.quiet or passage.stops else "text"
        lines = wrap(text, 0, len(text), width)
        for number, piece in enumerate(lines):
            lead = margin if number == 0 else [Run(blank)]
            body.append([*(lead if blank else []), *paint(text, piece.start, piece.end, marks, base)])
        for number, stop in enumerate(passage.stops):
            low, high = stop.spans[0].start - span.start, stop.spans[-1].end - span.start
            rows = [first + row for row, piece in enumerate(lines) if piece.start < high and low < piece.end]
            at[(*place, number)] = Span(rows[0], rows[-1] + 1) if rows else Span(first, first + 1)
        for number, match in enumerate(found):
            row = next((row for row, piece in enumerate(lines) if match.start < piece.end), 0)
            self.found[(*place, number)] = Span(first + row, first + row + 1)
            self.places[(*place, number)] = Span(span.start + match.start, span.start + match.end)

    def _marks(self, place: tuple[int, int], passage: Passage, found: Sequence[Span]) -> list[tuple[Span, str]]:
        start = passage.span.start
        marks = [
            (Span(piece.start - start, piece.end - start), "evidence") for stop in passage.stops for piece in stop.spans
        ]
        if self.active is not None and place == self.active[:2]:
            stop = passage.stops[self.active[2]]
            marks += [(Span(piece.start - start, piece.end - start), "active") for piece in stop.spans]
        for number, match in enumerate(found):
            marks.append((match, "here" if (*place, number) == self.match else "match"))
        marks += [(Span(piece.start - start, piece.end - start), "differs") for piece in passage.differs]
        return marks

    def source(self, comparison: Comparison) -> LaidColumn:
        """A source: its card, then its text with the regions' names in the margin."""
        column = comparison.columns[0]
        wide = self.width >= 56
        body: list[Line] = []
        for label, value in comparison.card:
            ink = {"title": "title", "flag": "doubt", "rewrite": "doubt", "": "quiet"}.get(label, "text")
            ink = "doubt" if value.startswith("no ") and label != "holds" else ink
            lines = wrapped(value, self.width - _LABEL, ink)
            for number, line in enumerate(lines or [[]]):
                body.append([Run(f"{label if number == 0 else '':<{_LABEL}}", "label"), *line])
        body.append([Run("─" * self.width, "line")])
        at: dict[StopId, Span] = {}
        for number, passage in enumerate(column.passages):
            self.starts[(0, number)] = len(body)
            margin = [Run(f"{passage.label:<{_LABEL}}", "label")] if wide else []
            if not wide and passage.label:
                body.append([Run(passage.label, "label")])
            width = min(self.width - line_width(margin), 100)  # longer lines are hard to read
            self.paragraph(column, (0, number), passage, body, at, width, margin)
            body.append([])
        return LaidColumn([(0, [])], body, at, (0,), self.starts, self.found)
