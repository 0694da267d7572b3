"""Paragraphs are lines, unless a program wrapped the file."""

from __future__ import annotations

from explorer.ingest.paragraphs import Piece, cut, paragraphs


def pieces(text: str) -> list[str]:
    return [piece.of(text) for piece in paragraphs(text)]


def test_every_line_is_a_paragraph_whatever_its_newline() -> None:
    text = "One.\r\nTwo.\rThree.\n\n\nFour.\u2028Five.\x0cSix."
    assert pieces(text) == ["One.", "Two.", "Three.", "Four.", "Five.", "Six."]
    assert [piece.blank for piece in paragraphs(text)] == [0, 0, 0, 2, 0, 0]


def test_white_space_around_a_line_is_not_part_of_it() -> None:
    assert pieces("\n   \u00a0Indented line.\t \n") == ["Indented line."]


def test_the_lines_of_a_wrapped_file_are_joined_to_paragraphs() -> None:
    text = (
        "The council approved a plan for 2,000 homes on the old\n"
        "airfield on Tuesday night, after a debate that lasted more\n"
        "than five hours and drew a crowd of angry residents to the\n"
        "town hall.\n\n"
        "Work starts in spring.\n"
    )
    assert pieces(text) == [text[: text.index("\n\n")], "Work starts in spring."]


def test_short_lines_that_break_early_stay_apart() -> None:
    text = "The fog comes\non little cat feet.\nIt sits looking\nover harbor and city\non silent haunches\n"
    assert len(pieces(text)) == 5


def test_a_cut_leaves_no_white_space_and_loses_nothing() -> None:
    text = "  Label:  the rest of it. "
    (piece,) = paragraphs(text)
    assert [part.of(text) for part in cut(text, piece, text.index("the"))] == ["Label:", "the rest of it."]
    assert cut(text, Piece(2, 8), 0, 2, 8, 99) == [Piece(2, 8)]
