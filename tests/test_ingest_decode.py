"""Bytes become exactly the text that stands in the file."""

from __future__ import annotations

import codecs

import pytest

from explorer.errors import BuildError
from explorer.ingest.decode import decode

TEXT = "Caf\u00e9 owners said \u201cno\u201d.\r\nThe mayor said \u201cyes\u201d.\n"


def test_utf8_is_sure_and_newlines_stay_as_they_are() -> None:
    decoded = decode(TEXT.encode(), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.doubt) == (TEXT, "utf-8", "")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.doubt) == (TEXT, encoding, "")


def test_windows_text_is_read_with_a_doubt_that_names_the_byte() -> None:
    decoded = decode(TEXT.encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, "cp1252")
    assert "byte 3" in decoded.doubt


def test_bytes_that_windows_does_not_know_are_read_as_latin_1() -> None:
    decoded = decode(b"na\xefve \x81 text\n", "a.txt")
    assert (decoded.text, decoded.encoding) == ("na\u00efve \x81 text\n", "latin-1")
    assert "Latin-1" in decoded.doubt


def test_a_damaged_marked_file_keeps_its_readable_part_with_a_doubt() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"abc \xff def", "a.txt")
    assert decoded.text == "abc \ufffd def"
    assert "byte 7" in decoded.doubt


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x7fELF\x02\x01\x01\0",
        bytes(range(1, 32)) * 20,
        codecs.BOM_UTF16_LE + b"a\0\0\0",
    ],
)
def test_binary_files_are_refused_in_one_line_that_names_them(data: bytes) -> None:
    with pytest.raises(BuildError) as caught:
        decode(data, "photo.txt")
    assert str(caught.value).startswith("photo.txt: not a text file")
    assert "\n" not in str(caught.value)


def test_a_truncated_utf16_file_is_refused_in_one_line() -> None:
    with pytest.raises(BuildError, match=r"^a\.txt: marked as UTF-16-LE but damaged"):
        decode(codecs.BOM_UTF16_LE + b"a\0b", "a.txt")


def test_escape_sequences_are_text_and_stay() -> None:
    assert decode(b"red \x1b[31malert\x1b[0m here", "a.txt").text == "red \x1b[31malert\x1b[0m here"
