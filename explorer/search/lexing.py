"""A query cut into its marks, words and fields, with nothing yet said of what they mean together.

Everything here takes whatever was typed or pasted: what is no mark of the language is a word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from explorer.search.fields import FIELDS
from explorer.text.fold import straighten

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

Shape = Literal["word", "phrase", "field", "near", "or", "not", "open", "close"]

LIST_FIELDS = frozenset(name for name, spec in FIELDS.items() if spec.sort in ("name", "choice"))
"""Fields that take several values, parted by commas; in a number a comma parts thousands."""

_ESCAPED = "\0"
_SPACES = re.compile(r"\s+")
_RUN = re.compile(r'[^\s()"]+')
_FIELD = re.compile(r"([A-Za-z_]{2,24}):(?!//)")
_NEAR = re.compile(r"near/(\d{0,3})", re.IGNORECASE)
_BARE, _BARE_IN_LIST = re.compile(r'[^\s()"]+'), re.compile(r'[^\s()",]+')
_COMPARING = re.compile(r"(?:[<>]=?|=[<>]|[≤≥])$")
_SCALE = re.compile(r"\s+(?=(?:thousand|million|billion|trillion|percent|%|bn|mn|tn)(?![^\s()\"]))", re.IGNORECASE)
_FIGURE = re.compile(r"\s*(?=[\d$€£¥.+-])")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field; `is_open` where it ends the query and may go on."""

    text: str
    is_open: bool = False
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """`start`..`end` are code points of the query as it was typed, end exclusive.

    `text` is the word, what stands between quotation marks, the name of a field, or the number after `near/`.
    """

    shape: Shape
    start: int
    end: int
    text: str = ""
    is_open: bool = False
    """Whether it ends the query, so that it may still be being typed; a phrase: whether its end mark is missing."""
    values: tuple[Value, ...] = ()
    is_glued: bool = False
    """Whether it follows the one before without a space."""


class Lexer:
    """Reads one query from left to right; `problems` are sentences on what it could not read as it stands."""

    def __init__(self, text: str, *, is_finished: bool) -> None:
        """A query that `is_finished` is no longer being typed: a quotation mark without its counterpart is a mistake.

        What stands behind a backslash is a letter like any other, which `_marks` shows as `_ESCAPED`.
        """
        plain = straighten(text).replace(_ESCAPED, " ")
        letters: list[str] = []
        origins: list[int] = []
        marks: list[str] = []
        at = 0
        while at < len(plain):
            is_escape = plain[at] == "\\" and at + 1 < len(plain) and not plain[at + 1].isspace()
            at += is_escape
            letters.append(plain[at])
            origins.append(at - is_escape)
            marks.append(_ESCAPED if is_escape else plain[at])
            at += 1
        self._letters, self._marks = "".join(letters), "".join(marks)
        self._origins = [*origins, len(plain)]
        self._is_finished = is_finished
        self.problems: list[str] = []

    def tokens(self) -> list[Token]:
        """Every token in order."""
        found: list[Token] = []
        at = 0
        while at < len(self._marks):
            token, end = self._token(at)
            if token:
                found.append(token)
            at = end
        return found

    def _token(self, at: int) -> tuple[Token | None, int]:
        """What begins at `at`, None for what is nothing, and where it ends."""
        if space := _SPACES.match(self._marks, at):
            return None, space.end()
        before, char, after = self._marks[at - 1 : at], self._marks[at], self._marks[at + 1 : at + 2]
        if char in "()":
            return self._made("open" if char == "(" else "close", at, at + 1), at + 1
        if char == '"':
            return self._phrase(at)
        if char == "-" and (not before or before in " (\t\n") and (after.isalpha() or after in '"(' + _ESCAPED):
            return (self._made("not", at, at + 1), at + 1) if after else (None, at + 1)
        run = _RUN.match(self._marks, at)
        end = run.end() if run else at + 1
        if self._marks[at:end] == "OR":
            return self._made("or", at, end, "OR"), end
        if near := _NEAR.fullmatch(self._marks, at, end):
            return self._made("near", at, end, near[1]), end
        if named := _FIELD.match(self._marks, at, end):
            return self._field(at, named)
        return self._made("word", at, end, self._letters[at:end]), end

    def _made(self, shape: Shape, start: int, end: int, text: str = "", values: tuple[Value, ...] = ()) -> Token:
        is_glued = start > 0 and not self._marks[start - 1].isspace()
        is_open = end == len(self._marks)
        return Token(shape, self._origins[start], self._origins[end], text, is_open, values, is_glued)

    def _phrase(self, at: int) -> tuple[Token | None, int]:
        """What stands between two quotation marks, or behind the only one; a mark of inches is nothing."""
        end = self._marks.find('"', at + 1)
        before = self._marks[at - 1 : at]
        if before.isdigit() or (end < 0 and before.isalpha()):
            return None, at + 1
        if end < 0 and self._is_finished:
            self.problems.append("A quotation mark is never closed, so what follows it was read as plain words.")
            return None, at + 1
        last = len(self._marks) if end < 0 else end
        token = self._made("phrase", at, min(last + 1, len(self._marks)), self._letters[at + 1 : last])
        return replace(token, is_open=end < 0), min(last + 1, len(self._marks))

    def _field(self, at: int, named: re.Match[str]) -> tuple[Token, int]:
        name, end = named[1].lower(), named.end()
        values: list[Value] = []
        if name in LIST_FIELDS:
            while True:
                value, end = self._value(end, _BARE_IN_LIST)
                if value:
                    values.append(value)
                if self._marks[end : end + 1] != "," or not value:
                    break
                end += 1
        else:
            value, end = self._value(end, _BARE)
            while value:
                space = _FIGURE.match(self._marks, end) if _COMPARING.fullmatch(value.text) else None
                if name == "number" and value.text[-1:].isdigit():
                    space = _SCALE.match(self._marks, end)
                more, further = self._value(space.end() if space else end, _BARE)
                if more is None:
                    values.append(value)
                    break
                glue = " " if space and value.text[-1:].isdigit() else ""
                value, end = Value(value.text + glue + more.text, more.is_open), further  # `> 50 bn`, `"Sept 2025"..`
        return self._made("field", at, end, name, tuple(values)), end

    def _value(self, at: int, bare: re.Pattern[str]) -> tuple[Value | None, int]:
        """One value, between quotation marks or up to the next space."""
        if self._marks[at : at + 1] == '"':
            end = self._marks.find('"', at + 1)
            if end < 0 and self._is_finished:
                self.problems.append("A quotation mark is never closed, so the value behind it ends with the query.")
            last = len(self._marks) if end < 0 else end
            text = self._letters[at + 1 : last]
            return Value(text, end < 0, is_quoted=True), min(last + 1, len(self._marks))
        run = bare.match(self._marks, at)
        if run is None:
            return None, at
        return Value(self._letters[at : run.end()], run.end() == len(self._marks)), run.end()
