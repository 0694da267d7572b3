"""Who did it to whom: two statements of the same words in which the two names have changed places."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from explorer.resolve.items import Item, Named
from explorer.text.fold import straighten

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?")
_MOST_BEFORE = 3
"""Words between the first name and the verb: "had narrowly"; more, and the name need not be who acts."""
_MOST_BEHIND = 3
"""Words between the verb and the second name: "the visiting"."""
_PASSIVE = frozenset("is are was were be been being got".split())
_BREAK = re.compile(r"[,;:.!?()“”\"]|\b(?:and|or|but|who|which|that|whose|after|while|when|over|for|with|against|to)\b")
"""What may not stand between a name and the verb: it may begin another clause, or make the name no object."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One who does something to another, as one statement has it."""

    verb: str
    agent: Named
    patient: Named


def reversed_deed(a: Item, b: Item) -> tuple[Deed, Deed] | None:
    """A deed of `a` whose agent and patient are each other in `b`."""
    if len({named.entity for named in a.named} & {named.entity for named in b.named}) < 2:
        return None
    for mine in deeds(a):
        for theirs in deeds(b):
            turned = (mine.agent.entity, mine.patient.entity) == (theirs.patient.entity, theirs.agent.entity)
            if turned and mine.verb == theirs.verb:
                return mine, theirs
    return None


def deeds(item: Item) -> list[Deed]:
    """What the names of a statement do to each other, where verb and names stand next to each other."""
    found: list[Deed] = []
    start = item.span.start  # not the whole article: this is asked of many pairs
    text = straighten(item.source.text[start : item.span.end]).lower() if len(item.named) > 1 else ""
    for first, second in zip(item.named, item.named[1:], strict=False):
        between = text[first.mention.end - start : second.mention.start - start]
        words = _WORDS.findall(between)
        places = [place for place, word in enumerate(words) if word in _verbs()]
        if first.entity == second.entity or len(places) != 1 or _BREAK.search(between) or between.startswith("'s"):
            continue
        at = places[0]
        passive = bool(_PASSIVE & set(words[:at])) and "by" in words[at + 1 :]
        if at > _MOST_BEFORE or len(words) - at - 1 > _MOST_BEHIND or (not passive and _PASSIVE & set(words[:at])):
            continue
        verb = _verbs()[words[at]]
        if passive or "by" not in words:
            found.append(Deed(verb, second, first) if passive else Deed(verb, first, second))
    return found


@cache
def _verbs() -> dict[str, str]:
    """Each form of a verb with the form that names it."""
    data = tomllib.loads(files("explorer.resolve").joinpath("data/directed.toml").read_text("utf-8"))
    return {form: line.split()[0] for line in data["directed"] for form in line.split()}
