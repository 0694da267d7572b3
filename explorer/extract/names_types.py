"""What a name names: votes of its own words, of its neighbours, and of the model, who is one voter among several.

The weights were set by hand on news of 1996 and 2016 that is not in this repository; a list or a head word outvotes
the model, and clear company ("Mr.", "shares of", "chips such as") outvotes a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from explorer.extract.names_lexicon import Lexicon, lexicon
from explorer.extract.names_spans import Span
from explorer.extract.names_words import Passage, is_acronym, is_camel, is_model_number
from explorer.models import EntityType


class Votes(defaultdict[EntityType, float]):
    """Weights for each type; a type nobody named has 0."""

    def __init__(self) -> None:
        super().__init__(float)

    def add(self, other: Mapping[EntityType, float], share: float = 1.0) -> None:
        """Add the weights of `other`, each times `share`."""
        for kind, weight in other.items():
            self[kind] += weight * share


_LABELS: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "PRODUCT": "product",
    "LAW": "law", "EVENT": "event", "WORK_OF_ART": "work", "NORP": "organization",
}  # fmt: skip
_LABEL_WEIGHT = {
    "PERSON": 1.2, "ORG": 0.8, "GPE": 0.8, "LOC": 1.0, "FAC": 0.8, "PRODUCT": 0.7, "LAW": 0.8, "EVENT": 1.2,
    "WORK_OF_ART": 0.6, "NORP": 0.2,
}  # fmt: skip
_LISTING = frozenset({"like", "including", "namely", "especially", "called", "named", "dubbed"})
_OWNERS = frozenset({"'s", "'", "its", "their", "his", "her", "our"})


def own_votes(span: Span) -> Votes:
    """What the words of the name say, the same at every occurrence; empty when nothing speaks."""
    out = Votes()
    if span.kind:
        out[span.kind] += 2.5
    for voter in (_lists, _heads, _shape, _given):
        voter(span, lexicon(), out)
    return out


def model_votes(span: Span) -> Votes:
    """What the model says of one occurrence."""
    out = Votes()
    _model(span, lexicon(), out)
    return out


def company_votes(span: Span) -> Votes:
    """What the neighbours of one occurrence say."""
    out = Votes()
    for voter in (_titled, _verbs, _apposition, _possessions, _prepositions, _product, _listing):
        voter(span, lexicon(), out)
    return out


# -- the name itself


def _model(span: Span, lex: Lexicon, out: Votes) -> None:
    labels = [word.label for word in span.words if word.label]
    if not labels:
        return
    label = labels[-1]
    weight = _LABEL_WEIGHT[label]
    if label == "GPE" and " ".join(span.texts) not in lex.places:
        weight = 0.5  # a place that no list knows is a company as often
    exact = span.words[0].token.ent_iob_ == "B" and len(labels) == len(span.words)
    out[_LABELS[label]] += weight * (1.0 if exact else 0.6)


def _lists(span: Span, lex: Lexicon, out: Votes) -> None:
    name = " ".join(span.texts)
    if name.isupper() and len(name) > 4:
        name = name.title()
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
    ("organizations.legal", "organization", 3.0), ("organizations.heads", "organization", 2.2),
    ("places.heads", "place", 2.0), ("works.heads", "work", 3.0),
    ("laws.heads", "law", 2.0), ("events.heads", "event", 2.0),
)  # fmt: skip


def _heads(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    last, first = texts[-1], texts[0]
    if len(texts) > 1:
        for group, kind, weight in _LAST_WORDS:
            if lex.has(group, last):
                out[kind] += weight
        if lex.has("events.starts", first) and first not in lex.places:
            out["event"] += 2.0
        if lex.has("places.starts", first) and len(texts) <= 3:
            out["place"] += 0.7
    small = next((k for k in range(1, len(texts)) if texts[k] in {"of", "for", "on", "and"}), 0)
    if small:
        head = lex.has("organizations.of_heads", texts[small - 1]) or lex.has("organizations.heads", texts[small - 1])
        out["organization"] += 2.0 if head else 0.3
        out["person"] -= 2.0
    team = (
        len(texts) > 1
        and last.endswith("s")
        and " ".join(texts[:-1]) in lex.places
        and " ".join(texts) not in lex.places
    )
    if team and not lex.has("places.heads", last):
        out["organization"] += 1.2  # "Lima Herons"
    if "&" in texts:
        out["organization"] += 1.5


def _shape(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    last = texts[-1]
    if len(texts) > 1 and (last.isdigit() or lex.has("products.suffixes", last)):
        out["product"] += 1.5
    if is_model_number(last):
        out["product"] += 2.0
    elif len(texts) == 1 and is_acronym(last) and "." not in last:
        out["organization"] += 0.7
    elif len(texts) == 1 and is_camel(last) and not last.startswith(("Mc", "Mac", "De", "La", "Le", "Van", "O'")):
        out["organization"] += 0.6
        out["product"] += 0.3


def _given(span: Span, lex: Lexicon, out: Votes) -> None:
    texts = span.texts
    if not lex.has("people.given", texts[0]) or (texts[0] in lex.country_of and len(texts) == 1):
        return
    if 2 <= len(texts) <= 5 and not any(lex.has("organizations.heads", t) or t in lex.known for t in texts[1:]):
        out["person"] += 0.6 if texts[0] in lex.places else 1.4
    elif len(texts) == 1:
        out["person"] += 0.4
    if lex.has("people.suffixes", texts[-1]):
        out["person"] += 1.0


# -- its company


def _titled(span: Span, lex: Lexicon, out: Votes) -> None:
    passage, i = span.passage, span.i
    for length in (1, 2, 3, 4):
        if i - length >= 0:
            found = lex.titles.match(passage.texts, i - length)
            if found and found[0] == length:
                out["person"] += 2.5 if length > 1 or passage.texts[i - 1].endswith(".") else 1.8
                return
    before = passage.texts[i - 1] if i else ""
    if lex.has("people.roles", before):
        out["person"] += 1.2


def _verbs(span: Span, lex: Lexicon, out: Votes) -> None:
    token = span.words[-1].token
    lemma = token.head.lemma_
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        if lex.has("people.verbs", lemma):
            out["person"] += 0.4
            out["organization"] += 0.2
        else:
            out["organization"] += 0.1
    after = _text(span.passage, span.j)
    if after in {"who", "whose"} or (after == "," and _text(span.passage, span.j + 1) in {"who", "whose"}):
        out["person"] += 1.3 if after != "whose" else 0.5
    if after == "," and _text(span.passage, span.j + 1).isdigit() and _text(span.passage, span.j + 2) == ",":
        out["person"] += 1.5  # ", 45,"


def _apposition(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "Reed, an analyst at Marlow" and "Marlow, the chip maker": the noun that explains the name."""
    passage, at = span.passage, span.j
    if _text(passage, at) not in {",", "(", "-", "—", "–"}:
        return
    nouns = []
    for k in range(at + 1, min(at + 9, len(passage.texts))):
        text = passage.texts[k]
        if text in {",", ".", "of", "at", "for", "in", "who", "that", "which", "and", ")", "with", "to", ";"}:
            break
        nouns.append(text.lower())
    if nouns and nouns[0] in {"said", "says", "which", "but"}:
        return
    explained = _text(passage, at + 1).lower() in {"a", "an", "the", "its", "his", "her"} or (
        at + 1 < len(passage.words) and not passage.words[at + 1].capital
    )
    if nouns and (explained or lex.has("people.roles", nouns[-1])):
        if any(lex.has("people.roles", noun) for noun in nouns[-1:]):
            out["person"] += 1.3
        elif explained and lex.has("organizations.nouns", nouns[-1]):
            out["organization"] += 1.3
        elif explained and lex.has("places.nouns", nouns[-1]):
            out["place"] += 1.0
        elif explained and lex.has("products.nouns", nouns[-1]):
            out["product"] += 1.0


