"""In which orders a list can be shown, besides the one that its rows are stored in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from explorer.lists import ListKind


class Order(NamedTuple):
    """What a reader reads of an order, and its SQL; the stored order decides between equals."""

    label: str
    sql: str


ORDERS: Mapping[ListKind, Mapping[str, Order]] = {
    "source": {
        "": Order("by file", ""),
        "newest": Order("newest first, undated ones last", "published = '', published DESC"),
        "oldest": Order("oldest first, undated ones last", "published = '', published"),
        "publisher": Order("by publisher, those without one last", "publisher = '', publisher COLLATE NOCASE"),
        "title": Order("by title", "title COLLATE NOCASE"),
        "claims": Order("most claims first", "claims DESC"),
        "flags": Order("most flags first", "flags DESC"),
    },
    "entity": {
        "": Order("most mentioned first", ""),
        "name": Order("by name", "name COLLATE NOCASE"),
        "type": Order("by type", "type"),
        "sources": Order("in most sources first", "sources DESC"),
    },
    "claim": {
        "": Order("best supported and most worth checking first", ""),
        "disputed": Order("most disagreements first", "disagreements DESC"),
        "sources": Order("most sources first", "sources DESC"),
        "origins": Order("most independent origins first", "origins DESC"),
        "worth": Order("most worth checking first", "worth DESC"),
        "text": Order("by their words", "text COLLATE NOCASE"),
    },
}
"""List → name of an order → the order; the empty name is the stored one, which costs nothing."""
