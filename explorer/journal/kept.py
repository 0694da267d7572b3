"""What the entries of a journal amount to: what is marked, bookmarked and noted now, and what can be undone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.journal.entries import Anchor, Entry

Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Noted:
    """A note and what it is about; `at` is when it was written last."""

    on: Anchor
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The reader's work as it stands, each part in the order in which it was done."""

    marks: Mapping[Key, Anchor] = field(default_factory=dict)
    bookmarks: Mapping[Key, Anchor] = field(default_factory=dict)
    notes: Mapping[Key, Noted] = field(default_factory=dict)
    undoable: Entry | None = None
    """The entry that the next undo takes back."""
    redoable: Entry | None = None
    """The entry that a redo brings back: only right after an undo."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not (self.marks or self.bookmarks or self.notes)

    def marked(self, kind: str) -> list[Anchor]:
        """The marked rows of one list, in the order in which they were marked."""
        return [each for each in self.marks.values() if each.kind == kind]


def kept_of(entries: Iterable[Entry], of_others: frozenset[str] = frozenset()) -> Kept:
    """What these entries, oldest first, amount to.

    `of_others` are ids of what another window did meanwhile: it counts, but is not what this one undoes or does again.
    """
    done: dict[str, Entry] = {}
    taken_back: dict[str, Entry] = {}
    for entry in entries:
        if entry.do == "undo":
            if entry.of in done and entry.of not in taken_back:
                taken_back[entry.of] = done[entry.of]
        elif entry.do == "redo":
            taken_back.pop(entry.of, None)
        else:
            done[entry.id] = entry
            taken_back_before, taken_back = taken_back, {}
            for identity in taken_back_before:  # what was undone before something new is done stays undone for good
                done.pop(identity, None)
    marks: dict[Key, Anchor] = {}
    bookmarks: dict[Key, Anchor] = {}
    notes: dict[Key, Noted] = {}
    standing = [entry for identity, entry in done.items() if identity not in taken_back]
    for entry in standing:
        _apply(entry, marks, bookmarks, notes)
    undoable, redoable = (
        next((entry for entry in reversed(some) if entry.id not in of_others), None)
        for some in (standing, list(taken_back.values()))
    )
    return Kept(marks, bookmarks, notes, undoable, redoable)


def _apply(entry: Entry, marks: dict[Key, Anchor], bookmarks: dict[Key, Anchor], notes: dict[Key, Noted]) -> None:
    for anchor in entry.on:
        match entry.do:
            case "mark":
                marks.setdefault(anchor.key, anchor)
            case "unmark":
                marks.pop(anchor.key, None)
            case "bookmark":
                bookmarks.setdefault(anchor.key, anchor)
            case "unbookmark":
                bookmarks.pop(anchor.key, None)
            case "note":
                notes.pop(anchor.key, None)
                if entry.text:
                    notes[anchor.key] = Noted(anchor, entry.text, entry.at)
