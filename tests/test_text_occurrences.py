"""Words looked for in a text: what counts as the same, and the offsets of where they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from explorer.text.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Łódź café. CAFE\u0301s close.", "café", ["café", "CAFE\u0301"]),
        ("“It’s over,” she said.", '"it\'s over,"', ["“It’s over,”"]),
        ("It's over", "it’s", ["It's"]),
        ("The river\n   rose, the\u00a0river  rose", "river rose", ["river\n   rose", "river  rose"]),
        ("riverrose", "river rose", []),
        ("the river\r\n\r\n\t rose", "river\trose", ["river\r\n\r\n\t rose"]),
        ("banana", "an", ["an", "an"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ﬁne … ﬁn", "fin", ["ﬁn", "ﬁn"]),
        ("Wait…", ".", ["…"]),
        ("Straße, STRASSE", "straße", ["Straße", "STRASSE"]),
        ("中文字符 漢字", "字", ["字", "字"]),
        ("a.c abc (x|y) [z", "a.c", ["a.c"]),
        ("a.c abc (x|y) [z", "(X|Y) [", ["(x|y) ["]),
        ("all of it", "  ", []),
        ("all of it", "", []),
        ("", "all", []),
        ("all of it", "\u0301", []),
        ("the art", " art ", ["art"]),
    ],
)
def test_words_are_found_as_a_reader_would_compare_them(text: str, words: str, found: list[str]) -> None:
    spans = occurrences(text, words)
    assert [text[span.start : span.end] for span in spans] == found
    assert all(one.end <= other.start for one, other in pairwise(spans))
