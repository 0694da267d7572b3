"""A database whose every string attacks the reader: escapes, bidi, markup of three dialects, wide characters."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from explorer.models import (
    Alias,
    Claim,
    Cue,
    Derivation,
    Disagreement,
    Entity,
    Evidence,
    Field,
    Flag,
    Link,
    Mention,
    Passage,
    Region,
    Resolution,
    Source,
    Span,
    Statement,
)
from explorer.store.writer import write
from explorer.text.ids import content_id

STRINGS = (
    "\x1b]52;c;c3RvbGVu\x07",
    "\x1b[2J\x1b[H",
    "\x9b2J",
    "\x9d52;c;c3RvbGVu\x9c",
    "\u202egnirts\u2066\u200b",
    "[/]",
    "[/foo]",
    "[@click=app.quit]x[/]",
    "[smith2020]",
    "[link=http://x]y",
    "[bold red]",
    "\\[x\\]",
    "{0} %s $primary",
    "中文字符 漢字",
    "👩‍🚀🏽 ❤️ é",
    "\x00\x01\x7f\r",
)
"""What titles, names, claims, paths, notes and excerpts hold here."""


def hostile_database(folder: Path, attack: str) -> Path:
    """Two sources, an entity and a claim, with `attack` in every string that reaches the screen."""
    sources = (_source(attack, "one"), _source(attack, "two"))
    entity = Entity(
        content_id("e", attack),
        f"N{attack}",
        "person",
        (Alias(f"A{attack}", "why"),),
        tuple(Mention(source.id, 0, 3, "Ada", "person") for source in sources),
    )
    evidence = tuple(_evidence(source, entity, attack) for source in sources)
    claim = Claim(
        content_id("c", attack), f"C{attack}", "indirect_quote", 3, (), (entity.id,), evidence, 1, f"O{attack}"
    )
    sides = tuple(Passage(source.id, 0, 3) for source in sources)
    resolution = Resolution(
        tuple(sorted(sources, key=lambda source: source.id)),
        (entity,),
        (claim,),
        (Derivation(sources[0].id, sources[1].id, "rewrite", (f"R{attack}",)),),
        (Disagreement(content_id("d", attack), "scope", 2, (claim.id,), sides, f"D{attack}"),),
    )
    database = folder / "data.db"
    write(resolution, database, {"rules_version": "test", "model_version": "none"})
    return database


def _text(attack: str, name: str) -> str:
    return f"Ada {name} said E{attack} holds."


def _source(attack: str, name: str) -> Source:
    text = _text(attack, name)
    digest = sha256(text.encode()).hexdigest()
    return Source(
        content_id("s", digest), f"P{attack} {name}.txt", digest, text, "utf-8", "en",
        Field(f"T{attack}", "supplied", note=f"W{attack}"), Field(f"B{attack}", "supplied"),
        (Field(f"Z{attack}", "supplied"),), Field(), (Region("body", 0, len(text)),), (), (),
        (Flag("gap", 0, 3, f"F{attack}"),),
    )  # fmt: skip


def _evidence(source: Source, entity: Entity, attack: str) -> Evidence:
    start = source.text.index("E" + attack)
    span = Span(start, start + len(attack) + 1)
    end = source.text.index(" said")
    speaker = Link("unnamed", source.text[:end], 0, end)
    statement = Statement(
        source.id, span.start, span.end, (span,), Span(0, len(source.text)), "indirect_quote", "body",
        Cue(end + 1, end + 5, "say", "say"), (speaker,),
    )  # fmt: skip
    named = Link("entity", "Ada", 0, 3, None, Span(0, 3), entity.id)
    return Evidence(statement, (Link("source", source.path, id=source.id), named, speaker))
