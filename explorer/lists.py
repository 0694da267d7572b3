"""The rows that lists show and what narrows them: read from a database, never part of what is resolved.

Nothing here imports more than the standard library, because the screen reads these before its first frame.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, get_args

from explorer.models import EntityType, EvidenceKind, Span, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

ListKind = Literal["source", "entity", "claim"]
LIST_KINDS: tuple[ListKind, ...] = get_args(ListKind)
"""What has a list of its own, in the order of the lists."""

SearchKind = Literal["source", "entity", "claim", "passage"]
SEARCH_KINDS: tuple[SearchKind, ...] = get_args(SearchKind)
"""What can be searched: the lists, and the passages of articles that people read."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a list: rows that touch this source, entity and claim (ids), all of them at once."""

    source: str | None = None
    entity: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A row of the list of sources; `claims` and `flags` are counts, an empty string stands for no value."""

    row: int
    id: str
    path: str
    title: str
    title_status: Status
    publisher: str
    published: str
    published_status: Status
    claims: int
    flags: int


@dataclass(frozen=True, slots=True)
class EntityItem:
    """A row of the list of entities; `mentions` and `sources` are counts, `aliases` its other names."""

    row: int
    id: str
    name: str
    type: EntityType
    mentions: int
    sources: int
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A row of the list of claims; `sources`, `origins` and `disagreements` are counts, `speakers` those nearest."""

    row: int
    id: str
    text: str
    kind: EvidenceKind
    worth: int
    sources: int
    origins: int
    disagreements: int
    speakers: str = ""


ListItem = SourceItem | EntityItem | ClaimItem


@dataclass(frozen=True, slots=True)
class PassageItem:
    """A paragraph, heading or title of an article: `start`..`end` (code points, end exclusive) of its source's text.

    `row` counts the regions of all articles; `source` is the article's id, `title` and `publisher` are empty where it
    has none.
    """

    row: int
    source: str
    title: str
    publisher: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: `row` in its list, higher `score` first, spans of the matched words in the row's text.

    A `partial` hit misses one or more words of the query.
    """

    row: int
    score: float
    spans: tuple[Span, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """What a word `typed` was read as: the words by which the hits were found, the most frequent first."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what a query found in one list, the best first.

    `total` counts the rows that match in full, exactly or, where not `is_exact`, at least ("≥ n"); `problems` are
    sentences about a query that could not be read as meant, `hints` on one that was read as it was perhaps not meant,
    `nearest` words of the list for a query that found nothing.
    """

    kind: SearchKind
    query: str
    hits: tuple[Hit, ...]
    total: int
    is_exact: bool
    problems: tuple[str, ...] = ()
    meant: tuple[Meant, ...] = ()
    nearest: tuple[str, ...] = ()
    among: tuple[int, ...] | None = field(default=None, repr=False)
    """The rows that the search was restricted to."""
    hints: tuple[str, ...] = ()


def shared_hints(several: Sequence[Results]) -> list[str]:
    """What is to be told of a query in several lists: what each says that has found something."""
    told = dict.fromkeys(hint for each in several for hint in each.hints)
    return [hint for hint in told if all(hint in each.hints for each in several if each.total)]
