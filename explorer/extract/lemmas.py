"""Parts of speech and lemmas, remembered: what spaCy's last two pipes would set, in a tenth of their time.

Both look at a word, its tag and its dependency alone, but for a handful of rules over two words. They try some two
hundred rules on every word of every article, a quarter of the time that a parse takes. Here each combination is put to
them once, on its own, and the answer is kept; text in which a rule over several words holds goes to them whole.
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.tokens.morphanalysis import MorphAnalysis

PIPES = ("attribute_ruler", "lemmatizer")
"""The pipes that `Annotator` stands in for."""
_MOST = 200_000
"""Lemmas that are kept before all are forgotten: some 20 MB, the words of several thousand articles."""
_KNOWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What the rules for one word may ask about it, for its answer to be kept."""


class _Answer(NamedTuple):
    """What the rules set on one word; `lemma` is 0 where they leave it to the lemmatizer."""

    pos: int
    morph: MorphAnalysis
    lemma: int
    tag: int
    dep: int


class Annotator:
    """Sets on parsed texts what the two pipes of one pipeline set, and exactly that."""

    def __init__(self, nlp: Language) -> None:
        """Sort the rules of the pipeline by what they ask for."""
        ruler, lemmatizer = (nlp.get_pipe(name) for name in PIPES)
        assert isinstance(ruler, AttributeRuler)  # noqa: S101 # of the model's own configuration
        assert isinstance(lemmatizer, Lemmatizer)  # noqa: S101
        self._ruler, self._lemmatizer = ruler, lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])  # only asked whether a word is in it: a list of thousands of words
        self._others = Matcher(nlp.vocab)
        """Rules that look at several words, or at a word's spelling."""
        self._openings = Matcher(nlp.vocab)
        """What those ask of their first word. Few words can open one, and the matcher is slow on spellings."""
        self._opening: dict[tuple[int, int, int], bool] = {}
        self._words: set[int] = set()
        """Lower-case words that some rule asks for; for all others, the word makes no difference."""
        self._answers: dict[tuple[int, int, int, int], _Answer] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        entries = cast("list[dict[str, Any]]", ruler.patterns)
        for number, pattern in enumerate(pattern for entry in entries for pattern in entry["patterns"]):
            words = _words_of(pattern[0]) if len(pattern) == 1 else None
            if words is None:
                self._others.add(str(number), [pattern])
                self._openings.add(str(number), [pattern[:1]])
            else:
                self._words |= {nlp.vocab.strings.add(word) for word in words}

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology and lemmas of a text with tags and dependencies, in place."""
        if len(self._lemmas) > _MOST or len(self._opening) > _MOST:
            self._lemmas.clear()
            self._opening.clear()
            self._lemmatizer.cache.clear()
        rows = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE", "ORTH"]).tolist()
        special = any(self._may_open(doc, i, *row[:3]) for i, row in enumerate(rows))
        if special and self._others(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        for token, (lower, tag, dep, space, orth) in zip(doc, rows, strict=True):
            key = (lower if lower in self._words else 0, tag, dep, space)
            answer = self._answers.get(key) or self._ask(doc, token.i, key)
            token.pos, token.morph, token.lemma = answer.pos, answer.morph, answer.lemma
            if answer.tag != tag:
                token.tag = answer.tag
            if answer.dep != dep:
                token.dep = answer.dep
            if not answer.lemma:
                form = (orth, answer.pos, hash(answer.morph))
                lemma = self._lemmas.get(form)
                if lemma is None:
                    lemma = self._lemmas[form] = doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])
                token.lemma = lemma
        return doc

    def _may_open(self, doc: Doc, i: int, lower: int, tag: int, dep: int) -> bool:
        """Whether one of the other rules may begin with a word."""
        key = (lower, tag, dep)
        known = self._opening.get(key)
        if known is None:
            known = self._opening[key] = bool(self._openings(_alone(doc[i]), allow_missing=True))
        return known

    def _ask(self, doc: Doc, i: int, key: tuple[int, int, int, int]) -> _Answer:
        """What the rules set on a word that stands alone, which is what they set in any company."""
        token = self._ruler(_alone(doc[i]))[0]
        answer = _Answer(token.pos, token.morph, token.lemma, token.tag, token.dep)
        self._answers[key] = answer
        return answer


def _alone(word: Token) -> Doc:
    """A text of nothing but a word, with its tag and its dependency."""
    alone = Doc(word.vocab, words=[word.text], spaces=[False])
    alone[0].tag, alone[0].dep = word.tag, word.dep
    return alone


def _words_of(asked: dict[str, object]) -> list[str] | None:
    """The words a rule for one word asks for, none where any word will do; None where it asks for anything else."""
    word = asked.get("LOWER", {"IN": []})
    if not asked.keys() <= _KNOWN:
        return None
    return [word] if isinstance(word, str) else word.get("IN") if isinstance(word, dict) else None
