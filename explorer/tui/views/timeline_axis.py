"""The widget of the timeline: draws what is seen of it, and below or beside it what the entry in focus rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from explorer.errors import ExplorerError
from explorer.lists import ClaimItem, SourceItem
from explorer.store import dated as stored
from explorer.store.dated import Dated
from explorer.store.reader import Database
from explorer.text.phrases import plural
from explorer.tui.comparison.painter import limit
from explorer.tui.drawing.painted import Painted
from explorer.tui.drawing.rendering import Line, Run, cells, content, cut, cut_line, strip, wrapped
from explorer.tui.keys.jumping import Landing
from explorer.tui.reading.messages import Failed
from explorer.tui.views import timeline_lines as drawing
from explorer.views import timeline as view
from explorer.views.phrasing import quoted_words, source_name
from explorer.views.spans_of_time import UNITS, Unit
from explorer.views.timeline import Entry, Timeline

_BLOCK = 64  # claims read at once, where not all were
_BLOCKS_KEPT = 32
_NAME = 48  # code points of what an article is called below the axis
_UNREADABLE = "(cannot be read)"
_UNREAD: Line = [Run(f" {_UNREADABLE}", "doubt")]
_HEAD = 2  # lines there that say who tells the date, and how
_WHEEL = 3  # lines that the wheel goes on by


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: the number of an entry, which of its tellings is looked at, and the unit of the groups."""

    entry: int = 0
    telling: int = 0
    unit: Unit = "month"


