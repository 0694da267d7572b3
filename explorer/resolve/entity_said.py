"""What a text itself says of two names that stand side by side: "Alder Bank (ALDB)", "Ada Reed, also known as …"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from explorer.resolve.entity_forms import Key
from explorer.resolve.entity_named import Named

_REACH = 48
_KNOWN_AS = re.compile(
    r",? \(?(?P<how>(?:who is |which is |is )?"
    r"(?:also|better|formerly|previously|originally|now|once|popularly|widely|commonly)"
    r" (?:known|called|named) (?:simply )?(?:as )?|a\.?k\.?a\.? |formerly |previously )(?:the )?[\"“'‘]?"
)


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
