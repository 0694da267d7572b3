"""An audit of reference lists: what rests on each entry, and which entries cannot carry it.

Ingest flags what the list alone shows (the publisher's own pages, undefined and unused markers, pages long before the
article). Here stands what shows only once the statements are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from explorer.models import Claim, Date, Flag, Reference, Source, Span, Statement
from explorer.resolve.items import Item
from explorer.text.tokens import STOPWORDS, stem, words

LEAST_UNRELATED = 3
"""Sentences that must rest on one reference before it is told that they have nothing to do with each other."""

LONGEST = 9
"""Words of a sentence that a note quotes."""

_TRACKING = frozenset("fbclid gclid dclid msclkid mc_cid mc_eid igshid ref ref_src cmpid ocid smid taid src".split())
"""Parameters that tell where a reader came from, not which page is meant; and all that begin with "utm_"."""


def audit(sources: Sequence[Source], items: Sequence[Item], claims: Sequence[Claim]) -> list[Source]:
    """The sources, in their order, each with the flags that its reference list deserves."""
    named: dict[str, dict[Span, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        named[item.source.id][item.statement.sentence] |= {n.entity for n in item.named} | item.subjects
    return [
        _audited(source, claims, {span: frozenset(ids) for span, ids in named[source.id].items()})
        if source.references
        else source
        for source in sources
    ]


def _audited(source: Source, claims: Sequence[Claim], entities: Mapping[Span, frozenset[str]]) -> Source:
    resting = _resting(source, claims)
    found = [*_one_page_twice(source), *_later_events(source, resting), *_unrelated(source, resting, entities)]
    known = {(flag.kind, flag.start) for flag in source.flags}
    fresh = [flag for flag in found if (flag.kind, flag.start) not in known]
    flags = sorted((*source.flags, *fresh), key=lambda flag: (flag.start, flag.end, flag.kind))
    return replace(source, flags=tuple(flags)) if fresh else source


def same_page(url: str) -> str:
    """What two addresses of one page have in common: scheme, "www.", tracking and a closing stroke left out."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in _TRACKING and not k.startswith("utm_")]
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return url
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(kept))}"


def _resting(source: Source, claims: Sequence[Claim]) -> dict[str, list[Statement]]:
    """The body statements that rest on each URL, in the order of the text, one for each sentence."""
    found: dict[str, dict[Span, Statement]] = defaultdict(dict)
    for claim in claims:
        for piece in claim.evidence:
            statement = piece.statement
            if statement.source != source.id or statement.role != "body":
                continue
            for link in piece.attribution:
                if link.kind == "reference":
                    longest = found[link.text].get(statement.sentence, statement)
                    wider = statement.end - statement.start > longest.end - longest.start
                    found[link.text][statement.sentence] = statement if wider else longest
    return {url: [resting[span] for span in sorted(resting)] for url, resting in found.items()}


def _one_page_twice(source: Source) -> Iterator[Flag]:
    first: dict[str, Reference] = {}
    for entry in source.references:
        known = first.setdefault(same_page(entry.url), entry)
        if known is not entry and known.marker != entry.marker:
            note = f"{_name(entry)} is the page that {_name(known)} is, so the two are one source"
            yield Flag("repeated_reference", entry.start, entry.end, note)


def _later_events(source: Source, resting: Mapping[str, Sequence[Statement]]) -> Iterator[Flag]:
    """References whose page is older than what is told on their word."""
    for entry in source.references:
        day = (entry.published or "")[:10]
        for statement in resting.get(entry.url, ()) if day else ():
            later = later_event(statement, day, source.published.value)
            if later is not None:
                note = f"{_name(entry)} is dated {day}, before what is told on its word ({later.text})"
                yield Flag("reference_predates", entry.start, entry.end, note)
                break


def later_event(statement: Statement, day: str, published: str | None) -> Date | None:
    """A date of the statement that lies behind the day of a page and is no plan: what the page could not know."""
    if statement.kind in ("prediction", "intent"):
        return None
    last = published[:10] if published else "9999"
    return next((d for d in statement.dates if d.low and day[:10] < d.low[:10] <= last), None)


def _unrelated(
    source: Source, resting: Mapping[str, Sequence[Statement]], entities: Mapping[Span, frozenset[str]]
) -> Iterator[Flag]:
    """References that carry sentences of which one has neither a name nor a content word in common with any other."""
    for entry in source.references:
        statements = resting.get(entry.url, ())
        if len(statements) < LEAST_UNRELATED:
            continue
        about = [_about(source, statement, entities) for statement in statements]
        for place, mine in enumerate(about):
            others = frozenset[str]().union(*(theirs for at, theirs in enumerate(about) if at != place))
            if mine and not mine & others:
                other = statements[0 if place else 1]
                first, second = _quoted(source, other), _quoted(source, statements[place])
                note = f"{_name(entry)} carries {len(statements)} sentences; {second} has nothing to do with {first}"
                yield Flag("unrelated_reference", entry.start, entry.end, note)
                break


def _about(source: Source, statement: Statement, entities: Mapping[Span, frozenset[str]]) -> frozenset[str]:
    text = source.text[statement.sentence.start : statement.sentence.end]
    content = {stem(word) for word, _ in words(text) if word not in STOPWORDS and len(word) > 3 and word.isalpha()}
    return entities.get(statement.sentence, frozenset()) | content


def _quoted(source: Source, statement: Statement) -> str:
    said = source.text[statement.extent.start : statement.extent.end].split()
    return f"“{' '.join(said[:LONGEST])}{'…' if len(said) > LONGEST else ''}”"


def _name(entry: Reference) -> str:
    return f"[{entry.marker}]" if entry.marker else entry.outlet or entry.host
