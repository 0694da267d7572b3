"""Short names that an article defines: in `Halden Capital Partners LLP ("Halden")` every later "Halden" is that firm.

Contracts, filings and news that quotes them define such names in marks within brackets. The definition goes before
whatever the short name looks like: beside a firm named after its founder it is no person of that surname.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.extract.actors import title_gender
from explorer.models import Mention

_DEFINED = re.compile(
    r"[ ]?\((?:[a-z]+,? ){0,3}[\"“”'‘’](?:[Tt]he )?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})[\"“”'‘’][^()\n]{0,60}\)"
)
_DEFINABLE = frozenset({"organization", "product"})
_RETYPED = frozenset({"person", "place", "organization", "product", "work"})


def defined_names(text: str, mentions: Sequence[Mention]) -> Mapping[int, Mention]:
    """The full name's mention for each mention of a short name that the article defines, by the mention's start.

    Where somebody of the article has that surname, only what follows the definition is the firm; a form of address
    ("Mr. Halden") and a longer name ("Erik Halden") still make a person of it.
    """
    known: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.type in _DEFINABLE and (match := _DEFINED.match(text, mention.end)) is not None:
            known.setdefault(match.group(1), mention)
    if not known:
        return {}
    people = {one.text.rsplit(" ", 1)[-1] for one in mentions if one.type == "person" and " " in one.text}
    return {
        one.start: full
        for one in mentions
        if (full := known.get(one.text)) is not None
        and one.type in _RETYPED
        and (one.start > full.start or one.text not in people)
        and not title_gender(text, one.start)
    }


def with_defined_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of defined short names with the type of the full name."""
    full = defined_names(text, mentions)
    return tuple(
        replace(one, type=full[one.start].type, confidence=full[one.start].confidence) if one.start in full else one
        for one in mentions
    )
