"""Locators, first printings and quotation marks."""

from pathlib import Path

import pytest

from explorer.cite.passage import flip_quotes, in_quotes, locate
from explorer.ingest import read_source
from explorer.models import Field, Region, RegionKind, Source, Span

SEEDS = Path(__file__).parent.parent / "seeds"


def article(*blocks: tuple[RegionKind, str, int | None]) -> Source:
    text, regions = "", []
    for kind, words, repeat_of in blocks:
        regions.append(Region(kind, len(text), len(text) + len(words), repeat_of))
        text += words + "\n"
    empty = Field()
    return Source("s0", "a.txt", "0" * 64, text, "utf-8", "en", empty, empty, (), empty, tuple(regions))


SAMPLE = article(
    ("title", "Ferry sinks", None),
    ("summary", "All were saved.", None),
    ("body", "The ferry sank at noon.", None),
    ("heading", "Rescue", None),
    ("body", "   ", None),
    ("body", "Two boats came at once.", None),
    ("body", "All were saved, police said.", None),
    ("repeat", "Two boats came at once.", 63),
)


def located(words: str, *, last: bool = False) -> tuple[str, str]:
    start = SAMPLE.text.rindex(words) if last else SAMPLE.text.index(words)
    passage, _ = locate(SAMPLE, Span(start, start + len(words)))
    return passage.locator, passage.words


def test_only_body_paragraphs_with_words_count() -> None:
    assert located("sank at noon")[0] == "¶1"
    assert located("Two boats")[0] == "¶2"
    assert located("All were saved, police")[0] == "¶3"


def test_several_paragraphs_and_newlines() -> None:
    assert located("at once.\nAll were") == ("¶¶2–3", "at once. All were")


def test_outside_the_body_the_place_is_named() -> None:
    assert located("Ferry")[0] == "headline"
    assert located("All were saved.")[0] == "summary"


def test_a_repeat_is_cited_by_its_first_printing() -> None:
    start = SAMPLE.text.rindex("boats")
    passage, warnings = locate(SAMPLE, Span(start, start + 5))
    assert (passage.first, passage.start, SAMPLE.text[passage.start : passage.end]) == (2, 67, "boats")
    assert "twice" in warnings[0]


def test_white_space_around_the_span_is_left_out() -> None:
    start = SAMPLE.text.index("The ferry")
    passage, _ = locate(SAMPLE, Span(start - 1, start + 4))
    assert (passage.words, passage.offsets) == ("The", f"[{start}:{start + 3}]")


def test_paragraph_nine_of_the_agency_report() -> None:
    source = read_source(SEEDS / "001_3a5611438ce89561.txt", SEEDS)
    start = source.text.index("However, Alibaba's AI chip is now good enough")
    passage, _ = locate(source, Span(start, source.text.index(".", start) + 1))
    assert (passage.locator, passage.offsets) == ("¶9", "[1593:1737]")


@pytest.mark.parametrize(
    ("words", "flipped"),
    [
        ('He said "no" twice.', "He said ‘no’ twice."),
        ("“No,” he said.", "‘No,’ he said."),
        ("“She said ‘never’ again,” he said.", "‘She said “never” again,’ he said."),
        ("China's and China’s ports", "China's and China’s ports"),
        ("the workers’ and players' unions", "the workers’ and players' unions"),
        ("He called it 'a trap' and left.", "He called it “a trap” and left."),
        ("We'll see, it’s ‘don’t ask’ now", "We'll see, it’s “don’t ask” now"),
        ("the '90s and rock 'n' roll", "the '90s and rock 'n' roll"),
        ('"The port," she said, "is open."', "‘The port,’ she said, ‘is open.’"),
    ],
)
def test_nested_marks_flip_and_apostrophes_stay(words: str, flipped: str) -> None:
    assert flip_quotes(words) == flipped
    assert len(in_quotes(words)) == len(words) + 2
