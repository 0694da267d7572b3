"""Claims × sources: who says what, who repeats it, who differs, who leaves it out.

The model holds which claims and sources stand where; what the cells hold is read by the window (`read`), so that a
million claims open as quickly as a hundred.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from explorer.lists import ClaimItem, Filter, SourceItem
from explorer.store import cells as stored
from explorer.store.cells import Descent, Dispute, Piece, Quoted
from explorer.terms import apart, headline_words
from explorer.text.phrases import plural
from explorer.views.library import Library
from explorer.views.matrix_cells import Cell, cells_of
from explorer.views.phrasing import found_words, quoted_words, source_name
from explorer.views.scope import WHOLE, Scope

if TYPE_CHECKING:
    from explorer.store.reader import Database

RowOrder = Literal["disagreement", "weight", "echo"]
"""*disagreement*: the gravest first; *weight*: as the list of claims stands, by worth, sources, dispute; *echo*: the
most sources for the fewest independent origins first."""

ColumnOrder = Literal["date", "claims"]
"""*date*: the first published first; *claims*: who makes most of them first."""

FEW = 20_000
"""Claims up to which only those sources are columns that have a cell; of more, all are."""

_NAME = 60  # code points of a title that stands for its source in a legend


@dataclass(frozen=True, slots=True)
class Column:
    """A source as the head of a column; `letter` is its place: A, B, C … and beyond Z its number."""

    letter: str
    item: SourceItem
    telling: str = ""
    """Its file, where its title and its day are those of another source too."""

    @property
    def name(self) -> str:
        """Its publisher, else its title, and its file where that does not tell it; else its file."""
        return apart(self.short(_NAME), "" if self.item.publisher else self.telling)

    def short(self, most: int) -> str:
        """The name in about so many code points."""
        return source_name(self.item, most)

    @property
    def label(self) -> str:
        """The same without a sign of its status, for where there is hardly room."""
        return self.item.publisher or self.item.title or self.item.path

    @property
    def headline(self) -> str:
        """How notes call it where it has no publisher to be called by; nothing where its letter could not stand for it:
        a headline that is not cut short might be something that is quoted.
        """
        words = "" if self.item.publisher else headline_words(self.item.title or "")
        return words if words.endswith("…”") else ""

    @property
    def day(self) -> str:
        """ "2025-09-11", "~2025-09-11" where it was inferred, "undated"."""
        if not self.item.published:
            return "undated"
        return ("" if self.item.published_status == "stated" else "~") + self.item.published[:10]


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with its cells by the rows of the sources; who has none does not cover it."""

    item: ClaimItem
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Matrix:
    """Which claims (rows of their list) and sources stand where, and the first lines, read."""

    rows: Sequence[int]
    columns: Sequence[int]
    disputed: int
    """How many of the rows tell of a disagreement."""
    total: int
    """All claims that were asked for: of the whole folder, or of what narrows it."""
    sources: int
    """All sources of the folder."""
    order: RowOrder = "disagreement"
    across: ColumnOrder = "date"
    singles: bool = False
    """Whether claims are shown that one source alone makes."""
    found: int | None = None
    """Among how many claims that a search found; None without one."""
    lines: tuple[Line, ...] = ()
    heads: tuple[Column, ...] = ()
    """Of the sources that the lines speak of, in their order."""

    @property
    def left_out(self) -> int:
        """How many claims are not shown because one source alone makes them."""
        return self.total - len(self.rows)

    @property
    def title(self) -> str:
        """What is shown, counted."""
        if self.singles:
            shown = plural(self.total, "claim")
        else:
            shown = f"{plural(len(self.rows), 'claim')} that several sources make or dispute"
        some = f"{len(self.columns):,} of {self.sources:,} sources"
        across = plural(self.sources, "source") if len(self.columns) == self.sources else some
        return f"{shown} × {across}{found_words(self.found)}"

    @property
    def short_title(self) -> str:
        """The same in few words."""
        return f"{plural(len(self.rows), 'claim')} × {plural(len(self.columns), 'source')}"

    @property
    def order_words(self) -> str:
        """How the rows stand."""
        if self.order == "echo":
            return "the most sources for the fewest origins first"
        if self.order == "disagreement" and self.disputed:
            return "the gravest disagreement first"
        return "by weight: worth checking, number of sources" + (", dispute" if self.disputed else "; none is disputed")

    @property
    def order_title(self) -> str:
        """The same in the few words that a column has room for."""
        if self.order == "echo":
            return "most repeated first"
        is_disputed = self.order == "disagreement" and self.disputed
        return "gravest disagreement first" if is_disputed else "most worth checking first"

    def letters(self) -> dict[int, str]:
        """The letter of every column, by the row of its source."""
        return {row: letter(place) for place, row in enumerate(self.columns)}


