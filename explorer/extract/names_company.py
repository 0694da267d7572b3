"""What the neighbours of a name say about its type: titles, verbs, appositions, owners, lists, common nouns.

Each voter looks at one kind of company and adds its weight; `company_votes` asks them all. Weights were set by hand.
"""

from __future__ import annotations

from collections.abc import Callable

from explorer.extract.names_defined import defining_votes
from explorer.extract.names_lexicon import Lexicon, lexicon
from explorer.extract.names_spans import Span
from explorer.extract.names_types import Votes
from explorer.extract.names_words import Passage, is_model_number
from explorer.models import EntityType

_LISTING = frozenset({"like", "including", "namely", "especially", "called", "named", "dubbed"})
_OWNERS = frozenset({"'s", "'", "its", "their", "his", "her", "our"})


def company_votes(span: Span) -> Votes:
    """What the neighbours of one occurrence say."""
    out = Votes()
    for voter in _NEIGHBOURS:
        voter(span, lexicon(), out)
    return out


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
    elif before in {"of", "to"} and lex.has("people.before", _text(passage, i - 2)):
        out["person"] += 0.9  # "the death of Reed", "married to Reed"


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


def _aged(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "Reed, 45, an analyst"; "Reed (an analyst at Tern)" and "Reed - chief analyst"."""
    passage, at = span.passage, span.j
    if _text(passage, at) not in {"(", "-", "—", "–"}:
        return
    nouns = []
    for k in range(at + 1, min(at + 9, len(passage.texts))):
        text = passage.texts[k]
        if text in {",", ".", "of", "at", "for", "in", "who", "that", "which", "and", ")", "with", "to", ";"}:
            break
        nouns.append(text.lower())
    if nouns and nouns[0] not in {"said", "says", "which", "but"}:
        if lex.has("people.roles", nouns[-1]):
            out["person"] += 1.3
        elif nouns[0] in {"a", "an", "the", "its"} and lex.kind_of.get(nouns[-1]) == "organization":
            out["organization"] += 1.3


def _possessions(span: Span, lex: Lexicon, out: Votes) -> None:
    passage = span.passage
    after, behind = _text(passage, span.j), _text(passage, span.j + 1)
    owned = behind if after in {"'s", "'"} else after
    if lex.has("organizations.possessions", owned):
        out["organization"] += 0.9
    if after in {"'s", "'"}:
        if is_model_number(owned):
            out["organization"] += 0.9
        if lex.has("people.kin", owned):
            out["person"] += 0.8
        if lex.has("products.nouns", _head_noun(passage, span.j + 1)):
            out["organization"] += 0.8
    if _text(passage, span.i - 1) in {"based", "headquartered", "listed"}:
        out["organization"] += 1.5  # "Nairobi-based X"
    if after == "-" and behind in {"based", "born", "area", "bound"}:
        out["place"] += 1.5
    if after == "-" and lex.has("organizations.participles", behind) and behind not in {"led", "backed"}:
        out["organization"] += 0.8
    if lex.has("organizations.nouns", after) and passage.texts[max(0, span.i - 1)].lower() in {"the", "a", "an"}:
        out["organization"] += 0.6


def _prepositions(span: Span, lex: Lexicon, out: Votes) -> None:
    passage, i = span.passage, span.i
    i = _list_start(passage, i, span.j)
    before = _text(passage, i - 1).lower()
    pair = f"{_text(passage, i - 2).lower()} {before}"
    if lex.has("organizations.before", pair) or lex.has("organizations.before", before):
        out["organization"] += 0.9
    elif lex.has("places.strong_prepositions", before) and _ends_phrase(passage, span.j):
        out["place"] += 0.9
    elif before == "at" and _ends_phrase(passage, span.j):
        out["place"] += 0.2
        out["organization"] += 0.3


def _located(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "the town of X", "X state", "X, Texas"."""
    passage, i = span.passage, span.i
    before = _text(passage, i - 1).lower()
    after = _text(passage, span.j)
    if before == "of" and lex.has("places.nouns", _text(passage, i - 2)):
        out["place"] += 2.4  # "the town of X"
    if lex.has("places.after", after) or (after != "market" and lex.has("places.nouns", after) and after[-1] != "s"):
        out["place"] += 0.9  # "X state", "X airport"
    if before == "," and " ".join(span.texts) in lex.states and i > 1 and passage.words[i - 2].capital:
        out["place"] += 1.5  # "Tampa, FL"
    if after == "," and _text(passage, span.j + 1) in lex.states and len(span.texts) <= 3:
        out["place"] += 1.5
    if after == "," and _in_country(passage, span.j + 1, lex):
        listed = before in {",", "and"} and span.i > 1 and " ".join(span.texts) in lex.countries
        out["place"] += 1.5 if before in {"in", "at", "from", "near"} else 0.0 if listed else 1.2


def _in_country(passage: Passage, at: int, lex: Lexicon) -> bool:
    """Whether a country or province stands here and closes the address: "Debden, | England, in 1943"."""
    for length in (2, 1):
        name = " ".join(passage.texts[at : at + length])
        if name in lex.countries or name in lex.regions:
            return _text(passage, at + length) in {"", ",", ".", ";", ")", "in", "on", "to", "and", "where"}
    return False


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
        determined = determined or (span.i > 0 and passage.words[span.i - 1].token.tag_ == "CD")
        out["product"] += 0.9 if determined else 0.4
        out["organization"] += 0.3


def _impersonal(span: Span, lex: Lexicon, out: Votes) -> None:
    """What no person is: preceded by an article, owned by a person, launched."""
    passage, i = span.passage, span.i
    before = _text(passage, i - 1).lower()
    if before == "the" and _ends_phrase(passage, span.j):
        out["person"] -= 1.5
    if before == "at" and _ends_phrase(passage, span.j):
        out["person"] -= 0.8
    if before == "the" and len(span.texts) == 1 and not lex.has("products.nouns", _text(passage, span.j)):
        out["organization"] += 0.4
    if before == "'s" and i > 1 and passage.words[i - 2].label == "PERSON":
        out["person"] -= 0.8
        out["organization"] += 0.6
    if before == "'s" and i > 1 and len(span.texts) == 1 and _is_body(passage, i - 2, lex):
        out["person"] -= 0.8  # "Amazon's Alexa"
        out["product"] += 1.0
    token = span.words[-1].token
    if lex.has("products.makers_verbs", token.head.lemma_):
        if token.dep_ == "dobj":
            out["product"] += 1.0
            out["person"] -= 1.0
        elif token.dep_ == "nsubj":
            out["organization"] += 0.5


def _is_body(passage: Passage, k: int, lex: Lexicon) -> bool:
    """Whether the word ends the name of a company that a list knows and that no league of players is."""
    return passage.texts[k] in lex.known and not passage.texts[k].isupper()


def _explained(span: Span, lex: Lexicon, out: Votes) -> None:
    """ "obesity drug Cask", "broadcaster Tern", "launched the Cask": the common noun or the verb before a name."""
    before = _text(span.passage, span.i - 1)
    if lex.has("products.kinds", before):
        out["product"] += 2.4
    elif lex.has("organizations.nouns", before):
        out["organization"] += 0.6 if before in {"rival", "partner", "developer", "producer", "rivals"} else 1.3
    elif before in {"town", "village", "city", "island", "province"}:
        out["place"] += 0.8
    after = _text(span.passage, span.j)
    if after in {"family", "dynasty", "clan", "campaign", "administration", "presidency", "camp", "era"}:
        out["person"] += 1.2
    if lex.has("events.nouns", after) and len(span.texts) == 1 and span.texts[0] not in lex.places:
        out["event"] += 1.0 if is_model_number(span.texts[0]) else 0.3
    closing = span.passage.texts[span.j : span.j + 2]
    if _text(span.passage, span.i - 1) == '"' and (closing[:1] == ['"'] or closing in ([",", '"'], [".", '"'])):
        titled = any(lex.has("works.nouns", text) for text in span.passage.texts[max(0, span.i - 4) : span.i - 1])
        out["work"] += 3.0 if titled else 1.2


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
    ("products.kinds", "product"),
    ("organizations.nouns", "organization"),
    ("places.nouns", "place"),
    ("people.nouns", "person"),
)


def _before(passage: Passage, k: int) -> str:
    """The word at `k`, a comma skipped."""
    if k >= 0 and passage.texts[k] == ",":
        k -= 1
    return passage.texts[k] if k >= 0 else ""


def _text(passage: Passage, k: int) -> str:
    return passage.texts[k] if 0 <= k < len(passage.texts) else ""


def _list_start(passage: Passage, i: int, j: int) -> int:
    """Where the list begins that the name is in ("at Marlow, Tern and | Oyster"); `i` if it is in none."""
    if _text(passage, i - 1) not in {"and", "or"} and not (
        _text(passage, i - 1) == "," and _text(passage, j) in {"and", ","}
    ):
        return i
    k = i
    while k > 1 and (passage.words[k - 1].capital or passage.texts[k - 1] in {",", "and", "or"}):
        k -= 1
    while k < i and not passage.words[k].capital:
        k += 1
    return k


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


_NEIGHBOURS: tuple[Callable[[Span, Lexicon, Votes], None], ...] = (
    _titled,
    _verbs,
    defining_votes,
    _aged,
    _possessions,
    _prepositions,
    _located,
    _product,
    _impersonal,
    _explained,
    _listing,
)
