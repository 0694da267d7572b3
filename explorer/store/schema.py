"""The tables of a database, as data: `create` makes them, the writer fills them, the reader and verify walk them.

Every table but the narrow joins has an integer key `row`, counted from 1 without a gap in the order a list shows:
sources by path, entities by weight, claims by how many sources make them. So a list of a million rows is a range, and
a page of it is one look-up by key. Counts that lists show are stored with the row, so no list needs a GROUP BY.

Offsets are code points into the text of record, ends exclusive. Each stored span has its excerpt beside it (`quote`,
or the record's own text) or, where the excerpt may be a whole article, its `digest`; `spans.py` re-reads them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib
    import sqlite3
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

APPLICATION_ID = 0x4578706C
"""ASCII "Expl" in the file header: how a database of ours is told from any other SQLite file."""

SCHEMA_VERSION = 5
"""Kept as `user_version`. A reader reads its own version only: older files are rebuilt, newer ones refused."""

PAGE_SIZE = 4096
"""Fixed, because builds of SQLite differ in their default and the committed database must be reproducible."""


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its key, which columns may be NULL, what they refer to, what is indexed."""

    columns: Mapping[str, type]
    key: tuple[str, ...] = ("row",)
    optional: frozenset[str] = frozenset()
    refers: Mapping[str, str] = field(default_factory=dict)
    """Column → table; the reference is always to that table's `row`."""
    unique: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()


def _table(
    columns: str,
    *,
    key: str = "row",
    refers: str = "",
    unique: str = "",
    indexes: tuple[str, ...] = (),
) -> Table:
    """Build a table from words: `start` is an integer, `text:str` a string, `low:float?` a float that may be NULL.

    `refers` lists `column>table`; each such column is indexed unless it leads the key.
    """
    types = {"int": int, "str": str, "float": float}
    fields: dict[str, type] = {}
    optional = set()
    for word in columns.split():
        name, _, kind = word.rstrip("?").partition(":")
        fields[name] = types[kind or "int"]
        if word.endswith("?"):
            optional.add(name)
    keys = tuple(key.split())
    targets = dict(word.split(">") for word in refers.split())
    wanted = [tuple(index.split()) for index in indexes]
    led = {keys[0], *(index[0] for index in wanted)}
    wanted += [(column,) for column in targets if column not in led]
    return Table(fields, keys, frozenset(optional), targets, tuple(unique.split()), tuple(wanted))


