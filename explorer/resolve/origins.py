"""How many independent far ends a claim has: two articles that lean on one report are one confirmation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.models import Derivation, Entity, Evidence, Link, Source
from explorer.text.fold import fold

_ARTICLE = re.compile(r"^(?:an?|the|some|several)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _End:
    """A far end: a key that is equal for equal ends, and its readable name. An empty key cannot be shown."""

    key: str
    name: str


def count_origins(
    evidence: Sequence[Evidence],
    sources: Mapping[str, Source],
    derivations: Sequence[Derivation],
    entities: Mapping[str, Entity],
) -> tuple[int, str]:
    """(number of independent origins, one sentence that says which). 0 when no origin can be shown."""
    derived = {d.source: d.origin for d in derivations}
    own: dict[str, list[Evidence]] = {}
    for piece in evidence:
        own.setdefault(piece.statement.source, []).append(piece)
    ends: dict[str, str] = {}
    hidden: list[str] = []
    repeated: list[str] = []
    for source in sorted(own):
        root = _root(source, derived)
        if root != source:
            repeated.append(f"{_title(sources[source])} repeats {_title(sources[root])}")
            if root in own:
                continue
        end = _far_end(own[source], sources[source], root if root != source else None, sources, entities)
        if end.key:
            ends.setdefault(end.key, end.name)
        else:
            hidden.append(_title(sources[source]))
    return len(ends), _note(ends, hidden, repeated, len(own))


def _root(source: str, derived: Mapping[str, str]) -> str:
    seen = {source}
    while source in derived and derived[source] not in seen:
        source = derived[source]
        seen.add(source)
    return source


def _far_end(
    pieces: Sequence[Evidence],
    source: Source,
    root: str | None,
    sources: Mapping[str, Source],
    entities: Mapping[str, Entity],
) -> _End:
    """The farthest attributed end among the pieces of one source; its own reporting only when none is attributed."""
    for piece in sorted(pieces, key=lambda e: (e.statement.role != "body", e.statement.start)):
        end = _chain_end([link for link in piece.attribution if link.kind != "source"], source, entities)
        if end.key:
            return end
    if root is not None:
        return _End(f"source {root}", _title(sources[root]))
    if source.publisher.status in ("stated", "supplied") and source.publisher.value and not _is_machine(source):
        return _End(f"publisher {fold(source.publisher.value)}", f"{source.publisher.value}, in its own voice")
    return _End("", "")


def _chain_end(links: Sequence[Link], source: Source, entities: Mapping[str, Entity]) -> _End:
    """The farthest named speaker; else the reference; else the unnamed people, who are only this source's own.

    Unnamed people stand behind whoever spoke to them, so a named speaker before them is the origin.
    """
    publisher = fold(source.publisher.value or "")
    named = [link for link in links if link.kind == "entity" and fold(link.text) != publisher]
    if named:
        far = named[-1]
        name = entities[far.id].name if far.id and far.id in entities else " ".join(far.text.split())
        return _End(f"entity {far.id or fold(far.text)}", name)
    unnamed = [link for link in links if link.kind == "unnamed"]
    if unnamed:
        words = " ".join(_ARTICLE.sub("", unnamed[-1].text).split())
        return _End(f"unnamed {fold(words)}", words)
    references = [link for link in links if link.kind == "reference"]
    if references:
        return _End(f"reference {references[-1].text}", references[-1].text)
    return _End("", "")


def _is_machine(source: Source) -> bool:
    return any(flag.kind == "machine_written" for flag in source.flags)


def _title(source: Source) -> str:
    return f"“{source.title.value}”" if source.title.value else source.path


def _note(ends: Mapping[str, str], hidden: Sequence[str], repeated: Sequence[str], count: int) -> str:
    parts: list[str] = []
    names = list(dict.fromkeys(ends.values()))
    if len(ends) == 1:
        parts.append(f"one origin: {names[0]}")
    elif ends:
        parts.append(f"{len(ends)} origins: {'; '.join(names)}")
    if repeated:
        parts.append("; ".join(dict.fromkeys(repeated)))
    if hidden:
        which = ", ".join(hidden) if count > 1 else "the article"
        verb = "give" if len(hidden) > 1 else "gives"
        parts.append(f"origin cannot be shown: {which} {verb} no source")
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "." if parts else ""
