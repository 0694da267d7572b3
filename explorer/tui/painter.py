"""Columns of a comparison painted as lines of runs of one width, and where each evidence came to stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.models import Source, Span
from explorer.terms import with_status
from explorer.text.inert import make_inert
from explorer.tui import wording
from explorer.tui.passages import Column, Comparison, Note, Passage
from explorer.tui.rendering import Line, Run, cells, cut, cut_line, line_width, paint, wrap, wrapped

_LABEL = 11

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


def limit(lines: list[Line], count: int, width: int) -> list[Line]:
    """The first `count` lines; where there were more, the last one runs on until it is cut with "…"."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    rest = " ".join(run.text.strip() for line in lines[count:] for run in line)
    return [*lines[: count - 1], cut_line([*last, Run(f" {rest}", last[-1].ink)], width)]


def note_lines(note: Note, width: int) -> list[Line]:
    letters = [wording.letter(side) for side in note.sides]
    sides = f" {note.mark} ".join(letters) if note.parts else f"{note.mark} {', '.join(letters)}"
    ink = "conflict" if note.kind == "disagreement" else "doubt"
    lines = wrapped(f"{sides}  {note.text}", width, ink, " " * (len(sides) + 2))
    return [[Run(lines[0][0].text[: len(sides)], "label"), Run(lines[0][0].text[len(sides) :], ink)], *lines[1:]]


class Painter:
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
        title = limit(title, 1 if short else 2, self.width - 3)
        marked = [[Run(f"{name} " if number == 0 else "   ", "accent"), *line] for number, line in enumerate(title)]
        return [*marked, *self.origin(source, short)]

    def origin(self, source: Source, short: bool) -> list[Line]:
        """Publisher and date with their status, on one line where they fit."""
        publisher = Run(
            with_status(source.publisher, "no publisher"),
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
                    body.extend(note_lines(note, self.width))
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
