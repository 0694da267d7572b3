"""How the matrix is laid out and what stands in it, line by line: pure drawing of what `views.matrix` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.store.cells import Quoted
from explorer.terms import GRADES, kind_words, origins_words
from explorer.text.phrases import plural
from explorer.tui.comparison.painter import limit
from explorer.tui.drawing.rendering import Line, Run, cells, cut, cut_line, line_width, pad, wrapped
from explorer.views import matrix as view
from explorer.views.matrix import Column
from explorer.views.matrix import Line as Row
from explorer.views.matrix_cells import EMPTY, SIGNS, Cell, State, state_words

WIDTHS: tuple[int, ...] = (4, 12, 18, 24, 30, 42)
"""Cells of a column, with the gap before it; from the second on a sign has its word beside it."""

_WORDS = 12  # cells from which a column holds words
_EXCERPT = 24  # cells from which it holds the beginning of what is said
_NARROW, _LOW, _TALL = 60, 16, 32  # cells and lines of the whole
_NAMED = 24  # lines from which names that are cut in their column get a second one
_SHARE = 0.36  # of the width, which claims have before columns grow wider than their words
_FOUR = 4  # columns that are seen with words, or signs do
_LEAST_BESIDE = 16  # cells that the widest column leaves of a narrow screen
_CLAIM = 26  # cells that the claims have at least where there is room
_MOST_LINES = 5  # of a claim
_RULED = 3  # cells beside a legend from which it stands on a rule that is seen on both sides of it
FEW = 24
"""Claims up to which their words are looked at to lay them out: no screen shows more with several lines each."""
_WIDEST_CLAIM = 72  # longer lines are hard to read

_EMPTY, _EMPTY_SHORT = (EMPTY.glyph, "not covered"), (EMPTY.glyph, "none")

_INKS: Mapping[State, str] = {
    "says": "good",
    "narrower": "text",
    "broader": "text",
    "overlaps": "text",
    "repeats": "doubt",
    "differs": "conflict",
    "omits": "accent",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in cells and lines of the whole."""

    width: int
    claim: int
    column: int
    across: int
    """How many columns are seen at once."""
    head: int
    row: int
    """Lines of a claim."""
    rows: int
    """How many claims are seen at once."""
    detail: int
    """Lines below: what the cell under the cursor says, under a rule."""

    @property
    def has_words(self) -> bool:
        """Whether a cell has its word beside its sign; else the rule below has them."""
        return self.column >= _WORDS


