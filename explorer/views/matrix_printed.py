"""The matrix printed: for a terminal in words in the place of signs, and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explorer.lists import ClaimItem
from explorer.store.cells import Quoted
from explorer.terms import origins_words
from explorer.text.phrases import plural
from explorer.views.matrix import Column, Line, Matrix, excerpt_words, left_out_words
from explorer.views.matrix_cells import Cell, state_words
from explorer.views.outline import Item, Part, outline_lines

_SHORT = 32  # code points of a title that stands for its source in a sentence


def plain(matrix: Matrix, width: int = 0) -> list[str]:
    """The first lines for a terminal, one cell a line, with words in the place of signs."""
    return outline_lines(matrix.title, _parts(matrix), width)


def _parts(matrix: Matrix) -> Iterator[Part]:
    about = [Item(f"Rows: {matrix.order_words}.")]
    if left := left_out_words(matrix, "--all shows them"):
        about.append(Item(f"{left}."))
    if len(matrix.lines) < len(matrix.rows):
        about.append(Item(f"The first {len(matrix.lines):,} rows are printed: --limit prints more."))
    yield Part("", tuple(about))
    if matrix.heads:
        heads = [Item(f"{head.name}, {head.day}", head.letter) for head in matrix.heads]
        yield Part("Sources", tuple(heads))
    heads_by_row = {head.item.row: head for head in matrix.heads}
    letters = {row: head.letter for row, head in heads_by_row.items()}
    for line in matrix.lines:
        yield Part(_claim_words(line.item), tuple(_cell_items(matrix, line, heads_by_row, letters)))


def _claim_words(item: ClaimItem) -> str:
    return f"{item.id}  {item.text} ({plural(item.sources, 'source')}, {origins_words(item.origins)})"


def _cell_items(
    matrix: Matrix, line: Line, heads_by_row: Mapping[int, Column], letters: Mapping[int, str]
) -> Iterator[Item]:
    """A line for every cell in the order of the columns, then how the accounts differ."""
    notes: dict[str, str] = {}
    for row, head in heads_by_row.items():
        if cell := line.cells.get(row):
            words = f"{head.short(_SHORT)}: {state_words(cell, letters)}"
            yield Item(f"{words}: {excerpt_words(cell.quoted)}" if cell.quoted else words, head.letter)
            notes |= {each.dispute.note: each.dispute.kind for each in cell.differences}
    silent = len(matrix.columns) - len(line.cells)
    if silent:
        yield Item(f"{plural(silent, 'source')} {'does' if silent == 1 else 'do'} not cover it", "-")
    for note, kind in notes.items():
        yield Item(note, kind)


def record(matrix: Matrix) -> dict[str, object]:
    """The first lines as JSON; sources are told by their ids, offsets are code points, ends exclusive."""
    ids = {head.item.row: head.item.id for head in matrix.heads}
    return {
        "view": "matrix",
        "title": matrix.title,
        "order": matrix.order,
        "total": matrix.total,
        "rows": len(matrix.rows),
        "disputed": matrix.disputed,
        "left_out": matrix.left_out,
        "printed": len(matrix.lines),
        "sources": [
            {
                "letter": head.letter,
                "id": head.item.id,
                "name": head.name,
                "path": head.item.path,
                "title": head.item.title,
                "publisher": head.item.publisher,
                "published": head.item.published or None,
                "published_status": head.item.published_status,
            }
            for head in matrix.heads
        ],
        "claims": [
            {
                "id": line.item.id,
                "text": line.item.text,
                "worth": line.item.worth,
                "sources": line.item.sources,
                "origins": line.item.origins,
                "cells": [_cell_record(ids[row], line.cells[row], ids) for row in ids if row in line.cells],
            }
            for line in matrix.lines
        ],
    }


def _cell_record(source: str, cell: Cell, ids: Mapping[int, str]) -> dict[str, object]:
    return {
        "source": source,
        "state": cell.state,
        "match": cell.match,
        "role": cell.role,
        "repeats": [{"source": ids[each.origin], "kind": each.kind} for each in cell.after],
        "kin": [[ids[each.source], ids[each.origin]] for each in cell.kin],
        "passages": [_passage(quoted, ids) for quoted in cell.quoted],
        "differences": [
            {
                "id": each.dispute.id,
                "kind": each.dispute.kind,
                "grade": each.dispute.grade,
                "note": each.dispute.note,
                "others": [_passage(quoted, ids) for quoted in each.others],
            }
            for each in cell.differences
        ],
    }


def _passage(quoted: Quoted, ids: Mapping[int, str]) -> dict[str, object]:
    return {"source": ids[quoted.source], "start": quoted.start, "end": quoted.end, "excerpt": quoted.text}