def _possessions(span: Span, lex: Lexicon, out: Votes) -> None:
    passage = span.passage
    after, behind = _text(passage, span.j), _text(passage, span.j + 1)
    owned = behind if after in {"'s", "'"} else after
    if lex.has("organizations.possessions", owned):
        out["organization"] += 0.9
    if after in {"'s", "'"}:
        if lex.has("people.kin", owned):
            out["person"] += 0.8
        if lex.has("products.nouns", _head_noun(passage, span.j + 1)):
            out["organization"] += 0.8
    if after == "-" and behind in {"based", "born", "area", "bound"}:
        out["place"] += 1.5
    if after == "-" and behind in {"backed", "owned", "made", "run", "affiliated"}:
        out["organization"] += 0.8
    if lex.has("organizations.nouns", after) and passage.texts[max(0, span.i - 1)].lower() in {"the", "a", "an"}:
        out["organization"] += 0.6


def _prepositions(span: Span, lex: Lexicon, out: Votes) -> None:
    passage, i = span.passage, span.i
    before = _text(passage, i - 1).lower()
    pair = f"{_text(passage, i - 2)} {before}"
    if lex.has("organizations.before", pair) or lex.has("organizations.before", before):
        out["organization"] += 0.9
    elif lex.has("places.strong_prepositions", before) and _ends_phrase(passage, span.j):
        out["place"] += 0.9
    elif before == "at" and _ends_phrase(passage, span.j):
        out["place"] += 0.2
        out["organization"] += 0.3
    if before == "the" and len(span.texts) == 1 and not lex.has("products.nouns", _text(passage, span.j)):
        out["organization"] += 0.4
    after = _text(passage, span.j)
    if before == "of" and lex.has("places.nouns", _text(passage, i - 2)):
        out["place"] += 1.5  # "the town of X"
    if lex.has("places.after", after) or (after != "market" and lex.has("places.nouns", after) and after[-1] != "s"):
        out["place"] += 0.9  # "X state", "X airport"
    if before == "," and " ".join(span.texts) in lex.states and i > 1 and passage.words[i - 2].capital:
        out["place"] += 1.5  # "Tampa, FL"
    if after == "," and _text(passage, span.j + 1) in lex.states and len(span.texts) <= 3:
        out["place"] += 1.5
    if after == "," and _text(passage, span.j + 1) in lex.countries and before in {"in", "at", "from", "near"}:
        out["place"] += 1.5


