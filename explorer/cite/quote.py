"""The plain quote with its locator: “…” (Publisher, “Title”, 2025-09-11, ¶9, [1466:1609]). Needs no metadata."""

from __future__ import annotations

from explorer.cite.passage import Passage, in_quotes
from explorer.cite.work import Work, same_house


def render(work: Work, passage: Passage, original: str) -> str:
    """One line; parts that the source does not state are left out, a missing date is "n.d."."""
    return f"{in_quotes(passage.words)} ({reference(work, passage, original)})"


def reference(work: Work, passage: Passage, original: str) -> str:
    """What stands between the parentheses."""
    parts = [*authors(work), work.publisher]
    parts.append(in_quotes(work.title) if work.title else work.shown_title)
    parts.append(iso_date(work))
    parts += [passage.locator, passage.offsets]
    whole = ", ".join(part for part in parts if part)
    return f"{original}, as cited in {whole}" if original else whole


def authors(work: Work) -> list[str]:
    """The bylines as printed; none when the house signs its own article."""
    return [] if same_house(work) else [author.literal for author in work.authors]


def iso_date(work: Work) -> str:
    """ "2025-09-11", "2025-09", "2025" or "n.d."."""
    return "-".join(f"{part:02}" for part in work.date) or "n.d."
