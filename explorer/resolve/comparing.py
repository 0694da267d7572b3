"""Two articles sentence by sentence: what they have in common, and what either has of its own.

How alike two articles are is the mean of the log odds that their sentences restate each other, each sentence with one
partner, the better pairs counting more: who rewrites half of an article leaves the other half aside. Measured on
made-up articles of eight sentences of which human paraphrases stand in another one, that tells rewrites from articles
of the same topics (see `tests/bench`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from explorer.models import Quantity
from explorer.resolve.articles import Article, Detail
from explorer.resolve.features import PairScore, score, untelling
from explorer.resolve.romanised import skeleton
from explorer.resolve.shortlists import Shortlist
from explorer.resolve.spelling import plain_spelling, plain_words, same_name, spelled
from explorer.text.agreeing import compatible, is_conversion, same_unit
from explorer.text.quantities import find_quantities
from explorer.text.tokens import bare_words, stems, word_list

FIRM = 0.55
"""Score from which two sentences are partners; whole sentences of rewrites score lower than short statements."""

COPY = 0.6
"""Share of the five-word runs of the shorter article from which it is called a copy; of fewer, so much is in other
words that it is called a rewrite."""

NOTHING = 0.05
"""Score of two sentences that have nothing in common; so much counts for one that is held against no other."""

RUN = 3
"""Words of a run that counts as shared wording: longer ones do not outlive a rewrite, shorter ones are everywhere."""

NEAR = 120
"""Code points on either side of an amount in which stands what it is told of;"""

MATTER = 2
"""and the words there that two accounts of one amount share at least, where it is told in two units."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is common to two articles as wholes, found without comparing their sentences."""

    a: Article
    b: Article
    wording: float
    """Share of the three-word runs of the shorter one, outside quotations, that stand in the other one too."""
    own_a: tuple[Detail, ...]
    """Names and amounts of `a` that `b` does not give."""
    own_b: tuple[Detail, ...]

    def own(self, article: Article) -> tuple[Detail, ...]:
        """The details that only `article` gives, one of the two."""
        return self.own_a if article is self.a else self.own_b

    def fresh_of(self, article: Article) -> float:
        """Share of the details of `article`, by weight, that the other one does not give."""
        total = sum(detail.weight for detail in article.details)
        return sum(detail.weight for detail in self.own(article)) / total if total else 0.0

    @property
    def fresh(self) -> float:
        """The same of the article that has less of its own."""
        return min(self.fresh_of(self.a), self.fresh_of(self.b))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles sentence by sentence. `partners` are pairs of sentence numbers (of a, of b), each in one pair."""

    shared: Shared
    partners: tuple[tuple[int, int], ...]
    alike: float
    """0 to 1: how surely the one restates the other (see above)."""
    copied: float
    """Share of the five-word runs that both have, where copying explains it; else 0."""
    quotation: str
    """The longest quotation that stands in both, as `a` prints it, or ""."""

    @property
    def a(self) -> Article:
        """The one article."""
        return self.shared.a

    @property
    def b(self) -> Article:
        """The other article."""
        return self.shared.b

    @property
    def is_copy(self) -> bool:
        """Whether most of the one is printed word for word in the other."""
        return self.copied >= COPY

    @property
    def later(self) -> str:
        """What a reason calls the article that came later."""
        return "the copy" if self.is_copy else "the rewrite"

    @property
    def share(self) -> float:
        """Share of the sentences of the shorter article that have a partner."""
        return len(self.partners) / max(1, min(len(self.a.sentences), len(self.b.sentences)))


def share(a: Article, b: Article) -> Shared:
    """What two articles have in common as wholes: quick, and enough to leave most pairs alone."""
    return Shared(a, b, shared_wording(a.told, b.told), _own(a, b), _own(b, a))


def compare(shared: Shared, copied: float, scorer: PairScore = score) -> Comparison:
    """Set the sentences of two articles against each other."""
    a, b = shared.a, shared.b
    cells = _cells(a, b, scorer)
    pairs = _one_to_one(cells)
    rest = min(len(a.profiles), len(b.profiles)) - len(pairs)
    common = sorted(a.quotations.keys() & b.quotations.keys(), key=lambda words: (-len(words), words))
    return Comparison(
        shared=shared,
        partners=tuple(sorted((i, j) for value, i, j in pairs if value >= FIRM)),
        alike=_likeness([*(value for value, _, _ in pairs), *[NOTHING] * rest]),
        copied=copied,
        quotation=a.printed(a.quotations[common[0]]).strip(" ,.") if common else "",
    )


def _cells(a: Article, b: Article, scorer: PairScore) -> list[tuple[float, int, int]]:
    """(score, sentence of a, sentence of b), of very long articles only for sentences that share the most."""
    near = Shortlist(b.profiles)
    size = max(1, len(a.profiles))
    return [(scorer(x, b.profiles[j]), i, j) for i, x in enumerate(a.profiles) for j in near.nearest(x, i / size)]


def one_to_one(matrix: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), best first, so that no row and no column comes twice."""
    return [
        (i, j) for _, i, j in _one_to_one((value, i, j) for i, row in enumerate(matrix) for j, value in enumerate(row))
    ]


