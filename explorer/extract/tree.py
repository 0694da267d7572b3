"""A parse as plain Python objects, with the names of spaCy's.

A `Token` of spaCy's is a view: each question looks a string up by its number, each list of children is searched for
anew. The rules ask some thousand questions a sentence, and spent more time on asking than on thinking. So a parse is
read once, column by column, into objects that hold their answers, and spaCy's own, with its tensors, can be let go.
Where an attribute is not explained here, it is what spaCy documents under the same name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

from explorer.extract.reduced import mend

if TYPE_CHECKING:  # whoever only resolves what was read needs no parser
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken

_COLUMNS: list[int | str] = ["ORTH", "IDX", "HEAD", "DEP", "TAG", "POS", "LEMMA", "ENT_TYPE", "ENT_IOB", "SENT_START"]
_WRAP = 1 << 63
"""Numbers from here on stand for negative ones: columns come without a sign."""
_IOB = ("", "I", "O", "B")
_MOST = 100_000
"""Words and lemmas that are remembered before all are forgotten: some 30 MB, the words of a few thousand articles."""


class Token:
    """One word of a parse; two are equal only where they are one."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_lower", "is_oov",
        "is_punct", "is_sent_start", "is_space", "left_edge", "lemma_", "like_num", "lower_", "pos_", "right_edge",
        "sent", "size", "tag_", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc, i: int, idx: int, form: _Form) -> None:
        self.doc, self.i, self.idx = doc, i, idx
        (
            self.text, self.lower_, self.is_space, self.is_punct,
            self.is_alpha, self.is_lower, self.like_num, self.is_oov,
        ) = form  # fmt: skip
        self.lemma_: str
        self.dep_: str
        self.tag_: str
        self.pos_: str
        self.ent_type_: str
        self.ent_iob_: str
        self.is_sent_start: bool
        self.sent: Span
        self.head: Token = self
        self.children: Sequence[Token] = ()
        self.left_edge: Token = self
        self.right_edge: Token = self
        self.size = 1
        """How many words stand under this one, itself included."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> list[Token]:
        """The words under this one and itself, in the order of the text."""
        words = self.doc[self.left_edge.i : self.right_edge.i + 1]
        if len(words) == self.size:
            return words
        inside = self.reach()
        return [word for word in words if word.i in inside]

    def reach(self) -> set[int]:
        """Positions of all words under this one, itself included."""
        first, last = self.left_edge.i, self.right_edge.i
        if last - first + 1 == self.size:
            return set(range(first, last + 1))
        found: set[int] = set()
        open_words = [self]
        while open_words:
            word = open_words.pop()
            found.add(word.i)
            open_words += word.children
        return found

    def nbor(self, by: int = 1) -> Token:
        """The word `by` places on; raises IndexError beyond the last."""
        return self.doc[self.i + by]


class Span:
    """Words `start`..`end` (exclusive) of a parse."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """Where it begins in the parsed text, in code points."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends there, exclusive."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they are printed."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The first word that depends on none; only sentences are sure to have one."""
        return next(word for word in self if word.head is word)


class Doc(list[Token]):
    """All words of one parse; a slice of them is a plain list, and `span` is what spaCy's slices are."""

    __slots__ = ("sents", "text")

    def __init__(self, parsed: SpacyDoc) -> None:
        """Read a parse of spaCy's that is complete; it is not kept."""
        super().__init__()
        self.text: str = parsed.text
        heads: list[int] = []
        name, starts = _names(parsed.vocab.strings), list[int]()
        for i, row in enumerate(parsed.to_array(_COLUMNS).tolist()):
            orth, idx, head, dep, tag, pos, lemma, kind, iob, begins = row
            token = Token(self, i, idx, _FORMS.get(orth) or _form(orth, parsed[i]))
            token.dep_, token.tag_, token.pos_, token.lemma_ = name[dep], name[tag], name[pos], name[lemma]
            token.ent_type_, token.ent_iob_ = name[kind], _IOB[iob]
            token.is_sent_start = begins == 1
            self.append(token)
            heads.append(i + (head if head < _WRAP else head - 2 * _WRAP))
            if begins == 1 or not i:
                starts.append(i)
        mend(self, heads)
        self._hang(heads)
        self.sents = [Span(self, *pair) for pair in pairwise([*starts, len(heads)])]
        for sentence in self.sents:
            for word in sentence:
                word.sent = sentence

    def _hang(self, heads: list[int]) -> None:
        """Set what tells of the tree: head, children, edges, size."""
        order: list[Token] = []
        below: dict[int, list[Token]] = {}
        for word, at in zip(self, heads, strict=True):
            if at == word.i:
                order.append(word)
            else:
                word.head = self[at]
                below.setdefault(at, []).append(word)
        for at, children in below.items():
            self[at].children = children
        for word in order:  # it grows: heads stand in front of what hangs on them
            order += word.children
        for word in reversed(order):
            head = word.head
            if head is not word:
                head.size += word.size
                if word.left_edge.i < head.left_edge.i:
                    head.left_edge = word.left_edge
                if word.right_edge.i > head.right_edge.i:
                    head.right_edge = word.right_edge

    def span(self, start: int, end: int) -> Span:
        """The words `start`..`end` (exclusive)."""
        return Span(self, start, end)

    def char_span(self, start: int, end: int) -> Span | None:
        """The words that fill a stretch of the text exactly, if any do."""
        first = bisect_left(self, start, key=lambda word: word.idx)
        last = bisect_left(self, end, key=lambda word: word.idx)
        span = Span(self, first, last)
        return span if first < last and (span.start_char, span.end_char) == (start, end) else None


class _Form(NamedTuple):
    """What is true of a spelling wherever it stands."""

    text: str
    lower: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_lower: bool
    like_num: bool
    is_oov: bool


_FORMS: dict[int, _Form] = {}
"""By spaCy's number of the spelling: most words of an article stood in one before."""


def _form(orth: int, word: SpacyToken) -> _Form:
    if len(_FORMS) >= _MOST:
        _FORMS.clear()
    form = _Form(
        word.text, word.lower_, word.is_space, word.is_punct, word.is_alpha, word.is_lower, word.like_num, word.is_oov
    )
    _FORMS[orth] = form
    return form


class _Names(dict[int, str]):
    """Labels and lemmas by spaCy's numbers, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, number: int) -> str:
        found = self[number] = self._strings[number]
        return found


@lru_cache(maxsize=1)
def _known(strings: StringStore) -> _Names:
    return _Names(strings)


def _names(strings: StringStore) -> _Names:
    known = _known(strings)
    if len(known) >= _MOST:
        known.clear()
        known[0] = ""
    return known
