"""Columns of a comparison painted as lines of runs of one width, and where each evidence came to stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from explorer.models import Source, Span
from explorer.terms import ARROW, with_status
from explorer.text.inert import make_inert
from explorer.text.spans import overlaps
from explorer.tui.comparison.model import Column, Comparison, Inked, Note, Passage
from explorer.tui.drawing import wording
from explorer.tui.drawing.rendering import Line, Run, cells, cut, cut_line, inert, line_width, paint, wrap, wrapped
from explorer.views.differing import SIGNS, Difference, Sign

_LABEL = 11
_HERE = f"this article{ARROW}"
_LONG_CHAIN = 2  # lines that a chain may take
_WHOLE = 1000  # lines: all of them
_BLANK = 8  # characters at an end of an article that are blank lines
_LINE = 100  # cells of a line of an article: longer ones are hard to read
_BESIDE = 52  # cells that have room for a title and beside it for publisher and date

StopId = tuple[int, int, int]
"""Column, passage and stop within it."""
MatchId = tuple[int, int, int]
"""Column, passage and match of the search within it."""
Place = tuple[int, int]
"""Column and passage."""

INKS_OF_SIGNS: Mapping[Sign, tuple[str, str]] = {
    "≠": ("conflict", "differs"), "~": ("doubt", "hedged"), "+": ("good", "only"),
}  # fmt: skip
"""The ink of a sign in the margin and of its words in the text."""

Mark = tuple[Span, str]
"""A stretch of a text in an ink."""


class Rewording(NamedTuple):
    """What stands in the place of a passage while two columns are compared word by word."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    places: tuple[int, ...] = ()
    """For each character of `text` its offset in the source; -1 of what the passage does not have there."""

    def shown(self, span: Span) -> Span | None:
        """Where words of the source stand in `text`; None where they are not part of what is compared."""
        held = [at for at, place in enumerate(self.places) if span.start <= place < span.end]
        return Span(held[0], held[-1] + 1) if held else None


class LaidColumn:
    """One drawn column: its head stays, its body scrolls. `at` says on which body lines each stop stands.

    Where sources are stacked there is a head for each, which counts from its line of the body on.
    """

    def __init__(self, members: tuple[int, ...]) -> None:
        self.members = members
        self.heads: list[tuple[int, list[Line]]] = []
        self.body: list[Line] = []
        self.at: dict[StopId, Span] = {}
        self.starts: dict[Place, int] = {}
        """Column and passage → the body line on which what is said about the passage begins."""
        self.texts: dict[Place, int] = {}
        """Column and passage → the body line on which its words begin."""
        self.leads: dict[StopId, int] = {}
        """How many lines before each stop its sentence begins."""
        self.found: dict[MatchId, Span] = {}
        """On which body lines each match of the search stands."""
        self.signs: dict[int, Sign] = {}
        """Body line → the gravest of the signs of difference on it."""

    @property
    def head_size(self) -> int:
        """Lines of the head, the same for all of them."""
        return max((len(lines) for _, lines in self.heads), default=0)

    def end_of(self, place: Place) -> int:
        """The body line after the last of a passage."""
        after = [start for start in self.starts.values() if start > self.starts[place]]
        return min(after, default=len(self.body))

    def head_at(self, offset: int) -> list[Line]:
        """The head over the body scrolled to `offset`."""
        return next((lines for start, lines in reversed(self.heads) if start <= offset), [])


def lowered(column: LaidColumn, row: int, count: int) -> LaidColumn:
    """The same column with `count` blank lines before line `row` of its body."""
    if not count:
        return column

    def moved[K](places: dict[K, Span]) -> dict[K, Span]:
        return {k: Span(at.start + count, at.end + count) if at.start >= row else at for k, at in places.items()}

    def below[K](places: dict[K, int]) -> dict[K, int]:
        return {place: at + count if at >= row else at for place, at in places.items()}

    made = LaidColumn(column.members)
    made.heads, made.body = column.heads, [*column.body[:row], *([[]] * count), *column.body[row:]]
    made.at, made.found, made.texts = moved(column.at), moved(column.found), below(column.texts)
    made.starts = {place: at + count if at > row else at for place, at in column.starts.items()}
    made.leads = column.leads
    made.signs = {at + count if at >= row else at: sign for at, sign in column.signs.items()}
    return made


