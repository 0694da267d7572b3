"""The worth of a sentence that stands alone, as data sets have them, in its own voice."""

from __future__ import annotations

from spacy.tokens import Doc as Parsed

from explorer.extract.kinds import kind_of_assertion
from explorer.extract.tree import Doc
from explorer.extract.worth import Features, Weight, weigh
from explorer.text.dates import find_dates
from explorer.text.quantities import count_figures, find_quantities

_NAMES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Labels of the parser that are names, not figures or dates."""


def worth_of_sentence(sentence: Parsed) -> Weight:
    """What one parsed sentence is worth; names are those that the parser finds."""
    words = [word for word in Doc(sentence) if not word.is_space]
    head = next((word for word in words if word.dep_ == "ROOT"), None)
    kind = kind_of_assertion(head, words) if head is not None else "assertion"
    names = {entity.text for entity in sentence.ents if entity.label_ in _NAMES}
    dates = find_dates(sentence.text, None)
    figures = count_figures(find_quantities(sentence.text, dates))
    return weigh(Features(words, sentence.text, kind, figures, len(dates), len(names), False))
