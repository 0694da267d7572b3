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
from explorer.search.tidying import Tidy
from explorer.search.words import LONGEST_QUERY, SHARE, query_words
from explorer.text.phrases import listed, several, shortened

MOST_PROBLEMS = 3
"""Sentences on one query: who has made more mistakes than these begins with them."""

_SHOWN = 40


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
    tidy = Tidy(lexer.tokens(), is_finished=is_finished)
    reader = _Reader(text, kind, tidy.tokens, is_finished=is_finished)
    node = reader.read()
    problems += lexer.problems + tidy.problems + reader.problems
    return Query(text, node, tuple(dict.fromkeys(problems))[:MOST_PROBLEMS])


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
            lists = listed(map(several, lists_with(spec, found[0])))
            self.problems.append(f"{spec.name}:{found[0]} is asked of {lists}, so no {several(self._kind)} are found.")
        return _any_of([Field(spec.name, choice) for choice in found])

    def _refuse(self, spec: FieldSpec, value: Value, options: list[str]) -> None:
        also = spec.values_also
        near = difflib.get_close_matches(value.text.lower(), [*options, *also], 1, 0.6)
        hint = f"its values: {_values(spec)}"
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


def _values(spec: FieldSpec) -> str:
    """The values of a choice for every list, so that all lists say the same of a wrong one."""
    lists: dict[tuple[str, ...], list[SearchKind]] = {}
    for kind, choices in spec.choices.items():
        lists.setdefault(choices, []).append(kind)
    if len(lists) == 1:
        return ", ".join(*lists)
    return "; ".join(f"of {listed(map(several, kinds))} {', '.join(each)}" for each, kinds in lists.items())


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
