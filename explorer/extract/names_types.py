"""What a name names: votes of its own words and of the model, who is one voter among several (see `names_company`).

The weights were set by hand on news of 1996 and 2016 that is not in this repository; a list or a head word outvotes
the model, and clear company ("Mr.", "shares of", "chips such as") outvotes a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from explorer.extract.names_lexicon import Lexicon, lexicon
from explorer.extract.names_spans import Span
from explorer.extract.names_words import is_acronym, is_camel, is_model_number
from explorer.models import EntityType


class Votes(defaultdict[EntityType, float]):
    """Weights for each type; a type nobody named has 0."""

    def __init__(self) -> None:
        super().__init__(float)

    def add(self, other: Mapping[EntityType, float], share: float = 1.0) -> None:
        """Add the weights of `other`, each times `share`."""
        for kind, weight in other.items():
            self[kind] += weight * share

    def winner(self) -> EntityType:
        """The type of most weight; between equals the one that is preferred."""
        return max(_PREFERRED, key=lambda kind: self[kind])


_PREFERRED: tuple[EntityType, ...] = ("organization", "person", "place", "product", "law", "event", "work")
"""From the first choice to the last."""

_LABELS: dict[str, tuple[EntityType, float]] = {
    "PERSON": ("person", 1.2),
    "ORG": ("organization", 0.8),
    "GPE": ("place", 0.8),
    "LOC": ("place", 1.0),
    "FAC": ("place", 0.8),
    "PRODUCT": ("product", 0.7),
    "LAW": ("law", 0.8),
    "EVENT": ("event", 1.2),
    "WORK_OF_ART": ("work", 0.6),
    "NORP": ("organization", 0.2),
}
"""Label of the model → what it votes for, and with what weight."""


def own_votes(span: Span) -> Votes:
    """What the words of the name say, the same at every occurrence; empty when nothing speaks."""
    out = Votes()
    if span.kind:
        out[span.kind] += 4.0 if span.kind == "work" else 2.5  # a work is known by its quotation marks
    for voter in (_lists, _heads, _joined, _shape, _given):
        voter(span, lexicon(), out)
    return out


def model_votes(span: Span) -> Votes:
    """What the model says of one occurrence."""
    out = Votes()
    _model(span, lexicon(), out)
    return out


# -- the name itself


def _model(span: Span, lex: Lexicon, out: Votes) -> None:
    labels = [word.label for word in span.words if word.label]
    if not labels:
        return
    label = labels[-1]
    voted, weight = _LABELS[label]
    if label == "GPE" and " ".join(span.texts) not in lex.places:
        weight = 0.5  # a place that no list knows is a company as often
    exact = span.words[0].token.ent_iob_ == "B" and len(labels) == len(span.words)
    out[voted] += weight * (1.0 if exact else 0.6)


def _lists(span: Span, lex: Lexicon, out: Votes) -> None:
    name = " ".join(span.texts)
    if name.isupper() and len(name) > 3 and name.title() in lex.places:
        name = name.title()  # "OSLO" of a dateline
    if name in lex.countries or name in lex.country_of:
        out["place"] += 4.0
    elif name in lex.places:
        out["place"] += 1.8
    if name in lex.known or name in lex.outlets:
        out["organization"] += 2.5
    if lex.has("laws.known", name):
        out["law"] += 2.5
    if lex.has("events.known", name):
        out["event"] += 2.5
    if name in lex.houses:
        out["organization"] += 5.0


_LAST_WORDS: tuple[tuple[str, EntityType, float], ...] = (
    ("organizations.legal", "organization", 3.0),
    ("organizations.heads", "organization", 2.2),
    ("places.heads", "place", 2.0),
    ("works.heads", "work", 3.0),
    ("laws.heads", "law", 2.0),
    ("events.heads", "event", 2.0),
)


def _heads(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    last, first = texts[-1], texts[0]
    person = len(texts) == 2 and lex.has("people.given", first) and span.words[-1].label == "PERSON"
    if len(texts) > 1 and not person:  # "Jim Courier" is no newspaper
        for group, kind, weight in _LAST_WORDS:
            if lex.has(group, last):
                out[kind] += weight
        if lex.has("events.starts", first) and first not in lex.places:
            out["event"] += 2.0
        if lex.has("places.starts", first) and len(texts) <= 3:
            out["place"] += 0.7
    team = (
        len(texts) > 1
        and last.endswith("s")
        and " ".join(texts[:-1]) in lex.places
        and " ".join(texts) not in lex.places
    )
    if team and not lex.has("places.heads", last) and not lex.has("events.heads", last):
        out["organization"] += 2.2  # "Lima Herons"
    if "&" in texts or (len(texts) > 1 and last in {"Democrats", "Republicans"}):
        out["organization"] += 1.5
    if len(texts) == 1 and last.endswith("gate") and len(last) > 7 and last not in lex.places:
        out["event"] += 1.2  # scandals are called so


def _joined(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "Bank of Oslo", "Treaty on Open Skies", "Battle of Antietam", "Gulf of Aden": the word before the small one."""
    texts = span.texts
    if "v." in texts or "v" in texts:
        out["law"] += 6.0  # "Roe v. Wade"
    small = next((k for k in range(1, len(texts)) if texts[k] in {"of", "for", "on", "against", "and"}), 0)
    if not small:
        return
    head, word = texts[small - 1], texts[small]
    body = lex.has("organizations.of_heads", head) or lex.has("organizations.heads", head)
    if word != "against":
        out["organization"] += 2.0 if body else 0.3
        out["person"] -= 2.0
    if small == 1 and word != "and" and lex.has("laws.heads", head):
        out["law"] += 4.0
    if word == "of" and lex.has("events.of_heads", head):
        out["event"] += 4.0
    if word == "of" and lex.has("places.of_heads", head):
        out["place"] += 3.0


