"""Cutting, wrapping and painting by terminal cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from explorer.models import Span
from explorer.text.inert import is_inert, make_inert
from explorer.tui.drawing import rendering
from explorer.tui.drawing.rendering import (
    Run,
    Styles,
    cells,
    content,
    cut,
    cut_line,
    line_width,
    located,
    pad,
    paint,
    strip,
    wrap,
)

PROSE = st.text(st.sampled_from("ab é中👍\u0301[]/ .\n"), max_size=60)
ANY = st.text(max_size=60)


@given(PROSE, st.integers(1, 30))
def test_wrapping_loses_no_visible_character_and_keeps_to_the_width(text: str, width: int) -> None:
    spans = wrap(text, 0, len(text), width)
    kept = "".join(text[span.start : span.end] for span in spans)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    for span in spans:
        piece = text[span.start : span.end]
        assert cells(piece) <= width or sum(cells(char) > 0 for char in piece) <= 1


def test_lines_break_at_spaces() -> None:
    text = "Reuters reported on Thursday"
    assert [text[s.start : s.end] for s in wrap(text, 0, len(text), 12)] == ["Reuters", "reported on", "Thursday"]


def test_wrapping_counts_wide_characters_twice() -> None:
    text = "阿里巴巴集团"
    assert [text[s.start : s.end] for s in wrap(text, 0, 6, 5)] == ["阿里", "巴巴", "集团"]


def test_wrapping_part_of_a_text_gives_offsets_of_the_whole() -> None:
    text = "0123 abc def 789"
    assert wrap(text, 5, 12, 4) == [Span(5, 8), Span(9, 12)]


@given(ANY, st.integers(0, 40))
def test_padding_fills_exactly(text: str, width: int) -> None:
    assert cells(pad(make_inert(text), width)) == width


def test_what_is_held_to_be_narrow_takes_a_cell_a_character_in_the_terminal_too() -> None:
    narrow = [chr(code) for code in range(0x20, 0x10000) if rendering._NARROW.fullmatch(chr(code))]
    assert set("a é “quoted” – … ≠ ▌│●") <= set(narrow)
    assert all(cell_len(char) == 1 for char in narrow)
    assert cell_len("".join(narrow)) == len(narrow)


def test_what_terminals_give_different_widths_to_is_not_drawn() -> None:
    styles = Styles(lambda _: Style())
    for text, shown in (("👩🏽 said", "👩 said"), ("👍🏿👍", "👍👍"), ("❤️ it", "❤ it")):
        assert strip([Run(text)], 12, styles, Style()).text == shown.ljust(12 - cells(shown) + len(shown))
        assert str(content(text)) == shown


def test_a_cut_is_marked_and_never_splits_a_wide_character() -> None:
    assert cut("Alibaba", 7) == "Alibaba"
    assert cut("Alibaba", 5) == "Alib…"
    assert cells(cut("阿里巴巴", 4)) <= 4
    assert cut("阿里巴巴", 4) == "阿…"


def test_cutting_a_line_keeps_its_inks() -> None:
    line = [Run("A ≠ B", "label"), Run("  number: 1,200 jobs", "conflict")]
    short = cut_line(line, 12)
    assert "".join(run.text for run in short) == "A ≠ B  numb…"
    assert [run.ink for run in short] == ["label", "conflict"]
    assert line_width(cut_line(line, 5)) <= 5


def test_marks_lie_over_one_another() -> None:
    runs = paint("0123456789", 0, 10, [(Span(2, 8), "evidence"), (Span(4, 6), "differs")], "quiet")
    assert runs == [
        Run("01", "quiet"),
        Run("23", "evidence"),
        Run("45", "evidence differs"),
        Run("67", "evidence"),
        Run("89", "quiet"),
    ]


def test_places_for_the_mouse_run_on_over_the_pieces_of_a_line() -> None:
    line = located([Run("Norvik ", "text"), Run("shut", "evidence")], 7, Span(5, 9))
    assert [(run.text, run.ink, run.at) for run in line] == [
        ("Norvi", "text", (0, 7)),
        ("k ", "text selected", (5, 7)),
        ("sh", "evidence selected", (7, 7)),
        ("ut", "evidence", (9, 7)),
    ]


@given(ANY, st.integers(1, 40))
def test_a_strip_is_inert_and_as_wide_as_asked(text: str, width: int) -> None:
    made = strip([Run(text)], width, Styles(lambda _: Style.null()), Style.null())
    assert is_inert(made.text)
    assert made.cell_length == width


@given(ANY)
def test_content_is_inert_and_never_markup(text: str) -> None:
    assert is_inert(content(text).plain)
    assert content("[bold]x[/]").plain == "[bold]x[/]"
