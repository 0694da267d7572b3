"""One entity: its names and why, what it says, what is said of it, beside whom it is told of, and where it is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from explorer.errors import NotFoundError
from explorer.lists import Filter, ListKind
from explorer.models import EntityType, Passage, Span
from explorer.terms import day_words
from explorer.text.phrases import plural
from explorer.text.sentences import sentence_around
from explorer.views.library import Library
from explorer.views.outline import Excerpt, Item, Lead, Part, outline_lines

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

MOST_CLAIMS, MOST_NEIGHBOURS, MOST_SOURCES, MOST_PLACES = 100, 40, 40, 12
"""What is read of each at most; titles tell how many there are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim by its id and words, with the number of its sources and disagreements."""

    id: str
    text: str
    sources: int
    disagreements: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that is told of in the same claims, and in how many."""

    id: str
    name: str
    type: str
    claims: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be the same, and was not merged."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, and the sentence in which it stands."""

    start: int
    end: int
    text: str
    sentence: Excerpt


@dataclass(frozen=True, slots=True)
class Naming:
    """A source that names the entity `times` times; `places` are the first of them, each a name in its sentence."""

    source: str
    name: str
    day: str
    times: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """What is known of an entity. The tuples begin long lists, whose lengths stand beside them."""

    id: str
    name: str
    type: EntityType
    mentions: int
    sources: int
    aliases: tuple[tuple[str, str], ...]
    """Other names with the reason why they are its names."""
    candidates: tuple[Candidate, ...]
    says: tuple[Told, ...]
    total_says: int
    said_of: tuple[Told, ...]
    total_said_of: int
    neighbours: tuple[Neighbour, ...]
    total_neighbours: int
    named_in: tuple[Naming, ...]
    disagreements: int


def make(database: Database, scope: Scope) -> EntityView:
    """What is known of the entity in scope; raises NotFoundError where there is none."""
    chosen = scope.subject[1] if scope.subject is not None and scope.subject[0] == "entity" else scope.filter.entity
    if chosen is None:
        raise NotFoundError("no entity is chosen: put the cursor on one first")
    return of_entity(database, chosen, scope)


def of_entity(database: Database, identity: str, scope: Scope | None = None) -> EntityView:
    """What is known of one entity; raises NotFoundError."""
    library, around = Library(database), database.around
    item = database.items("entity", [database.row_of(identity)])[0]
    told, neighbours, namings = around.told(identity), around.neighbours(identity), around.mentioned_in(identity)
    stopped = scope is not None and scope.cancelled()
    return EntityView(
        item.id,
        item.name,
        item.type,
        item.mentions,
        item.sources,
        tuple(around.aliases(identity)),
        tuple(_candidates(library, identity)),
        _told(database, told.by[:MOST_CLAIMS]),
        len(told.by),
        _told(database, told.of[:MOST_CLAIMS]),
        len(told.of),
        tuple(Neighbour(*each) for each in neighbours[:MOST_NEIGHBOURS]),
        len(neighbours),
        tuple(() if stopped else _namings(library, identity, namings)),
        len(around.disagreement_rows(Filter(entity=identity))),
    )


def _candidates(library: Library, identity: str) -> Iterator[Candidate]:
    for suggestion in library.database.around.suggestions(identity):
        other = next(each for each in suggestion.entities if each != identity)
        yield Candidate(other, library.entity(other), suggestion.reason)


def _told(database: Database, rows: Sequence[int]) -> tuple[Told, ...]:
    items = database.items("claim", rows)
    return tuple(Told(item.id, item.text, item.sources, item.disagreements) for item in items)


def _namings(library: Library, identity: str, found: list[tuple[str, int]]) -> Iterator[Naming]:
    for source_id, times in islice(found, MOST_SOURCES):
        source = library.source(source_id)
        places = []
        for start, end in library.database.around.mentions(identity, source_id, MOST_PLACES):
            around = sentence_around(source, Span(start, end))
            sentence = library.excerpt(Passage(source_id, around.start, around.end))
            places.append(Place(start, end, source.text[start:end], sentence))
        name = library.full_name(source_id, dated=True)
        yield Naming(source_id, name, day_words(source.published), times, tuple(places))


# -- in words ----------------------------------------------------------------------------------------------------------


def title(model: EntityView) -> str:
    """Its name, its type, how often it is named, and how often accounts of it differ."""
    differ = f", {plural(model.disagreements, 'disagreement')}" if model.disagreements else ""
    return f"{model.name}: {model.type}, {_named(model)}{differ}"


def _named(model: EntityView) -> str:
    return f"named {plural(model.mentions, 'time')} in {plural(model.sources, 'article')}"


def parts(model: EntityView) -> list[Part]:
    """What the screen draws and the verb prints."""
    names = [Item(f"{surface}: {reason}" if reason else surface, "also") for surface, reason in model.aliases]
    perhaps = [Item(f"{one.name}: {one.reason}", "perhaps", lead=Lead("entity", one.id)) for one in model.candidates]
    said, says = plural(model.total_said_of, "claim"), plural(model.total_says, "claim")
    made = [
        _part("Other names", names),
        _part("May be the same, and was not merged", perhaps),
        _part(f"What it says: {says}", _claims(model.says, model.total_says)),
        _part(f"What is said of it: {said}", _claims(model.said_of, model.total_said_of)),
        _part(f"With whom it is told of: {plural(model.total_neighbours, 'entity')}", list(_neighbours(model))),
        _part(f"Where it is {_named(model)}", list(_places(model))),
    ]
    return [part for part in made if part.items]


def _part(heading: str, items: list[Item]) -> Part:
    return Part(heading, tuple(items))


def _claims(claims: tuple[Told, ...], total: int) -> list[Item]:
    items = []
    for claim in claims:
        sources = plural(claim.sources, "source")
        label = f"{sources}, ≠{claim.disagreements}" if claim.disagreements else sources
        items.append(Item(claim.text, label, lead=Lead("claim", claim.id)))
    return items + _rest(total - len(claims), "claim")


def _neighbours(model: EntityView) -> Iterator[Item]:
    for one in model.neighbours:
        yield Item(f"{one.name} ({one.type})", plural(one.claims, "claim"), lead=Lead("entity", one.id))
    yield from _rest(model.total_neighbours - len(model.neighbours), "entity")


def _places(model: EntityView) -> Iterator[Item]:
    for number, naming in enumerate(model.named_in):
        children = []
        for sentence, group in groupby(naming.places, key=lambda place: place.sentence):
            here = list(group)
            twice = f" ({len(here)} times)" if len(here) > 1 else ""
            lead = Lead("source", naming.source, Span(here[0].start, here[0].end))
            children.append(Item(f"{sentence.words}{twice}", tone="quiet", depth=1, lead=lead, cited=sentence))
        children += _rest(naming.times - len(naming.places), "time", 1)
        about = f"{naming.name}, {naming.day}"
        times = plural(naming.times, "time")
        row: tuple[ListKind, str] = ("source", naming.source)
        yield Item(about, times, children=tuple(children), folded=number > 0, about=row)
    yield from _rest(model.sources - len(model.named_in), "article")


def _rest(count: int, noun: str, depth: int = 0) -> list[Item]:
    return [Item(f"and {plural(count, noun)} more", tone="quiet", depth=depth)] if count > 0 else []


def plain(model: EntityView, width: int = 0) -> list[str]:
    """The lines for a terminal of so many columns; 0 wraps nothing."""
    return outline_lines(title(model), parts(model), width)


def record(model: EntityView) -> dict[str, object]:
    """The model for programs."""
    return {"view": "entity", **asdict(model)}
