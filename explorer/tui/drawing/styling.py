"""Styles of a widget that gets or loses the focus, worked out once for each way that it and all around it can be.

Textual goes through all rules of the stylesheet and sets all styles anew, a millisecond for each of the two widgets.
Stands, as `composing`, on what Textual 8.2.8 keeps to itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

_MOST = 16
"""Ways that are kept: with and without the focus, the mouse, and in a few sizes of the screen."""

_EDGES = frozenset(f"border_{edge}" for edge in ("top", "right", "bottom", "left"))
_OF_TITLES = frozenset(f"border_title_{what}" for what in ("color", "background", "style"))

Rules = Mapping[str, object]
_Way = tuple[object, ...]


class KnownStyles:
    """What the stylesheet says of one widget that has no children and no component classes of its own."""

    def __init__(self) -> None:
        self._sheet: object = None
        self._known: dict[_Way, Rules] = {}

    def put_on(self, widget: Widget) -> bool:
        """Style the widget for the way it is now; False where nobody knows how: then it is to be `learnt`."""
        rules = self._known.get(_way(widget)) if widget.app.stylesheet.rules is self._sheet else None
        if rules is None:
            return False
        styles = widget.styles.base
        worn = styles.get_rules()
        changed = [name for name in worn.keys() | rules.keys() if worn.get(name) != rules.get(name)]
        is_only_drawn = all(_is_only_drawn(name, worn.get(name), rules.get(name)) for name in changed)
        for name in changed:
            if is_only_drawn:
                styles.set_rule(name, rules.get(name))
            else:
                setattr(styles, name, rules.get(name))
        if changed:
            widget.notify_style_update()
            if is_only_drawn:
                widget.refresh()
        return True

    def learn(self, widget: Widget) -> None:
        """Keep what was worked out for the way the widget is now."""
        sheet = widget.app.stylesheet.rules  # another list with another theme
        if sheet is not self._sheet or len(self._known) >= _MOST:
            self._sheet = sheet
            self._known.clear()
        depends = widget._has_order_style or widget._has_odd_or_even or widget._has_focus_within
        if not (widget.children or depends):  # on others, of which `_way` tells nothing
            self._known[_way(widget)] = dict(widget.styles.base.get_rules())


def _is_only_drawn(name: str, before: object, after: object) -> bool:
    """Whether nothing follows from this change but that the widget is drawn anew: once, and not for each rule."""
    if name in _EDGES:
        return isinstance(before, tuple) and isinstance(after, tuple) and bool(before[0]) is bool(after[0])
    return name in _OF_TITLES


def _way(widget: Widget) -> _Way:
    """All that rules may ask of a widget and of those around it, but for the theme, which makes other rules."""
    around = widget.css_path_nodes
    return (widget.app.app_focus, *((node.classes, node._pseudo_classes_cache_key) for node in around))
