"""How much a statement is worth checking, 0–3, with the reasons that say so.

A sum of plain features: figures, names, comparisons and deeds raise it; judgement, empty words, bare predictions and
figures of speech lower it. The weights are a judgement, made so that a sentence with a name and a figure is 3, a plain
fact about a name 2, a generality 1, and a flourish 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from explorer.extract.kinds import kind_of_assertion
from explorer.extract.wording import wording
from explorer.models import EvidenceKind
from explorer.text.dates import find_dates
from explorer.text.quantities import find_quantities

_CUTS = ((2.5, 3), (1.25, 2), (0.25, 1))
_NAMES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels of the parser that are names, not figures or dates."""
_PERSONAL = frozenset({"you", "your", "yourself", "let"})


FLOURISH = "figure of speech"
"""The reason of a worth of 0 that no name outweighs."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the statement holds: its words, its text, and how many figures, dates and names were found in it."""

    words: list[Token]
    text: str
    kind: EvidenceKind
    quantities: int
    dates: int
    names: int
    attributed: bool


def is_rhetoric(text: str) -> bool:
    """Whether a stock phrase or a figure of speech carries the text."""
    return wording().rhetoric.search(text) is not None


def weigh(features: Features) -> tuple[int, tuple[str, ...]]:
    """The worth of a statement and the reasons for it."""
    _, worth, reasons = _score(features)
    return worth, reasons


def worth_of_sentence(sentence: Doc | Span) -> tuple[float, int, tuple[str, ...]]:
    """The score, the worth (0–3) and the reasons of one parsed sentence that stands alone, in its own voice.

    Names are those that the parser finds. The score orders sentences of equal worth; it has no unit.
    """
    words = [word for word in sentence if not word.is_space]
    head = next((word for word in words if word.dep_ == "ROOT"), None)
    if head is None:
        return 0.0, 0, ()
    kind = kind_of_assertion(head, words)
    names = {entity.text for entity in sentence.ents if entity.label_ in _NAMES}
    features = Features(
        words, sentence.text, kind, len(find_quantities(sentence.text)), len(find_dates(sentence.text, None)),
        len(names), attributed=False,
    )  # fmt: skip
    return _score(features)


def _score(features: Features) -> tuple[float, int, tuple[str, ...]]:
    if is_rhetoric(features.text) and not features.quantities:
        return -1.0, 0, (FLOURISH,)
    score, reasons = 0.5, list[str]()
    for points, reason in (*_raising(features), *_lowering(features)):
        score += points
        reasons.append(reason)
    worth = next((level for cut, level in _CUTS if score >= cut), 0)
    return score, worth, tuple(reasons)


def _raising(features: Features) -> list[tuple[float, str]]:
    lists, found = wording(), list[tuple[float, str]]()
    lower = {word.lower_ for word in features.words}
    if features.quantities:
        found.append((1.5 if features.quantities == 1 else 2.0, "has a figure"))
    if features.dates:
        found.append((0.5, "has a date"))
    if features.names:
        found.append((0.75 if features.names == 1 else 1.25, "names" if features.names > 1 else "a name"))
    if lower & lists.comparison:
        found.append((0.5, "compares"))
    if any(word.pos_ == "VERB" and word.lemma_.lower() in lists.deeds for word in features.words):
        found.append((0.75, "a deed or change"))
    if features.attributed:
        found.append((0.5, "somebody stands for it"))
    return found


def _lowering(features: Features) -> list[tuple[float, str]]:
    lists, found = wording(), list[tuple[float, str]]()
    lower = [word.lower_ for word in features.words]
    empty = sum(word in lists.empty for word in lower)
    if empty > 1 and not features.quantities:
        found.append((-0.4 * min(empty - 1, 4), "many empty words"))
    judging = sum(word in lists.evaluative for word in lower)
    if judging and not features.quantities:
        found.append((-0.4 * min(judging, 3), "judging words"))
    head = next((word for word in features.words if word.dep_ == "ROOT"), None)
    if head is not None and head.lemma_.lower() in lists.empty_verbs and not features.quantities:
        found.append((-0.5, "interprets"))
    if lower and lower[0] in lists.demonstratives and not features.quantities:
        found.append((-0.25, "points back"))
    if features.kind == "opinion":
        found.append((-0.75, "opinion"))
    elif features.kind == "prediction" and not features.quantities and not features.dates:
        found.append((-0.5, "prediction without figure or date"))
    if features.text.rstrip(" \"'”’)").endswith("?"):
        found.append((-1.0, "a question"))
    if not features.attributed and _PERSONAL & set(lower):
        found.append((-1.0, "addresses the reader"))
    return found
