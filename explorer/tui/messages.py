"""What happened, as small records: widgets and worker threads post these upward; the screen decides what follows."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from explorer.lists import ListKind
from explorer.tui.passages import Comparison

if TYPE_CHECKING:
    from explorer.tui.dossier import Dossier


@dataclass
class ListsLoaded(Message):
    """Rows for the three lists, for the request of that number. `query` is the search they answer."""

    request: int
    rows: dict[ListKind, array[int]]
    query: str


@dataclass
class ComparisonLoaded(Message):
    """What to show for the row under the cursor, for the request of that number."""

    request: int
    comparison: Comparison


@dataclass
class SourceLoaded(Message):
    """The full text of a source, to be opened at the stop `at` (column, passage, stop within it)."""

    comparison: Comparison
    at: tuple[int, int, int] | None


@dataclass
class DossierLoaded(Message):
    """Everything known about a row."""

    dossier: Dossier


@dataclass
class LoadFailed(Message):
    """The database could not answer; `reason` is one line for the reader."""

    reason: str


@dataclass
class SearchReady(Message):
    """The search engine has been loaded."""


@dataclass
class Typed(Message):
    """The text of the search line changed."""

    query: str


@dataclass
class ActionAsked(Message):
    """A hint of the footer or a crumb was clicked."""

    action: str


@dataclass
class CrumbClicked(Message):
    """The reader goes back to the step of that index; -1 is the unfiltered start."""

    index: int


@dataclass
class CitationCopied(Message):
    """A copy ended: which style, in the clipboard's own words how it left us, what was copied, what to know of it."""

    style: str
    how: str
    text: str
    warnings: tuple[str, ...]


@dataclass
class TextCopied(Message):
    """A selection was copied: in the clipboard's own words how, and what."""

    how: str
    text: str
