"""Who in this folder told a claim first, as far as the dates of articles and what derives from what tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from explorer.models import Source
from explorer.origins import OriginEdge, OriginGraph
from explorer.terms import day_words
from explorer.text.phrases import listed, plural

_LATER = ("copy", "rewrite", "credit")
"""Steps that show that their holder came after the article that gives it."""
_NAMED = 2
"""How many are called by name in one sentence."""


class First(NamedTuple):
    """The nodes of the articles that told it first, the sentence that says so, and what is said beside them."""

    nodes: frozenset[int]
    words: str
    mark: str = ""
    """Empty where there is no other article, or none is the first."""
    brief: str = ""
    """The sentence without whom they have it from."""


def first_words(graph: OriginGraph, sources: Mapping[str, Source], names: Mapping[str, str]) -> First:
    """Who told it first; `names` has what each of the sources is called beside its date.

    An article that copies, rewrites or credits another of them is not the first. Of the others the date decides, to
    the day where one of them gives no hour; what is not known is said.
    """
    articles = [at for at, node in enumerate(graph.nodes) if node.kind == "source" and node.id in sources]
    later = {edge.holder for edge in graph.edges if edge.how in _LATER}
    rivals = [at for at in articles if at not in later]
    dated = {at: date for at in rivals if (date := _source(graph, sources, at).published.value)}
    if not rivals:
        return First(frozenset(), "")
    if not dated:
        return _without_dates(graph, sources, names, rivals, is_only=len(articles) == 1)
    firsts = _earliest(dated)
    firsts.sort(key=lambda at: not _givers(graph, at))
    undated = len(rivals) - len(dated)
    head = "First in this folder" if not undated else "First of those with a date"
    if len(articles) == 1:
        head = "The only one in this folder"
    words = f"{head}: {_told(graph, sources, names, firsts[0])}"
    brief = f"{head}: {_called(graph, sources, names, firsts[0])}"
    if len(firsts) == 2:
        also = f". Of the same day: {names[_source(graph, sources, firsts[1]).id]}"
        words, brief = f"{words}{also}; {_whence(graph, firsts[1])}", brief + also
    elif len(firsts) > 2:
        also = f". Of the same day are {plural(len(firsts) - 1, 'other article')}"
        words, brief = words + also, brief + also
    if undated:
        earlier = f". {plural(undated, 'article')} without a date may be earlier"
        words, brief = words + earlier, brief + earlier
    mark = "" if len(articles) == 1 else "of the first day" if len(firsts) > 1 else "first in this folder"
    if undated:
        mark = "first of those with a date" if len(firsts) == 1 else "of the first known day"
    return First(frozenset(firsts), f"{words}.", mark, f"{brief}.")


def _without_dates(
    graph: OriginGraph, sources: Mapping[str, Source], names: Mapping[str, str], rivals: list[int], *, is_only: bool
) -> First:
    """Where no article that may be the first bears a date: the one from which all others derive, if there is one."""
    if len(rivals) > 1:
        words = f"Which of {plural(len(rivals), 'article')} had it first cannot be told: none bears a date."
        return First(frozenset(), words, brief=words)
    head = "The only one in this folder" if is_only else "First in this folder, by what derives from it"
    words, brief = (
        f"{head}: {_told(graph, sources, names, rivals[0])}.",
        f"{head}: {_called(graph, sources, names, rivals[0])}.",
    )
    return First(frozenset(rivals), words, "" if is_only else "first in this folder", brief)


def _source(graph: OriginGraph, sources: Mapping[str, Source], at: int) -> Source:
    return sources[graph.nodes[at].id or ""]


def _earliest(dated: Mapping[int, str]) -> list[int]:
    """The nodes with the earliest date: by the hour where all of that day give one in the same zone."""
    day = min(date[:10] for date in dated.values())
    same = {at: date for at, date in dated.items() if date[:10] == day}
    zones = {date[19:] for date in same.values()}
    if len(zones) == 1 and all(len(date) > 10 for date in same.values()):
        hour = min(same.values())
        return [at for at, date in same.items() if date == hour]
    return list(same)


def _told(graph: OriginGraph, sources: Mapping[str, Source], names: Mapping[str, str], at: int) -> str:
    """ "Reuters, “Norvik to shut…”, 2025-03-04 (inferred); it has it from The Harbour Post, citing two people"."""
    return f"{_called(graph, sources, names, at)}; {_whence(graph, at)}"


def _called(graph: OriginGraph, sources: Mapping[str, Source], names: Mapping[str, str], at: int) -> str:
    source = _source(graph, sources, at)
    return f"{names[source.id]}, {day_words(source.published)}"


def _whence(graph: OriginGraph, at: int) -> str:
    """Whom an article has it from, and whom that one cites."""
    steps = _givers(graph, at)
    if any(edge.how == "publication" for edge in steps):
        return "it tells it in its own voice"
    if not steps:
        return "it names no source for it"
    givers = [_cited(graph, edge) for edge in steps]
    called = listed(givers) if len(givers) <= _NAMED else f"{givers[0]} and {len(givers) - 1} others"
    return f"it has it from {called}"


def _givers(graph: OriginGraph, at: int) -> list[OriginEdge]:
    return [edge for edge in graph.edges if edge.holder == at and edge.how not in ("copy", "rewrite", "shared")]


def _cited(graph: OriginGraph, step: OriginEdge) -> str:
    giver = graph.nodes[step.giver]
    name = f"a page of {giver.label}" if giver.kind == "reference" else giver.label
    behind: Sequence[str] = [graph.nodes[edge.giver].label for edge in graph.edges if edge.holder == step.giver]
    if not behind or giver.kind == "source":
        return name
    called = listed(behind) if len(behind) <= _NAMED else f"{len(behind)} others"
    return f"{name}, citing {called}"
