"""The tokens of a query put in order, so that whoever reads them meets no bracket without its partner.

What people write that is not the language (AND, a headline in capitals, "per cent") is made what they mean by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explorer.search.lexing import Token
from explorer.search.sequences import sequence
from explorer.search.words import SHARE, SHARE_SIGN

_DEEPEST = 16
"""Groups inside groups; nobody types more, and what is pasted may hold thousands."""

_SHOUTED = 4
"""So many words, all in capitals, are a headline, in which OR is a word like the others."""

_OPERANDS = ("word", "phrase")
_BEGINS, _ENDS = (*_OPERANDS, "field", "not", "open"), (*_OPERANDS, "field", "close")


class Tidy:
    """The tokens of a query with every bracket in a pair and every OR and near/ between two things."""

    def __init__(self, tokens: list[Token], *, is_finished: bool) -> None:
        self.problems: list[str] = []
        """What had to be put in order, a sentence each."""
        self._is_finished = is_finished
        kept = [token for token in tokens if token.shape != "word" or sequence(token.text) or token.text == SHARE_SIGN]
        kept = self._pair(kept)
        if _is_shouted(kept):
            kept = [_as_word(token) if token.shape == "or" else token for token in kept]
        else:
            kept = _usual(_with_shares(kept), is_finished=is_finished)
        self.tokens = self._joined(kept)
        """The tokens in order."""

    def _pair(self, tokens: list[Token]) -> list[Token]:
        """Brackets in pairs, not too deep, around something; a closing one too many is nothing."""
        opened: list[int] = []
        partner: dict[int, int] = {}
        for place, token in enumerate(tokens):
            if token.shape == "open":
                opened.append(place)
            elif token.shape == "close" and opened:
                first = opened.pop()
                if len(opened) < _DEEPEST:
                    partner[first], partner[place] = place, first
        if opened and self._is_finished:
            self.problems.append("A bracket is never closed, so it was left out.")
        closing = [] if self._is_finished else opened[:_DEEPEST]
        kept = [
            token
            for place, token in enumerate(tokens)
            if token.shape not in ("open", "close") or place in partner or place in closing
        ]
        if not kept:
            return kept
        end = kept[-1].end
        return self._filled([*kept, *(Token("close", end, end) for _ in closing)])

    def _filled(self, tokens: list[Token]) -> list[Token]:
        """The same without groups that hold nothing."""
        kept: list[Token] = []
        for token in tokens:
            if token.shape == "close" and kept and kept[-1].shape == "open":
                empty = kept.pop()
                if token.end > token.start and not empty.is_glued:
                    self.problems.append("A pair of brackets holds nothing, so it was left out.")
                kept = kept[:-1] if kept and kept[-1].shape in ("not",) else kept
            elif token.shape != "not" or not kept or kept[-1].shape != "not":  # left-out brackets stood between two
                kept.append(token)
        return kept

    def _joined(self, tokens: list[Token]) -> list[Token]:
        """The same with an OR or a near/ that stands wrong as a word; one at the end may still get its right side."""
        kept: list[Token] = []
        for place, token in enumerate(tokens):
            after = next((other for other in tokens[place + 1 :] if other.end > other.start), None)
            if token.shape == "or":
                is_right = after is not None and after.shape in _BEGINS
                is_left = bool(kept) and kept[-1].shape in _ENDS and not _ends_in_comma(kept[-1])
                if is_left and not is_right and after is None and not self._is_finished:
                    continue
                if not (is_left and is_right):
                    if not (kept and _ends_in_comma(kept[-1])):
                        self.problems.append("OR does not stand between two things here, so it was read as a word.")
                    token = _as_word(token)
            elif token.shape == "near":
                is_left = bool(kept) and kept[-1].shape in _OPERANDS
                if is_left and after is None and not self._is_finished:
                    continue
                if not (is_left and token.text and after is not None and after.shape in _OPERANDS):
                    self.problems.append(
                        "near/ needs a number, and a word or a phrase on either side (nvidia near/5 ban), "
                        "so it was read as plain words."
                    )
                    token = Token("word", token.start, token.end, f"near {token.text}")
            elif token.shape == "not" and (after is None or after.shape not in _BEGINS):
                continue
            kept.append(token)
        return kept


def _usual(tokens: list[Token], *, is_finished: bool) -> list[Token]:
    """The same without AND between two things, and with NOT before one as a minus, as other programs write them."""
    kept: list[Token] = []
    is_loud = "".join(token.text for token in tokens if token.shape == "word").isupper()  # DO NOT ENTER
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        is_waiting = after is None and not is_finished
        if kept and kept[-1].shape in _ENDS and _says(token, "AND"):
            if is_waiting or (after and after.shape in _BEGINS):
                continue
        elif _says(token, "NOT") and not is_loud:
            if is_waiting and place:
                continue
            if after and after.shape in (*_OPERANDS, "field", "open") and not _says(after, "NOT"):
                token = Token("not", token.start, token.end)
        kept.append(token)
    return kept


def _with_shares(tokens: list[Token]) -> list[Token]:
    """The same with "per cent", and "%" or "pct" behind a figure, as the one word under which the index knows it."""
    kept: list[Token] = []
    for token in tokens:
        before = kept[-1] if kept else None
        if before and before.shape == token.shape == "word":
            if (before.text + token.text).lower() == "percent":
                token = Token("word", kept.pop().start, token.end, SHARE, token.is_open)
            elif token.text.lower() in (SHARE_SIGN, "pct") and before.text[-1:].isdigit():
                token = replace(token, text=SHARE)
        if token.text != SHARE_SIGN:
            kept.append(token)
    return kept


def _says(token: Token, word: str) -> bool:
    """Whether a token is this word without a backslash, which would make it longer."""
    return token.shape == "word" and token.text == word and token.end - token.start == len(word)


def _is_shouted(tokens: Iterable[Token]) -> bool:
    words = [token.text for token in tokens if token.shape == "word"]
    return len(words) >= _SHOUTED and "".join(words).isupper()


def _ends_in_comma(token: Token) -> bool:
    """As before the name of a state: "Portland, OR"."""
    return token.shape == "word" and token.text.endswith(",")


def _as_word(token: Token) -> Token:
    return Token("word", token.start, token.end, token.text, token.is_open)