def limit(lines: list[Line], count: int, width: int) -> list[Line]:
    """The first `count` lines; where there were more, the last one runs on until it is cut with "…"."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    rest = " ".join(words for line in lines[count:] for run in line if (words := run.text.strip()))
    return [*lines[: count - 1], cut_line([*last, Run(f" {rest}", last[-1].ink)], width)]


def sides_words(note: Note) -> str:
    """ "A ≠ C", "A → B"; "≠ A, B, C" where the text tells who is on which side."""
    letters = [wording.letter(side) for side in note.sides]
    return f" {note.mark} ".join(letters) if note.parts else f"{note.mark} {', '.join(letters)}"


def note_lines(note: Note, width: int) -> list[Line]:
    """A note with its sides before it."""
    sides = sides_words(note)
    ink = "conflict" if note.kind == "disagreement" else "doubt"
    lines = wrapped(f"{sides}  {note.text}", width, "text", " " * (len(sides) + 2))
    first, *rest = lines
    return [[Run(first[0].text[: len(sides)], ink), Run(first[0].text[len(sides) :])], *rest]


def said_lines(lines: Sequence[Inked], width: int, most: int = 0) -> list[Line]:
    """What is said about a passage, each in at most so many lines (0: whole); of a chain the arrows stand back and its
    far end stands out.

    Where that saves a long chain a line, it goes without the article with which it begins: that stands above it.
    """
    out: list[Line] = []
    room = max(4, width - 2)
    long = min(most or _LONG_CHAIN, _LONG_CHAIN)
    for ink, words in lines:
        flat = inert(words)
        if ink == "label" and flat.startswith(_HERE) and len(wrap(flat, 0, len(flat), room)) > long:
            short = flat.removeprefix(_HERE)
            flat = min((flat, short), key=lambda chain: len(wrap(chain, 0, len(chain), room)))
        arrows = _arrows(flat) if ink == "label" else []
        marks = [(span, "quiet") for span in arrows]
        if arrows:
            marks.append((Span(arrows[-1].end, len(flat)), "accent"))
        rows = wrap(flat, 0, len(flat), room)
        painted = [
            [*([Run("  ")] if number else []), *paint(flat, row.start, row.end, marks, ink)]
            for number, row in enumerate(rows)
        ]
        out += limit(painted, most or len(painted), width)
    return out


def _arrows(words: str) -> list[Span]:
    """Where the arrows of a chain stand."""
    ends = accumulate(len(step) + len(ARROW) for step in words.split(ARROW)[:-1])
    return [Span(end - len(ARROW), end) for end in ends]


class Painter:
    """Paints columns of one width; what it paints goes into a new `LaidColumn` each time."""

    def __init__(
        self, comparison: Comparison, width: int, matches: Mapping[Place, Sequence[Span]], *, airy: bool, low: bool
    ) -> None:
        """`airy`: blank lines set words apart; `low`: every line that is no words of the accounts is one too many."""
        self.comparison = comparison
        self.width = width
        self.matches = matches
        self.rests: Mapping[Place, tuple[MatchId, Span]] = {}
        """With what a match that begins in a passage before goes on in one."""
        self.airy, self.low = airy, low
        self.active: StopId | None = None
        self.match: MatchId | None = None
        self.rewordings: Mapping[Place, Rewording] = {}

    @staticmethod
    def knows_origins(columns: Iterable[Column]) -> bool:
        """Whether of any of these articles is known who published it, or when."""
        return any(column.source.publisher.value or column.source.published.value for column in columns)

    # -- heads ------------------------------------------------------------------------------------------------

    def head(self, index: int, *, short: bool, origin: bool = True) -> list[Line]:
        """Who speaks: letter and title; of the `origin` publisher and date with their status."""
        source = self.comparison.columns[index].source
        focus = self.active or self.match
        focused = focus is not None and focus[0] == index
        name = "▌" + wording.letter(index) if focused else " " + wording.letter(index)
        indent = cells(name) + 1
        title = wrapped(wording.source_title(source), self.width - indent, "accent" if focused else "title")
        title = limit(title, 1 if short else 2, self.width - indent)
        marked = [
            [Run(f"{name} " if number == 0 else " " * indent, "accent"), *line] for number, line in enumerate(title)
        ]
        return [*marked, *self._origin(source, short=short)] if origin else marked

    def low_head(self, index: int) -> list[Line]:
        """The head of an account that has all the width: in a low pane on one line, where that has room for it."""
        if not self.low or self.width < _BESIDE:
            return self.head(index, short=True, origin=not self.low or self.knows_origins(self.comparison.columns))
        source = self.comparison.columns[index].source
        day = Run(wording.short_day(source.published.value, source.published.status), "quiet")
        publisher = Run(cut(with_status(source.publisher, "no publisher"), self.width // 3), "quiet")
        origin = [publisher, Run(" · ", "quiet"), day]
        (title,) = self.head(index, short=True, origin=False)
        title = cut_line(title, self.width - line_width(origin) - 2)
        return [[*title, Run(" " * (self.width - line_width(title) - line_width(origin))), *origin]]

    def _origin(self, source: Source, *, short: bool) -> list[Line]:
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

    # -- columns ----------------------------------------------------------------------------------------------

    def column(self, index: int, in_head: StopId | None) -> LaidColumn:
        """A column of its own without its head; what is said about the evidence `in_head` is left out, because it
        stands there.
        """
        laid = LaidColumn((index,))
        for number, passage in enumerate(self.comparison.columns[index].passages):
            if number:
                laid.body.append([])
            known = passage.stops[in_head[2]].lines if in_head is not None and in_head[1] == number else ()
            self._passage(laid, (index, number), passage, known)
        return laid

    def stack(self) -> LaidColumn:
        """All columns under one another, with what stands between them in its place."""
        laid = LaidColumn(tuple(range(len(self.comparison.columns))))
        for index, column in enumerate(self.comparison.columns):
            if index:
                laid.body.extend(([], [Run("─" * self.width, "line")]))
            for note in self.comparison.notes:
                if note.sides[-1] == index:
                    laid.body.extend(note_lines(note, self.width))
            if index:
                laid.body.extend(self.head(index, short=False))
            laid.heads.append((len(laid.body) if index else 0, self.low_head(index)))
            for number, passage in enumerate(column.passages):
                if number:
                    laid.body.append([])
                self._passage(laid, (index, number), passage)
        return laid

    def source(self) -> LaidColumn:
        """A source: its card, then its text with the regions' names in the margin."""
        column = self.comparison.columns[0]
        laid = LaidColumn((0,))
        wide = self.width >= 56
        laid.body += self._card()
        for number, passage in enumerate(column.passages):
            laid.starts[(0, number)] = len(laid.body)
            margin = [Run(f"{passage.label:<{_LABEL}}", "label")] if wide else []
            if not wide and passage.label:
                laid.body.append([Run(passage.label, "label")])
            blank = " " * (_LABEL if wide else 0)
            for ink, words in passage.lines:
                laid.body.extend([Run(blank), *line] for line in wrapped(words, self.width - len(blank) - 1, ink, "  "))
            self._paragraph(laid, (0, number), passage, margin)
            laid.body.append([])
        return laid

    def _card(self) -> list[Line]:
        """What is known of a source, and a line below it; in a low pane no more than a line of each, so that the text
        begins in view.
        """
        card, width = self.comparison.card, self.width - _LABEL
        if self.low:
            known = dict(card)
            source = " · ".join(known[label] for label in ("publisher", "published", "holds") if label in known)
            labels = {"title", "source", "rewrite", "flag", "report"}
            labels -= {passage.label for passage in self.comparison.columns[0].passages}  # the text begins with them
            told = (row for row in card if row[0] in labels)
            card = (*((("source", source),) if source else ()), *told)
        most = 1 if self.low else _WHOLE if self.airy else 2
        lines: list[Line] = []
        for label, value in card:
            ink = {"title": "title", "flag": "doubt", "rewrite": "doubt", "": "quiet"}.get(label, "text")
            ink = "doubt" if value.startswith("no ") and label != "holds" else ink
            for number, line in enumerate(limit(wrapped(value, width, ink), most, width) or [[]]):
                lines.append([Run(f"{label if number == 0 else '':<{_LABEL}}", "label"), *line])
        return [*lines, [Run("─" * self.width, "line")]] if lines else []

    # -- passages ---------------------------------------------------------------------------------------------

    def _passage(self, laid: LaidColumn, place: Place, passage: Passage, known: Sequence[Inked] = ()) -> None:
        """Chain and kind, but for what is `known`, then the text with its evidence, or what takes its place."""
        laid.starts[place] = len(laid.body)
        rewording = self.rewordings.get(place)
        told = [line for line in passage.lines if line not in known]
        if told:
            laid.body.extend([Run(" "), *line] for line in said_lines(told, self.width - 1, 1 if self.low else 0))
            if self.airy:
                laid.body.append([])
        if rewording is not None:
            self._reworded(laid, place, passage, rewording)
            return
        whole = len(self.comparison.columns[place[0]].source.text)
        self._left_out(laid, passage.span.start, "before")
        self._paragraph(laid, place, passage, [Run(" ")])
        self._left_out(laid, whole - passage.span.end, "after")

    def _left_out(self, laid: LaidColumn, count: int, where: str) -> None:
        """Of an article that is too long to be shown whole: how much of it is not."""
        if self.comparison.context == "article" and count > _BLANK:
            laid.body.append([Run(f" … {count:,} characters {where} this", "quiet")])

    def _reworded(self, laid: LaidColumn, place: Place, passage: Passage, rewording: Rewording) -> None:
        """The words of a passage beside those of another column; every stop of it stands there.

        How they are to be read stands above them, where that is not the head of a column.
        """
        if len(laid.members) > 1:
            laid.body.extend([Run(" "), *line] for line in wrapped(rewording.title, self.width - 1, "label", "  "))
        first = laid.texts[place] = len(laid.body)
        text = make_inert(rewording.text, keep_newlines=True)
        start, marks = passage.span.start, list(rewording.marks)
        found = [rewording.shown(Span(m.start + start, m.end + start)) for m in self.matches.get(place, ())]
        marks += [(at, "here" if (*place, number) == self.match else "match") for number, at in enumerate(found) if at]
        lines = wrap(text, 0, len(text), self.width - 1)
        for piece in lines:
            here = [mark for mark in marks if overlaps(mark[0], piece)]
            laid.body.append([Run(" "), *paint(text, piece.start, piece.end, here, "quiet")])
        for number in range(len(passage.stops)):
            laid.at[(*place, number)] = Span(first, len(laid.body))
        for number, at in enumerate(found):
            row = next((row for row, piece in enumerate(lines) if at and at.start < piece.end), 0)
            laid.found[(*place, number)] = Span(first + row, first + row + 1)

    def _paragraph(self, laid: LaidColumn, place: Place, passage: Passage, margin: list[Run]) -> None:
        """The words of one passage; `margin` stands left of its first line and as much space left of the others."""
        column, span = self.comparison.columns[place[0]], passage.span
        text = make_inert(column.source.text[span.start : span.end], keep_newlines=True)
        found = self.matches.get(place, ())
        marks = self._marks(place, passage, found)
        indent = line_width(margin)
        blank, first = [Run(" " * indent)] if indent else [], len(laid.body)
        is_article = self.comparison.kind == "source"
        base = "quiet" if passage.quiet or passage.stops or (is_article and not passage.label) else "text"
        laid.texts[place] = first
        lines = wrap(text, 0, len(text), min(self.width - indent, _LINE))
        for number, piece in enumerate(lines):
            here = [mark for mark in marks if overlaps(mark[0], piece)]
            laid.body.append([*(blank if number else margin), *paint(text, piece.start, piece.end, here, base)])
        for number, stop in enumerate(passage.stops):
            held = Span(stop.spans[0].start - span.start, stop.spans[-1].end - span.start)
            rows = [first + row for row, piece in enumerate(lines) if overlaps(piece, held)]
            at = laid.at[(*place, number)] = Span(rows[0], rows[-1] + 1) if rows else Span(first, first + 1)
            begins = stop.sentences.start - span.start
            row = next((first + row for row, piece in enumerate(lines) if begins < piece.end), first)
            laid.leads[(*place, number)] = max(0, at.start - row)
        for number, match in enumerate(found):
            row = next((row for row, piece in enumerate(lines) if match.start < piece.end), 0)
            laid.found[(*place, number)] = Span(first + row, first + row + 1)
        self._sign(laid, passage, lines, first)

    def _sign(self, laid: LaidColumn, passage: Passage, lines: Sequence[Span], first: int) -> None:
        """The gravest difference of each line, in the margin: what is told by shape alone can be read anywhere."""
        if self.comparison.kind != "claim":
            return
        for mark in passage.marks:
            at = mark.span.start - passage.span.start
            row = next((first + row for row, piece in enumerate(lines) if at < piece.end), None)
            if row is not None and SIGNS.index(mark.sign) <= SIGNS.index(laid.signs.get(row, "+")):
                laid.signs[row] = mark.sign

    def _marks(self, place: Place, passage: Passage, found: Sequence[Span]) -> list[Mark]:
        """What lies over the words of a passage, the later over the earlier, in offsets of the passage."""
        start = passage.span.start
        ink = "stated" if self.comparison.kind == "source" else "evidence"  # of an article most is evidence
        marks = [(_back(piece, start), ink) for stop in passage.stops for piece in stop.spans]
        if self.active is not None and place == self.active[:2]:
            marks += [(_back(piece, start), "active") for piece in passage.stops[self.active[2]].spans]
        marks += [(_back(mark.span, start), _ink(mark)) for mark in passage.marks]
        for number, match in enumerate(found):
            marks.append((match, "here" if (*place, number) == self.match else "match"))
        if place in self.rests:
            begun, rest = self.rests[place]
            marks.append((rest, "here" if begun == self.match else "match"))
        return marks


def _ink(mark: Difference) -> str:
    return INKS_OF_SIGNS[mark.sign][1]


def _back(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)
