"""Whom a stretch of text is about: the names that lead it, or those that a leading pronoun stands for.

No parse is at hand here, so only the plain cases are decided: names that stand in the first words, and a pronoun
whose sentence, or the one before, is itself led by a fitting name. Everything else stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.extract.cues import lexicon
from explorer.models import Mention, Span
from explorer.text.fold import straighten
from explorer.text.nouns import is_plural, singular
from explorer.text.titles import TITLE_BEFORE_NAME

LEAD_WORDS = 5
"""A name that begins after more words than this does not lead its sentence."""

_OPENING = re.compile(
    r"[\s\"'(]*(?:(?:but|and|so|yet|however|meanwhile|nevertheless|still|also|moreover|furthermore|additionally|"
    r"in addition|although|though|while|when|as|since|because|if|after|before|despite|"
    r"that(?!\s+(?:is|was|has|had|will|would)\b)|which|who)\b,?\s*)*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?P<pronoun>its|their|his|it|they|he|she|both (?:companies|firms|men|women)|both|"
    r"the (?:two )?(?P<noun>company|companies|firm|firms|group|agency|ministry|bank|maker|chipmaker|automaker|carmaker|"
    r"airline|startup|giant))\b(?!')",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?:[a-z]+ly\s+)?[a-z]{2,}ing\s", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&)\s*|'s?\s+|\s+|\s*\(|\)\s*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?\s")
_BREAKS_LEAD = re.compile(r"[,;:.]|\b(?:with|of|for|in|on|at|by|from|to|between|about|against|over|under|into)\b")
"""What may not stand before a leading name: behind a preposition it only belongs to the true subject."""

_ABBREVIATED = re.compile(TITLE_BEFORE_NAME)
"""A title whose full stop ends nothing."""
_ACCORDING = re.compile(r"[\s\"']*according to [^,]{2,80},\s*", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([a-z]+)")
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|and|or|in|on|at|to|for|from|"
    r"with|said|says|\w+ed)\b"
)
_OPENED = re.compile(
    r"[\s\"']*(?:by|with|despite|after|before|since|while|although|though|when|as|because|if|unlike|for|in|on|at)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\b(?:so|but|as|because|since|while|whereas|that|although|though)\s+$")
"""Behind these a participle is the subject of what follows: "so selling it takes years"."""
_AUXILIARY = re.compile(
    r"\s(?:(?:also|already|now|still)\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|"
    r"does|do|did)\b"
)
_BARE_VERB = re.compile(
    r"(?:(?:still|also|already|not only|now|never|even|then|further|often)\s+"
    r"(?!(?:the|an?|its|their|some|many|most|all|both|one|it|he|she|they|we|this|that|these|those|few|no)\b)[a-z]+|"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did)\b)",
)
_EXPLETIVE = re.compile(
    r"\s*(?:'s|\b(?:(?:has|had|will|would|may|might|could|must)\s+)?(?:not\s+)?(?:is|was|isn't|wasn't|be|been|become|"
    r"becomes|became|remains?|remained|seems|seemed|appears|appeared|looks|looked))"
    r"(?:\s+(?:not|also|still|now|then|yet|as yet|far from|less|more|very|quite|too early to|to be|been|[a-z]+ly))*"
    r"\s+(?:(?:un)?(?:clear|known|certain|likely|true|surprising|disputed|usual|common)|uncertain|apparent|evident|"
    r"obvious|plain|possible|probable|doubtful|false|understood|thought|believed|said|reported|expected|alleged|hoped|"
    r"feared|claimed|estimated|agreed|announced|revealed|confirmed|seen|noted|rumou?red|important|striking|say|"
    r"tell|an open question|anybody's guess|anyone's guess)"
    r"(?:\s+(?:to|from) \w+)?(?:,[^,.;]{1,20},)?(?:\s+(?:yet|now|exactly|precisely|just|publicly|immediately))?"
    r"\s+(?:that|whether|if|who|whom|whose|what|when|where|why|how|which)\b"
    r"|\s+\w+(?:\s+\w+)?\s+(?:possible|impossible|necessary|essential|important|wise|unwise|customary|up)\s+(?:to|for)\b"
    r"|(?:\s+\w+)?\s+(?:take|takes|took)\s+(?:[\w\"-]+\s+){0,5}?\"?(?:second|minute|hour|day|week|month|year|decade|"
    r"time|long|longer)s?\"?\s+(?:for|to|before|until)\b"
    r"|(?:'s|\s+(?:is|was))\s+(?:not\s+|only\s+)?the\s+(?:[\w-]+\s+){0,3}?time\b"
    r"|\s+(?:has\s+|had\s+|also\s+|later\s+|soon\s+)*(?:emerge[sd]?|transpire[sd]?|turn(?:s|ed) out|follow(?:s|ed)|"
    r"seem(?:s|ed)|appear(?:s|ed))\s+(?:that|as if|as though|whether)\b"
)
"""What follows an "it" that stands for the clause behind it, and for nobody: "it is unclear whether", "it will take
several days for the line to be repaired", "it is the second time that"."""
_FIRMS = frozenset("company companies firm firms maker chipmaker automaker carmaker airline startup giant".split())
_PUBLIC = re.compile(
    r"\b(?:union|party|court|university|college|ministry|department|agency|police|government|house|senate|congress|"
    r"commission|parliament|association|council|federation|committee)\b",
    re.IGNORECASE,
)
"""A body of these words is not "the company" of the next sentence."""

