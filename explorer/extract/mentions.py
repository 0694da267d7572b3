"""The names of one source: where they stand, and what each names in this article.

Spans come from `names_spans`, votes from `names_types`. Within an article one surface has one type: the votes of all
its occurrences are added, a surname inherits from the full name, a short form from the long one. The folder-wide vote
is `resolve.entities`; the confidence of a mention is its weight there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from explorer.extract.names_company import company_votes
from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_phrases import abbreviates, find_policies, is_government, short_forms
from explorer.extract.names_spans import Span, find_spans, match_known
from explorer.extract.names_types import Votes, model_votes, own_votes
from explorer.extract.names_words import Passage, is_acronym, read_words
from explorer.extract.parsing import Parsed
from explorer.extract.short_names import with_defined_names
from explorer.models import EntityType, Mention, MentionForm, Source

_ENOUGH = 2.5
"""Votes from which a type counts as certain (one list entry, or two clear neighbours)."""
_MODEL = 1.5
"""Weight of the model's mean vote."""
_TOLD = 0.6
"""Share of the votes from which a name without quotation marks is a work: the text must say so ("the film X")."""
_HEARD = 10
"""Occurrences of a surface whose company votes; the later ones of an article say little that is new."""
_LONGEST_LIST = 8
"""Names of a list that vote for each other; longer lists are tables."""


@dataclass(slots=True)
class _Article:
    """The names of one source while they are being read."""

    source: Source
    passages: list[Passage]
    small: frozenset[str]
    spans: list[Span] = field(default_factory=list)
    shorts: dict[tuple[str, ...], tuple[tuple[str, ...], MentionForm]] = field(default_factory=dict)
    types: dict[tuple[str, ...], tuple[EntityType, float]] = field(default_factory=dict)


def find_mentions(source: Source, parsed: Sequence[Parsed]) -> tuple[Mention, ...]:
    """Every name in the readable regions of `source`, in text order.

    Mentions do not overlap, with one exception: the country inside a policy phrase ("U.S. export controls") is a
    mention of its own as well.
    """
    passages = [read_words(piece) for piece in parsed]
    small = frozenset(t for p in passages if not p.titled for t in p.texts if t.islower())
    article = _Article(source, passages, small)
    _find_spans(article)
    _find_short_forms(article)
    _settle_types(article)
    return with_defined_names(source.text, tuple(_mentions(article)))


# -- spans


def _find_spans(article: _Article) -> None:
    """Names in running text, then the same names where capitals tell nothing (headings, sentence starts)."""
    found = [span for passage in article.passages if not passage.titled for span in find_spans(passage, article.small)]
    sure = {_key(span) for span in found if not span.doubtful}
    sure |= {_key(span)[-1:] for span in found if _is_person(span)}
    spans = [span for span in found if not span.doubtful or _believable(span, sure, article.small)]
    spans = [part for span in spans for part in _parted(span, sure)]
    full = {_key(span) for span in spans if len(span.texts) > 1}
    for span in spans:
        _drop_epithet(span, full, sure)
        if span.texts + tuple(span.passage.texts[span.j : span.j + 1]) in full:
            span.j += 1  # "iPhone | 17" where the number was in doubt
        _take(span)
    known = _known_names(spans)
    for passage in article.passages:
        for span in match_known(passage, known[passage.upper]):
            spans.append(span)
            _take(span)
        if passage.titled:
            spans += _unmistakable(passage, article.small)
    order = {id(passage): n for n, passage in enumerate(article.passages)}
    article.spans = sorted(spans, key=lambda span: (order[id(span.passage)], span.i, -span.j))


def _parted(span: Span, sure: set[tuple[str, ...]]) -> list[Span]:
    """Part "Reed-Okonjo" where the article knows a Reed and an Okonjo."""
    if len(span.texts) == 3 and span.texts[1] == "-" and span.texts[:1] in sure and span.texts[2:] in sure:
        return [Span(span.passage, span.i, span.i + 1), Span(span.passage, span.j - 1, span.j)]
    return [span]


