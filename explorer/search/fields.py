"""The fields of the query language: what each is called, what it means, which values it takes, which lists have it.

This is the one description of the fields: `--help`, the screen's help, the first page's table and the completion are
made from it, and `explorer.search.field_values` reads from a database what is listed here. Standard library only.

The list of claims has every field. Another list has those whose `lists` name it; there every other field, and every
other value of a choice, asks for what such a claim touches: `has:disagreement` in the list of entities finds the
entities of claims that others contradict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal, get_args

from explorer.lists import SearchKind
from explorer.models import DisagreementKind, EntityType, EvidenceKind, RegionKind, Status

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

Sort = Literal["name", "choice", "number", "date", "link"]
"""*name*: words of one of the names of a thing; *choice*: one of a few fixed values; *number* and *date*: a range of
values; *link*: no field to type, but the rows of another list that belong to a row."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field."""

    name: str
    sort: Sort
    means: str
    """What `name:` asks for, to follow the field in a table; begins in lower case, ends without a full stop."""
    example: str = ""
    lists: frozenset[SearchKind] = frozenset({"claim"})
    """The lists whose own rows have the field."""
    choices: Mapping[SearchKind, tuple[str, ...]] = field(default_factory=dict)
    """Of a choice: the values by list."""
    whole_first: bool = False
    """Whether a value that is called just so leaves out those that are called so among other words."""
    hints: tuple[tuple[str, str], ...] = ()
    """Of numbers and dates: how a value may begin, and what that means."""
    values_also: Mapping[str, str] = field(default_factory=dict)
    """Of a choice: what somebody may call a value, and the value; only ever used to tell it."""
    also: tuple[str, ...] = ()
    """What somebody may call the field who does not know its name; only ever used to tell the name."""


_EVERY: frozenset[SearchKind] = frozenset(get_args(SearchKind))
_READ: tuple[RegionKind, ...] = ("title", "standfirst", "summary", "heading", "body", "list", "repeat")

_SPECS = (
    FieldSpec(
        "source",
        "name",
        "an article, by its publisher, title, path or id",
        "source:reuters",
        _EVERY,
        also=("publisher", "outlet", "paper", "site", "from", "title", "file"),
    ),
    FieldSpec(
        "entity",
        "name",
        "somebody or something named, by any of its names or its id",
        "entity:nvidia",
        _EVERY,
        whole_first=True,
        also=("name", "person", "company", "place", "who", "about"),
    ),
    FieldSpec(
        "speaker",
        "name",
        "who said it, as printed or as understood",
        'speaker:"jensen huang"',
        also=("by", "said", "says", "author", "quote"),
    ),
    FieldSpec(
        "kind",
        "choice",
        "how it is said (a claim), or what part of an article it is (a passage)",
        "kind:prediction",
        frozenset({"claim", "passage"}),
        {"claim": get_args(EvidenceKind), "passage": _READ},
    ),
    FieldSpec(
        "type",
        "choice",
        "what sort of thing is named",
        "type:person",
        frozenset({"claim", "entity"}),
        {"claim": get_args(EntityType), "entity": get_args(EntityType)},
        values_also={
            **dict.fromkeys(("company", "firm", "agency", "party", "organisation", "org"), "organization"),
            **dict.fromkeys(("people", "human", "man", "woman", "politician"), "person"),
            **dict.fromkeys(("country", "city", "location", "region", "gpe"), "place"),
            **dict.fromkeys(("device", "chip", "model"), "product"),
        },
    ),
    FieldSpec(
        "date",
        "date",
        "a day, month or year that a claim tells of; of articles and passages, when it was published",
        "date:2025-09..",
        frozenset({"claim", "source", "passage"}),
        hints=((">", "after, as in >2025-09"), ("<", "before, as in <2025")),
        also=("year", "month", "day", "when", "published", "after", "before", "since"),
    ),
    FieldSpec(
        "number",
        "number",
        "a figure that is told, with its unit or without",
        "number:>$50B",
        hints=((">", "more than, as in >50B"), ("<", "less than, as in <15%")),
        also=("amount", "figure", "quantity", "value", "money"),
    ),
    FieldSpec(
        "has",
        "choice",
        "something that a row must have",
        "has:disagreement",
        frozenset({"claim", "source", "entity"}),
        {
            "claim": ("disagreement", "quote", "number", "date", "speaker", "unnamed", "hedge", "related"),
            "source": ("flag", "date", "publisher", "author", "reference", "original"),
            "entity": ("alias", "suggestion"),
        },
        also=("is", "with"),
    ),
    FieldSpec(
        "disagreement",
        "choice",
        "what accounts differ in",
        "disagreement:number",
        choices={"claim": get_args(DisagreementKind)},
        also=("differs", "conflict", "dispute"),
    ),
    FieldSpec(
        "origins",
        "number",
        "how many independent origins a claim has",
        "origins:1",
        hints=(("1", "a single origin"), ("2..", "two or more")),
    ),
    FieldSpec(
        "sources",
        "number",
        "how many articles tell it, or name it",
        "sources:3..",
        frozenset({"claim", "entity"}),
        hints=(("1", "a single article"), ("2..", "two or more")),
    ),
    FieldSpec(
        "worth",
        "number",
        "how much worth checking a claim is, from 0 to 3",
        "worth:3",
        hints=(("3", "specific and consequential"), ("2..", "at least factual")),
    ),
    FieldSpec(
        "status",
        "choice",
        "how a date of the claim, or the title, publisher, author or date of an article, is known",
        "status:inferred",
        frozenset({"claim", "source"}),
        {"claim": ("stated", "inferred", "none"), "source": get_args(Status)},
    ),
)

FIELDS: Mapping[str, FieldSpec] = {spec.name: spec for spec in _SPECS}
"""Every field that can be typed, by its name, in the order of the documentation."""

LINKS: Mapping[str, FieldSpec] = {
    "claim": FieldSpec("claim", "link", "the claims whose evidence stands in a passage", lists=frozenset({"passage"}))
}
"""Not to be typed: how the rows of one list belong to those of another, where no field of `FIELDS` tells it.

The claims' own `entity` and `source` link them to the other two lists."""


def stored_fields(kind: SearchKind) -> list[FieldSpec]:
    """What the index of a list keeps beside its words, in a fixed order."""
    return [spec for spec in (*_SPECS, *LINKS.values()) if kind in spec.lists]


def choices_in(spec: FieldSpec, kind: SearchKind) -> list[str]:
    """The values of a choice that may be typed for a list: its own, and those of claims."""
    return list(dict.fromkeys((*spec.choices.get(kind, ()), *spec.choices["claim"])))


def lists_with(spec: FieldSpec, choice: str) -> list[SearchKind]:
    """The lists that have a value of a choice for their own."""
    return [kind for kind, choices in spec.choices.items() if choice in choices]
