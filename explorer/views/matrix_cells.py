"""How one source stands to one claim: what a cell of the matrix holds. Pure: rows of the store in, cells out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from explorer.models import Match, Role
from explorer.store.cells import Descent, Dispute, Piece, Quoted
from explorer.terms import GRADES, MATCHES
from explorer.text.phrases import listed

State = Literal["says", "narrower", "broader", "overlaps", "repeats", "differs", "omits"]
"""*repeats*: only its own title, summary or a repeated passage says it, or it has it from another source of the folder;
*omits*: it covers the matter and leaves this out. A source that has no cell does not cover the claim."""


class Sign(NamedTuple):
    """How a state is written: a glyph of one terminal cell, its word beside it, and what it means."""

    glyph: str
    word: str
    means: str


SIGNS: Mapping[State, Sign] = {
    "says": Sign("●", "says", "says it"),
    "narrower": Sign("▾", "narrower", "says it more narrowly"),
    "broader": Sign("▴", "broader", "says it more broadly"),
    "overlaps": Sign("◐", "overlaps", "says part of it"),
    "repeats": Sign("↳", "repeats", "repeats it"),
    "differs": Sign("≠", "differs", "differs"),
    "omits": Sign("○", "omits", "leaves it out"),
}
"""In the order of the legend; what differs has the sign of its grade, as in the list of disagreements."""

EMPTY = Sign("·", "", "does not cover it")

_BY_MATCH: Mapping[Match, State] = {
    "same": "says",
    "narrower": "narrower",
    "broader": "broader",
    "overlap": "overlaps",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement in which a source takes a side about a claim, with what the other sides say."""

    dispute: Dispute
    others: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How a source stands to a claim, with its own words; sources are told by their rows.

    `match` and `role` are None where it has no evidence of the claim itself: it omits it, or tells otherwise.
    """

    state: State
    quoted: tuple[Quoted, ...]
    role: Role | None = None
    match: Match | None = None
    after: tuple[Descent, ...] = ()
    """Which of the sources that have the claim this one copies or rewrites."""
    kin: tuple[Descent, ...] = ()
    """With which of them it shares its text, where it cannot be told which came first."""
    differences: tuple[Difference, ...] = ()

    @property
    def spoken(self) -> set[int]:
        """The rows of all sources that it speaks of."""
        told = [*self.quoted, *(other for each in self.differences for other in each.others)]
        return {quoted.source for quoted in told} | {
            row for each in (*self.after, *self.kin) for row in (each.source, each.origin)
        }

    @property
    def grade(self) -> int:
        """Of its gravest disagreement, 1 to 3; 0 where there is none."""
        return max((each.dispute.grade for each in self.differences), default=0)

    @property
    def sign(self) -> Sign:
        """How it is written: of one that differs, by how grave that is."""
        sign = SIGNS[self.state]
        return sign if self.state != "differs" else sign._replace(glyph=GRADES[self.grade][0])


def cells_of(pieces: Sequence[Piece], disputes: Iterable[Dispute], descents: Sequence[Descent]) -> dict[int, Cell]:
    """The cells of one claim by the rows of the sources: `pieces` are its evidence, `disputes` its own."""
    by_source: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_source[piece.source].append(piece)
    told = {source: _told(mine) for source, mine in by_source.items()}
    cells = {source: _cell(piece, descents, by_source.keys()) for source, piece in told.items()}
    for dispute in disputes:
        for source in dict.fromkeys(quoted.source for quoted in dispute.quoted):
            _take_side(cells, source, dispute, by_source.get(source, []))
    return cells


def _told(mine: Sequence[Piece]) -> Piece:
    """The evidence by which a source is read: its own account before titles and repeats, the plainest first."""
    return min(mine, key=lambda piece: (piece.role != "body", piece.match != "same"))


def _cell(piece: Piece, descents: Sequence[Descent], having: Iterable[int]) -> Cell:
    others = set(having) - {piece.source}
    mine = [each for each in descents if each.source == piece.source and each.origin in others]
    after = tuple(each for each in mine if each.directed)
    kin = [each for each in descents if not each.directed and piece.source in (each.source, each.origin)]
    state = "repeats" if after or piece.role != "body" else _BY_MATCH[piece.match]
    doubtful = tuple(each for each in kin if {each.source, each.origin} - {piece.source} <= others)
    return Cell(state, piece.quoted, piece.role, piece.match, after, doubtful)


def _take_side(cells: dict[int, Cell], source: int, dispute: Dispute, mine: Sequence[Piece]) -> None:
    """Put a disagreement into the cell of a source that it quotes, unless it quotes it about another claim only."""
    own = [quoted for quoted in dispute.quoted if quoted.source == source]
    before = cells.get(source)
    if dispute.kind == "presence":
        if before is None:
            cells[source] = Cell("omits", tuple(own), differences=(Difference(dispute, _without(dispute, own)),))
        return
    if before is None or before.role is None:  # it is on another side, and has no evidence of the claim itself
        already = before.differences if before is not None else ()
        words = before.quoted if before is not None and before.state == "differs" else tuple(own)
        cells[source] = Cell("differs", words, differences=(*already, Difference(dispute, _without(dispute, own))))
        return
    quoting = next((piece for piece in mine if any(_meets(quoted, piece) for quoted in own)), None)
    if quoting is None and len(dispute.claims) > 1:
        return
    said = tuple(own) if quoting is None else quoting.quoted
    own = own if quoting is None else [quoted for quoted in own if _meets(quoted, quoting)]
    difference = Difference(dispute, _without(dispute, own))
    words = before.quoted if before.state == "differs" else said
    cells[source] = replace(before, state="differs", quoted=words, differences=(*before.differences, difference))


def _meets(quoted: Quoted, piece: Piece) -> bool:
    return any(quoted.start < other.end and other.start < quoted.end for other in piece.quoted)


def _without(dispute: Dispute, own: Sequence[Quoted]) -> tuple[Quoted, ...]:
    return tuple(quoted for quoted in dispute.quoted if quoted not in own)


def state_words(cell: Cell, letters: Mapping[int, str]) -> str:
    """ "says it", "repeats it after B", "differs: number, cannot both be right" and how it is worded."""
    words = SIGNS[cell.state].means
    if cell.state == "differs":
        kinds = dict.fromkeys(f"{each.dispute.kind}, {GRADES[each.dispute.grade][1]}" for each in cell.differences)
        words += f": {'; '.join(kinds)}"
    if cell.after:
        words += f"{', ' if cell.state != 'repeats' else ' '}{_after(cell, letters)}"
    if cell.role not in (None, "body"):
        words += f" in its {cell.role}" if cell.role != "repeat" else " in a repeated passage"
    if cell.state in ("repeats", "differs") and cell.match not in (None, "same"):
        words += f"; {MATCHES[cell.match]}"
    pairs = dict.fromkeys(tuple(sorted((each.source, each.origin))) for each in cell.kin)  # several texts may say so
    for one, other in pairs:
        words += f"; one of {letters.get(one, '?')} and {letters.get(other, '?')} repeats the other"
    return words


def _after(cell: Cell, letters: Mapping[int, str]) -> str:
    """ "after B", "after B and C", and where it stands beside another state what that means."""
    names = listed(letters.get(each.origin, "?") for each in cell.after)
    if cell.state == "repeats":
        return f"after {names}"
    made = "a copy" if cell.after[0].kind == "copy" else "a rewrite"
    return f"probably {made} of {names}"
