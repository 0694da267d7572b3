"""Scores of names: the same span and the same type.

Same definitions as the field's: spaces, a leading article and a trailing possessive do not count; persons,
organizations and places are scored, other types are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.measure.matching import Score
from explorer.measure.values import trimmed
from explorer.models import Span

TYPES = ("PER", "ORG", "LOC")
"""What the shared tasks call them, in the order of the tables."""
LABELS: Mapping[str, str] = {
    "person": "PER", "PERSON": "PER", "PER": "PER", "organization": "ORG", "ORG": "ORG", "place": "LOC",
    "location": "LOC", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip
"""The types and labels that are scored, each with its class."""

Name = tuple[int, int, str]
"""Start, end, class."""


def name(text: str, span: Span, label: str) -> Name | None:
    """What is compared, or None where the label is not scored."""
    if label not in LABELS:
        return None
    bare = trimmed(text, span)
    return bare.start, bare.end, LABELS[label]


@dataclass(slots=True)
class NameTally:
    """Counts over any number of texts, by class."""

    by_type: dict[str, Score] = field(default_factory=lambda: dict.fromkeys(TYPES, Score()))

    def add(self, gold: Iterable[Name], found: Iterable[Name]) -> None:
        """Count one text; each side is a set."""
        gold, found = set(gold), set(found)
        for label in TYPES:
            wanted = {one for one in gold if one[2] == label}
            given = {one for one in found if one[2] == label}
            self.by_type[label] += Score.of(len(wanted & given), len(given), len(wanted))

    @property
    def micro(self) -> Score:
        """All classes together."""
        return sum(self.by_type.values(), Score())
