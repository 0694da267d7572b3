"""The two lines that frame the screen: what is open and what filters it, and what can be done here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from explorer.tui.drawing.rendering import Line, Run, cells, cut, inert, line_width, strip, styles_of
from explorer.tui.keys.actions import Action, find, key_name
from explorer.tui.keys.jumping import Landing
from explorer.tui.reading.messages import ActionAsked, CrumbClicked
from explorer.tui.reading.places import ViewId

_PRODUCT = " explorer "
_LEAST = 18  # cells that crumbs leave to the views' keys, always
VIEWS: tuple[ViewId, ...] = ("explore", "matrix", "origins", "disagreements", "timeline")
"""The views that the top line names, in their order; the others are opened for one row."""

_ROOMY = 60  # cells from which keys stand on a ground of their own

Target = tuple[int, int, str]
"""Cells from, to (exclusive), and what a click there asks for."""


class OneLine(Widget):
    """A line of runs with clickable stretches."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), layout=False)
    """Its change would have all laid out a second time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - textual's word
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


def _width(views: Sequence[tuple[ViewId, Line]]) -> int:
    return sum(line_width(runs) for _, runs in views)


class TopLine(OneLine):
    """Product, views, database and counts, and the breadcrumb of filters. All but the counts can be clicked."""

    def __init__(self, name: str, counts: Sequence[str], view: ViewId = "explore") -> None:
        super().__init__(id="topline")
        self.view = view
        self.database_name = name
        self.counts = list(counts)
        self.crumbs: list[str] = []

    def set_crumbs(self, crumbs: list[str]) -> None:
        """Show these steps after "All"."""
        if crumbs != self.crumbs:
            self.crumbs = crumbs
            self.refresh()

    def line(self, width: int) -> Line:
        """Crumbs have the right of way, then the views; the counts go first, then the names."""
        crumbs = self._crumb_runs(max(8, width - _LEAST))
        room = width - line_width(crumbs) - 2
        views = next((views for short in (False, True) if _width(views := self._views(short=short)) <= room), [])
        left = room - _width(views)
        line: Line = [Run(_PRODUCT, "key")] if left >= cells(_PRODUCT) else []
        self.targets = [(0, line_width(line), "palette")] if line else []
        start = line_width(line)
        for view, runs in views:
            line += runs
            self.targets.append((start, line_width(line), view))
            start = line_width(line)
        if room - start >= cells(self.database_name) + 2:
            line += [Run("  " + inert(self.database_name), "title")]
            for count in self.counts:
                text = f" · {count}"
                if line_width(line) + cells(text) <= room:
                    line += [Run(text, "quiet")]
        gap = width - line_width(line) - line_width(crumbs) - 1
        line += [Run(" " * max(1, gap))]
        self._set_targets(crumbs, line_width(line))
        return [*line, *crumbs]

    def _views(self, *, short: bool) -> list[tuple[ViewId, Line]]:
        """The views as words in which the letter of the key stands out, or as their keys alone."""
        views: list[tuple[ViewId, Line]] = []
        for view in VIEWS:
            action = find(view)
            key = key_name(action.keys[0]) if action.keys else ""
            word = inert(key or view[:1]) if short else view
            at = -1 if short else word.lower().find(key.lower()) if len(key) == 1 else -1
            if view == self.view:
                marked = word if at < 0 else f"{word[:at]}{key}{word[at + 1 :]}"
                runs = [Run(f" {marked} ", "here")]
            elif at < 0:
                runs = [Run(f" {word} ", "label" if short else "quiet")]
            else:
                runs = [Run(f" {word[:at]}", "quiet"), Run(key, "accent"), Run(f"{word[at + 1 :]} ", "quiet")]
            views.append((view, runs))
        return views

    def _crumb_runs(self, room: int) -> Line:
        labels = [inert(crumb) for crumb in self.crumbs]
        share = max(10, (room - 3) // max(1, len(labels)) - 3)
        labels = [cut(label, share) for label in labels]
        while len(labels) > 1 and 3 + sum(cells(label) + 3 for label in labels) > room:
            labels = ["…", *labels[2:]] if labels[0] == "…" else ["…", *labels[1:]]
        runs: Line = [Run("All", "quiet" if labels else "label")]
        for label in labels:
            runs += [Run(" ▸ ", "quiet"), Run(label, "accent" if label is labels[-1] else "text")]
        return runs

    def _set_targets(self, crumbs: Line, start: int) -> None:
        hidden = len(self.crumbs) - sum(run.text not in ("All", " ▸ ") for run in crumbs)
        index = -1
        for run in crumbs:
            end = start + cells(run.text)
            if run.text != " ▸ ":
                self.targets.append((start, end, str(index if index < 0 else index + hidden)))
                index += 1
            start = end

    def take(self, target: str) -> None:
        """All that can be done, a view, or back to a crumb."""
        is_crumb = target.lstrip("-").isdecimal()
        self.post_message(CrumbClicked(int(target)) if is_crumb else ActionAsked(target))


class Hints(OneLine):
    """What can be done here: as many hints as fit, the least important ones left out, none ever cut in the middle."""

    def __init__(self) -> None:
        super().__init__(id="hints")
        self.actions: list[Action] = []

    def offer(self, actions: Sequence[Action]) -> None:
        """Offer these actions, the lowest rank first."""
        offered = sorted((each for each in actions if each.rank and each.keys), key=lambda each: each.rank)
        if offered != self.actions:
            self.actions = offered
            self.refresh()

    def line(self, width: int) -> Line:
        """Hints in the order of their rank; one that does not fit is left out whole."""
        self.targets = []
        line: Line = []
        for action in self.actions:
            key, label = key_name(action.keys[0]), action.label
            hint = [Run(f" {key} ", "key"), Run(f" {label} ", "quiet")]
            if width < _ROOMY:
                hint = [Run(f"{key} ", "accent"), Run(f"{label}  ", "quiet")]
            start = line_width(line)
            if start + line_width(hint) - (2 if width < _ROOMY else 1) > width:
                continue
            line += hint
            self.targets.append((start, line_width(line), action.id))
        return line

    def take(self, target: str) -> None:
        """Do what a hint says."""
        self.post_message(ActionAsked(target))