def _shape(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    last = texts[-1]
    counted = len(texts) > 1 and (last.isdigit() or last in lex.numerals or set(last) <= set("IVX"))
    numbered = lex.numbered(texts[-2]) if counted else None
    if numbered:
        out[numbered] += 3.0
    elif len(texts) > 1 and (last.isdigit() or lex.has("products.suffixes", last)):
        out["product"] += 1.5
    if is_model_number(last):
        out["product"] += 2.0
    elif len(texts) > 1 and is_model_number(texts[0]) and "-" in texts[0]:
        out["product"] += 2.0  # "F-104 Starfighter"
    elif len(texts) == 1 and is_acronym(last) and "." not in last:
        out["organization"] += 0.7
    elif len(texts) == 1 and is_camel(last) and not last.startswith(("Mc", "Mac", "De", "La", "Le", "Van", "O'")):
        out["organization"] += 1.2 if last.endswith("AI") else 0.6
        out["product"] += 1.2 if last[0].islower() else 0.3


def _initials(texts: Sequence[str]) -> bool:
    """Whether initials stand before one surname: "J. D. Olin", "AJ Olin", "CC Olin"; not "AC Milan"."""
    *first, last = texts
    if not first or len(last) < 3 or not last[0].isupper() or last.isupper():
        return False
    pointed = all(len(text) == 2 and text[1] == "." for text in first)
    called = len(first) == 1 and len(first[0]) == 2 and first[0].isupper() and first[0][1] in {"J", first[0][0]}
    return pointed or called


def _given(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    headed = lex.has("organizations.heads", texts[-1]) or lex.has("places.heads", texts[-1])
    if _initials(texts) and not headed and texts[-1] not in lex.places:
        out["person"] += 1.4
    first = texts[0].title() if texts[0].isupper() and len(texts[0]) > 2 else texts[0]
    if not lex.has("people.given", first) or (first in lex.country_of and len(texts) == 1):
        return
    if lex.has("places.heads", texts[-1]) and span.words[-1].label != "PERSON":
        return  # "Ellis Park"
    if 2 <= len(texts) <= 5 and not any(lex.has("organizations.heads", t) or t in lex.known for t in texts[1:]):
        out["person"] += 0.6 if texts[0] in lex.places else 1.4
    elif len(texts) == 1:
        out["person"] += 0.4
    if lex.has("people.suffixes", texts[-1]):
        out["person"] += 1.0
