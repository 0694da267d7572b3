"""From what is typed to the tree of a query. Never raises: what cannot be read as the language is read as plain words.

    query    = part+                      every part must match
    part     = unit ("OR" unit)*          OR stands between its two neighbours: `a b OR c` is a, and b or c
    unit     = ("-" | "NOT") unit | "(" query ")" | field | operand ("near/5" operand)*
    operand  = word | word "*" | '"' words '"'

A query is read while it is being typed, so its end is taken as unfinished: a phrase goes on, a field waits for its
value, a bracket is closed. Only of a query that is finished these are mistakes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from explorer.lists import SearchKind
from explorer.search.fields import FIELDS, FieldSpec, choices_in, lists_with
from explorer.search.lexing import Lexer, Token, Value
from explorer.search.query import All, Any, Field, Near, Node, Not, Phrase, Prefix, Query, Range, Word
from explorer.search.ranges import finished_part, read_range
from explorer.search.sequences import asked_sequence, sequence
from explorer.search.words import LONGEST_QUERY, SHARE, SHARE_SIGN, query_words
from explorer.text.phrases import listed, plural, shortened

MOST_PROBLEMS = 3
"""Sentences on one query: who has made more mistakes than these begins with them."""

_DEEPEST = 16
"""Groups inside groups; nobody types more, and what is pasted may hold thousands."""

_SHOUTED = 4
"""So many words, all in capitals, are a headline, in which OR is a word like the others."""

_SHOWN = 40
_OPERANDS = ("word", "phrase")
_BEGINS, _ENDS = (*_OPERANDS, "field", "not", "open"), (*_OPERANDS, "field", "close")


def parse(text: str, kind: SearchKind, *, is_finished: bool = False) -> Query:
    """Read a query for one list. `is_finished` tells that nobody is typing it any more."""
    query = _parse(text[: LONGEST_QUERY + 1], kind, is_finished)  # all that is remembered of a pasted book
    return query if query.text == text else replace(query, text=text)


@lru_cache(maxsize=256)
def _parse(text: str, kind: SearchKind, is_finished: bool) -> Query:
    problems: list[str] = []
    head = text
    if len(text) > LONGEST_QUERY:
        problems.append(f"Only the first {LONGEST_QUERY:,} characters of the query were read.")
        head = text[:LONGEST_QUERY]
        head = head[: -len(head.split()[-1])] if " " in head.strip() else head  # not half of a word
    lexer = Lexer(head, is_finished=is_finished)
    tidy = _Tidy(lexer.tokens(), is_finished=is_finished)
    reader = _Reader(text, kind, tidy.tokens, is_finished=is_finished)
    node = reader.read()
    problems += lexer.problems + tidy.problems + reader.problems
    return Query(text, node, tuple(dict.fromkeys(problems))[:MOST_PROBLEMS])


class _Tidy:
    """The tokens of a query with every bracket in a pair and every OR and near/ between two things."""

    def __init__(self, tokens: list[Token], *, is_finished: bool) -> None:
        self.problems: list[str] = []
        self._is_finished = is_finished
        kept = [token for token in tokens if token.shape != "word" or sequence(token.text) or token.text == SHARE_SIGN]
        kept = self._pair(kept)
        if _is_shouted(kept):
            kept = [_as_word(token) if token.shape == "or" else token for token in kept]
        else:
            kept = _usual(_with_shares(kept), is_finished=is_finished)
        self.tokens = self._joined(kept)

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


class _Reader:
    """Reads tidy tokens from left to right."""

    def __init__(self, text: str, kind: SearchKind, tokens: list[Token], *, is_finished: bool) -> None:
        self.problems: list[str] = []
        self._text = text
        self._kind: SearchKind = kind
        self._tokens = tokens
        self._is_finished = is_finished
        self._at = 0

    def read(self) -> Node | None:
        """The whole query."""
        return self._all()

    def _shape(self) -> str:
        return self._tokens[self._at].shape if self._at < len(self._tokens) else "end"

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _all(self) -> Node | None:
        nodes: list[Node | None] = []
        while self._shape() not in ("end", "close"):
            nodes.append(self._any())
        return _all_of(nodes)

    def _any(self) -> Node | None:
        nodes = [self._unit()]
        while self._shape() == "or":
            self._next()
            nodes.append(self._unit())
        return _any_of(nodes)

    def _unit(self) -> Node | None:
        if self._shape() in ("end", "close"):
            return None
        token = self._next()
        match token.shape:
            case "not":
                return self._not()
            case "open":
                node = self._all()
                self._at += 1
                return node
            case "field":
                return self._field(token)
            case _:
                return self._operands(token)

    def _not(self) -> Node | None:
        """What is excluded is excluded as it is written: the words of `-well-known` only where they stand together."""
        word = self._tokens[self._at].text if self._shape() == "word" else ""
        node = self._unit()
        if isinstance(node, All) and len(words := asked_sequence(word)) > 1:
            node = Phrase(words)
        return Not(node) if node else None

    def _operands(self, token: Token) -> Node | None:
        """A word or a phrase, or several with near/ between them."""
        if self._shape() != "near":
            return self._word(token) if token.shape == "word" else self._phrase(token)
        nodes: list[Node | None] = []
        while self._shape() == "near":
            distance, right = int(self._next().text), self._next()
            sides = asked_sequence(token.text), asked_sequence(right.text)
            is_open = right.is_open and right.text[-1:].isalnum() and sides[1][-1:] != (SHARE,)
            nodes.append(Near(*sides, distance, is_open) if all(sides) else None)
            token = right
        return _all_of(nodes)

    def _word(self, token: Token) -> Node | None:
        if token.text.endswith("*") and not token.text.endswith("**"):
            words = sequence(token.text)
            return Prefix(words[0]) if len(words) == 1 else Phrase(words, is_open=True)
        found, is_open = query_words(token.text)
        last = len(found) - 1
        return _all_of([Word(word, is_open and token.is_open and at == last) for at, word in enumerate(found)])

    def _phrase(self, token: Token) -> Node | None:
        words = asked_sequence(token.text)
        if not words:
            if not token.is_open:
                self.problems.append("There is no word between two quotation marks, so they were left out.")
            return None
        is_open = token.text.endswith("*") or (token.is_open and token.text[-1].isalnum() and words[-1] != SHARE)
        return Phrase(words, is_open)

    # -- fields ----------------------------------------------------------------------------------------------------

    def _field(self, token: Token) -> Node | None:
        spec = FIELDS.get(token.text)
        typed = self._text[token.start : token.end]
        is_meant = typed.startswith(token.text)  # who writes "Source:" in capitals may be quoting
        if spec is None:
            return self._unknown(token, is_meant=is_meant)
        if not any(value.text.strip() for value in token.values):
            if any(other.end > other.start for other in self._tokens[self._at :]):
                if is_meant:
                    self._tell(f"{token.text}: has no value right behind it (write {spec.example})")
                return self._as_words(token)
            if self._is_finished:
                self.problems.append(f"{token.text}: has no value, so it was left out (write {spec.example}).")
            return None
        read = self._range if spec.sort in ("number", "date") else self._called
        return _any_of([read(spec, value, token) for value in token.values if value.text.strip()])

    def _called(self, spec: FieldSpec, value: Value, token: Token) -> Node | None:
        """A value that is a name or one of a few choices; of these the whole names, however they were typed."""
        is_open = value.is_open and not self._is_finished
        if spec.sort == "name":
            words = sequence(value.text)
            return Field(spec.name, " ".join(words), is_open) if words else None
        found = matching_choices(choices_in(spec, self._kind), value.text, is_open=is_open)
        if not found:
            others = list(dict.fromkeys(choice for choices in spec.choices.values() for choice in choices))
            found = matching_choices(others, value.text, is_open=is_open)
            if not found:
                self._refuse(spec, value, others)
                return self._as_words(token)
            lists = listed(plural(0, kind).removeprefix("0 ") for kind in lists_with(spec, found[0]))
            kind = plural(0, self._kind).removeprefix("0 ")
            self.problems.append(f"{spec.name}:{found[0]} is asked of {lists}, so no {kind} are found.")
        return _any_of([Field(spec.name, choice) for choice in found])

    def _refuse(self, spec: FieldSpec, value: Value, options: list[str]) -> None:
        also = spec.values_also
        near = difflib.get_close_matches(value.text.lower(), [*options, *also], 1, 0.6)
        hint = f"its values: {', '.join(choices_in(spec, self._kind))}"
        if near:
            hint = f"did you mean {also.get(near[0], near[0])}? {hint}"
        self._tell(f"{spec.name}: has no value “{_shown(value.text)}” ({hint})")

    def _range(self, spec: FieldSpec, value: Value, token: Token) -> Node | None:
        """A number, a date, or a range of them; one that is still being typed counts as far as it can be read."""
        is_date = spec.sort == "date"
        text = value.text
        if value.is_open and not self._is_finished:
            text = finished_part(text, is_date=is_date)
            if not text:
                return None
        bounds = read_range(text, is_date=is_date)
        if bounds is None or (bounds.unit and spec.name != "number"):
            what = "date or range of dates" if is_date else "number or range of numbers"
            shown = _shown(value.text)
            self._tell(f"“{shown}” behind {spec.name}: is no {what} (write {spec.example})")
            return self._as_words(token)
        return Range(spec.name, *bounds)

    def _unknown(self, token: Token, *, is_meant: bool) -> Node | None:
        """A field that there is not: most likely a mistake, but it may be the colon of a headline or of an address."""
        near = nearest_field(token.text)
        typed = self._text[token.start : token.end].partition(":")[0]
        if near and token.values:
            self._tell(f"There is no field “{typed}” (did you mean {near}:?)")
        elif is_meant and token.values:
            self._tell(f"There is no field “{typed}” (there are {', '.join(FIELDS)})")
        return self._as_words(token)

    def _tell(self, what: str) -> None:
        self.problems.append(f"{what}, so it was read as plain words.")

    def _as_words(self, token: Token) -> Node | None:
        text = " ".join((token.text, *(value.text for value in token.values)))
        return self._word(Token("word", token.start, token.end, text.replace("*", " "), token.is_open))


def nearest_field(name: str) -> str | None:
    """The field whose name, or a word for it, is the most like `name`; None where none is."""
    called = {word: spec.name for spec in FIELDS.values() for word in (*spec.also, spec.name)}
    near = difflib.get_close_matches(name.lower(), called, 1, 0.75)
    return called[near[0]] if near else None


def matching_choices(options: Iterable[str], value: str, *, is_open: bool) -> list[str]:
    """Those of the values of a choice that hold the words of `value`, or begin so while it is open."""
    words = sequence(value)
    wanted = " " + " ".join(words) + ("" if is_open else " ")
    found = [option for option in options if wanted in f" {' '.join(sequence(option))} "]
    return [option for option in found if sequence(option) == words] or found


def _shown(text: str) -> str:
    """What was typed, as it stands in a sentence."""
    return shortened(" ".join(text.split()), _SHOWN)


def _all_of(nodes: Iterable[Node | None]) -> Node | None:
    """Every node that there is, in one; groups that say the same as their surroundings are dissolved."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, All) else [node] if node else []
    distinct = tuple(dict.fromkeys(flat))
    return All(distinct) if len(distinct) > 1 else distinct[0] if distinct else None


def _any_of(nodes: Iterable[Node | None]) -> Node | None:
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, Any) else [node] if node else []
    distinct = tuple(dict.fromkeys(flat))
    return Any(distinct) if len(distinct) > 1 else distinct[0] if distinct else None
