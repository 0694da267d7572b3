"""What is told beside the rows: that a query is the beginning of an id, or that an "or" was meant to be OR."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.lists import SearchKind
from explorer.search.lexing import Lexer
from explorer.search.sequences import phrase_spans, sequence

if TYPE_CHECKING:
    import sqlite3

_ID = re.compile(r"(?:explorer [a-z]+ )?([a-z]):?([0-9a-f]{8,})")
_AROUND = "()[]<>\"'“”‘’`#.,;:"  # what an id is printed between, or copied with
_TABLES: tuple[tuple[SearchKind, str], ...] = (("source", "sources"), ("entity", "entities"), ("claim", "claims"))
_CLAIMS_OF = (
    "select claim from disagreement_claims join disagreements on disagreements.row = disagreement "
    "where id >= ? and id < ? order by id, claim"
)
_OPERANDS = ("word", "phrase")
_MOST = 20  # rows whose ids begin alike

FEW = 5
"""With fewer rows that hold every word, it is told how words were read that other programs take for operators."""

MEANT = {
    "or": "“or” was read as a word; write OR to find either of the two.",
    "and": "“and” was read as a word; leave it out: every word is wanted anyway.",
    "not": "“not” was read as a word; write NOT, or a minus right before a word, to leave that word out.",
}
"""Words that stand for an operator in capitals alone, and what is told of them."""


@dataclass(frozen=True, slots=True)
class Named:
    """The rows whose ids begin as a query does, by list; of a disagreement, its claims."""

    query: str
    rows: dict[SearchKind, list[int]] = field(default_factory=dict)
    is_disagreement: bool = False

    def told(self, kind: SearchKind) -> tuple[str, ...]:
        """What is told in a list: where the rows are if it has none, and what the claims of a disagreement are."""
        show = f"explorer show {self.query}"
        if self.is_disagreement:
            return (f"{self.query} is the id of a disagreement, whose claims these are: {show}",) * (kind == "claim")
        if kind in self.rows:
            return ()
        return (f"{self.query} is the id of a row of another list ({', '.join(self.rows)}): {show}",)


def asked_id(query: str) -> str:
    """The id, or the beginning of one, that a query is: a letter and eight or more hex digits; empty for words.

    Shorter beginnings are words like any other. It may stand in brackets or quotation marks, and behind `explorer show`
    or another verb, as it is printed and copied.
    """
    found = _ID.fullmatch(query.strip().strip(_AROUND).lower())
    return found[1] + found[2] if found else ""


def rows_by_id(connection: sqlite3.Connection, wanted: str) -> Named:
    """The rows whose ids begin so."""
    found: dict[SearchKind, list[int]] = {}
    ends = wanted, f"{wanted}g"  # "g" is beyond every hex digit
    for kind, table in _TABLES:
        sql = f"select row from {table} where id >= ? and id < ? order by id limit {_MOST}"  # noqa: S608 - names of ours
        rows = [row for (row,) in connection.execute(sql, ends)]
        if rows:
            found[kind] = rows
    if not found and (rows := [row for (row,) in connection.execute(_CLAIMS_OF, ends)]):
        return Named(wanted, {"claim": list(dict.fromkeys(rows))}, is_disagreement=True)
    return Named(wanted, found)


def operators_meant(query: str, texts: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """What is told of a small "or", "and" or "not" between two words or phrases; nothing where one of the folded
    `texts` of what was found has it there as a word.
    """
    small = list(_small_operators(query))
    held = list(texts()) if small else []
    told = [MEANT[word] for word, typed in small if not any(phrase_spans(typed, text, is_open=True) for text in held)]
    return tuple(dict.fromkeys(told))


def _small_operators(query: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each, and with the words on either side of it."""
    tokens = Lexer(query, is_finished=True).tokens()
    for (one, middle), (_, other) in pairwise(pairwise(tokens)):
        if one.shape in _OPERANDS and other.shape in _OPERANDS and middle.shape == "word" and middle.text in MEANT:
            yield middle.text, (*sequence(one.text)[-1:], middle.text, *sequence(other.text)[:1])
