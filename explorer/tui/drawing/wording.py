"""The words around the data: dates with their status, chains, facts and labels, as plain untrusted-safe sentences.

Whatever is drawn is made inert by `rendering`; this module only chooses words.
"""

from __future__ import annotations

from explorer.lists import SourceItem
from explorer.models import Claim, Derivation, Entity, Evidence, Region, Source
from explorer.terms import MATCHES, day_words, hedge_words, kind_words, kinship, origins_words, source_facts
from explorer.text.phrases import plural, title_words

date = day_words
"""The day of a publication date with its status in words."""

_WORTH = {3: "specific", 2: "factual", 1: "vague", 0: "nothing to check"}


def short_day(published: str | None, status: str) -> str:
    """As `date`, where there is little room: "~2025-09-11" where the file does not state it."""
    return f"{'~' if status not in ('stated', 'none') else ''}{published[:10]}" if published else "no date"


def source_title(source: Source) -> str:
    """The title, or the file's name in its place."""
    return title_words(source.title.value, source.title.status, source.path)


def item_title(item: SourceItem) -> str:
    """As `source_title`, for a row of the list."""
    return title_words(item.title, item.title_status, item.path)


def evidence_line(source: Source, evidence: Evidence, *, is_only: bool = False) -> str:
    """ "indirect quote · says it more narrowly · in the title · hedged: “may”".

    Of the only evidence of a claim it is not told that it says the same: as what?
    """
    words = [kind_words(evidence.statement.kind)]
    if evidence.match != "same" or not is_only:
        words.append(MATCHES[evidence.match])
    if evidence.statement.role != "body":
        words.append(f"in the {evidence.statement.role}")
    if hedged := hedge_words(source, evidence):
        words.append(hedged)
    return " · ".join(words)


def claim_facts(claim: Claim, sources: int) -> tuple[str, ...]:
    """What stands under a claim: how many sources and origins, what kind, how specific."""
    facts = plural(sources, "source"), origins_words(claim.origins), kind_words(claim.kind)
    return (*facts, _WORTH.get(claim.worth, ""))


def entity_facts(entity: Entity, sources: int) -> tuple[str, ...]:
    """What stands under an entity."""
    return entity.type, plural(len(entity.mentions), "mention"), plural(sources, "source")


def region_label(region: Region) -> str:
    """The margin's word for a region; plain body paragraphs need none."""
    return "" if region.kind == "body" else region.kind


def letter(index: int) -> str:
    """A, B, C … for columns; beyond Z their number."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)


def derivation(derivation: Derivation, rewrite: str, origin: str) -> str:
    """ "B was probably rewritten from A: same order of details; no credit is given"."""
    reasons = "; ".join(reason.rstrip(".") for reason in derivation.reasons)
    return derived(derivation, rewrite, origin) + (f": {reasons}" if reasons else "")


def derived(derivation: Derivation, rewrite: str, origin: str) -> str:
    """ "B was probably copied from A"; "B and A: probably one is copied from the other" where the order is not told."""
    if not derivation.is_directed:
        return f"{rewrite} and {origin}: {kinship(derivation)}"
    verb = "copied" if derivation.kind == "copy" else "rewritten"
    return f"{rewrite} was probably {verb} from {origin}"


def source_card(source: Source, claims: int, derivations: list[str]) -> tuple[tuple[str, str], ...]:
    """Label and value of everything a reader should know about a source before trusting it."""
    rows = list(source_facts(source, claims))
    rows += [("rewrite", line) for line in derivations]
    kinds: dict[str, list[str]] = {}
    for flag in source.flags:
        kinds.setdefault(flag.kind, []).append(flag.note)
    for kind, flag_notes in kinds.items():
        count = f" ×{len(flag_notes)}" if len(flag_notes) > 1 else ""
        rows.append(("flag", f"{kind_words(kind)}{count}: {flag_notes[0]}" if flag_notes[0] else kind_words(kind)))
    return tuple(rows)