def _drop_epithet(span: Span, full: set[tuple[str, ...]], sure: set[tuple[str, ...]]) -> None:
    """Cut "Cunning Ada Reed" and a question's "Will Reed" down to the name that the article has too."""
    rest = span.texts[1:]
    epithet = len(rest) > 1 and rest in full and lexicon().has("people.given", rest[0])
    auxiliary = span.words[0].first and lexicon().has("blocked.openers", span.texts[0]) and rest in sure
    auxiliary = auxiliary and span.texts[0] != "The"
    if epithet or auxiliary:
        span.i += 1


def _take(span: Span) -> None:
    span.passage.taken[span.i : span.j] = [True] * (span.j - span.i)


def _key(span: Span) -> tuple[str, ...]:
    """The surface without a leading article."""
    return span.texts[1:] if span.texts[0] in {"The", "the"} and len(span.texts) > 1 else span.texts


def _believable(span: Span, sure: set[tuple[str, ...]], small: frozenset[str]) -> bool:
    """Whether a sentence-initial word is a name: one elsewhere, or never written small and unlike any English word."""
    word, lower = span.words[0], span.words[0].text.lower()
    if _key(span) in sure or (word.text.isupper() and (word.text.title(),) in sure):
        return True
    behind = span.passage.words[span.j : span.j + 2]
    listed = len(behind) == 2 and behind[0].text == "and" and behind[1].capital and word.token.tag_ in {"NNP", "NNPS"}
    return lower not in small and (bool(word.label) or word.token.is_oov or listed)


def _is_person(span: Span) -> bool:
    """Whether a name of several words looks like a person's full name, so that its last word is a surname."""
    last = span.texts[-1]
    person = span.words[-1].label == "PERSON" or lexicon().has("people.given", span.texts[0])
    return person and len(span.texts) > 1 and len(last) > 2 and last[0].isupper()


def _known_names(spans: Iterable[Span]) -> dict[bool, dict[str, list[tuple[str, ...]]]]:
    """Surfaces to look for again, by first word, longest first; under True all in capitals."""
    names: set[tuple[str, ...]] = set()
    for span in spans:
        names |= {span.texts, _key(span)}
        if _is_person(span):
            names.add(span.texts[-1:])
    tables: dict[bool, dict[str, list[tuple[str, ...]]]] = {False: defaultdict(list), True: defaultdict(list)}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(name) == 1 and (len(name[0]) < 2 or lexicon().has("blocked.openers", name[0])):
            continue
        tables[False][name[0]].append(name)
        upper = tuple(text.upper() for text in name)
        tables[True][upper[0]].append(upper)
    return tables


def _unmistakable(passage: Passage, small: frozenset[str]) -> list[Span]:
    """Names of a heading that stand nowhere in the body: on a list, or a person with a known given name."""
    lex, texts = lexicon(), passage.texts
    out: list[Span] = []
    at = 0
    while at < len(texts):
        found = None if passage.taken[at] or passage.upper else lex.phrases.match(texts, at)
        end = at + found[0] if found else at + 1
        if passage.taken[at]:
            pass
        elif found:
            out.append(Span(passage, at, end, cast(EntityType, found[1])))  # the table holds nothing else
        elif _person_in_heading(passage, at, small):
            end = at + 2
            out.append(Span(passage, at, end, "person"))
        elif _listed_in_heading(texts[at], passage):
            out.append(Span(passage, at, end))
        at = end
    for span in out:
        _take(span)
    return out


def _person_in_heading(passage: Passage, at: int, small: frozenset[str]) -> bool:
    """Whether a given name and a word that the model takes for the same person stand here."""
    if at + 1 >= len(passage.words) or not lexicon().has("people.given", passage.texts[at]):
        return False
    first, second = passage.words[at], passage.words[at + 1]
    return (
        first.label == second.label == "PERSON"
        and second.token.ent_iob_ == "I"
        and second.capital
        and second.text.lower() not in small
    )


