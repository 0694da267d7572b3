"""What the mouse points at."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widget import Widget


def unless_gone(widget: Widget | None, offset: Offset | None) -> tuple[Widget | None, Offset | None]:
    """What stands at a place; nothing where it can still be seen but has been taken away, as a toast may be.

    Textual asks for the container of what a selection begins in, and fails where there is none (textual 8.2.8).
    """
    return (None, None) if widget is not None and not widget.is_attached else (widget, offset)
