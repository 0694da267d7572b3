"""What a text itself says of two names that stand side by side: "Alder Bank (ALDB)", "Ada Reed, also known as …"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from explorer.resolve.entity_forms import Key, has_given_name, person_key, without_generation
from explorer.resolve.entity_named import Company, Named

_REACH = 48
_KNOWN_AS = re.compile(
    r",? \(?(?P<how>(?:who is |which is |is )?"
    r"(?:also|better|formerly|previously|originally|now|once|popularly|widely|commonly)"
    r" (?:known|called|named) (?:simply )?(?:as )?|a\.?k\.?a\.? |formerly |previously )(?:the )?[\"“'‘]?"
)
_NICKNAMED = re.compile(
    r"(?:,|,? \(|,? who (?:is|was)|,? whom (?:friends|everyone|everybody|colleagues))? ?(?P<how>"
    r"(?:also |better |always |usually |generally |universally |commonly |widely |affectionately )?"
    r"(?:known|nicknamed|called|dubbed)(?: (?:to|by) [a-z ]{3,24}?)?(?: as)?|"
    r"who (?:goes|went) by(?: the name)?(?: of)?)"
    r" [\"“'‘]?"
)
SAYS = "the text says"
_WITHOUT_A_STOP = re.compile(r" (?:called|dubbed)\b(?! as)")
"""A verb of its own where no comma stands before it: "Ada Reed called Ben"."""


def link_nicknames(named: Sequence[Named], texts: Mapping[str, str], company: Company) -> list[Named]:
    """ "Kit" and "Kit Reed" with the Christopher Reed of whom a text says that he is known as Kit.

    The bare nickname in the article that says so, nickname and surname in all articles that may be of its story; under
    the one of the two full names that the folder has more often.
    """
    bare: dict[tuple[str, Key], set[str]] = defaultdict(set)
    told: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    ordered = sorted(named, key=lambda one: (one.mention.source, one.mention.start, -one.mention.end))
    for before, item in pairwise(ordered):
        if reason := _nicknamed(before, item, texts):
            full = before.key[1]
            called = person_key(f"{item.surface} {without_generation(full).rsplit(' ', 1)[-1]}")
            bare[item.mention.source, item.key].add(called)
            told[called][full][item.mention.source] = reason
    meant = {called: next(iter(bearers)) for called, bearers in told.items() if len(bearers) == 1}
    times = Counter(item.key[1] for item in named if item.key[0] == "name")
    respelt: dict[str, tuple[str, Mapping[str, str]]] = {}
    for called, full in meant.items():
        seldom, often = sorted((called, full), key=lambda name: (times[name], name == full))
        respelt[seldom] = often, told[called][full]
    out: list[Named] = []
    for item in named:
        source = item.mention.source
        names = sorted(bare.get((source, item.key), ()))
        if len(names) == 1 and names[0] in meant:
            name, full = names[0], meant[names[0]]
            item = item.under(respelt.get(name, (name,))[0], told[name][full][source], partial=True)
        elif item.key[0] == "name" and (new := respelt.get(item.key[1])):
            near = [said for said in new[1] if said == source or not company.strange(source, said, new[0])]
            item = item.under(new[0], new[1][source if source in near else near[0]]) if near else item
        out.append(item)
    return out


def _nicknamed(before: Named, item: Named, texts: Mapping[str, str]) -> str:
    """What the text says where it gives a person's nickname right behind the full name, else ""."""
    one, other = before.mention, item.mention
    person = one.type == "person" and before.key[0] == "name" and has_given_name(before.key[1])
    near = one.source == other.source and 0 < other.start - one.end <= _REACH
    if not person or not near or " " in item.surface or item.key[0] not in {"name", "state"}:
        return ""
    between = texts[one.source][one.end : other.start]
    found = _NICKNAMED.fullmatch(between)
    if not found or _WITHOUT_A_STOP.match(between) or item.key[1] in before.key[1].split():
        return ""
    return f"{SAYS} “{' '.join(found.group('how').split())} {item.surface}”"


def link_said(named: Sequence[Named], texts: Mapping[str, str]) -> list[Named]:
    """File short forms in brackets and other names that a text gives under the name before them.

    In the article that says so, and elsewhere if no article says it of another name.
    """
    said: dict[tuple[str, Key], dict[Key, str]] = defaultdict(dict)
    anywhere: dict[Key, dict[Key, str]] = defaultdict(dict)
    ordered = sorted(named, key=lambda one: (one.mention.source, one.mention.start, -one.mention.end))
    for before, item in pairwise(ordered):
        reason = _reason(before, item, texts)
        if reason and before.key != item.key:
            said[item.mention.source, item.key].setdefault(before.key, reason)
            anywhere[item.key].setdefault(before.key, reason)
    out: list[Named] = []
    for item in named:
        found = said.get((item.mention.source, item.key)) or anywhere.get(item.key) or {}
        if len(found) == 1:
            (kind, text), reason = next(iter(found.items()))
            if kind == "name" and item.key not in anywhere.get((kind, text), {}):
                item = item.under(text, reason, partial=reason.startswith("the text"))
        out.append(item)
    return out


def _reason(before: Named, item: Named, texts: Mapping[str, str]) -> str:
    mention = item.mention
    if before.mention.source != mention.source or not 0 < mention.start - before.mention.end <= _REACH:
        return ""
    between = texts[mention.source][before.mention.end : mention.start]
    if mention.form in {"abbreviation", "ticker"} and between.strip().startswith("(") and len(between) < 24:
        return f"{mention.form} in brackets after the name"
    known = _KNOWN_AS.fullmatch(between)
    if known and before.mention.type == mention.type:
        return f"the text says “{known.group('how').strip()}”"
    return ""
