"""Persons: whose surname or given name stands alone, in its article and else in the folder.

News names a person in full once and by the surname from then on. Where an article has two of one surname, the form of
address tells them apart, then who was named by then, then who went by the bare surname before a relative came in; what
stays open is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.extract.actors import title_gender
from explorer.extract.names_lexicon import lexicon
from explorer.extract.people import Gender, people
from explorer.models import EntityType
from explorer.resolve.entity_forms import Key, has_given_name, person_key, without_generation
from explorer.resolve.entity_named import GUESS, Company, Named
from explorer.resolve.entity_said import SAYS
from explorer.text.fold import fold

_CLEARLY_HERE = 2
"""How many times as often one of two namesakes must be named in full in an article to own the bare surname."""
_OFTEN = 3
"""And how often at least: twice against once is no more than chance."""
_CLEARLY_ANYWHERE = 4
"""The same for articles of the folder that name them in full, where the article itself names neither; and how many
articles must name somebody in full for a bare surname in an article of another story to be that one."""
_MOST = 40
"""Articles looked at for each bearer of a surname; more would not change who bears it."""
_CLOSE = 2
"""Telling names that two articles must share for a given name in one to be somebody of the other."""
_BEFORE = 48
"""Code points before a name in which a relative is announced ("his wife, the novelist Ada Reed")."""
_WOMEN = "wife|widow|mother|grandmother|sister|daughter|niece|aunt|girlfriend|fiancée|stepmother"
_MEN = "husband|widower|father|grandfather|brother|son|nephew|uncle|boyfriend|fiancé|stepfather"
_RELATIVE = re.compile(rf"\b(?:(?P<she>{_WOMEN})|(?P<he>{_MEN}))(?:-in-law)?\b[^.;:!?]*$", re.IGNORECASE)

_GOES_ON = re.compile(r" (?:said|told|says)\b[^.\n\"“”]*\. [\"“][^\n\"“”]+[\"”] (?P<who>he|she) (?:said|added|told)\b")
"""Behind a name: a quotation whose speaker is the one just named."""
_WORD_BEFORE = re.compile(r"(?<![\w.,;:!?])([A-Z][\w'-]+\.?) $")

IN_FULL = "part of the full name"
BY_TITLE = "surname with the title or form of address of the one so named"
BY_THEN = "surname of the only one whom the text has named by then"
FIRST = "surname of the first one whom the text names in full"
BEFORE = "surname of the one whom the text called so before a relative came in"
MOSTLY = "surname of the one whom the article names most"
RELATED = "surname of the one whom a related article names in full"
GIVEN = "given name of the one whom a related article names in full"
FOLDER = "surname of the one whom the folder names most"


@dataclass(slots=True)
class _Article:
    """Who is named in full in one article, in order, while its mentions are gone through."""

    bearers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Full names by each of their parts, in the order in which they come first."""
    first: dict[str, int] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Titles with which they are named: "President"."""
    outside: set[str] = field(default_factory=set)
    """Those of them whom only other articles name in full."""
    owner: dict[str, str] = field(default_factory=dict)
    """The full name that a bare part was last taken for."""


class _Folder:
    """Everybody whom the articles name in full."""

    def __init__(self, full: Iterable[Named], texts: Mapping[str, str], company: Company) -> None:
        self._company = company
        self.articles: dict[str, _Article] = defaultdict(_Article)
        self.sources: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self.called: dict[tuple[str, str], tuple[str, str]] = {}
        """Whom an article calls by a name that it gives nobody in full, by source and name."""
        self.bare: dict[tuple[str, str], list[int]] = {}
        """Places where a name stands alone, by source and name."""
        self.relatives: set[tuple[str, str]] = set()
        genders: dict[str, Counter[Gender]] = defaultdict(Counter)
        for item in full:
            key, source, start = item.key[1], item.mention.source, item.mention.start
            article = self.articles[source]
            article.first.setdefault(key, start)
            nickname = person_key(item.surface).split()[:1] if item.reason.startswith(SAYS) else []
            for part in [*parts(key), *nickname] if key not in article.times or nickname else ():
                if key not in article.bearers[part]:
                    article.bearers[part].append(key)
                self.sources[part][key][source] = None
            article.times[key] += 1
            article.titles[key].add(_word_before(texts[source], start))
            relative = _RELATIVE.search(texts[source], max(0, start - _BEFORE), start)
            if relative:
                self.relatives.add((source, key))
                genders[key]["she" if relative.group("she") else "he"] += 1
            genders[key][title_gender(texts[source], start)] += 2
        self._genders = {key: _gender(key, counts) for key, counts in genders.items()}
        self._known: dict[tuple[str, str, Gender], tuple[str, str]] = {}

    def fitting(self, keys: Iterable[str], gender: Gender) -> list[str]:
        """Those whom a form of address of that gender fits; all where it tells nothing.

        A given name of the general list counts as a man's only against somebody whom the address fits better.
        """
        fitting = [key for key in keys if not gender or self._genders[key] in {gender, ""}]
        likely = [
            key
            for key in fitting
            if self._genders[key] or people().gender_of_name(key.split()[0].title()) in {gender, ""}
        ]
        return likely if gender and likely else fitting

    def admit(self, part: str, source: str, bare: Sequence[tuple[int, Gender]], opens: int) -> None:
        """Note the one whom an article calls by the surname alone, where the one named in full is somebody else.

        "Mr. Reed" is not the Ada Reed who comes later as his wife, nor is the Reed whom the running text takes for
        known before it names her. `bare` are the places where the part stands alone, with the form of address.
        """
        article = self.articles.get(source)
        named = article.bearers.get(part) if article else None
        if not article or not named:
            return
        first = min(article.first[key] for key in named)
        for start, gender in bare:
            if gender and not self.fitting(named, gender):
                key, _ = self._elsewhere(part, source, gender, named)
            elif opens <= start < first:
                key, _ = self._elsewhere(part, source, "", ())
            else:
                continue
            if key and key not in named:
                article.first[key] = bare[0][0] - 1
                article.times[key] += len(bare)
                article.outside.add(key)
                named.append(key)
                return

    def here(self, part: str, source: str, start: int, gender: Gender, title: str) -> tuple[str, str] | None:
        """Whose part of a name this is in its article, and why; ("", "") where that is open, None where nobody's."""
        article = self.articles.get(source)
        named = article.bearers.get(part) if article else None
        if not article or not named:
            return None
        everybody = _surname_first(named, part)
        titled = [key for key in everybody if title and title in article.titles[key]]
        if len(titled) == 1 < len(everybody):
            return titled[0], BY_TITLE
        key, reason = self._here(article, everybody, part, (source, start, gender))
        return key, RELATED if key in article.outside else reason

    def _here(
        self, article: _Article, everybody: Sequence[str], part: str, place: tuple[str, int, Gender]
    ) -> tuple[str, str]:
        source, start, gender = place
        fitting = self.fitting(everybody, gender)
        if len(fitting) == 1:
            return fitting[0], IN_FULL if len(everybody) == 1 else BY_TITLE
        if not fitting:
            return "", ""
        by_then = [key for key in fitting if article.first[key] < start]
        if len(by_then) == 1 and not has_given_name(part):
            return by_then[0], BY_THEN
        if not by_then and not has_given_name(part):
            first = self._introduced(source, part, fitting, article)
            return (first, FIRST) if first else ("", "")
        owner = article.owner.get(part)
        late = [key for key in by_then if key != owner]
        if owner in by_then and all((source, key) in self.relatives for key in late):
            return str(owner), BEFORE
        ranked = sorted(fitting, key=lambda key: (-article.times[key], key))
        if article.times[ranked[0]] >= max(_OFTEN, _CLEARLY_HERE * article.times[ranked[1]]):
            return ranked[0], MOSTLY
        return "", ""

    def _introduced(self, source: str, part: str, fitting: Sequence[str], article: _Article) -> str:
        """Whom a surname means that stands before all full names: the one who goes by it before a namesake comes in.

        "" where that is open: two names in full follow, and the bare surname only behind both.
        """
        alone = [key for key in fitting if (source, key) not in self.relatives]
        if len(alone) == 1:
            return alone[0]
        one, other = sorted(article.first[key] for key in fitting)[:2]
        called = any(one < start < other for start in self.bare.get((source, part), ()))
        return min(fitting, key=lambda key: article.first[key]) if called else ""

    def elsewhere(self, part: str, source: str, gender: Gender, *, titled: bool) -> tuple[str, str]:
        """Whose part of a name this is by the other articles, and why; ("", "") where they leave it open.

        A word that is a given name as well ("Carson") takes a form of address or closer company.
        """
        found = self._known.get((part, source, gender))
        if found is None:
            found = self._known[part, source, gender] = self._elsewhere(part, source, gender, ())
        doubtful = not titled and found[0] and lexicon().has("people.given", part.title())
        if doubtful and not self._close(source, found[0], part):
            found = "", ""
        return found if found[0] else self.called.get((source, part), found)

    def settle(self, part: str, source: str, bare: Sequence[tuple[int, Gender]]) -> None:
        """Note whom the forms of address of an article mean, for its mentions of the same name without one."""
        meant = {self.elsewhere(part, source, gender, titled=True) for _, gender in bare if gender}
        if len(meant) == 1:
            self.called[source, part] = meant.pop()

    def _elsewhere(self, part: str, source: str, gender: Gender, but: Sequence[str]) -> tuple[str, str]:
        sources = self.sources.get(part, {})
        bearers = self.fitting(_surname_first([key for key in sources if key not in but], part), gender)
        if not bearers:
            return "", ""
        if not bearers[0].endswith(f" {part}") and not without_generation(bearers[0]).endswith(f" {part}"):
            sure = len(bearers) == 1 and " " not in part and self._close(source, bearers[0], part)
            return (bearers[0], GIVEN) if sure else ("", "")
        near = {key: self._near(source, key, list(sources[key]), surely=False) for key in bearers}
        if any(near.values()):
            found = self._clearly(near, sources)
            even = [key for key in bearers if near[key] == max(near.values())]
            if not found and len(even) > 1:
                found = self._clearly(
                    {key: self._near(source, key, list(sources[key]), surely=True) for key in even}, sources
                )
            return (found, RELATED) if found else ("", "")
        often = sorted((-len(sources[key]), key) for key in bearers)
        least = _CLEARLY_ANYWHERE * max([1, *(-n for n, _ in often[1:2])])
        return (often[0][1], FOLDER) if -often[0][0] >= least else ("", "")

    def _clearly(self, near: Mapping[str, float], sources: Mapping[str, Mapping[str, None]]) -> str:
        """Whom clearly more articles near by name in full than anybody else, or ""."""
        first, second = (*sorted(near, key=lambda key: (-near[key], -len(sources[key]), key)), "")[:2]
        aside = bool(second) and sources[second].keys() <= sources[first].keys()
        times = _CLEARLY_HERE if aside else _CLEARLY_ANYWHERE
        return first if near[first] and (not second or near[first] >= times * near[second]) else ""

    def _near(self, source: str, key: str, others: Sequence[str], *, surely: bool) -> float:
        """How many of the articles that name somebody in full are, or may be, of the story of `source`."""
        some, company = others[:_MOST], self._company
        near = (company.shared(source, o, key) > 0 if surely else not company.strange(source, o, key) for o in some)
        return sum(near) * len(others) / len(some)

    def _close(self, source: str, key: str, part: str) -> bool:
        """Whether an article shares further names with one that names somebody in full: a given name is not enough."""
        others = list(self.sources[part][key])[:_MOST]
        return any(self._company.shared(source, other, key) >= _CLOSE for other in others)


