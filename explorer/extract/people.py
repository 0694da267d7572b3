"""What words tell of people and bodies: gender, roles, and which common noun may stand for which name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from explorer.extract.names_lexicon import lexicon as names

Gender = Literal["he", "she", ""]
"""Which pronoun a person takes; empty where nothing tells."""

PRONOUNS: Mapping[str, Gender] = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
"""Pronouns for one person, in lower case."""


@dataclass(frozen=True, slots=True)
class People:
    """The word lists of `data/people.toml`; nouns are lemmas in lower case."""

    names: dict[str, Gender]
    titles: dict[str, Gender]
    nouns: dict[str, Gender]
    same: dict[str, str]
    wider: dict[str, frozenset[str]]
    common: frozenset[str]
    company: frozenset[str]
    loose: frozenset[str]
    named: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    unions: frozenset[str]

    def gender_of_name(self, given: str) -> Gender:
        """The gender of a given name; a name of the general list that no other list has is a man's."""
        known = self.names.get(given)
        if known is not None:
            return known
        return "he" if names().has("people.given", given) else ""

    def role(self, noun: str) -> str:
        """The one word for a role: "chairwoman" and "chairman" are "chair"."""
        return self.same.get(noun, noun)

    def fits(self, noun: str, roles: Iterable[str]) -> bool:
        """Whether somebody with these roles may be called by the noun: a senator "the lawmaker"."""
        role = self.role(noun)
        narrower = self.wider.get(noun, frozenset()) | self.wider.get(role, frozenset())
        return any(role == other or other in narrower for other in roles)


@cache
def people() -> People:
    """The lists, read once."""
    table = tomllib.loads(files("explorer.extract").joinpath("data/people.toml").read_text(encoding="utf-8"))
    given: dict[str, Gender] = dict.fromkeys(table["names"]["male"].split(), "he")
    given |= dict.fromkeys(table["names"]["female"].split(), "she")
    given |= dict.fromkeys(table["names"]["either"].split(), "")
    roles, bodies = table["roles"], table["bodies"]
    wider: dict[str, set[str]] = {}
    for pair in roles["wider"].split():
        wide, narrow = pair.split(":")
        wider.setdefault(wide, set()).add(narrow)
    return People(
        given,
        _gendered(table["titles"]),
        _gendered(table["nouns"]),
        same=dict(_pair(entry) for entry in roles["same"].split()),
        wider={wide: frozenset(narrow) for wide, narrow in wider.items()},
        common=frozenset(roles["common"].split()),
        company=frozenset(bodies["company"].split()),
        loose=frozenset(bodies["loose"].split()),
        named=frozenset(bodies["named"].split()),
        agencies=frozenset(bodies["agencies"].split()),
        outlets=frozenset(bodies["outlets"].split()),
        unions=frozenset(bodies["unions"].split()),
    )


def _gendered(table: dict[str, str]) -> dict[str, Gender]:
    both: dict[str, Gender] = dict.fromkeys(table["he"].split(), "he")
    return both | dict.fromkeys(table["she"].split(), "she")


def _pair(entry: str) -> tuple[str, str]:
    word, _, role = entry.partition(":")
    return word, role
