"""Firms that bear a person's surname: "Marlow AB" and Ada Marlow, and which of the two a bare "Marlow" is.

A surface with a legal form is a firm and never a person. A bare surname goes to the one whom its article introduces; in
an article that introduces both, to the one of whom the words around it can be said; what stays open is an entity of its
own, and suggestions name both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from explorer.extract.actors import title_gender
from explorer.models import EntityType
from explorer.resolve.entity_bodies import SHORT, is_trade
from explorer.resolve.entity_forms import Key, has_given_name, has_legal_form, plain_key, without_generation
from explorer.resolve.entity_named import GUESS, Company, Named
from explorer.resolve.entity_people import IN_FULL
from explorer.resolve.entity_words import entity_words

FIRM = "firm"
"""Kind of the key of a firm that is named with its legal form and bears a person's name."""
OPEN = "open"
"""Kind of the key of a bare name that is the firm's or the person's."""
_REACH = 60
"""Code points on either side of a bare name in which words tell what it is."""
_MOST = 40
"""Articles looked at for each firm."""
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady)\.? $")
_PERSON_BEHIND = re.compile(
    r"(?:,? who\b|, \d\d,|['’]s? (?:wife|husband|widow|son|daughter|father|mother|brother|sister|lawyer|attorney)\b|"
    r" (?:himself|herself)\b|"
    r" (?:said|says|told|added|wrote|denied|insisted|claimed|thinks|thought|believes|believed)\b[^.;\n]*? (?:he|she)\b)"
)
_FIRM_BEHIND = re.compile(
    r"(?:,? which\b| (?:said|says|added|announced|confirmed|denied|insisted|claimed)\b[^.;\n]*? "
    r"(?:its\b|it (?:had|has|plans|planned|expects|expected|did|does|owns|employs|(?:will|would|could|may)(?! be))\b))"
)
"""Not "said it was wrong", where "it" is nobody."""
_IN_THE_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|my|me|myself)\b[^\"“”\n]*[,.!?]['\"”]+ $")

Kind = Literal["firm", "person", ""]


