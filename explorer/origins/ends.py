"""Which of the far ends of a graph are one origin, and which cannot be shown to be two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.models import Entity, Source
from explorer.origins.parties import roles_of
from explorer.origins.sameness import Sameness, sameness
from explorer.origins.web import Web
from explorer.origins.words import within

MOST = 200
"""Origins of one claim that are told apart; further ends cannot be shown to be others, which bounds the work."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin: the nodes that are it, and those that cannot be shown to be another, each the clearest first."""

    nodes: list[int]
    doubts: list[int]


def group_ends(
    web: Web, ends: Sequence[int], quoted: set[int], sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> list[Origin]:
    """The independent origins among `ends`, the clearest first.

    `quoted` are ends whose very words are given: the same words are nobody else's, whoever is said to have said them.
    An end from which another one is told to have it is none. Offices of people are looked for in `sources`.
    """
    last = [end for end in ends if not any(web.leads(giver, other) for giver in _named(web, end) for other in ends)]
    if len(last) > 1:
        for end in last:
            _add_roles(web, end, sources, entities)
    last.sort(key=lambda end: _unclear(web, end))
    found: list[Origin] = []
    for end in last:
        near = _nearest(web, end, found, quoted)
        if near is None and len(found) < MOST:
            found.append(Origin([end], []))
        elif near is not None and near[1] == "same":
            near[0].nodes.append(end)
        else:
            (near[0] if near is not None else found[-1]).doubts.append(end)
    return found


def _nearest(web: Web, end: int, found: Sequence[Origin], quoted: set[int]) -> tuple[Origin, Sameness] | None:
    """The first origin that an end is, or else the first that it may be."""
    perhaps: Origin | None = None
    for origin in found:
        verdict = _verdict(web, end, origin.nodes, quoted)
        if verdict == "same":
            return origin, verdict
        if verdict == "perhaps" and perhaps is None:
            perhaps = origin
    return None if perhaps is None else (perhaps, "perhaps")


def _named(web: Web, end: int) -> list[int]:
    """Whom with a name an end has it from, as another article tells: an end of one chain is a step of another."""
    return [giver for giver in web.givers(end) if giver in web.parties and web.parties[giver].is_named]


def _add_roles(web: Web, end: int, sources: Mapping[str, Source], entities: Mapping[str, Entity]) -> None:
    party = web.parties[end]
    if party.kind == "person" and party.id is not None:
        web.parties[end] = replace(party, roles=roles_of(entities[party.id], sources))


def _unclear(web: Web, end: int) -> tuple[bool, bool, bool]:
    """What comes last: vague people, then outlets of which nobody tells whence they have it, then descriptions."""
    party = web.parties[end]
    return party.is_vague, party.kind == "outlet" and not web.givers(end), not party.is_named


def _verdict(web: Web, end: int, nodes: Sequence[int], quoted: set[int]) -> Sameness:
    verdicts = {_sameness(web, end, node, quoted) for node in nodes}
    return "same" if "same" in verdicts else "perhaps" if "perhaps" in verdicts else "other"


def _sameness(web: Web, end: int, node: int, quoted: set[int]) -> Sameness:
    one, other = web.parties[end], web.parties[node]
    verdict = sameness(one, other)
    if end in quoted and node in quoted:
        return "same" if verdict == "same" or within(one.words, other.words) else "perhaps"
    tells = any(party.kind == "outlet" and web.givers(at) for at, party in ((end, one), (node, other)))
    if tells and one.kind != other.kind and not (one.is_vague or other.is_vague):
        return "other"  # an outlet that tells of people of its own has it from them
    return verdict
