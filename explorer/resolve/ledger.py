"""What a rewrite dropped, blurred, widened or added: the ledger of a derivation.

The gravest comes first: who says it, then how surely and of what, then the facts. A reporter who stops reading after
three lines has then seen what takes the ground from under the rewrite; within a kind the original's order helps to
read both side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from explorer.models import Loss, LossKind
from explorer.resolve.articles import Article
from explorer.resolve.counterparts import restated
from explorer.resolve.ledger_facts import added, left_out, numbers
from explorer.resolve.ledger_speakers import credits_lost, no_comments
from explorer.resolve.ledger_wording import wordings

_GRAVITY = {kind: place for place, kind in enumerate(get_args(LossKind))}


def find_losses(rewrite: Article, origin: Article) -> tuple[Loss, ...]:
    """The ledger, the gravest kind first, within a kind in the order of the original's text."""
    pairs = restated(rewrite, origin)
    changed = numbers(pairs)
    found = [
        *credits_lost(pairs, rewrite, origin),
        *no_comments(rewrite, origin),
        *wordings(pairs, rewrite, origin),
        *changed,
        *left_out(pairs, rewrite, origin, [loss.original for loss in changed]),
        *added(pairs, rewrite, origin),
    ]
    return tuple(
        sorted(_once(found), key=lambda loss: (_GRAVITY[loss.kind], loss.original.start, loss.original.end, loss.note))
    )


def _once(losses: Iterable[Loss]) -> list[Loss]:
    """Each thing once: what is said of one kind with the same words of two places is said of the first."""
    seen: dict[tuple[str, str], Loss] = {}
    for loss in losses:
        seen.setdefault((loss.kind, loss.note), loss)
    return list(seen.values())
