"""How a rewrite says what the original says: more surely, of more or of others, in other mouths, at a vaguer time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as day
from functools import cache
from importlib.resources import files

from explorer.models import Date, Loss, LossKind, Passage, Span
from explorer.resolve.articles import Article
from explorer.resolve.comparing import gives_name
from explorer.resolve.counterparts import Restated, passage_of, sentence_of
from explorer.resolve.guards import meet
from explorer.resolve.items import Item
from explorer.resolve.wording import class_noun
from explorer.text.dates import find_dates
from explorer.text.fold import fold, straighten
from explorer.text.tokens import STOPWORDS, stem, stems, words

WIDER = 20
"""How many times as long a stretch of days is that blurs the other one."""

LEAST_VERB = 3
"""Letters of a stem that is a verb of its own."""

LEADING = 5
"""First words of a sentence, among which its subject stands."""

LEAST_SHARED = 2
"""Content words that two sentences share which speak of one thing, beside the thing."""

LEAST_QUOTED = 4
"""Words of a quotation that is worth its marks."""

TAKEN = 0.8
"""Share of the words of a quotation that stand in another wording which it was taken from."""

_SINGLE = re.compile(r"(?:^|\s)'\w")
_CLAUSE = re.compile(r"[,;:.!?\"]|\s[-–—]\s")
_SUPERLATIVE = re.compile(r"\b(?:the|its|their|his|her|our|'s)\s+$", re.IGNORECASE)
_DENIED = re.compile(r"\s+(?:not?|never|n't)\b", re.IGNORECASE)
_DEGREE = re.compile(r"\s+\w+(?:ed|ing|ful|ous|ive|able|ible|al|ant|ent|ic|-edge)\b")
_QUOTE = re.compile(r'"([^"\n]{8,600})"')
_OWNED = re.compile(r"\b(their|its)\s+((?:[\w-]+\s+){0,3}[\w-]+)")
_OWNER = re.compile(r"\b((?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*)(?:'s|(?<=s)')\s+((?:[\w-]+\s+){0,3}[\w-]+)")


@dataclass(frozen=True, slots=True)
class _Marker:
    """A marker in a text, as printed with the words that it governs, and the stems of these."""

    word: str
    phrase: str
    governed: tuple[str, ...]


def wordings(pairs: Sequence[Restated], rewrite: Article, origin: Article) -> list[Loss]:
    """All such losses, kind after kind."""
    found: list[Loss] = []
    for pair in pairs:
        if pair.later and not _is_speech(pair.original) and not _is_speech(pair.later[0]):
            found += _marked(pair, "hedge")
            found += _marked(pair, "scope")
        if pair.sure:
            found += _unquoted(pair, rewrite)
        if pair.later:
            found += _blurred(pair)
            found += _described(pair, rewrite, origin)
    return [*found, *_quoted(rewrite, origin, pairs), *_widened(rewrite, origin)]


# -- how surely, and of how many ----------------------------------------------------------------------------------


def _marked(pair: Restated, kind: LossKind) -> Iterator[Loss]:
    """Words of certainty or quantity that only one side has before the same words."""
    original, later = pair.original, pair.later[0]
    mine, theirs = _text(original), _text(later)
    ours, others = _markers(mine, kind), _markers(theirs, kind)
    for marker in ours:
        kept = _says(theirs, marker) or any(_alike(marker, other) for other in others)
        plain = "" if kept else _plain(theirs, marker, kind)
        if plain:
            yield Loss(kind, f"“{marker.phrase}” became “{plain}”", _at(original, marker.phrase), _at(later, plain))
    for marker in others if kind == "scope" else ():
        plain = "" if any(_alike(marker, other) for other in ours) else _plain(mine, marker, kind)
        if plain:
            yield Loss(kind, f"“{plain}” became “{marker.phrase}”", _at(original, plain), _at(later, marker.phrase))


def _says(text: str, marker: _Marker) -> bool:
    """Whether a text has the verb of a marker in another form: "are aimed at" for "aims to"."""
    verb = stem(marker.word.split()[0])
    return len(verb) >= LEAST_VERB and verb in {stem(word) for word, _ in words(text)} - STOPWORDS


def _is_speech(item: Item) -> bool:
    """Whether a statement is quoted word for word: its hedges are the speaker's."""
    return item.statement.kind == "direct_quote"


