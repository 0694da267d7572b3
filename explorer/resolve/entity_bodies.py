"""Firms, teams, bodies and products that are named in part: "Orvane" of Orvane Finance, "the Rovers", "WTO", "P800".

Within an article the long form speaks for its short forms as soon as it stands there; across articles only where one
long form fits and the articles are of one story. A parent is no short form of its subsidiary: what is named before the
longer name comes, or beside two longer names, stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.extract.names_lexicon import lexicon
from explorer.models import EntityType
from explorer.resolve.entity_forms import Key, initials
from explorer.resolve.entity_named import GUESS, Company, Named
from explorer.resolve.entity_words import entity_words
from explorer.text.fold import fold

SHORT = "short form of the firm's name"
TEAM = "last word of the team's name"
LAST = "last word of the name that the text gives before"
MODEL = "last word of the product's name"
LETTERS = "its letters are the initials of the name"
COUNTRY = "with or without the country"
_MOST = 40
"""Articles looked at for each long form."""
_OWN = 2
"""Articles of the folder up to which a name may be nothing but the end of a longer one."""
_LONGEST = 4
"""Words of a short form."""


@dataclass(slots=True)
class _Longs:
    """The long names of one article or of the folder, found by their first words, last words and initials."""

    first: dict[str, int] = field(default_factory=dict)
    """Every name of a body with its first place."""
    kinds: dict[str, EntityType] = field(default_factory=dict)
    """What each is named as at that place."""
    starting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ending: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lettered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, surface: str, start: int, kind: EntityType) -> None:
        """Note a name; the first place of each counts."""
        if key in self.first:
            return
        self.first[key] = start
        self.kinds[key] = kind
        words = key.split()
        for n in range(1, min(len(words), _LONGEST + 1)):
            self.starting[" ".join(words[:n])].append(key)
            self.ending[" ".join(words[-n:])].append(key)
        if len(words) > 1 and kind in {"organization", "product"}:
            self.lettered[initials(surface)].append(key)


def link_bodies_here(
    named: Sequence[Named], types: Mapping[Key, EntityType], texts: Mapping[str, str], opens: Mapping[str, int]
) -> list[Named]:
    """File short forms under the long form of their article; `opens` is where each article's running text begins."""
    articles: dict[str, _Longs] = defaultdict(_Longs)
    for item in sorted(
        named, key=lambda one: (one.mention.source, one.mention.start < opens[one.mention.source], one.mention.start)
    ):
        if _is_body(item, types):
            articles[item.mention.source].add(item.key[1], item.surface, item.mention.start, item.mention.type)
    spread = Counter(key for longs in articles.values() for key in longs.first)
    ends: dict[tuple[str, Key], str] = {}
    out: list[Named] = []
    for item in named:
        found = None
        if item.key[0] == "name" and not item.reason and _may_be_short(item, types):
            source, start = item.mention.source, item.mention.start
            headline = start < opens[source]
            says_the = texts[source][max(0, start - 4) : start].lower() == "the "
            found = _here(item, articles[source], headline=headline, says_the=says_the)
            if found and found[1] == LAST and spread[item.key[1]] > max(_OWN, 2 * spread[found[0]]):
                found = None  # "the Democratic Party" is no short form of a local one
            if found and found[1] == LAST:
                ends[source, item.key] = found[0]
        out.append(item.under(found[0], found[1], partial=found[1] != LETTERS) if found else item)
    return [_as_beside(item, ends) for item in out]


def _as_beside(item: Named, ends: Mapping[tuple[str, Key], str]) -> Named:
    """ "Harbour Board members" where the same article has "the Harbour Board" for a longer name."""
    long = ends.get((item.mention.source, item.key)) if not item.reason else None
    return item.under(long, LAST, partial=True) if long else item


def _here(item: Named, longs: _Longs, *, headline: bool, says_the: bool) -> tuple[str, str] | None:
    key, start = item.key[1], item.mention.start
    by_letters = longs.lettered.get(key, ()) if _is_acronym(item.surface, least=2) else ()
    if len(by_letters) == 1:
        return by_letters[0], LETTERS
    since = longs.first.get(key, start)
    begun = [long for long in longs.starting.get(key, ()) if is_trade(long, key)]
    before = [long for long in begun if longs.first[long] < since or is_trade(long, key, everywhere=True)]
    if len(begun) == 1 and (before or (headline and longs.first[begun[0]] <= since)):
        return begun[0], SHORT
    ended = _nested(longs.ending.get(key, ()))
    if ended and item.surface not in lexicon().known and item.surface not in lexicon().houses:
        if is_team(ended):
            return ended, MODEL if longs.kinds[ended] == "product" else TEAM
        if item.mention.type == "product" and longs.first[ended] < since:
            return ended, MODEL
        if says_the and (longs.first[ended] < start or headline) and _is_headed(key):
            return ended, LAST
    return None