TABLES: Mapping[str, Table] = {
    "meta": _table("key:str value:str", key="key"),
    # -- sources ---------------------------------------------------------------------------------------------------
    "sources": _table(
        "row id:str path:str sha256:str encoding:str language:str length title:str title_status:str publisher:str "
        "published:str published_status:str claims flags",
        unique="id path",
    ),
    "texts": _table("source text:str sha256:str", key="source", refers="source>sources"),
    "regions": _table("row source kind:str start end repeat_of? digest:str", refers="source>sources"),
    "fields": _table(
        "row source name:str value:str? status:str start? end? method:str note:str quote:str?",
        refers="source>sources",
    ),
    "reference_entries": _table(
        "row source marker:str url:str start end quote:str host:str outlet:str host_start host_end host_quote:str "
        "published:str?",
        refers="source>sources",
    ),
    "markers": _table("row source marker:str start end quote:str", refers="source>sources"),
    "flags": _table("row source kind:str start end note:str digest:str", refers="source>sources"),
    # -- entities --------------------------------------------------------------------------------------------------
    "entities": _table("row id:str name:str type:str mentions sources aliases:str", unique="id"),
    "aliases": _table("row entity surface:str reason:str", refers="entity>entities"),
    "mentions": _table(
        "row entity source start end text:str type:str form:str confidence:float",
        refers="entity>entities source>sources",
    ),
    "entity_sources": _table(
        "entity source mentions",
        key="entity source",
        refers="entity>entities source>sources",
        indexes=("source entity",),
    ),
    # -- claims ----------------------------------------------------------------------------------------------------
    "claims": _table(
        "row id:str text:str kind:str worth origins origins_note:str sources disagreements speakers:str", unique="id"
    ),
    "claim_reasons": _table("row claim reason:str", refers="claim>claims"),
    "claim_entities": _table("row claim entity", refers="claim>claims entity>entities"),
    "claim_touches": _table(
        "claim entity", key="claim entity", refers="claim>claims entity>entities", indexes=("entity claim",)
    ),
    "claim_sources": _table(
        "claim source", key="claim source", refers="claim>claims source>sources", indexes=("source claim",)
    ),
    "evidence": _table(
        "row claim source start end quote:str sentence_start sentence_end sentence_digest:str kind:str role:str "
        "match:str impersonal worth cue_start? cue_end? cue_lemma:str? cue_kind:str? cue_quote:str?",
        refers="claim>claims source>sources",
    ),
    "evidence_reasons": _table("row evidence reason:str", refers="evidence>evidence"),
    # `part`: the "content" of a statement that is not one piece from start to end, or the "whole" to read where the
    # content makes no sense alone.
    "segments": _table("row evidence part:str start end quote:str", refers="evidence>evidence"),
    # `part`: the "chain" as the statement prints it, or the "attribution" with every name resolved. In a chain `text`
    # is what stands in the article; in an attribution it may be a fuller name or a URL, so there only `quote` is.
    "links": _table(
        "row evidence part:str kind:str text:str start? end? quote:str? count? referent_start? referent_end? "
        "referent_quote:str? source? entity? reason:str",
        refers="evidence>evidence source>sources entity>entities",
    ),
    "quantities": _table(
        "row evidence start end text:str low:float? high:float? unit:str hedge:str of:str", refers="evidence>evidence"
    ),
    "dates": _table("row evidence start end text:str low:str? high:str? status:str", refers="evidence>evidence"),
    "hedges": _table("row evidence start end quote:str", refers="evidence>evidence"),
    # -- between sources -------------------------------------------------------------------------------------------
    "derivations": _table("row source origin kind:str", refers="source>sources origin>sources"),
    "derivation_reasons": _table("row derivation reason:str", refers="derivation>derivations"),
    "losses": _table(
        "row derivation kind:str note:str original_source original_start original_end original_quote:str "
        "rewrite_source? rewrite_start? rewrite_end? rewrite_quote:str?",
        refers="derivation>derivations original_source>sources rewrite_source>sources",
    ),
    "disagreements": _table("row id:str kind:str grade note:str", unique="id"),
    "disagreement_claims": _table("row disagreement claim", refers="disagreement>disagreements claim>claims"),
    "disagreement_passages": _table(
        "row disagreement source start end quote:str", refers="disagreement>disagreements source>sources"
    ),
    "kin": _table("row first second reason:str", refers="first>claims second>claims"),
    "suggestions": _table("row first second reason:str", refers="first>entities second>entities"),
}
"""Every table of ours, parents before children. The search index adds its own; the dump covers those too."""


def digest(excerpt: str) -> str:
    """The first 16 hex digits of the SHA-256 of an excerpt: enough to notice that a span has slipped."""
    return _sha256()(excerpt.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """The SHA-256 of a decoded text, over its UTF-8 bytes; lone surrogates, which no text of ours holds, pass."""
    return _sha256()(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _sha256() -> Callable[[bytes], hashlib._Hash]:
    from hashlib import sha256  # a reader that only reads, as the screen does, needs none

    return sha256


def create(connection: sqlite3.Connection) -> None:
    """Make all tables, without indexes: those come after the rows (`create_indexes`), which is several times faster."""
    from sqlite_utils import Database

    database = Database(connection)
    for name, table in TABLES.items():
        database.table(name).create(
            dict(table.columns),
            pk=table.key if len(table.key) > 1 else table.key[0],
            foreign_keys=[(column, target, "row") for column, target in table.refers.items()],
            not_null=[column for column in table.columns if column not in table.optional and column not in table.key],
            strict=True,
        )


def create_indexes(connection: sqlite3.Connection) -> None:
    """Index every id, every reference and every pair a filter asks for."""
    from sqlite_utils import Database

    database = Database(connection)
    for name, table in TABLES.items():
        for column in table.unique:
            database.table(name).create_index([column], index_name=f"{name}_{column}", unique=True)
        for columns in table.indexes:
            database.table(name).create_index(list(columns), index_name="_".join((name, *columns)))
