"""The key that opens the article in focus outside: in the pager, the editor or the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from explorer.errors import ExplorerError, reason_of
from explorer.text.inert import make_inert
from explorer.tui.reading.messages import Exported, Failed
from explorer.tui.work.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from explorer.models import Source
    from explorer.tui.work.outside import Place

_PLACES = (
    ("pager", "p", "in the pager", "$PAGER, at the passage"),
    ("editor", "e", "in the editor", "$EDITOR, at the passage; a copy, for reading"),
    ("browser", "b", "in the browser", "the whole text"),
)


class Elsewhere(Keeping):
    """Opens articles in the reader's own programs."""

    def do_outside(self) -> None:
        """Choose where to read the article in focus, at the passage in focus."""
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        try:
            found = self._article()
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        if found is None:
            self.app.say("No article to open: nothing is shown.", severity="warning")
            return
        source, offset = found

        def chosen(place: str | None) -> None:
            if place is not None:
                self._open_outside(cast("Place", place), source, offset)

        choices = [Choice(place, label, key, note) for place, key, label, note in _PLACES]
        self.app.push_screen(MenuScreen("Read this article outside", choices), chosen)

    def _article(self) -> tuple[Source, int] | None:
        """The article in focus, and the code point at which the passage in focus begins."""
        focus, subject = self.cited(), self.subject()
        if focus is not None:
            return focus.source, focus.stop.whole.start if focus.stop is not None else 0
        if subject is not None and subject[0] == "source":
            return self.app.database.source(subject[1]), 0
        return None

    def _open_outside(self, place: Place, source: Source, offset: int) -> None:
        from explorer.tui.work.outside import (
            arguments,
            command_of,
            line_of,
            remove_copy,
            remove_old_copies,
            written_copy,
        )

        remove_old_copies()
        try:
            if place == "browser":
                self._open_browser(written_copy(source))
                return
            command = command_of(place)
            path = written_copy(source)
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        try:
            self._run_outside(arguments(command, path, line_of(source.text, offset)))
        finally:
            remove_copy(path)

    def _open_browser(self, path: Path) -> None:
        """Show a copy in the browser: one of the terminal takes our place, another may neither hold us up nor write."""
        import atexit

        from explorer.tui.work.outside import browser_of, remove_copy

        atexit.register(remove_copy, path)  # the browser reads it when it likes
        browser = browser_of(path.as_uri())
        if browser is None:
            self.app.say("No browser is there: p and e read it in the terminal.", severity="warning")
        elif browser.takes_terminal:
            self._run_outside(browser.command)
        else:
            self.app.screen_stack[0].run_worker(
                lambda: self._handed_over(browser.open), group="browser", thread=True, exit_on_error=True
            )

    def _handed_over(self, hand_over: Callable[[], bool]) -> None:
        if hand_over():
            self.main.post_message(Exported("Handed to the browser; the copy goes when explorer ends."))
        else:
            self.main.post_message(Failed("The browser could not be started: p and e read it in the terminal."))

    def _run_outside(self, command: Sequence[str]) -> None:
        """Give the terminal to a program until it ends."""
        from textual.app import SuspendNotSupported

        from explorer.tui.work.lending import ending, run_in_terminal

        told, is_wrong = "", False
        try:
            with self.app.suspend():
                try:  # within, because an error that leaves it would leave us without the terminal
                    told = ending(make_inert(command[0]), run_in_terminal(command, lambda: self.app.ending.is_asked))
                except OSError as error:
                    told, is_wrong = f"{make_inert(command[0])} cannot run: {reason_of(error)}.", True
        except SuspendNotSupported:
            told = "This terminal cannot be given to another program; b opens the browser."
        if told:
            self.app.say(told, severity="error" if is_wrong else "warning", seconds=10)