def _product(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "its Marlow 3 phone", "Reed's Cask and Barrel platforms": an owner before, a product's noun behind."""
    passage = span.passage
    noun = _head_noun(passage, span.j)
    owned = any(text in _OWNERS for text in passage.texts[max(0, span.i - 3) : span.i])
    if (owned and _text(passage, span.i - 1) not in {",", ".", "and"}) or _chained_owner(passage, span.i):
        if lex.has("products.nouns", noun):
            out["product"] += 2.4
    elif lex.has("products.nouns", noun):
        determined = _text(passage, span.i - 1).lower() in {"the", "a", "an", "and", "or", "this"}
        out["product"] += 0.9 if determined else 0.4
        out["organization"] += 0.3


def _listing(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "chips such as the Cask", "companies like Marlow, Tern and Oyster": the kind before the list."""
    passage, k = span.passage, span.i - 1
    for _ in range(14):
        if k < 1:
            return
        text = passage.texts[k]
        such = text == "as" and passage.texts[k - 1] == "such"
        if such or text in _LISTING:
            noun = _before(passage, k - 2 if such else k - 1)
            for group, kind in _KINDS:
                if lex.has(group, noun):
                    out[kind] += 1.4
                    return
            return
        if not (passage.words[k].capital or text in {",", "and", "or", "the", "-", "'s", "&", "backed", "of", "both"}):
            return
        k -= 1


_KINDS: tuple[tuple[str, EntityType], ...] = (
    ("products.kinds", "product"), ("organizations.nouns", "organization"), ("places.nouns", "place"),
    ("people.nouns", "person"),
)  # fmt: skip


def _before(passage: Passage, k: int) -> str:
    """The word at `k`, a comma skipped."""
    if k >= 0 and passage.texts[k] == ",":
        k -= 1
    return passage.texts[k] if k >= 0 else ""


def _text(passage: Passage, k: int) -> str:
    return passage.texts[k] if 0 <= k < len(passage.texts) else ""


def _ends_phrase(passage: Passage, j: int) -> bool:
    """Whether no noun follows, so that the name itself is what the preposition governs."""
    return j >= len(passage.words) or passage.words[j].token.tag_ not in {"NN", "NNS", "POS"}


def _chained_owner(passage: Passage, i: int) -> bool:
    """Whether an owner stands before the first of two names: "Reed's Cask and | Barrel"."""
    if i < 3 or passage.texts[i - 1] not in {"and", "or"}:
        return False
    k = i - 2
    while k > 0 and passage.words[k].capital:
        k -= 1
    return passage.texts[k] in _OWNERS


def _head_noun(passage: Passage, j: int) -> str:
    """The last word of the noun phrase behind a name: "model" in "Cask AI model", over "and Barrel" as well."""
    last = ""
    texts = passage.texts
    k = j
    if _text(passage, k) in {"and", "or"} and k + 1 < len(texts) and passage.words[k + 1].capital:
        k += 2
    while k < len(texts):
        word = passage.words[k]
        if word.token.pos_ not in {"NOUN", "ADJ"} and not (word.text.isupper() and word.text.isalpha()):
            break
        if word.token.pos_ == "NOUN":
            last = word.text
        k += 1
        if k - j > 5:
            break
    return last
