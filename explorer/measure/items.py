"""The annotated set that the program ships: small articles of our own with what a careful reader finds in them.

`data/guideline.md` is the contract of the annotation, `data/set/*.toml` the set. Whatever an annotation quotes is found
again in its text; a quotation that does not re-read is an error that names its item.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any, NoReturn, get_args

from explorer.errors import ExplorerError
from explorer.models import EntityType, EvidenceKind, Span
from explorer.text.spans import overlaps

FORMS = tuple(
    "accusation according adjective adverb block clause colon dash dirty evidence floating headline impersonal "
    "infinitive inverted label mixed nested noun object parenthetical passive preposition question quoted shared split "
    "view".split()
)
"""The constructions by which a statement is told to be somebody's, as the guideline names them."""

SAID_KINDS: Mapping[str, EvidenceKind] = {
    "direct": "direct_quote",
    "mixed": "mixed_quote",
    "indirect": "indirect_quote",
    "stance": "stance",
    "evidence": "evidence",
    "intent": "intent",
}
"""The kinds of what somebody says, by the guideline's words for them."""
OWN_KINDS: Mapping[str, EvidenceKind] = {
    "assertion": "assertion",
    "opinion": "opinion",
    "prediction": "prediction",
}
"""The kinds of what the article says in its own voice."""

_TITLE, _DATE = "Notes of the day", "2024-06-13"
_PLACE = re.compile(r"(?P<quote>.+?)(?: #(?P<number>\d))?", re.S)
_VALUE = re.compile(r"(?P<quote>.+?) = (?P<value>.+)", re.S)
_RANGE = re.compile(r"(?P<low>[^. ](?:[^.]|\.(?!\.))*?)(?:\.\.(?P<high>\S+))?(?: (?P<unit>.+))?")

Table = Mapping[str, Any]
"""What TOML makes of a table; the loader checks every value that it takes out."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of somebody. `speaker` is None where nobody is named, `who` where the item gives no name."""

    form: str
    kind: EvidenceKind
    segments: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    who: str | None
    count: int | None
    via: tuple[Span, ...]
    hedges: tuple[Span, ...] | None
    worth: int | None


@dataclass(frozen=True, slots=True)
class Own:
    """One statement in the article's own voice."""

    kind: EvidenceKind
    segments: tuple[Span, ...]
    worth: int | None


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity with its unit, or a date as ISO days; `low` and `high` are None where readers would differ."""

    span: Span
    low: float | str | None
    high: float | str | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A small article; every span is one of `text`, which has a title and a date line before the `body`."""

    id: str
    text: str
    body: Span
    """What is measured: without title and date line, unless the item has a title of its own."""
    sentences: int
    said: tuple[Said, ...]
    own: tuple[Own, ...] | None
    names: tuple[tuple[Span, EntityType], ...]
    ignored_names: tuple[Span, ...]
    quantities: tuple[Value, ...]
    dates: tuple[Value, ...]
    ignored: tuple[Span, ...]
    trap: str
    reviewed: tuple[str, ...]


class SetError(ExplorerError):
    """An item of the set that contradicts its own text or the guideline."""


def load_items() -> tuple[Item, ...]:
    """Every item of the shipped set, by file and place; raises SetError where one does not re-read."""
    folder = files("explorer.measure").joinpath("data/set")
    items: list[Item] = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            items += read_items(path.read_text(encoding="utf-8"), path.name)
    twice = next((one.id for i, one in enumerate(items) if any(one.id == other.id for other in items[:i])), None)
    if twice is not None:
        raise SetError(f"{twice}: two items have this id")
    return tuple(items)


def read_items(toml: str, name: str) -> list[Item]:
    """The items of one file; `name` stands in messages."""
    try:
        tables = tomllib.loads(toml).get("item", [])
    except tomllib.TOMLDecodeError as error:
        raise SetError(f"{name}: is no TOML: {error}") from None
    return [_ItemReader(table, f"{name}, item {number}").item() for number, table in enumerate(tables, 1)]


_KEYS = frozenset("id text title date said own names ignore_names quantities dates ignore trap reviewed".split())
_SAID_KEYS = frozenset("form kind content cue by who count via hedges worth".split())
_OWN_KEYS = frozenset("kind content worth".split())


