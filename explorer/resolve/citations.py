"""References that cannot carry what is rested on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from explorer.ingest.outlets import key as outlet_key
from explorer.models import Claim, Disagreement, Entity, Passage, Source
from explorer.resolve.accounts import Contrast, Voice, quoted
from explorer.resolve.ids import disagreement_id
from explorer.resolve.items import Item, by_source
from explorer.resolve.references import later_event
from explorer.resolve.similarity import similarity

LONGEST = 14
"""Words of a statement that a note quotes."""

OLD = 180
"""Days by which a cited page may be older than the article before a reader should look."""


def outdated_citations(
    claims: Sequence[Claim], sources: Mapping[str, Source], names: Mapping[str, str]
) -> list[Disagreement]:
    """One disagreement for each reference whose page is much older than the article that cites it, or than an event
    in the sentence it is cited for. `claims` are sorted by id."""
    cited: dict[tuple[str, str], list[tuple[Passage, str, bool]]] = {}
    for claim in claims:
        for piece in claim.evidence:
            statement = piece.statement
            if statement.role != "body":
                continue
            for link in piece.attribution:
                if link.kind != "reference":
                    continue
                day = next((r.published for r in sources[statement.source].references if r.url == link.text), None)
                written = sources[statement.source].published.value
                later = day is not None and later_event(statement, day, written) is not None
                passage = Passage(statement.source, statement.extent.start, statement.extent.end)
                cited.setdefault((statement.source, link.text), []).append((passage, claim.id, later))
    found: list[Disagreement] = []
    for (source_id, url), uses in sorted(cited.items()):
        source = sources[source_id]
        day = next((r.published for r in source.references if r.url == url), None)
        age = _age(day, source.published.value)
        later = any(late for _, _, late in uses)
        if day is None or not (later or age > OLD):
            continue
        uses.sort(key=lambda use: (use[0].start, use[0].end))
        passages = tuple(dict.fromkeys(passage for passage, _, _ in uses))
        note = f"{names[source_id]} rests this on a page of {day[:10]} ({url})"
        note += f", {age} days older than the article" if age > 0 else ""
        note += ", though it tells of a later time" if later else ""
        key = disagreement_id("citation", passages)
        ids = tuple(sorted({claim for _, claim, _ in uses}))
        found.append(Disagreement(key, "citation", 2 if later else 1, ids, passages, note))
    return found


SAME = 0.62
"""Score from which a statement is surely in the outlet's own article, so that this covers the matter."""

UNLIKE = 0.3
"""Score below which nothing in the outlet's own article is like a statement."""

WORTH = 2
"""Least worth of a statement that is missed there."""


def unsupported(items: Sequence[Item], entities: Mapping[str, Entity]) -> Iterator[Contrast]:
    """What an article says on the word of an outlet whose own article in the folder covers the matter without it."""
    own = by_source(items)
    outlets = _own_articles(own, entities)
    for source in sorted(own):
        credited: dict[str, list[Item]] = defaultdict(list)
        for item in own[source]:
            if item.statement.role == "body":
                for link in item.statement.chain[-1:]:
                    if link.kind == "entity" and link.id in outlets and outlets[link.id] != source:
                        credited[outlets[link.id]].append(item)
        for other in sorted(credited):
            yield from _missing(credited[other], own[other])


def _missing(credited: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Contrast]:
    """The first statement that the outlet's article lacks, where it has another one that is credited to it."""
    best = [max(((similarity(item, t), t) for t in theirs), key=lambda one: one[0]) for item in credited]
    found = next((there for score, there in best if score >= SAME), None)
    for item, (score, _) in zip(credited, best, strict=True):
        late = (item.source.published.value or "") < (theirs[0].source.published.value or "")
        if found and score < UNLIKE and item.statement.worth >= WORTH and not late:
            link = item.statement.chain[-1]
            said = " ".join(item.text.split()[:LONGEST]).rstrip(".,;")
            says = Voice("credits", f"{link.text} with {quoted(said)}", (item,))
            yield Contrast("citation", 2, (says, Voice("has", "nothing of the kind in its own article", (found,))))
            return


def _own_articles(own: Mapping[str, Sequence[Item]], entities: Mapping[str, Entity]) -> dict[str, str]:
    """The article of each outlet that has just one here, by the outlet's entity."""
    sources = {key: mine[0].source for key, mine in own.items()}
    by_name: dict[str, list[str]] = defaultdict(list)
    for key in sorted(sources):
        field = sources[key].publisher
        if field.value and field.status in ("stated", "supplied"):
            by_name[outlet_key(field.value)].append(key)
    found: dict[str, str] = {}
    for entity in entities.values():
        names = {outlet_key(name) for name in (entity.name, *(alias.surface for alias in entity.aliases))}
        articles = {key for name in names for key in by_name.get(name, ())}
        if len(articles) == 1:
            found[entity.id] = min(articles)
    return found


def _age(day: str | None, published: str | None) -> int:
    """Days from the cited page to the article; 0 when either is unknown."""
    if not day or not published:
        return 0
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(day[:10])).days
    except ValueError:
        return 0