def link_bodies_elsewhere(
    named: Sequence[Named], types: Mapping[Key, EntityType], opens: Mapping[str, int], company: Company
) -> list[Named]:
    """File short forms whose article has no long form under the one long form of the folder."""
    folder, sources = _Longs(), defaultdict[str, dict[str, None]](dict)
    for item in named:
        if _is_body(item, types):
            folder.add(item.key[1], item.surface, item.mention.start, item.mention.type)
            sources[item.key[1]][item.mention.source] = None
    parents = _parents(named, opens, folder)
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    out: list[Named] = []
    for item in named:
        place = (item.key[1], item.mention.source)
        found = None
        if item.key[0] == "name" and _may_be_short(item, types):
            if place not in known:
                known[place] = _elsewhere(item, folder, sources, parents, company)
            found = known[place]
        out.append(item.under(found[0], found[1], partial=found[1] != LETTERS) if found else item)
    targets = {short: found for (short, _), found in sorted(known.items()) if found}
    return [_onward(item, targets) for item in out]


def _onward(item: Named, targets: Mapping[str, tuple[str, str]]) -> Named:
    """What was filed under a name that is itself a short form goes on to the long one ("Rovers", "Marlow Rovers")."""
    for _ in range(_LONGEST):
        found = targets.get(item.key[1]) if item.key[0] == "name" and item.reason else None
        if not found or found[0] == item.key[1]:
            break
        item = item.under(*found)
    return item


def _elsewhere(
    item: Named,
    folder: _Longs,
    sources: Mapping[str, Mapping[str, None]],
    parents: set[tuple[str, str]],
    company: Company,
) -> tuple[str, str] | None:
    key, source, lex = item.key[1], item.mention.source, lexicon()

    def near(long: str) -> bool:
        return any(not company.strange(source, other, long) for other in list(sources[long])[:_MOST])

    if _is_acronym(item.surface, least=3):
        longs = folder.lettered.get(key, ())
        akin = [long for long in longs if near(long)] or longs
        if len(akin) == 1 and (near(akin[0]) or len(key) > 3 or item.surface in lex.known):
            return akin[0], LETTERS
    if item.surface in lex.places or item.surface in lex.known:
        return None
    longs = folder.starting.get(key, ())
    groups = [long for long in longs if is_trade(long, key, everywhere=True)]
    if len(groups) == 1 and near(groups[0]):
        return groups[0], SHORT
    begun = _shortest(longs)
    if begun and is_trade(begun, key) and (key, begun) not in parents and near(begun):
        return begun, SHORT
    ended = _nested(folder.ending.get(key, ()))
    if ended and is_team(ended) and near(ended):
        return ended, MODEL if folder.kinds[ended] == "product" else TEAM
    return None


def _shortest(longs: Sequence[str]) -> str:
    """The one long form, or the shortest where the others only go on from it; else nothing."""
    if not longs:
        return ""
    short = min(longs, key=lambda long: (len(long), long))
    return short if all(long == short or (long.startswith(short) and is_trade(long, short)) for long in longs) else ""


def _nested(longs: Sequence[str]) -> str:
    """The one long form, or the longest where each other one is an end of it; else nothing."""
    long = max(longs, key=len, default="")
    return long if all(long.endswith(other) for other in longs) else ""


def _parents(named: Sequence[Named], opens: Mapping[str, int], folder: _Longs) -> set[tuple[str, str]]:
    """Pairs of a short and a long form of which some running text has the short one first: it may be the parent."""
    first: dict[str, dict[str, int]] = defaultdict(dict)
    for item in named:
        if item.key[0] == "name" and item.mention.start >= opens[item.mention.source]:
            places = first[item.mention.source]
            places[item.key[1]] = min(item.mention.start, places.get(item.key[1], item.mention.start))
    return {
        (key, long)
        for places in first.values()
        for key in places
        if key in folder.starting
        for long in folder.starting[key]
        if long in places and places[key] < places[long]
    }


