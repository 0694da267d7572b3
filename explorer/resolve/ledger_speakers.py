"""Credits that a rewrite dropped or blurred: outlets, speakers, unnamed people and how many, refusals to comment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.models import Link, Loss, LossKind, Passage, Span
from explorer.resolve.articles import Article
from explorer.resolve.comparing import gives_name
from explorer.resolve.counterparts import Restated, passage_of, sentence_of
from explorer.resolve.features import untelling
from explorer.resolve.items import Item
from explorer.resolve.spelling import plain_words, same_name, spelled
from explorer.text.fold import fold, straighten
from explorer.text.phrases import without_relative
from explorer.text.tokens import STOPWORDS, stems, word_list

_REPORT = re.compile(
    r"\b(?:report|newspaper|paper|magazine|agency|news|daily|website|broadcaster|channel)\b", re.IGNORECASE
)
_NAMED = re.compile(r"^(?:(?!\b(?:of|at|in|from|with|to|near|inside|for)\b).)*\b[A-Z][\w&.-]+$", re.DOTALL)
"""A description that ends in a name: "the quarry's owner, Norvik Stone"."""

_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly", "apparently"})
"""What stands for a source without being one; the hedge that it is has a line of its own."""

_PRONOUNS = frozenset(
    "i we you he she it they one this that these those who everyone everybody someone somebody".split()
)

_AGAIN = re.compile(r"(?:(?:one|two|another|some|all|both|none) of )?(?:the|them|those|these)\b", re.IGNORECASE)

_NO_COMMENT = re.compile(
    r"\b(?:declin\w+|refus\w+) (?:to (?:\w+ )?comment|(?:\w+ )?comment)\b|\bno comment\b|"
    r"\b(?:did not|didn't|has not|hasn't|have not|haven't|had not|would not|wouldn't|not) (?:\w+ )?"
    r"(?:respon\w+|repl\w+|return\w* (?:\w+ )?(?:calls?|messages?|e-?mails?)|comment|"
    r"answer\w* (?:\w+ )?(?:questions?|calls?))\b|"
    r"\b(?:could not|couldn't|cannot) (?:\w+ )?be reached\b|\bcomment on (?:\w+ ){0,2}(?:speculation|rumou?rs?)\b|"
    r"\bwould neither confirm nor deny\b",
    re.IGNORECASE,
)


def credits_lost(pairs: Sequence[Restated], rewrite: Article, origin: Article) -> list[Loss]:
    """For each outlet, speaker and group of unnamed people of the original: what became of the credit."""
    found: dict[str, Loss] = {}
    seen: set[str] = set()
    published = _publisher(rewrite, origin)
    if published:
        found[origin.publisher] = published
    for pair in pairs:
        if pair.sure:
            for place, link in enumerate(pair.original.statement.chain):
                key = link.id or fold(link.text)
                again = link.kind == "unnamed" and _is_again(link, seen)
                loss = None if again or key in found else _lost(link, place, pair, rewrite, origin)
                seen |= _describing(_printed(link)) if link.kind == "unnamed" else set()
                if loss:
                    found[key] = loss
    return list(found.values())


def _is_again(link: Link, seen: set[str]) -> bool:
    """Whether unnamed people were spoken of before: "the people", "one of the officials"."""
    words = without_relative(_printed(link))
    return _AGAIN.match(words) is not None and _describing(words) <= seen and bool(seen)


def _publisher(rewrite: Article, origin: Article) -> Loss | None:
    """The outlet whose report it is, where the rewrite does not say so."""
    if origin.agency is None:
        return None
    name = origin.printed(origin.agency)
    if origin.publisher in rewrite.named or rewrite.holds(name) or rewrite.heads(name):
        return None
    place = Passage(origin.source.id, origin.agency.start, origin.agency.end)
    return Loss("outlet", f"{name}, which published the original, is not named", place)


def _lost(link: Link, place: int, pair: Restated, rewrite: Article, origin: Article) -> Loss | None:
    if link.kind not in ("entity", "unnamed") or link.start is None or link.end is None:
        return None
    later = pair.later[0]
    where = Passage(origin.source.id, link.start, link.end)
    beside = passage_of(later)
    if link.kind == "entity":
        if (
            not link.id
            or not _is_by_name(link, origin)
            or any(_keeps_name(link, origin, rewrite, item) for item in pair.later)
        ):
            return None
        name = origin.credits.get(link.id, _printed(link))
        kind: LossKind = "outlet" if _is_outlet(link, place, pair.original) else "speaker"
        again = "is never named" if not _names(link, name, rewrite, origin) else "is not credited with it"
        return Loss(kind, f"{name} {again}: {_fate(later)}", where, beside)
    return _unnamed(link, pair, rewrite, where)


def _is_by_name(link: Link, origin: Article) -> bool:
    """Whether the credit gives the name: whom a "he" or "the judge" stands for may be misread."""
    name = origin.credits.get(link.id or "", "")
    return bool(set(word_list(name)) & set(word_list(link.text))) or _REPORT.search(link.text) is not None


def _keeps_name(link: Link, origin: Article, rewrite: Article, later: Item) -> bool:
    """Whether the rewrite has the speaker: as its speaker, in the statement, or in the sentences about it."""
    others = [other for other in later.statement.chain if other.kind == "entity"]
    if any(other.id is None or other.id == link.id for other in others):
        return True  # a "he" of whom nobody knows who he is may be the one
    name = origin.credits.get(link.id or "", "") or _printed(link)
    is_person = _is_person(link, origin)
    known = " ".join(word_list(name)[-1:]) if is_person else name
    if spelled(known) in spelled(_around(rewrite, later)):
        return True
    beside = spelled(origin.body)
    return link.id in {named.entity for named in later.named} | later.subjects or any(
        _akin(other.text, name)
        or same_name(plain_words(name), frozenset(plain_words(other.text)), person=is_person, beside=beside)
        for other in others
    )


def _is_person(link: Link, article: Article) -> bool:
    return any(detail.entity == link.id and detail.type == "person" for detail in article.details)


def _around(article: Article, item: Item) -> str:
    """The sentence of a statement with the one before it and the one after it: a quotation may run over all three."""
    here = sentence_of(item)
    before = [span for span in article.lines if span.end <= here.start][-1:]
    after = [span for span in article.lines if span.start >= here.end][:1]
    return article.printed(Span((before or [here])[0].start, (after or [here])[0].end))


def _akin(a: str, b: str) -> bool:
    """Whether one name may be another form of the other: "Norvik" and "Norvik Ferries", "AJ Moe" and "A.J. Moe"."""
    mine, theirs = word_list(a), word_list(b)
    same_last = len(mine) > 1 and len(theirs) > 1 and mine[-1] == theirs[-1]
    return bool(mine and theirs) and (same_last or set(mine) <= set(theirs) or set(theirs) <= set(mine))


def _names(link: Link, name: str, rewrite: Article, origin: Article) -> bool:
    return link.id in rewrite.named or gives_name(rewrite, name, origin, person=_is_person(link, origin))


def _is_outlet(link: Link, place: int, item: Item) -> bool:
    """Whether the speaker is somebody who reports what others say."""
    cites = any(other.kind in ("entity", "unnamed") for other in item.statement.chain[place + 1 :])
    cue = item.statement.cue
    reports = place == 0 and cue is not None and cue.lemma == "report"
    return cites or reports or _REPORT.search(link.text) is not None


def _fate(later: Item) -> str:
    speakers = [link for link in later.statement.chain if link.kind in ("entity", "unnamed")]
    if speakers:
        return f"the rewrite credits {', '.join(_shown(link) for link in speakers)}"
    return (
        "the rewrite says so in its own voice"
        if not later.statement.impersonal
        else "the rewrite does not say who says so"
    )


def _shown(link: Link) -> str:
    return f"“{_printed(link)}”" if link.kind == "unnamed" else _printed(link)


def _printed(link: Link) -> str:
    return " ".join(link.text.split())


def _unnamed(link: Link, pair: Restated, rewrite: Article, where: Passage) -> Loss | None:
    """People without a name: gone, told of without their number, or described less closely."""
    words, later = _printed(link), pair.later[0]
    if rewrite.holds(words) or fold(words) in _ADVERBS or _is_pronoun(link):
        return None
    mine = _describing(words)
    blurred: list[tuple[int, Loss]] = []
    for item in pair.later:
        unknown = any(map(_is_pronoun, item.statement.chain))  # it may stand for one of them
        if unknown or (mine and mine <= _describing(rewrite.printed(sentence_of(item)))):
            return None
        for other in item.statement.chain:
            theirs = _describing(_printed(other))
            if other.kind == "entity" and mine & theirs:
                return None
            if other.kind == "unnamed":
                if (mine <= theirs or (mine & theirs and len(mine) <= 2)) and link.count == other.count:
                    return None
                is_less = len(theirs) < len(mine) or ((link.count or 0) > 1 and not other.count)
                if not is_less:
                    return None  # other words for the same people
                blurred.append((len(mine & theirs), _blurred(link, other, where, passage_of(item))))
    if blurred:
        return max(blurred, key=lambda one: one[0])[1]
    kind: LossKind = "outlet" if _REPORT.search(words) else "speaker" if _NAMED.search(words) else "unnamed source"
    return Loss(kind, f"no credit to “{words}”: {_fate(later)}", where, passage_of(later))


def _is_pronoun(link: Link) -> bool:
    """Whether an unnamed speaker is a mere "she", or a "they", which credits nobody whom a reader could look for."""
    return link.kind == "unnamed" and fold(_printed(link)) in _PRONOUNS


def _blurred(link: Link, other: Link, where: Passage, beside: Passage) -> Loss:
    before, after = _printed(link), _printed(other)
    if link.count and link.count > 1 and not other.count:
        return Loss("count", f"“{before}” became “{after}”, without their number", where, beside)
    return Loss("unnamed source", f"“{before}” became “{after}”", where, beside)


def _describing(words: str) -> frozenset[str]:
    """Stems that tell who the people are: no numbers, no words as general as "people"."""
    return frozenset(token for token in stems(words) if token not in untelling() and not token.isdigit())


def no_comments(rewrite: Article, origin: Article) -> list[Loss]:
    """Sentences of the original that say who would not comment, where the rewrite has none about the same."""
    kept = [set(stems(rewrite.printed(span))) for span in rewrite.lines if _refuses(rewrite, span)]
    found: list[Loss] = []
    for span in origin.lines:
        if not _refuses(origin, span):
            continue
        mine = {token for token in stems(origin.printed(span)) if token not in STOPWORDS}
        if not any(len(mine & theirs) >= 2 for theirs in kept):
            place = Passage(origin.source.id, span.start, span.end)
            found.append(Loss("no comment", f"left out: “{origin.printed(span)}”", place))
    return found


def _refuses(article: Article, span: Span) -> bool:
    return _NO_COMMENT.search(straighten(article.source.text[span.start : span.end])) is not None
