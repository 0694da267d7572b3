"""One article: what is known of it, what is doubtful in its file and where, what stands in it, what it derives from.

The text itself is not part of the model: the screen shows it beside this report, whose items lead to their places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from explorer.errors import NotFoundError
from explorer.lists import Filter
from explorer.models import READABLE, Flag, Passage, RegionKind, Source, Span
from explorer.terms import kind_words, source_facts
from explorer.text.phrases import plural, title_words
from explorer.views.library import Library
from explorer.views.outline import Excerpt, Item, Lead, Part, outline_lines
from explorer.views.scope import Scope
from explorer.views.web import Web, web_of, web_parts

if TYPE_CHECKING:
    from explorer.store.reader import Database

_AUDIT = frozenset(
    "self_citation reference_predates undefined_marker unused_reference unrelated_reference repeated_reference".split()
)
"""Kinds of flags that tell of the list of references; the others tell of the text."""


_LABELS = {
    "encoding_doubt": "encoding",
    "masked_token": "masked words",
    "repeated_block": "repeats",
    "missing_title": "no title",
    "other_language": "language",
    "reference_predates": "old reference",
    "undefined_marker": "no such entry",
    "unused_reference": "unused entry",
    "unrelated_reference": "unrelated",
    "repeated_reference": "entry twice",
}
"""Kinds of flags whose own words are too long for a margin."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a careful reader should know; `place` is where, None where it is the whole file."""

    kind: str
    note: str
    place: Excerpt | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """All regions of one kind: how many, their characters, and where the first begins."""

    kind: RegionKind
    count: int
    characters: int
    first: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of references, and how often the prose points to it."""

    marker: str
    outlet: str
    url: str
    published: str | None
    used: int
    place: Span


@dataclass(frozen=True, slots=True)
class SourceView:
    """What is known of an article. Offsets count code points of its text."""

    id: str
    path: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """Label and value; a value without a label explains the one above it."""
    characters: int
    claims: int
    doubts: tuple[Doubt, ...]
    stretches: tuple[Stretch, ...]
    references: tuple[Entry, ...]
    web: Web
    """What it derives from, what derives from it, whom it names."""

    @property
    def read_share(self) -> int:
        """How many in a hundred characters of its regions are read for claims."""
        total = sum(stretch.characters for stretch in self.stretches) or 1
        return round(100 * sum(each.characters for each in self.stretches if each.kind in READABLE) / total)


def make(database: Database, scope: Scope) -> SourceView:
    """What is known of the source in scope; raises NotFoundError where there is none."""
    chosen = scope.subject[1] if scope.subject is not None and scope.subject[0] == "source" else scope.filter.source
    if chosen is None:
        raise NotFoundError("no source is chosen: put the cursor on one first")
    library = Library(database)
    source = library.source(chosen)
    item = database.items("source", [database.row_of(chosen)])[0]
    return SourceView(
        source.id,
        source.path,
        title_words(source.title.value, source.title.status, source.path),
        source_facts(source, item.claims),
        len(source.text),
        item.claims,
        tuple(_doubts(library, source)),
        tuple(_stretches(source)),
        tuple(_references(source)),
        web_of(database, replace(scope, filter=Filter(source=chosen), subject=("source", chosen), claims=None)),
    )


def _doubts(library: Library, source: Source) -> Iterator[Doubt]:
    for flag in source.flags:
        yield Doubt(flag.kind, flag.note, _place(library, source, flag))


def _place(library: Library, source: Source, flag: Flag) -> Excerpt | None:
    """Where a flag is; None for one that is of no words, or of all."""
    if flag.end <= flag.start or (flag.start, flag.end) == (0, len(source.text)):
        return None
    return library.excerpt(Passage(source.id, flag.start, flag.end))


def _stretches(source: Source) -> Iterator[Stretch]:
    for kind, count in Counter(region.kind for region in source.regions).items():
        these = [region for region in source.regions if region.kind == kind]
        characters = sum(region.end - region.start for region in these)
        yield Stretch(kind, count, characters, Span(these[0].start, these[0].end))


def _references(source: Source) -> Iterator[Entry]:
    used = Counter(marker.marker.strip("[]") for marker in source.markers)
    for reference in source.references:
        number = reference.marker.strip("[]")
        place = Span(reference.start, reference.end)
        yield Entry(number, reference.outlet, reference.url, reference.published, used[number], place)


# -- in words ----------------------------------------------------------------------------------------------------------


def parts(model: SourceView) -> list[Part]:
    """What the screen draws beside the text, and the verb prints."""
    text = [doubt for doubt in model.doubts if doubt.kind not in _AUDIT]
    audit = [doubt for doubt in model.doubts if doubt.kind in _AUDIT]
    facts = [Item(value, label) if label else Item(value, tone="quiet", depth=1) for label, value in model.facts]
    made = [Part("What is known of it", tuple(facts))]
    if text:
        made.append(Part(f"Look at before you trust it: {_count(text)}", tuple(_doubt_items(text))))
    else:
        made.append(Part("Nothing doubtful was found in its text", ()))
    made.append(_text_part(model))
    if model.references:
        entries = [_reference_item(model.id, entry) for entry in model.references]
        doubtful = f": {_count(audit)} to look at" if audit else ""
        heading = f"{plural(len(model.references), 'reference')}{doubtful}"
        made.append(Part(heading, (*_doubt_items(audit), *entries)))
    return [*made, *web_parts(model.web)]


def _count(doubts: list[Doubt]) -> str:
    return plural(len(doubts), "doubt")


def _doubt_items(doubts: Iterable[Doubt]) -> Iterator[Item]:
    """Doubts by kind, in the order of the first of each; many of a kind unfold."""
    by_kind: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        by_kind.setdefault(doubt.kind, []).append(doubt)
    for kind, these in by_kind.items():
        items = [_doubt_item(doubt) for doubt in these]
        if len(items) == 1:
            yield replace(items[0], label=_label(kind))
        else:
            below = tuple(replace(item, depth=1) for item in items)
            yield Item(f"{len(items):,} places", _label(kind), "doubt", children=below)


def _label(kind: str) -> str:
    return _LABELS.get(kind) or kind_words(kind)


def _doubt_item(doubt: Doubt) -> Item:
    words = doubt.note or kind_words(doubt.kind)
    place = doubt.place
    return Item(words, "", "doubt", lead=place.lead if place else None, cited=place)


def _text_part(model: SourceView) -> Part:
    heading = f"Its text: {plural(model.characters, 'character')}, {model.read_share}% of them read for claims"
    items = [
        Item(
            f"{plural(each.count, 'passage')}, {plural(each.characters, 'character')}",
            each.kind,
            "text" if each.kind in READABLE else "quiet",
            lead=Lead("source", model.id, each.first),
        )
        for each in model.stretches
    ]
    return Part(heading, tuple(items))


def _reference_item(source: str, entry: Entry) -> Item:
    used = f"pointed to {plural(entry.used, 'time')}" if entry.used else "never pointed to"
    day = f", {entry.published}" if entry.published else ""
    return Item(
        f"{entry.outlet}{day}, {used}: {entry.url}", f"[{entry.marker}]", lead=Lead("source", source, entry.place)
    )


def plain(model: SourceView, width: int = 0) -> list[str]:
    """The lines for a terminal of so many columns; 0 wraps nothing."""
    return outline_lines(model.title, parts(model), width)


def record(model: SourceView) -> dict[str, object]:
    """The model for programs."""
    return {"view": "source", **asdict(model)}
