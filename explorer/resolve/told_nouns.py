"""A fact that hides in a noun, told as a sentence: "Velden's reliance on ore" reads "Velden relies on ore".

The verb is that of the noun where its time is clear ("its decision to close": it decided); for a change whose time is
open, a light verb that leaves it open ("makes a shift to"). "The shift to steel" reads "There is a shift to steel".
"""

from __future__ import annotations

import re

from explorer.resolve.joining import is_many

_VERBS = {
    "reliance": "relies", "dependence": "depends", "dependency": "depends", "decision": "decided", "plan": "plans",
    "pledge": "pledged", "refusal": "refused", "failure": "failed", "promise": "promised",
}  # fmt: skip
_PLURALS = {"relies": "rely", "depends": "depend", "plans": "plan"}
_HAD = frozenset({"stake", "investment", "monopoly", "ban"})
_CHANGES = frozenset("shift switch transition pivot move return expansion entry exit withdrawal departure".split())
_PERSONS = {"its": "It", "their": "They", "his": "He", "her": "She"}
_FACT = re.compile(
    rf"(?P<owner>[Tt]he(?!\s+[^,]*['’])|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|.+?['’]s|.+?s['’])\s+(?P<kind>(?:\S+\s+){{0,5}}?)"
    rf"(?P<noun>{'|'.join((*_VERBS, *sorted(_HAD | _CHANGES)))})\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_AN = re.compile(r"[aeio]|u(?!ni|s)|8|1[18](?!\d)|A(?=[IF]\b)", re.IGNORECASE)


def told(phrase: str) -> str:
    """The phrase as a sentence, or unchanged where its noun is not known."""
    match = _FACT.fullmatch(phrase)
    if match is None:
        return phrase
    noun, kind, rest, owner = match["noun"], match["kind"], match["rest"], match["owner"]
    thing = f"{'an' if _AN.match(kind or noun) else 'a'} {kind}{noun} {rest}"
    if owner.lower() == "the":
        return f"There is {thing}"
    who = _PERSONS.get(owner.lower()) or re.sub(r"['’]s?$", "", owner)
    many = who == "They" or is_many(who)
    if noun in _VERBS and not kind:
        verb = _VERBS[noun]
        return f"{who} {_PLURALS.get(verb, verb) if many else verb} {rest}"
    if noun in _CHANGES:
        return f"{who} {'make' if many else 'makes'} {thing}"
    return f"{who} {'have' if many else 'has'} {thing}"
