"""How surely two statements say the same: by their words and meaning, as wholes, as clauses and at their centres."""

from __future__ import annotations

from explorer.resolve.features import SAME_CLAIM, PairScore
from explorer.resolve.features import score as by_words_alone
from explorer.resolve.items import Item
from explorer.resolve.story import same_story
from explorer.resolve.telling import holds, same_words
from explorer.text.agreeing import compatible

CLAUSE_FLOOR = 0.30
"""Below this the clauses themselves are too unlike for their sentences to help, and wholes for their centres."""

HOST_SHARE = 0.4
"""How much the likeness of the two sentences counts when both statements are only clauses of them."""

AMOUNT = 0.05
"""What each of the first two amounts that agree adds: paraphrase corpora hold too few for the fit to value them."""

BORROWED = 0.95
"""How far the likeness of two clauses counts whose subjects, borrowed from their sentences, are put in other words."""

LENT = 0.15
"""And what such a subject, if both have it in the same words, adds at most to the likeness of the clauses."""

ALIKE_AS_WHOLES = 0.70
"""Score of two statements from which their centres need not be looked at."""

ACROSS = 0.50
"""Score of the words from which the meaning of two statements of different stories is compared as well: below it, what
two stories have in common is their kind, and a folder of many stories would spend most of its time on such pairs."""


def similarity(a: Item, b: Item, score: PairScore = by_words_alone) -> float:
    """0 to 1: how surely the two statements say the same thing; `score` compares their texts.

    In articles of one story a statement that another holds whole is told by it too, however much more that tells.
    """
    if same_words(a, b):
        return 1.0
    value = _likeness(a, b, score)
    return SAME_CLAIM if value < SAME_CLAIM and a.index != b.index and holds(a, b) else value


def _likeness(a: Item, b: Item, score: PairScore) -> float:
    words = by_words_alone(a.profile, b.profile)
    if words < ACROSS and not same_story(a.story, b.story):
        score = by_words_alone
    own = words if score is by_words_alone else score(a.profile, b.profile)
    if a.borrowed and b.borrowed:
        told = score(a.told, b.told)
        own = min(max(own, BORROWED * told), told + LENT)
    if own >= CLAUSE_FLOOR:
        agreeing = sum(any(compatible(x, y) for y in b.quantities) for x in a.quantities)
        own = min(1.0, own + AMOUNT * min(agreeing, 2))
    if own < CLAUSE_FLOOR or a.index == b.index:
        return own
    if a.is_clause and b.is_clause:
        own = max(own, (1 - HOST_SHARE) * own + HOST_SHARE * score(a.host, b.host))
    if own < ALIKE_AS_WHOLES and (a.core or b.core) and same_story(a.story, b.story):
        own = max(own, score(a.core or a.profile, b.core or b.profile))
    return own
