"""The journal's file: one JSON object a line, only ever appended to, beside the database it belongs to.

A line that cannot be read is left where it is and told of; so is what a newer version wrote.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from explorer.errors import ExplorerError, reason_of
from explorer.journal.entries import Anchor, Doing, Entry, EntryError, entry_of
from explorer.journal.kept import Kept, Tally
from explorer.text.inert import make_inert
from explorer.text.safe_json import to_json

_ENDING, _OTHER_ENDING = ".journal.jsonl", ".notes.jsonl"
_MARK = "\ufeff"  # what some editors write before the first line; in files put together it stands before others too
_KNOWN_BY = 1024  # bytes before the new lines by which a file is known: of a line more than its id, which is random


def journal_path(database: Path) -> Path:
    """Where the journal of a database lies: `story.db` has `story.journal.jsonl`, and `story` has `story.notes.jsonl`,
    so that no two databases of one folder share one."""
    if database.suffix == ".db":
        return database.with_name(database.stem + _ENDING)
    return database.with_name(database.name + _OTHER_ENDING)


def is_journal(path: Path) -> bool:
    """Whether a file of that name is a journal: nothing but these lines may be written there."""
    return path.name.endswith((_ENDING, _OTHER_ENDING))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the file was when it was last looked at."""

    device: int
    file: int
    size: int
    changed: int

    @classmethod
    def at(cls, found: os.stat_result) -> _Look:
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)

    def may_go_on_in(self, now: _Look) -> bool:
        """Whether nothing but more lines may have come: a file of the same size was edited, one of less cut."""
        return (self.device, self.file) == (now.device, now.file) and now.size > self.size


