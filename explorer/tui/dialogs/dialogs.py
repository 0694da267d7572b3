"""What opens over a screen to ask something, and closes once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen


class Dialog[Result](ModalScreen[Result]):
    """A screen over another that ends with an answer."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """End with this answer; nothing where it has ended, or where another lies over it.

        A key that is pressed twice, or held, asks for it twice before the screen is gone, and Textual would then take
        away the screen below, which may be the last.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