@dataclass(slots=True)
class _Article:
    """Where one article introduces the bearers of one name."""

    firm: list[int] = field(default_factory=list)
    persons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Full names with their places."""


@dataclass(slots=True)
class _Bearers:
    """Everybody and everything in the folder that a bare name may be, by article."""

    firms: dict[Key, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """Keys of firms with the articles that name them in full."""
    persons: dict[str, None] = field(default_factory=dict)
    articles: dict[str, _Article] = field(default_factory=lambda: defaultdict(_Article))


def settle_firms(
    named: Sequence[Named],
    types: Mapping[Key, EntityType],
    texts: Mapping[str, str],
    opens: Mapping[str, int],
    company: Company,
) -> tuple[list[Named], list[Named]]:
    """The mentions that are still to be linked, and those that this module has settled as a firm, a person or open.

    `opens` is where each article's running text begins. Only names that are a firm's and a person's are looked at.
    """
    bearers = _bearers(named, types)
    rest: list[Named] = []
    settled: list[Named] = []
    for item in named:
        found = None
        stem = plain_key(item.surface)
        if item.key[0] == "name" and stem in bearers:
            if has_legal_form(item.surface):
                found = Named(item.mention, item.surface, (FIRM, stem))
            elif item.key[1] == stem and (not item.reason or item.reason == SHORT):
                found = _bare(item, bearers[stem], texts[item.mention.source], opens, company)
        (rest if found is None else settled).append(found or item)
    return rest, settled


def _bearers(named: Sequence[Named], types: Mapping[Key, EntityType]) -> dict[str, _Bearers]:
    """Names that are a firm's, with a legal form or a word of trade behind them, and a person's, whole or in part."""
    legal = {plain_key(item.surface) for item in named if item.key[0] == "name" and has_legal_form(item.surface)}
    trade: dict[str, str] = {}
    for (sort, name), kind in sorted(types.items()):
        stem, _, word = name.rpartition(" ")
        if sort == "name" and kind == "organization" and stem and is_trade(name, stem) and word != "the":
            trade[name] = stem
    found: dict[str, _Bearers] = defaultdict(_Bearers)
    stems = legal | set(trade.values())
    for item in named:
        key = item.key[1]
        person = item.mention.type == "person" and not has_legal_form(item.surface)
        if item.key[0] == "name" and person and " " in key and has_given_name(key) and key not in trade:
            plain = without_generation(key)
            for stem in (plain, plain.rsplit(" ", 1)[-1]):
                if stem in stems:
                    found[stem].persons[key] = None
                    found[stem].articles[item.mention.source].persons[key].append(item.mention.start)
    for item in named:
        stem = plain_key(item.surface) if has_legal_form(item.surface) else trade.get(item.key[1], "")
        if item.key[0] == "name" and stem in found and (has_legal_form(item.surface) or item.key[1] != stem):
            firm = (FIRM, stem) if has_legal_form(item.surface) else item.key
            found[stem].firms[firm][item.mention.source] = None
            if len(item.surface.split()) > len(stem.split()):
                found[stem].articles[item.mention.source].firm.append(item.mention.start)
    return {stem: both for stem, both in found.items() if both.firms}


def _bare(item: Named, both: _Bearers, text: str, opens: Mapping[str, int], company: Company) -> Named | None:
    """A bare name as the firm's, the person's or open; None where the rules for bodies and persons may go on."""
    source, start, stem = item.mention.source, item.mention.start, item.key[1]
    firms = [firm for firm, sources in both.firms.items() if _near(source, sources, stem, company)]
    if not firms:
        return None
    if " " in stem:  # "Ada Marlow" of the firm "Ada Marlow Ltd"
        body = item.mention.type == "organization" and item.mention.confidence >= GUESS
        return _as_firm(item, firms) if body else None
    article = both.articles.get(source, _Article())
    addressed = _ADDRESSED.search(text, max(0, start - 12), start) or title_gender(text, start)
    if addressed:
        return _as_person(item, article, start)
    sound = kind_by_words(text, start, item.mention.end)
    known = min((at for at in article.firm if at >= opens[source]), default=len(text) + 1)
    full = [at for places in article.persons.values() for at in places if at >= opens[source]]
    person = min(full, default=len(text) + 2)
    so_called = _told_before(text, stem, opens[source], person)
    if start < opens[source] and known > person and not so_called and sound != "firm":
        return None  # a headline is about whom the text below it introduces first
    if sound != "firm" and not article.firm and not full and not _sounds_like_a_firm(text, stem):
        return _as_open(item)  # a rewrite that introduces neither
    if start < person or sound == "firm":  # nobody is introduced by the surname alone
        return _as_firm(item, firms) if sound != "person" else _as_open(item)
    if sound == "person" or (known > start and not so_called):
        return _as_person(item, article, start)
    return _as_open(item)


def _told_before(text: str, stem: str, opens: int, person: int) -> bool:
    """Whether the running text has the bare name before it names the person: then it calls the firm so."""
    return re.search(rf"\b{re.escape(stem)}\b", text[opens:person].casefold()) is not None


def _sounds_like_a_firm(text: str, name: str) -> bool:
    """Whether an article anywhere says of a name what is said of firms alone."""
    found = re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    return any(kind_by_words(text, place.start(), place.end()) == "firm" for place in found)


def kind_by_words(text: str, start: int, end: int) -> Kind:
    """What the words around a bare name tell: shares and mergers are a firm's, "he" and "I" a person's."""
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _PERSON_BEHIND.match(behind) or _IN_THE_FIRST_PERSON.search(text[max(0, start - 4 * _REACH) : start]):
        return "person"
    if _FIRM_BEHIND.match(behind) or _firm_behind().match(behind) or _firm_before().search(before):
        return "firm"
    return ""


@cache
def _firm_behind() -> re.Pattern[str]:
    """What a firm has or does: "Marlow shares", "Marlow's board", "Marlow agreed to buy", "Marlow would pay"."""
    words = entity_words()
    has, owns, does = ("|".join(sorted(some)) for some in (words.firm_has, words.firm_owns, words.firm_does))
    helped = r"(?: (?:will|would|may|might|could|has|had|is|was|plans|planned|agreed|wants|aims|set|in|to|talks))*"
    jobs = r"(?:cut|create|shed|add)s? (?:about |around |some )?[\d,]+ (?:jobs|workers|employees|posts)"
    pays = r"(?:pay|pays|paid|offer|offers|offered)\b[^.;\n]*? (?:a|per) share"
    posts = r"(?:reported|posted|reports|posts) (?:an? |its )?(?:\w+ ){0,2}(?:revenue|profit|loss|sales|earnings)"
    chief = "chief executive|chief financial officer|chief operating officer"
    return re.compile(rf"(?: (?:{has}|{chief})|['’]s? (?:{owns}|{chief})|{helped} (?:{does}|{jobs}|{pays}|{posts}))\b")


@cache
def _firm_before() -> re.Pattern[str]:
    """What is said of a firm alone: "shares in [Marlow]", "founder of [Marlow]", "owned 5 percent of [Marlow]"."""
    has = "|".join(sorted(entity_words().firm_has))
    return re.compile(rf"(?:\b(?:{has}) (?:in|of|at|by|from)|\bper ?cent of|\b(?:to|would) (?:buy|acquire)) $")


def _near(source: str, others: Mapping[str, None], name: str, company: Company) -> bool:
    return source in others or any(not company.strange(source, other, name) for other in list(others)[:_MOST])


def _as_firm(item: Named, firms: Sequence[Key]) -> Named:
    if len(firms) != 1:
        return _as_open(item)
    return Named(item.mention, item.surface, firms[0], SHORT, partial=True)


def _as_person(item: Named, article: _Article, start: int) -> Named | None:
    """As the only one so named whom the article introduces; else the rules for persons go on."""
    named = [key for key, places in article.persons.items() if min(places) < start]
    return item.under(named[0], IN_FULL, partial=True) if len(named) == len(article.persons) == 1 else None


def _as_open(item: Named) -> Named:
    return Named(item.mention, item.surface, (OPEN, item.key[1]))