class TimeAxis(Painted, Widget, can_focus=True):
    """Draws a timeline with a cursor on one entry."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """An entry was clicked twice."""

    def __init__(self, timeline: Timeline, database: Database) -> None:
        super().__init__(id="timeline", classes="pane")
        self.place = Place(unit=timeline.unit)
        self._database = database
        self._laid: tuple[Size, drawing.Layout] | None
        self._axis: drawing.Axis | None
        self._detail: tuple[Place, drawing.Layout, list[Line]] | None
        self._blocks: dict[int, dict[int, ClaimItem]] = {}
        self.top = 0
        self.without = ""
        """What the title says that is not on the axis."""
        self._forget(timeline)

    # -- contents ---------------------------------------------------------------------------------------------

    def take(self, timeline: Timeline) -> None:
        """Show this one from its beginning, in its own unit."""
        if timeline is not self.timeline:
            self._forget(timeline)
        elif self.place.unit != timeline.unit:
            self._axis = None
        self.place = Place(unit=timeline.unit)
        self.top = 0

    def _forget(self, timeline: Timeline) -> None:
        """Keep nothing of another one."""
        self.timeline = timeline
        self._notes = view.unplaced_words(timeline)
        self._laid = self._axis = self._detail = None
        self._blocks.clear()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None on a note below the axis, or where there is nothing."""
        entries = self.timeline.entries
        return entries[self.place.entry] if self.place.entry < len(entries) else None

    @property
    def telling(self) -> Dated | None:
        """The place that tells the entry under the cursor; None of a publication."""
        entry = self.entry
        return entry.told[self.place.telling % len(entry.told)] if entry is not None and entry.told else None

    def words(self, number: int) -> str:
        """The words of an entry."""
        entry = self.timeline.entries[number]
        if not entry.claim:
            return self._read(lambda: view.entry_words(self.timeline, entry), _UNREADABLE)
        claim = self.claim(entry, number)
        return claim.text if claim is not None else _UNREADABLE

    def article(self, row: int) -> SourceItem | None:
        """The article of an entry or telling; None where it cannot be read."""
        return self._read(lambda: self.timeline.sources[row], None)

    def claim(self, entry: Entry, number: int | None = None) -> ClaimItem | None:
        """The claim of an entry (that under the cursor, or the one of that number); None where it cannot be read."""
        if entry.claim in self.timeline.claims:
            return self.timeline.claims[entry.claim]
        at = (self.place.entry if number is None else number) // _BLOCK
        if at not in self._blocks:
            if len(self._blocks) >= _BLOCKS_KEPT:
                del self._blocks[next(iter(self._blocks))]
            near = self.timeline.entries[at * _BLOCK : (at + 1) * _BLOCK]
            rows = list(dict.fromkeys(each.claim for each in near if each.claim))
            nothing: list[ClaimItem] = []
            items = self._read(lambda: self._database.items("claim", rows), nothing)
            self._blocks[at] = {item.row: item for item in items}
        return self._blocks[at].get(entry.claim)

    def _read[T](self, read: Callable[[], T], instead: T) -> T:
        try:
            return read()
        except ExplorerError as error:
            self.post_message(Failed(str(error)).set_sender(self))  # drawing is done for the screen
            return instead

    # -- moving -----------------------------------------------------------------------------------------------

    @property
    def laid(self) -> drawing.Layout:
        """The sizes of everything."""
        size = self.content_size
        if self._laid is None or self._laid[0] != size:
            self._laid = size, drawing.lay_out(size.width, size.height, self.timeline)
        return self._laid[1]

    def axis(self) -> drawing.Axis:
        """Where every entry stands at this size."""
        if self._axis is None:
            groups = view.grouped(self.timeline.entries, self.place.unit)
            self._axis = drawing.Axis(self.timeline, groups, self._notes, self.laid, self.words)
        return self._axis

    def go(self, entry: int, telling: int = 0, unit: Unit | None = None) -> None:
        """Put the cursor on an entry or note, clamped, and show it."""
        before = self.place.unit
        self.place = Place(max(0, min(entry, self._last)), telling, unit or before)
        if self.place.unit != before:
            self._axis = None
        self._reveal()
        self._redraw()

    @property
    def _last(self) -> int:
        return len(self.timeline.entries) + len(self._notes) - 1

    def move(self, entries: int, lines: int = 0) -> None:
        """Move by entries, or to the entry that is so many lines away."""
        if lines and self.content_size.width:
            axis = self.axis()
            wanted = axis.at(axis.starts[self.place.entry] + lines) if len(axis) else 0
            target = wanted if wanted != self.place.entry else wanted + (1 if lines > 0 else -1)
            self.go(max(0, target))
        else:
            self.go(self.place.entry + entries)

    def turn(self, delta: int) -> bool:
        """To the next place that tells the same; False where there is one only."""
        entry = self.entry
        if entry is None or len(entry.told) < 2:
            return False
        self.go(self.place.entry, (self.place.telling + delta) % len(entry.told))
        return True

    def step(self, delta: int) -> bool:
        """To the next publication; False where there is none."""
        entries, at = self.timeline.entries, self.place.entry + delta
        while 0 <= at < len(entries):
            if not entries[at].claim:
                self.go(at)
                return True
            at += delta
        return False

    def zoom(self, delta: int) -> bool:
        """To a finer (negative) or coarser unit; False where there is none."""
        at = UNITS.index(self.place.unit) + delta
        if not 0 <= at < len(UNITS):
            return False
        self.go(self.place.entry, self.place.telling, UNITS[at])
        return True

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.laid.body - 1)

    def _reveal(self) -> None:
        if not self.content_size.width:
            return
        axis, body = self.axis(), self.laid.body
        if not len(axis):
            return
        first, last = axis.top_of(self.place.entry), axis.span(self.place.entry)[1]
        if self.place.entry == 0:
            first = 0
        if first < self.top or last - first > body:
            self.top = first
        elif last > self.top + body:
            self.top = last - body
        self.top = max(0, min(self.top, axis.height - body))

    # -- mouse ------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out anew and keep the cursor in view."""
        self._axis = None
        self._reveal()
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """One click takes an entry, a second on the same place opens it."""
        offset = event.get_content_offset(self)
        if (
            offset is None
            or offset.y >= self.laid.body
            or offset.x >= self.laid.width
            or self.top + offset.y >= self.axis().height
        ):
            return
        number, _ = self.axis().line(self.top + offset.y)
        if number >= 0:
            self.go(number, self.place.telling if number == self.place.entry else 0)
            if event.chain == 2:
                self.post_message(self.Chosen())

    def jump_places(self) -> Iterator[Landing]:
        """Every entry that begins in view."""
        axis = self.axis()
        for y in range(min(self.laid.body, axis.height - self.top)):
            number, _ = axis.line(self.top + y)
            if number >= 0 and axis.starts[number] == self.top + y:
                yield Landing(1, y, partial(self._jump_to, number))

    def _jump_to(self, number: int) -> None:
        self.focus()
        self.go(number)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """On by some lines."""
        event.stop()
        self.move(0, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back by some lines."""
        event.stop()
        self.move(0, -_WHEEL)

    # -- drawing ----------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        width = self.content_size.width
        if width:
            timeline, entries = self.timeline, len(self.timeline.entries)
            titles = [f"{timeline.title} · {timeline.span}"] if timeline.span else []
            titles += [timeline.title, timeline.title.partition(" · ")[0]]
            titles = [each + self.without for each in titles] + titles[-1:]
            self.border_title = content(_fitting(titles, width))
            number = f"{self.place.entry + 1:,} of " if self.entry is not None else ""
            at = f"{number}{plural(entries, 'entry')}" if number else "not placed"
            signs = f"{drawing.EVENT} told  {drawing.AHEAD} told ahead  {drawing.PUBLISHED} published  ~ inferred"
            short = f"{signs.replace('told ahead', 'ahead').replace('  ', ' ')} · {number}{entries:,}" if number else ""
            by = f"by {self.place.unit} · {at}"
            self.border_subtitle = content(_fitting([f"{signs} · {by}", short or by, by, at], width))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the whole."""
        base, ink = self.paint
        laid = self.laid
        rests = self._rests(laid)
        if y >= laid.body:
            at = y - laid.body
            return strip(rests[at] if at < len(rests) else [], laid.width, ink, base)
        axis = self._axis_strip(y)
        if not laid.beside:
            return axis
        right = [Run(" │", "line"), Run(" "), *(rests[y] if y < len(rests) else [])]
        return Strip.join([axis, strip(right, self.content_size.width - laid.width, ink, base)])

    def _axis_strip(self, y: int) -> Strip:
        base, ink = self.paint
        width, axis = self.laid.width, self.axis()
        if self.top + y >= axis.height:
            return strip([], width, ink, base)
        number, line = axis.line(self.top + y)
        if number == self.place.entry:
            base += ink("row")
            if self.has_focus:
                base += ink("cursor")
            line = [Run("▌", "accent" if self.has_focus else "line"), Run(line[0].text[1:], line[0].ink), *line[1:]]
        return strip(line, width, ink, base)

    def _rests(self, laid: drawing.Layout) -> list[Line]:
        if self._detail is None or self._detail[:2] != (self.place, laid):
            width = (laid.beside or laid.width) - 1
            rule: list[Line] = [] if laid.beside else [[Run("─" * laid.width, "line")]]
            self._detail = self.place, laid, [*rule, *self._detail_lines(width, laid.detail - len(rule))]
        return self._detail[2]

    def _detail_lines(self, width: int, room: int) -> list[Line]:
        """What the entry rests on; beside the axis, where there is room, all places that tell it."""
        entry, telling = self.entry, self.telling
        if entry is None:
            at = self.place.entry - len(self.timeline.entries)
            nothing: list[str] = []
            told = self._read(lambda: view.unplaced_more(self.timeline), nothing)
            more = "".join(told[at : at + 1])  # before there are notes it is drawn, too
            return limit([[Run(" "), *line] for line in wrapped(more, width, "quiet")], room, width)
        if telling is None:
            item = self.article(entry.source)
            return [_UNREAD] if item is None else self._published_lines(item, width, room)
        if not self.laid.beside:
            return self._told_lines(entry, self.place.telling % len(entry.told), width, room)
        return self._all_told_lines(entry, width, room)

    def _all_told_lines(self, entry: Entry, width: int, room: int) -> list[Line]:
        """Every place that tells an entry, from that under the cursor on where not all have room."""
        count, here = len(entry.told), self.place.telling % len(entry.told)
        said: list[list[Line]] = []
        for number in (*range(here, count), *range(here)):
            if sum(map(len, said)) + len(said) >= room:
                break
            lines = self._told_lines(entry, number, width - 1, room)
            mark = Run("▌" if number == here and count > 1 else " ", "accent")
            said.append([[mark, *line] for line in lines])
        if len(said) == count:  # in the order of the places, so that nothing moves but the mark
            said = said[count - here :] + said[: count - here]
        return [line for lines in said for line in (*lines, [])][:room]

    def _published_lines(self, item: SourceItem, width: int, room: int) -> list[Line]:
        """When an article was published, and why that is believed where it does not say so itself."""
        is_stated = item.published_status == "stated"
        words = f"  published {item.published.replace('T', ' ')}, {item.published_status}"
        who = [
            Run(cut(f" {source_name(item, _NAME)}", width), "title"),
            Run(words + (" in the article" if is_stated else ""), "text" if is_stated else "why"),
        ]
        head = limit(drawing.wrapped_line(who, width), min(2, room), width)
        why = drawing.indented(self._read(lambda: stored.published_note(self._database, item.row), ""), width, "quiet")
        return [*head, *limit(why, room - len(head), width)] if len(head) < room else head

    def _told_lines(self, entry: Entry, number: int, width: int, room: int) -> list[Line]:
        """The words that tell the date, who tells it, and the statement around them, of one of the places."""
        telling = entry.told[number]
        item = self.article(telling.source)
        if item is None:
            return [_UNREAD]
        said = f"“{' '.join(telling.text.split())}”"
        how = f"{said} is worked out to be {entry.words}"
        if telling.status == "stated":
            how = said if telling.text == entry.words else f"{said} is {entry.words}"
        if entry.when == "ahead":
            how += ", which then lay ahead"
        if len(entry.told) > 1:
            how += f" ({number + 1} of {len(entry.told)} places)"
        tilde = "" if item.published_status == "stated" else "~"
        who = [
            Run(cut(f" {source_name(item, _NAME)}", width), "title"),
            Run(f"  {tilde}{item.published[:10]}" if item.published else "  undated", "quiet"),
            Run(f"  {how}", "why" if telling.status != "stated" else "text"),
        ]
        words = self._read(
            lambda: stored.words_at(self._database, telling.source, telling.said_start, telling.said_end), ""
        )
        head = [cut_line(who, width)] if room < _HEAD + 1 else limit(drawing.wrapped_line(who, width), _HEAD, width)
        return [*head, *limit(drawing.indented(quoted_words(words), width, "text"), max(1, room - len(head)), width)]


def _fitting(several: Sequence[str], width: int) -> str:
    """The first that a border of so many cells has room for, else the last."""
    return next((words for words in several if cells(words) + 4 <= width), several[-1])
