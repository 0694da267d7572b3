"""What the parser reads: offsets of the text of record, markers and quotation marks that do not mislead it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from explorer.extract.parsing import CHUNK, RUN, cut, normalise, parse
from explorer.extract.quotations import even_marks, find_quotations, find_single_quotations
from explorer.models import RegionKind, Source
from tests.articles import article, reading_of


def _sentences(*paragraphs: str) -> list[str]:
    reading = reading_of(*paragraphs)
    return [reading.source.text[span.start : span.end] for span in reading.sentences]


def test_every_token_is_found_at_its_offset_in_the_text() -> None:
    source = article("“Prices fell,” the bank’s chief said.", "Costs rose [2].The new plant—in Lund—opened.")
    for piece in parse(source):
        for token in piece.doc:
            start = piece.offset + token.idx
            printed = source.text[start : start + len(token)]
            if token.is_alpha:
                assert printed == token.text


def test_only_readable_regions_are_parsed() -> None:
    expectations: dict[RegionKind, int] = {"body": 1, "heading": 1, "promo": 0, "comments": 0, "reference": 0}
    for kind, expected in expectations.items():
        assert len(parse(article("Prices fell in Lund.", kind=kind))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“Prices fell,” he said [3].The bank’s plan — “bold” — failed.",
        "''Prices fell,'' he said; ``costs rose'' too.",
        "A\tB\nC\u00a0D [1][2] [3], E",
        "x" * 5000,
        "\x1b]52;c;aGk=\x07 \u202e\u200b",
    ],
)
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)


def test_a_reference_marker_ends_a_sentence_even_without_a_space() -> None:
    assert _sentences("Cloud revenue jumped 26% in the quarter [1].The new chip is built in Lund [2].") == [
        "Cloud revenue jumped 26% in the quarter [1].",
        "The new chip is built in Lund [2].",
    ]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert _sentences('"We will win," she said. "It is certain." The crowd left.') == [
        '"We will win," she said.',
        '"It is certain."',
        "The crowd left.",
    ]


def test_long_regions_are_cut_between_sentences_and_lose_nothing() -> None:
    text = "The plant in Lund opened in May. " * 2000
    pieces = list(cut(text, 0, len(text)))
    assert all(piece.end - piece.start <= CHUNK for piece in pieces)
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert text[: pieces[0].end].endswith("May. ")
    assert (pieces[0].start, pieces[-1].end) == (0, len(text))


def test_a_sentence_without_end_is_cut_between_words_and_the_next_one_is_whole() -> None:
    text = "It rained. Then " + "the plan of the port " * 700 + "failed. The mayor left. " + "It was over. " * 600
    pieces = [text[piece.start : piece.end] for piece in cut(text, 0, len(text))]
    assert "".join(pieces) == text
    assert pieces[0] == "It rained. "
    assert all(len(piece) <= RUN for piece in pieces[1:6])
    assert all(piece.endswith(" ") for piece in pieces)
    assert all(piece.endswith("over. ") for piece in pieces[-2:])


def test_a_region_without_spaces_is_cut_and_read_as_no_words() -> None:
    source: Source = article("A" * (3 * CHUNK))
    assert all(not any(token.is_alpha for token in piece.doc) for piece in parse(source))


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('"A," she said. "B."', ['"A,"', '"B."']),
        ('He called it "a disgrace" and left.', ['"a disgrace"']),
        ('"The first paragraph of a long speech', ['"The first paragraph of a long speech']),
        ('A 13" screen costs $20.', []),
        ('She opened "one and "two".', ['"one and ', '"two"']),
        ("No quotation here.", []),
    ],
)
def test_double_quotations(text: str, quotations: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_quotations(text)] == quotations


def test_doubled_apostrophes_become_one_mark_on_the_inside() -> None:
    text = "''Prices fell,'' he said, calling it ''odd.''"
    assert len(even_marks(text)) == len(text)
    assert [even_marks(text)[s.start : s.end].strip() for s in find_quotations(even_marks(text))] == [
        '"Prices fell,"',
        '"odd."',
    ]


def test_apostrophes_are_no_single_quotations() -> None:
    text = "The workers' union said 'no more delays' and it's the company's turn."
    assert [text[s.start : s.end] for s in find_single_quotations(text)] == ["'no more delays'"]


@pytest.mark.parametrize(
    "hidden",
    ["Harbour Lines\u202e", "\u2066Harbour Lines\u2069", "Harbour Lines\u200b", "\x1b[31mHarbour Lines\x1b[0m",
     "\x1b]8;;http://x.example\x07Harbour Lines\x1b]8;;\x07", "[link=http://x.example]Harbour Lines[/link]"],
)  # fmt: skip
def test_hidden_characters_and_markup_do_not_touch_names_and_speakers(hidden: str) -> None:
    text = f"The yard in Oslo is busy. Then {hidden} said it would hire 300 workers in Bergen."
    reading = reading_of(text)
    assert {m.text for m in reading.mentions if "Harbour" in m.text} == {"Harbour Lines"}
    assert [
        text[link.referent.start : link.referent.end] for s in reading.statements for link in s.chain if link.referent
    ] == ["Harbour Lines"]
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)


def test_an_insertion_in_brackets_is_no_markup() -> None:
    assert normalise("He said [the plan] was [sic] good[1].") == "He said [the plan] was [sic] good.   "


@pytest.mark.parametrize(
    "title", ["Const.", "Cst.", "Insp.", "Supt.", "Sgt.", "Cmdr.", "Det.", "Asst. Chief", "Deputy Dist. Atty."]
)
def test_the_full_stop_of_a_rank_ends_no_sentence(title: str) -> None:
    text = f"The quay was empty, {title} Ruth Sandvik said. Two boats had left."
    reading = reading_of(text)
    assert _sentences(text) == [text.split(" Two")[0], "Two boats had left."]
    assert [one.text for one in reading.mentions] == ["Ruth Sandvik"]
    (said,) = [one for one in reading.statements if one.chain]
    assert (text[said.start : said.end], said.chain[0].text) == ("The quay was empty", f"{title} Ruth Sandvik")


def test_a_large_word_that_is_small_within_a_sentence_begins_one_behind_an_hour() -> None:
    assert _sentences("The guard came about 4 p.m. All but Sandvik fled. The gate shut at 5 p.m. Friday.") == [
        "The guard came about 4 p.m.",
        "All but Sandvik fled.",
        "The gate shut at 5 p.m. Friday.",
    ]
    assert _sentences("At 6 p.m. Eastern the count began.") == ["At 6 p.m. Eastern the count began."]
