"""Places that an article names in full and then by the common word alone: "the Gulf" after "Persian Gulf"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from explorer.extract.names_lexicon import lexicon
from explorer.models import Entity, EntityType
from explorer.resolve.entity_forms import Key
from explorer.resolve.entity_named import Named
from explorer.text.fold import fold

HEAD = "common word of the place that the article names in full"


def link_places_here(named: Sequence[Named], types: Mapping[Key, EntityType]) -> list[Named]:
    """File "Gulf" under the one "… Gulf" or "Gulf of …" of its article; beside two of them it stays open."""
    longs: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    heads = {item.key[1] for item in named if _is_head(item, types)}
    for item in named if heads else ():
        for head in heads.intersection(item.key[1].split()):
            if item.key[0] == "name" and _ends_in(item.key[1], head):
                longs[item.mention.source, head][item.key[1]] = None
    out: list[Named] = []
    for item in named:
        meant = list(longs.get((item.mention.source, item.key[1]), ())) if _is_head(item, types) else []
        out.append(item.under(meant[0], HEAD, partial=True) if len(meant) == 1 else item)
    return out


def common_words(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """A bare "Gulf" with the one place of the folder that is called so in full."""
    places = [entity for entity in entities if entity.type == "place"]
    for short in places:
        if " " not in short.name and lexicon().has("places.heads", short.name):
            longs = [place for place in places if _ends_in(fold(place.name), fold(short.name))]
            often = sorted(longs, key=lambda place: (-len(place.mentions), place.id))
            if often:
                yield short, often[0], f"“{short.name}” may be short for “{often[0].name}”"


def _is_head(item: Named, types: Mapping[Key, EntityType]) -> bool:
    place = item.key[0] == "name" and types.get(item.key, item.mention.type) == "place"
    return place and " " not in item.key[1] and lexicon().has("places.heads", item.key[1].title())


def _ends_in(name: str, head: str) -> bool:
    return name.endswith(f" {head}") or name.startswith(f"{head} of ")