def link_people(
    named: Sequence[Named],
    types: Mapping[Key, EntityType],
    texts: Mapping[str, str],
    opens: Mapping[str, int],
    company: Company,
) -> list[Named]:
    """File surnames and given names that stand alone under the full name of their article, else of the folder.

    `opens` is where each article's running text begins.
    """
    ordered = sorted(named, key=_place)
    full = [item for item in ordered if _is_person(item, types) and has_given_name(item.key[1])]
    folder = _Folder(full, texts, company)
    guessed = _guessed_places(named)
    bare: dict[tuple[str, str], list[tuple[int, Gender]]] = defaultdict(list)
    genders: dict[Named, Gender] = {}
    for item in ordered:
        if item.key in guessed or (_may_be_person(item, types, folder) and not has_given_name(item.key[1])):
            source, start = item.mention.source, item.mention.start
            genders[item] = title_gender(texts[source], start)
            bare[source, item.key[1]].append((start, genders[item]))
    folder.bare = {place: [start for start, _ in starts] for place, starts in bare.items()}
    for (source, part), places in bare.items():
        folder.admit(part, source, places, opens[source])
        folder.settle(part, source, places)
    return [
        _linked(
            item,
            folder,
            genders[item],
            item.key in guessed,
            _word_before(texts[item.mention.source], item.mention.start),
            texts[item.mention.source],
        )
        if item in genders
        else item
        for item in ordered
    ]


