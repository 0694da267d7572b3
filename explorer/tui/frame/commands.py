"""What the main screen and the full text have in common: actions from the registry, citing, and telling the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events, on, work
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from explorer.errors import ExplorerError
from explorer.models import Source
from explorer.text.inert import make_inert
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.focusing import Focus
from explorer.tui.drawing.rendering import cut, inert_lines
from explorer.tui.frame.typed_ahead import OVERTAKING, STAYING
from explorer.tui.keys.actions import Context, actions_in, changed_keys, key_of, meant
from explorer.tui.keys.moving import Moving
from explorer.tui.lists.gathering import Gathering
from explorer.tui.reading.messages import ActionAsked, CitationCopied, Exported, Failed, TextCopied
from explorer.tui.work.elsewhere import Elsewhere

if TYPE_CHECKING:
    from explorer.tui.app import Explorer
    from explorer.tui.comparison.model import Stop
    from explorer.tui.reading.entries import Goal

Severity = Literal["information", "warning", "error"]

_OTHER_BUTTON = 3
_PREVIEW_LINES = 4
_PREVIEW_WIDTH = 240


def bindings(*contexts: Context) -> list[BindingType]:
    """One binding a key: which action it means is looked up by context when it is pressed.

    They have priority, because a key without it is queued for the widget in focus: typed fast enough, the words after
    `/` were handed to the list that had the focus before, and lost. In the search line keys wait their turn. A class
    has the keys that actions have by themselves, whatever a reader's settings were when it was made: screens add those.
    """

    def keys(*wanted: Context) -> dict[str, None]:
        return dict.fromkeys(key for context in wanted for action in actions_in(context) for key in action.default_keys)

    at_once = keys(*(context for context in contexts if context != "search"))
    in_turn = keys("search") if "search" in contexts else {}
    return [
        *(Binding(key, f"press('{key}')", show=False, priority=True) for key in at_once),
        *(Binding(key, f"press_in_search('{key}')", show=False) for key in in_turn),
    ]


class CommandScreen(Elsewhere, Moving, Gathering, Screen[None]):
    """A screen whose keys are those of the registry. Subclasses say where the keyboard is and what is in focus."""

    app: Explorer
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self) -> None:
        super().__init__()
        # The keys of the class are those that actions have by themselves: one that means nothing now is passed on.
        for key in changed_keys():
            self._bindings.bind(key, f"press('{key}')", show=False, priority=True)
            self._bindings.bind(key, f"press_in_search('{key}')", show=False)

    def context(self) -> Context:
        """Where the keyboard is."""
        raise NotImplementedError

    def compare(self) -> Compare:
        """The comparison of this screen."""
        raise NotImplementedError

    def cited(self) -> Focus | None:
        """What `y` cites here; None when there is nothing to cite."""
        return self.compare().focus_excerpt

    def do_source(self) -> None:
        """The whole text of the source in focus, at the excerpt; where none is in focus, that of the article there."""
        focus, subject = self.cited(), self.subject()
        if self.view == "source":
            self.do_leave()
        elif focus is not None:
            self.main.visit("source", ("source", focus.source.id), focus.stop.whole if focus.stop else None)
        elif subject is not None:
            self.main.visit("source", subject)

    # -- dispatch ---------------------------------------------------------------------------------------------

    def action_press(self, key: str) -> None:
        """Do what `key` means here; in the search line it is first of all a letter."""
        if self.context() == "search":
            raise SkipAction
        self._press(key)

    def action_press_in_search(self, key: str) -> None:
        """Do what `key` means in the search line, once what was typed before it has arrived there."""
        if self.context() != "search":
            raise SkipAction
        self._press(key)

    def _press(self, key: str) -> None:
        action = meant(key, self.context())
        if action is None:
            raise SkipAction
        self.do(action.id)

    def on_key(self, event: events.Key) -> None:
        """A key that means nothing here: say so, and where it does."""
        if self.context() != "search" and meant(event.key, self.context()) is None:
            from explorer.tui.keys.unmeant import why_nothing

            if reason := why_nothing(event.key, self.context()):
                self.tell(reason, severity="warning")

    def waits_for(self, key: str) -> bool:
        """Whether `key` acts on something here that is still to come."""
        action = meant(key, self.context())
        return action is not None and self.must_wait(action.id)

    def overtakes(self, key: str) -> bool:
        """Whether `key` is done at once, and what waits is given up."""
        action = meant(key, self.context())
        return action is not None and action.id in OVERTAKING

    def stays(self, key: str) -> bool:
        """Whether what comes behind `key` means what it means here."""
        action = meant(key, self.context())
        return action is None or action.id in STAYING

    def must_wait(self, action_id: str) -> bool:  # noqa: ARG002 - for subclasses
        """Whether what an action acts on is still to come."""
        return False

    def on_screen_resume(self) -> None:
        """A dialog has gone: what was typed behind its last key is done here."""
        self.app.typed_ahead.is_through()
        self.app.go_on()

    def on_click(self, event: events.Click) -> None:
        """The other button of the mouse offers all that can be done with what is under it."""
        if event.button == _OTHER_BUTTON and self.context() != "search" and self.app.screen is self:
            self.do("palette")

    @on(ActionAsked)
    def _asked(self, message: ActionAsked) -> None:
        message.stop()
        if self.app.screen is self:  # a second click on a hint came before the dialog of the first
            self.do(message.action)

    def do(self, action_id: str) -> None:
        """Do an action, or say why it cannot be done."""
        if action_id in ("back", "leave") and self.stop_exports():
            return
        try:
            reason = self.reason_against(action_id)
            if reason:
                self.tell(reason, severity="warning")
                return
            method: Callable[[], object] = getattr(self, f"do_{action_id}")
            method()
        except ExplorerError as error:  # something was written over the database, or the disk failed
            self.tell(str(error), severity="error", seconds=10)

    def reason_against(self, action_id: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if action_id == "about" and self.subject() is None:
            return "Nothing to tell about: no row is shown."
        focus = self.cited()
        if action_id in ("copy", "style"):
            if focus is None:
                return "Nothing to cite: no excerpt is shown."
            if focus.stop is None:
                return "Nothing to cite: this source gives no evidence."
        if action_id == "source" and focus is None:
            subject = self.subject()
            if subject is None:
                return "No source to open: nothing is shown."
            if subject[0] != "source":
                return "No source to open here: go to a passage or an article."
        return ""

    # -- telling ----------------------------------------------------------------------------------------------

    def tell(self, words: str, *, title: str = "", severity: Severity = "information", seconds: float = 5) -> None:
        """A toast. Whatever is in it is inert and never markup."""
        words, title = inert_lines(words), inert_lines(title)
        self.app.style_also("opened")
        self.app.notify(words, title=title, severity=severity, timeout=seconds, markup=False)

    @on(Exported)
    def _exported_to(self, message: Exported) -> None:
        message.stop()
        self.app.say(message.told, seconds=8)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        message.stop()
        self.tell(message.reason, severity="error", seconds=10)
        self.app.go_on()  # what waited for it waits no longer

    # -- evidence and citing ----------------------------------------------------------------------------------

    def do_next_evidence(self) -> None:
        """The next stop of the comparison."""
        self._step(1)

    def do_previous_evidence(self) -> None:
        """The previous stop of the comparison."""
        self._step(-1)

    def _step(self, delta: int) -> None:
        compare = self.compare()
        if not compare.step(delta):
            excerpt = compare.focus_excerpt
            nothing = excerpt is None or excerpt.stop is None
            self.tell("There is no evidence here." if nothing else "This is the only evidence.", severity="warning")

    def do_copy(self) -> None:
        """Copy the citation of the excerpt in focus."""
        focus = self.cited()
        if focus is not None and focus.stop is not None:
            self._copy(focus.source, focus.stop, self.app.citation_style)

    def do_style(self) -> None:
        """Choose a style with a preview; choosing copies."""
        from explorer.cite import STYLES
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        focus = self.cited()
        if focus is None or focus.stop is None:
            return
        source, stop = focus.source, focus.stop

        def preview(style: str) -> str:
            return citation(source, stop, style)[0]

        def chosen(style: str | None) -> None:
            if style is not None:
                self.app.citation_style, self.app.is_style_chosen = style, True
                self._copy(source, stop, style)

        choices = [Choice(style, label, style[0]) for style, label in STYLES.items()]
        screen = MenuScreen(
            "Citation style",
            choices,
            current=self.app.citation_style,
            preview=preview,
            verb="copies",
        )
        self.app.push_screen(screen, chosen)

    @work(thread=True, group="copy", exit_on_error=True)
    def _copy(self, source: Source, stop: Stop, style: str) -> None:
        """Off the event loop: a clipboard helper may take its time."""
        from explorer.clipboard import copy

        try:
            text, warnings = citation(source, stop, style)
            copied = copy(text, osc52=self.app.copy_to_clipboard)
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(CitationCopied(style, copied.message, text, warnings))

    @on(CitationCopied)
    def _copied(self, message: CitationCopied) -> None:
        from explorer.cite import STYLES

        message.stop()
        lines = message.text.splitlines()
        shown = [cut(line, _PREVIEW_WIDTH) for line in lines[:_PREVIEW_LINES]]
        if len(lines) > _PREVIEW_LINES:
            shown.append(f"… and {len(lines) - _PREVIEW_LINES} more lines")
        words = "\n".join([*shown, *(f"Note: {warning}" for warning in message.warnings)])
        self.tell(words, title=f"{STYLES[message.style]} · {message.how}", seconds=8)

    # -- common to all ----------------------------------------------------------------------------------------

    def do_copy_selection(self) -> None:
        """Copy what the mouse selected, else say how to leave."""
        focused = self.focused
        selected = focused.selected_text if isinstance(focused, Input) else self.get_selected_text()
        if not selected:
            way_out = ("clear", "clears the search") if self.context() == "search" else ("quit", "leaves")
            self.tell(f"Nothing is selected. {key_of(way_out[0])} {way_out[1]}.", severity="warning")
            return
        self._copy_text(make_inert(selected, keep_newlines=True))

    @work(thread=True, group="copy", exit_on_error=True)
    def _copy_text(self, text: str) -> None:
        from explorer.clipboard import copy

        try:
            copied = copy(text, osc52=self.app.copy_to_clipboard)
        except ExplorerError as error:
            self.post_message(Failed(str(error)))
            return
        self.post_message(TextCopied(copied.message, text))

    @on(TextCopied)
    def _text_copied(self, message: TextCopied) -> None:
        message.stop()
        self.tell(cut(message.text, _PREVIEW_WIDTH), title=message.how)

    def do_help(self) -> None:
        """Every key, those of this place first."""
        from explorer.tui.dialogs.help import HelpScreen  # what opens later must not delay the first frame

        self.app.push_screen(HelpScreen(self.context()))

    def do_palette(self) -> None:
        """Anything by its name."""
        from explorer.tui.dialogs.palette import Command, PaletteScreen

        def chosen(taken: Command | Goal | None) -> None:
            if isinstance(taken, Command):
                self.do(taken.action.id)
            elif taken is not None:
                self.main.open_goal(taken)

        actions = [action for action in actions_in(self.context()) if action.id != "palette"]
        commands = [Command(action, self.reason_against(action.id)) for action in actions]
        self.app.push_screen(PaletteScreen(commands, self.main.rows_like), chosen)

    def do_jump(self) -> None:
        """A letter on everything that can be gone to."""
        from explorer.tui.frame.jump import JumpScreen, targets_on

        targets = targets_on(self)
        self.app.clear_notifications()
        self.app.push_screen(JumpScreen(self._compositor.render_strips(self.size), targets))

    def do_theme(self) -> None:
        """The next theme."""
        self.tell(f"Theme: {self.app.switch_theme()}", seconds=2)

    def do_suspend(self) -> None:
        """Give the terminal back to the shell for a while."""
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        """Leave."""
        self.app.leave()


def citation(source: Source, stop: Stop, style: str) -> tuple[str, tuple[str, ...]]:
    """The citation of an excerpt and what its reader should know about it."""
    from explorer.cite import cite

    made = cite(source, stop.cited, style, claim=stop.claim, evidence=stop.evidence)
    return made.text, tuple(made.warnings)
