"""What the readers of names know beforehand: words and places from `data/names_*.toml`, as sets and phrase tables.

The data are facts and words of English, not names of any story: a name that is on no list is still found by its
shape and its company. Case counts everywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from explorer.models import EntityType

_PIECE = re.compile(r"[^\W_]\.(?:[^\W_]\.)+|[^\W_]+(?:['’][a-zA-Z]+)?\.?|[^\w\s]")


_NUMERALS = frozenset("One Two Three Four Five Six Seven Eight Nine Ten".split())
_NUMBERED: tuple[tuple[str, EntityType], ...] = (
    ("numbered.places", "place"),
    ("numbered.laws", "law"),
    ("numbered.organizations", "organization"),
    ("numbered.works", "work"),
    ("numbered.products", "product"),
)


def pieces(phrase: str) -> tuple[str, ...]:
    """A phrase as the words of `names_words`: hyphens, ampersands and possessives stand alone."""
    out: list[str] = []
    for piece in _PIECE.findall(phrase):
        if piece.endswith("'s"):
            out += [piece[:-2], "'s"]
        else:
            out.append(piece)
    return tuple(out)


class Phrases:
    """Multi-word entries with a value, found longest first by their first word."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in entries.items():
            words = pieces(phrase)
            self._table.setdefault(words[0], []).append((words, value))
        for rows in self._table.values():
            rows.sort(key=lambda row: (-len(row[0]), row[0]))
        self.firsts = frozenset(self._table)
        """The first words of all entries."""

    def match(self, words: Sequence[str], at: int) -> tuple[int, str] | None:
        """Number of words of the longest entry that begins at `at`, and its value; None if there is none."""
        for entry, value in self._table.get(words[at], ()):
            if tuple(words[at : at + len(entry)]) == entry:
                return len(entry), value
        return None


@dataclass(frozen=True)
class Country:
    """A country, continent or nation with what news prose calls it."""

    name: str
    capital: str
    adjectives: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def government(self) -> str:
        """How the entity of its government is called: "Chinese government", "U.S. government"."""
        first = "U.S." if self.name == "United States" else self.adjectives[0]
        return f"{first} government"


@dataclass(frozen=True)
class Lexicon:
    """All lists, ready for look-up."""

    countries: Mapping[str, Country]
    country_of: Mapping[str, str]
    """Country of each name, alias and adjective."""
    adjectives: frozenset[str]
    capitals: Mapping[str, str]
    """Capital → name of the government that acts under it."""
    houses: frozenset[str]
    places: frozenset[str]
    regions: frozenset[str]
    """Provinces, islands, landscapes and the like, as far as they are on a list."""
    states: Mapping[str, str]
    outlets: frozenset[str]
    known: frozenset[str]
    phrases: Phrases
    """Every known name of several words, valued with its type; "" for phrases that name nothing."""
    titles: Phrases
    words: Mapping[str, frozenset[str]]
    """All plain word lists, by section and name: "products.nouns", "people.roles"."""
    policies: Mapping[str, str]
    kind_of: Mapping[str, str]
    """Type that a small noun gives the name beside it: "village" → place; "" for a vague one ("leader")."""
    sign_of: Mapping[str, str]
    """Type that a participle behind a name gives it: "founded" → organization."""

    def has(self, group: str, word: str) -> bool:
        """Whether `word` is in the list `group`."""
        return word in self.words[group]

    @property
    def numerals(self) -> frozenset[str]:
        """Numbers as words in names: "Formula One"."""
        return _NUMERALS

    def numbered(self, word: str) -> EntityType | None:
        """The type of names that the word forms with a number: "Interstate 95" → place."""
        return next((kind for group, kind in _NUMBERED if word in self.words[group]), None)


def split_list(text: str) -> list[str]:
    """The entries of a comma-separated list."""
    return [entry for entry in (part.strip() for part in text.replace("\n", " ").split(",")) if entry]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("explorer.extract") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _countries(rows: Iterable[Sequence[str]]) -> dict[str, Country]:
    return {
        name: Country(name, capital, tuple(split_list(adjectives)), tuple(split_list(others)))
        for name, capital, adjectives, others in rows
    }