def parts(key: str) -> list[str]:
    """What a person may be called by alone: the first word, the last, longer ends ("suu kyi"), each with "jr" too."""
    plain = without_generation(key)
    words = plain.split()
    ends = [" ".join(words[n:]) for n in range(1, len(words))]
    found = dict.fromkeys([words[0], *ends])
    if plain != key:
        found |= dict.fromkeys(f"{end}{key[len(plain) :]}" for end in ends)
    if len(words) > 2 and not lexicon().has("people.given", words[1].title()):
        found[words[1]] = None  # "Sánchez" of Pedro Sánchez Pérez
    return list(found)


def _place(item: Named) -> tuple[str, int, int]:
    return item.mention.source, item.mention.start, item.mention.end


def _is_person(item: Named, types: Mapping[Key, EntityType]) -> bool:
    return item.key[0] == "name" and types.get(item.key, item.mention.type) == "person"


def _may_be_person(item: Named, types: Mapping[Key, EntityType], folder: _Folder) -> bool:
    """Whether the folder takes the name for a person's, or its article does and names one in full."""
    if _is_person(item, types):
        return not item.partial or not has_given_name(item.key[1])
    article = folder.articles.get(item.mention.source)
    doubtful = item.mention.confidence < GUESS and item.mention.type in {"organization", "place"}
    named = item.key[0] == "name" and not item.reason and bool(article and item.key[1] in article.bearers)
    return named and (item.mention.type == "person" or doubtful)


