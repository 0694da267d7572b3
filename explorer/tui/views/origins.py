"""The screen of origins: who first had a claim, who has it from whom, what was lost; of no claim, the folder's web."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from explorer.tui.frame.commands import bindings
from explorer.tui.keys.actions import Context, key_of
from explorer.tui.reading.places import ViewId
from explorer.tui.views.outlines import Outlined, OutlineScreen, outlined

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

_OF_ARTICLES = "Who copied or rewrote whom"


@dataclass(frozen=True, slots=True)
class State:
    """Where the reader was in this view."""

    cursor: int
    of_all: bool


class OriginsScreen(OutlineScreen):
    """Opened by `O`; Enter opens the passage that names a giver, or unfolds what a rewrite changed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("origins")
    view: ViewId = "origins"
    place: ClassVar[Context] = "origins"

    of_all = False
    """Whether the web of all articles is shown, though the reader comes from a claim: few claims are in a rewrite."""

    def make(self, database: Database, scope: Scope) -> Outlined:
        """The origins of the claim in scope, or the web of its articles."""
        from explorer.views import origins

        model = origins.make(database, self._scope_of(scope))
        border = "Who has it from whom" if isinstance(model, origins.Origins) else _OF_ARTICLES
        if self.of_all:
            border = f"{border} · {key_of('rewrites')} goes back to the claim"
        return outlined(database, origins.title(model), border, origins.parts(model))

    def _scope_of(self, scope: Scope) -> Scope:
        return replace(scope, subject=None, filter=replace(scope.filter, claim=None)) if self.of_all else scope

    def made_from(self, scope: Scope) -> object:
        """The row, what is chosen and found, and whether all articles are asked for."""
        return super().made_from(self._scope_of(scope))

    def begin(self) -> None:
        """Of the claim, unless all articles were shown when the reader left."""
        self.of_all = isinstance(self.opened.state, State) and self.opened.state.of_all

    def cursor_left(self) -> int | None:
        """Where the cursor was when the reader left."""
        return self.opened.state.cursor if isinstance(self.opened.state, State) else None

    def state(self) -> object:
        """The cursor, and of what."""
        return State(self.sheet.cursor, self.of_all) if self.sheet is not None else None

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        is_of_articles = self.model is not None and self.model.border == _OF_ARTICLES and not self.of_all
        if action_id == "rewrites" and is_of_articles:
            return "This tells which article copied or rewrote which: no claim is under the cursor."
        return super().reason_against(action_id)

    def do_rewrites(self) -> None:
        """From the claim to all articles, and back."""
        self.of_all = not self.of_all
        self.make_anew()
