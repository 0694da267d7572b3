"""The screen of origins: who first had a claim, who has it from whom, what was lost; of no claim, the folder's web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.tui.reading.places import ViewId
from explorer.tui.views.outlines import Outlined, OutlineScreen, outlined

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope


class OriginsScreen(OutlineScreen):
    """Opened by `O`; Enter opens the passage that names a giver, or unfolds what a rewrite changed."""

    view: ViewId = "origins"

    def make(self, database: Database, scope: Scope) -> Outlined:
        """The origins of the claim in scope, or the web of its articles."""
        from explorer.views import origins

        model = origins.make(database, scope)
        border = "Who has it from whom" if isinstance(model, origins.Origins) else "Who copied or rewrote whom"
        return outlined(database, origins.title(model), border, origins.parts(model))
