"""The application: theme, crash path, and the way in. What the reader sees is `explore.browser`."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

os.environ.setdefault("TEXTUAL_FPS", "120")  # read when textual is imported; half the wait from key to frame
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.filter import ANSIToTruecolor
from textual.screen import ModalScreen
from textual.widgets._toast import ToastRack

from explorer.config import STYLES, Config
from explorer.errors import DatabaseError, ExplorerError, UsageError
from explorer.store.reader import Database
from explorer.tui.drawing.theme import THEMES, Look, WithoutColour, after, called, preferred
from explorer.tui.explore.browser import Browser
from explorer.tui.frame import crash
from explorer.tui.frame.commands import CommandScreen, Severity
from explorer.tui.frame.ending import Ending
from explorer.tui.frame.typed_ahead import LONGEST, TypedAhead
from explorer.tui.keys.actions import change_keys, find, key_of
from explorer.tui.lists.panes import Pane
from explorer.tui.reading.messages import Passed

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.widget import AwaitMount

    from explorer.tui.comparison.model import Context
    from explorer.tui.explore.remembered import Remembered
    from explorer.tui.work.desk import Desk

_LOOK = 2.0  # seconds
_GRACE = 0.5  # seconds that a copy or an export which is under way has to be completed, once the reader leaves


class Explorer(App[int]):
    """One database on the screen."""

    CSS_PATH = "explorer.tcss"
    TITLE = "explorer"
    ENABLE_COMMAND_PALETTE = False  # Textual's palette would run its fuzzy matcher, which is exponential, over data
    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_IN_MAXIMIZED_VIEW = ""
    _is_dressed = False
    """Whether it has its own theme."""

    def __init__(
        self, database: Database, look: Look | None = None, config: Config | None = None, left: Remembered | None = None
    ) -> None:
        look, config = look or Look(), config or Config(None)
        self._left = left
        without_colour = "NO_COLOR" in os.environ  # textual takes it out of the environment
        super().__init__()
        self.database = database
        chosen = left.style if left is not None and left.style in STYLES else ""
        self.citation_style = chosen or config.settings.citation_style or "quote"
        """What `y` copies in, for this session."""
        self.context_shown = cast("Context | None", config.settings.context or None)
        """What comparisons show around an evidence at first; None: what there is room for."""
        self.desk: Desk | None = None
        """The reader's marks, bookmarks and notes, once they are read."""
        self.config_problems = config.problems + _use_keys(config)
        """What is wrong in the reader's settings, a sentence each."""
        for key in find("suspend").keys:
            if len(key) > 1 and key != "space":  # also in dialogs and in lines, where letters are letters
                self._bindings.bind(key, "suspend_process", show=False, priority=True)
        self.leaving: Remembered | None = None
        """How the database was left."""
        self.ending = Ending(self.leave)
        """Whether the system asks us to end."""
        self.is_reopening = False
        """Whether the reader leaves to come back to the database as it is on disk by then."""
        self._news = ""
        self.typed_ahead = TypedAhead(lambda: self.screen, self._press)
        """Keys that came before what they act on."""
        self.exports: list[threading.Event] = []
        """One for each export that is under way, set where it is no longer wanted."""
        self.crash_lines: list[str] = []
        self.is_style_chosen = bool(chosen)
        self.is_theme_chosen = left is not None and left.theme in THEMES and not look.is_asked
        """Whether the reader chose the theme by its key, now or before: then it is remembered."""
        self.theme_name = (
            left.theme if left is not None and self.is_theme_chosen else look.theme or preferred(os.environ)
        )
        """The theme of now, as people call it."""
        self._dress(look, without_colour=without_colour)
        self.animation_level = "none"

    def _dress(self, look: Look, *, without_colour: bool) -> None:
        """Take the first theme and what else changes how everything is drawn."""
        if without_colour:
            self._filters = [WithoutColour()]
            if self.theme_name == "terminal":  # without its colours it has no grounds, and reverse says what is where
                self.theme_name = "dark"
        theme = called(self.theme_name, os.environ)
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)  # not as a change: that styles all anew
        for each in self._filters:
            if isinstance(each, ANSIToTruecolor):
                each.enabled = not theme.ansi
        if look.ascii:
            from explorer.tui.drawing.glyphs import InAscii

            self._filters.append(InAscii())
        self._is_dressed = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Those of our theme; none before it is taken: nobody sees Textual's own, and they take as long to work out."""
        return super().get_css_variables() if self._is_dressed else {}

    def get_default_screen(self) -> Browser:
        """The three lists and the comparison."""
        return Browser(self.database, self._left)

    async def on_event(self, event: events.Event) -> None:
        """As every Textual program, but a key waits for what it acts on."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self.typed_ahead.holds(event):
            self.go_on()
            self.set_timer(LONGEST, self.go_on)
        else:
            await self._press(event)

    async def _press(self, key: events.Key) -> None:
        screen = self.screen
        await super().on_event(key)
        if isinstance(screen, ModalScreen):  # there a letter goes from widget to widget before it is done
            behind = Passed()
            self.typed_ahead.passes_on(behind)
            if not (screen.focused or screen).post_message(behind):  # what would pass it on is being taken away
                self.typed_ahead.is_through()

    def on_passed(self, message: Passed) -> None:
        """The key before it has been done; or a dialog has opened."""
        self.typed_ahead.has_come(message)
        self.go_on()

    def go_on(self) -> None:
        """Something has come: do what waited for it."""
        if self.typed_ahead.can_go_on:
            self.call_later(self.typed_ahead.go_on)

    def say(self, words: str, *, severity: Severity = "information", seconds: float = 5) -> None:
        """A toast, whatever screen is open."""
        screen = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, CommandScreen))
        screen.tell(words, severity=severity, seconds=seconds)

    def on_notify(self) -> None:
        """One toast at a time, also of keys that came at once: more would cover what they speak of."""
        self._notifications.clear()

    def _refresh_notifications(self) -> None:
        """Show what there is to tell; Textual leaves an empty frame of each toast that gave way to another."""
        super()._refresh_notifications()
        self.call_later(self._take_frames_away)

    def _take_frames_away(self) -> None:
        told = {ToastRack._toast_id(each) for each in self._notifications}
        for rack in self.screen.query(ToastRack):
            rack.remove_children([each for each in rack.children if each.id not in told])

    def copy_to_clipboard(self, text: str) -> None:
        """Ask the terminal to take it, also through GNU screen; see `explorer.clipboard`, which decides when."""
        from explorer.clipboard import osc52_sequence

        self._clipboard = text
        if self._driver is not None:
            self._driver.write(osc52_sequence(text))

    def signs_changed(self) -> None:
        """Draw the lists with the signs of the reader's work as it stands."""
        if self.desk is not None:
            for pane in self.screen_stack[0].query(Pane):
                pane.show_signs(self.desk.signs)

    def switch_theme(self) -> str:
        """To the next theme; its name."""
        self.theme_name, self.is_theme_chosen = after(self.theme_name), True
        theme = called(self.theme_name, os.environ)
        self.register_theme(theme)
        self.theme = theme.name
        self.get_css_variables()  # Textual asks for them turns later: inks looked up by then would be the old ones
        return self.theme_name

    def get_driver_class(self) -> type[Driver]:
        """Textual's for this system, made to outlive more."""
        from explorer.tui.frame.driver import ScreenDriver

        return ScreenDriver

    def give_back(self) -> None:
        """See that the terminal is the reader's again, however the screen has ended."""
        from explorer.tui.frame.driver import ScreenDriver

        if isinstance(self._driver, ScreenDriver):
            self._driver.give_back()

    def on_load(self) -> None:
        """Leave in good order where the system asks us to: else the terminal would be left in our hands."""
        self.ending.listen(asyncio.get_running_loop())

    def on_mount(self) -> None:
        """Look at times what others do."""
        self.set_interval(_LOOK, self.look_after)

    def leave(self, code: int = 0) -> None:
        """Leave with this exit status, and have it remembered where the reader was."""
        from explorer.clipboard import hurry

        hurry()
        # A thread that is still reading by then, for nobody, must not hold up the end.
        late = threading.Timer(_GRACE, self.database.close)
        late.daemon = True
        late.start()
        main = next(iter(self.screen_stack), None)  # none yet, or none any more
        if isinstance(main, Browser):
            with suppress(ExplorerError):  # the rows can no longer be read
                self.leaving = main.as_left()
        self.exit(code, code)

    def _get_screen(self, screen: Screen[Any] | str) -> tuple[Screen[Any], AwaitMount]:
        """What is opened over the main screen is composed and styled here.

        What was told before has been read by whoever opens a dialog, and would lie over its lower edge.
        """
        self.style_also("opened")
        if isinstance(screen, ModalScreen):
            self.clear_notifications()
        return super()._get_screen(screen)

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """See `App`, but what lies on top then is not asked to be drawn: it is when it takes notice of that."""
        top = self.screen if self.screen_stack else None
        is_to_draw = top is not None and top._repaint_required
        replaced = await super()._replace_screen(screen)
        if top is not None:
            top._repaint_required = is_to_draw
        return replaced

    def style_also(self, what: Literal["opened", "sizes"]) -> None:
        """Take what else there is of styles, once it is needed: most first frames do without, and would wait for it."""
        path = Path(__file__).with_name(f"{what}.tcss")
        if not self.stylesheet.has_source(str(path)):
            self.stylesheet.add_source(path.read_text(encoding="utf-8"), read_from=(str(path), ""))

    # -- what others do with the same files --------------------------------------------------------------------

    def look_after(self) -> None:
        """Show what another window has marked and noted, and say once what has become of the database."""
        with suppress(ExplorerError):  # the next key that wants the journal says it
            if self.desk is not None and self.desk.follow():
                self.signs_changed()
        news = self.database.news
        if news and news != self._news:
            going_on = "What is open is read on; " if self.database.is_readable else ""
            self.say(f"{news}. {going_on}{key_of('reopen')} opens the file anew.", severity="warning", seconds=15)
        self._news = news

    def reopen(self) -> None:
        """Leave, and come back to the database as it is on disk, where one was; not where it could not be opened."""
        try:
            Database.open(self.database.path).close()
        except ExplorerError as error:
            self.say(f"Not opened anew: {error}.", severity="error", seconds=10)
            return
        self.is_reopening = True
        self.leave()

    # -- crashing ---------------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        if self._exit and isinstance(error, NoMatches):
            return  # a key that came while what it would have moved in was taken away: nobody waits for it
        super()._handle_exception(error)
        self._return_code = self._crash_code

    def panic(self, *_: RenderableType) -> None:
        """What Textual would print is a screenful: ours is the way of all crashes."""
        self._return_code = self._crash_code
        self._fatal_error()

    @property
    def _crash_code(self) -> int:
        return crash.CODE if self.database.is_readable else DatabaseError.code

    def _fatal_error(self) -> None:
        """Two lines and a report in place of Textual's screenful with local variables.

        One line where another program has written over the database: then anything may have stood in it.
        """
        error = self._exception or RuntimeError()
        if not self.crash_lines and not self.database.is_readable:
            self.crash_lines = [f"explorer stopped: {self.database.news}; open it again."]
            self._exit_renderables.append(Text(self.crash_lines[0], no_wrap=True, overflow="ignore"))
        if not self.crash_lines:
            screens = [type(screen).__name__ for screen in self._screen_stacks.get(self._current_mode, ())]
            report = None if self.is_headless else crash.write_report(error, crash.terminal_words(), screens)
            self.crash_lines = crash.last_words(error, report)
            self._exit_renderables.extend(Text(line, no_wrap=True, overflow="ignore") for line in self.crash_lines)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        for renderable in self._exit_renderables:
            self.error_console.print(renderable, soft_wrap=True)
        self._exit_renderables.clear()


