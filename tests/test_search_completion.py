"""What the word before the cursor may go on as."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search import Searcher
from explorer.search.completion import MOST
from explorer.search.field_names import Called, FieldNames
from explorer.search.fields import FIELDS
from explorer.search.language import language_help, language_table
from explorer.search.parsing import parse
from explorer.store.reader import Database
from tests.factories import sample_database


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with Database.open(sample_database(tmp_path_factory.mktemp("complete"))) as database:
        yield Searcher(database)


def completed(searcher: Searcher, query: str, kind: SearchKind = "claim") -> list[str]:
    """The query as each completion makes it."""
    found = searcher.complete(query, len(query), kind)
    return [query[: each.start] + each.text + query[each.end :] for each in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sou", "source:"),
        ("SOU", "source:"),
        ("port -ent", "port -entity:"),
        ("(has", "(has:"),
        ("entity:nor", 'entity:"Norvik Motors" '),
        ("entity:mot", 'entity:"Norvik Motors" '),
        ("entity:nrv", 'entity:"Norvik Motors" '),
        ('entity:"norvik m', 'entity:"Norvik Motors" '),
        ("entity:lu", "entity:Lund "),
        ("type:person,pl", "type:person,place "),
        ("source:bal", 'source:"Baltic Wire" '),
        ('speaker:"sara', 'speaker:"Sara Holm" '),
        ("kind:ind", "kind:indirect_quote "),
        ("has:dis", "has:disagreement "),
        ("number:", "number:>"),
        ("date:", "date:>"),
        ("origins:", "origins:1"),
    ],
)
def test_what_is_typed_goes_on(searcher: Searcher, query: str, first: str) -> None:
    made = completed(searcher, query)
    assert made[0] == first
    assert len(made) <= MOST
    assert parse(made[0], "claim").problems == ()


@pytest.mark.parametrize(
    "query", ["", "s", "port ", '"sou', "entity:Lund ", 'entity:"Lund"', "sorce:x", "9:3", "entity:qzxv", "number:5"]
)
def test_what_has_no_likely_end_is_left_alone(searcher: Searcher, query: str) -> None:
    assert completed(searcher, query) == []


def test_inside_a_word_nothing_is_offered_and_before_others_the_rest_stays(searcher: Searcher) -> None:
    assert searcher.complete("source", 3, "claim") == []
    (first, *_) = searcher.complete("entity:lu port", 9, "claim")
    assert (first.text, first.start, first.end) == ("Lund ", 7, 9)


def test_values_say_how_many_rows_have_them_and_lists_offer_their_own(searcher: Searcher) -> None:
    assert {each.text: each.means for each in searcher.complete("type:", 5, "entity")} == {
        "person ": "2 entities",
        "organization ": "3 entities",
        "place ": "1 entity",
    }
    assert "flag " in [each.text for each in searcher.complete("has:", 4, "source")]
    assert "flag " not in [each.text for each in searcher.complete("has:", 4, "claim")]
    assert searcher.complete("has:", 4, None) == searcher.complete("has:", 4, "claim")


PIECES = ("entity:", "so", '"', "(", "has:", "n", " ", ",", "\\", "é", "阿", "date:2", "-", "\0")


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.integers(-3, 40),
    st.sampled_from(SEARCH_KINDS),
)
def test_a_completion_lies_in_the_query(searcher: Searcher, query: str, cursor: int, kind: SearchKind) -> None:
    for each in searcher.complete(query, max(0, min(cursor, len(query))), kind):
        assert 0 <= each.start <= each.end <= len(query)
        assert each.text.strip()


def test_names_are_found_by_their_words_in_order_and_the_first_is_shown() -> None:
    called = [["China", "Chinese"], ["Air China"], ["AT&T", "American Telephone"], ["阿里巴巴集团"], ["—"]]
    names = FieldNames.of(map(Called.of, called))
    assert names.find("china").tolist() == [0, 1]
    assert names.find("china", whole_first=True).tolist() == [0]
    assert names.find("air", whole_first=True).tolist() == [1]
    assert names.find("chin", is_prefix=True).tolist() == [0, 1]
    assert names.find("chin").tolist() == []
    assert names.find("hina").tolist() == []
    assert names.find("att").tolist() == names.find("telephone").tolist() == [2]
    assert names.find("巴巴").tolist() == [3]
    assert names.find("—").tolist() == names.find("").tolist() == []
    assert names.beginning("ch", 1) == [0]
    assert names.shown[names.beginning("american t", 5)[0]] == "AT&T"
    assert FieldNames.of([]).find("a", is_prefix=True).tolist() == []


def test_every_field_is_told_with_an_example_that_can_be_read() -> None:
    table, text = language_table(), language_help()
    for spec in FIELDS.values():
        assert f"| `{spec.name}:` |" in table
        assert spec.example in text
        query = parse(f"{spec.example} ", "claim", is_finished=True)
        assert (query.problems, query.node is None) == ((), False)
    assert max(map(len, text.splitlines())) <= 100
