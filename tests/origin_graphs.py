"""Articles that tell one claim, and the graph of who has it from whom."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.models import (
    Derivation,
    Evidence,
    Reading,
    Role,
)
from explorer.origins import OriginGraph, origin_graph
from explorer.resolve.chains import Namer, attribution, name_speakers
from explorer.resolve.entities import resolve_entities
from tests.stories import article

CLOSING = "{Norvik will close its Halden shipyard in December}"


def paper(number: int, *lines: str, publisher: str = "", role: Role = "body") -> Reading:
    """An article whose lines are all evidence of one claim; its publisher stands in brackets at its beginning."""
    masthead = f"({publisher}) " if publisher else ""
    roles = dict.fromkeys(range(len(lines)), role)
    told = [f"{masthead}{lines[0]}", *lines[1:]]
    return article(f"{number}.txt", told, title=f"Paper {number}", publisher=publisher, roles=roles)


def graph_of(*readings: Reading, derived: Sequence[tuple[int, int]] = (), reasons: tuple[str, ...] = ()) -> OriginGraph:
    """The graph of one claim for which every statement of these articles is evidence."""
    index = resolve_entities(readings)
    named = [name_speakers(reading, index.by_mention) for reading in readings]
    namer = Namer(index.entities, index.by_mention)
    evidence = [
        Evidence(statement, attribution(reading, statement, namer))
        for reading in named
        for statement in reading.statements
    ]
    ids = [reading.source.id for reading in readings]
    return origin_graph(
        evidence,
        {reading.source.id: reading.source for reading in readings},
        [Derivation(ids[a], ids[b], "rewrite", reasons) for a, b in derived],
        {entity.id: entity for entity in index.entities},
    )


def said(number: int, speaker: str, publisher: str = "") -> Reading:
    return paper(number, f"{CLOSING}, [{speaker}] said.", publisher=publisher)


def plain(number: int, publisher: str = "") -> Reading:
    return paper(number, f"{CLOSING}.", publisher=publisher)
