"""What happened, as small records: widgets and worker threads post these upward; the screen decides what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from explorer.lists import Results, SearchKind
from explorer.models import Span

if TYPE_CHECKING:
    from dataclasses import dataclass

    from explorer.search.completion import Completion
    from explorer.tui.comparison.model import Comparison
    from explorer.tui.work.desk import Desk
else:
    from explorer.records import dataclass


@dataclass
class RowsLoaded(Message, bubble=False):
    """The rows of one list, None for all of them, for the request of that number: nothing is searched for (yet)."""

    request: int
    kind: SearchKind
    rows: Sequence[int] | None


@dataclass
class Found(Message, bubble=False):
    """What a search found in one list, for the request of that number; `is_more` where it is a further page."""

    request: int
    results: Results
    is_more: bool = False


@dataclass
class RelatedFound(Message, bubble=False):
    """Rows of claims that mean what the query means, for the request of that number."""

    request: int
    rows: list[int]


@dataclass
class Explained(Message, bubble=False):
    """Why rows of a list were found (row number → words), for the request of that number."""

    request: int
    kind: SearchKind
    why: dict[int, str]


@dataclass
class Completed(Message, bubble=False):
    """What the line may go on as, for the text and the cursor it had."""

    query: str
    cursor: int
    completions: Sequence[Completion]


@dataclass
class ComparisonLoaded(Message, bubble=False):
    """What to show for the row under the cursor, for the request of that number."""

    request: int
    comparison: Comparison
    at: Span | None = None
    """Of a source: the passage to open it at."""
    is_rest: bool = False
    """Whether it only adds the columns that an earlier answer to this request lacks."""


@dataclass
class Failed(Message):
    """Something could not be read or done; `reason` is one line for the reader."""

    reason: str


class RowsFailed(Failed):
    """The rows of a list that were asked for do not come."""


class ComparisonFailed(Failed):
    """The comparison that was asked for does not come."""


@dataclass
class SearchReady(Message, bubble=False):
    """The search engine has been loaded."""


@dataclass
class SearchesRead(Message, bubble=False):
    """The searches of earlier sessions were read; `words` is what the reader should know of it, mostly nothing."""

    words: str


@dataclass
class Typed(Message):
    """The text of the search line changed."""

    query: str


@dataclass
class SuggestionTaken(Message):
    """The suggestion under the search line was clicked, or accepted at the end of the line."""


@dataclass
class Unexplained(Message, bubble=False):
    """Rows of a list are drawn of which nobody has told yet why they were found."""

    kind: SearchKind


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


@dataclass
class DeskRead(Message):
    """The reader's marks, bookmarks and notes were read."""

    desk: Desk


@dataclass
class Exported(Message):
    """Claims were exported: in one line, which and to where."""

    told: str


class Passed(Message):
    """Goes behind a key from widget to widget: where it arrives, the key has been done, or has come to nothing."""
