"""The five seed articles, read as a careful editor would; and laws that hold for any text."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import BuildError
from explorer.ingest import find_files, read_source
from explorer.ingest.source import read_article
from explorer.models import RegionKind, Source
from tests.ingest_articles import ALL, printed, read

SEEDS = Path(__file__).parent.parent / "seeds"


@cache
def seed(number: int) -> Source:
    found = find_files([SEEDS]).found[number]
    return read_source(found.path, found.root)


def spans(source: Source, *kinds: RegionKind) -> list[tuple[int, int]]:
    return [(region.start, region.end) for region in source.regions if region.kind in kinds]


def flags(source: Source, kind: str) -> list[tuple[int, int]]:
    return [(flag.start, flag.end) for flag in source.flags if flag.kind == kind]


@pytest.mark.parametrize(
    ("number", "title", "status", "publisher", "authors", "published"),
    [
        (0, "China’s Alibaba and Baidu have begun using", "supplied", None, [], None),
        (
            1,
            "Alibaba, Baidu begin using own chips to train AI models, The Information reports",
            "stated",
            "Reuters",
            [],
            None,
        ),
        (2, "Chinese Tech Giants Shift to Custom AI Chips for Training Models", "stated", None, [], None),
        (
            3,
            "China's Alibaba Tests New AI Chip Amid Nvidia Restrictions",
            "stated",
            "AInvest",
            ["Ainvest"],
            "2025-09-01T10:46:00-04:00",
        ),
        (
            4,
            "In a world where artificial intelligence is reshaping industries at breakneck speed",
            "supplied",
            None,
            [],
            None,
        ),
    ],
)
def test_metadata_of_the_seeds(
    number: int, title: str, status: str, publisher: str | None, authors: list[str], published: str | None
) -> None:
    source = seed(number)
    assert source.title.value is not None
    assert source.title.value.startswith(title)
    assert source.title.status == status
    assert source.publisher.value == publisher
    assert [author.value for author in source.authors] == authors
    assert source.published.value == published
    assert source.published.status == ("stated" if published else "none")
    assert (source.encoding, source.language) == ("utf-8", "en")


def test_the_hash_is_that_of_the_bytes_and_the_text_is_exact() -> None:
    for found in find_files([SEEDS]).found:
        source = read_source(found.path, found.root)
        data = found.path.read_bytes()
        assert source.sha256 == sha256(data).hexdigest()
        assert source.text.encode() == data
        assert source.path == found.path.name


def test_headings_of_the_seeds() -> None:
    assert spans(seed(0), "heading") == [(876, 915), (1692, 1728)]
    assert spans(seed(1), "heading") == []
    assert spans(seed(2), "heading") == [(174, 185)]
    assert spans(seed(3), "heading") == []
    assert len(spans(seed(4), "heading")) == 6


def test_bodies_of_the_seeds() -> None:
    assert [len(spans(seed(number), "body")) for number in range(5)] == [6, 11, 5, 6, 13]
    assert spans(seed(1), "title", "dateline") == [(0, 80), (82, 93)]
    assert spans(seed(1), "body")[0] == (94, 323)
    assert flags(seed(1), "gap") == [(1589, 1593)]


def test_the_key_details_of_002_are_a_digest_without_their_bullets() -> None:
    source = seed(2)
    assert spans(source, "standfirst") == [(66, 168)]
    assert spans(source, "summary") == [(193, 256), (263, 323), (330, 384), (391, 460)]
    assert flags(source, "doubled_bullet") == [(189, 192), (259, 262), (326, 329), (387, 390)]


def test_003_is_one_article_printed_twice() -> None:
    source = seed(3)
    assert spans(source, "summary") == [(3335, 3658)]
    assert spans(source, "repeat") == [(4074, 4598), (4599, 5125), (5126, 5690), (5691, 6325), (6326, 6852)]
    firsts = [region.repeat_of for region in source.regions if region.kind == "repeat"]
    assert firsts == [118, 643, 1170, 1735, 2370]
    blocks = [flag for flag in source.flags if flag.kind == "repeated_block"]
    assert [(block.start, block.end) for block in blocks] == [(3335, 3658), (4074, 6852), (6853, 7283)]
    for block, place in zip(blocks, ("3659–4074", "118–2896", "2897–3327"), strict=True):
        assert place in block.note


def test_the_references_of_003() -> None:
    source = seed(3)
    assert [(r.marker, r.outlet, r.start) for r in source.references] == [
        ("1", "Yahoo Finance", 2913),
        ("2", "AInvest", 2991),
        ("3", "roic.ai", 3096),
        ("4", "eWeek", 3183),
        ("5", "CNBC", 3231),
    ]
    assert [r.published for r in source.references] == [None, None, None, None, "2024-09-17"]
    assert len(source.markers) == 25
    assert flags(source, "self_citation") == [(2991, 3091)]
    assert flags(source, "reference_predates") == [(3231, 3327)]
    assert flags(source, "undefined_marker") == flags(source, "unused_reference") == []
    assert len(spans(source, "reference")) == 12


def test_what_stands_around_003_is_not_its_body() -> None:
    source = seed(3)
    assert spans(source, "byline", "ticker") == [(60, 69), (111, 117), (3328, 3334)]
    assert spans(source, "dateline") == [(70, 101)]
    assert spans(source, "promo") == [(7284, 7309), (7310, 7387)]
    assert spans(source, "disclosure") == [(7411, 7691), (7692, 8020), (8021, 8414)]
    assert spans(source, "comments") == [(8447, 8455), (8456, 8471)]
    assert printed(source, "furniture") == [
        "2min read", "AInvest", "PRO", "AInvest", "PRO", "Found an error?Report an Issue",
    ]  # fmt: skip
    glued = [source.text[start:end] for start, end in flags(source, "glued_words")]
    assert glued == ["ByAinvest", "ET2min", "[1].The", "PROEditorial", "error?Report"]
    (machine,) = [flag for flag in source.flags if flag.kind == "machine_written"]
    assert "Ainvest News utilizes advanced Large Language Model (LLM) technology" in machine.note


def test_the_masked_tokens_of_004() -> None:
    assert flags(seed(4), "masked_token") == [(2012, 2015), (3256, 3259), (4215, 4218)]
    assert all(not flags(seed(number), "masked_token") for number in range(4))


def check_laws(source: Source) -> None:
    """Regions in order, without overlap, over every visible character; every span within the text."""
    end = 0
    for region in source.regions:
        assert source.text[end : region.start].strip() == ""
        assert end <= region.start < region.end <= len(source.text)
        assert not source.text[region.start].isspace()
        assert not source.text[region.end - 1].isspace()
        assert (region.repeat_of is not None) == (region.kind == "repeat")
        end = region.end
    assert source.text[end:].strip() == ""
    for flag in source.flags:
        assert 0 <= flag.start <= flag.end <= len(source.text)
        assert flag.note
    for marker in source.markers:
        assert (
            marker.marker in source.text[marker.start : marker.end]
            or "-" in source.text[marker.start : marker.end]
            or "–" in source.text[marker.start : marker.end]
        )
    for reference in source.references:
        assert source.text[reference.start : reference.end] == reference.url
    for field in (source.title, source.publisher, source.published, *source.authors):
        assert (field.value is None) == (field.status == "none")
    assert source.title.value


@pytest.mark.parametrize("number", range(5))
def test_laws_hold_for_the_seeds(number: int) -> None:
    check_laws(seed(number))


@pytest.mark.parametrize("article", ALL)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n"])
def test_laws_hold_for_every_shape_of_article_and_newline(article: str, newline: str) -> None:
    check_laws(read(article.replace("\n", newline)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_reading_does_not_depend_on_the_encoding(encoding: str) -> None:
    for article in ALL:
        marked, plain = read_article(article.encode(encoding), "a.txt"), read(article)
        assert (marked.text, marked.regions, marked.title, marked.flags) == (
            plain.text,
            plain.regions,
            plain.title,
            plain.flags,
        )


ODD_LINES = (
    "\r", "\n\n\n", "• •", "[1]", "[2-9]", "##0", "1. http://a.example/2024/01/02/x", "References:", "\x1b[2J",
    "\u202e", "\u200b", "BABA--", "ByX", "Comments", "Q: ", "** a **", "___", "“", "(Reuters) -", "\U0001f600",
)  # fmt: skip
FRAGMENTS = st.sampled_from([*(line for article in ALL for line in article.split("\n")), *ODD_LINES])


@settings(max_examples=150)
@given(
    st.lists(st.one_of(FRAGMENTS, st.text(max_size=40)), min_size=1, max_size=40),
    st.sampled_from(["\n", "", " ", "\n\n"]),
)
def test_laws_hold_for_any_mixture_of_lines(lines: list[str], joint: str) -> None:
    text = joint.join(lines).replace("\0", "")
    try:
        source = read(text)
    except (BuildError, UnicodeEncodeError):
        return
    check_laws(source)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        source = read_article(data, "a.txt")
    except BuildError as refusal:
        message = str(refusal)
    else:
        check_laws(source)
        return
    assert message.startswith("a.txt: ")
    assert "\n" not in message
