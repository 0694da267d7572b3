"""Whether two speakers are one, as the field's scorers of attribution decide it."""

from __future__ import annotations

from explorer.measure.matching import Text
from explorer.models import Span

_FUNCTION_WORDS = frozenset(
    "the a an of in on at to for and or but who which that his her their its our my your s as by from with "
    "mr mrs ms dr sen rep gov president former".split()
)
"""Words that two speakers may share without being one: articles, prepositions, titles."""


def same_speaker(text: Text, gold: Span | None, found: Span | None) -> bool:
    """Whether both name nobody, or share a word that counts."""
    wanted = text.words([gold]) if gold else frozenset()
    given = text.words([found]) if found else frozenset()
    if not wanted:
        return found is None
    solid = {word for word in wanted if text.word(word) not in _FUNCTION_WORDS}
    return bool(given & (solid or wanted))
