"""What the entries of a journal amount to: what is marked, bookmarked and noted now, and what can be undone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from explorer.journal.entries import Anchor, Entry

Key = tuple[str, str, int, int]

_RECENT = 256
"""Entries, the last ones, that an undo counts again: so many can be undone before all are counted once more."""


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


Amounts = tuple[dict[Key, Anchor], dict[Key, Anchor], dict[Key, Noted]]
"""Marks, bookmarks and notes."""


class Tally:
    """What entries amount to, counted on as they come: thousands of earlier ones are not gone through for each."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self.kept = Kept()
        self._done: dict[str, Entry] = {}
        self._taken_back: dict[str, Entry] = {}
        self._base: list[Entry] = []
        self._of_base = Kept()

    def add(self, entries: Iterable[Entry], of_others: Set[str] = frozenset()) -> Kept:
        """What all amounts to, with these entries, oldest first, after those before.

        `of_others` are ids of what another window did meanwhile: it counts, but is not what this one undoes or does
        again.
        """
        new = list(entries)
        only_added = [self._takes(entry) for entry in new]
        if all(only_added):
            marks, bookmarks, notes = _amount(self.kept, new)
        else:
            marks, bookmarks, notes = self._anew([each for each in self._done.values() if self._stands(each)])
        undoable = (each for each in reversed(self._done.values()) if self._stands(each))
        redoable = reversed(self._taken_back.values())
        self.kept = Kept(
            marks,
            bookmarks,
            notes,
            *(next((e for e in some if e.id not in of_others), None) for some in (undoable, redoable)),
        )
        return self.kept

    def _takes(self, entry: Entry) -> bool:
        """Take an entry in; whether it only adds to what stands, and changes nothing of what was done before."""
        if entry.do == "undo":
            if entry.of in self._done and entry.of not in self._taken_back:
                self._taken_back[entry.of] = self._done[entry.of]
            return False
        if entry.do == "redo":
            self._taken_back.pop(entry.of, None)
            return False
        is_new = entry.id not in self._done
        self._done[entry.id] = entry
        taken_back, self._taken_back = self._taken_back, {}
        for identity in taken_back:  # what was undone before something new is done stays undone for good
            self._done.pop(identity, None)
        return is_new

    def _stands(self, entry: Entry) -> bool:
        return entry.id not in self._taken_back

    def _anew(self, standing: list[Entry]) -> Amounts:
        """What these amount to: counted from the first, or as mostly from where the last such count had a stop."""
        if standing[: len(self._base)] != self._base:
            self._base, self._of_base = [], Kept()
        cut = max(len(self._base), len(standing) - _RECENT)
        self._of_base = Kept(*_amount(self._of_base, standing[len(self._base) : cut]))
        self._base = standing[:cut]
        return _amount(self._of_base, standing[cut:])


def _amount(before: Kept, entries: Iterable[Entry]) -> Amounts:
    marks, bookmarks, notes = dict(before.marks), dict(before.bookmarks), dict(before.notes)
    for entry in entries:
        _apply(entry, marks, bookmarks, notes)
    return marks, bookmarks, notes


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