def _use_keys(config: Config) -> tuple[str, ...]:
    """Give actions the keys of the settings; what is wrong with them."""
    if not config.settings.keys:
        change_keys({})
        return ()
    from explorer.tui.keys.keymap import keymap  # most people have no settings

    changed = keymap(config.settings.keys)
    change_keys(changed.keys)
    return changed.problems


def run(database: Path, look: Look, config: Config) -> int:
    """Open the screen on the database at this path; see `explorer.tui.run`."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "the screen is drawn on standard error and reads keys from standard input, and one of them is no terminal: "
            "leave them unredirected, or use explorer search, show or export"
        )
    from explorer.tui.explore.remembered import recall, remember
    from explorer.tui.frame.driver import draws_boxes, forget_sizes

    forget_sizes()
    look = look if draws_boxes(sys.stderr.encoding) else look._replace(ascii=True)
    left = None if look.is_fresh else recall(database)
    without_colour = os.environ.get("NO_COLOR")
    while True:
        if without_colour is not None:
            os.environ["NO_COLOR"] = without_colour  # textual has taken it
        with Database.open(database) as opened:
            app = Explorer(opened, look, config, left)
            try:
                app.run()
            finally:
                app.give_back()
        left = app.leaving
        if left is not None:
            with suppress(OSError, RuntimeError):  # no home, no room: then nothing is remembered
                remember(database, left)
        if app.crash_lines or not app.is_reopening:
            return app.return_code or 0
