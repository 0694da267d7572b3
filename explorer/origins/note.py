"""What is said of a claim's origins in one to three plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.models import Source
from explorer.origins.parties import Party
from explorer.terms import account_names
from explorer.text.phrases import listed, shortened

Silence = Literal["machine", "hearsay", "pronoun", "headline", "unsourced", "unpublished", "elsewhere", "circle"]
"""Why an article shows no origin. *unsourced*: it credits nobody, though others do; *unpublished*: nobody at all, and
its publisher is not known either; *elsewhere*: nobody for this, but its text names an outlet that has it; *pronoun*:
its only speaker is a "he" for whom nobody was found; *circle*: it credits an outlet that credits it."""

_LABEL = 48
"""Code points of a description by which somebody is called."""
_LABELS = 5
"""Origins that are named in one sentence."""
_NAMED = 2
"""How many articles or speakers are called by name in one sentence; of more only the number is told."""


@dataclass(frozen=True, slots=True)
class Group:
    """One origin: who it is, who cannot be shown to be another, whom it cites, and the articles that credit it."""

    parties: Sequence[Party]
    doubts: Sequence[Party]
    mouths: Sequence[Party]
    """Others to whom the very same words are attributed."""
    cited: Sequence[str]
    told: Sequence[Source]
    own: bool
    """Whether it is a newsroom that reports in its own voice."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a note tells of one claim."""

    groups: Sequence[Group]
    silent: Sequence[tuple[Source, Silence, str]]
    """An article, why it shows no origin, and what the reason speaks of."""
    rewrites: Sequence[tuple[Source, Source, str]]
    """An article, the one that it derives from, and how: "copy", "rewrite", or "" where either may be the first."""
    credits: Sequence[tuple[Source, Source]]
    articles: Sequence[Source]
    verbatim: Sequence[tuple[Source, Source]] = ()
    """Articles that print it in the same words, and of which neither is known to derive from the other."""


def write_note(found: Findings) -> str:
    """The note: the origins first, then who only repeats, then what cannot be shown."""
    names = account_names(found.articles)
    parts = [_origins(found.groups, names)] if found.groups else []
    repeating, silent = _repeating(found, names), _silent(found, names)
    if found.groups:
        parts += [repeating, *_doubtful(found.groups), silent]
    else:
        parts += [f"its origin cannot be shown: {silent}" if silent else "its origin cannot be shown", repeating]
    parts.append(_alike(found, names))
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)


def _alike(found: Findings, names: Mapping[str, str]) -> str:
    """Which articles print it word for word, so that they share a source that nobody names."""
    printing = list(dict.fromkeys(names[source.id] for pair in found.verbatim for source in pair))
    return f"{_listed(printing)} print it in the same words, so they share a text" if len(printing) > 1 else ""


