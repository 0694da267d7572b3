"""The key that opens the article in focus outside: in the pager, the editor or the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from explorer.errors import ExplorerError
from explorer.tui.work.keeping import Keeping

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.models import Source
    from explorer.tui.work.outside import Place

_PLACES = (("pager", "p", "in the pager", "$PAGER, at the passage"), ("editor", "e", "in the editor", "$EDITOR, at the "
           "passage; a copy, for reading"), ("browser", "b", "in the browser", "the whole text"))  # fmt: skip


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
        from explorer.tui.work.outside import arguments, command_of, line_of, remove_copy, written_copy

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
        import atexit
        import webbrowser

        from explorer.tui.work.outside import remove_copy

        atexit.register(remove_copy, path)  # the browser reads it when it likes
        if webbrowser.open(path.as_uri()):
            self.app.say("Handed to the browser; the copy goes when explorer ends.", seconds=3)
        else:
            self.app.say("No browser is there: p and e read it in the terminal.", severity="warning")

    def _run_outside(self, command: list[str]) -> None:
        """Give the terminal to a program until it ends."""
        import signal
        import subprocess

        from textual.app import SuspendNotSupported

        try:
            with self.app.suspend():
                # Ctrl+C is for that program; a handler, unlike ignoring, is not handed down to it.
                before = signal.signal(signal.SIGINT, lambda *_: None)
                try:
                    status = subprocess.run(command, check=False).returncode  # noqa: S603 - the reader's own program
                finally:
                    signal.signal(signal.SIGINT, before)
        except SuspendNotSupported:
            self.app.say("This terminal cannot be given to another program; b opens the browser.", severity="warning")
        except OSError as error:
            self.app.say(f"{command[0]} cannot run: {error.strerror}", severity="error", seconds=10)
        else:
            if status:
                self.app.say(f"{command[0]} ended with status {status}.", severity="warning")