_PHRASE = re.compile(
    r"(?P<phrase>(?:the|this|that|these|those|[A-Z][\w-]*'s?)\s+(?:[\w'-]+\s+){0,3}?(?P<head>[a-z][\w-]+))"
    r"(?=,|\s(?:(?:also|already|now|still)\s+)?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|"
    r"should|does|do|did)\b)",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    r"\s+[a-z]+(?<!\bthat)(?<!\bwho)(?<!\bwhich)(?<!\balso)(?<!\bstill)(?<!\bnow)(?<!\balready)"
    r"\s+(?:is|are|was|were|has|have|had|will|would)\b"
)
"""A common noun between a name and its auxiliary: "the Norvik deal was signed" is not about Norvik."""

_PEOPLE = frozenset({"he", "she", "his"})
_MANY = frozenset({"they", "both", "their"})
POSSESSIVES = frozenset({"its", "their", "his"})
"""Pronouns that are nothing but possessives; "her" may be the object as well."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The mentions a text is about. `pronoun` is the span that stands for them, None when they are named there.

    `owned` tells that the names only possess the true subject ("Alibaba's new chip"). `elided` tells that the text
    is a participle clause ("partly replacing …"), whose subject leads the sentence; `pronoun` is then empty and
    stands where the clause begins. `phrase` is the span of a common noun phrase ("The new chip") that the pronoun
    stands for instead of a name.
    """

    mentions: tuple[Mention, ...]
    pronoun: Span | None = None
    owned: bool = False
    elided: bool = False
    phrase: Span | None = None


NOBODY = Subject(())


def leading(plain: str, mentions: Sequence[Mention], span: Span) -> Subject:
    """The names that lead `span`; `mentions` are those of the source in order. Titles before a name are passed over.

    `plain` is the straightened text of the source, here and below: a whole text is straightened once, not per clause.
    """
    start = first_word(plain, span)
    inside = [m for m in mentions if start <= m.start and m.end <= span.end and m.form != "host"]
    group: list[Mention] = []
    for mention in inside:
        if not group:
            lead = _ABBREVIATED.sub("", plain[start : mention.start])
            if len(lead.split()) > LEAD_WORDS or _BREAKS_LEAD.search(lead):
                break
            group.append(mention)
        elif _JOINT.fullmatch(plain[group[-1].end : mention.start]):
            group.append(mention)
        elif (
            len(group) == 1
            and (group[0].type, mention.type) == ("organization", "person")
            and _is_role(plain[group[-1].end : mention.start])
        ):
            group = [mention]
        else:
            break
    return _headed(plain, group)