def _listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "3 articles": whoever wants to know which looks at the graph."""
    return " and ".join(names) if len(names) <= _NAMED else f"{len(names)} articles"


def _origins(groups: Sequence[Group], names: Mapping[str, str]) -> str:
    """The origins by name; of a single one also which articles credit it."""
    labels = [_label(group) for group in groups]
    if len(groups) > 1:
        more = f"; and {len(labels) - _LABELS} more" if len(labels) > _LABELS else ""
        return f"{len(groups)} origins: {'; '.join(labels[:_LABELS])}{more}"
    told = list(dict.fromkeys(names[source.id] for source in groups[0].told))
    shared = ""
    if len(told) > 1 and not groups[0].own:
        shared = (
            f", whom {told[0]} and {told[1]} both credit" if len(told) == 2 else f", whom {len(told)} articles credit"
        )
    return f"one origin: {labels[0]}{shared}"


def _label(group: Group) -> str:
    """ "The Information, citing four people"; "Norvik, for which Kari Moe speaks"; "Reuters, in its own voice"."""
    bodies = [party for party in group.parties if party.kind == "organization"]
    people = [party for party in group.parties if party.kind == "person"]
    if bodies and people:
        return f"{bodies[0].label}, for which {people[0].label} speaks"
    party = max(group.parties, key=lambda one: (one.is_named, -group.parties.index(one)))
    if group.own:
        return f"{party.label}, in its own voice"
    label = shortened(party.label, 2 * _LABEL)
    return f"{label}, citing {' and '.join(group.cited[:_NAMED])}" if group.cited else label


def _repeating(found: Findings, names: Mapping[str, str]) -> str:
    """Who copies, rewrites or credits another article."""
    told, rewrites = [], found.rewrites
    told_once = len(found.groups) == 1 and len(found.groups[0].told) == 1 and not found.groups[0].own
    if rewrites and told_once and any(origin is found.groups[0].told[0] for _, origin, _ in rewrites):
        told.append(f"{names[found.groups[0].told[0].id]} reports it")
    if len(rewrites) <= _NAMED:
        told += [_derived(names[source.id], names[origin.id], how) for source, origin, how in rewrites]
    else:
        told.append(f"{len(rewrites)} articles copy or rewrite another one")
    if len(found.credits) <= _NAMED:
        told += [f"{names[source.id]} credits {names[origin.id]}" for source, origin in found.credits]
    else:
        told.append(f"{len(found.credits)} articles credit another one")
    return listed(told)


def _derived(source: str, origin: str, how: str) -> str:
    verbs = {"copy": "copies", "rewrite": "rewrites"}
    return f"{source} {verbs[how]} {origin}" if how else f"one of {source} and {origin} derives from the other"


def _doubtful(groups: Sequence[Group]) -> list[str]:
    """Who else is said to have spoken the same words, and which sources may be one of the origins told."""
    told = {party.label.casefold() for group in groups for party in group.parties}
    mouths = _others([party for group in groups for party in group.mouths], told)
    doubts = _others([party for group in groups for party in group.doubts], told)
    parts = [f"the same words are also attributed to {listed(mouths)}"] if mouths else []
    if doubts:
        sources = "another source" if len(doubts) == 1 else "other sources"
        parts.append(f"{listed(doubts)} cannot be shown to be {sources}")
    return parts


def _others(parties: Sequence[Party], told: set[str]) -> list[str]:
    """Names as they are and descriptions between quotation marks, once each."""
    labels: dict[str, str] = {}
    for party in parties:
        if party.label.casefold() not in told:
            label = shortened(party.label, _LABEL)
            labels.setdefault(label.casefold(), label if party.is_named else f"“{label}”")
    others = list(labels.values())
    return others if len(others) <= _NAMED + 1 else [*others[:_NAMED], f"{len(others) - _NAMED} more"]


_REASONS: Mapping[Silence, tuple[str, str]] = {
    "unsourced": (
        "gives no source for it, so it cannot be shown to be another origin",
        "give no source for it, so they cannot be shown to be other origins",
    ),
    "unpublished": ("gives no source for it", "give no source for it"),
    "headline": ("says so only in its headline or summary", "say so only in their headlines or summaries"),
    "machine": ("is written by a machine and names no source", "are written by machines and name no source"),
    "circle": ("credits an outlet that credits it", "credit each other"),
    "elsewhere": ("gives no source for it but elsewhere names", "give no source for it but elsewhere name"),
    "pronoun": ("names its source only as", "name their source only as"),
    "hearsay": ("gives no source for it but", "give no source for it but"),
}


def _silent(found: Findings, names: Mapping[str, str]) -> str:
    """The articles that show no origin, by the reason."""
    parts: list[str] = []
    for kind, (one, many) in _REASONS.items():
        these = [(source, word) for source, why, word in found.silent if why == kind]
        if these:
            called = [names[source.id] for source, _ in these] if len(found.articles) > 1 else ["the article"]
            words = " and ".join(dict.fromkeys(word for _, word in these if word))
            parts.append(f"{_listed(called)} {one if len(these) == 1 else many} {words}".rstrip())
    return "; ".join(parts)
