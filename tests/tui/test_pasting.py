"""What is pasted is text: nothing in it is a key, however the terminal cuts it into pieces."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual import events
from textual.message import Message

from explorer.tui.frame import pasting
from explorer.tui.frame.pasting import KeyParser

HOSTILE = "a\n\x1b[2J\x07b" * 3 + "q\x1b[A\x1b\x1b[200~ \x1b[20"
BEFORE, AFTER = "j\x1b[B", "k\x1b[A"


def told(messages: Iterable[Message]) -> list[str]:
    """Keys by their names, pastes by their text."""
    return [
        message.key if isinstance(message, events.Key) else f"pasted {message.text}"
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


def read(pieces: Iterable[str]) -> list[str]:
    parser = KeyParser()
    return [each for piece in pieces for each in told(parser.feed(piece))]


WIRE = f"{BEFORE}\x1b[200~{HOSTILE}\x1b[201~{AFTER}\x1b[200~two\x1b[201~"
READ = ["j", "down", "pasted " + HOSTILE.replace("\x1b", "␛"), "k", "up", "pasted two"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64, len(WIRE)])
def test_escapes_within_a_paste_are_letters(size: int) -> None:
    assert read(WIRE[start : start + size] for start in range(0, len(WIRE), size)) == READ


def test_escape_pressed_alone_is_still_a_key() -> None:
    parser = KeyParser()
    assert told(parser.feed("\x1b")) == []
    assert told(parser.feed("")) == ["escape"]


@pytest.mark.parametrize("key", ["\x1b", "\x03"])
def test_a_paste_whose_end_was_lost_is_left_by_a_key(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(["\x1b[200~abc", key, "k"]) == [], "while more may come all of it is text"
    monkeypatch.setattr(pasting, "_PAUSE", -1.0)
    assert read(["\x1b[200~abc", key, "k"]) == ["pasted abc", "k"]
