"""The finite verb of a participle clause: "Ostara …, easing the shift" reads "Ostara eases the shift".

Its tense is that of the verb its subject has in the text, and only where that verb stands right behind the subject and
its tense is plain; else the ellipsis stays. What is under way stays under way ("has begun ..., replacing" reads "is
replacing"), and what may be stays what may be ("could cut costs, making ..." reads "could make").
"""

from __future__ import annotations

import re
from functools import cache

from explorer.extract.wording import wording

_ADVERB = re.compile(
    r"\s*(?:[a-z]+ly|also|now|already|still|then|even|only|just|since|never|ever|long|once|soon|not)\b"
)
_VERB = re.compile(r"\s*([a-z]+)\b")
_PARTICIPLE = re.compile(r"((?:(?:[a-z]+ly|not|also|even|sometimes|often|then|now)\s+)*)([a-z]{2,}ing)\b")
_JOINED = re.compile(r"\b(?:and|or|but)\s+(?:(?:[a-z]+ly|also|then|even)\s+)?([a-z]{2,}ing)\b")
_UNDER_WAY = frozenset("is are has have".split())
_MODAL = frozenset("will would can could may might".split())
_PAST = dict(
    pair.split("/")
    for pair in (
        "bear/bore beat/beat become/became begin/began bend/bent bet/bet bind/bound bite/bit bleed/bled blow/blew "
        "break/broke breed/bred bring/brought build/built buy/bought catch/caught choose/chose cling/clung "
        "come/came cost/cost cut/cut deal/dealt dig/dug draw/drew drink/drank drive/drove eat/ate fall/fell "
        "feed/fed feel/felt fight/fought find/found flee/fled fly/flew forbid/forbade foresee/foresaw "
        "forget/forgot forgive/forgave freeze/froze get/got give/gave go/went grow/grew hang/hung hear/heard "
        "hide/hid hit/hit hold/held keep/kept know/knew lay/laid lead/led leap/leapt leave/left let/let lend/lent "
        "light/lit lose/lost make/made mean/meant meet/met mistake/mistook oversee/oversaw overtake/overtook "
        "pay/paid put/put read/read rebuild/rebuilt redo/redid repay/repaid resell/resold retake/retook "
        "rewrite/rewrote ride/rode ring/rang rise/rose run/ran say/said see/saw seek/sought sell/sold send/sent "
        "set/set shake/shook shed/shed shoot/shot shrink/shrank shut/shut sing/sang sink/sank sit/sat sleep/slept "
        "slide/slid speak/spoke speed/sped spend/spent spin/spun split/split spread/spread spring/sprang "
        "stand/stood steal/stole stick/stuck strike/struck swear/swore sweep/swept swim/swam swing/swung "
        "take/took teach/taught tear/tore tell/told think/thought throw/threw undergo/underwent "
        "understand/understood undertake/undertook undo/undid uphold/upheld upset/upset wake/woke wear/wore "
        "weave/wove weep/wept win/won wind/wound withdraw/withdrew withhold/withheld withstand/withstood "
        "write/wrote"
    ).split()
)
_REGULAR = (
    "accuse affect allow attract bolster boost bypass cause challenge claim command complicate confirm contribute "
    "control cover damage demonstrate destroy disrupt double ease eliminate emphasise emphasize enable encourage "
    "endanger enhance ensure expose fuel further halve harm heighten help highlight hurt indicate injure "
    "intensify involve leverage mark name need offer open own place position prevent prompt provide push quote "
    "reflect reinforce remove render resume reverse reward secure shift show signal spark speed spur stoke "
    "streamline strengthen support switch threaten trigger turn undercut underline undermine underscore urge use "
    "weaken widen worsen"
)
_LASTING = frozenset("command hold keep own control cover lead involve need".split())
"""Of a state one does not say that it is under way."""
_DOUBLED = frozenset(
    "acquit annul begin permit refer occur commit submit admit omit quit regret rebel forget forbid compel propel "
    "control".split()
)
_NO_VERB = frozenset(
    "a an the and or but of in on at by for from with to as than that which who whose while when where if because "
    "after before since until its his her their this these those".split()
)
_DENIED = re.compile(r"\b(?:not|never|n['’]t|without)\b|n['’]t\b")
_OPEN = re.compile(r"(?:[a-z]+ly\s+)?(?:being|having|including|regarding|concerning|according|following)\b")
"""Participles that take no "is" ("is having"), or are none."""


def finite(told: str, clause: str, *, many: bool) -> str:
    """A participle clause with a finite verb, or "" where none is sure.

    `told` is the text between the subject and the clause, `many` the number of the subject.
    """
    found = _PARTICIPLE.match(clause)
    if found is None or _OPEN.match(clause):
        return ""
    at = 0
    while (adverb := _ADVERB.match(told, at)) is not None:
        at = adverb.end()
    match = _VERB.match(told, at)
    word = match[1] if match is not None else ""
    base = _bases().get(found[2], "") if _JOINED.search(clause) is None else ""
    if word in _MODAL:
        verb = "" if _DENIED.search(told) or word.endswith("nt") else f"{word} {base}" if base else ""
    elif word in {"was", "were", "had", "did", *_PAST.values()} or (word.endswith("ed") and len(word) > 4):
        verb = "" if _JOINED.search(clause) else _past(found[2])
    elif word in _UNDER_WAY and base not in _LASTING:
        return ("are " if many else "is ") + clause
    elif word in _UNDER_WAY or (word in _bases().values() if many else word.endswith("s") and word not in _NO_VERB):
        verb = base if many else _third(base)
        return found[1] + verb + clause[found.end() :] if base else ("are " if many else "is ") + clause
    else:
        verb = ""
    return found[1] + verb + clause[found.end() :] if verb else ""


@cache
def verb_forms(base: str) -> frozenset[str]:
    """The finite forms of a verb and its participle in "ing"; the past of an irregular one from the list above."""
    past = _PAST.get(base) or _past_of(base)
    return frozenset({base, _third(base), past, _progressive(base)})


def _past_of(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] * _doubles(base)}ed"


@cache
def _bases() -> dict[str, str]:
    """The base forms of the verbs that are known, by their participles."""
    return {_progressive(base): base for base in sorted({*wording().deeds, *_REGULAR.split(), *_PAST})}


def _doubles(base: str) -> bool:
    return base in _DOUBLED or re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) is not None


def _progressive(base: str) -> str:
    if base.endswith("e") and not base.endswith("ee"):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] * _doubles(base)}ing"


def _past(participle: str) -> str:
    """What is regular keeps its stem, whatever the base form: "easing", "stopping", "visiting"."""
    base = _bases().get(participle, "")
    if base in _PAST:
        return _PAST[base]
    stem = participle.removesuffix("ing")
    return f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2:-1] not in "aeiou" else f"{stem}ed"


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"
