"""The stretches of a statement joined to one text: with the verb that a described noun lacks, or an ellipsis.

"Ostara, a mining group" reads "Ostara is a mining group", "a mine bought by Ostara" reads "a mine was bought by
Ostara", "with prices falling" reads "prices are falling". A participle whose tense is open keeps an ellipsis instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.models import Span
from explorer.resolve.tenses import finite
from explorer.text.nouns import is_plural
from explorer.text.tense import is_past

_ASIDE = re.compile(r"\s*(?:,|--?|[–—])?\s*\(?\s*(?:(?:al)?though\s+|while\s+)?")
_FINITE = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did)\b")
_PROGRESSIVE = re.compile(r"(?:(?:[a-z]+ly|not|also|even|sometimes|often|then|now)\s+)*[a-z]{2,}ing\b")
_PARTICIPLE = re.compile(
    r"(?:(?:[a-z]+ly|first|also|once|since|long|now)\s+)*(?:[a-z]{2,}ed|beaten|born|bought|broken|brought|built|caught|"
    r"chosen|cut|drawn|driven|fallen|fed|found|frozen|given|grown|held|hidden|hit|hurt|kept|known|laid|led|left|lost|made|"
    r"met|paid|put|run|seen|sent|set|shot|shown|sold|spent|spoken|stolen|struck|taken|taught|thrown|told|torn|won|worn|"
    r"written)\s+(?:[a-z]{2,}\b|[A-Z\d])"
)
_STANDING = re.compile(
    r"(?:(?:[a-z]+ly|also|now|still|long|best)\s+)*(?:owned|based|located|known|called|named|led|run|held|headed|chaired|headquartered|situated|dubbed|"
    r"designed|intended|meant|aimed|backed|supported|affiliated|dedicated|devoted|concerned|involved|related|linked|"
    r"connected|composed|made up|married|born|valued|priced|listed|needed|required|used|expected|scheduled|set|due|seen"
    r"|considered|regarded|viewed|faced|surrounded|controlled|operated|populated|filled|covered|equipped|armed)\b"
)
"""Participles of what lasts: they are told in the present."""

_PAST = re.compile(r"\b(?:from|between|until|till)\s+(?:the\s+)?(?:early\s+|late\s+)?(?:1\d{3}|20[01]\d)s?\b")
"""What was so for years that are over."""

_PREPOSITION = re.compile(
    r"\s(?:[a-z]{3,}ed(?=\s(?:at|by|to|in|for|on|with|from)\b)|of|in|for|at|on|by|from|with|to|who|that|which|between|among|about|against)\s|,|\("
)
_SURNAME = re.compile(r"I|[A-Z][a-z]*(?:ans|ers|ors|ents)")
"""A lone word that may be a surname ("Sanders") or many people ("Farmers"), or takes a form of its own."""
_SHARE = re.compile(
    r"(?:some|many|most|several|few|all|half|dozens|hundreds|thousands|both|two|three) of ", re.IGNORECASE
)
_REACH = 80
"""Code points behind a clause that tell its tense."""
_PEOPLES = re.compile(r"(?:ans|crats|ists|ese|ents|ers|ors)$")


def joined(text: str, spans: Sequence[Span], replacements: Sequence[tuple[Span, str]], *, verbs: bool) -> str:
    """What `spans` of `text` say, with some words replaced; `verbs` says whether a missing verb may be added."""
    parts: list[str] = []
    for before, span in zip((None, *spans), spans, strict=False):
        words = _replaced(text, span, replacements)
        if before is not None and words.startswith(("'s ", "’s ")):  # "that's" without its "that"
            words = f"is{words[2:]}"
        if before is not None:
            gap = text[before.end : span.start]
            if verbs and before.end <= span.start:
                behind = text[span.end : span.end + _REACH]
                words = (
                    _link(gap, parts[-1], words, behind) + words
                    if not (told := told_of(gap, parts[-1], words))
                    else f" {told}"
                )
            else:
                words = f" {words}"
        parts.append(words)
    return "".join(parts)


def _replaced(text: str, span: Span, replacements: Sequence[tuple[Span, str]]) -> str:
    parts, at = list[str](), span.start
    for place, words in replacements:
        if at <= place.start and place.end <= span.end:
            parts += [text[at : place.start], words]
            at = place.end
    return "".join([*parts, text[at : span.end]])


def told_of(gap: str, subject: str, clause: str) -> str:
    """A participle clause with a finite verb, where one is sure."""
    sure = gap.rstrip().endswith((",", "—", "–", "--")) and _SURNAME.fullmatch(subject) is None
    return finite(gap, clause, many=is_many(subject)) if sure else ""


def _link(gap: str, before: str, after: str, behind: str) -> str:
    """What stands between two stretches: a blank, a form of "be", or an ellipsis."""
    if _PROGRESSIVE.match(after):
        if gap.strip():
            return " … "
        many = is_many(before)  # "with prices falling, ...": the tense is that of the clause behind it
        return " were " if many and is_past(behind) else " was " if is_past(behind) else " are " if many else " is "
    if _FINITE.match(after) or not _ASIDE.fullmatch(gap):
        return " "
    comma = "," if "," in before else ""
    many = is_many(before)
    if _PARTICIPLE.match(after) and not _STANDING.match(after):
        return f"{comma} were " if many else f"{comma} was "
    if _PAST.search(after):
        return f"{comma} were " if many else f"{comma} was "
    return f"{comma} are " if many else f"{comma} is "


def is_many(phrase: str) -> bool:
    """Whether a noun phrase is plural: by "and", or by its head, the last word before a preposition."""
    if phrase.lower() in {"they", "we", "you", "these", "those", "both"}:
        return True
    phrase = _SHARE.sub("", phrase)
    head = _PREPOSITION.split(phrase, maxsplit=1)[0].split()
    if not head:
        return False
    if "and" in head[1:-1]:
        return not head[-1].islower() or is_plural(head[-1].lower())
    last = head[-1]
    if last[:1].isupper():
        return bool(_PEOPLES.search(last)) and (len(head) == 1 or head[-2].islower())
    return is_plural(last.lower())