def join_countries(named: Sequence[Named], types: Mapping[Key, EntityType]) -> list[Named]:
    """ "Senate" as "U.S. Senate" in an article that names both, and anywhere if the folder knows no other country's."""
    countries: dict[str, dict[str, None]] = defaultdict(dict)
    here: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    bare: dict[str, set[str]] = defaultdict(set)
    for item in named:
        if item.key[0] != "name" or types.get(item.key, item.mention.type) != "organization":
            continue
        bare[item.key[1]].add(item.mention.source)
        first, _, _ = item.surface.removeprefix("The ").removeprefix("the ").partition(" ")
        rest = item.key[1].partition(" ")[2]
        if rest and first in lexicon().country_of:
            countries[rest][item.key[1]] = None
            here[item.mention.source, rest][item.key[1]] = None
    out: list[Named] = []
    for item in named:
        key = item.key[1]
        if item.key[0] == "name" and key in countries and key in bare:
            beside = list(here.get((item.mention.source, key), ()))
            only = list(countries[key])
            if len(beside) == 1:
                item = item.under(beside[0], COUNTRY)
            elif len(only) == 1 and any((source, key) in here for source in bare[key]):
                item = item.under(only[0], COUNTRY)
        out.append(item)
    return out


def link_products(named: Sequence[Named], types: Mapping[Key, EntityType]) -> list[Named]:
    """ "Nvidia H20" as "H20", and "P800" as "Kunlun P800" where the folder has one name that ends so."""
    products = {key[1] for key, kind in types.items() if key[0] == "name" and kind == "product"}
    bodies = {key[1] for key, kind in types.items() if key[0] == "name" and kind == "organization"}
    firms = {fold(name) for name in lexicon().known}
    respelt: dict[str, tuple[str, str]] = {}
    families: dict[str, list[str]] = defaultdict(list)
    for key in sorted(products):
        words = key.split()
        for n in range(1, len(words)):
            maker, model = " ".join(words[:n]), " ".join(words[n:])
            if model in products and maker in bodies and (_is_model(model) or maker in firms):
                respelt[key] = model, "with the maker's name before it"
            elif n == len(words) - 1 and model in products and _is_model(model):
                families[model].append(key)
    for model, longs in families.items():
        if len(longs) == 1 and longs[0] not in respelt:
            respelt[model] = longs[0], "model of the product's name"
    return [
        item.under(*new, partial=True) if item.key[0] == "name" and (new := respelt.get(item.key[1])) else item
        for item in named
    ]


def link_handles(named: Sequence[Named], texts: Mapping[str, str]) -> list[Named]:
    """ "@AdaReed" and "#AdaReed" as "Ada Reed", where the folder names one so."""
    written: dict[str, set[str]] = defaultdict(set)
    for key in {item.key for item in named}:
        if key[0] == "name" and " " in key[1]:
            written[key[1].replace(" ", "")].add(key[1])
    out: list[Named] = []
    for item in named:
        meant = written.get(item.key[1].replace("_", ""), ()) if item.key[0] == "name" else ()
        marked = item.surface[0] in "@#" or texts[item.mention.source][max(0, item.mention.start - 1)] in "@#"
        out.append(item.under(next(iter(meant)), "handle that spells the name") if len(meant) == 1 and marked else item)
    return out


def is_trade(long: str, short: str, *, everywhere: bool = False) -> bool:
    """Whether `long` is `short` with words of trade, or of legal form alone, behind it."""
    words, clubs = entity_words(), entity_words().clubs
    left_out = long[len(short) :].split()
    allowed = words.forms if everywhere else words.trade
    return bool(left_out) and (set(left_out) <= allowed or (set(left_out) <= clubs and left_out[-1] != "united"))


def is_team(long: str) -> bool:
    """Whether a name is that of a team, which is called by its last word alone."""
    words = long.split()
    last = words[-1]
    if "of" in words:
        return False
    if last in entity_words().teams:
        return True
    return last.endswith("s") and not last.endswith("ss") and last not in entity_words().trade and not _is_headed(last)


def _is_headed(key: str) -> bool:
    last = key.split()[-1].title()
    return lexicon().has("organizations.heads", last)


def _is_model(word: str) -> bool:
    return any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _is_acronym(surface: str, *, least: int) -> bool:
    letters = surface.removeprefix("The ").replace(".", "")
    short = 3 <= len(letters) <= 6 or (len(letters) == 2 and (least == 2 or letters in lexicon().known))
    return letters.isalpha() and letters.isupper() and short


def _is_body(item: Named, types: Mapping[Key, EntityType]) -> bool:
    kind = types.get(item.key, item.mention.type)
    return item.key[0] == "name" and (kind == "organization" or kind == "product")


def _may_be_short(item: Named, types: Mapping[Key, EntityType]) -> bool:
    """Whether a name may stand for a longer one of a body: its article or the folder takes it for one, or guesses."""
    kinds: Iterable[EntityType] = (types.get(item.key, item.mention.type), item.mention.type)
    guessed = item.mention.type == "place" and item.mention.confidence < GUESS
    return "organization" in kinds or "product" in kinds or guessed
