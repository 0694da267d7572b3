"""The values of the fields of every list, read from the tables of a database that is being indexed.

A value comes as (row of the list, …): of a name, a choice or a link its key; of a number its low and high end in base
units and its unit; of a date its first and last day as proleptic ordinals. Rows come in any order and may repeat.

The key of a name is the row of the thing in its own list, whose names `tables` gives, or a text that is its own and
only name (a speaker whom nobody could tell). The key of a choice is its value, that of a link a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from explorer.lists import SearchKind
from explorer.search.bulk import read_grouped, read_integers
from explorer.search.fields import FieldSpec
from explorer.search.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROWS = frozenset({"source", "entity", "claim"})
"""Fields whose values are rows, none of them a text."""

_COLUMNS = {"name": 1, "choice": 1, "link": 1, "number": 3, "date": 2}
"""How many columns a value has, by the sort of its field."""

_OF_CLAIM = "join evidence on evidence.row = {0}.evidence"
_PRONOUNS = "('i', 'he', 'she', 'it', 'we', 'they', 'you', 'him', 'her', 'them', 'who')"


def _of_claim(table: str, value: str, where: str = "true") -> str:
    """The claim of every row of a table that belongs to an evidence."""
    return f"select evidence.claim, {value} from {table} {_OF_CLAIM.format(table)} where {where}"  # noqa: S608 - constants


def _days(first: str, last: str) -> str:
    """SQL for two ISO dates or date-times as proleptic ordinals; NULL where one is none."""
    return ", ".join(f"cast(julianday(substr({day}, 1, 10)) - 1721424.5 as integer)" for day in (first, last))


def _has(**queries: str) -> str:
    """SQL for a choice, from a query for each value that gives it as `?`."""
    return " union all ".join(sql.replace("?", f"'{value}'") for value, sql in queries.items())


def _nudged(end: str) -> str:
    """An end of a figure, so little beside itself that no other figure comes between: "over $50 billion" is more than
    50e9, "nearly 90%" is less than 0.9.
    """
    return (
        f"{end} + abs({end}) * case hedge when 'over' then 1e-9 when 'under' then -1e-9 when 'nearly' then -1e-9 "
        "else 0 end"
    )


_LOW, _HIGH = "ifnull(low, high)", "ifnull(high, low)"  # an open end, as of "by June", is taken for the end told
_FIGURE = f"{_nudged(_LOW)}, {_nudged(_HIGH)}, unit"
_PUBLISHED = _days("published", "published")

_SQL: dict[tuple[SearchKind, str], str] = {
    # -- claims --------------------------------------------------------------------------------------------------
    ("claim", "entity"): "select claim, entity from claim_touches",
    ("claim", "speaker"): (
        _of_claim("links", "links.entity", "entity is not null and (links.part = 'chain' or links.kind = 'reference')")
        + " union all "
        + _of_claim(
            "links",
            "links.text",
            "links.part = 'chain' and links.kind in ('entity', 'unnamed') "
            f"and (entity is null or lower(links.text) not in {_PRONOUNS})",
        )
    ),
    ("claim", "type"): "select claim, type from claim_touches join entities on entities.row = claim_touches.entity",
    ("claim", "date"): _of_claim("dates", _days(_LOW, _HIGH), "not (low is null and high is null)"),
    ("claim", "number"): _of_claim("quantities", _FIGURE, "not (low is null and high is null)"),
    ("claim", "has"): _has(
        disagreement="select row, ? from claims where disagreements > 0",
        quote="select claim, ? from evidence where kind in ('direct_quote', 'mixed_quote')",
        number=_of_claim("quantities", "?", "unit <> 'ordinal'"),
        date=_of_claim("dates", "?"),
        speaker=_of_claim("links", "?", "links.part = 'chain'"),
        unnamed=_of_claim("links", "?", "links.part = 'chain' and links.kind = 'unnamed'"),
        hedge=_of_claim("hedges", "?"),
        related="select first, ? from kin union all select second, ? from kin",
    ),
    ("claim", "disagreement"): (
        "select claim, kind from disagreement_claims "
        "join disagreements on disagreements.row = disagreement_claims.disagreement"
    ),
    ("claim", "status"): _of_claim("dates", "status"),
    # -- sources -------------------------------------------------------------------------------------------------
    ("source", "source"): "select row, row from sources",
    ("source", "entity"): "select source, entity from entity_sources",
    ("source", "date"): f"select row, {_PUBLISHED} from sources where published <> ''",  # noqa: S608 - constants
    ("source", "has"): _has(
        flag="select source, ? from flags",
        date="select row, ? from sources where published <> ''",
        publisher="select row, ? from sources where publisher <> ''",
        author="select source, ? from fields where name = 'author' and value is not null",
        reference="select source, ? from reference_entries",
        original="select source, ? from derivations",
    ),
    ("source", "status"): "select source, status from fields",
    # -- entities ------------------------------------------------------------------------------------------------
    ("entity", "source"): "select entity, source from entity_sources",
    ("entity", "entity"): "select row, row from entities",
    ("entity", "type"): "select row, type from entities",
    ("entity", "has"): _has(
        alias="select entity, ? from aliases",
        suggestion="select first, ? from suggestions union all select second, ? from suggestions",
    ),
    # -- passages ------------------------------------------------------------------------------------------------
    ("passage", "kind"): "select row, kind from regions",
}

_COUNTS: dict[tuple[SearchKind, str], str] = {("entity", "sources"): "select row, sources from entities"}
"""Numbers without a unit that every row of a list has one of."""

_COUNTED = frozenset({("claim", "origins"), ("claim", "sources"), ("claim", "worth")})
"""The same of claims, which `Tables.claims` has."""

_PLACED: dict[tuple[SearchKind, str], str] = {
    ("passage", "entity"): "select source, start, entity from mentions",
    ("passage", "claim"): "select source, start, claim from evidence",
}
"""Values that stand at a place of an article: source, offset, key."""


class Values(NamedTuple):
    """The values of a field: the one of `rows[i]` is `keys[numbers[i]]`, all that was read beside its row; where every
    value is a row of another list, that.
    """

    keys: list[tuple[Any, ...]] | NDArray[np.int64]
    rows: NDArray[np.int64]
    numbers: NDArray[np.int64]


def read_values(tables: Tables, kind: SearchKind, spec: FieldSpec) -> Values:
    """The values of a field for the rows of a list that has it; a date that SQLite cannot read as a day is left out."""
    import numpy as np

    connection, asked = tables.connection, (kind, spec.name)
    if asked == ("claim", "kind"):
        return Values([(kind,) for kind in tables.claims.kinds], tables.claims.rows, tables.claims.kind)
    if asked == ("passage", "date"):
        return _in_regions(tables, read_values(tables, "source", spec))
    if asked in _PLACED:
        rows, keys = _read_placed(tables, _PLACED[asked])
    elif asked in _COUNTED:
        rows, keys = tables.claims.rows, getattr(tables.claims, spec.name)
    elif asked == ("claim", "source"):
        rows, keys = tables.claim_sources
    elif asked == ("passage", "source"):
        rows, keys = tables.regions.rows, tables.regions.sources
    elif spec.name in _ROWS or asked in _COUNTS:
        rows, keys = read_integers(connection, _SQL.get(asked) or _COUNTS[asked], 2)
    else:
        read = read_grouped(connection, _SQL[asked], _COLUMNS[spec.sort])
        return Values(*read) if spec.sort != "date" else _without_none(*read)
    known, numbers = np.unique(keys, return_inverse=True)
    if asked in _COUNTS or asked in _COUNTED:
        return Values([(count, count, "") for count in known.tolist()], rows, numbers)
    return Values(known, rows, numbers)


def _without_none(keys: list[tuple[Any, ...]], rows: NDArray[np.int64], numbers: NDArray[np.int64]) -> Values:
    import numpy as np

    held = np.array([None not in key for key in keys], np.bool_)[numbers]
    return Values(keys, rows[held], numbers[held])


def _in_regions(tables: Tables, values: Values) -> Values:
    """The values of articles, one each at most, as those of their regions."""
    import numpy as np

    regions = tables.regions
    by_source = np.full(max(regions.sources.max(initial=0), values.rows.max(initial=0)) + 1, -1, np.int64)
    by_source[values.rows] = values.numbers
    numbers = by_source[regions.sources]
    held = numbers >= 0
    return Values(values.keys, regions.rows[held], numbers[held])


def _read_placed(tables: Tables, sql: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The region in which each value stands, and the value; regions lie apart."""
    import numpy as np

    rows, sources, starts, ends = tables.regions
    owners, offsets, keys = read_integers(tables.connection, sql, 3)
    if not len(rows):
        return rows, rows
    firsts = (sources << 32) + starts
    order = np.argsort(firsts, kind="stable")
    firsts, lasts, rows = firsts[order], ((sources << 32) + ends)[order], rows[order]
    at = (owners << 32) + offsets
    inside = np.searchsorted(firsts, at, side="right") - 1
    held = (firsts[inside] <= at) & (at < lasts[inside])
    return rows[inside[held]], keys[held]
