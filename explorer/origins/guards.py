"""What keeps an origin note from saying what the text does not: no end, no headline alone, no independent wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from explorer.models import Entity, Evidence, Link, Source
from explorer.origins.words import has, level, tokens
from explorer.text.fold import fold, straighten

COMMON = 12
"""So many words in a row two reporters do not find by themselves."""

_TOLD = 0.8
"""Share of the words of a headline from which a sentence of the running text says it too."""

_LEAST_TOLD = 4
"""A headline of fewer telling words is told by too many sentences."""

_LONGEST = 700
"""Code points of a sentence that is compared; what is longer is no sentence."""

_OF_WHAT = re.compile(r"\s+(?:of|with|over|for|on\s+suspicion)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|also\s+|now\s+)?$", re.IGNORECASE)
_TO_BE = re.compile(r"\s+to\s+(?:have|be)\b", re.IGNORECASE)
_BESIDE = 40
"""Code points before a name in which it is said that something is from it."""

_FROM = re.compile(
    r"\b(?:according\s+to|citing|(?:reported|quoted|published|cited|told|written)\s+by)\s+(?:the\s+)?$", re.IGNORECASE
)
_REPORTS = re.compile(
    r"(?:['’]s\s+[^.,;\n]{1,40})?\s+(?:also\s+|first\s+|has\s+|had\s+|is\s+|later\s+)*"
    r"(?:said|says|reported|reports|reporting|wrote|writes|added|quoted|cited|noted|revealed|published|report)\b"
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")
_SPOKEN = re.compile(r'"[^"\n]*"')


def is_object(piece: Evidence, link: Link, source: Source) -> bool:
    """Whether the cue of a statement tells what is done to a party: "Moe, accused of …", "a man said to have …"."""
    cue = piece.statement.cue
    if cue is None or link.end is None or link.end > cue.start or not cue.lemma:
        return False
    text = source.text
    word, between = text[cue.start : cue.end].strip(), text[link.end : cue.start]
    if has("accusing", cue.lemma) and word.lower().endswith("ed"):
        return bool(_OF_WHAT.match(text, cue.end) or _PASSIVE.search(between))
    if word.lower() == "shown":  # "Jury shown a film of the fire"
        return not between.strip() or _PASSIVE.search(between) is not None
    return has("believing", cue.lemma) and not word.endswith("s") and bool(_TO_BE.match(text, cue.end))


def is_deed(piece: Evidence, source: Source) -> bool:
    """Whether its last speaker does or plans something, and says nothing: "he planned to ski", "Moe ordered him to go".

    Who reports the deed has it from somebody, or has seen it; not from the doer, unless that is said as well. Nor is
    the author of a work the one who tells that he wrote it, or whoever insists on doing something the one who tells so.
    """
    statement, cue = piece.statement, piece.statement.cue
    if cue is None:
        return False
    if statement.kind in ("stance", "intent"):
        return has("deeds", cue.lemma)
    if statement.kind != "indirect_quote" or not statement.whole:
        return False
    if has("writing", cue.lemma):
        return True
    first = source.text[statement.start : statement.end].partition(" ")[0]
    return cue.lemma == "insist" and first.endswith("ing")


def is_told(pieces: Sequence[Evidence], source: Source) -> bool:
    """Whether a sentence of the running text says what stands in a headline or summary, in about its words."""
    wanted = [_telling(_words(piece, source)) for piece in pieces]
    wanted = [words for words in wanted if len(words) >= _LEAST_TOLD]
    for region in source.regions if wanted else ():
        for found in _SENTENCE.finditer(source.text, region.start, region.end) if region.kind == "body" else ():
            there = _telling(found[0][:_LONGEST])
            if any(len(words & there) >= _TOLD * len(words) for words in wanted):
                return True
    return False


def reports_in(entity: Entity, source: Source) -> bool:
    """Whether an article has something from an outlet: "The Post reported", "according to The Post"."""
    for mention in entity.mentions:
        if mention.source != source.id:
            continue
        before = source.text[max(mention.start - _BESIDE, 0) : mention.start]
        if _FROM.search(before) or _REPORTS.match(source.text, mention.end):
            return True
    return False


def _telling(text: str) -> frozenset[str]:
    found = (level(word) for word in tokens(text))
    return frozenset(word for word in found if len(word) > 2 and not has("openers", word) and not has("breaks", word))


def _words(piece: Evidence, source: Source) -> str:
    return " ".join(source.text[span.start : span.end] for span in piece.statement.segments)


def verbatim(pieces: Mapping[str, Sequence[Evidence]], sources: Mapping[str, Source]) -> list[tuple[str, str]]:
    """Articles that print a claim in the words, outside quotations, of one before them: neither found them alone."""
    if len(pieces) < 2:
        return []
    first: dict[tuple[str, ...], str] = {}
    found: dict[tuple[str, str], None] = {}
    for source, told in pieces.items():
        texts = [_words(piece, sources[source]) for piece in told if piece.statement.role == "body"]
        for run in sorted({run for text in texts for run in _runs(text)}):
            holder = first.setdefault(run, source)
            if holder != source:
                found[holder, source] = None
    return list(found)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", fold(_SPOKEN.sub(" ", straighten(text))))
    return {tuple(words[at : at + COMMON]) for at in range(len(words) - COMMON + 1)}
