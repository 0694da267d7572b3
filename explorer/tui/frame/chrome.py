"""The two lines that frame the screen: what is open and what filters it, and what can be done here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from explorer.tui.drawing.frames import Frame
from explorer.tui.drawing.rendering import Line, Run, cells, cut, inert, line_width, strip, styles_of
from explorer.tui.keys.actions import Action, find, key_name
from explorer.tui.keys.jumping import Landing
from explorer.tui.reading.messages import ActionAsked, CrumbClicked
from explorer.tui.reading.places import ViewId

_PRODUCT = " explorer "
_NAMED: tuple[ViewId, ...] = ("explore", "matrix", "origins", "disagreements", "timeline")
"""The views that the top line names, in their order; the others are opened for one row, and named while they are."""

_WORDS, _ONE_WORD, _KEYS = range(3)
"""How views are named: in words, the one of now alone in words, by their keys."""

_ENOUGH = 40  # cells in which steps say what they have to, beside all views in words
_LEAST_CRUMB = 14  # cells that a crumb gets before the words of views give way
_ROOMY, _WIDE = 60, 100  # cells from which keys stand on a ground of their own; from which two hints stand at the end
_MOST_HINTS = 8  # beside those at the right end: more are no help, and the help has them all
_AT_THE_END = ("palette", "help", "help_typed")
"""Hints that stand at the right end: what leads to all the others."""
_MOST_KNOWN = 16
_BREATH = 4  # cells at least between the hints and those at the right end

Target = tuple[int, int, str]
"""Cells from, to (exclusive), and what a click there asks for."""


if TYPE_CHECKING:
    _Part = Widget
else:
    _Part = MessagePump  # another subclass of a widget takes Textual as long as importing a module


class OneLine(_Part):
    """A line of runs with clickable stretches."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), layout=False)
    """Its change would have all laid out a second time."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.targets: list[Target] = []

    def line(self, width: int) -> Line:
        """The runs of this line; sets `targets`."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The only line."""
        width = self.size.width
        return strip(self.line(width) if y == 0 else [], width, styles_of(self), self.rich_style)

    def target_at(self, event: events.Click) -> str | None:
        """What was clicked, if anything."""
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        return next((target for start, end, target in self.targets if start <= offset.x < end), None)

    def take(self, target: str) -> None:
        """Do what a stretch asks for."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        target = self.target_at(event)
        if target is not None:
            self.take(target)

    def jump_places(self) -> Iterator[Landing]:
        """Every stretch."""
        for start, _, target in self.targets:
            yield Landing(start, 0, partial(self.take, target))


def _is_crumb(target: str) -> bool:
    """Whether a stretch of the top line is a step: its number, -1 for all."""
    return target.lstrip("-").isdecimal()


def _width(views: Sequence[tuple[ViewId, Line]]) -> int:
    return sum(line_width(runs) for _, runs in views)


class TopLine(OneLine, Widget):
    """Product and views at the left; at the right the database, and its counts or the filters. What acts is clicked."""

    def __init__(self, name: str, counts: Sequence[str], view: ViewId = "explore") -> None:
        super().__init__(id="topline")
        self.view = view
        self.database_name = name
        self.counts = list(counts)
        self.crumbs: list[str] = []
        self._keys_at: dict[str, int] = {}
        """View → before how many cells its key is written."""

    def set_crumbs(self, crumbs: list[str]) -> None:
        """Show these steps after "All"."""
        if crumbs != self.crumbs:
            self.crumbs = crumbs
            self.refresh()

    def line(self, width: int) -> Line:
        """Where room is short, crumbs come before the names of views, and these before product, database and counts."""
        least = _width(self._views(_ONE_WORD if width >= _ROOMY else _KEYS)) + 2
        in_words = _width(self._views(_WORDS)) + 2
        beside = in_words if width - in_words >= _ENOUGH else least
        crumbs = self._crumb_runs(max(_LEAST_CRUMB, width - beside)) if self.crumbs else []
        room = width - line_width(crumbs) - 1
        views = next((views for how in (_WORDS, _ONE_WORD, _KEYS) if _width(views := self._views(how)) <= room), [])
        left = room - _width(views)
        line: Line = [Run(_PRODUCT, "key")] if left >= cells(_PRODUCT) + 1 else []
        self.targets = [(0, line_width(line), "palette")] if line else []
        start = line_width(line)
        self._keys_at.clear()
        for view, runs in views:
            at = self._key_at(view, runs)
            if at >= 0:
                self._keys_at[view] = start + at
            line += runs
            self.targets.append((start, line_width(line), view))
            start = line_width(line)
        about = self._database_runs(width - start - line_width(crumbs) - 3)
        gap = width - start - line_width(about) - line_width(crumbs) - 1
        line += [Run(" " * max(1, gap)), *about]
        self._set_targets(crumbs, line_width(line))
        return [*line, *crumbs]

    def _database_runs(self, room: int) -> Line:
        """The database, and while nothing filters as many of its counts as fit."""
        name = inert(self.database_name)
        apart = 3 if self.crumbs else 0
        if cells(name) + apart > room:
            return []
        runs = [Run(name, "title")]
        if self.crumbs:
            return [*runs, Run(" " * apart)]
        for count in self.counts:
            text = f" · {count}"
            if line_width(runs) + cells(text) <= room:
                runs.append(Run(text, "quiet"))
        return runs

    def _views(self, how: int) -> list[tuple[ViewId, Line]]:
        """The views as words in which the letter of the key stands out; else by their keys, all or all but this one."""
        views: list[tuple[ViewId, Line]] = []
        for view in _NAMED if self.view in _NAMED else (*_NAMED, self.view):
            action = find(view)
            key = key_name(action.keys[0]) if action.keys else ""
            word = view if view in _NAMED else view.title()
            at = word.lower().find(key.lower()) if len(key) == 1 and view in _NAMED else -1
            if how == _KEYS or (how == _ONE_WORD and view != self.view):
                letter = inert(key or view[:1]) if view in _NAMED else word
                runs = [Run(f" {letter} ", "here" if view == self.view else "label")]
            elif view == self.view:
                runs = [Run(f" {word if at < 0 else word[:at] + key + word[at + 1 :]} ", "here")]
            elif at < 0:
                runs = [Run(f" {word} ", "quiet")]
            else:
                runs = [Run(f" {word[:at]}", "quiet"), Run(key, "accent"), Run(f"{word[at + 1 :]} ", "quiet")]
            views.append((view, runs))
        return views

    @staticmethod
    def _key_at(view: ViewId, runs: Line) -> int:
        """Before how many cells of what names a view its key is written; -1 where it is not."""
        keys = find(view).keys
        if view not in _NAMED or not keys:
            return -1
        before, written, _ = "".join(run.text for run in runs).partition(key_name(keys[0]))
        return cells(before) if written else -1

    def _crumb_runs(self, room: int) -> Line:
        """The steps, the last one whole where that can be; where only it has room, it stands alone behind its arrow."""
        labels = [inert(crumb) for crumb in self.crumbs]
        if room < 2 * _LEAST_CRUMB:
            return [Run("▸ ", "quiet"), Run(cut(labels[-1], room - 3), "accent")]
        shown: list[str] = []
        left = room - 3 - (4 if len(labels) > 1 else 0)  # "All", and "…" for what has no room
        for number, label in enumerate(reversed(labels)):
            share = left if not number else max(left // (len(labels) - number), min(left, _LEAST_CRUMB))
            if share < _LEAST_CRUMB and number:
                shown.insert(0, "…")
                break
            shown.insert(0, cut(label, share - 3))
            left -= cells(shown[0]) + 3
        runs: Line = [Run("All", "quiet")]
        for number, label in enumerate(shown, 1):
            runs += [Run(" ▸ ", "quiet"), Run(label, "accent" if number == len(shown) else "text")]
        return runs

    def _set_targets(self, crumbs: Line, start: int) -> None:
        """Where the steps stand; of several, the last ones are shown."""
        steps = sum(run.text.strip() != "▸" and run.text != "All" for run in crumbs)
        index = len(self.crumbs) - steps
        for run in crumbs:
            end = start + cells(run.text)
            if run.text == "All":
                self.targets.append((start, end, "-1"))
            elif run.text.strip() != "▸":
                self.targets.append((start, end, str(index)))
                index += 1
            start = end

    def jump_places(self) -> Iterator[Landing]:
        """Views by their keys, where these are in their names; a step from the gap before it, so as to be read."""
        for start, _, target in self.targets:
            go = partial(self.take, target)
            if target in self._keys_at:
                yield Landing(self._keys_at[target], 0, go, find(target).keys[0])
            else:
                yield Landing(start - 1 if _is_crumb(target) else start, 0, go)

    def take(self, target: str) -> None:
        """All that can be done, a view, or back to a crumb."""
        is_crumb = _is_crumb(target)
        self.post_message(CrumbClicked(int(target)) if is_crumb else ActionAsked(target))


class Hints(OneLine, Widget):
    """What can be done here: a few hints, the most useful first, none ever cut in the middle."""

    def __init__(self) -> None:
        super().__init__(id="hints")
        self.actions: list[Action] = []
        self._known: dict[tuple[tuple[str, ...], int], tuple[Line, list[Target]]] = {}
        """Which actions and how many cells → the line and where its hints stand: each place has always the same."""

    def offer(self, actions: Sequence[Action]) -> None:
        """Offer these actions, the lowest rank first."""
        offered = sorted((each for each in actions if each.rank and each.keys), key=lambda each: each.rank)
        if offered != self.actions:
            self.actions = offered
            self._turn(tuple(each.id for each in offered))

    def _turn(self, offered: tuple[str, ...]) -> None:
        """Show these; a line that was drawn before is not drawn again."""
        frame = self._styles_cache
        if not isinstance(frame, Frame):  # nobody has asked for its lines to be kept
            self.refresh()
            return
        with frame.turning((offered, self.app.theme), (0,)):
            self.refresh()
        self.line(self.size.width)  # where they stand

    def line(self, width: int) -> Line:
        """Hints in the order of their rank, few enough to be read; at the right end what leads to all others."""
        offered = tuple(action.id for action in self.actions), width
        if offered not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[offered] = self._line(width)
        line, self.targets = self._known[offered]
        return line

    def _line(self, width: int) -> tuple[Line, list[Target]]:
        by_id = {action.id: action for action in self.actions}
        last = [by_id[each] for each in _AT_THE_END if each in by_id]
        if width < _WIDE:
            last = last[-1:]
        ending, targets = self._hints(last, width - 1, width)
        rest = [action for action in self.actions if action not in last and action.id not in _AT_THE_END]
        breath = _BREATH if width >= _ROOMY else 2
        line, found = self._hints(rest, width - line_width(ending) - breath - 1, width)
        start = max(0, width - line_width(ending) - 1)
        line.append(Run(" " * (start - line_width(line))))
        return [*line, *ending], [*found, *((start + left, start + right, target) for left, right, target in targets)]

    @staticmethod
    def _hints(actions: Sequence[Action], room: int, width: int) -> tuple[Line, list[Target]]:
        """As many as fit whole, no two that say the same; and where they stand."""
        line: Line = []
        targets: list[Target] = []
        said: set[str] = set()
        for action in actions:
            key, label = key_name(action.keys[0]), action.label
            hint = [Run(f" {key} ", "key"), Run(f" {label}", "quiet")]
            if width < _ROOMY:
                hint = [Run(f"{key} ", "accent"), Run(label, "quiet")]
            start = line_width(line) + (2 if line else 0)
            if label in said:
                continue
            if len(targets) == _MOST_HINTS or start + line_width(hint) > room:
                break
            line += [*([Run("  ")] if line else []), *hint]
            targets.append((start, line_width(line), action.id))
            said.add(label)
        return line, targets

    def jump_places(self) -> Iterator[Landing]:
        """Every hint by its own key, but those of Esc, which is the way out of jump mode."""
        for start, _, target in self.targets:
            key = find(target).keys[0]
            if key != "escape":
                yield Landing(start + (self.size.width >= _ROOMY), 0, partial(self.take, target), key)

    def take(self, target: str) -> None:
        """Do what a hint says."""
        self.post_message(ActionAsked(target))