def _listed_in_heading(text: str, passage: Passage) -> bool:
    """Whether a list knows the word and headings cannot mean anything else by it."""
    lex = lexicon()
    if lex.has("blocked.openers", text) or lex.has("blocked.abbreviations", text) or lex.has("blocked.dates", text):
        return False
    if passage.upper:
        return text.title() in lex.country_of or text.title() in lex.places
    return text in lex.country_of or text in lex.places or text in lex.known


# -- short forms


def _find_short_forms(article: _Article) -> None:
    """Pair "Alder Bank (ALDB)": the short form inherits the type and, by initials or not, is abbreviation or ticker."""
    extra: list[Span] = []
    starts = {(id(span.passage), span.i): span for span in article.spans}
    for span in article.spans:
        short = short_forms(span)
        if short is None or span.texts == short.texts:
            continue
        form: MentionForm = "abbreviation" if abbreviates(short.texts[0], _key(span)) else "ticker"
        if form == "ticker" and not _may_be_ticker(span, short.texts[0]):
            continue
        article.shorts.setdefault(short.texts, (_key(span), form))
        if (id(short.passage), short.i) not in starts:
            extra.append(short)
    article.spans += extra
    order = {id(passage): n for n, passage in enumerate(article.passages)}
    article.spans.sort(key=lambda span: (order[id(span.passage)], span.i, -span.j))


def _may_be_ticker(long: Span, short: str) -> bool:
    """Whether letters in brackets can be a share's: not behind places, and no name of their own ("Oslo (AP)")."""
    lex = lexicon()
    own = short in lex.known or short in lex.outlets or short in lex.states or short in lex.country_of
    return (
        not own and not is_acronym(long.texts[-1]) and not long.texts[-1].isupper() and long.texts[0] not in lex.places
    )


# -- types


def _settle_types(article: _Article) -> None:
    """One type for each surface of the article, with the share of the votes that it has."""
    sums, located = _summed(article.spans)
    for short, (long, form) in list(article.shorts.items()):
        if form == "ticker" and _winner(sums[long])[0] not in {"organization", "place"}:
            del article.shorts[short]
            continue
        if form == "ticker":
            sums[long]["organization"] += 2.0
        sums[short].add(sums[long], 2.0)
    _inherit(sums, located)
    article.types = {key: _winner(vote) for key, vote in sums.items()}
    for short, (long, form) in article.shorts.items():
        if form == "abbreviation":
            article.types[short] = article.types[long]  # what the text defines is not voted on
    for key, neighbours in _listed_together(article).items():
        if article.types[key][1] < 0.6:
            agreed = len({article.types[other][0] for other in neighbours}) == 1 and len(neighbours) > 1
            for other in neighbours:
                other_kind, other_confidence = article.types[other]
                sums[key][other_kind] += other_confidence * (1.2 if agreed else 0.6)
            article.types[key] = _winner(sums[key])


def _summed(spans: Iterable[Span]) -> tuple[dict[tuple[str, ...], Votes], dict[tuple[str, ...], float]]:
    """Votes for each surface: its own words once, the model's mean twice, its company with every occurrence.

    With them, how much the company of each listed place says that it is one here, and no surname ("in Jordan").

    The model repeats one error at every occurrence, so its votes must not add up; company is independent evidence,
    though less with each repetition: it is divided by the root of the number of occurrences.
    """
    groups: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for span in spans:
        groups[_key(span)].append(span)
    sums: dict[tuple[str, ...], Votes] = {}
    located: dict[tuple[str, ...], float] = defaultdict(float)
    for key, group in groups.items():
        total = own_votes(group[0])
        group = group[:_HEARD]
        for span in group:
            company = company_votes(span)
            total.add(company, len(group) ** -0.5)
            total.add(model_votes(span), _MODEL / len(group))
            if len(key) == 1 and key[0] in lexicon().places:
                located[key] += company["place"]
        sums[key] = total
    return sums, located


