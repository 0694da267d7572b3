"""What a rewrite dropped on the way: who said it, how many, how surely, and which facts."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.models import Link, Loss, Passage
from explorer.resolve.align import Alignment
from explorer.resolve.articles import Article
from explorer.resolve.items import Item
from explorer.resolve.wording import modality, scope
from explorer.text.fold import fold

LEFT_OUT = 12
"""Facts left out are listed up to this many, the most check-worthy first."""


def find_losses(rewrite: Article, origin: Article, items: Sequence[Item], alignment: Alignment) -> tuple[Loss, ...]:
    """The losses in the order of the original's text."""
    matched = _matched(rewrite, origin, items, alignment)
    losses: list[Loss] = []
    seen: set[tuple[str, str]] = set()
    for original, later in matched:
        losses += _lost_links(original, later, rewrite, origin, seen)
        losses += _lost_wording(original, later, rewrite, origin)
    losses += _left_out(rewrite, origin, items, {original.order for original, _ in matched})
    return tuple(sorted(losses, key=lambda loss: (loss.original.start, loss.original.end, loss.kind, loss.note)))


def _matched(rewrite: Article, origin: Article, items: Sequence[Item], alignment: Alignment) -> list[tuple[Item, Item]]:
    """Statements of the original with their counterpart in the rewrite, from the same claim."""
    pairs: list[tuple[Item, Item]] = []
    for cluster in alignment.clusters:
        members = [items[order] for order in cluster.members]
        first = [item for item in members if item.source.id == origin.source.id and item.statement.role == "body"]
        later = [item for item in members if item.source.id == rewrite.source.id and item.statement.role == "body"]
        if first and later:
            pairs.append((first[0], later[0]))
    return sorted(pairs, key=lambda pair: pair[0].span)


def _passage(item: Item) -> Passage:
    return Passage(item.source.id, item.span.start, item.span.end)


def _lost_links(
    original: Item, later: Item, rewrite: Article, origin: Article, seen: set[tuple[str, str]]
) -> list[Loss]:
    losses: list[Loss] = []
    for link in original.statement.chain:
        words = " ".join(link.text.split())
        key = (link.kind, link.id or fold(words))
        if key in seen or _is_kept(link, later, rewrite):
            continue
        seen.add(key)
        passage = (
            Passage(original.source.id, link.start, link.end)
            if link.start is not None and link.end is not None
            else _passage(original)
        )
        if link.kind == "unnamed":
            what = f"{link.count} unnamed sources" if link.count else "unnamed sources"
            losses.append(Loss("unnamed source", f"{what} dropped: “{words}”", passage, _passage(later)))
        elif link.kind == "entity":
            own = not later.statement.chain
            fate = "the rewrite says it in its own voice" if own else f"the rewrite credits {_speakers(later)}"
            words = origin.credits.get(link.id or "", words)
            losses.append(Loss("speaker", f"{words} is no longer credited; {fate}", passage, _passage(later)))
    return losses


def _is_kept(link: Link, later: Item, rewrite: Article) -> bool:
    if link.kind == "entity" and link.id is None:
        return True
    if link.id and (link.id in rewrite.named or link.id in {other.id for other in later.statement.chain}):
        return True
    words = fold(" ".join(link.text.split()))
    names = [word for word in link.text.split()[1:] if word[:1].isupper()]
    if names and all(fold(name) in fold(rewrite.body) for name in names):
        return True
    return any(fold(" ".join(other.text.split())) == words for other in later.statement.chain) or (
        words in fold(" ".join(rewrite.body.split()))
    )


def _speakers(item: Item) -> str:
    return ", ".join(" ".join(link.text.split()) for link in item.statement.chain)


def _lost_wording(original: Item, later: Item, rewrite: Article, origin: Article) -> list[Loss]:
    losses: list[Loss] = []
    widened = scope(original, later)
    if widened:
        note = f"{origin.source.path}: “{widened.a}”, {rewrite.source.path}: “{widened.b}”"
        losses.append(Loss("scope", note, _passage(original), _passage(later)))
    firmer = modality(original, later)
    if firmer:
        note = f"{origin.source.path}: “{firmer.a}”, {rewrite.source.path}: “{firmer.b}”"
        losses.append(Loss("hedge", note, _passage(original), _passage(later)))
    for amount in original.quantities:
        for other in later.quantities:
            if amount.hedge and not other.hedge and amount.unit == other.unit and amount.low == other.low:
                note = f"{origin.source.path}: “{amount.hedge} {amount.text}”, {rewrite.source.path}: “{other.text}”"
                losses.append(Loss("hedge", " ".join(note.split()), _passage(original), _passage(later)))
    return losses


def _left_out(rewrite: Article, origin: Article, items: Sequence[Item], matched: set[int]) -> list[Loss]:
    """Statements of the original with amounts or names that the rewrite does not hold at all."""
    missing: list[tuple[int, Loss]] = []
    for item in items:
        if item.source.id != origin.source.id or item.statement.role != "body" or item.order in matched:
            continue
        amounts = [q.text for q in item.quantities if f"{q.unit} {q.low} {q.high}" not in rewrite.details]
        names = list(dict.fromkeys(n.mention.text for n in item.named if n.entity not in rewrite.named))
        if amounts or names:
            what = ", ".join(" ".join(part.split()) for part in [*amounts, *names][:4])
            missing.append((-item.statement.worth, Loss("fact", f"left out: {what}", _passage(item))))
    missing.sort(key=lambda entry: (entry[0], entry[1].original.start))
    return [loss for _, loss in missing[:LEFT_OUT]]
