"""The cases of `data/speakers.toml`: whose words a phrase gives, and what the program makes of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from explorer.extract import Reader
from explorer.models import Link, Resolution
from explorer.resolve import resolve
from explorer.text.fold import fold
from tests.articles import article

_DATA = Path(__file__).parent / "data" / "speakers.toml"
NOBODY = "nobody"
"""A speaker without a name, or one whose name the passage leaves in doubt."""
UNREAD = "(no speaker read here)"


@dataclass(frozen=True, slots=True)
class Case:
    """A passage without its braces; `start`/`end` locate the marked phrase in it."""

    group: str
    names: tuple[str, ...]
    text: str
    start: int
    end: int


def cases(part: str) -> list[Case]:
    """The cases of one half: "development" or "held_out"."""
    with _DATA.open("rb") as file:
        table = tomllib.load(file)[part]
    return [_case(group, name, marked) for group, entries in table.items() for name, marked in entries]


def _case(group: str, name: str, marked: str) -> Case:
    start = marked.index("{")
    end = marked.index("}") - 1
    return Case(group, tuple(name.split("|")), marked.replace("{", "").replace("}", ""), start, end)


def answer(case: Case) -> str:
    """The name that reading and resolving put behind the marked phrase."""
    resolution = resolve([Reader().read(article(*case.text.split("\n")))])
    found = [
        link
        for claim in resolution.claims
        for evidence in claim.evidence
        for link in evidence.attribution
        if link.start is not None and link.end is not None and link.start < case.end and case.start < link.end
    ]
    if not found:
        return UNREAD
    return next((name for link in found if (name := _name(link, case.text, resolution)) != NOBODY), NOBODY)


def _name(link: Link, text: str, resolution: Resolution) -> str:
    entity = next((entity.name for entity in resolution.entities if entity.id == link.id), None)
    if entity is not None:
        return entity
    named = link.kind == "entity" and link.referent is not None
    return text[link.referent.start : link.referent.end] if named and link.referent else NOBODY


def is_right(case: Case, name: str) -> bool:
    """Whether the answer is one of the names, whatever its case and article."""
    return fold(name).removeprefix("the ") in {fold(other).removeprefix("the ") for other in case.names}