def first_word(plain: str, span: Span) -> int:
    """Where the span begins to say something: behind connectives and "according to …,"."""
    said = _ACCORDING.match(plain, span.start, span.end)
    start = said.end() if said else span.start
    opening = _OPENING.match(plain, start, span.end)
    return opening.end() if opening else start


def _is_role(between: str) -> bool:
    """Whether the words between an organization and a person can be a role: "Nvidia CEO Jensen Huang"."""
    return 0 < len(between.split()) <= 3 and re.fullmatch(r"(?:'s)?[\w\s-]+", between) is not None


def _headed(plain: str, group: list[Mention]) -> Subject:
    """Drop possessors before their own names: "China's Alibaba and Baidu" is about Alibaba and Baidu."""
    if not group:
        return NOBODY
    heads = [
        mention
        for mention, after in zip(group, [*group[1:], None], strict=True)
        if after is None or not _owns(plain, mention, after)
    ]
    heads = [m for m in heads if plain[m.start - 1 : m.start] != "("] or heads
    owned = _POSSESSIVE.match(plain, heads[-1].end) is not None or _modifies(plain, heads[-1])
    return Subject(tuple(heads), owned=owned)


def _modifies(plain: str, mention: Mention) -> bool:
    """Whether a place or adjective only colours the noun behind it: "U.S. export rules", "Chinese officials"."""
    if mention.form != "adjective" and mention.type != "place":
        return False
    following = _NEXT_WORD.match(plain, mention.end)
    return mention.form == "adjective" or (following is not None and not _VERB.match(following.group(1)))


def _owns(plain: str, mention: Mention, after: Mention) -> bool:
    between = plain[mention.end : after.start]
    return between.startswith("'") or (mention.form == "adjective" and not between.strip())


def subject(
    plain: str, mentions: Sequence[Mention], sentences: Sequence[Span], content: Span, sentence: Span
) -> Subject:
    """Whom the content is about, or `NOBODY`. `sentences` are those of the source in order."""
    start = first_word(plain, content)
    found = _PRONOUN.match(plain, start, content.end)
    if not found:
        if sentence.start < content.start and _is_elliptic(plain, Span(start, content.end), sentence):
            lead = leading(plain, mentions, Span(sentence.start, content.start))
            return replace(lead, pronoun=Span(content.start, content.start), elided=True)
        return leading(plain, mentions, content)
    word, noun = found.group("pronoun").lower(), (found.group("noun") or "").lower()
    if word == "it" and _EXPLETIVE.match(plain, found.end(), sentence.end):
        return NOBODY
    owned = word in POSSESSIVES
    for place in _before(sentences, sentence, start):
        fitting = _fitting(plain, mentions, place, word, noun)
        if fitting and not owned and not noun and _is_named_again(fitting, mentions, Span(found.end(), content.end)):
            break
        if fitting:
            return Subject(fitting, Span(found.start(), found.end()), owned=owned)
        if noun or word.startswith("both") or _PRONOUN.match(plain, first_word(plain, place), place.end):
            continue
        common = _common_phrase(plain, mentions, place, word)
        if common:
            return Subject((), Span(found.start(), found.end()), owned=owned, phrase=common)
        if not _is_coloured(plain, mentions, place, sentence):
            break  # the pronoun may mean the subject that stands there, whatever stands farther off
    return leading(plain, mentions, content) if owned else NOBODY


def _is_named_again(fitting: tuple[Mention, ...], mentions: Sequence[Mention], rest: Span) -> bool:
    """`It was the second outage in Norway`: a pronoun is no subject of a clause that goes on to name what it means."""
    names = {one.text if one.type != "person" else one.text.split()[-1] for one in fitting}
    return any(
        (one.text if one.type != "person" else one.text.split()[-1]) in names
        for one in mentions
        if rest.start <= one.start and one.end <= rest.end and one.form != "adjective"
    )


