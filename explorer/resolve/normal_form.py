"""The readable text of a claim, made from its centre: whole, without what only its article understands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.models import Entity, Link
from explorer.resolve.items import Item
from explorer.resolve.subjects import lead_phrase
from explorer.text.fold import straighten
from explorer.text.inert import without_unsafe

_CONNECTIVE = re.compile(
    r"(?:but|however|meanwhile|nevertheless|nonetheless|still|yet|and|so|also|moreover|furthermore|additionally|finally|"
    r"in addition|in fact|of course|as a result|at the same time|for example|for instance|as such|therefore|thus|"
    r"consequently|that|now|then|instead|similarly|likewise|overall|in conclusion|in short)\b(?P<comma>\s*,)?\s*",
    re.IGNORECASE,
)
_BARE = frozenset({"but", "and", "so", "yet", "that"})
"""Connectives that go even without a comma behind them."""

_POSSESSIVES = frozenset({"its", "their", "his"})
_SUBORDINATE = re.compile(r"(?:while|although|though|whereas)\s+", re.IGNORECASE)
_CLOSERS = "\"'”’)"
_QUOTES = "\"“”„'‘’"


def normal_form(item: Item, speaker: Link | None, entities: Mapping[str, Entity]) -> str:
    """One sentence that stands on its own, or `Speaker: “…”` for a direct quotation.

    A leading pronoun, or "the company", is replaced by what it stands for; a participle clause that has no
    subject gets the names that lead its sentence in front, with an ellipsis for what was left out between.
    """
    if item.statement.kind == "direct_quote":
        return _quotation(item, speaker, entities)
    text = _with_subject(item)
    text = _without_opening(" ".join(without_unsafe(text).split()))
    text = text.strip(" ,;:-–—").rstrip(".")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = text.replace('"', "").replace("“", "").replace("”", "")
    return _sentence(text)


def speaker_name(link: Link, entities: Mapping[str, Entity]) -> str:
    """What to call a speaker: the name of the entity, or the phrase as printed."""
    if link.id and link.id in entities and link.kind == "entity":
        return entities[link.id].name
    return " ".join(link.text.split())


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


def _with_subject(item: Item) -> str:
    """The text with its leading pronoun replaced, or with the subject of its sentence in front of a participle."""
    first = item.statement.readable[0]
    subject = item.subject
    if subject.elided:
        named = subject.mentions and not subject.owned
        lead = (
            _joined([m.text for m in subject.mentions])
            if named
            else lead_phrase(item.source.text[item.statement.sentence.start : first.start])
        )
        rest = _without_opening(item.text)
        return f"{lead} … {rest[:1].lower()}{rest[1:]}" if lead else item.text
    pronoun = subject.pronoun
    if pronoun is None or not (subject.mentions or subject.phrase):
        return item.text
    if subject.phrase:
        names = item.source.text[subject.phrase.start : subject.phrase.end]
        names = names if pronoun.start == first.start or names[0] not in "TA" else names[0].lower() + names[1:]
    else:
        names = _joined([m.text for m in subject.mentions])
    if item.source.text[pronoun.start : pronoun.end].lower() in _POSSESSIVES:
        names += "'" if names.endswith("s") else "'s"
    head = item.source.text[first.start : pronoun.start] + names
    return head + item.text[pronoun.end - first.start :]


def _joined(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) < 3:
        return " and ".join(unique)
    return ", ".join(unique[:-1]) + " and " + unique[-1]


def _without_opening(text: str) -> str:
    while True:
        match = _CONNECTIVE.match(straighten(text))
        if not match:
            break
        word = match.group().strip(" ,").lower()
        if not match.group("comma") and word not in _BARE:
            break
        text = text[match.end() :]
    plain = straighten(text)
    match = _SUBORDINATE.match(plain)
    if match and "," not in plain:
        text = text[match.end() :]
    return text


def _sentence(text: str) -> str:
    """Capital first, full stop last."""
    if not text:
        return text
    text = text[0].upper() + text[1:]
    closed = text.rstrip(_CLOSERS)
    return text if closed.endswith((".", "?", "!", "…")) else text + "."