def _text(item: Item) -> str:
    """The whole sentence of a statement, for a hedge may stand before its clause."""
    span = sentence_of(item)
    return straighten(item.source.text[span.start : span.end])


def _at(item: Item, phrase: str) -> Passage:
    """The statement, or its sentence where the phrase stands outside of it."""
    span = item.span if phrase in " ".join(straighten(item.text).split()) else sentence_of(item)
    return Passage(item.source.id, span.start, span.end)


def _markers(text: str, kind: LossKind) -> list[_Marker]:
    found: list[_Marker] = []
    quoted = [match.span() for match in _QUOTE.finditer(text)]
    for match in _pattern(kind).finditer(text):
        if any(start <= match.start() < end for start, end in quoted) or _is_none(text, match, kind):
            continue
        clause = _CLAUSE.split(text[match.end() : match.end() + 90])[0]
        content = [(stem(word), span) for word, span in words(clause) if word not in STOPWORDS][:2]
        if len(content) > 1 and clause[content[0][1].end : content[1][1].start].strip():
            content = content[:1]  # "most of the purchase with a loan": the loan is another matter
        if content:
            last = content[-1 if kind == "scope" else 0][1].end
            phrase = " ".join(text[match.start() : match.end() + last].split())
            found.append(_Marker(match.group().lower(), phrase, tuple(token for token, _ in content)))
    return found


def _is_none(text: str, match: re.Match[str], kind: LossKind) -> bool:
    """Whether a marker marks nothing: "could not" is no hedge, the "most" of "the most advanced" no quantifier."""
    if kind == "hedge":
        return _DENIED.match(text, match.end()) is not None
    if kind != "scope" or match.group().lower() != "most":
        return False
    return bool(_SUPERLATIVE.search(text, 0, match.start()) or _DEGREE.match(text, match.end()))


def _alike(marker: _Marker, other: _Marker) -> bool:
    """Whether the other side marks the same words, or uses the same word."""
    return marker.word == other.word or bool(set(marker.governed) & set(other.governed))


def _plain(text: str, marker: _Marker, kind: LossKind) -> str:
    """The words of `text` in which what `marker` governs stands without any marker; "" where it does not stand."""
    content = [(stem(word), span) for word, span in words(text) if word not in STOPWORDS]
    need = marker.governed if kind == "scope" else marker.governed[:1]
    for place in range(len(content)):
        there = content[place : place + len(need)]
        if len(there) == len(need) and all(
            _same_stem(token, want) for (token, _), want in zip(there, need, strict=True)
        ):
            start, end = content[place][1].start, there[-1][1].end
            before = text[:start].split()
            while before and before[-1].lower() in _AUXILIARIES:
                start = text.rindex(before.pop(), 0, start)
            return " ".join(text[start:end].split())
    return ""


def _same_stem(a: str, b: str) -> bool:
    """Whether two stems are one; the light stemmer leaves "face" and makes "fac" of "faces"."""
    return a == b or (min(len(a), len(b)) >= 3 and abs(len(a) - len(b)) == 1 and (a.startswith(b) or b.startswith(a)))


_AUXILIARIES = frozenset("will is are was were has have had be been to all the".split())


@cache
def _pattern(kind: LossKind) -> re.Pattern[str]:
    phrases = _lists()[kind]
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)


@cache
def _lists() -> dict[str, list[str]]:
    data = tomllib.loads(files("explorer.resolve").joinpath("data/wording.toml").read_text("utf-8"))
    return {name: list(values) for name, values in data["ledger"].items()}


# -- quotations ---------------------------------------------------------------------------------------------------


