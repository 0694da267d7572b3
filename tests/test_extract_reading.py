"""Whole readings: spans that re-read, order, determinism, hostile text, and the five seed articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from explorer.extract import MODEL_VERSION, RULES_VERSION, Reader
from explorer.ingest import read_source
from explorer.models import Reading, RegionKind, Statement
from tests.articles import article, reading_of

SEEDS = Path(__file__).parent.parent / "seeds"

HOSTILE = (
    "",
    "   ",
    "…",
    '"',
    '""""""""',
    "[1][2][3]",
    "\x1b]52;c;aGVsbG8=\x07 Holm said [/] [@click=quit] that \u202eevil\u202c fell.",
    "said said said said.",
    "According to",
    "according to according to according to.",
    "He said: ",
    "“ ” ‘ ’ « »",
    "\ud800 broken",
    "🙂" * 300,
    "(((((((((( said Holm ))))))))))",
    "that that that that, he said, that that.",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_without_harm(text: str) -> None:
    reading = reading_of(text)
    for one in reading.statements:
        assert 0 <= one.start < one.end <= len(text)


def _check(reading: Reading) -> None:
    text = reading.source.text
    for one in reading.statements:
        assert one.segments == tuple(sorted(one.segments))
        assert (one.start, one.end) == (one.segments[0].start, one.segments[-1].end)
        pieces = [text[span.start : span.end] for span in (*one.segments, *one.whole)]
        assert all(piece.strip() == piece != "" for piece in pieces)
        assert one.sentence.start <= one.start
        assert one.end <= one.sentence.end
        assert all(text[link.start : link.end] == link.text for link in one.chain)
        assert all(text[q.start : q.end] == q.text for q in one.quantities)
        assert all(text[d.start : d.end] == d.text for d in one.dates)
        assert all(one.extent.start <= hedge.start < hedge.end <= one.extent.end for hedge in one.hedges)
    starts = [(one.start, one.end) for one in reading.statements]
    assert starts == sorted(starts)


def test_reading_twice_gives_the_same() -> None:
    source = article('Mara Quist said the bridge was safe. "It will stay open," she added, citing two engineers.')
    assert Reader().read(source) == Reader().read(source)


def test_versions_are_named() -> None:
    assert "en_core_web_md" in MODEL_VERSION
    assert RULES_VERSION


@pytest.mark.parametrize("kind", ["heading", "promo", "disclosure", "comments", "reference", "furniture", "byline"])
def test_regions_that_state_nothing_yield_no_statement(kind: RegionKind) -> None:
    assert Reader().read(article("Microsoft closed two offices in Norway in May 2024.", kind=kind)).statements == ()


@pytest.mark.parametrize(
    ("kind", "role"), [("title", "title"), ("summary", "summary"), ("repeat", "repeat"), ("list", "body")]
)
def test_the_role_is_that_of_the_region(kind: RegionKind, role: str) -> None:
    found = Reader().read(article("Microsoft closed two offices in Norway in May 2024.", kind=kind)).statements
    assert [one.role for one in found] == [role]


# -- the seeds ----------------------------------------------------------------------------------------------------


@cache
def _seed(number: str) -> Reading:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return Reader().read(read_source(path, SEEDS))


def _stating(number: str, content: str) -> list[Statement]:
    reading = _seed(number)
    at = reading.source.text.index(content)
    end = at + len(content)
    found = []
    for one in reading.statements:
        shared = max(0, min(one.end, end) - max(one.start, at))
        if shared >= 0.5 * (max(one.end, end) - min(one.start, at)):
            found.append(one)
    return found


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_span_of_a_seed_re_reads(number: str) -> None:
    reading = _seed(number)
    assert len(reading.statements) > 8
    _check(reading)


def test_reuters_credits_the_information_and_its_four_people() -> None:
    (one,) = _stating("001", "partly replacing those made by Nvidia")
    assert [link.text for link in one.chain] == [
        "The Information",
        "four people with direct knowledge of the matter",
    ]
    assert one.chain[1].count == 4
    assert one.kind == "indirect_quote"


def test_the_report_said_leads_back_to_the_information() -> None:
    reading = _seed("001")
    (one,) = _stating("001", "Baidu is experimenting with training new versions of its Ernie AI model")
    referent = one.chain[0].referent
    assert referent is not None
    assert reading.source.text[referent.start : referent.end] == "The Information"


def test_the_spokesperson_is_unnamed_and_one_in_both_printings() -> None:
    for number in ("000", "001"):
        (one,) = _stating(number, "The competition has undeniably arrived")[:1] or _stating(
            number, _seed(number).source.text[slice(*_quotation(number))]
        )
        assert one.kind == "direct_quote"
        assert (one.chain[-1].kind, one.chain[-1].count, one.chain[-1].referent) == ("unnamed", 1, None)


def _quotation(number: str) -> tuple[int, int]:
    text = _seed(number).source.text
    start = text.index("The competition has undeniably") - 1
    return start, text.index("everywhere", start) + len("everywhere") + 2


def test_tsai_stands_behind_faruqui() -> None:
    reading = _seed("004")
    (one,) = _stating(
        "004",
        "Joe Tsai, as referenced by Danish Faruqui of Fab Economics, ties the chip’s development to sustainable growth",
    )
    names = [reading.source.text[slice(r.start, r.end)] for link in one.chain if (r := link.referent) is not None]
    assert names == ["Danish Faruqui", "Joe Tsai"]


def test_flourishes_of_a_seed_are_not_stated() -> None:
    for rhetoric in ("This isn’t just a corporate pivot", "What fuels this audacious move", "The stakes are high"):
        assert _stating("004", rhetoric + _seed("004").source.text.split(rhetoric, 1)[1].split(".")[0]) == []