class _ItemReader:
    """One table of the file as an item."""

    def __init__(self, table: Table, place: str) -> None:
        self.table, self.name = table, str(table.get("id", place))
        self._know(table, _KEYS)
        if "id" not in table:
            self._fail("has no id")
        day = date.fromisoformat(table.get("date", _DATE))
        body = str(table["text"]).strip() if table.get("text") else self._fail("has no text")
        head = f"{table.get('title', _TITLE)}\n\n{day:%B} {day.day}, {day.year}\n\n"
        self.text = f"{head}{body}\n"
        self.body = Span(0 if "title" in table else len(head), len(self.text) - 1)
        self.sentences = len(re.findall(r"[.!?][\"'”’)]*(?:\s|$)", body)) + ("title" in table)

    def item(self) -> Item:
        """The item, every quotation found again."""
        table, trap = self.table, str(self.table.get("trap", ""))
        if trap and ("said" in table or "own" in table):
            self._fail("a trap holds no statements")
        own = tuple(self._own(one) for one in table["own"]) if "own" in table else None
        return Item(
            self.name,
            self.text,
            self.body,
            self.sentences,
            tuple(self._said(one) for one in table.get("said", [])),
            own,
            tuple(self._names()),
            tuple(self._everywhere(table.get("ignore_names", []))),
            tuple(self._quantity(one) for one in table.get("quantities", [])),
            tuple(self._date(one) for one in table.get("dates", [])),
            tuple(self._everywhere(table.get("ignore", []))),
            trap,
            tuple(table.get("reviewed", [])),
        )

    # -- statements ------------------------------------------------------------------------------------------------

    def _said(self, one: Table) -> Said:
        self._know(one, _SAID_KEYS)
        if one.get("form") not in FORMS:
            self._fail(f"no form {one.get('form')!r}; there are: {', '.join(FORMS)}")
        segments = self._content(one)
        near = segments[0].start
        return Said(
            form=one["form"],
            kind=self._kind(one, SAID_KINDS),
            segments=segments,
            cue=self._nearest(one["cue"], near) if "cue" in one else None,
            speaker=self._nearest(one["by"], near) if "by" in one else None,
            who=one.get("who"),
            count=one.get("count"),
            via=tuple(self._nearest(quote, near) for quote in one.get("via", [])),
            hedges=tuple(self._nearest(quote, near) for quote in one["hedges"]) if "hedges" in one else None,
            worth=self._worth(one),
        )

    def _own(self, one: Table) -> Own:
        self._know(one, _OWN_KEYS)
        return Own(self._kind(one, OWN_KINDS), self._content(one), self._worth(one))

    def _content(self, one: Table) -> tuple[Span, ...]:
        spans = tuple(self._only(quote) for quote in one.get("content", []))
        if not spans or any(a.end > b.start for a, b in pairwise(spans)):
            self._fail(f"the pieces of a content stand in the order of the text: {one.get('content')}")
        return spans

    def _kind(self, one: Table, allowed: Mapping[str, EvidenceKind]) -> EvidenceKind:
        if one.get("kind") not in allowed:
            self._fail(f"no kind {one.get('kind')!r} here; there are: {', '.join(allowed)}")
        return allowed[one["kind"]]

    def _worth(self, one: Table) -> int | None:
        worth = one.get("worth")
        if worth is not None and worth not in range(4):
            self._fail(f"worth is 0 to 3, not {worth!r}")
        return worth

    # -- names and values --------------------------------------------------------------------------------------------

    def _names(self) -> Iterator[tuple[Span, EntityType]]:
        """Every place of each name that no longer listed name covers."""
        listed = [(quote, kind) for kind, quotes in self.table.get("names", {}).items() for quote in quotes]
        taken: list[Span] = []
        found: list[tuple[Span, EntityType]] = []
        for quote, kind in sorted(listed, key=lambda pair: (-len(pair[0]), pair)):
            if kind not in get_args(EntityType):
                self._fail(f"no type of name {kind!r}; there are: {', '.join(get_args(EntityType))}")
            free = [s for s in self._places(quote) if not any(overlaps(s, t) for t in taken)]
            if not free:
                self._fail(f"the name {quote!r} stands nowhere on its own")
            taken += free
            found += [(span, kind) for span in free]
        yield from sorted(found)

    def _quantity(self, one: str) -> Value:
        quote, value = self._split(one)
        parts = _RANGE.fullmatch(value or "")
        try:
            if parts is None or not parts["unit"]:
                raise ValueError
            low = float(parts["low"])
            return Value(self._only(quote), low, float(parts["high"]) if parts["high"] else low, parts["unit"])
        except ValueError:
            self._fail(f"a quantity is written 'printed = value unit', not {one!r}")

    def _date(self, one: str) -> Value:
        quote, value = self._split(one)
        if value is None:
            return Value(self._only(quote), None, None)
        low, _, high = value.partition("..")
        try:
            return Value(self._only(quote), *(date.fromisoformat(day).isoformat() for day in (low, high or low)))
        except ValueError:
            self._fail(f"a date is written 'printed = 2024-06-13', not {one!r}")

    def _split(self, one: str) -> tuple[str, str | None]:
        parts = _VALUE.fullmatch(one)
        return (parts["quote"], parts["value"]) if parts else (one, None)

    # -- quotations ----------------------------------------------------------------------------------------------------

    def _places(self, quote: str) -> list[Span]:
        """Where `quote` stands as whole words; of the title only where the item has one of its own."""
        left = r"(?<!\w)" if quote[:1].isalnum() else ""
        right = r"(?!\w)" if quote[-1:].isalnum() else ""
        pattern = re.compile(left + re.escape(quote) + right)
        found = [Span(*match.span()) for match in pattern.finditer(self.text, self.body.start, self.body.end)]
        if not quote or not found:
            self._fail(f"{quote!r} does not stand in its text")
        return found

    def _numbered(self, quote: str) -> list[Span]:
        parts = _PLACE.fullmatch(quote)
        if parts is None or parts["number"] is None:
            return self._places(quote)
        found = self._places(parts["quote"])
        number = int(parts["number"])
        if not 0 < number <= len(found):
            self._fail(f"{parts['quote']!r} does not stand in its text {number} times")
        return [found[number - 1]]

    def _only(self, quote: str) -> Span:
        found = self._numbered(quote)
        if len(found) > 1:
            self._fail(f"{quote!r} stands in its text {len(found)} times; say which with ' #1' behind it")
        return found[0]

    def _nearest(self, quote: str, place: int) -> Span:
        """The place of `quote` nearest to where the content begins."""
        return min(self._numbered(quote), key=lambda span: (abs(span.start - place), span.start))

    def _everywhere(self, quotes: Sequence[str]) -> Iterator[Span]:
        for quote in quotes:
            yield from self._numbered(quote)

    def _know(self, table: Table, keys: frozenset[str]) -> None:
        if unknown := sorted(set(table) - keys):
            self._fail(f"no key {unknown[0]!r}; there are: {', '.join(sorted(keys))}")

    def _fail(self, what: str) -> NoReturn:
        raise SetError(f"annotated set: {self.name}: {what}")