def _unquoted(pair: Restated, rewrite: Article) -> Iterator[Loss]:
    """What the original quotes and the rewrite tells as its own words."""
    original, later = pair.original, pair.later[0]
    if original.statement.kind not in ("direct_quote", "mixed_quote") or _has_marks(rewrite, later):
        return
    for match in _QUOTE.finditer(_text(original)):
        quoted = [word for word, _ in words(match[1])]
        if len(quoted) >= LEAST_QUOTED and not _is_quoted(quoted, rewrite):
            shown = " ".join(match[1].split()).strip(" ,.")
            fate = (
                "stands without its quotation marks" if rewrite.holds(shown) else "is told in the rewrite's own words"
            )
            yield Loss("quotation", f"the quotation “{shown}” {fate}", passage_of(original), passage_of(later))


def _quoted(rewrite: Article, origin: Article, pairs: Sequence[Restated]) -> Iterator[Loss]:
    """What stands between quotation marks in the rewrite and is the original's own wording."""
    from_later = {pair.later[0].order: pair.original for pair in reversed(pairs) if pair.sure}
    for item in sorted(rewrite.items, key=lambda one: one.span):
        original = from_later.get(item.order)
        if original is None or not _is_speech(item) or _has_marks(origin, original):
            continue
        for match in _QUOTE.finditer(_text(item)):
            quoted = [word for word, _ in words(match[1])]
            held = {word for word, _ in words(_text(original))}
            if len(quoted) >= LEAST_QUOTED and sum(word in held for word in quoted) >= TAKEN * len(quoted):
                note = f"“{' '.join(match[1].split()).strip(' ,.')}” is a quotation in the rewrite only"
                yield Loss("quotation", note, passage_of(original), passage_of(item))


def _has_marks(article: Article, item: Item) -> bool:
    """Whether any quotation mark stands in the paragraph of a statement: where it ends is not always told."""
    for region in article.source.regions:
        if region.start <= item.span.start < region.end:
            text = straighten(article.source.text[region.start : region.end])
            return '"' in text or _SINGLE.search(text) is not None
    return False


def _is_quoted(quoted: Sequence[str], article: Article) -> bool:
    """Whether some quotation of the article holds most of these words."""
    plain = straighten(article.body)
    for match in _QUOTE.finditer(plain):
        theirs = {word for word, _ in words(match[1])}
        if sum(word in theirs for word in quoted) >= TAKEN * len(quoted):
            return True
    return False


# -- when, who ----------------------------------------------------------------------------------------------------


def _blurred(pair: Restated) -> Iterator[Loss]:
    """A date of which the rewrite only says "recently", or the year."""
    original = pair.original
    for later in pair.later[:2]:
        vague = _vague().search(_text(later))
        for date in _dates(original):
            told = _dates(later)
            if any(_meets(date, other) for other in told):
                wide = [other for other in told if _meets(date, other) and _days(other) > WIDER * _days(date) > 0]
                if wide and len(told) == 1:
                    yield Loss(
                        "date",
                        f"“{_printed(date)}” became “{_printed(wide[0])}”",
                        passage_of(original),
                        passage_of(later),
                    )
                    return
            elif vague and not told:
                yield Loss(
                    "date", f"“{_printed(date)}” became “{vague.group()}”", passage_of(original), passage_of(later)
                )
                return


def _dates(item: Item) -> list[Date]:
    return list(item.dates) or _nearby_dates(item)


def _nearby_dates(item: Item) -> list[Date]:
    """The dates of the sentence: "late last month" may stand with the cue."""
    span = sentence_of(item)
    text = item.source.text[span.start : span.end]
    return [date for date in find_dates(text, item.source.published.value) if date.text]


def _meets(a: Date, b: Date) -> bool:
    if not (a.low and a.high and b.low and b.high):
        return fold(a.text) == fold(b.text)
    return meet(a, b)


