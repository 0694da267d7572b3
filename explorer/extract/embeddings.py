"""What the pipeline's two networks make of each word by itself, remembered from article to article.

The network of parser and tagger and that of the names both turn every word into a row of numbers first, by its spelling
and not by its neighbours; only then do they look at what stands around it. The first step takes two fifths of their
time, and most words of an article stood in one before. So it is asked about new words alone. A row is the product of
that word's features with the network's weights: the same to the last bit, whatever words are worked out beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import Model

NETWORKS = ("tok2vec", "ner")
"""The pipes with a network of their own; tagger and parser share the first one's."""
_MOST = 20_000
"""Words that are remembered before all are forgotten: 8 MB a network, the words of a few hundred articles."""
_OF_THE_PLACE = ("NORM", "SPACY")
"""What a network may ask about a word that its spelling does not decide: "'s" may be "is", a space may follow."""

_Key = tuple[int, ...]
_Rows = NDArray[np.float32]
_Embed = Model[list[Doc], list[_Rows]]


def remember_words(nlp: Language) -> None:
    """Have the networks of a pipeline remember the words they meet; what they predict stays the same."""
    for name in NETWORKS:
        network = nlp.get_pipe(name).model  # type: ignore[attr-defined] # spaCy's type of a pipe is any callable
        embed = next(node for node in network.walk() if node.has_ref("embed")).get_ref("embed")
        network.replace_node(embed, Model("remembered_words", _Memory(embed)))


class _Memory:
    """The first step of one network: what it is for text, with what it was for each word."""

    def __init__(self, embed: _Embed) -> None:
        self._embed = embed
        features = next(node for node in embed.walk() if node.name == "extract_features")
        self._asked: list[int | str] = ["ORTH", *(name for name in _OF_THE_PLACE if name in features.attrs["columns"])]
        self._places: dict[_Key, int] = {}
        self._rows: _Rows = np.empty((_MOST, embed.get_dim("nO")), dtype=np.float32)

    def __call__(
        self,
        _model: _Embed,
        docs: list[Doc],
        is_train: bool,  # noqa: ARG002 - thinc passes it by name
    ) -> tuple[list[_Rows], Callable[[object], list[Doc]]]:
        """The rows of each text, as a forward pass of the network; it is never trained."""
        keys = [list(map(tuple, doc.to_array(self._asked).tolist())) for doc in docs]
        if not self._places.keys() >= set(chain.from_iterable(keys)):
            self._learn(docs, keys)
        return [self._rows[[self._places[key] for key in text]] for text in keys], lambda _: []

    def _learn(self, docs: Iterable[Doc], keys: Sequence[Sequence[_Key]]) -> None:
        new = self._new(docs, keys)
        if len(self._places) + len(new) > len(self._rows):
            self._places.clear()
            new = self._new(docs, keys)
            if len(new) > len(self._rows):
                self._rows = np.empty((len(new), self._rows.shape[1]), dtype=np.float32)
        first = len(self._places)
        self._rows[first : first + len(new)] = self._embed.predict([_text_of(list(new.values()))])[0]
        self._places.update(zip(new, range(first, first + len(new)), strict=True))

    def _new(self, docs: Iterable[Doc], keys: Iterable[Sequence[_Key]]) -> dict[_Key, Token]:
        """The words that are not known yet, each once."""
        return {
            key: doc[i]
            for doc, text in zip(docs, keys, strict=True)
            for i, key in enumerate(text)
            if key not in self._places
        }


def _text_of(words: Sequence[Token]) -> Doc:
    """A text of nothing but these words, with all that a network asks about them."""
    text = Doc(words[0].vocab, [word.text for word in words], [bool(word.whitespace_) for word in words])
    for token, word in zip(text, words, strict=True):
        token.norm_ = word.norm_
    return text
