"""Outlets that sign in letters: "AP" and "Associated Press", "WSJ" and "The Wall Street Journal"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from explorer.ingest.outlets import agency_signs, known_outlet
from explorer.resolve.entity_named import Named
from explorer.text.fold import fold

SIGN = "usual abbreviation of the outlet's name"
_LONGEST = 5
"""Letters of an abbreviation."""


def join_outlets(named: Sequence[Named]) -> list[Named]:
    """File an outlet's letters under its name, where the folder has both."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for item in named:
        outlet = known_outlet(item.surface) if item.key[0] == "name" and " " in item.key[1] else None
        if outlet:
            names[outlet][item.key[1]] = None
    out: list[Named] = []
    for item in named:
        outlet = agency_signs().get(item.surface.removeprefix("The ").removesuffix("'s")) if names else None
        longs = sorted(names.get(outlet, ())) if outlet else []
        if item.key[0] == "name" and not item.reason and len(longs) == 1 and _abbreviates(item, longs[0]):
            item = item.under(longs[0], SIGN, partial=True)
        out.append(item)
    return out


def _abbreviates(item: Named, long: str) -> bool:
    """Whether a sign is letters for the name and no part of it: "CBS" may be more than "CBS News"."""
    sign = fold(item.surface.removeprefix("The ").removesuffix("'s"))
    body = item.mention.type in {"organization", "work", "product"}
    return body and " " not in sign and len(sign) <= _LONGEST and sign not in long.split()
