"""Whether the line to the terminal keeps up with what is drawn: one by radio or of a serial port may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def is_behind(app: App[Any]) -> bool:
    """Whether the last frame is still on its way. What changes meanwhile is drawn once it has come, and once for all.

    `frame.driver` knows; a screen without a terminal is never behind.
    """
    return bool(getattr(app._driver, "is_behind", False))
