"""References that cannot carry what is rested on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from explorer.models import Claim, Disagreement, Passage, Source
from explorer.resolve.ids import disagreement_id

OLD = 180
"""Days by which a cited page may be older than the article before a reader should look."""


def outdated_citations(
    claims: Sequence[Claim], sources: Mapping[str, Source], names: Mapping[str, str]
) -> list[Disagreement]:
    """One disagreement for each reference whose page is much older than the article that cites it, or than an event
    in the sentence it is cited for. `claims` are sorted by id."""
    cited: dict[tuple[str, str], list[tuple[Passage, str, bool]]] = {}
    for claim in claims:
        for piece in claim.evidence:
            statement = piece.statement
            if statement.role != "body":
                continue
            for link in piece.attribution:
                if link.kind != "reference":
                    continue
                day = next((r.published for r in sources[statement.source].references if r.url == link.text), None)
                later = bool(day) and any(d.low and d.low[:10] > str(day)[:10] for d in statement.dates)
                passage = Passage(statement.source, statement.extent.start, statement.extent.end)
                cited.setdefault((statement.source, link.text), []).append((passage, claim.id, later))
    found: list[Disagreement] = []
    for (source_id, url), uses in sorted(cited.items()):
        source = sources[source_id]
        day = next((r.published for r in source.references if r.url == url), None)
        age = _age(day, source.published.value)
        later = any(late for _, _, late in uses)
        if day is None or not (later or age > OLD):
            continue
        uses.sort(key=lambda use: (use[0].start, use[0].end))
        passages = tuple(dict.fromkeys(passage for passage, _, _ in uses))
        note = f"the page cited is of {day[:10]}" + (f", {age} days before the article" if age > 0 else "")
        note += "; the sentence speaks of a later time" if later else ""
        key = disagreement_id("citation", passages)
        ids = tuple(sorted({claim for _, claim, _ in uses}))
        found.append(
            Disagreement(key, "citation", 2 if later else 1, ids, passages, f"{names[source_id]}: {note} ({url})")
        )
    return found


def _age(day: str | None, published: str | None) -> int:
    """Days from the cited page to the article; 0 when either is unknown."""
    if not day or not published:
        return 0
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(day[:10])).days
    except ValueError:
        return 0