def _capitals(countries: Mapping[str, Country], seats: Iterable[tuple[str, str]]) -> dict[str, str]:
    capitals = {row.capital: row.government for row in countries.values() if row.capital and row.adjectives}
    if "Kyiv" in capitals:
        capitals["Kiev"] = capitals["Kyiv"]
    return capitals | dict(seats)


def _word_lists(
    words: Mapping[str, Any], people: Mapping[str, str], places: Mapping[str, Any]
) -> dict[str, frozenset[str]]:
    lists = {
        f"{section}.{name}": frozenset(split_list(text))
        for section, table in words.items()
        for name, text in table.items()
        if isinstance(text, str)
    }
    lists |= {f"people.{name}": frozenset(split_list(text)) for name, text in people.items() if name != "given_names"}
    lists["people.given"] = frozenset(people["given_names"].split())
    lists["places.heads"] = frozenset(split_list(places["heads"]))
    lists["places.of_heads"] = frozenset(split_list(places["of_heads"]))
    lists["places.starts"] = frozenset(split_list(places["starts"]))
    return lists


def _known_names(located: Iterable[str], bodies: Iterable[str], words: Mapping[str, Any]) -> dict[str, str]:
    """Every known name with its type, in capitals too; "" for phrases that name nothing."""
    table = dict.fromkeys(sorted(located), "place") | dict.fromkeys(sorted(bodies), "organization")
    table |= dict.fromkeys(split_list(words["events"]["known"]), "event")
    table |= dict.fromkeys(split_list(words["laws"]["known"]), "law")
    table |= {name.upper(): kind for name, kind in table.items()}
    return table | dict.fromkeys(split_list(words["blocked"]["peoples_phrases"]), "")


def _kinds(table: Mapping[str, str]) -> dict[str, str]:
    """A table of lists by type as type by word; what is vague has the type ""."""
    return {word: kind if kind != "vague" else "" for kind, text in table.items() for word in split_list(text)}


def _located(places: dict[str, Any], countries: Mapping[str, Country], states: Mapping[str, str]) -> frozenset[str]:
    """Every name of a place."""
    located = (
        {form for row in countries.values() for form in (row.name, *row.others)}
        | set(places["regions"])
        | set(split_list(places["cities"]))
        | set(states)
        | {row.capital for row in countries.values() if row.capital}
        | {seat for seat, _ in places["seats"]}
    )
    located -= {form for form in states if len(form) == 2 and form.isupper()}  # "VA" is Virginia only behind a town
    return frozenset(located - {form for form in states if f"{form}." in states})  # "Tex" and "Mass" are words as well


@cache
def lexicon() -> Lexicon:
    """The lists, read once a process."""
    places, people, words = _read("names_places"), _read("names_people"), _read("names_words")
    kinds = _read("names_kinds")
    countries = _countries(places["countries"])
    country_of = {form: row.name for row in countries.values() for form in (row.name, *row.others, *row.adjectives)}
    adjectives = frozenset(form for row in countries.values() for form in row.adjectives)
    states = {form: name for name, others in places["states"] for form in (name, *split_list(others))}
    states |= {form[:-1]: name for form, name in states.items() if form.endswith(".") and form.count(".") == 1}
    located = _located(places, countries, states)
    outlets = frozenset(split_list(words["organizations"]["outlets"]))
    known = frozenset(split_list(words["organizations"]["known"]))
    table = _known_names(located, {*outlets, *known, *places["houses"]}, words)
    return Lexicon(
        countries=countries,
        country_of=country_of,
        adjectives=adjectives,
        capitals=_capitals(countries, places["seats"]),
        houses=frozenset(places["houses"]),
        places=located,
        regions=frozenset(places["regions"]),
        states=states,
        outlets=outlets,
        known=known,
        phrases=Phrases({name: kind for name, kind in table.items() if len(pieces(name)) > 1}),
        titles=Phrases(dict.fromkeys(split_list(people["titles"]), "title")),
        words=_word_lists(words, people, places),
        policies=dict(words["laws"]["policies"]),
        kind_of=_kinds({kind: text for kind, text in kinds.items() if isinstance(text, str)}),
        sign_of=_kinds(kinds["participles"]),
    )
