"""The readable text of a claim, made from its centre: whole, without what only its article understands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.models import Entity, Link
from explorer.resolve.items import Item
from explorer.resolve.joining import joined, told_of
from explorer.resolve.naming import full_name, replacements
from explorer.resolve.subjects import lead_phrase
from explorer.resolve.told_nouns import told
from explorer.text.fold import straighten
from explorer.text.inert import without_unsafe
from explorer.text.phrases import listed, without_relative

_CONNECTIVE = re.compile(
    r"(?:but|however|meanwhile|nevertheless|nonetheless|still|yet|and|so|also|moreover|furthermore|additionally|finally|"
    r"in addition|in fact|of course|as a result|at the same time|for example|for instance|as such|therefore|thus|"
    r"consequently|"
    r"(?-i:that)(?!\s+(?:is|was|has|had|will|would|can|could|may|might|does|did)(?:n['’]t)?\b)|"
    r"now|then|instead|similarly|likewise|overall|in conclusion|in short|"
    r"yes|no|well|indeed|again)\b(?!['’])(?P<comma>\s*,)?\s*",
    re.IGNORECASE,
)
_BARE = frozenset({"but", "and", "so", "yet", "that"})
"""Connectives that go even without a comma behind them."""

_PLAIN_OPENER = re.compile(
    r"(?:instead|meanwhile|moreover|furthermore|nevertheless|nonetheless|additionally|likewise|besides|thus|therefore|"
    r"consequently|still|also)\s+(?=(?:[A-Z]\w+|he|she|it|they|the|an?|his|her|its|their|this|these|no|many|most)\b)",
    re.IGNORECASE,
)
"""The same without a comma, in front of what begins a clause."""
_HANGING = re.compile(
    r"(?:[\s,;:–—-]+(?:and|or|but|because|(?<!\ba )while|whereas|although|which|who|whom|that|as|than))+\.?$"
)
"""What joined the text to something that is not part of it."""
_TAG = re.compile(r"</?[a-z][^<>]{0,300}(?:>|$)")
_LOOSE = " ,;:-–—~•*|>\t"
_COMMA_INSIDE = re.compile(r",([\"”])[\s,.]*$")
_OPENS_SINGLE = re.compile(r"(?<![\w.,!?'])'(?=\w)(?!\d0s)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w.,!?])'(?!\w)")
_SUBORDINATE = re.compile(
    r"(?:while|although|though|whereas|"
    r"(?:even|especially|particularly|just|partly|largely|mainly) (?:as|because|though))\s+(?!of\b)",
    re.IGNORECASE,
)
_CLOSERS = "\"'”’)"
_QUOTES = "\"“”„'‘’"


def normal_form(item: Item, speaker: Link | None, entities: Mapping[str, Entity]) -> str:
    """One sentence that stands on its own, or `Speaker: “…”` for a direct quotation.

    A leading pronoun, or "the company", is replaced by what it stands for; a participle clause that has no
    subject gets the names that lead its sentence in front, and a finite verb or an ellipsis for what is left out.
    """
    if item.statement.kind == "direct_quote":
        return _quotation(item, speaker, entities)
    spans, verbs = item.statement.readable, bool(item.statement.whole)
    text = joined(item.source.text, spans, replacements(item, entities), verbs=verbs)
    if item.statement.whole == item.statement.segments and item.statement.cue is None and not item.statement.chain:
        text = told(text)
    if text.endswith("'") and item.source.text.startswith("'", spans[-1].end):
        text += "'"  # the second half of a mark made of two
    text = _without_opening(" ".join(_TAG.sub(" ", without_unsafe(text)).split()).lstrip(_LOOSE))
    lead = _lead(item, entities)
    if lead:
        clause = f"{text[:1].lower()}{text[1:]}"
        told_of_names = _told_of_names(item, lead, clause)
        text = f"{lead} {told_of_names}" if told_of_names else f"{lead} … {clause}"
    return _sentence(_with_even_marks(_HANGING.sub("", text.strip(_LOOSE))))


def speaker_name(link: Link, entities: Mapping[str, Entity]) -> str:
    """What to call a speaker: the name of the entity, or the phrase as printed."""
    if link.id and link.id in entities and link.kind == "entity":
        return entities[link.id].name
    return without_relative(link.text)


def _quotation(item: Item, speaker: Link | None, entities: Mapping[str, Entity]) -> str:
    inner = ""
    for piece in _segments(item):
        if piece.strip(" ,;." + _QUOTES):
            inner = _continued(inner, piece.strip(" " + _QUOTES))
    inner = inner.rstrip(" ,;")
    inner = " ".join(without_unsafe(inner).split())
    if inner and inner[-1] not in ".?!…":
        inner += "."
    inner = inner[:1].upper() + inner[1:]
    who = speaker_name(speaker, entities) if speaker else ""
    who = re.sub(r"^(?:an?|the)\s+", "", who, flags=re.IGNORECASE) if speaker and speaker.kind == "unnamed" else who
    return f"{who[:1].upper()}{who[1:]}: “{inner}”" if who else f"“{inner}”"


def _continued(inner: str, piece: str) -> str:
    """Two pieces of a quotation with the mark that the words need: a comma before a new sentence was a full stop."""
    if not inner or inner[-1] in ".?!…:—–":
        return f"{inner} {piece}".lstrip()
    if piece[:1].isupper():
        return f"{inner.rstrip(' ,;')}. {piece}"
    return f"{inner} {piece}" if inner[-1] in ",;" else f"{inner} … {piece}"


def _segments(item: Item) -> list[str]:
    return [item.source.text[s.start : s.end] for s in item.statement.readable]


def _lead(item: Item, entities: Mapping[str, Entity]) -> str:
    """What leads the sentence of a participle clause that has no subject of its own; else ""."""
    subject, first = item.subject, item.statement.readable[0]
    if not subject.elided:
        return ""
    known = {named.mention: named for named in item.named}
    names = [full_name(known[m], entities) if m in known else m.text for m in subject.mentions]
    before = item.source.text[item.statement.sentence.start : first.start]
    lead = listed(names) if names and not subject.owned else lead_phrase(before)
    return " ".join(lead.split())


def _told_of_names(item: Item, lead: str, clause: str) -> str:
    """The participle clause with a finite verb, where names lead its sentence and its tense is sure."""
    subject = item.subject
    if not subject.mentions or subject.owned:
        return ""
    between = item.source.text[subject.mentions[-1].end : item.statement.readable[0].start]
    return told_of(between, lead, clause)


def _without_opening(text: str) -> str:
    """The text without the connectives in front of it, and without "while" where no main clause follows."""
    while (length := _opening_length(straighten(text))) > 0:
        text = text[length:]
    plain = straighten(text)
    match = _SUBORDINATE.match(plain)
    return text[match.end() :] if match and "," not in plain else text


def _opening_length(plain: str) -> int:
    opener = _PLAIN_OPENER.match(plain)
    if opener:
        return opener.end()
    match = _CONNECTIVE.match(plain)
    bare = match is not None and match.group().strip(" ,").lower() in _BARE
    return match.end() if match and (bare or match.group("comma")) else 0


def _with_even_marks(text: str) -> str:
    """The text with quotation marks in pairs, or with none; a comma that closed what was said before its cue goes."""
    text = text.replace("''", '"')
    text = _COMMA_INSIDE.sub(r"\1", text)
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub('["“”]', "", text)
    if text.count("‘") > text.count("’"):
        text = text.replace("‘", "")
    if len(_OPENS_SINGLE.findall(text)) != len(_CLOSES_SINGLE.findall(text)):
        text = _OPENS_SINGLE.sub("", text)
        text = re.sub(r"(?<=[.,!?])'$", "", text)
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text.strip(_LOOSE)


def _sentence(text: str) -> str:
    """Capital first, full stop last."""
    text = text.rstrip(".") if not text.endswith(("...", "U.S.", "U.K.", "U.N.", "Jr.", "Sr.")) else text
    if not text:
        return text
    brand = text[1:2].isupper() and text[0].islower()  # "iPhone"
    text = text if brand else text[0].upper() + text[1:]
    closed = text.rstrip(_CLOSERS)
    return text if closed.endswith((".", "?", "!", "…")) else text + "."