def _one_to_one(cells: Iterable[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[float, int, int]] = []
    for value, i, j in sorted(cells, key=lambda cell: (-cell[0], cell[1], cell[2])):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((value, i, j))
    return found


def likeness(matrix: Sequence[Sequence[float]]) -> float:
    """0 to 1: how surely one article restates the other, from the scores of their sentences; 0 without sentences."""
    return _likeness([matrix[i][j] for i, j in one_to_one(matrix)])


def _likeness(scores: Sequence[float]) -> float:
    """The same from the scores of the partners, best first."""
    odds = [_log_odds(value) for value in scores]
    if not odds:
        return 0.0
    weights = range(len(odds), 0, -1)
    mean = sum(weight * value for weight, value in zip(weights, odds, strict=True)) / sum(weights)
    return 1 / (1 + math.exp(-mean))


def _log_odds(value: float) -> float:
    value = min(max(value, 1e-6), 1 - 1e-6)
    return math.log(value / (1 - value))


def shared_wording(a: str, b: str) -> float:
    """Share of the three-word runs of the text with fewer of them that the other one holds."""
    mine, theirs = _runs(a), _runs(b)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = bare_words(text)
    return frozenset(zip(*(words[i:] for i in range(RUN)), strict=False))


def _own(article: Article, other: Article) -> tuple[Detail, ...]:
    return tuple(detail for detail in article.details if not gives(other, detail, article))


def gives(article: Article, detail: Detail, home: Article) -> bool:
    """Whether `article` gives a name or an amount of `home`: in a shorter or longer form, in another spelling, rounded,
    or in another unit, if it is told of the same matter.
    """
    if detail.number is not None:
        return _gives_amount(article, detail, detail.number, home) or any(
            _gives_amount(article, one, number, home) for one, number in _conversions(detail.number, home)
        )
    return detail.entity in article.named or gives_name(article, detail.text, home, person=detail.type == "person")


def _conversions(number: Quantity, home: Article) -> list[tuple[Detail, Quantity]]:
    """What an amount is converted to or from there: who tells "€20m" of "€20m ($31m)" leaves nothing out."""
    amounts = [(one, one.number) for one in home.details if one.number is not None]
    amounts.sort(key=lambda one: one[1].start)
    found: list[tuple[Detail, Quantity]] = []
    for first, second in pairwise(amounts):
        if number in (first[1], second[1]) and is_conversion(first[1], second[1]):
            found += [first, second]
    return found


def _gives_amount(article: Article, detail: Detail, number: Quantity, home: Article) -> bool:
    if (number.low, number.high) in article.amounts:
        return True
    theirs = [one.number for one in article.details if one.number is not None]
    around = _near(home.source.text, number.start, number.end)
    told = any(_tells(article.source.text, other, number, around) for other in theirs)
    return told or _holds_figure(article, detail, around)


def _tells(text: str, other: Quantity, number: Quantity, around: frozenset[str]) -> bool:
    """Whether an amount of `text` is this one, of which the words `around` it tell; figures of two units that are near
    each other are common, so one is the other converted only where it stands among words of the same matter.
    """
    if not agrees(number, other):
        return False
    converted = not same_unit(number.unit, other.unit) and compatible(number, other)
    return not converted or len(around & _near(text, other.start, other.end)) >= MATTER


@lru_cache(maxsize=8192)
def _near(text: str, start: int, end: int) -> frozenset[str]:
    """Stems of the telling words that stand near an amount, in its paragraph."""
    before = text[max(0, start - NEAR) : start].rpartition("\n")[2].partition(" ")[2]
    after = text[end : end + NEAR].partition("\n")[0].rpartition(" ")[0]
    return frozenset(one for one in (*stems(before), *stems(after)) if one not in untelling() and not one[0].isdigit())


def gives_name(article: Article, name: str, home: Article, *, person: bool) -> bool:
    """Whether `article` prints a name of `home`, be it in a shorter or longer form or in another spelling."""
    words = frozenset(word_list(name))
    if any(words <= form or (form and form <= words) for form in article.forms) or article.holds(name):
        return True
    plain, beside = _plain(name), _spelled(home.words)
    if f" {' '.join(plain)} " in _spelled(article.words):
        return True
    sounds = frozenset(map(skeleton, plain))
    alike = [
        form
        for form, heard in _plain_forms(article.forms)
        if (person and len(form) == 1) or not form.isdisjoint(plain) or not heard.isdisjoint(sounds)
    ]
    return any(same_name(plain, form, person=person, beside=beside) for form in alike)


@lru_cache(maxsize=8192)
def _plain(name: str) -> tuple[str, ...]:
    """The words of a name, of which many articles are asked."""
    return tuple(plain_words(name))


@lru_cache(maxsize=1024)
def _plain_forms(forms: tuple[frozenset[str], ...]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The words of each name of an article in their plain spelling, and how they sound."""
    plain = [frozenset(map(plain_spelling, form)) for form in forms]
    return tuple((form, frozenset(map(skeleton, form))) for form in plain)


@lru_cache(maxsize=1024)
def _spelled(words: str) -> str:
    """The same of the words of an article, which are asked for again and again."""
    return spelled(words)


def _holds_figure(article: Article, detail: Detail, around: frozenset[str]) -> bool:
    """Whether an amount is printed where no statement has it; a count of ten or more is known by its figure alone."""
    figure = detail.text.split()[0]
    if article.holds(detail.text) or (figure.isdigit() and len(figure) > 1 and article.holds(figure)):
        return True
    number = detail.number
    return number is not None and any(
        compatible(number, other) and _tells(article.body, other, number, around) for other in _amounts(article.body)
    )


@lru_cache(maxsize=1024)
def _amounts(text: str) -> tuple[Quantity, ...]:
    """All amounts of a text; a rank is none."""
    return tuple(quantity for quantity in find_quantities(text) if quantity.unit != "ordinal")


def agrees(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts are one, be they rounded, or counted of other things ("three workers", "three people")."""
    return (
        compatible(a, b) or (a.low, a.high) == (b.low, b.high) or a.high == b.low == b.high or b.high == a.low == a.high
    )
