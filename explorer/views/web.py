"""The web of a folder: which article copied or rewrote which, why that is believed, what was lost, who stands alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from explorer.lists import Filter
from explorer.models import UNTOLD, Derivation
from explorer.store.around import Derived
from explorer.terms import apart, day_words
from explorer.text.phrases import plural, title_words
from explorer.views.changes import Change, change_items, change_of, reason_items
from explorer.views.library import Library
from explorer.views.outline import Item, Lead, Part, Tone

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

MOST_FAMILIES, MOST_DERIVED, MOST_ALONE, MOST_CREDITED = 60, 240, 200, 40
"""What is read of each at most: a page that nobody reads to its end; titles tell how many there are."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """An article that derives from another of its family, or shares its text where `is_directed` is False."""

    depth: int
    source: str
    name: str
    day: str
    origin: str
    kind: Literal["copy", "rewrite"]
    is_directed: bool
    reasons: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Articles of one text: the original, then what derives from it. `size` counts all of them."""

    source: str
    name: str
    day: str
    size: int
    derived: tuple[Derivative, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An article that neither copies nor rewrites another, nor is copied or rewritten."""

    source: str
    name: str
    day: str


@dataclass(frozen=True, slots=True)
class Credited:
    """One whom an article names as its source, for so many claims; `entity` is an id."""

    entity: str | None
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Web:
    """Which articles derive from which. `families` and `alone` begin long lists, whose lengths are told beside them."""

    title: str
    families: tuple[Family, ...]
    total_families: int
    alone: tuple[Standing, ...]
    total_alone: int
    credited: tuple[Credited, ...] = ()
    """Of a single article: whom it names."""
    source: str | None = None
    """That article, which stands first where the web is asked for from one."""
    name: str = ""
    """What it is called."""
    is_narrow: bool = False
    """Whether the web is that of this article alone."""


def web_of(database: Database, scope: Scope) -> Web:
    """The web of the articles in scope; raises NotFoundError."""
    library = Library(database)
    subject = dict([scope.subject]) if scope.subject is not None else {}
    source = subject.get("source", scope.filter.source)
    wanted, title = _wanted(library, scope, subject.get("entity", scope.filter.entity))
    centre = database.row_of(source) if source is not None else 0
    families = _families(database.around.derived(), wanted, centre)
    if scope.cancelled():
        return Web(title, (), 0, (), 0)
    related = {member for family in families for derived in family for member in derived[1:]}
    rows = database.rows("source") if wanted is None else sorted(wanted)
    alone = [row for row in rows if row not in related and row != centre]
    credited = database.around.credited(source)[:MOST_CREDITED] if source is not None else ()
    return Web(
        title,
        tuple(_read_families(library, families)),
        len(families),
        tuple(_standing(library, alone[:MOST_ALONE])),
        len(alone),
        tuple(Credited(identity, name, claims) for name, identity, claims in credited),
        source,
        library.full_name(source) if source is not None else "",
        scope.filter.source is not None,
    )


def _wanted(library: Library, scope: Scope, entity: str | None) -> tuple[set[int] | None, str]:
    """Rows of the articles in scope, None for all, and what they are called.

    An article under the cursor narrows nothing, for a reader wants to see it among the others; a chosen one does.
    """
    database = library.database
    if scope.filter.source is not None:
        return {database.row_of(scope.filter.source)}, library.full_name(scope.filter.source)
    wanted: set[int] | None = None
    title = "All articles"
    if entity is not None:
        wanted = set(database.rows("source", Filter(entity=entity)))
        title = f"The articles that name {library.entity(entity)}"
    if scope.claims is not None:
        found = database.around.sources_of(scope.claims)
        wanted = found if wanted is None else wanted & found
        title = "The articles of what was found" if entity is None else f"{title}, of what was found"
    return wanted, title


def _families(derived: Iterable[Derived], wanted: set[int] | None, centre: int) -> list[list[Derived]]:
    """Derivations by the text that they share: that of the article `centre` first, then the largest family first.

    Only those that touch the wanted articles.
    """
    above: dict[int, int] = {}

    def head(row: int) -> int:
        while row in above:
            above[row] = row = above.get(above[row], above[row])
        return row

    derived = list(derived)
    for _, source, origin in derived:
        if (one := head(source)) != (other := head(origin)):
            above[one] = other
    groups: dict[int, list[Derived]] = defaultdict(list)
    for each in derived:
        groups[head(each.source)].append(each)
    found = list(groups.values())
    if wanted is not None:
        found = [g for g in found if not wanted.isdisjoint(_members(g)) or centre in _members(g)]
    return sorted(found, key=lambda group: (centre not in _members(group), -len(group), group[0].row))


def _members(group: Iterable[Derived]) -> set[int]:
    return {row for each in group for row in (each.source, each.origin)}


def _read_families(library: Library, families: Iterable[list[Derived]]) -> Iterator[Family]:
    left = MOST_DERIVED
    for group in islice(families, MOST_FAMILIES):
        if not left:
            return
        taken = group[:left]
        left -= len(taken)
        derivations = library.database.around.derivations(each.row for each in taken)
        size = len(_members(group))
        root = _root(derivations)
        yield Family(
            root,
            library.full_name(root, dated=True),
            day_words(library.source(root).published),
            size,
            tuple(_descend(library, derivations, root)),
        )


def _root(derivations: list[Derivation]) -> str:
    """The article that derives from none of its family and from which the most derive."""
    origins = Counter(derivation.origin for derivation in derivations)
    sources = {derivation.source for derivation in derivations}
    return max(origins, key=lambda source: (source not in sources, origins[source], source))


def _descend(library: Library, derivations: list[Derivation], root: str) -> Iterator[Derivative]:
    """What derives from the root, each followed by what derives from it; then what a circle kept apart."""
    below: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        below[derivation.origin].append(derivation)
    waiting = [(1, each) for each in reversed(below.pop(root, []))]
    while waiting or below:
        if not waiting:
            waiting = [(1, each) for each in reversed(below.pop(min(below)))]
        depth, each = waiting.pop()
        source = library.source(each.source)
        yield Derivative(
            depth,
            source.id,
            library.full_name(source.id, dated=True),
            day_words(source.published),
            each.origin,
            each.kind,
            each.is_directed,
            each.reasons,
            tuple(change_of(loss, library) for loss in each.losses),
        )
        waiting += [(depth + 1, further) for further in reversed(below.pop(each.source, []))]


def _standing(library: Library, rows: list[int]) -> Iterator[Standing]:
    for item in library.database.items("source", rows):
        day = item.published[:10] + ("" if item.published_status == "stated" else f" ({item.published_status})")
        name = title_words(item.title, item.title_status, item.path)
        outlet = f"{item.publisher}, " if item.publisher else ""
        name = apart(f"{outlet}{name}", library.telling(item.id, dated=True))
        yield Standing(item.id, name, day if item.published else "no date")


# -- in words ----------------------------------------------------------------------------------------------------------


def web_parts(web: Web) -> list[Part]:
    """What the screen draws and the verb prints."""
    own = [family for family in web.families if web.source in (family.source, *(d.source for d in family.derived))]
    made = [] if web.source is None else [*_own_parts(web, own)]
    if web.is_narrow:
        return made
    made += [_family_part(family) for family in web.families if family not in own]
    if (more := web.total_families - len(web.families)) > 0:
        made.append(
            Part(f"… and {plural(more, 'group')} of articles more, each smaller: choose one of its articles", ())
        )
    if web.total_alone:
        made.append(_alone_part(web))
    return made


def _own_parts(web: Web, own: list[Family]) -> Iterator[Part]:
    """Of the article that is asked for: its family, or that it has none, and whom it names."""
    yield from (_family_part(family, f"{web.name}: ") for family in own)
    if not own:
        yield Part(f"{web.name} stands alone: no article of this folder copies or rewrites it, nor it another", ())
    if web.credited:
        items = [
            Item(one.name, plural(one.claims, "claim"), lead=Lead("entity", one.entity) if one.entity else None)
            for one in web.credited
        ]
        yield Part("Whom it names as its sources", tuple(items))


def _family_part(family: Family, before: str = "") -> Part:
    is_known = all(each.is_directed for each in family.derived if each.origin == family.source)
    first: tuple[str, Tone] = ("original", "good") if is_known else ("fuller text", "text")
    items = [Item(f"{family.name}, {family.day}", *first, lead=Lead("source", family.source))]
    for each in family.derived:
        label = each.kind if each.is_directed else "shares text"
        items.append(Item(f"→ {_derived(each)}", label, "text", each.depth, Lead("source", each.source)))
        reasons = [reason for reason in each.reasons if each.is_directed or not reason.startswith(UNTOLD)]
        items += reason_items(reasons, each.depth + 1)
        items += change_items(each.changes, each.depth + 1)
    missing = family.size - 1 - len(family.derived)
    if missing > 0:
        items.append(Item(f"and {plural(missing, 'article')} more", "", "quiet", 1))
    return Part(f"{before}{plural(family.size, 'article')} of one text", tuple(items))


def _derived(each: Derivative) -> str:
    made = "copied" if each.kind == "copy" else "rewritten"
    if each.is_directed:
        return f"probably {made} by {each.name}, {each.day}"
    return f"{each.name}, {each.day}: probably one is {made} from the other, and {UNTOLD}"


def _alone_part(web: Web) -> Part:
    items = [Item(f"{one.name}, {one.day}", lead=Lead("source", one.source)) for one in web.alone]
    if (more := web.total_alone - len(web.alone)) > 0:
        items.append(Item(f"and {plural(more, 'article')} more", tone="quiet"))
    which = plural(web.total_alone, "other article" if web.source is not None else "article")
    verb = "stands" if web.total_alone == 1 else "stand"
    return Part(f"{which} {verb} alone: neither copied nor rewritten", tuple(items))
