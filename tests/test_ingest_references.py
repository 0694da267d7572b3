"""Reference lists are read once; markers in the prose point to them."""

from __future__ import annotations

import pytest

from explorer.ingest.outlets import host_outlet, known_outlet, registered_name
from tests.ingest_articles import MARKDOWN, read

BODY = "The river fell to its lowest level on Monday, according to the port [1]. Barges carry less [2].\n"


def test_entries_with_outlet_host_and_date() -> None:
    source = read(MARKDOWN)
    assert [(r.marker, r.outlet, r.published) for r in source.references] == [
        ("1", "Deutsche Welle", None),
        ("2", "Financial Times", None),
        ("3", "example.co.uk", "2023-08-01"),
        ("4", "vesselwatch.example", None),
    ]
    for reference in source.references:
        assert source.text[reference.start : reference.end] == reference.url
        assert source.text[reference.host_start : reference.host_end] == reference.host
    assert source.references[1].url == "https://www.ft.com/content/abc"


def test_markers_one_a_number() -> None:
    source = read(MARKDOWN)
    assert [marker.marker for marker in source.markers] == ["1", "2", "3", "7"]
    assert [source.text[m.start : m.end] for m in source.markers] == ["[1]", "[2, 3]", "[2, 3]", "[7]"]


def test_what_the_list_does_not_hold_and_what_nobody_cites_is_flagged() -> None:
    flags = {flag.kind: flag for flag in read(MARKDOWN).flags}
    assert flags["undefined_marker"].note.startswith("[7]")
    assert flags["unused_reference"].note.startswith("[4]")
    assert flags["reference_predates"].note.startswith("[3] is dated 2023-08-01")


def test_a_list_printed_twice_is_read_once() -> None:
    listing = "References:\n[1] https://apnews.com/article/river\n[2] https://www.nos.nl/a\n"
    source = read(f"River falls\n\n{BODY}{listing}{BODY}{listing}")
    assert [(r.marker, r.outlet) for r in source.references] == [("1", "Associated Press"), ("2", "NOS")]
    assert source.references[0].start < len(source.text) // 2
    assert sum(region.kind == "reference" for region in source.regions) == 6


def test_a_citation_of_the_own_site_is_flagged() -> None:
    source = read(f"River falls\nByRiverwatch\n{BODY}[1] https://www.riverwatch.com/news/low\n[2] https://nos.nl/a\n")
    (flag,) = [flag for flag in source.flags if flag.kind == "self_citation"]
    assert source.text[flag.start : flag.end] == "https://www.riverwatch.com/news/low"


def test_years_and_prices_in_brackets_are_no_markers() -> None:
    assert read(f"River falls\n\n{BODY.replace('[1]', '[2024]').replace('[2]', '[$5]')}").markers == ()


def test_brackets_that_belong_to_a_url_stay() -> None:
    source = read(f"River falls\n\n{BODY}[1] https://en.wikipedia.org/wiki/Rhine_(river).\n[2] (https://nos.nl/a).\n")
    assert [r.url for r in source.references] == ["https://en.wikipedia.org/wiki/Rhine_(river)", "https://nos.nl/a"]


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("www.roic.ai", "roic.ai"),
        ("finance.yahoo.com", "Yahoo Finance"),
        ("www.bbc.co.uk", "BBC"),
        ("news.unknown.co.uk", "unknown.co.uk"),
        ("NOTREUTERS.COM", "notreuters.com"),
        ("localhost", "localhost"),
    ],
)
def test_outlets_by_host(host: str, outlet: str) -> None:
    assert host_outlet(host) == outlet


def test_outlets_by_name() -> None:
    assert known_outlet("AP") == "Associated Press"
    assert known_outlet("the new york times") == "The New York Times"
    assert known_outlet("Jane Doe") is None
    assert registered_name("a.b.example.com.au") == "example.com.au"