class Journal:
    """The reader's work on one database.

    `problems` are sentences on lines that could not be read. Another window may append to the same file: `refresh`
    reads what is new. What it appends is kept like all else, but undone there and not here.
    """

    def __init__(self, path: Path, earlier: Path | None = None) -> None:
        """Nothing is read before `refresh`. `earlier` is where the journal lay by the names of an earlier version: as
        long as nothing lies at `path` it is read there, and the first new line brings it to its own place."""
        self.path = path
        self._earlier = earlier
        self.problems: tuple[str, ...] = ()
        self.kept = Kept()
        self._seen: _Look | None = None
        self._mine: set[str] = set()
        self._before: frozenset[str] | None = None
        self._forget()

    @classmethod
    def of(cls, database: Path) -> Journal:
        """The journal of a database, read; raises ExplorerError where it cannot be."""
        earlier = None if database.suffix == ".db" else database.with_name(database.name + _ENDING)
        journal = cls(journal_path(database), earlier)
        journal.refresh()
        return journal

    def refresh(self) -> bool:
        """Read the file where it has changed since; whether it had. Raises ExplorerError where it cannot be read."""
        place = self._place()
        try:
            found = place.stat()
            seen = _Look.at(found)
            if seen == self._seen:
                return False
            if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, a device read for ever
                raise OSError(errno.EINVAL, "it is no file")
            data = self._new_in(place, seen)
        except FileNotFoundError:
            self._before = self._before or frozenset()
            if self._seen is None:
                return False
            seen, data = None, b""
            self._forget()
        except OSError as error:
            raise ExplorerError(
                f"your marks and notes in {make_inert(str(place))} cannot be read ({reason_of(error)})"
            ) from error
        self._seen = seen
        self._read(data)
        return True

    def _forget(self) -> None:
        """Nothing is read yet of the file that lies there."""
        self._tally = Tally()
        self._of_others: set[str] = set()
        self.problems = ()
        self._lines = self._offset = 0  # of what is read, whole lines alone
        self._known_by = b""

    def _new_in(self, place: Path, now: _Look) -> bytes:
        """What stands behind the lines that are read; all, and they are forgotten, where it is not the same file."""
        with place.open("rb") as file:
            if self._seen is not None and self._offset and self._seen.may_go_on_in(now):
                file.seek(self._offset - len(self._known_by))
                if file.read(len(self._known_by)) == self._known_by:
                    return file.read()
                file.seek(0)
            data = file.read()
        self._forget()
        return data

    def _place(self) -> Path:
        """Where its lines stand now."""
        if self._earlier is None or self.path.exists() or not self._earlier.exists():
            return self.path
        return self._earlier

    def _settle(self) -> None:
        """Bring a journal of an earlier version to its own place; one that another database shared is copied whole."""
        earlier = self._place()
        if earlier == self.path:
            return
        if not earlier.with_name(earlier.name.removesuffix(_ENDING) + ".db").exists():
            with suppress(FileNotFoundError):  # another window did it just now
                earlier.rename(self.path)
            return
        import tempfile  # which costs each start some milliseconds, and is needed once in the life of a journal

        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(earlier.read_bytes())
        Path(name).replace(self.path)

    def _read(self, data: bytes) -> None:
        """Take new lines in. Behind a line without an end all is read anew next time: it may be one half written."""
        entries, problems = [], []
        lines = data.decode("utf-8", "replace").split("\n")
        for number, line in enumerate(lines, self._lines + 1):
            if not line.strip().removeprefix(_MARK):
                continue
            try:
                entries.append(entry_of(json.loads(line.removeprefix(_MARK))))
            except (EntryError, ValueError, RecursionError) as error:
                why = str(error) if isinstance(error, EntryError) else "it is damaged"
                problems.append(f"line {number} of {make_inert(self.path.name)} is left as it is: {why}")
        if self._before is None:
            self._before = frozenset(entry.id for entry in entries)
        self._of_others.update(each.id for each in entries if each.id not in self._before and each.id not in self._mine)
        self.problems += tuple(problems)
        self.kept = self._tally.add(entries, self._of_others)
        self._lines += len(lines) - 1
        self._offset = 0 if lines[-1] else self._offset + len(data)
        self._known_by = (self._known_by + data)[-_KNOWN_BY:]

    # -- writing ------------------------------------------------------------------------------------------------------

    def mark(self, anchors: Sequence[Anchor]) -> Entry:
        """Mark rows, all in one step."""
        return self._append("mark", anchors)

    def unmark(self, anchors: Sequence[Anchor]) -> Entry:
        """Take marks away, all in one step."""
        return self._append("unmark", anchors)

    def bookmark(self, anchor: Anchor) -> Entry:
        """Bookmark a row or passage, or take its bookmark away."""
        return self._append("unbookmark" if anchor.key in self.kept.bookmarks else "bookmark", [anchor])

    def note(self, anchor: Anchor, text: str) -> Entry:
        """Write the note of a row or passage in the place of the one it had; an empty text takes it away."""
        return self._append("note", [anchor], text=text.strip())

    def undo(self) -> Entry | None:
        """Take the last thing back; what it was, None where there is nothing left."""
        self.refresh()
        last = self.kept.undoable
        if last is not None:
            self._append("undo", of=last.id)
        return last

    def redo(self) -> Entry | None:
        """Do again what was undone last; None where something else was done since."""
        self.refresh()
        last = self.kept.redoable
        if last is not None:
            self._append("redo", of=last.id)
        return last

    def _append(self, do: Doing, on: Sequence[Anchor] = (), *, text: str = "", of: str = "") -> Entry:
        """Add an entry at the end of the file; raises ExplorerError, and nothing has changed, where it cannot be.

        One write a line, at the end wherever that is by then: two windows never write into each other's lines.
        """
        self.refresh()  # an edit that keeps the size would not be seen once there is a line more
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Entry(secrets.token_hex(6), at, do, tuple(on), text, of)
        self._mine.add(entry.id)
        line = to_json(entry.record(), indent=None).encode("utf-8", "backslashreplace") + b"\n"
        try:
            self._settle()
            with suppress(FileNotFoundError):  # it is made below
                if not stat.S_ISREG(self.path.stat().st_mode):
                    raise OSError(errno.EINVAL, "it is no file")
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "rb+", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                if size:  # a line that a crash cut short must not take this one with it
                    file.seek(size - 1)
                    line = line if file.read(1) == b"\n" else b"\n" + line
                while line:  # on a disk that has just become full only a part is written, and the next try fails
                    line = line[file.write(line) :]
                os.fsync(descriptor)
        except OSError as error:
            raise ExplorerError(
                f"this cannot be kept: {make_inert(str(self.path))} cannot be written ({reason_of(error)})"
            ) from error
        self.refresh()
        return entry