def _word_before(text: str, start: int) -> str:
    """The word with a capital right before a name: "Todd [Rogers]", "Senator [Reed]"; else nothing."""
    word = _WORD_BEFORE.search(text, max(0, start - _BEFORE), start)
    return word.group(1) if word else ""


def _bearer(item: Named, part: str, folder: _Folder, gender: Gender, title: str) -> tuple[str, str]:
    """Whose part of a name it is; a name that is also a medium's or a firm's is nobody's of another article."""
    lex, source = lexicon(), item.mention.source
    found = folder.here(part, source, item.mention.start, gender, "" if gender else title)
    titled = bool(gender or title)
    if found is None and not titled and (item.surface in lex.outlets or item.surface in lex.known):
        return "", ""
    return found or folder.elsewhere(part, source, gender, titled=titled)


def _linked(item: Named, folder: _Folder, gender: Gender, guessed: bool, before: str, source_text: str) -> Named:
    """The item under the name of the one who is meant; a word taken for a place must be somebody's surname.

    `before` is the word right before it: a title, or a given name that the reader of names left out.
    """
    text, source = item.key[1], item.mention.source
    if guessed and not any(key.endswith(f" {text}") for key in folder.sources.get(text, ())):
        return item
    title = before if lexicon().has("people.titles", before) else ""
    said = _GOES_ON.match(source_text, item.mention.end)
    says: Gender = "" if not said else "she" if said["who"] == "she" else "he"
    given = fold(before) if lexicon().has("people.given", before) else ""
    key, reason = _bearer(item, text, folder, gender, title)
    if (
        not key and " " in text and text == without_generation(text)
    ):  # "de Blasio" of one who is otherwise called "Blasio"
        key, reason = _bearer(item, text.rsplit(" ", 1)[-1], folder, gender, title)
    if not key or (given and not key.startswith(f"{given} ")):
        return item
    other = says and people().gender_of_name(key.split()[0].title()) not in {says, ""}
    if other and len(folder.sources.get(text, ())) > 1:
        return item  # "Reed said so. '…,' she added", where the article has only Marcus Reed
    folder.articles[source].owner[text] = key
    return item.under(key, reason, partial=True)


def _guessed_places(named: Iterable[Named]) -> set[Key]:
    """Keys of one word that every mention takes for a place with little confidence: they may be bare surnames.

    Not those taken for organizations, because firms bear the names of their founders.
    """
    sure = {
        item.key
        for item in named
        if item.mention.type != "place" or item.mention.form != "name" or item.mention.confidence >= GUESS
    }
    return {item.key for item in named if item.key[0] == "name" and " " not in item.key[1]} - sure


def _surname_first(keys: Sequence[str], part: str) -> list[str]:
    """Those whose surname it is, else those whose given name it is, else those in whose name it stands."""
    plain = {key: without_generation(key) for key in keys}
    for group in (
        [key for key in keys if key.endswith(f" {part}") or plain[key].endswith(f" {part}")],
        [key for key in keys if key.startswith(f"{part} ")],
    ):
        if group:
            return group
    return list(keys)


def _gender(key: str, counts: Mapping[Gender, int]) -> Gender:
    """What forms of address, relatives and else the given name tell."""
    he, she = counts.get("he", 0), counts.get("she", 0)
    if he != she:
        return "he" if he > she else "she"
    given = key.split()[0]
    return people().names.get(given.title(), "")
