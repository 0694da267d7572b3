"""What a terminal sends, read as keys; what was pasted stays text, whatever it holds.

Textual's reader takes an escape sequence within a paste for keys pressed one by one (measured on textual 8.2.8): a text
copied from a page that means ill would mark, note and quit.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.message import Message

_WAYS_OUT = ("\x1b", "\x03")
"""Esc and Ctrl+C, pressed alone: they end a paste whose end was lost, as on a line that broke off."""
_PAUSE = 1.0  # seconds in which nothing more of it came

_ESCAPE, _ITS_PICTURE = "\x1b", "\u241b"


class KeyParser(XTermParser):
    """Textual's parser, which gets no escape from within a paste.

    A terminal of today lets no end of a paste through that the pasted text itself holds, so the first one ends it.
    """

    _fed_at = 0.0
    _is_pasting = False
    _held = ""
    """The end of what was pasted so far, where it may be the beginning of the sequence that ends a paste."""
    _passed = ""
    """The last letters that were handed on: the sequence that begins a paste may come in two reads."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what was read; an empty text says that nothing more will come."""
        if not data:
            return super().feed(data)
        if self._is_pasting and data in _WAYS_OUT and monotonic() - self._fed_at > _PAUSE:
            data = END
        self._fed_at = monotonic()
        harmless = "".join(self._parts(data))
        return super().feed(harmless) if harmless else ()

    def _parts(self, data: str) -> Iterable[str]:
        rest = data
        while rest:
            if self._is_pasting:
                text, end, rest = (self._held + rest).partition(END)
                held = 0 if end else _common(text, END)
                self._held, self._is_pasting = text[len(text) - held :], not end
                yield text[: len(text) - held].replace(_ESCAPE, _ITS_PICTURE) + end
            else:
                before, start, after = (self._passed + rest).partition(START)
                yield (before + start)[len(self._passed) :]
                self._is_pasting, rest = bool(start), after
                self._passed = "" if start else before[1 - len(START) :]


def _common(text: str, sequence: str) -> int:
    """How many letters at the end of the text are the beginning of the sequence."""
    return next((size for size in range(len(sequence) - 1, 0, -1) if text.endswith(sequence[:size])), 0)
