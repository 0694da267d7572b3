"""The lists: how a source, an entity, a claim and a passage look in one row of any width."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.lists import ClaimItem, EntityItem, Hit, PassageItem, Results, SearchKind, SourceItem
from explorer.models import Span
from explorer.text.phrases import plural
from explorer.text.spans import merge
from explorer.tui.drawing import wording
from explorer.tui.drawing.rendering import Line, Run, cells, content, cut, inert, line_width, pad, paint
from explorer.tui.lists.rows import BESIDE, ListItem, RowList
from explorer.tui.reading.messages import Unexplained

if TYPE_CHECKING:
    from dataclasses import dataclass

    from explorer.store.reader import Database
    from explorer.tui.comparison.layout import Matches
else:
    from explorer.records import dataclass

TITLES: dict[SearchKind, str] = {
    "source": "Sources",
    "entity": "Entities",
    "claim": "Claims",
    "passage": "Passages",
}

PARTLY, RELATED = -1, -2
"""Dividers: what stands below has not every word of the query; has its meaning but not its words."""

_PARTLY_FIRST = 4
"""Rows that lack a word of the query before those that have its meaning: a reader sees both without turning a page."""

MARKED = "*"
"""Before a row that is marked."""

_SHORT: dict[SearchKind, str] = {"source": "Src.", "entity": "Ent.", "claim": "Cl.", "passage": "Pass."}
_CORNERS = 6  # cells of a border beside its title
_READ = 24  # cells from which the beginning of a sentence says something
_DIVIDERS = {PARTLY: ("not every word", "partly"), RELATED: ("related in meaning", "related")}


@dataclass(frozen=True, slots=True)
class PaneState:
    """What stood in a list: enough to show it again without asking anew."""

    rows: Sequence[int]
    row: int
    top: int
    chosen: int
    hint: str
    results: Results | None
    matches: Matches | None
    grows: bool
    is_waiting: bool
    note: str
    why: Mapping[int, str]


class Pane(RowList):
    """One list with its border title: number, name and an honest count."""

    def __init__(self, kind: SearchKind, number: int, database: Database, total: int) -> None:
        def fetch(rows: Sequence[int]) -> list[ListItem]:
            return list(database.items(kind, rows))

        super().__init__(fetch, self._line, id=TITLES[kind].lower())
        self.kind: SearchKind = kind
        self.number = number
        self.total = total
        """Rows of the whole list; 0 where nobody counts them."""
        self.matches: Matches | None = None
        self.results: Results | None = None
        """What the search of now found here, with the hits of every page so far; None without a search."""
        self.is_waiting = False
        """Whether the rows are not yet those that were asked for."""
        self.note = ""
        """What the border says beside the count."""
        self.dividers = _DIVIDERS
        self._why: dict[int, str] = {}
        self._unexplained: dict[int, None] = {}
        self.kept_as = kind
        self._marked = 0
        self._border = {"border_title": "", "border_subtitle": ""}
        self.sorted_by = ""
        """In which order the rows stand; nothing for the usual one."""
        self.add_class("pane", update=False)

    # -- contents ---------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[int], *, keep: int = -1, hint: str = "") -> None:
        """Show rows that no search found."""
        self._forget(None)
        self.show(rows, keep=keep, hint=hint)
        self.retitle()

    def show_results(self, results: Results, matches: Matches | None, *, hint: str = "", page: int) -> None:
        """Show the first page of what a search found; `page` is how many hits were asked for."""
        self._forget(results)
        self.matches = matches
        self.grows = len(results.hits) >= page
        self.show(array("q", self._lined(results.hits, had_partial=False)), hint=hint)
        self.retitle()

    def add_results(self, results: Results, *, page: int, most: int) -> None:
        """Add a further page of the same search; it ends with a page that is not full, or at `most` hits."""
        if self.results is None:
            return
        had_partial = any(hit.partial for hit in self.results.hits)
        self.results = replace(self.results, hits=(*self.results.hits, *results.hits))
        self.grows = len(results.hits) >= page and len(self.results.hits) < most
        more = self._lined(results.hits, had_partial=had_partial)
        self.extend(self._not_among(self.rows, more) if RELATED in self.rows else more)

    @property
    def place_for_related(self) -> int | None:
        """Before which position rows belong that mean what the query means; None where they have no place now.

        They stand under all rows that have every word of the query, and under the best of those that have not: a page
        of these would hide them where they are wanted most. Nothing moves that the cursor has reached.
        """
        if self.results is None or RELATED in self.rows:
            return None
        place = len(self.rows)
        if PARTLY in self.rows:
            place = min(place, self.rows.index(PARTLY) + 1 + _PARTLY_FIRST)
        is_free = self.cursor < place if place < len(self.rows) else not self.grows
        return place if is_free else None

    def add_related(self, rows: Sequence[int]) -> None:
        """Add rows that mean what the query means, in their place; no row stands twice."""
        place = self.place_for_related
        if place is None or not rows:
            return
        if place == len(self.rows):
            self.extend([RELATED, *rows])
            return
        rest = self._not_among(rows, self.rows[place:])
        below = [PARTLY, *rest] if rest else []
        shown = array("q", (*self.rows[:place], RELATED, *rows, *below))
        self.show(shown, keep=self.row, hint=self.hint, top=int(self.scroll_offset.y))

    @staticmethod
    def _not_among(known: Sequence[int], rows: Sequence[int]) -> list[int]:
        there = {row for row in known if row > 0}
        return [row for row in rows if row not in there]

    def explain(self, why: Mapping[int, str]) -> None:
        """Say at rows why they were found."""
        self._why.update(why)
        if any(why.values()):
            self._lines.clear()
            self._tell_why()
            self.refresh()

    def unexplained(self) -> list[int]:
        """The drawn rows about which nobody was asked yet; they count as asked from now on."""
        rows = [row for row in self._unexplained if row in self.drawn]
        self._unexplained.clear()
        self._why.update((row, "") for row in rows)
        return rows

    def _forget(self, results: Results | None) -> None:
        self.results, self.matches, self.is_waiting, self.grows = results, None, False, False
        self._why.clear()
        self._unexplained.clear()

    def state(self) -> PaneState:
        """What stands here now."""
        return PaneState(
            self.rows,
            self.row,
            int(self.scroll_offset.y),
            self.chosen,
            self.hint,
            self.results,
            self.matches,
            self.grows,
            self.is_waiting,
            self.note,
            dict(self._why),
        )

    def restore(self, state: PaneState) -> None:
        """Show again what stood here."""
        self._forget(state.results)
        self.matches, self.grows, self.is_waiting = state.matches, state.grows, state.is_waiting
        self.chosen, self.note, self._why = state.chosen, state.note, dict(state.why)
        self.show(state.rows, keep=state.row, hint=state.hint, top=state.top)
        self.retitle()

    @staticmethod
    def _lined(hits: Sequence[Hit], *, had_partial: bool) -> list[int]:
        """The rows of hits, with the divider before the first that misses a word."""
        rows: list[int] = []
        for hit in hits:
            if hit.partial and not had_partial:
                rows.append(PARTLY)
                had_partial = True
            rows.append(hit.row)
        return rows

    # -- the border -------------------------------------------------------------------------------------------

    @property
    def count(self) -> str:
        """How many rows there are: "12", "12/340", "≥ 1,000/340,000", or "…" while nobody knows."""
        if self.is_waiting:
            return "…"
        found = len(self.rows) if self.results is None else self.results.total
        words = f"{found:,}" if self.results is None or self.results.is_exact else f"≥ {found:,}"
        return words if not self.total or words == f"{self.total:,}" else f"{words}/{self.total:,}"

    def retitle(self) -> None:
        """Say in the border how many rows there are and how many of them are shown."""
        name, count = f"{self.number} {TITLES[self.kind]}", self.count
        marked = f"{self._marked:,} marked" if self._marked else ""
        note = "".join(f" · {each}" for each in (marked, self.sorted_by, self.note) if each)
        room = self.outer_size.width - _CORNERS if self.outer_size.width else cells(f"{name} {count}")
        found = count.partition("/")[0]  # of how many may be left out, but no figure is ever cut
        bare, short = f"{TITLES[self.kind]} {found}", f"{_SHORT[self.kind]} {found}"
        titles = (f"{name} {count}{note}", f"{name} {count}", f"{name} {found}", bare, f"{self.number} {short}", short)
        self._say("border_title", next((each for each in titles if cells(each) <= room), found))

    def _tell_why(self) -> None:
        """Say below the list why the row under the cursor was found, where the row itself has no room for it; else what
        the signs of claims mean.
        """
        item = self.item if self.results is not None else None
        why = self._why.get(item.row, "") if item is not None else ""
        told = ""
        if item is not None and why:
            width = self.scrollable_content_region.width - BESIDE
            text, _, right = _parts(item, width)
            room = self.outer_size.width - _CORNERS
            if _why_in_row(why, text, right, width) != inert(why):
                told = _fitting(why, room) if room < _READ else cut(inert(why), room)
        is_plain = not told and self.results is None and self.kind == "claim"
        if is_plain and self.scrollable_content_region.width > _LEGIBLE:
            told = _LEGEND
        self._say("border_subtitle", told)

    def _say(self, where: str, words: str) -> None:
        """Say this in the border; where it stands there, Textual would have all lines drawn anew for it."""
        if words != self._border[where]:
            self._border[where] = words
            setattr(self, where, content(words) if words else None)

    def move_to(self, position: int) -> None:
        """Move the cursor, and say why the row was found."""
        super().move_to(position)
        self._tell_why()

    def show(self, rows: Sequence[int], *, keep: int = -1, hint: str = "", top: int = -1) -> None:
        """Show these rows, and say why the one under the cursor was found."""
        super().show(rows, keep=keep, hint=hint, top=top)
        self._tell_why()

    def fit(self) -> None:
        """The border has room for more words, or for fewer."""
        super().fit()
        self.retitle()
        self._tell_why()

    def show_signs(self, signs: Mapping[tuple[str, str], str]) -> None:
        """Show which rows the reader keeps, by kind and id."""
        self.signs = signs
        self._marked = sum(kind == self.kind and sign == MARKED for (kind, _), sign in signs.items())
        self.retitle()
        self.refresh()

    # -- drawing ----------------------------------------------------------------------------------------------

    def _line(self, item: ListItem, width: int) -> Line:
        text, ink, right = _parts(item, width)
        words = _why_in_row(self._why_of(item.row), text, right, width)
        if words:
            right = [Run(f"  {words}", "why"), *right]
        spans = merge(self.matches(text)) if self.matches is not None else []
        return [*_text(text, ink, spans, width - line_width(right)), *right]

    def _is_final(self, item: ListItem) -> bool:
        """Not while nobody has said why it was found."""
        return self.results is None or item.row in self._why

    def _why_of(self, row: int) -> str:
        if self.results is None:
            return ""
        if row not in self._why and row not in self._unexplained:
            self._unexplained[row] = None
            if len(self._unexplained) == 1:
                self.screen.post_message(Unexplained(self.kind))
        return self._why.get(row, "")


_LEGEND = "≠ disagreements · × sources"
_LEGIBLE = 32  # cells from which a list shows signs and has room to say what they mean


def _parts(item: ListItem, width: int) -> tuple[str, str, Line]:
    """What a row says, in which ink, and the facts at its right end."""
    if isinstance(item, SourceItem):
        return wording.item_title(item), "text" if item.title else "doubt", _source_facts(item, width)
    if isinstance(item, EntityItem):
        return item.name, "text", _entity_facts(item, width)
    if isinstance(item, PassageItem):
        return item.text.replace("\n", " "), "text", _passage_facts(item, width)
    return item.text, "text", _claim_facts(item, width)


def _why_in_row(why: str, text: str, right: Line, width: int) -> str:
    """What of the reason a row of this text and these facts has room for."""
    room = width - line_width(right)
    return _fitting(why, max(room - cells(text), room // 3) - 2)


def _fitting(why: str, room: int) -> str:
    """Why a row was found, in full or by its first words; nothing rather than a part: the row comes first."""
    told = inert(why)
    return next((words for words in (told, told.partition(":")[0]) if cells(words) <= room), "")


def _text(text: str, ink: str, spans: Sequence[Span], room: int) -> Line:
    """`text` in `room` cells with what the search found marked; it begins later where its first match would be cut."""
    flat, start = inert(text), 0
    if spans and cells(flat[: spans[0].end]) > room - 1:
        start = max(0, spans[0].start - room // 3)
    shown = pad(("…" if start else "") + flat[start:], room)
    shift = 1 - start if start else 0
    end = len(shown.rstrip(" …")) if spans else 0
    marks = [(Span(span.start + shift, min(span.end + shift, end)), "match") for span in spans if span.start >= start]
    return paint(shown, 0, len(shown), [mark for mark in marks if mark[0].start < mark[0].end], ink)


def _source_facts(item: SourceItem, width: int) -> Line:
    """Date, publisher, claims and flags as width allows. An inferred date is marked with "~"."""
    doubtful = item.published_status not in ("stated", "none")
    day = f"{'~' if doubtful else ''}{item.published[:10]}" if item.published else "no date"
    right: Line = []
    if width >= 44:
        right = [Run(f" {day:>11}", "doubt" if doubtful or not item.published else "quiet")]
    if width >= 64:
        right.insert(0, Run(" " + pad(inert(item.publisher) or "—", 14), "quiet"))
    if width >= 76:
        right.append(Run(f" {plural(item.claims, 'claim'):>11}", "quiet"))
        right.append(Run(f" {'⚑' + str(item.flags) if item.flags else '':>4}", "doubt"))
    return right


def _passage_facts(item: PassageItem, width: int) -> Line:
    """Whose article it stands in."""
    if width < 44:
        return []
    return [Run("  " + pad(inert(item.publisher or item.title) or "—", 14 if width < 90 else 24), "quiet")]


def _entity_facts(item: EntityItem, width: int) -> Line:
    """Other names, type, mentions and sources as width allows."""
    right: Line = []
    if width >= 18:
        right = [Run(f" {item.mentions:>4,}", "quiet")]
    if width >= 24:
        kind = "org" if item.type == "organization" else item.type
        right.insert(0, Run(f" {kind:<7}", "quiet"))
    if width >= 44:
        right.append(Run(f" in {item.sources:<3}", "quiet"))
    room = width - sum(cells(run.text) for run in right) - cells(item.name) - 2
    if item.aliases and width >= 50 and room > 8:
        right.insert(0, Run("  " + pad(inert(item.aliases), room), "quiet"))
    return right


def _claim_facts(item: ClaimItem, width: int) -> Line:
    """How many disagreements there are ("≠2") and how many sources state it ("3×"); who says it where there is room."""
    if width < 30:
        return []
    differs = f"≠{item.disagreements}" if item.disagreements else ""
    right = [Run(f" {differs:>3}", "conflict"), Run(f" {item.sources:>2}×", "quiet" if item.sources < 2 else "good")]
    if width >= 90 and item.speakers:
        right.insert(0, Run("  " + pad(inert(item.speakers), 20), "quiet"))
    return right
