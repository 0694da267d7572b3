"""What was searched before and which searches are kept, for each database in a file of its own in the state folder.

Standard library only, and nothing of the screen. Another session on the same database may write the same file: each
writing reads it anew and adds what happened here, and the file is replaced in one step. A file that cannot be read is
set aside and begun anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.state import database_file, read_small, replace_whole, state_folder

MOST_REMEMBERED = 500
MOST_SAVED = 200
LONGEST = 1000
"""Characters of a query that are kept; no more are ever read (`explorer.search.words`)."""

_VERSION = 1
_LARGEST = 4_000_000  # bytes: more than all of the above can take, so a larger file is not ours

UNREADABLE = "The searches of earlier sessions cannot be read; they were set aside and begun anew."


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that is kept; an empty `name` stands for the query itself."""

    query: str
    name: str = ""

    @property
    def title(self) -> str:
        """How the list calls it."""
        return self.name or self.query


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds: queries from the oldest to the newest, and saved searches in the order of their saving."""

    history: tuple[str, ...] = ()
    saved: tuple[Saved, ...] = ()

    def with_query(self, query: str) -> Kept:
        """With this query as the newest; it is remembered once."""
        others = tuple(other for other in self.history if other != query)
        return replace(self, history=(*others, query)[-MOST_REMEMBERED:])

    def with_saved(self, search: Saved) -> Kept:
        """With this search; one of the same query is given its name."""
        if any(other.query == search.query for other in self.saved):
            return replace(self, saved=tuple(search if s.query == search.query else s for s in self.saved))
        return replace(self, saved=(*self.saved, search)[-MOST_SAVED:])

    def without_saved(self, query: str) -> Kept:
        """Without the saved search of this query."""
        return replace(self, saved=tuple(search for search in self.saved if search.query != query))

    def without_query(self, query: str) -> Kept:
        """Without this query in the history."""
        return replace(self, history=tuple(other for other in self.history if other != query))


Change = Callable[[Kept], Kept]


class Searches:
    """The searches of one database. Changes count at once; `write` keeps them. May be used by several threads."""

    def __init__(self, database: Path, folder: Callable[[], Path] = state_folder) -> None:
        self._database = database
        self._folder = folder
        self._changes: list[Change] = []
        self._lock = threading.Lock()
        self.kept = Kept()

    def change(self, change: Change) -> None:
        """Apply a change, to be kept by the next `write`."""
        with self._lock:
            self._changes.append(change)
            self.kept = change(self.kept)

    def remember(self, query: str) -> bool:
        """Put a query into the history as its newest; False where that changes nothing."""
        query = query.strip()[:LONGEST]
        if not query or self.kept.history[-1:] == (query,):
            return False
        self.change(lambda kept: kept.with_query(query))
        return True

    def load(self) -> str:
        """Read the file; what changed meanwhile stays. Returns what the reader should be told, mostly nothing."""
        with self._lock:
            kept, words = self._read()
            for change in self._changes:
                kept = change(kept)
            self.kept = kept
        return words

    def write(self) -> None:
        """Keep all changes; raises OSError or RuntimeError where that is not possible."""
        with self._lock:
            if not self._changes:
                return
            kept, words = self._read()
            for change in self._changes:
                kept = change(kept)
            path = self._path()
            if words:
                path.replace(path.with_suffix(".unreadable"))
            replace_whole(path, _text_of(kept))
            self._changes.clear()
            self.kept = kept

    def _path(self) -> Path:
        return database_file(self._folder() / "searches", self._database)

    def _read(self) -> tuple[Kept, str]:
        try:
            data = read_small(self._path(), _LARGEST)
            return (_parsed(data.decode("utf-8-sig")), "") if len(data) <= _LARGEST else (Kept(), UNREADABLE)
        except FileNotFoundError:
            return Kept(), ""
        except ValueError:  # no JSON, no UTF-8, or not what we write
            return Kept(), UNREADABLE
        except (OSError, RuntimeError):  # no home, no right to read: a session without a memory
            return Kept(), ""


def _text_of(kept: Kept) -> str:
    import json

    saved = [{"name": search.name, "query": search.query} for search in kept.saved]
    return json.dumps({"version": _VERSION, "history": kept.history, "saved": saved}, ensure_ascii=False, indent=1)


def _parsed(text: str) -> Kept:
    """What the file holds; raises ValueError where it is not what `_text_of` writes."""
    import json

    try:
        found = json.loads(text)
        if found["version"] != _VERSION:
            raise ValueError("another version")
        history = [_checked(query) for query in found["history"]]
        saved = [Saved(_checked(each["query"]), _checked(each["name"])) for each in found["saved"]]
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("not a list of searches") from error
    return Kept(tuple(history[-MOST_REMEMBERED:]), tuple(saved[-MOST_SAVED:]))


def _checked(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a search is a string")
    value.encode("utf-8")  # a lone surrogate could be read, but never written again
    return value[:LONGEST]


class Recall:
    """Walking through the history as in a shell: what was being typed waits at the near end."""

    def __init__(self) -> None:
        self._entries: tuple[str, ...] = ()
        self._at = 0
        self._typed = ""

    @property
    def is_walking(self) -> bool:
        """Whether the line shows an entry of the history."""
        return self._at < len(self._entries)

    def rest(self) -> None:
        """The reader typed: what stands in the line is theirs again."""
        self._entries, self._at = (), 0

    def step(self, delta: int, line: str, history: tuple[str, ...]) -> str | None:
        """The entry `delta` steps on (negative: older); None at the end of the history.

        While walking, `history` is what it was at the first step, so that nothing moves under the reader.
        """
        if not self.is_walking:
            if delta > 0:
                return None
            self._entries, self._typed = tuple(entry for entry in history if entry != line.strip()), line
            self._at = len(self._entries)
        target = self._at + delta
        if not 0 <= target <= len(self._entries):
            return None
        self._at = target
        return self._entries[target] if target < len(self._entries) else self._typed
