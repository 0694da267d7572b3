"""Text that a terminal could act on comes out visible, one character for one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.inert import is_inert, make_inert

VISIBLE_FORMATS = {
    *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
}  # fmt: skip
"""Signs that Unicode calls format characters although they print: Arabic and Kaithi number marks."""


@pytest.mark.parametrize(
    ("hostile", "inert"),
    [
        ("a\x1b]52;c;cm0=\x07b", "a␛]52;c;cm0=␇b"),
        ("\x1b[2J\x9b2J\x7f", "␛[2J\ufffd2J␡"),
        ("user\u202etxt.exe\u202c", "user·txt.exe·"),
        ("a\u200bb\ufeffc\u00add", "a·b·c·d"),
        ("one\rtwo\tthree\nfour", "one two three four"),
        ("\ud800x\U000e0041y", "\ufffdx·y"),
        ("line\u2028break\u2029", "line break "),
        ("[/] [@click=app.bell]x[/]", "[/] [@click=app.bell]x[/]"),
        ("“naïve” 中文 👩🏽", "“naïve” 中文 👩🏽"),
    ],
)
def test_known_attacks(hostile: str, inert: str) -> None:
    assert make_inert(hostile) == inert


def test_newlines_stay_on_request() -> None:
    assert make_inert("a\nb\r\nc\x00", keep_newlines=True) == "a\nb \nc␀"


def test_no_control_or_invisible_character_of_unicode_survives() -> None:
    survivors = {
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(make_inert(chr(code))) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }
    assert survivors == VISIBLE_FORMATS


@given(st.text(st.characters()))
def test_offsets_stay_and_the_result_is_inert(text: str) -> None:
    assert len(make_inert(text)) == len(text)
    assert is_inert(make_inert(text))
    assert is_inert(make_inert(text, keep_newlines=True))
    assert make_inert(make_inert(text)) == make_inert(text)


def test_is_inert_allows_newline_and_tab_only() -> None:
    assert is_inert("one\n\ttwo [/] “x”")
    for char in "\r\x1b\x85\u202e\u200d\ud900":
        assert not is_inert(f"one{char}two")
