"""Where the reader has been: every jump is a step, `[` goes back and `]` forward. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING

from explorer.tui.reading.places import ViewId
from explorer.tui.reading.steps import Steps
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

_LONGEST = 200  # places that are kept; nobody goes back further


@dataclass(frozen=True)
class Spot:
    """One place: a view, what it speaks of, the filter and the query of the lists, and how the view stood.

    `state` is what the view itself wants to know again, its cursor for example.
    """

    view: ViewId
    scope: Scope
    steps: Steps = field(default_factory=Steps)
    query: str = ""
    state: object = None

    def is_same(self, other: Spot) -> bool:
        """Whether nothing but the state differs."""
        mine = (self.view, self.scope.subject, self.scope.at, self.steps, self.query)
        return mine == (other.view, other.scope.subject, other.scope.at, other.steps, other.query)


class History:
    """The places, and which of them is that of now: like a browser's."""

    def __init__(self) -> None:
        self._before: list[Spot] = []
        self._after: list[Spot] = []
        self._is_held = False

    @property
    def has_before(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._before)

    @property
    def has_after(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._after)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What happens within is part of one jump that was told already."""
        before, self._is_held = self._is_held, True
        try:
            yield
        finally:
            self._is_held = before

    def leave(self, here: Spot) -> None:
        """The reader jumps from here to somewhere new: nothing is ahead any more."""
        if self._is_held:
            return
        self._after.clear()
        if not self._before or not self._before[-1].is_same(here):
            self._before.append(here)
            del self._before[:-_LONGEST]

    def back(self, here: Spot) -> Spot:
        """The place before this one; raises IndexError where there is none."""
        spot = self._before.pop()
        self._after.append(here)
        return spot

    def forward(self, here: Spot) -> Spot:
        """The place after this one; raises IndexError where there is none."""
        spot = self._after.pop()
        self._before.append(here)
        return spot
