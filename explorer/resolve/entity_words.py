"""The words of names that come and go, and spellings that are one name, from `data/entity_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EntityWords:
    """All entries are folded. `spellings` levels single words, `names` whole names; `houses` gives their country."""

    trade: frozenset[str]
    """What a firm is named with the first time and without later: "Lines", "Finance"."""
    forms: frozenset[str]
    """Of these, what is left out anywhere: "Group"."""
    clubs: frozenset[str]
    """What may stand behind a club's name: "FC"."""
    teams: frozenset[str]
    """Last words by which a team is called alone, beside the plurals."""
    positions: frozenset[str]
    """Letters before a surname that are no initials: "QB", "MP"."""
    ships: frozenset[str]
    """Letters before the name of a ship: "MS", "HMS"."""
    vessels: frozenset[str]
    """Kinds of ships that stand before the name of one: "frigate"."""
    navies: frozenset[str]
    """Words that stand before such a kind: "naval"."""
    firm_has: frozenset[str]
    """What a firm has and a person has not: "shares", "plant"."""
    firm_owns: frozenset[str]
    """Of these, what stands behind its possessive and is no person's: "board"."""
    firm_does: frozenset[str]
    """What a firm does and a person does not: "acquire", "employs"."""
    spellings: Mapping[str, str]
    names: Mapping[str, str]
    openings: Mapping[str, str]
    """First two words of a longer name with the letters that stand for them: "united states" → "us"."""
    order: frozenset[str]
    """Heads of names that go either way round: "Ministry of Health", "Health Ministry"."""
    houses: Mapping[str, str]


@cache
def entity_words() -> EntityWords:
    """The lists, read once a process."""
    table = tomllib.loads((files("explorer.resolve") / "data" / "entity_words.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(text.split()) for name, text in table["short_forms"].items()}
    return EntityWords(
        trade=lists["trade"] | lists["forms"],
        forms=lists["forms"],
        clubs=lists["clubs"],
        teams=lists["teams"],
        positions=lists["positions"],
        ships=lists["ships"],
        vessels=lists["vessels"],
        navies=lists["navies"],
        firm_has=frozenset(table["firms"]["has"].split()),
        firm_owns=frozenset(table["firms"]["owns"].split()),
        firm_does=frozenset(table["firms"]["does"].split()),
        spellings=table["spellings"],
        names=table["names"],
        openings=table["openings"],
        order=frozenset(table["order"]["heads"].split()),
        houses=table["houses"],
    )
