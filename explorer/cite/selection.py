"""Claims of a database: with all that their records speak of, for other programs; as Markdown to be read and pasted;
as BibTeX, an entry for each passage that carries them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from explorer.cite.markdown import escape
from explorer.cite.styles import cite
from explorer.models import Claim, Disagreement, Resolution, Source
from explorer.terms import account_names, chain_words, kind_words
from explorer.text.inert import make_inert
from explorer.text.phrases import plural

if TYPE_CHECKING:
    from explorer.store.reader import Database

_NO_NOTES: Mapping[str, str] = {}


def resolution_of(database: Database, claims: Sequence[str]) -> Resolution:
    """The records of these claims and all that they name: nothing in it leads to what is not there.

    Disagreements, derivations and related claims are those among them alone. Raises NotFoundError for an id that is no
    claim's.
    """
    wanted = dict.fromkeys(claims)
    found = sorted((database.claim(identity) for identity in wanted), key=lambda claim: claim.id)
    sources = {evidence.statement.source for claim in found for evidence in claim.evidence}
    links = [link for claim in found for evidence in claim.evidence for link in evidence.attribution]
    sources |= {link.id for link in links if link.id and link.id.startswith("s")}
    entities = {link.id for link in links if link.id and link.id.startswith("e")}
    entities.update(entity for claim in found for entity in claim.entities)
    disagreements = {each.id: each for identity in wanted for each in _between(database, identity, wanted)}
    kin = {
        each.claims: each for identity in wanted for each in database.kin(identity) if wanted.keys() >= {*each.claims}
    }
    return Resolution(
        sources=tuple(database.source(identity) for identity in sorted(sources)),
        entities=tuple(database.entity(identity) for identity in sorted(entities)),
        claims=tuple(found),
        derivations=tuple(d for d in database.derivations() if {d.source, d.origin} <= sources),
        disagreements=tuple(disagreements[identity] for identity in sorted(disagreements)),
        kin=tuple(kin.values()),
    )


def _between(database: Database, claim: str, wanted: Mapping[str, None]) -> list[Disagreement]:
    return [each for each in database.disagreements(claim=claim) if wanted.keys() >= {*each.claims}]


def to_markdown(database: Database, claims: Sequence[str], notes: Mapping[str, str] = _NO_NOTES) -> str:
    """These claims in their order: each with its passages, quoted and cited, who has them from whom, where accounts
    differ, and the reader's own note (by the claim's id). Ends in a newline; raises NotFoundError.
    """
    return "\n".join(
        line for identity in dict.fromkeys(claims) for line in _claim_lines(database, identity, notes.get(identity, ""))
    )


def _claim_lines(database: Database, identity: str, note: str) -> Iterator[str]:
    claim = database.claim(identity)
    sources = {evidence.statement.source: database.source(evidence.statement.source) for evidence in claim.evidence}
    yield f"## {escape(make_inert(claim.text))}"
    yield ""
    yield escape(make_inert(_standing(claim, len(sources))))
    yield ""
    if note:
        yield f"**Note:** {escape(make_inert(' '.join(note.split())))}"
        yield ""
    printed = set()
    for evidence in claim.evidence:
        source = sources[evidence.statement.source]
        quoted = cite(source, evidence.statement.extent, "markdown", claim=claim, evidence=evidence).text
        if quoted in printed:  # a block that the file prints twice is cited by its first printing
            continue
        printed.add(quoted)
        yield quoted
        yield ">"
        chain = chain_words(source, evidence, lambda entity: database.entity(entity).name)
        yield f"> {escape(make_inert(chain))}"
        yield ""
    differing = database.disagreements(claim=identity)
    for difference in differing:
        yield f"- **Differs ({kind_words(difference.kind)}):** {escape(make_inert(_difference(database, difference)))}"
    if differing:
        yield ""


def _standing(claim: Claim, sources: int) -> str:
    """How many tell it, and from how many origins."""
    origins = plural(claim.origins, "independent origin") if claim.origins else "independent origins cannot be shown"
    note = f": {claim.origins_note}" if claim.origins_note else ""
    return f"{plural(sources, 'source')}, {origins}{note}"


def _difference(database: Database, difference: Disagreement) -> str:
    """The note, and the words of each side."""
    sources: dict[str, Source] = {each.source: database.source(each.source) for each in difference.evidence}
    names = account_names(sources.values())
    sides = [
        f"{names[each.source]}: “{' '.join(sources[each.source].text[each.start : each.end].split())}”"
        for each in difference.evidence
    ]
    return " · ".join(dict.fromkeys([difference.note, *sides]))


def to_bibtex(database: Database, claims: Sequence[str]) -> str:
    """An entry for each passage that carries these claims, ending in a newline; raises NotFoundError.

    Two passages of one article have two keys: the second ends in "b", as reference managers write it.
    """
    seen: dict[str, int] = {}
    entries: dict[str, None] = {}
    for identity in dict.fromkeys(claims):
        claim = database.claim(identity)
        for evidence in claim.evidence:
            source = database.source(evidence.statement.source)
            entries[cite(source, evidence.statement.extent, "bibtex", claim=claim, evidence=evidence).text] = None
    made = []
    for entry in entries:
        head, comma, rest = entry.partition(",")
        seen[head] = seen.get(head, 0) + 1
        made.append(f"{head}{_suffix(seen[head])}{comma}{rest}")
    return "\n\n".join(made) + "\n" if made else ""


def _suffix(number: int) -> str:
    """ "", "b", "c" … "z", then "-27"."""
    if number == 1:
        return ""
    return chr(ord("a") + number - 1) if number <= 26 else f"-{number}"