def letter(place: int) -> str:
    """A, B, C … for columns; beyond Z their number."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


# -- making ------------------------------------------------------------------------------------------------------------


def make(
    database: Database,
    scope: Scope = WHOLE,
    *,
    order: RowOrder = "disagreement",
    across: ColumnOrder = "date",
    singles: bool = False,
    first: int = 0,
) -> Matrix:
    """Which claims and sources stand where, and the `first` lines.

    A claim chosen in the filter is shown though one source alone makes it. Raises NotFoundError for an id that is not
    there, DatabaseError, and QueryInterruptedError where the scope is cancelled.
    """
    singles = singles or scope.filter.claim is not None
    counts = database.counts()
    narrowed = scope.filter != Filter() or scope.claims is not None
    asked = _asked(database, scope) if narrowed else range(1, counts["claims"] + 1)
    disputed = stored.disputed_claims(database)
    scope.go_on()
    kept = asked if singles else _shared(database, asked, disputed)
    wanted = _among(disputed, kept)
    rows = kept
    if order == "echo":
        rows = _echoes_first(database, kept)
    elif order == "disagreement" and wanted:
        rows = _gravest_first(kept, wanted)
    scope.go_on()
    columns = _columns(database, rows, across)
    found = None if scope.claims is None else len(scope.claims)
    made = Matrix(rows, columns, len(wanted), len(asked), counts["sources"], order, across, singles, found)
    return filled(database, made, first) if first else made


def _asked(database: Database, scope: Scope) -> Sequence[int]:
    """The claims of the filter and the search, in the order of their list."""
    if scope.filter == Filter():
        return array("q", sorted(set(scope.claims or ())))
    rows = database.rows("claim", scope.filter)
    if scope.claims is None:
        return rows
    found = set(scope.claims)
    return array("q", (row for row in rows if row in found))


def _shared(database: Database, asked: Sequence[int], disputed: Sequence[int]) -> Sequence[int]:
    """Those of the claims that several sources make or about which accounts differ, in the order of their list."""
    runs = stored.shared_claims(database)
    found = array("q")
    for run in runs:
        if isinstance(asked, range):
            found.extend(run)
        else:
            found.extend(asked[bisect_left(asked, run.start) : bisect_left(asked, run.stop)])
    alone = [row for row in _among(disputed, asked) if not any(row in run for run in runs)]
    return array("q", sorted({*found, *alone})) if alone else found


def _among(some: Sequence[int], ordered: Sequence[int]) -> list[int]:
    """Those of `some` that are in `ordered`, which rises."""
    if isinstance(ordered, range):
        return list(some)
    return [row for row in some if (at := bisect_left(ordered, row)) < len(ordered) and ordered[at] == row]


def _gravest_first(kept: Sequence[int], disputed: Sequence[int]) -> array[int]:
    """The disputed claims in the order given, then the others in that of their list."""
    rows, last = array("q", disputed), 0
    for row in sorted(disputed):
        at = bisect_left(kept, row, last)
        rows.extend(kept[last:at])
        last = at + 1
    rows.extend(kept[last:])
    return rows


def _echoes_first(database: Database, kept: Sequence[int]) -> array[int]:
    """Claims by how many sources have them from another; where the origins are unknown, last."""
    echoes = {row: sources - origins if origins else -1 for row, sources, origins in stored.counts_of(database, kept)}
    return array("q", sorted(kept, key=lambda row: (-echoes[row], row)))


def _columns(database: Database, rows: Sequence[int], across: ColumnOrder) -> Sequence[int]:
    """The sources that have a cell; where the claims are too many to ask each, all sources."""
    ordered = stored.sources_by_day(database) if across == "date" else stored.sources_by_claims(database)
    if len(rows) > FEW:
        return ordered
    having = stored.sources_of(database, rows)
    return array("q", (row for row in ordered if row in having))


def read(database: Database, rows: Sequence[int]) -> list[Line]:
    """The lines of these claims (rows of their list), with all their cells."""
    if not rows:
        return []
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for piece in stored.pieces_of(database, rows):
        pieces[piece.claim].append(piece)
    disputes: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in stored.disputes_of(database, rows):
        for claim in dispute.claims:
            disputes[claim].append(dispute)
    descents: dict[int, list[Descent]] = defaultdict(list)
    for descent in stored.descents_of(database, {piece.source for each in pieces.values() for piece in each}):
        descents[descent.source].append(descent)
        if not descent.directed:
            descents[descent.origin].append(descent)
    lines = []
    for item in database.items("claim", rows):
        mine = pieces[item.row]
        known = [each for source in dict.fromkeys(piece.source for piece in mine) for each in descents[source]]
        lines.append(Line(item, cells_of(mine, disputes[item.row], known)))
    return lines


def heads(database: Database, matrix: Matrix, places: Sequence[int]) -> list[Column]:
    """The heads of the columns at these places."""
    items = database.items("source", [matrix.columns[place] for place in places])
    telling = Library(database).telling
    return [
        Column(letter(place), item, telling(item.id, dated=True)) for place, item in zip(places, items, strict=True)
    ]


def filled(database: Database, matrix: Matrix, first: int) -> Matrix:
    """The same with its first lines read, and the heads of the columns they need."""
    lines = tuple(read(database, list(islice(matrix.rows, first))))
    spoken = {row for line in lines for cell in line.cells.values() for row in cell.spoken}
    places = [place for place, row in enumerate(matrix.columns) if row in spoken]
    return replace(matrix, lines=lines, heads=tuple(heads(database, matrix, places)))


# -- words -------------------------------------------------------------------------------------------------------------


def excerpt_words(quoted: Sequence[Quoted]) -> str:
    """Pieces of one passage on one line, between quotation marks unless they bring their own."""
    return quoted_words(" … ".join(each.text for each in quoted))


def left_out_words(matrix: Matrix, how: str) -> str:
    """What is not shown, and `how` to see it; "" where nothing is left out."""
    count = matrix.left_out
    if not count:
        return ""
    are = "is" if count == 1 else "are"
    return f"{plural(count, 'claim')} that one source alone makes {are} left out: {how}"
