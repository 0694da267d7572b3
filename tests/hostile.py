"""Articles that want to take over the reader's terminal, as a database of what was read from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from explorer.models import Field
from explorer.search import index
from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution

CLIPBOARD = "\x1b]52;c;\x07"
"""Eight characters, as many as "betrayal", whose place they take in the articles: OSC 52 writes the clipboard."""

ATTACK = f"{CLIPBOARD}\x1b[2J\x9b2J\x85\u202egnp.exe\u2066\u200b\x7f\U000e0041[/][@click=app.bell]<script>"
"""Everything at once: OSC, CSI, C1, bidi, zero width, tags, and the markup of several programs."""


def hostile_database(folder: Path) -> Path:
    """The sample database with attacks in every text that an article or a file name controls."""
    resolution = sample_resolution()
    sources = tuple(
        replace(
            source,
            path=f"{source.path}{ATTACK}",
            text=source.text.replace("betrayal", CLIPBOARD),
            title=replace(source.title, value=f"=cmd {ATTACK}") if source.title.value else source.title,
            publisher=Field(f"@Wire {ATTACK}", "supplied", note=ATTACK),
            flags=tuple(replace(flag, note=ATTACK) for flag in source.flags),
            references=tuple(replace(ref, outlet=ATTACK) for ref in source.references),
        )
        for source in resolution.sources
    )
    entities = tuple(
        replace(e, name=e.name + ATTACK, aliases=tuple(replace(a, reason=ATTACK) for a in e.aliases))
        for e in resolution.entities
    )
    claims = tuple(
        replace(claim, text=f"={claim.text} {ATTACK}", origins_note=ATTACK, worth_reasons=(ATTACK,))
        for claim in resolution.claims
    )
    disagreements = tuple(replace(disagreement, note=ATTACK) for disagreement in resolution.disagreements)
    derivations = tuple(replace(derivation, reasons=(ATTACK,)) for derivation in resolution.derivations)
    path = folder / "hostile.db"
    made = replace(
        resolution,
        sources=sources,
        entities=entities,
        claims=claims,
        disagreements=disagreements,
        derivations=derivations,
    )
    write(made, path, VERSIONS, extras=[index])
    return path