def _is_coloured(plain: str, mentions: Sequence[Mention], place: Span, sentence: Span) -> bool:
    """Whether what opens the pronoun's own sentence only holds a place or an adjective: "under U.S. rules, it …"."""
    lead = leading(plain, mentions, place)
    return place.start == sentence.start and bool(lead.mentions) and _modifies(plain, lead.mentions[-1])


def _common_phrase(plain: str, mentions: Sequence[Mention], place: Span, word: str) -> Span | None:
    """The short noun phrase that leads `place` and is no name, when the pronoun agrees with it in number and kind."""
    start = first_word(plain, place)
    match = _PHRASE.match(plain, start, place.end)
    if not match:
        return None
    phrase = Span(match.start(), match.end("head"))
    head = match["head"].lower()
    at_head = any(m.start < phrase.end <= m.end for m in mentions)
    plausible = len(match.group("phrase").split()) <= LEAD_WORDS and not _BREAKS_LEAD.search(plain, start, phrase.end)
    shared = "'" in match["phrase"] and word in POSSESSIVES  # "its" may go on with the possessor
    if at_head or shared or not plausible or lexicon().is_person(singular(head)) != (word in _PEOPLE):
        return None
    return phrase if is_plural(head) == (word in _MANY) else None


def lead_phrase(text: str) -> str:
    """The words that open `text` up to its auxiliary ("Alibaba's new chip", "The move"), at most five, or ""."""
    plain = straighten(text)
    start = first_word(plain, Span(0, len(plain)))
    match = _AUXILIARY.search(plain, start)
    phrase = " ".join(text[start : match.start()].split()) if match else ""
    plausible = 0 < len(phrase.split()) <= LEAD_WORDS and not _BREAKS_LEAD.search(phrase)
    return phrase if plausible and not re.search(r"\b(?:that|which|who)\b|[\"“”]", phrase) else ""


def _is_elliptic(plain: str, content: Span, sentence: Span) -> bool:
    """Whether the text lacks its subject: a participle clause, or the second verb of its sentence.

    Behind an opening clause ("While …, entering the market signals …") the participle is the subject itself.
    """
    if _BARE_VERB.match(plain, content.start):
        return True
    opened = _OPENED.match(plain, sentence.start) is not None
    opened = opened or _JOINS.search(plain, sentence.start, content.start) is not None
    return not opened and _PARTICIPLE.match(plain, content.start, content.end) is not None


def _before(sentences: Sequence[Span], sentence: Span, start: int) -> list[Span]:
    """Where a pronoun's names are looked for: earlier in its sentence, then in the two sentences before."""
    same = [Span(sentence.start, start)] if start - sentence.start > 3 else []
    earlier = [s for s in sentences if s.end <= sentence.start]
    return same + list(reversed(earlier[-2:]))


def _fitting(plain: str, mentions: Sequence[Mention], place: Span, word: str, noun: str) -> tuple[Mention, ...]:
    """The names of `place` that the pronoun can stand for; empty when none does or several could."""
    lead = leading(plain, mentions, place)
    if word in _PEOPLE:
        return lead.mentions if _all(lead, "person") and len(lead.mentions) == 1 else ()
    if word in _MANY or word.startswith("both") or noun in ("companies", "firms"):
        return lead.mentions if _all(lead, "organization") and len(lead.mentions) > 1 and not lead.owned else ()
    if noun:
        within = [m for m in mentions if place.start <= m.start and m.end <= place.end and m.type == "organization"]
        inside = [m for m in within if noun not in _FIRMS or not _PUBLIC.search(plain[m.start - 1 : m.end + 16])]
        if inside and len({m.text for m in inside}) > 1:
            between = plain[first_word(plain, place) : inside[0].start]
            inside = [] if len(between.split()) > 1 or _BREAKS_LEAD.search(between) else inside
        return tuple(inside[:1])
    if len(lead.mentions) == 1 and lead.mentions[0].type != "person" and not lead.owned:
        return () if _NOUN_BEHIND.match(plain, lead.mentions[0].end, place.end) else lead.mentions
    return ()


def _all(lead: Subject, kind: str) -> bool:
    return bool(lead.mentions) and all(m.type == kind for m in lead.mentions)