def _days(date: Date) -> int:
    if not (date.low and date.high):
        return 0
    return (day.fromisoformat(date.high[:10]) - day.fromisoformat(date.low[:10])).days + 1


def _printed(date: Date) -> str:
    return " ".join(date.text.split())


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _lists()["vague_dates"])) + r")\b", re.IGNORECASE)


def _described(pair: Restated, rewrite: Article, origin: Article) -> Iterator[Loss]:
    """Somebody whom the original names and the rewrite only describes: "a Chinese manufacturer"."""
    original, later = pair.original, pair.later[0]
    noun, kind = class_noun(later)
    if noun is None or class_noun(original)[0] is not None:
        return
    gone = [
        named
        for named in original.named
        if named.type == kind
        and named.entity not in rewrite.named
        and not gives_name(rewrite, named.mention.text, origin, person=kind == "person")
    ]
    if len({named.entity for named in gone}) == 1:
        mention = gone[0].mention
        note = f"{' '.join(mention.text.split())} became “{' '.join(later.text[noun.start : noun.end].split())}”"
        yield Loss("name", note, Passage(mention.source, mention.start, mention.end), passage_of(later))


# -- whose --------------------------------------------------------------------------------------------------------


def _widened(rewrite: Article, origin: Article) -> Iterator[Loss]:
    """ "Their models" that became "China's models": what was said of the ones is said of all, or of another."""
    known = {(one.owner, head) for one in map(_owned, _found(origin, _OWNER)) for head in one.content}
    for later in map(_owned, _found(rewrite, _OWNER)):
        best: tuple[int, str, _Owned] | None = None
        for original in map(_owned, _found(origin, _OWNED)):
            head = next((word for word in reversed(later.content) if word in original.content), "")
            if head and (later.owner, head) not in known and not _is_named(later.owner, origin, original.span):
                common = _common(rewrite, later.span, origin, original.span, head)
                if common >= LEAST_SHARED and (best is None or common > best[0]):
                    best = (common, head, original)
        if best is not None:
            _, head, original = best
            note = f"“{original.upto(head)}” became “{later.upto(head)}”"
            here, there = Passage(origin.source.id, *original.place), Passage(rewrite.source.id, *later.place)
            yield Loss("scope", note, here, there)


def _is_named(owner: str, article: Article, span: Span) -> bool:
    """Whether the owner may be whom the pronoun of this sentence stands for: it names him, or the one before it begins
    with him.
    """
    before = [line for line in article.lines if line.end <= span.start][-1:]
    leading = [article.printed(line).split()[:LEADING] for line in before]
    return owner.split()[-1] in " ".join([article.printed(span), *(" ".join(first) for first in leading)])


class _Owned:
    """A thing with its owner: "their largest plant", "Norway's largest plant"."""

    def __init__(self, span: Span, match: re.Match[str]) -> None:
        self.span, self.owner = span, match[1]
        self._printed = match.group()
        after = match.start(2) - match.start()
        self._ends = {
            word: place.end for word, place in words(self._printed) if word not in STOPWORDS and place.start >= after
        }

    @property
    def content(self) -> list[str]:
        """The words of what is owned, in order."""
        return list(self._ends)

    @property
    def place(self) -> tuple[int, int]:
        """Where its sentence stands."""
        return self.span.start, self.span.end

    def upto(self, word: str) -> str:
        """The phrase as printed, as far as this word."""
        return " ".join(self._printed[: self._ends[word]].split())


def _owned(found: tuple[Span, re.Match[str]]) -> _Owned:
    return _Owned(*found)


def _found(article: Article, pattern: re.Pattern[str]) -> Iterator[tuple[Span, re.Match[str]]]:
    for span in article.sentences:
        for match in pattern.finditer(straighten(article.source.text[span.start : span.end])):
            yield span, match


def _common(a: Article, here: Span, b: Article, there: Span, head: str) -> int:
    """How many content words two sentences share beside the head."""
    return len((set(stems(a.printed(here))) & set(stems(b.printed(there)))) - {stem(head)})
