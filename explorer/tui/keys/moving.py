"""Moving by lines, halves and pages: the same keys in lists, comparison and full text."""

from __future__ import annotations

_FAR = 10**9  # further than any list or text goes
_HALF = 0.51  # of a page; of one that is a single row, that row


class Moving:
    """What the movement actions do; whoever mixes this in says what moves."""

    def move(self, rows: int, *, pages: float = 0) -> None:
        """Move what is in focus by rows and pages (negative: up), stopping at the ends."""
        raise NotImplementedError

    def do_down(self) -> None:
        """Next row or line."""
        self.move(1)

    def do_up(self) -> None:
        """Previous row or line."""
        self.move(-1)

    def do_page_down(self) -> None:
        """One page down."""
        self.move(0, pages=1)

    def do_page_up(self) -> None:
        """One page up."""
        self.move(0, pages=-1)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.move(0, pages=_HALF)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.move(0, pages=-_HALF)

    def do_top(self) -> None:
        """First row or line."""
        self.move(-_FAR)

    def do_bottom(self) -> None:
        """Last row or line."""
        self.move(_FAR)
