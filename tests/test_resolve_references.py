"""The audit of reference lists: flags on the source, each once, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.models import Flag, Marker, Reading, Reference
from explorer.resolve import resolve
from explorer.resolve.references import same_page
from tests.stories import article


def cited(lines: list[str], references: list[tuple[str, str, str | None]]) -> Reading:
    """An article whose lines end in markers such as (1), with entries (marker, URL, day of the page)."""
    entries = [
        Reference(marker, url, 0, 1, "example.com", "Example", 0, 1, published) for marker, url, published in references
    ]
    reading = article("a.txt", lines, published="2026-03-01", references=entries)
    text = reading.source.text.translate(str.maketrans("()", "[]"))
    markers = tuple(
        Marker(marker, place, place + 3)
        for marker, _, _ in references
        for place in range(len(text))
        if text.startswith(f"[{marker}]", place)
    )
    return replace(reading, source=replace(reading.source, text=text, markers=markers))


def flags(reading: Reading) -> list[Flag]:
    return list(resolve([reading]).sources[0].flags)


def test_one_page_under_two_numbers_is_pointed_out() -> None:
    found = flags(
        cited(
            ["Norvik builds the Seahawk in Halden (1).", "Baltic Lines has ordered twelve boats (2)."],
            [("1", "https://example.com/x?utm_source=a", None), ("2", "http://www.example.com/x/", None)],
        )
    )
    assert [flag.kind for flag in found] == ["repeated_reference"]
    assert "[2] is the page that [1] is" in found[0].note


def test_a_page_older_than_what_is_told_on_its_word_is_pointed_out() -> None:
    found = flags(
        cited(
            ["Norvik closed the Halden yard on February 20, 2026 (1)."],
            [("1", "https://example.com/2025/12/02/x", "2025-12-02")],
        )
    )
    assert [flag.kind for flag in found] == ["reference_predates"]
    assert "February 20, 2026" in found[0].note


def test_a_reference_for_sentences_without_anything_in_common_is_pointed_out() -> None:
    lines = [
        "Norvik builds the Seahawk in Halden (1).",
        "Norvik sells the Seahawk to foreign navies (1).",
        "Rents of students doubled over two winters (1).",
    ]
    found = flags(cited(lines, [("1", "https://example.com/x", None)]))
    assert [flag.kind for flag in found] == ["unrelated_reference"]
    assert "Rents of students" in found[0].note
    assert flags(cited(lines[:2], [("1", "https://example.com/x", None)])) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://example.com/a?utm_medium=x&id=3", "http://www.example.com/a/?id=3#top", True),
        ("https://example.com/a?id=3", "https://example.com/a?id=4", False),
        ("https://example.com/a", "https://example.org/a", False),
        ("https://[broken/a", "https://[broken/a", True),
    ],
)
def test_addresses_of_one_page(one: str, two: str, same: bool) -> None:
    assert (same_page(one) == same_page(two)) is same
