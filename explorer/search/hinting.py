"""What is told beside the rows: that a query is the beginning of an id, or that an "or" was meant to be OR."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.lists import SearchKind
from explorer.search.lexing import Lexer

if TYPE_CHECKING:
    import sqlite3

_ID = re.compile(r"[a-z][0-9a-f]{8,}")
_TABLES: tuple[tuple[SearchKind, str], ...] = (("source", "sources"), ("entity", "entities"), ("claim", "claims"))
_OPERANDS = ("word", "phrase")
_MOST = 20  # rows whose ids begin alike

OR_MEANT = "“or” was read as a word; write OR to find either of the two."


def asked_id(query: str) -> str:
    """The id, or the beginning of one, that a query is: a letter and eight or more hex digits; empty for words.

    Shorter beginnings are words like any other.
    """
    wanted = query.strip().lower()
    return wanted if _ID.fullmatch(wanted) else ""


def rows_by_id(connection: sqlite3.Connection, wanted: str) -> dict[SearchKind, list[int]]:
    """The rows whose ids begin so."""
    found: dict[SearchKind, list[int]] = {}
    for kind, table in _TABLES:
        sql = f"select row from {table} where id >= ? and id < ? order by id limit {_MOST}"  # noqa: S608 - names of ours
        rows = [row for (row,) in connection.execute(sql, (wanted, f"{wanted}g"))]  # "g" is beyond every hex digit
        if rows:
            found[kind] = rows
    return found


def elsewhere(query: str, kinds: list[SearchKind]) -> str:
    """What is told in a list that has not the id which was searched for."""
    return f"{query.strip()} is the id of a row of another list ({', '.join(kinds)}): explorer show {query.strip()}"


def is_or_meant(query: str) -> bool:
    """Whether a small "or" stands between two words or phrases."""
    tokens = Lexer(query, is_finished=True).tokens()
    return any(
        one.shape in _OPERANDS and middle.shape == "word" and middle.text == "or" and other.shape in _OPERANDS
        for (one, middle), (_, other) in pairwise(pairwise(tokens))
    )
