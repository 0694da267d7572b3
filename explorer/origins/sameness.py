"""Whether two parties are one origin, as far as their names and descriptions tell."""

from __future__ import annotations

from typing import Literal

from explorer.origins.parties import CAPITAL, THEIRS, Party, is_body
from explorer.origins.words import has, overlaps, tokens, within

Sameness = Literal["same", "perhaps", "other"]


def sameness(one: Party, other: Party) -> Sameness:
    """Whether two parties are one origin.

    *same* where names or descriptions tell; *perhaps* where nothing shows that they are two, so that they must not
    count as two; *other* where something does.
    """
    if one.key == other.key or (one.id is not None and one.id == other.id):
        return "same"
    if "reference" in (one.kind, other.kind):
        return "same" if one.label.partition(" (")[0] == other.label.partition(" (")[0] else "other"
    if "outlet" in (one.kind, other.kind) and (one.kind != other.kind or not (one.is_named and other.is_named)):
        return "perhaps"  # an outlet that names no source may have it from this one
    if one.kind == other.kind == "person":
        if within(one.words, other.words) or within(other.words, one.words) or _joined(one) == _joined(other):
            return "same"
        return "perhaps" if _spelt_alike(one.label, other.label) else _by_office(one, other)
    if one.kind == "person" or other.kind == "person":
        person, rest = (one, other) if one.kind == "person" else (other, one)
        return _person_and(person, rest)
    if one.is_named and other.is_named:
        return "same" if _share_name(one, other) else "other"
    return _descriptions(one, other)


def _joined(person: Party) -> str:
    """The letters of a name without its gaps: "Del Rosso" is written "DelRosso" too."""
    return "".join(word.lower() for word in tokens(person.label))


def _spelt_alike(one: str, other: str) -> bool:
    """`Jon Owen` and `John Owen`, `Hefner` and `Heffner`: one part of the name is equal, the other nearly so."""
    (first, *_, last), (given, *_, surname) = [[w.lower() for w in ("", *tokens(name))][-2:] for name in (one, other)]
    if last == surname:
        return bool(first) and first[:1] == given[:1]
    return bool(first) and first == given and last[:3] == surname[:3] and abs(len(last) - len(surname)) <= 1


def _by_office(one: Party, other: Party) -> Sameness:
    """Two people with names are two, unless both speak for one body."""
    if _employers(one) & _employers(other):
        return "same"
    return "perhaps" if _speaks_for_somebody(one) or _speaks_for_somebody(other) else "other"


def _speaks_for_somebody(person: Party) -> bool:
    """`her spokesman`, `the company's lawyer`: for whom is not told by a name."""
    return not _employers(person) and any(overlaps("spokesmen", _plain(role)) for role in person.roles)


def _employers(person: Party) -> set[str]:
    """Words of names beside "spokesman" or the like; what stands with a capital in a role is a name."""
    return {
        word
        for role in person.roles
        if overlaps("spokes", _plain(role))
        for word in role
        if word.startswith(CAPITAL) and not _is_office(word[1:]) and word[1:] not in person.words
    }


def _is_office(word: str) -> bool:
    return word == THEIRS or has("offices", word) or has("spokes", word)


def _plain(role: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removeprefix(CAPITAL) for word in role)


def _person_and(person: Party, rest: Party) -> Sameness:
    """A named person and a body, unnamed people or a writing: does an office tie them, or may he be one of them?"""
    roles = [_plain(role) for role in person.roles]
    held = [role for role in roles if any(_is_office(word) for word in role)]
    if rest.is_named:
        if any(within(name, role) for name in rest.names for role in held):
            return "same"
        return "perhaps" if _speaks_for_somebody(person) else "other"
    if within(rest.words, person.words):  # "Reyl's lawyer", "a friend of Reyl"
        return "same" if rest.speaks else "perhaps"
    if rest.words and any(within(rest.words, role) for role in held):
        return "same" if rest.speaks or is_body(rest) else "perhaps"
    told = {rest.calling} | set(rest.words)
    if "police" in told and any(overlaps("constables", role) for role in roles):
        return "same" if rest.words == {"police"} else "perhaps"
    if any(not told.isdisjoint(role) for role in roles):
        return "perhaps"
    return "perhaps" if rest.is_vague else "other"


def _share_name(one: Party, other: Party) -> bool:
    mine = one.names or (one.words,)
    theirs = other.names or (other.words,)
    return any(within(a, b) or within(b, a) for a in mine for b in theirs)


def _descriptions(one: Party, other: Party) -> Sameness:
    """Two of which at least one has no name."""
    mine = one.names or (one.words,)
    theirs = other.names or (other.words,)
    overlap = any(within(a, b) or within(b, a) for a in mine for b in theirs)
    if one.kind == other.kind == "document" and not (one.speaks and other.speaks):
        return "perhaps"  # papers of one matter: records, charges, an affidavit
    told = any(not has("bodies", word) for word in one.words) and any(not has("bodies", word) for word in other.words)
    if overlap and told:
        bodily = (one.is_named or one.speaks or is_body(one)) and (other.is_named or other.speaks or is_body(other))
        return "same" if bodily else "perhaps"
    if overlap or one.is_vague or other.is_vague:
        return "perhaps" if _fits(one, other) else "other"
    return "other"


def _fits(one: Party, other: Party) -> bool:
    """Whether vague words may stand for the other: "the company" for no police, "officials" for any body or people."""
    vague, rest = (one, other) if one.is_vague else (other, one)
    if not vague.words or rest.is_named or rest.is_vague:
        return True
    return not (is_body(rest) and rest.calling != vague.calling)