def _inherit(sums: dict[tuple[str, ...], Votes], located: Mapping[tuple[str, ...], float]) -> None:
    """A surname votes with its full name, "Marlow" with "Marlow Research" and the other way round."""
    lex = lexicon()
    for key in sorted(sums, key=lambda key: (-len(key), key)):
        if len(key) < 2:
            continue
        kind, confidence = _winner(sums[key])
        last, first = key[-1:], key[:1]
        if kind == "person" and last in sums and not located.get(last, 0.0):
            sums[last]["person"] += 2.0 + sum(sums[last].values()) / 2
            sums[key]["person"] += min(1.5, sums[last]["person"] / 4)
        if kind == "person" and (last[0] + "s",) in sums:
            sums[last[0] + "s",]["person"] += 3.0  # "the Reeds"
        if kind == "person" and (last[0].upper(),) in sums and not last[0].isupper():
            sums[last[0].upper(),]["person"] += 3.0  # "PENCE:" in a transcript
        if kind == "person" and first in sums and lex.has("people.given", first[0]):
            sums[first]["person"] += 1.0
        if kind == "organization" and first in sums and first[0] not in lex.country_of and first[0] not in lex.places:
            sums[first]["organization"] += confidence


def _winner(vote: Votes) -> tuple[EntityType, float]:
    total = sum(weight for weight in vote.values() if weight > 0)
    if total <= 0:
        return "organization", 0.1
    best = vote.winner()
    return best, round(vote[best] / total * min(1.0, vote[best] / _ENOUGH), 3)


def _listed_together(article: _Article) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Names that stand in one list: "Marlow, Tern and Oyster"."""
    out: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    chain: list[tuple[str, ...]] = []
    for left, right in pairwise([*article.spans, None]):
        assert left is not None  # noqa: S101 # only the last of the pairs' right sides is None
        chain.append(_key(left))
        between = left.passage.texts[left.j : right.i] if right and right.passage is left.passage else []
        if between and all(text in {",", "and", "or"} for text in between) and len(chain) < _LONGEST_LIST:
            continue
        for key in chain:
            out[key] += [other for other in chain if other != key]
        chain = []
    return {key: others for key, others in out.items() if others}


# -- mentions


def _mentions(article: _Article) -> Iterable[Mention]:
    """The settled spans as records, with the policies that hold some of them."""
    made: dict[tuple[int, int], Mention] = {}
    for span in article.spans:
        mention = _mention(article, span)
        if mention:
            made.setdefault((mention.start, mention.end), mention)
    for passage in article.passages:
        for policy in find_policies(passage):
            start, end = passage.words[policy.i].start, passage.words[policy.j - 1].end
            text = article.source.text[start:end]
            made[start, end] = Mention(article.source.id, start, end, text, "law", "name", 0.9)
    return sorted(made.values(), key=lambda mention: (mention.start, -mention.end))


def _mention(article: _Article, span: Span) -> Mention | None:
    lex, name = lexicon(), " ".join(_key(span))
    kind, confidence = article.types[_key(span)]
    form: MentionForm = "name"
    if span.texts in article.shorts:
        form = article.shorts[span.texts][1]
    elif name in lex.adjectives and kind == "place":
        form = "adjective"
    elif name in lex.houses or is_government(span):
        kind, form, confidence = "organization", "metonym", 0.9
    elif lex.has("blocked.peoples", name) or _is_people(article, span):
        return None
    if kind == "work" and confidence < _TOLD and not _quoted(span) and not lex.has("works.heads", span.texts[-1]):
        kind, confidence = "organization", 0.1
    words = span.words
    if kind == "person" and len(words) > 1 and words[0].text == "The":
        words = words[1:]  # "The Okonjo campaign" of a title
    start, end = words[0].start, words[-1].end
    return Mention(article.source.id, start, end, article.source.text[start:end], kind, form, confidence)


def _is_people(article: _Article, span: Span) -> bool:
    """Whether the model takes the word for a people or a faith and nothing speaks for a name: "Afrikaners"."""
    listed = span.texts[0] in lexicon().known or span.texts[0] in lexicon().country_of
    return len(span.texts) == 1 and span.words[0].label == "NORP" and not listed and article.types[_key(span)][1] < 0.5


def _quoted(span: Span) -> bool:
    """Whether the name stands between quotation marks, as titles of works do."""
    texts = span.passage.texts
    return span.i > 0 and texts[span.i - 1] in {'"', "'", "`"}
