"""Lists in another order than the stored one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import UsageError
from explorer.lists import LIST_KINDS, ListKind
from explorer.store.orders import ORDERS
from explorer.store.reader import Database
from tests.factories import sample_database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(sample_database(tmp_path))


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_every_order_has_every_row_once(database: Database, kind: ListKind) -> None:
    for order in ORDERS[kind]:
        assert sorted(database.ordered(kind, order)) == list(database.rows(kind))
    assert database.ordered(kind, "") == database.rows(kind)


def test_orders_do_what_they_say(database: Database) -> None:
    claims = database.items("claim", database.ordered("claim", "disputed"))
    assert [item.disagreements for item in claims] == sorted((item.disagreements for item in claims), reverse=True)
    names = [item.name for item in database.items("entity", database.ordered("entity", "name"))]
    assert names == sorted(names, key=str.casefold)
    days = [item.published for item in database.items("source", database.ordered("source", "oldest"))]
    dated = [day for day in days if day]
    assert days == [*sorted(dated), *[""] * (len(days) - len(dated))], "undated ones last"
    newest = [item.published for item in database.items("source", database.ordered("source", "newest"))]
    assert newest == [*sorted(dated, reverse=True), *[""] * (len(days) - len(dated))]


def test_some_rows_stay_those_rows(database: Database) -> None:
    some = [3, 1]
    assert sorted(database.ordered("claim", "sources", some)) == [1, 3]
    assert list(database.ordered("claim", "", some)) == [1, 3]
    assert not database.ordered("claim", "text", [])


def test_an_order_that_is_none_is_refused_with_those_that_are(database: Database) -> None:
    with pytest.raises(UsageError, match=r"^no order “row; DROP” of claims; there are "):
        database.ordered("claim", "row; DROP")
