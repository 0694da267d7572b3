"""Origins: who first had a claim, who has it from whom, and what was lost on the way; of no claim, the folder's web.

Read from the far end: the people or the document behind a claim first, then who tells it from them, down to the
articles. What a rewrite dropped or blurred stands beneath it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from explorer.lists import ListKind
from explorer.models import UNTOLD, Claim, Loss, LossKind, Span
from explorer.origins import OriginEdge, OriginKind, OriginStep
from explorer.origins.model import DEEPEST, SHARED
from explorer.terms import apart
from explorer.text.phrases import plural
from explorer.text.spans import overlaps
from explorer.views.changes import Change, change_items, change_of, reason_items
from explorer.views.first import first_words
from explorer.views.library import Library
from explorer.views.outline import Excerpt, Item, Lead, Part, Tone, outline_lines
from explorer.views.web import Web, web_of, web_parts

if TYPE_CHECKING:
    from explorer.origins import OriginGraph, OriginNode
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

_STEPS: dict[OriginStep, str] = {
    "publication": "told by {}",
    "attribution": "told by {}",
    "credit": "credited by {}",
    "reference": "cited by {}",
    "copy": "copied by {}",
    "rewrite": "rewritten by {}",
    "shared": SHARED,
}
_LABELS: dict[OriginKind, str] = {
    "source": "article",
    "outlet": "outlet",
    "person": "person",
    "organization": "body",
    "people": "unnamed",
    "document": "document",
    "reference": "page",
}
_ALWAYS: frozenset[LossKind] = frozenset({"outlet"})
"""Losses that concern every claim of a rewrite: it nowhere names whose report it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the tree: somebody or something that has the claim, `depth` steps below the far end.

    `how` says how it has the claim from the line above it, one step less deep; None at a far end. `named` is the
    passage in which an article names whom it has it from. `origin` numbers the independent origin that it is (from 1;
    0 for none), of which a `doubt` cannot be shown to be another. `again` stands where its followers are drawn above.
    """

    depth: int
    kind: OriginKind
    label: str
    id: str | None
    count: int | None
    how: OriginStep | None
    named: Excerpt | None
    origin: int = 0
    doubt: bool = False
    own: bool = False
    """Whether it is a newsroom that reports in its own voice."""
    first: bool = False
    again: bool = False
    reasons: tuple[str, ...] = ()
    """Why an article is believed to derive from the one above it."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Origins:
    """Who has a claim from whom. `shown` are the trees of its far ends, `unshown` articles that name nobody for it.

    `count` is that of the independent origins, which `note` tells; `first` says who in this folder told it first.
    """

    claim: str
    text: str
    count: int
    note: str
    first: str
    first_brief: str
    """The same without whom they have it from, for where the note tells that."""
    first_mark: str
    """What is said beside the first article in the tree: nothing where there is no other."""
    shown: tuple[Step, ...]
    unshown: tuple[Step, ...]


def make(database: Database, scope: Scope) -> Origins | Web:
    """The origins of the claim in scope; without one, the web of its articles. Raises NotFoundError."""
    claim = scope.filter.claim if scope.subject is None or scope.subject[0] != "claim" else scope.subject[1]
    return web_of(database, scope) if claim is None else of_claim(database, claim)


def of_claim(database: Database, identity: str) -> Origins:
    """The origins of one claim; raises NotFoundError."""
    claim, graph, library = database.claim(identity), database.origins(identity), Library(database)
    sources = [node.id for node in graph.nodes if node.kind == "source" and node.id]
    names = {source: library.full_name(source, dated=True) for source in sources}
    told = first_words(graph, {source: library.source(source) for source in sources}, names)
    shown, unshown = _Drawing(graph, claim, library, told.nodes).steps()
    return Origins(
        claim.id,
        claim.text,
        len(graph.ends),
        graph.note,
        told.words,
        told.brief,
        told.mark,
        tuple(shown),
        tuple(unshown),
    )


