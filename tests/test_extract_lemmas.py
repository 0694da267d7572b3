"""Remembered lemmas and parts of speech are those of the pipes they stand in for, in any text and any order."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from explorer.extract import lemmas
from explorer.extract.lemmas import PIPES, Annotator
from explorer.extract.parsing import load_model, normalise, prepare

TEXTS = (
    "The mayor said she had seen the ferries leaving, and that those were hers.",
    "Let's go, y'all; it ain't gonna rain, c'mon. I gotta say nothin' is left.",
    "There are 300 jobs at risk, there's no plan, and the union's had enough: \"It'd've helped her.\"",
    "THE BOARD HAS MET; BOARDS MEET. Found founding founders find the found ones better than the best.",
    "That plan, which that board made, is what that is.\tDo you? He did it. She has to. They have, but twice.",
    "Köln, Москва, 東京, \U0001f600 12.5% can't cannot -- ... ** <b>x</b>  \n  n't 's 'd",
)
ATTRIBUTES: list[int | str] = ["POS", "TAG", "DEP", "LEMMA", "MORPH", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def parsed(text: str) -> Doc:
    """A text behind all pipes but the two."""
    (doc,) = load_model().pipe([prepare(load_model(), normalise(text))], disable=PIPES)
    return doc


def rows(doc: Doc) -> list[tuple[object, ...]]:
    numbers = doc.to_array(ATTRIBUTES).tolist()
    return [
        (token.text, token.pos_, token.lemma_, str(token.morph), *row) for token, row in zip(doc, numbers, strict=True)
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_gets_what_the_pipes_would_set(text: str) -> None:
    annotate = Annotator(load_model())
    expected = rows(load_model()(prepare(load_model(), normalise(text))))
    assert rows(annotate(parsed(text))) == expected
    assert rows(annotate(parsed(text))) == expected, "remembered"


def test_what_other_texts_taught_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [rows(Annotator(load_model())(parsed(text))) for text in TEXTS]
    annotate = Annotator(load_model())
    assert [rows(annotate(parsed(text))) for text in reversed(TEXTS)] == alone[::-1]
    monkeypatch.setattr(lemmas, "_MOST", 3)  # forget all the time
    assert [rows(annotate(parsed(text))) for text in TEXTS] == alone
