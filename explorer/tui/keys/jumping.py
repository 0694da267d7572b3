"""What a widget says of the places in it that one can jump to; `frame.jump` puts letters on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True)
class Landing:
    """A cell of a widget, from its content's left upper corner, and what going there does.

    Where `key` stands, it is the key that leads there anyway, and it is written from that cell on: no letter need cover
    it.
    """

    x: int
    y: int
    go: Callable[[], object]
    key: str = ""


@runtime_checkable
class Jumpable(Protocol):
    """A widget with places to jump to."""

    def jump_places(self) -> Iterable[Landing]:
        """What of it is in view and can be gone to, the most wanted first."""