class _Drawing:
    """Draws a graph from its far ends, each node's followers once."""

    def __init__(self, graph: OriginGraph, claim: Claim, library: Library, firsts: frozenset[int]) -> None:
        self._graph, self._library, self._firsts = graph, library, firsts
        self._said: dict[str, list[Span]] = {}
        for piece in claim.evidence:
            self._said.setdefault(piece.statement.source, []).append(piece.statement.sentence)
        lineage = library.database.around.lineage(self._said)
        self._lineage = {derivation.source: derivation for derivation in lineage}
        self._ends = {node: (n, at > 0) for n, end in enumerate(graph.ends, 1) for at, node in enumerate(end)}
        self._holders: dict[int, list[OriginEdge]] = {}
        for edge in graph.edges:
            self._holders.setdefault(edge.giver, []).append(edge)
        self._drawn: set[int] = set()

    def steps(self) -> tuple[list[Step], list[Step]]:
        """The lines from the far ends in the order of the origins, then those of articles that name nobody."""
        giving = {edge.holder for edge in self._graph.edges}
        roots = [at for at in range(len(self._graph.nodes)) if at not in giving]
        roots.sort(key=lambda at: (self._nearest_origin(at), at))
        shown: list[Step] = []
        unshown: list[Step] = []
        for at in roots:
            self._draw(at, 0, None, unshown if self._graph.nodes[at].kind == "source" else shown)
        return shown, unshown

    def _nearest_origin(self, at: int) -> int:
        """The number of the first origin that a node is, or that has it from this node."""
        waiting, seen = [at], {at}
        while waiting:
            found = [self._ends[node][0] for node in waiting if node in self._ends]
            if found:
                return min(found)
            waiting = [e.holder for node in waiting for e in self._holders.get(node, ()) if e.holder not in seen]
            seen.update(waiting)
        return len(self._ends) + 1

    def _draw(self, at: int, depth: int, edge: OriginEdge | None, into: list[Step]) -> None:
        node, followers = self._graph.nodes[at], self._holders.get(at, [])
        again = bool(followers) and (at in self._drawn or depth >= DEEPEST)
        number, doubt = self._ends.get(at, (0, False))
        named = None if edge is None or edge.passage is None else self._library.excerpt(edge.passage)
        reasons: tuple[str, ...] = ()
        changes: tuple[Change, ...] = ()
        if edge is not None and edge.how in ("copy", "rewrite", "shared"):
            reasons = self._reasons(node.id or "")
            changes = self._changes(node.id, self._graph.nodes[edge.giver].id)
        how = edge.how if edge is not None else None
        own = any(follower.how == "publication" for follower in followers)
        into.append(
            Step(
                depth,
                node.kind,
                self._label(node),
                node.id,
                node.count,
                how,
                named,
                number,
                doubt,
                own,
                at in self._firsts,
                again,
                reasons,
                changes,
            )
        )
        self._drawn.add(at)
        if not again:
            for follower in followers:
                self._draw(follower.holder, depth + 1, follower, into)

    def _label(self, node: OriginNode) -> str:
        """What a node is called: of an article with its date, and its file too where another is called the same."""
        is_article = node.kind == "source" and node.id is not None
        return apart(node.label, self._library.telling(node.id or "", dated=True) if is_article else "")

    def _reasons(self, rewrite: str) -> tuple[str, ...]:
        """Why it is believed, but for what the line itself says."""
        found = self._lineage[rewrite].reasons if rewrite in self._lineage else ()
        return tuple(reason for reason in found if not reason.startswith(UNTOLD))

    def _changes(self, rewrite: str | None, origin: str | None) -> tuple[Change, ...]:
        """What was lost from one article to another, over those in between that do not tell the claim."""
        found: list[Change] = []
        at, seen = rewrite or "", {origin}
        while at not in seen and at in self._lineage:
            seen.add(at)
            found += [self._change(loss) for loss in self._lineage[at].losses]
            at = self._lineage[at].origin
        return tuple(sorted(found, key=lambda change: not change.is_here))

    def _change(self, loss: Loss) -> Change:
        sides = [loss.original, *([loss.rewrite] if loss.rewrite else [])]
        here = any(
            overlaps(Span(side.start, side.end), said) for side in sides for said in self._said.get(side.source, ())
        )
        return change_of(loss, self._library, is_here=here or loss.kind in _ALWAYS)


# -- in words ----------------------------------------------------------------------------------------------------------


def title(model: Origins | Web) -> str:
    """What the view is about, in one line."""
    return model.text if isinstance(model, Origins) else model.title


def parts(model: Origins | Web) -> list[Part]:
    """What the screen draws and the verb prints."""
    if isinstance(model, Web):
        return web_parts(model)
    found = plural(model.count, "independent origin") if model.count else "Its origin cannot be shown"
    short = [_first_item(model)] if model.first else []
    short += [Item(model.note, "in short")] if model.note else []
    made = [Part(found, tuple(short))]
    if model.shown:
        made.append(Part("From the far end to the articles", tuple(_items(model, model.shown))))
    if model.unshown:
        made.append(Part("Where these have it from cannot be shown", tuple(_items(model, model.unshown))))
    return made


def _first_item(model: Origins) -> Item:
    """Who told it first; it leads to the words in which that article names whom it has it from, else to the article."""
    words = model.first_brief if model.note else model.first
    steps = [step for step in (*model.shown, *model.unshown) if step.first]
    if not steps:
        return Item(words, "first", "doubt")
    step = next((each for each in steps if each.named is not None), steps[0])
    lead = step.named.lead if step.named else Lead("source", step.id or "")
    return Item(words, "first", "good", 0, lead, step.named)


def _items(model: Origins, steps: Iterable[Step]) -> Iterator[Item]:
    mark = f" = {model.first_mark}" if model.first_mark else ""
    for step in steps:
        yield _item(step, model.count, mark)
        yield from reason_items(step.reasons, step.depth + 1)
        yield from change_items(step.changes, step.depth + 1, where="elsewhere in the article")


def _item(step: Step, origins: int, mark: str) -> Item:
    words = step.label if step.how is None else f"→ {_STEPS[step.how].format(step.label)}"
    lead = step.named.lead if step.named else None
    about: tuple[ListKind, str] | None = None
    if step.id and step.kind == "source":
        about = "source", step.id
        lead = lead or Lead("source", step.id)
    elif step.id and step.id.startswith("e"):
        about = "entity", step.id
        lead = lead or Lead("entity", step.id)
    tone: Tone = "good" if step.first else "accent" if step.origin and not step.doubt else "text"
    return Item(words + _tail(step, origins, mark), _LABELS[step.kind], tone, step.depth, lead, step.named, about=about)


def _tail(step: Step, origins: int, mark: str) -> str:
    """What is said of a step beside its name; `mark` beside the first article.

    Of people without a name the label says that they are, and their own words how many.
    """
    tail = ", in its own voice" if step.own else ""
    if step.origin:
        which = "the origin" if origins == 1 else f"origin {step.origin}"
        tail += f" = not shown to be other than {which}" if step.doubt else f" = {which}"
    tail += mark if step.first else ""
    return tail + (" (see above)" if step.again else "")


def plain(model: Origins | Web, width: int = 0) -> list[str]:
    """The lines for a terminal of so many columns; 0 wraps nothing."""
    return outline_lines(title(model), parts(model), width)


def record(model: Origins | Web) -> dict[str, object]:
    """The model for programs; `view` tells which of the two it is."""
    return {"view": "origins" if isinstance(model, Origins) else "web", **asdict(model)}