def lay_out(
    width: int,
    height: int,
    columns: int,
    claims: Sequence[str] = (),
    wanted: int | None = None,
    names: Sequence[str] = (),
) -> Layout:
    """Lay out for a size; `wanted` is the width of a column that the reader asked for.

    `claims` are the words of all claims where these are few: then each gets the lines that the longest needs, if
    all fit. `names` are those of the first columns.
    """
    least = min(_CLAIM, max(14, width // 3))
    column = min(wanted, width - _LEAST_BESIDE) if wanted else _fitting(width - least - 1, columns, width)
    across = max(1, min(columns, (width - least - 1) // column))
    claim = min(_WIDEST_CLAIM, width - (2 if width >= _NARROW else 1) - across * column)  # words end before the border
    head = 1 if height < _LOW or column < _WORDS else 3
    if head > 1 and height >= _NAMED and any(cells(name) > _name_room(column) for name in names):
        head += 1
    detail = 3 if height < _LOW else 6 if height < _TALL else 8
    body = max(1, height - head - detail)
    least = 1 if height < _LOW else 2 if height < _TALL else 3
    if claims and least > 1:
        needed = max(len(wrapped(text, claim - 2, "text", " ")) for text in claims) + (least > 2)
        needed = needed if column < _EXCERPT else _MOST_LINES  # what is said in a cell takes more lines than the claim
        least = max(least, min(needed, _MOST_LINES, body // len(claims)))
    detail += body % least if body > least else 0  # lines that make no row would stand empty
    return Layout(width, claim, column, across, head, least, max(1, body // least), detail)


def _name_room(column: int) -> int:
    """Cells of a name in the first line of a head, behind a letter."""
    return column - 3


def _fitting(room: int, columns: int, width: int) -> int:
    """The widest column with which all fit beside whole claims; else words where half of them, or four, are seen."""
    if width < _NARROW:
        return WIDTHS[0]
    beside = width - 1 - max(_CLAIM, min(_WIDEST_CLAIM, round(width * _SHARE)))
    for column in reversed(WIDTHS[1:]):
        if column * columns <= (room if column == _WORDS else beside):
            return column
    seen = room // _WORDS
    return _WORDS if seen >= _FOUR and 2 * seen >= min(columns, 2 * _FOUR) else WIDTHS[0]


# -- the head ----------------------------------------------------------------------------------------------------------


def head_lines(layout: Layout, title: str, heads: Sequence[Column], here: int) -> list[Line]:
    """Letters with names and days over the columns; `here` is the place of the cursor's column among them, or -1."""
    claims = pad("  Claim" if layout.width >= _NARROW else "", layout.claim + 1)
    lines: list[Line] = [[Run(claims, "label" if here < 0 else "quiet")]]
    if layout.head > 1:
        lines += [[Run(pad(f"  {title}" if n == 0 else "", layout.claim + 1), "quiet")] for n in range(layout.head - 2)]
    for place, head in enumerate(heads):
        ink = "accent" if place == here else "title"
        lines[0].append(Run("▌" if place == here else " ", "accent"))
        if layout.head == 1:
            lines[0].append(Run(pad(head.letter, layout.column - 1), ink))
            continue
        room = layout.column - 1
        first, second = _name_lines(head.label, room - len(head.letter) - 1, room - 1 if layout.head > 3 else 0)
        lines[0] += [Run(head.letter, ink), Run(pad(f" {first}", room - len(head.letter)), "text")]
        told = [(second, "text")] if layout.head > 3 else []
        for line, (words, shade) in zip(lines[1:], [*told, (head.day, "quiet")], strict=True):
            line += [Run(" "), Run(pad(words, room), shade)]
    return lines if layout.head == 1 else [*lines, [Run("─" * layout.width, "line")]]


def _name_lines(name: str, first: int, second: int) -> tuple[str, str]:
    """A name in so many cells and, where that is not all of it, as many as there are for the rest."""
    if cells(name) <= first or not second:
        return cut(name, first), ""
    words, kept = name.split(), 1
    while cells(" ".join(words[: kept + 1])) <= first:
        kept += 1
    return cut(" ".join(words[:kept]), first), cut(" ".join(words[kept:]), second)


# -- rows --------------------------------------------------------------------------------------------------------------


def row_lines(
    layout: Layout, row: Row, sources: Sequence[int], letters: Mapping[int, str], here: int | None, sign: str = " "
) -> list[Line]:
    """The lines of a claim: its words, and a cell for each of the sources that are seen.

    `here` is the place of the cursor among them, -1 on the claim itself, None in another row; `sign` is what the reader
    keeps of the claim.
    """
    words = _claim_lines(layout, row, here, sign)
    columns = [
        _cell_lines(layout, row.cells.get(source), letters, marked=here == place)
        for place, source in enumerate(sources)
    ]
    return [[*words[number], *(run for column in columns for run in column[number])] for number in range(layout.row)]


def _claim_lines(layout: Layout, row: Row, here: int | None, sign: str) -> list[Line]:
    """The claim in the lines it has, the last of them cut; a third or later line tells how many make it."""
    item, room = row.item, layout.claim - 2
    least = layout.row if layout.row < 3 else layout.row - 1
    whole = wrapped(item.text, room, "text", " " * (least > 1))
    lines = limit(whole, least, room)
    if layout.row > least:
        lines = [*lines, [Run(cut(f" {_facts(row)}", room), "quiet")]]
    mark = Run("▌", "accent" if here == -1 else "line") if here is not None else Run(" ")
    filled = [*lines, *([[]] * (layout.row - len(lines)))]
    return [
        [mark, Run(sign, "accent") if number == 0 and sign.strip() else Run(" "), *_padded(line, room), Run(" ")]
        for number, line in enumerate(filled)
    ]


def _facts(row: Row) -> str:
    return f"{plural(row.item.sources, 'source')} · {origins_words(row.item.origins)}"


def _padded(line: Line, width: int) -> Line:
    return [*line, Run(" " * max(0, width - line_width(line)))]


def _cell_lines(layout: Layout, cell: Cell | None, letters: Mapping[int, str], *, marked: bool) -> list[Line]:
    room = layout.column - 1
    gap = Run("▌", "accent") if marked else Run(" ")  # where the row is reversed, a blank in an ink would be a block
    if cell is None:
        lines: list[Line] = [[Run(pad(EMPTY.glyph, room), "quiet")]]
    else:
        ink = _ink(cell)
        lines = [[Run(pad(_cell_words(layout, cell, letters), room), ink)]]
        more = _more_words(layout, cell, letters)
        if _WORDS <= layout.column < _EXCERPT and more:
            lines.append([Run(pad(f"  {more}" if cells(more) + 2 <= room else more, room), "quiet")])
        if layout.column >= _EXCERPT and cell.quoted:
            said = wrapped(view.excerpt_words(cell.quoted), room - 2, "quiet")
            left = layout.row - len(lines)
            lines += [_padded([Run("  "), *line], room) for line in limit(said, left, room - 2)] if left > 0 else []
    filled = [*lines[: layout.row], *([[Run(" " * room)]] * (layout.row - len(lines)))]
    return [[gap, *line] for line in filled]


def _ink(cell: Cell) -> str:
    """As in the list of disagreements, what is only worth a look is no conflict."""
    return "doubt" if cell.state == "differs" and cell.grade < 2 else _INKS[cell.state]


def _cell_words(layout: Layout, cell: Cell, letters: Mapping[int, str]) -> str:
    """ "≠ differs", "↳ repeats", "● says"; in a narrow column the sign, with the letter of whom it repeats."""
    sign = cell.sign
    if not layout.has_words:
        beside = letters.get(cell.after[0].origin, "") if cell.after and cell.state == "repeats" else ""
        return sign.glyph + (beside if len(beside) + 1 < layout.column else "")
    if layout.column < _EXCERPT:
        return f"{sign.glyph} {sign.word}"
    more = _more_words(layout, cell, letters)
    if cell.state == "differs":
        return f"{sign.glyph} {more}"
    return f"{sign.glyph} {sign.word}{f' {more}' if more else ''}"


def _more_words(layout: Layout, cell: Cell, letters: Mapping[int, str]) -> str:
    """The second line of a cell: how it differs at its gravest, whom it repeats, or where in its article it stands."""
    if cell.state == "differs":
        gravest = max(cell.differences, key=lambda each: each.dispute.grade).dispute
        more = f" +{len(cell.differences) - 1}" if len(cell.differences) > 1 else ""
        told = (f"{gravest.kind}: {GRADES[gravest.grade][1]}{more}", f"{gravest.kind}{more}")
        return next((words for words in told if cells(words) + 3 <= layout.column), gravest.kind)
    if cell.after:
        return f"after {letters.get(cell.after[0].origin, '?')}"
    if cell.role not in (None, "body"):
        return "twice" if cell.role == "repeat" else f"in {cell.role}"
    return ""


# -- below -------------------------------------------------------------------------------------------------------------


def legend_rule(layout: Layout, seen: Iterable[Cell]) -> Line:
    """The rule below the rows, on it the signs with their words: all where they fit, else those that are seen.

    Where even these do not, the empty cell is left out, then the last ones; the cell under the cursor tells its own.
    """
    shown: dict[State, set[str]] = {}
    for cell in seen:
        shown.setdefault(cell.state, set()).add(cell.sign.glyph)
    grades = "".join(sign for sign, _ in GRADES.values() if sign in shown.get("differs", ()))
    pairs: dict[State, tuple[str, str]] = {state: (sign.glyph, sign.word) for state, sign in SIGNS.items()}
    pairs["differs"] = grades or SIGNS["differs"].glyph, SIGNS["differs"].word
    told = [pair for state, pair in pairs.items() if state in shown]
    ways = (([*pairs.values(), _EMPTY], 2), ([*told, _EMPTY], 2), ([*told, _EMPTY], 1), ([*told, _EMPTY_SHORT], 1))
    fewer = ((told[:count], 1) for count in range(len(told), 0, -1))
    for way in (*ways, *fewer):
        more: Line = [Run(" …", "quiet")] if len(way[0]) < len(told) else []
        line = [*_legend(*way), *more]
        left = layout.width - line_width(line)
        if left >= _RULED:
            return [Run("─", "line"), *line, Run(" "), Run("─" * (left - 2), "line")]
    return _rule(layout)


def _rule(layout: Layout) -> Line:
    return [Run("─" * layout.width, "line")]


def _legend(pairs: Sequence[tuple[str, str]], gap: int) -> Line:
    """Signs and words with so many blanks between them."""
    runs = (
        [Run(" " * (1 if n == 0 else gap)), Run(pair[0], "label"), Run(f" {pair[1]}", "quiet")]
        for n, pair in enumerate(pairs)
    )
    return [run for three in runs for run in three]


def detail_lines(
    layout: Layout,
    row: Row,
    head: Column | None,
    letters: Mapping[int, str],
    others: Mapping[int, Column],
    above: Line | None = None,
) -> list[Line]:
    """What the cell under the cursor says and why it is what it is, cut to the lines there are; under the rule `above`.

    `others` are the sources that the cell speaks of, by their rows.
    """
    room = layout.detail - 1
    if head is None:
        lines = [*wrapped(f" {row.item.text}", layout.width - 1, "text", " "), _claim_facts(row)]
        body = [*lines[:-1][: room - 1], lines[-1]]
    else:
        body = _cell_detail(layout, row, head, letters, others, room)
    return [above or _rule(layout), *body, *([[]] * (room - len(body)))][: layout.detail]


def _claim_facts(row: Row) -> Line:
    item = row.item
    worth = {3: "specific", 2: "factual", 1: "vague"}.get(item.worth, "nothing to check")
    facts = [_facts(row), kind_words(item.kind), worth]
    if item.disagreements:
        facts.append(plural(item.disagreements, "disagreement"))
    return [Run(f" {' · '.join(facts)}", "quiet")]


def _cell_detail(
    layout: Layout, row: Row, head: Column, letters: Mapping[int, str], others: Mapping[int, Column], room: int
) -> list[Line]:
    cell, width = row.cells.get(head.item.row), layout.width - 1
    words = f"{EMPTY.glyph} {EMPTY.means}, as far as was found"
    ink, names = "quiet", {at: other.short(40) for at, other in others.items()}
    if cell is not None:
        called = {
            row: f"{letters.get(row, '?')} {others[row].short(max(20, width // 3)) if row in others else ''}".rstrip()
            for row in cell.spoken
        }
        words, ink = f"{cell.sign.glyph} {state_words(cell, called)}", _ink(cell)
    narrow = layout.width < _NARROW
    day: Line = [Run("  "), Run(head.day, "quiet" if head.item.published else "doubt")] if not narrow else []
    room_beside = width - line_width(day) - cells(words) - 6
    name = head.name
    if not narrow and cells(name) > room_beside:
        name = cut(name, width - line_width(day) - 4)
        lines = [[Run(f" {head.letter} ", "accent"), Run(name, "title"), *day], *_indented(words, width, ink)]
    else:
        name = cut(name, max(8, room_beside))
        lines = [
            cut_line([Run(f" {head.letter} ", "accent"), Run(name, "title"), *day, Run("  "), Run(words, ink)], width)
        ]
    claim = wrapped(f" {row.item.text}", width, "quiet", " ") if _is_cut(layout, row) else []
    if cell is None:
        return [*claim, *lines] if len(claim) + len(lines) <= room else lines
    own = _indented(view.excerpt_words(cell.quoted), width, "text")
    against = [_other_words(each.others, letters, names) for each in cell.differences[:1]]
    sides = [line for words in against if words for line in _indented(words, width, "quiet")]
    told_of = {each.headline: each.letter for each in (head, *others.values()) if each.headline}
    notes = [_lettered(each.dispute.note, told_of) for each in cell.differences]
    noted = [line for note in notes for line in _indented(note, width, ink)]
    told = _shared_out([lines, own, sides, noted], (3, 1, 2, 0), room, width)
    return [*claim, *told] if len(claim) + len(told) <= room else told


def _lettered(note: str, letters: Mapping[str, str]) -> str:
    """A note in which articles that it calls by their headlines are called by the letters of their columns."""
    for headline, letter in letters.items():
        note = note.replace(headline, letter)
    return note


def _is_cut(layout: Layout, row: Row) -> bool:
    """Whether the words of a claim are not whole in their row."""
    least = layout.row if layout.row < 3 else layout.row - 1
    return len(wrapped(row.item.text, layout.claim - 2, "text", " " * (least > 1))) > least


def _indented(words: str, width: int, ink: str, indent: int = 3) -> list[Line]:
    return [[Run(" " * indent), *line] for line in wrapped(words, width - indent, ink)] if words else []


def _other_words(others: Sequence[Quoted], letters: Mapping[int, str], names: Mapping[int, str]) -> str:
    """What the other sides say, the first two of them."""
    said = [
        f"{letters.get(each.source, '')} {names.get(each.source, '')}: {view.excerpt_words([each])}".strip()
        for each in others[:2]
    ]
    return "  ".join(said)


def _shared_out(parts: Sequence[list[Line]], first: Sequence[int], room: int, width: int) -> list[Line]:
    """All parts in so many lines: each gets one, then the part that stands before others in `first` a second, and so on
    until there are none left; what is cut ends in "…".
    """
    share = [min(1, len(part)) for part in parts]
    while sum(share) < room and any(count < len(part) for count, part in zip(share, parts, strict=True)):
        for number in first:
            if share[number] < len(parts[number]) and sum(share) < room:
                share[number] += 1
    told = [line for count, part in zip(share, parts, strict=True) if count for line in limit(part, count, width)]
    return told[:room]
