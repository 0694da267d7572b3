"""Whom the pronouns and bare surnames of a claim name: what to put in their place so that it reads on its own.

Only what is sure is replaced: a pronoun that reading or the rules of `subjects` resolved, a surname whose entity has a
full name. Nothing within quotation marks is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.extract.cues import lexicon
from explorer.extract.people import people
from explorer.models import Entity, Mention, Span
from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.resolve.subjects import POSSESSIVES
from explorer.text.nouns import singular
from explorer.text.phrases import listed
from explorer.text.spans import overlaps

Replacement = tuple[Span, str]
"""A span of the text of record and what to read instead of it."""

_NEXT = re.compile(r"\s+([\w’'-]+)")
_NO_NOUN = frozenset(
    "the a an to in on at of for from with by and or but as that than when while if because after before into over who "
    "which is was has had will would could should not".split()
)
"""Words behind "her" that tell it is no possessive."""

_CONTRACTED = re.compile(r"['’](?:s|ll|d|ve)\b")
"""Behind a pronoun it may be "is" or "has", which a name does not show."""

_TITLE = re.compile(r"\b(?:(?P<he>Mr)|(?P<she>Mrs|Ms|Miss))\.?\s+$")
_ENDS_NAME = re.compile(
    r"(?:['’]s?(?!\w)|\s*[,.;:!?)]|\s*$|\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|"
    r"does|do|did|said|says|also|never|and|or|who|in|on|at|to|for|from|with|by|as|[a-z]{3,}ed)\b)"
)
"""What may follow a name that is no part of a longer noun phrase ("the Solberg plan")."""
_BEFORE_NAME = re.compile(r"(?:^|[\s(“\"])(?P<word>[\w.’'-]+)\s+$")


def replacements(item: Item, entities: Mapping[str, Entity]) -> list[Replacement]:
    """What to read instead of pronouns and bare surnames in `item`, in text order, without overlap."""
    text, known, found = item.source.text, set[str](), list[Replacement]()
    leading = _leading(item, entities)
    if leading is not None:
        found.append(leading)
        known |= item.subjects
    marks = _Marks(item)
    for place, named, pronoun in sorted(_persons(item), key=lambda one: one[0]):
        if named.entity in known or any(overlaps(place, span) for span, _ in found) or marks.quoted(place.start):
            known.add(named.entity)
            continue
        known.add(named.entity)
        name = full_name(named, entities)
        if pronoun and (name.split()[-1] in item.text or _names_a_role(text, item, place)):
            continue  # the surname stands there already, or "the president" may be who is meant
        if pronoun:
            found.append((place, _inflected(text, place, pronoun, name)))
        elif name != named.mention.text and (span := _bare_name(text, named.mention, name)) is not None:
            found.append((span, name))
    return sorted(found)


def full_name(named: Named, entities: Mapping[str, Entity]) -> str:
    """The entity's name where it only completes what is printed ("Solberg" to "Ingrid Solberg")."""
    printed, entity = named.mention.text, entities.get(named.entity)
    if entity is None or entity.type != "person" or len(entity.name.split()) < 2:
        return printed
    return entity.name if printed.split()[-1] in entity.name.split() and len(printed.split()) == 1 else printed


def _persons(item: Item) -> list[tuple[Span, Named, str]]:
    """Where persons are named or meant, whom, and the pronoun, if it is one."""
    names = [(Span(n.mention.start, n.mention.end), n, "") for n in item.named if n.type == "person"]
    meant = [
        (Span(link.start or 0, link.end or 0), named, link.text.lower())
        for link, named in item.pronouns
        if link.text.lower() != "him"
    ]
    return [*names, *meant]


def _leading(item: Item, entities: Mapping[str, Entity]) -> Replacement | None:
    """The pronoun, or "the company", that leads the text, and what it stands for."""
    subject, text = item.subject, item.source.text
    pronoun, first = subject.pronoun, item.statement.readable[0]
    if subject.elided or pronoun is None or not (subject.mentions or subject.phrase):
        return None
    if subject.phrase:
        name = text[subject.phrase.start : subject.phrase.end]
        name = name if pronoun.start == first.start or name[0] not in "TA" else name[0].lower() + name[1:]
    else:
        known = {n.mention: n for n in (*item.named, *(named for _, named in item.pronouns))}
        name = listed([full_name(known[m], entities) if m in known else m.text for m in subject.mentions])
    return pronoun, _inflected(text, pronoun, text[pronoun.start : pronoun.end].lower(), name)


def _inflected(text: str, place: Span, pronoun: str, name: str) -> str:
    """The name with a possessive ending, where the pronoun has one."""
    if _CONTRACTED.match(text, place.end):
        return text[place.start : place.end]
    owns = pronoun in POSSESSIVES
    if pronoun == "her":
        following = _NEXT.match(text, place.end)
        owns = following is not None and following[1].lower() not in _NO_NOUN
    return name + ("'" if name.endswith("s") else "'s") * owns


def _names_a_role(text: str, item: Item, place: Span) -> bool:
    """Whether a noun for a person stands in front of a pronoun."""
    before = text[item.statement.readable[0].start : place.start].lower()
    return any(lexicon().is_person(singular(word)) for word in re.findall(r"[a-z]{3,}", before))


def _bare_name(text: str, mention: Mention, name: str) -> Span | None:
    """The span of a bare surname, with "Mr." or "Mrs." in front, that the full name may replace; None where unsure."""
    if not _ENDS_NAME.match(text, mention.end):
        return None
    title = _TITLE.search(text, max(0, mention.start - 8), mention.start)
    if title is not None:
        gender = people().gender_of_name(name.split()[0])
        return Span(title.start(), mention.end) if gender and title[gender] else None
    before = _BEFORE_NAME.search(text, max(0, mention.start - 30), mention.start)
    word = before["word"] if before is not None else ""
    return None if word[:1].isupper() and text[: mention.start].rstrip()[-1:] not in ".!?" else _own_span(mention)


def _own_span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


class _Marks:
    """Which places of a statement stand within quotation marks."""

    def __init__(self, item: Item) -> None:
        self._text, self._start = item.source.text, item.statement.readable[0].start

    def quoted(self, at: int) -> bool:
        before = self._text[self._start : at]
        return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("''") % 2 == 1
