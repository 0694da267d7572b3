"""How sources tell a claim: from whom they have it and how they put it, those of some passages and the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from explorer.models import Claim, Evidence, Passage, Span
from explorer.terms import MATCHES, chain_words, day_words, kind_words
from explorer.text.spans import overlaps
from explorer.views.library import Library
from explorer.views.outline import Excerpt

_MOST = 6  # others that are told of; further ones are counted


@dataclass(frozen=True, slots=True)
class Account:
    """One source's telling of a claim: its passage, of which day it is, and how it is put ("indirect quote · …")."""

    excerpt: Excerpt
    day: str
    chain: str
    manner: str


class Accounts:
    """The tellings of some claims."""

    def __init__(self, library: Library, claims: Sequence[Claim]) -> None:
        self._library = library
        self._evidence = [each for claim in claims for each in claim.evidence]

    def chain(self, passage: Passage) -> str:
        """From whom the source of a passage has what it says there; nothing where the passage is no evidence."""
        span = Span(passage.start, passage.end)
        for each in self._evidence:
            if each.statement.source == passage.source and overlaps(each.statement.extent, span):
                return self._chain(each)
        return ""

    def others(self, sources: Collection[str]) -> tuple[list[Account], int]:
        """What the first sources but these say, a passage each, the first published first; and how many more there
        are.
        """
        plainest: dict[str, Evidence] = {}
        for each in self._evidence:
            told = plainest.get(each.statement.source)
            if each.statement.source not in sources and (told is None or _rank(each) < _rank(told)):
                plainest[each.statement.source] = each
        accounts = list(self._told(list(plainest.values())[:_MOST]))
        return accounts, max(0, len(plainest) - _MOST)

    def _told(self, evidence: Sequence[Evidence]) -> Iterator[Account]:
        by_day = sorted(evidence, key=lambda e: self._library.source(e.statement.source).published.value or "~")
        for each in by_day:
            source = self._library.source(each.statement.source)
            at = each.statement.extent
            manner = f"{kind_words(each.statement.kind)} · {MATCHES[each.match]}"
            excerpt = self._library.excerpt(Passage(source.id, at.start, at.end))
            yield Account(excerpt, day_words(source.published), self._chain(each), manner)

    def _chain(self, evidence: Evidence) -> str:
        return chain_words(self._library.source(evidence.statement.source), evidence, self._library.entity)


def _rank(evidence: Evidence) -> tuple[bool, bool]:
    """Its own account before titles and repeats, the plainest first."""
    return evidence.statement.role != "body", evidence.match != "same"
