"""What queries find: fields, phrases, distances, groups, in every list, and against an index that does it plainly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search import Searcher
from explorer.search.evaluate import Evaluator
from explorer.search.parsing import parse
from explorer.search.query import All, Any, Node, Word
from explorer.search.texts import read_texts
from explorer.search.words import index_words, query_words
from explorer.store.reader import Database, QueryInterruptedError
from tests.factories import sample_database
from tests.fake_index import FakeIndex


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(sample_database(tmp_path_factory.mktemp("query"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(database: Database) -> Searcher:
    return Searcher(database)


def found(searcher: Searcher, database: Database, query: str, kind: SearchKind = "claim") -> set[str]:
    """How the rows that match in full are called, by their first word or two."""
    results = searcher.find(query, kind)
    rows = [hit.row for hit in results.hits if not hit.partial]
    assert results.total == len(rows)
    assert results.is_exact
    match kind:
        case "source":
            return {item.path for item in database.items("source", rows)}
        case "entity":
            return {item.name for item in database.items("entity", rows)}
        case "claim":
            return {item.text.split()[-1].rstrip(".") for item in database.items("claim", rows)}
        case "passage":
            return {item.text[:10] for item in database.items("passage", rows)}


@pytest.mark.parametrize(
    ("query", "claims"),
    [
        ("source:baltic ", {"June", "choice"}),
        ("source:paper.txt ", {"June", "betrayal"}),
        ("source:rewrite -kind:direct_quote ", {"June"}),
        ("entity:nrvk ", {"June"}),
        ('entity:"IF Metall" ', {"betrayal"}),
        ("entity:metall ", {"betrayal"}),
        ("entity:norv", {"June"}),
        ('speaker:"close to the union" ', {"June"}),
        ("speaker:lindqvist ", {"choice"}),
        ("kind:quote worth:1 ", {"choice"}),
        ("type:place ", {"June"}),
        ("number:1,200 ", {"June"}),
        ("number:1300..1600 ", {"June"}),
        ("number:>1500 ", set()),
        ('number:"1,500 jobs" ', {"June"}),
        ("number:$1,500 ", set()),
        ("date:2025-06 ", {"June"}),
        ("date:2025-07.. ", set()),
        ("has:disagreement ", {"June"}),
        ("disagreement:modality ", {"June"}),
        ("disagreement:date ", set()),
        ("has:unnamed -has:number ", {"choice"}),
        ("has:related ", {"June", "betrayal"}),
        ("origins:2.. ", {"June"}),
        ("origins:1 sources:1 ", {"betrayal"}),
        ("worth:<=1 ", {"choice", "betrayal"}),
        ("status:inferred ", {"June"}),
        ('"lund plant" ', {"June"}),
        ('"plant lund" ', set()),
        ('"the lund plant" ', {"June"}),  # as the third source words it
        ('"job we" ', set()),  # ends one quotation, begins another
        ("motors near/2 plant ", set()),
        ("motors near/5 plant ", {"June"}),
        ("plant near/5 motors ", {"June"}),
        ("norv* -lund ", {"choice"}),
        ("betrayal OR choice ", {"choice", "betrayal"}),
        ("-betrayal -choice ", {"June"}),
        ("-(betrayal OR choice) ", {"June"}),
        ("(source:wire has:disagreement) OR worth:0 ", {"June", "betrayal"}),
        ('-"lund plant" ', {"choice", "betrayal"}),
        ('"lund plant" OR "a betrayal" ', {"June", "betrayal"}),
        ('norvik "no choice" ', {"choice"}),
    ],
)
def test_claims(searcher: Searcher, database: Database, query: str, claims: set[str]) -> None:
    assert found(searcher, database, query) == claims


@pytest.mark.parametrize(
    ("kind", "query", "names"),
    [
        ("source", "date:2025-03-05 ", {"paper.txt", "news/rewrite.txt"}),
        ("source", "status:inferred ", {"news/rewrite.txt"}),
        ("source", "has:original ", {"news/rewrite.txt"}),
        ("source", "has:author ", {"paper.txt"}),
        ("source", "-has:flag ", {"wire.txt"}),
        ("source", "worth:0 ", {"paper.txt"}),
        ("source", "speaker:holm ", {"paper.txt"}),
        ("source", "entity:lindqvist ", {"paper.txt", "wire.txt"}),
        ("source", 'speaker:lindqvist source:"baltic wire" ', {"wire.txt"}),
        ("source", '"its chief said" ', {"news/rewrite.txt"}),
        ("entity", "has:disagreement ", {"Norvik Motors", "Lund"}),
        ("entity", "-has:disagreement type:person ", {"Anna Lindqvist", "Sara Holm"}),
        ("entity", "kind:indirect_quote worth:3 ", {"Norvik Motors", "Lund"}),
        ("entity", "kind:direct_quote worth:3 ", set()),  # no one claim is both
        ("entity", "source:rewrite ", {"Norvik Motors", "Lund"}),
        ("entity", "has:alias type:organization ", {"Norvik Motors"}),
        ("entity", "sources:3 ", {"Norvik Motors", "Lund"}),
        ("entity", '"anna lindqvist" OR "if metall" ', {"Anna Lindqvist", "IF Metall"}),
        ("passage", "kind:title ", {"Norvik to ", "Norvik’s L"}),
        ("passage", "entity:holm ", {"Norvik (NR"}),
        ("passage", "speaker:holm ", {"Norvik (NR"}),
        ("passage", "source:wire kind:body date:2025-03-04 -has:number ", {"“We regret", "The union "}),
        ("passage", '"no choice" ', {"“We regret", "The carmak"}),
    ],
)
def test_other_lists(searcher: Searcher, database: Database, kind: SearchKind, query: str, names: set[str]) -> None:
    rows = found(searcher, database, query, kind)
    assert {name for name in rows if "LUND" not in name} == names


def test_a_value_of_another_list_finds_nothing_and_says_why(searcher: Searcher) -> None:
    results = searcher.find("has:flag norvik", "claim")
    assert (results.hits, results.total) == ((), 0)
    assert "asked of sources" in results.problems[0]


def test_a_filter_holds_for_words_that_are_mistyped_or_missing(searcher: Searcher, database: Database) -> None:
    assert found(searcher, database, "betrayl source:paper ") == {"betrayal"}
    results = searcher.find("norvik betrayal source:wire ", "claim")
    names = [item.text for item in database.items("claim", [hit.row for hit in results.hits])]
    assert names
    assert not any("betrayal" in name for name in names)


def test_a_name_is_found_by_its_beginning_only_while_it_is_typed_or_where_nothing_is_called_so(
    searcher: Searcher, database: Database
) -> None:
    assert found(searcher, database, "entity:lin", "entity") == {"Anna Lindqvist"}
    assert found(searcher, database, "entity:lin ", "entity") == {"Anna Lindqvist"}
    assert found(searcher, database, "entity:lun", "entity") == {"Lund"}


PARTS = (
    "norvik", "lund", "-lund", "plant ", '"lund plant"', '-"no choice"', "motors near/5 plant", "pl*", "OR", "(", ")",
    "source:wire", "-source:paper", "entity:lund", "speaker:people", "kind:quote", "type:place", "date:2025",
    "number:>1,000", "has:number", "-has:disagreement", "origins:1", "sources:2..", "worth:3", "status:none",
    "kind:body", "has:alias", "the", '"the"', "disagreement:number",
)  # fmt: skip


@pytest.fixture(scope="module")
def plain(database: Database) -> dict[SearchKind, FakeIndex]:
    return {kind: FakeIndex(database.connection, kind) for kind in SEARCH_KINDS}


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map(" ".join), st.sampled_from(SEARCH_KINDS))
def test_the_index_agrees_with_looking_at_every_row(
    searcher: Searcher, database: Database, plain: dict[SearchKind, FakeIndex], query: str, kind: SearchKind
) -> None:
    wanted = parse(query, kind)
    by_looking = Evaluator(plain.__getitem__, lambda each, rows: read_texts(database.connection, each, rows))
    expected = set(plain[kind].rows(by_looking.find(wanted, kind, most=100).documents).tolist())
    rows = {hit.row for hit in searcher.find(query, kind).hits if not hit.partial}
    assert expected <= rows
    if not is_forgiving(wanted.node):
        assert expected == rows


def is_forgiving(node: Node | None) -> bool:
    """Whether a query asks for a word that may be mistyped: plain looking finds fewer."""
    match node:
        case Word():
            return True
        case All(nodes) | Any(nodes):
            return any(map(is_forgiving, nodes))
        case _:
            return False


@pytest.mark.parametrize(
    ("query", "kind", "why"),
    [
        ("entity:nrvk ", "claim", "another wording: “Norvik (NRVK)"),
        ("number:1500 ", "claim", "eliminating 1,500 jobs"),
        ('"its chief said" ', "source", "its text: “…"),
        ("has:disagreement ", "source", ""),
        ("norvik -lindqvist ", "claim", ""),
    ],
)
def test_why_a_row_was_found_is_told_where_the_row_does_not_show_it(
    searcher: Searcher, query: str, kind: SearchKind, why: str
) -> None:
    told = searcher.why(query, kind, searcher.find(query, kind).hits[0].row)
    assert (why in told) if why else told == ""


@pytest.mark.parametrize(
    ("query", "kind", "said"),
    [
        ("entity:norvick ", "claim", "No entity is called “norvick” (did you mean Norvik Motors?)."),
        ("plant -source:ballic ", "source", "No source is called “ballic” (did you mean Baltic Wire?)."),
        ("speaker:zzzz ", "entity", "No speaker is called “zzzz”."),
    ],
)
def test_a_name_that_nothing_has_is_told_once_it_is_typed(
    searcher: Searcher, query: str, kind: SearchKind, said: str
) -> None:
    assert searcher.find(query, kind).problems == (said,)
    assert searcher.find(query.rstrip(), kind).problems == ()


def test_an_abbreviation_is_found_inside_a_longer_compound() -> None:
    assert {"att", "owned"} <= set(index_words("the AT&T-owned network"))
    assert set(query_words("AT&T-owned")[0]) <= set(index_words("the AT&T-owned network"))


def test_a_search_that_is_not_wanted_any_more_ends_and_leaves_the_next_alone(
    searcher: Searcher, database: Database
) -> None:
    for query in ('"quite another phrase" ', "worth:2 OR worth:3 "):
        with pytest.raises(QueryInterruptedError):
            searcher.find(query, "claim", cancelled=lambda: True)
        assert searcher.find(query, "claim").is_exact
    assert found(searcher, database, "worth:3 ") == {"June"}
