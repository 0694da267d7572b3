"""Names that are not runs of capitals: policies by phrase, governments by their city, short forms in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.extract.names_lexicon import Lexicon, lexicon, pieces
from explorer.extract.names_spans import Span
from explorer.extract.names_words import Passage, is_acronym

_UNIONS = {
    "EU": "European Union",
    "E.U.": "European Union",
    "European Union": "European Union",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "United Nations": "United Nations",
}
"""Bodies that impose measures as countries do."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A country's measure named by a phrase; `key` is the same for its wordings: "United States: export controls"."""

    i: int
    j: int
    key: str


def find_policies(passage: Passage) -> Iterator[Policy]:
    """Phrases such as "U.S. export controls", "Chinese tariffs", "export controls from Washington"."""
    lex, texts = lexicon(), [text.lower() for text in passage.texts]
    for at, text in enumerate(texts):
        measure = lex.policies.get(text)
        if measure is None:
            continue
        start = at
        while start and lex.has("laws.objects", texts[start - 1]):
            start -= 1
        what = " ".join(texts[start:at])
        if not what and not lex.has("laws.bare", text):
            continue
        found = _owner(passage, start, at + 1, lex)
        if found:
            i, j, country = found
            yield Policy(i, j, f"{country}: {what} {measure}".replace("  ", " "))


def policy_key(phrase: str) -> str | None:
    """The key of a policy phrase that stands alone; None if the phrase is none."""
    words = list(pieces(phrase))
    lex = lexicon()
    low = [word.lower() for word in words]
    for at, text in enumerate(low):
        if text in lex.policies:
            start = at
            while start and lex.has("laws.objects", low[start - 1]):
                start -= 1
            country = _name_before(words, start, lex) or _name_behind(words, at + 1, lex)
            if country:
                return f"{country[1]}: {' '.join(low[start:at])} {lex.policies[text]}".replace("  ", " ")
    return None


def _owner(passage: Passage, start: int, end: int, lex: Lexicon) -> tuple[int, int, str] | None:
    before = _name_before(passage.texts, start, lex)
    if before:
        return before[0], end, before[1]
    behind = _name_behind(passage.texts, end, lex)
    return (start, behind[0], behind[1]) if behind else None


def _name_before(texts: list[str], start: int, lex: Lexicon) -> tuple[int, str] | None:
    """A country right before the measure, "new" and the like between not allowed."""
    for length in (2, 1):
        name = " ".join(texts[start - length : start]) if start >= length else ""
        if name in lex.country_of:
            return start - length, lex.country_of[name]
        if name in _UNIONS:
            return start - length, _UNIONS[name]
    return None


def _name_behind(texts: list[str], end: int, lex: Lexicon) -> tuple[int, str] | None:
    if end + 1 < len(texts) and texts[end] in {"from", "by"}:
        for length in (2, 1):
            name = " ".join(texts[end + 1 : end + 1 + length])
            if name in lex.capitals:
                government = lex.capitals[name]
                for country in lex.countries.values():
                    if country.adjectives and country.government == government:
                        return end + 1 + length, country.name
            if name in lex.countries:
                return end + 1 + length, name
    return None


def is_government(span: Span) -> bool:
    """Whether a capital's name stands for the government: it acts, is pressed, talked with; not "in Beijing"."""
    lex, texts = lexicon(), span.passage.texts
    if " ".join(span.texts) not in lex.capitals:
        return False
    before = texts[span.i - 1].lower() if span.i else ""
    after = texts[span.j] if span.j < len(texts) else ""
    behind = texts[span.j + 1] if span.j + 1 < len(texts) else ""
    if after in {",", "-"} and (
        behind in lex.states or behind in {"D.C.", "based", "born", "area"} or behind in lex.countries
    ):
        return False
    if before in {"in", "at", "near", "around", "outside", "across", "into", "visit", "visited", "downtown", "central"}:
        return False
    if after in {"'s", "'"}:
        return any(lex.has("places.government_possessions", t) for t in texts[span.j + 1 : span.j + 3])
    return _acts(span, lex) or _addressed(span, lex, before)


def _acts(span: Span, lex: Lexicon) -> bool:
    """Whether the name is the subject of a verb that only somebody who decides can be the subject of."""
    token = span.words[-1].token
    head = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and head.pos_ in {"VERB", "AUX"}:
        return lex.has("places.government_verbs", head.lemma_)
    if token.dep_ == "conj" and head.dep_ == "nsubj" and head.head.pos_ == "VERB":
        return lex.has("places.government_verbs", head.head.lemma_)
    if token.dep_ == "pobj" and head.dep_ == "agent":
        return True
    after = span.passage.texts[span.j] if span.j < len(span.passage.texts) else ""
    # The parser takes "Beijing pressures Chinese companies" for a noun phrase.
    return (
        token.dep_ == "compound"
        and after.endswith("s")
        and lex.has("places.government_verbs", after[:-1])
        and (
            span.j + 1 < len(span.passage.words)
            and span.passage.words[span.j + 1].token.pos_ in {"ADJ", "DET", "PROPN", "NOUN"}
        )
    )


def _addressed(span: Span, lex: Lexicon, before: str) -> bool:
    """ "pressure from Beijing", "talks with Moscow", "tensions between Washington and Beijing"."""
    texts = span.passage.texts
    if before not in {"from", "with", "by", "between", "and", "against", "on"}:
        return False
    window = [text.lower() for text in texts[max(0, span.i - 6) : span.i]]
    if before == "and" and "between" not in window:
        return False
    return any(lex.has("places.government_nouns", text) for text in window)


def short_forms(long: Span) -> Span | None:
    """The abbreviation or ticker in brackets right behind a name: "Alder Bank (ALDB)", "Tern (NASDAQ: TRN)"."""
    passage, at = long.passage, long.j + 1
    texts = passage.texts
    if at + 1 >= len(texts) or texts[at - 1] != "(":
        return None
    if at + 3 < len(texts) and texts[at + 1] == ":" and is_acronym(texts[at]):
        at += 2
    stands = is_acronym(texts[at]) and at + 1 < len(texts) and texts[at + 1] == ")"
    return Span(passage, at, at + 1) if stands else None


def abbreviates(short: str, long: tuple[str, ...]) -> bool:
    """Whether the letters of `short` are initials of the words of `long`, small words optional."""
    letters = short.replace(".", "").replace("&", "").lower()
    words = [word.lower() for word in long if word[0].isalnum()]
    for chosen in (words, [word for word in words if word not in {"of", "the", "and", "for", "in", "on"}]):
        if "".join(word[0] for word in chosen) == letters:
            return True
        while chosen and lexicon().has("organizations.legal", chosen[-1].title()):
            chosen = chosen[:-1]
        if chosen and "".join(word[0] for word in chosen) == letters:
            return True
    return False
