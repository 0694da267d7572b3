"""What filters what, step by step: the breadcrumb and its undoing. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.lists import Filter, ListKind, SearchKind

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One chosen row."""

    kind: ListKind
    id: str
    row: int
    label: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The chosen rows, oldest first; at most one of a kind."""

    taken: tuple[Step, ...] = ()

    def choose(self, step: Step) -> Steps:
        """With this step last; an earlier one of the same kind is replaced."""
        return Steps((*(other for other in self.taken if other.kind != step.kind), step))

    def undo(self) -> Steps:
        """Without the last step."""
        return Steps(self.taken[:-1])

    def back_to(self, index: int) -> Steps:
        """Up to and with the step of that index; -1 is none at all."""
        return Steps(self.taken[: index + 1])

    def row_of(self, kind: SearchKind) -> int:
        """The chosen row of a list, -1 for none."""
        return next((step.row for step in self.taken if step.kind == kind), -1)

    def filter_for(self, kind: SearchKind) -> Filter:
        """What narrows one list: the steps taken in the others (its own choice is marked, not isolated)."""
        narrowed = Filter()
        for step in self.taken:
            if step.kind != kind:
                narrowed = replace(narrowed, **{step.kind: step.id})
        return narrowed
