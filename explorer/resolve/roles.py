"""Who did it to whom: two statements of the same words in which the two names have changed places."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from explorer.resolve.items import Item
from explorer.resolve.lookups import Named
from explorer.text.fold import fold, straighten

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?")
_MOST_BEFORE = 3
"""Words between the first name and the verb: "had narrowly"; more, and the name need not be who acts."""
_MOST_BEHIND = 3
"""Words between the verb and the second name: "the visiting"."""
_PASSIVE = frozenset("is are was were be been being got".split())
_BREAK = re.compile(r"[,;:.!?()“”\"]|\b(?:and|or|but|who|which|that|whose|after|while|when|over|for|with|against|to)\b")
"""What may not stand between a name and the verb: it may begin another clause, or make the name no object."""


_FORM = re.compile(
    r"[\s,]+(?:ab|ag|asa?|co|corp|corporation|gmbh|inc|incorporated|limited|llc|ltd|nv|oyj?|plc|sa|se|spa)\.?$"
)
_WILL = re.compile(
    r"\b(?:(?:agree|plan|offer|seek|want|aim|intend|hope|wish|decide|propose|promise|vow|threaten|prepare|try|tri|attempt|"
    r"start|begin|move|expect|choose)(?:e?[sd]|ned|ning|ing)?|bid|set|due|about|ready|likely|poised|talks|approach|"
    r"agreement|deal|pact|right|option|sought|chose|began)\b[a-z ]*?\bto (?=(?P<verb>[a-z]+)\b)"
)
"""Before a deed that is agreed, planned or wished: who does it to whom is the same."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One who does something to another, as one statement has it."""

    verb: str
    agent: Named
    patient: Named


def reversed_deed(a: Item, b: Item) -> tuple[Deed, Deed] | None:
    """A deed of `a` whose agent and patient are each other in `b`."""
    if len(a.named) < 2 or len(b.named) < 2 or len(_keys(a) & _keys(b)) < 2:
        return None
    for mine in deeds(a):
        for theirs in deeds(b):
            turned = _are_one(mine.agent, theirs.patient) and _are_one(mine.patient, theirs.agent)
            same = _are_one(mine.agent, theirs.agent) or _are_one(mine.patient, theirs.patient)
            if turned and not same and mine.verb == theirs.verb:
                return mine, theirs
    return None


def _keys(item: Item) -> frozenset[str]:
    return frozenset(key for named in item.named for key in (named.entity, _printed(named)))


def _are_one(one: Named, other: Named) -> bool:
    """Whether two names mean one, or are printed alike: a founder and the firm named after him are soon confused."""
    return one.entity == other.entity or _printed(one) == _printed(other)


def _printed(named: Named) -> str:
    """A name as it is compared, without the form of the firm: "Norvik AB" is "norvik"."""
    return _FORM.sub("", fold(named.mention.text))


def deeds(item: Item) -> list[Deed]:
    """What the names of a statement do to each other, where verb and names stand next to each other."""
    found: list[Deed] = []
    start = item.span.start  # not the whole article: this is asked of many pairs
    text = straighten(item.source.text[start : item.span.end]).lower() if len(item.named) > 1 else ""
    for first, second in zip(item.named, item.named[1:], strict=False):
        between = _plain(text[first.mention.end - start : second.mention.start - start])
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


def _plain(between: str) -> str:
    """The words between two names without those by which a deed is only agreed or planned."""
    will = _WILL.search(between)
    if will is None or will["verb"] not in _verbs() or _BREAK.search(between[: will.start()]):
        return between
    return " " + between[will.end() :]


@cache
def _verbs() -> dict[str, str]:
    """Each form of a verb with the form that names it."""
    data = tomllib.loads(files("explorer.resolve").joinpath("data/directed.toml").read_text("utf-8"))
    return {form: line.split()[0] for line in data["directed"] for form in line.split()}
