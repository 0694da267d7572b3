"""Ships, which news names with letters ("MS Havbris"), with words for their kind ("Naval Ship Havbris") or bare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from explorer.extract.names_lexicon import lexicon
from explorer.models import EntityType
from explorer.resolve.entity_forms import Key, name_key
from explorer.resolve.entity_named import Company, Named
from explorer.resolve.entity_words import entity_words
from explorer.text.fold import fold

LETTERED = "with or without the letters for a ship"
CLASSED = "with or without the words for the kind of ship"
_KIND = "kind"
_MOST = 40
"""Articles looked at for each form of a name."""


def link_ships(named: Sequence[Named], types: Mapping[Key, EntityType], company: Company) -> list[Named]:
    """ "MS Havbris" and "Ferry Havbris" as "Havbris", where the folder has two of the three and it is no person's name.

    Words for a kind take one story: an article with the bare name, or the one ship with letters in articles akin.
    """
    forms: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for item in named:
        ship, letters = _ship(item) or (item.key[1], "")
        forms[ship][letters][item.mention.source] = None
    out: list[Named] = []
    for item in named:
        found = _ship(item)
        if found and _may_bear(found[0], types) and _joins(found, forms[found[0]], item.mention.source, company):
            item = item.under(found[0], CLASSED if found[1] == _KIND else LETTERED)
        out.append(item)
    return out


def _joins(found: tuple[str, str], forms: Mapping[str, Mapping[str, None]], source: str, company: Company) -> bool:
    """Whether another form of the ship's name stands in the folder that is surely of the same ship."""
    ship, letters = found
    lettered = [form for form in forms if form not in {"", _KIND}]
    bare, kinds = forms.get("", {}), forms.get(_KIND, {})
    if letters != _KIND and bare:
        return True
    if not lettered:
        return any(other in bare for other in kinds)
    others = forms[lettered[0]] if letters == _KIND else kinds
    return len(lettered) == 1 and any(not company.strange(source, other, ship) for other in list(others)[:_MOST])


def _ship(item: Named) -> tuple[str, str] | None:
    """The bare name of a ship and the letters before it, or `_KIND`; None where nothing of the kind stands there."""
    words, lists = item.key[1].split(), entity_words()
    if item.key[0] != "name" or len(words) < 2:
        return None
    if words[0] in lists.ships:
        return (" ".join(words[1:]), words[0]) if item.surface.split()[0].isupper() else None
    at = 0
    while at < len(words) - 1 and (words[at] in lists.vessels or words[at] in lists.navies or words[at] in _peoples()):
        at += 1
    if not at or words[at - 1] not in lists.vessels:
        return None
    at += words[at] in lists.ships and at < len(words) - 1
    return " ".join(words[at:]), _KIND


def _may_bear(ship: str, types: Mapping[Key, EntityType]) -> bool:
    """Whether a ship can be meant by the bare name here: no place of the lists, nobody of the folder."""
    return ship not in _places() and types.get(("name", ship)) != "person"


@cache
def _places() -> frozenset[str]:
    return frozenset(name_key(name) for name in lexicon().places)


@cache
def _peoples() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon().adjectives)
