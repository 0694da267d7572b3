"""The three widgets of disagreements: their kinds, their list, and the sides of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import cast

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from explorer.models import DisagreementKind
from explorer.tui.drawing.rendering import Line, Run, cells, content, strip
from explorer.tui.drawing.scrolled import Scrolled
from explorer.tui.frame.chrome import OneLine
from explorer.tui.keys.jumping import Landing
from explorer.tui.lists.rows import ListItem, RowList
from explorer.tui.views.dispute_lines import LaidSides, lay_out, row_line
from explorer.views.disagreements import Dispute, Head

Kinds = Sequence[tuple[DisagreementKind, int]]


class KindLine(OneLine, Widget):
    """How many disagreements there are of each kind; the one that is shown stands in brackets."""

    class Chosen(Message):
        """A kind was clicked; None for all."""

        def __init__(self, kind: DisagreementKind | None) -> None:
            super().__init__()
            self.kind = kind

    def __init__(self) -> None:
        super().__init__(id="kinds")
        self.kinds: Kinds = ()
        self.kind: DisagreementKind | None = None

    def show(self, kinds: Kinds, kind: DisagreementKind | None) -> None:
        """Show these, with one chosen."""
        self.kinds, self.kind = kinds, kind
        self.refresh()

    def line(self, width: int) -> Line:
        """As many as fit, each whole, the chosen one always among them."""
        total = sum(count for _, count in self.kinds)
        every: list[tuple[DisagreementKind | None, str]] = [(None, f"all {total:,}")]
        every += [(kind, f"{kind} {count:,}") for kind, count in self.kinds]
        chosen = next((at for at, (kind, _) in enumerate(every) if kind == self.kind), 0)
        first = 0
        while first < chosen and sum(cells(words) + 2 for _, words in every[first : chosen + 1]) > width - 2:
            first += 1
        line: Line = [Run("…" if first else " ", "quiet")]
        at, self.targets = 1, []
        for number, (kind, words) in enumerate(every[first:], first + 1):
            if at + cells(words) + 2 + (number < len(every)) > width:
                line.append(Run("…", "quiet"))
                break
            text = f"[{words}]" if kind == self.kind else f" {words} "
            line.append(Run(text, "accent" if kind == self.kind else "quiet"))
            self.targets.append((at, at + cells(text), kind or ""))
            at += cells(text)
        return line

    def jump_places(self) -> Iterator[Landing]:
        """Every kind but the one that is shown, whose bracket stands where a letter would."""
        for start, _, target in self.targets:
            if target != (self.kind or ""):
                yield Landing(start, 0, partial(self.take, target))

    def take(self, target: str) -> None:
        """Show the kind that was clicked."""
        self.post_message(self.Chosen(cast("DisagreementKind | None", target or None)))


class DisputeList(RowList):
    """The disagreements, a line each."""

    def __init__(self, heads: Callable[[Sequence[int]], list[Head]]) -> None:
        # A row list takes whatever its own drawing understands.
        super().__init__(
            cast("Callable[[Sequence[int]], list[ListItem]]", heads),
            lambda item, width: row_line(cast(Head, item), width),
            id="disputes",
        )
        self.add_class("pane")


class Sides(Scrolled, can_focus=True):
    """All sides of one disagreement, the differing words marked; one side is that which `y` cites."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="sides", classes="pane")
        self.dispute: Dispute | None = None
        self.side = 0
        self._laid: LaidSides | None = None

    def show(self, dispute: Dispute | None) -> None:
        """Show this one from its beginning."""
        self.dispute, self.side = dispute, 0
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    @property
    def page(self) -> int:
        """Lines of a page."""
        return max(1, self.scrollable_content_region.height - 1)

    def step(self, delta: int) -> bool:
        """To the next side; False at the ends."""
        count = len(self.dispute.sides) if self.dispute is not None else 0
        if not 0 <= self.side + delta < count:
            return False
        self.side += delta
        self._lay_out()
        if self._laid is not None:
            place, top, height = self._laid.sides[self.side], self.scroll_offset.y, self.page + 1
            if place.start < top or place.end > top + height:
                self.scroll_to(y=min(place.start, max(0, place.end - height)), animate=False, immediate=True)
        return True

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width - 2
        dispute, height = self.dispute, self.page + 1
        self._laid = lay_out(dispute, width, self.side, height) if dispute is not None and width > 0 else None
        title = f"{dispute.sign} {dispute.kind}: {dispute.weight}" if dispute is not None else ""
        has_corners = bool(self.styles.border_left[0])  # else nothing would stand between its line and its name
        self.border_title = content(title if has_corners else f" {title} ")
        self.hold_lines(len(self._laid.lines) if self._laid else 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        base, ink = self.paint
        lines = self._laid.lines if self._laid is not None else ()
        return strip([Run(" "), *lines[row]] if row < len(lines) else [], width, ink, base)
