"""The reader's own work on the screen: marks, bookmarks and notes, undone and done again, and the export of what is
marked. It lies in a journal beside the database, which is read once the first frame stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, cast

from explorer.errors import ExplorerError
from explorer.text.phrases import plural, shortened
from explorer.tui.keys.actions import key_of
from explorer.tui.reading.messages import Exported, Failed
from explorer.tui.work.visiting import Visiting

if TYPE_CHECKING:
    from explorer.journal import Anchor, AnchorKind, Entry
    from explorer.models import Span
    from explorer.tui.comparison.focusing import Focus
    from explorer.tui.work.desk import Desk
    from explorer.tui.work.visiting import Subject

_MOST_MARKED = 2000
"""Rows that one range marks: each is tied to words of its article, which are read for it."""

_AT_ONCE = 50
"""Claims that are exported before anybody asks what is under way."""
_A_WHILE = 60.0  # seconds; what came of it takes its place before

_DONE = {
    "mark": "Marked",
    "unmark": "No longer marked",
    "bookmark": "Bookmarked",
    "unbookmark": "No longer bookmarked",
    "note": "Noted",
}
_SHOWN = 60  # characters of a name in a toast
_WORDS = 100  # characters of a passage in the list of bookmarks

FORMATS = {
    "m": ("markdown", "Markdown", "every passage quoted and cited"),
    "j": ("json", "JSON", "schema explorer/1"),
    "c": ("csv", "CSV", "a row for each passage"),
    "b": ("bibtex", "BibTeX", "an entry for each passage"),
}
"""Letter of the menu → format, its name, and what it holds."""

_ENDINGS = {"markdown": "md", "json": "json", "csv": "csv", "bibtex": "bib"}


class Keeping(Visiting):
    """What the keys of marks, bookmarks, notes and exports do, on every screen."""

    def cited(self) -> Focus | None:
        """The excerpt in focus, if there is one."""
        raise NotImplementedError

    def in_passage(self) -> bool:
        """Whether the keyboard is in an excerpt and not on a row: then that is what is bookmarked and noted."""
        return False

    # -- what the journal is asked ----------------------------------------------------------------------------

    @property
    def _desk(self) -> Desk:
        """The reader's work; raises ExplorerError where it cannot be read."""
        from explorer.tui.work.desk import Desk  # not before the first frame

        if self.app.desk is None:
            self.app.desk = Desk(self.app.database)
        return self.app.desk

    def _anchor(self) -> Anchor | None:
        """What is in focus: the excerpt, or the row; says so where there is nothing."""
        from explorer.journal import anchor

        focus = self.cited() if self.in_passage() else None
        if focus is not None and focus.stop is not None:
            return anchor(self.app.database, "passage", focus.source.id, focus.stop.whole)
        subject = self.subject()
        if subject is None:
            self.app.say("Nothing is in focus that could be kept: go to a row first.", severity="warning")
            return None
        return anchor(self.app.database, cast("AnchorKind", subject[0]), subject[1])

    def _told(self, entry: Entry | None, before: str = "") -> None:
        """Show the signs anew and say what was done."""
        self._desk.arrange()
        self.app.signs_changed()
        if entry is None:
            return
        done = "Note taken away" if entry.do == "note" and not entry.text else _DONE[entry.do]
        name = shortened(entry.on[0].name, _SHOWN)
        quoted = name if name.startswith("“") else f"“{name}”"
        self.app.say(f"{before}{done}: {quoted if len(entry.on) == 1 else plural(len(entry.on), 'row')}", seconds=2)

    # -- marks ------------------------------------------------------------------------------------------------

    def marks_of(self, subjects: Sequence[Subject]) -> None:
        """Mark these rows, or where all are marked take their marks away."""
        from explorer.journal import anchor

        if len(subjects) > _MOST_MARKED:
            self.app.say(f"At most {_MOST_MARKED:,} rows are marked at once.", severity="warning")
            return
        try:
            desk = self._desk
            marks = [desk.mark_of(subject) for subject in subjects]
            if all(marks):
                entry = desk.journal.unmark([mark for mark in marks if mark is not None])
            else:
                new = [subject for subject, mark in zip(subjects, marks, strict=True) if mark is None]
                entry = desk.journal.mark(
                    [anchor(self.app.database, cast("AnchorKind", kind), identity) for kind, identity in new]
                )
            self._told(entry if len(subjects) > 1 else None)
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)

    def do_mark(self) -> None:
        """Mark the row in focus, or take its mark away."""
        subject = self.subject()
        if subject is not None:
            self.marks_of([subject])
            is_marked = subject in self._desk.signs
            self.app.say(
                f"Marked: {key_of('export')} exports what is marked." if is_marked else "No longer marked.", seconds=2
            )

    # -- bookmarks and notes ----------------------------------------------------------------------------------

    def do_bookmark(self) -> None:
        """Bookmark the row or excerpt in focus, or take its bookmark away."""
        try:
            wanted = self._anchor()
            if wanted is not None:
                self._told(self._desk.journal.bookmark(wanted))
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)

    def do_note(self) -> None:
        """Write the note of the row or excerpt in focus."""
        try:
            wanted = self._anchor()
            if wanted is not None:
                self._desk.follow()  # what another window wrote a moment ago is not to be written over unseen
                self._ask_for_note(wanted, self._note_of(wanted))
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)

    def _note_of(self, wanted: Anchor) -> str:
        noted = self._desk.journal.kept.notes.get(wanted.key)
        return noted.text if noted is not None else ""

    def _ask_for_note(self, wanted: Anchor, before: str, value: str | None = None) -> None:
        """Ask for the note that shall stand where `before` does; `value` is what the line begins with."""
        from explorer.tui.dialogs.menus import LineScreen

        def written(text: str | None) -> None:
            if text is None or text == before:
                return
            try:
                self._desk.follow()
                now = self._note_of(wanted)
                if now in (before, text):
                    self._told(self._desk.journal.note(wanted, text))
                    return
            except ExplorerError as error:
                self.app.say(str(error), severity="error", seconds=10)
                return
            self.app.say("Another window has changed this note meanwhile: both stand in the line.", severity="warning")
            self._ask_for_note(wanted, now, " / ".join(filter(None, (now, text))))

        about = f"{wanted.kind} “{wanted.quote if wanted.kind == 'passage' else wanted.name}”"
        self.app.push_screen(
            LineScreen(
                "Your note", shortened(about, _WORDS), before if value is None else value, "your words, or nothing"
            ),
            written,
        )

    def do_bookmarks(self) -> None:
        """Choose from the bookmarks and notes, and go there."""
        from explorer.journal import locate
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        try:
            kept = self._desk.journal.kept
            anchors = {key: (anchor, "") for key, anchor in kept.bookmarks.items()}
            anchors |= {key: (noted.on, noted.text) for key, noted in kept.notes.items()}
            places = {key: locate(self.app.database, anchor) for key, (anchor, _) in anchors.items()}
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        if not anchors:
            how = f"{key_of('bookmark')} keeps a place, {key_of('note')} writes a note on it"
            self.app.say(f"No bookmarks and no notes yet: {how}.", severity="warning")
            return
        keys = list(anchors)
        choices = [
            Choice(
                str(number),
                _place_words(anchors[key][0]),
                note=anchors[key][1] or anchors[key][0].kind,
                why_not="" if places[key] is not None else f"no longer in {self.app.database.path.name}",
            )
            for number, key in enumerate(keys)
        ]

        def chosen(number: str | None) -> None:
            place = places[keys[int(number)]] if number is not None else None
            if place is not None:
                self._go(place.kind, place.id, place.at)

        self.app.push_screen(MenuScreen("Bookmarks and notes", choices, verb="goes there"), chosen)

    def _go(self, kind: str, identity: str, at: Span | None) -> None:
        if at is not None or kind == "source":
            self.main.visit("source", ("source", identity), at)
        else:
            self.main.visit("explore", cast("Subject", (kind, identity)))

    # -- undoing ----------------------------------------------------------------------------------------------

    def do_undo(self) -> None:
        """Take back the last mark, bookmark or note."""
        self._take_back(is_undo=True)

    def do_redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(is_undo=False)

    def _take_back(self, *, is_undo: bool) -> None:
        try:
            journal = self._desk.journal
            entry = journal.undo() if is_undo else journal.redo()
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        if entry is None:
            what = "undo: no mark, bookmark or note is left" if is_undo else "do again"
            self.app.say(f"Nothing to {what}.", severity="warning")
        else:
            self._told(entry, "Undone: " if is_undo else "Again: ")

    # -- export -----------------------------------------------------------------------------------------------

    def do_export(self) -> None:
        """Export the marked claims, or where none is marked the claim in focus: copied, or to a file."""
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        try:
            claims = self._desk.marked("claim")
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        subject = self.subject()
        title = f"Export {plural(len(claims), 'marked claim')}"
        if not claims:
            if subject is None or subject[0] != "claim":
                self.app.say(f"Nothing to export: mark claims with {key_of('mark')} first.", severity="warning")
                return
            claims, title = [subject[1]], "Export this claim (none is marked)"
        copied = [Choice(each[0], f"{each[1]}, copied", letter, each[2]) for letter, each in FORMATS.items()]
        filed = [Choice(f"{each[0]} file", f"{each[1]}, to a file", letter.upper()) for letter, each in FORMATS.items()]

        def chosen(identity: str | None) -> None:
            if identity is None:
                return
            form, _, to_file = identity.partition(" ")
            if not to_file:
                self._export(claims, form, "")
                return
            self.ask_where(
                claims, form, f"{title}, as {form}", f"{self.app.database.path.stem}-claims.{_ENDINGS[form]}"
            )

        self.app.push_screen(MenuScreen(title, [*copied, *filed]), chosen)

    def ask_where(self, claims: Sequence[str], form: str, about: str, name: str) -> None:
        """Ask for the file's name, and once more where there is one of that name."""
        from explorer.tui.dialogs.menus import LineScreen
        from explorer.tui.work.exporting import objection

        def named(path: str | None) -> None:
            against = objection(path) if path else ""
            if against:
                self.app.say(against, severity="error", seconds=10)
                self.ask_where(claims, form, about, path or name)
            elif path:
                self._export(claims, form, path)

        self.app.push_screen(LineScreen("Write to", about, name, name), named)

    def _export(self, claims: Sequence[str], form: str, path: str) -> None:
        """Make the text in a thread, and put it where it is wanted."""
        from explorer.tui.work.exporting import export_claims

        try:
            notes = self._desk.notes()
        except ExplorerError as error:
            self.app.say(str(error), severity="error", seconds=10)
            return
        if len(claims) > _AT_ONCE:
            what = plural(len(claims), "claim")
            self.app.say(f"Exporting {what} … {key_of('back')} stops it.", seconds=_A_WHILE)
        self.app.exports.append(stopped := Event())
        osc52 = self.app.copy_to_clipboard
        export = partial(
            export_claims, self.app.database, claims, form, notes, path, osc52, lambda: not stopped.is_set()
        )
        self.app.screen_stack[0].run_worker(
            partial(self._exported, export, stopped), group="export", thread=True, exit_on_error=True
        )

    def _exported(self, export: Callable[[], str], stopped: Event) -> None:
        try:
            told = export()
        except ExplorerError as error:
            self.main.post_message(Failed(str(error)))
        else:
            self.main.post_message(Exported(told))
        finally:
            self.app.exports.remove(stopped)

    def stop_exports(self) -> bool:
        """Stop what is being exported; False where nothing is. What came of it is told by the thread."""
        running = [each for each in self.app.exports if not each.is_set()]
        for each in running:
            each.set()
        return bool(running)


def _place_words(anchor: Anchor) -> str:
    """How the list of bookmarks calls a place."""
    quote = " ".join(anchor.quote.split())
    return f"{anchor.name}: “{shortened(quote, _WORDS)}”" if anchor.kind == "passage" else anchor.name
