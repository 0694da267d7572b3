"""The views of the screen, by their names: which module draws each, imported when it is asked for.

Free of textual, so that the registry of actions can name the views.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from explorer.tui.views.base import ViewScreen

ViewId = Literal["explore", "matrix", "origins", "disagreements", "timeline", "source", "entity", "about"]
"""What the screen can show. The name is also the id of the action that leads there."""


VIEWS: frozenset[str] = frozenset(get_args(ViewId))
"""All of them."""

_SCREENS: dict[ViewId, tuple[str, str]] = {
    "matrix": ("explorer.tui.views.matrix", "MatrixScreen"),
    "origins": ("explorer.tui.views.origins", "OriginsScreen"),
    "disagreements": ("explorer.tui.views.disagreements", "DisagreementsScreen"),
    "timeline": ("explorer.tui.views.timeline", "TimelineScreen"),
    "source": ("explorer.tui.views.reader", "ReaderScreen"),
    "entity": ("explorer.tui.views.entity", "EntityScreen"),
    "about": ("explorer.tui.views.about", "AboutScreen"),
}
"""Every view but Explore, which is the main screen: the module that draws it, and its class there."""

MODULES: tuple[str, ...] = (
    *(module for module, _ in _SCREENS.values()),
    *(
        f"explorer.views.{name}"
        for name in ("origins", "matrix", "disagreements", "timeline", "source", "entity", "about")
    ),
    "explorer.origins",
    "importlib.readers",  # by which its word lists are read
)
"""What the screens of views are drawn and made by."""


def screen_of(view: ViewId) -> type[ViewScreen[Any]]:
    """The screen that draws a view; raises ImportError or AttributeError where nobody has written it."""
    module, name = _SCREENS[view]
    found: type[ViewScreen[Any]] = getattr(import_module(module), name)
    return found
