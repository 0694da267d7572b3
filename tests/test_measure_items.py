"""The annotated set: what it holds, and what its loader refuses."""

from __future__ import annotations

from collections import Counter

import pytest

from explorer.measure.items import FORMS, SetError, load_items, read_items
from explorer.models import Span

ITEMS = load_items()
TEXT = "\ntext = '''Ms Lund said the weir would hold. She said so twice.'''\n"


def item(more: str, *, head: str = '[[item]]\nid = "x"') -> str:
    return head + TEXT + more


def said(fields: str) -> str:
    return item(f'said = [{{form = "clause", kind = "indirect", {fields}}}]')


def test_the_set_is_as_large_and_as_varied_as_we_say() -> None:
    assert sum(one.sentences for one in ITEMS) >= 320
    assert sum(bool(one.trap) for one in ITEMS) >= 70
    forms = Counter(one.form for item in ITEMS for one in item.said)
    assert set(forms) == set(FORMS)
    assert len({one.trap for one in ITEMS}) >= 10
    assert len(ITEMS) == len({one.id for one in ITEMS})


def test_every_item_has_been_read_again_by_its_author() -> None:
    assert [one.id for one in ITEMS if "author" not in one.reviewed] == []


def test_no_sentence_stands_in_the_set_twice() -> None:
    bodies = [one.text[one.body.start : one.body.end] for one in ITEMS]
    assert len(bodies) == len(set(bodies))


def test_offsets_are_those_of_the_whole_text() -> None:
    (one,) = read_items(said('content = ["the weir would hold"], cue = "said", by = "Ms Lund", who = "Lund"'), "a.toml")
    (statement,) = one.said
    assert [one.text[span.start : span.end] for span in statement.segments] == ["the weir would hold"]
    assert one.text.startswith("Notes of the day\n\nJune 13, 2024\n\nMs Lund")
    assert (one.sentences, one.body.start) == (2, one.text.index("Ms Lund"))


def test_the_nearest_cue_is_meant_and_numbers_say_which_place() -> None:
    (one,) = read_items(said('content = ["so twice"], cue = "said"'), "a.toml")
    assert one.said[0].cue == Span(one.text.rindex("said"), one.text.rindex("said") + 4)
    (one,) = read_items(said('content = ["said #2"]'), "a.toml")
    assert one.said[0].segments[0].start == one.text.rindex("said")


def test_a_name_is_meant_wherever_no_longer_one_stands() -> None:
    text = "[[item]]\nid = \"x\"\ntext = '''Ann Lund met Lund in Lunden.'''\n"
    (one,) = read_items(text + 'names = {person = ["Ann Lund", "Lund"]}', "a.toml")
    assert [one.text[span.start : span.end] for span, _ in one.names] == ["Ann Lund", "Lund"]


def test_values_have_two_ends_and_a_unit() -> None:
    text = "[[item]]\nid = \"x\"\ntext = '''It cost 2 to 3.5 crowns in May.'''\n"
    values = 'quantities = ["2 to 3.5 crowns = 2..3.5 crown"]\ndates = ["May = 2024-05-01..2024-05-31"]'
    (one,) = read_items(text + values, "a.toml")
    assert [(value.low, value.high, value.unit) for value in one.quantities] == [(2.0, 3.5, "crown")]
    assert [(value.low, value.high) for value in one.dates] == [("2024-05-01", "2024-05-31")]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[item]", ["a.toml", "no TOML"]),
        ("[[item]]\nid = 'x'", ["x", "no text"]),
        (item("", head="[[item]]"), ["a.toml, item 1", "no id"]),
        (said('content = ["the dam"]'), ["x", "'the dam' does not stand"]),
        (said('content = ["eir would"]'), ["does not stand"]),
        (said('content = ["said"]'), ["2 times", "#1"]),
        (said('content = ["said #3"]'), ["does not stand", "3 times"]),
        (said("content = []"), ["content"]),
        (said('content = ["hold", "weir"]'), ["order"]),
        (said('content = ["hold"], worth = 4'), ["worth", "4"]),
        (said('content = ["hold"], cu = "said"'), ["'cu'", "cue"]),
        (item('said = [{form = "verse", kind = "indirect", content = ["hold"]}]'), ["'verse'", "clause"]),
        (item('said = [{form = "clause", kind = "assertion", content = ["hold"]}]'), ["'assertion'", "indirect"]),
        (item('own = [{kind = "direct", content = ["hold"]}]'), ["'direct'", "opinion"]),
        (item('own = []\ntrap = "idiom"'), ["trap"]),
        (item('names = {ship = ["Lund"]}'), ["'ship'", "person"]),
        (item('names = {person = ["Lund", "Ms Lund"]}'), ["'Lund' stands nowhere on its own"]),
        (item('quantities = ["twice"]'), ["quantity", "'twice'"]),
        (item('quantities = ["twice = two time"]'), ["quantity", "two time"]),
        (item('dates = ["twice = 2024-13-01"]'), ["date", "2024-13-01"]),
        (item('sais = "x"'), ["'sais'", "said"]),
    ],
)
def test_an_annotation_that_does_not_hold_costs_one_clear_line(toml: str, words: list[str]) -> None:
    with pytest.raises(SetError) as caught:
        read_items(toml, "a.toml")
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "\n" not in str(caught.value)
