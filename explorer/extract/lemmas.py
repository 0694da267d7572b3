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
_MOST = 100_000
"""Answers that are kept before all are forgotten: some 20 MB, the words of several thousand articles."""
_KNOWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What the rules for one word may ask about it, for its answer to be kept."""


class _Answer(NamedTuple):
    """What the rules set on one word; `lemma` is 0 where they leave it to the lemmatizer."""

    pos: int
    morph: MorphAnalysis
    lemma: int
    tag: int
    dep: int
    opens: bool = False
    """Whether a rule over several words may begin with it."""


class Annotator:
    """Sets on parsed texts what the two pipes of one pipeline set, and exactly that."""

    def __init__(self, nlp: Language) -> None:
        """Sort the rules of the pipeline by what they ask for."""
        ruler, lemmatizer = (nlp.get_pipe(name) for name in PIPES)
        assert isinstance(ruler, AttributeRuler)  # noqa: S101 # of the model's own configuration
        assert isinstance(lemmatizer, Lemmatizer)  # noqa: S101 # likewise
        self._ruler, self._lemmatizer = ruler, lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])  # only asked whether a word is in it: a list of thousands of words
        self._others = Matcher(nlp.vocab)
        """Rules that look at several words, or at a word's spelling."""
        self._openings = Matcher(nlp.vocab)
        """What those ask of their first word. Few words can open one, and the matcher is slow on spellings."""
        self._words: set[int] = set()
        """Lower-case words that some rule asks for; for all others, the word makes no difference."""
        self._answers: dict[tuple[int, int, int, bool], _Answer] = {}
        self._told: dict[tuple[int, ...], _Answer] = {}
        """By spelling, tag and dependency, with the lemma."""
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
        if len(self._told) > _MOST:
            self._told.clear()
            self._lemmatizer.cache.clear()
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        told = [self._told.get(key) or self._tell(doc[i], key) for i, key in enumerate(keys)]
        if any(one.opens for one in told) and self._others(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        for token, one, (_, tag, dep) in zip(doc, told, keys, strict=True):
            token.pos, token.morph, token.lemma = one.pos, one.morph, one.lemma
            if one.tag != tag:
                token.tag = one.tag
            if one.dep != dep:
                token.dep = one.dep
        return doc

    def _tell(self, word: Token, key: tuple[int, ...]) -> _Answer:
        """What the two pipes set on a word that stands alone, which is what they set in any company."""
        asked = (word.lower if word.lower in self._words else 0, word.tag, word.dep, word.is_space)
        alone = _alone(word)
        opens = bool(self._openings(alone, allow_missing=True))
        ruled = self._answers.get(asked) or self._ask(alone, asked)
        alone[0].pos, alone[0].morph, lemma = ruled.pos, ruled.morph, ruled.lemma
        if not lemma:
            lemma = word.vocab.strings.add(self._lemmatizer.lemmatize(alone[0])[0])
        told = self._told[key] = ruled._replace(lemma=lemma, opens=opens)
        return told

    def _ask(self, alone: Doc, asked: tuple[int, int, int, bool]) -> _Answer:
        """What the rules set on a word that they know no better than any other of its tag and dependency."""
        token = self._ruler(alone)[0]
        answer = _Answer(token.pos, token.morph, token.lemma, token.tag, token.dep)
        self._answers[asked] = answer
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
