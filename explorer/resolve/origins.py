"""How many independent far ends a claim has: two articles that lean on one report are one confirmation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.models import Derivation, Entity, Evidence, Link, Source
from explorer.text.fold import fold
from explorer.text.phrases import without_relative

TELLING = 2
"""Words that describe unnamed people well enough to take two mentions for the same people ("Nvidia spokesperson")."""

_RUMOUR = re.compile(r"(?:reportedly|allegedly|(?:media |news |press |the |recent )*reports?|rumou?rs)", re.IGNORECASE)
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
        if root != source and root in own:
            repeated.append(f"{_title(sources[source])} repeats {_title(sources[root])}")
            continue
        end = _far_end(own[source], sources[source], entities)
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


def _far_end(pieces: Sequence[Evidence], source: Source, entities: Mapping[str, Entity]) -> _End:
    """The farthest attributed end among the pieces of one source; its own reporting only when none is attributed."""
    rumoured = False
    for piece in sorted(pieces, key=lambda e: (e.statement.role != "body", e.statement.start)):
        links = [link for link in piece.attribution if link.kind != "source"]
        end = _chain_end(links, source, entities)
        if end.key:
            return end
        rumoured = rumoured or any(link.kind == "unnamed" for link in links)
    if rumoured or _is_machine(source) or source.publisher.status not in ("stated", "supplied"):
        return _End("", "")
    return _End(f"publisher {fold(source.publisher.value or '')}", f"{source.publisher.value}, in its own voice")


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
    references = [link for link in links if link.kind == "reference"]
    unnamed = [link for link in links if link.kind == "unnamed"]
    if unnamed:
        words = _ARTICLE.sub("", without_relative(_first_described(unnamed[-1], source)))
        if not _RUMOUR.fullmatch(words):
            here = "" if len(words.split()) >= TELLING else f"{source.id} "
            return _End(f"unnamed {here}{fold(words)}", words)
    if references:
        return _End(f"reference {references[-1].text}", references[-1].text)
    return _End("", "")


def _first_described(link: Link, source: Source) -> str:
    """How unnamed people were first described: "the officials" are the "two officials in Oslo" from before."""
    return source.text[link.referent.start : link.referent.end] if link.referent is not None else link.text


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
