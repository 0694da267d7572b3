"""What a rewrite dropped, blurred, widened or added, as views show it: by kind, unfolding to both wordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.models import Loss, LossKind
from explorer.terms import kind_words
from explorer.text.phrases import plural
from explorer.views.library import Library
from explorer.views.outline import Excerpt, Item, quotation


@dataclass(frozen=True, slots=True)
class Change:
    """What a rewrite did to a passage. `is_here` says whether it concerns the claim that is looked at."""

    kind: LossKind
    note: str
    original: Excerpt
    rewrite: Excerpt | None
    is_here: bool = True


def change_of(loss: Loss, library: Library, *, is_here: bool = True) -> Change:
    """A loss with the words of both sides."""
    rewrite = library.excerpt(loss.rewrite) if loss.rewrite else None
    return Change(loss.kind, loss.note, library.excerpt(loss.original), rewrite, is_here)


def count_words(changes: Iterable[Change]) -> str:
    """How many changes of each kind, in the order of the first: "outlet ×2, unnamed source"."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(
        f"{kind_words(kind)} ×{count}" if count > 1 else kind_words(kind) for kind, count in counts.items()
    )


def reason_items(reasons: Sequence[str], depth: int) -> list[Item]:
    """Why an article is believed to derive from another: the first reason, under which the others unfold."""
    if not reasons:
        return []
    others = tuple(Item(reason, "", "quiet", depth + 1) for reason in reasons[1:])
    return [Item(reasons[0], "because", "quiet", depth, children=others, folded=True)]


def change_items(changes: Sequence[Change], depth: int, *, where: str = "") -> list[Item]:
    """A line that counts the changes, and under it each with its note; both wordings unfold.

    Changes that are not here (`Change.is_here`) stand folded in a line of their own, after `where`.
    """
    here = [change for change in changes if change.is_here]
    elsewhere = [change for change in changes if not change.is_here]
    items = []
    if here:
        head = f"{plural(len(here), 'change')} on the way: {count_words(here)}"
        items.append(Item(head, "changed", "doubt", depth, children=_each(here, depth + 1)))
    if elsewhere:
        more = f"{len(elsewhere):,} more" if here else plural(len(elsewhere), "change")
        head = f"{more} {where}: {count_words(elsewhere)}".replace(" :", ":")
        children = _each(elsewhere, depth + 1)
        items.append(Item(head, "" if here else "changed", "quiet", depth, children=children, folded=True))
    return items


def _each(changes: Iterable[Change], depth: int) -> tuple[Item, ...]:
    return tuple(_change(change, depth) for change in changes)


def _change(change: Change, depth: int) -> Item:
    sides = [quotation(change.original, "it said" if change.rewrite else "it says", depth + 1)]
    if change.kind == "addition":
        sides = [quotation(change.original, "beside", depth + 1)]
    if change.rewrite is not None:
        sides.append(quotation(change.rewrite, "now", depth + 1))
    return Item(
        change.note,
        kind_words(change.kind),
        "text",
        depth,
        change.original.lead,
        change.original,
        tuple(sides),
        folded=True,
    )
