"""A parse read into plain objects says of every word what spaCy says of it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as SpacyDoc

from explorer.extract.parsing import load_model
from explorer.extract.tree import Doc

TEXTS = (
    "",
    "Rain.",
    'The mayor of Elvik, Ada Reed, said on Friday that "the ferries won\'t sail". Nobody asked why; 300 people left.',
    "What did the board, which met in Köln, decide to\n\n do about it? 12.5% -- 東京 \U0001f600 qwxzt!",
    "A plan that the union that the workers formed rejected was, she thought, what to hope that they would win over.",
)
PLAIN = (
    "i", "idx", "text", "lower_", "lemma_", "dep_", "tag_", "pos_", "ent_type_", "ent_iob_", "is_space", "is_punct",
    "is_alpha", "is_lower", "is_oov", "like_num", "is_sent_start",
)  # fmt: skip


def both(text: str) -> tuple[SpacyDoc, Doc]:
    parsed = load_model()(text)
    return parsed, Doc(parsed)


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_is_told_alike(text: str) -> None:
    parsed, read = both(text)
    assert (len(read), read.text) == (len(parsed), parsed.text)
    for word, told in zip(parsed, read, strict=True):
        assert [getattr(told, name) for name in PLAIN] == [getattr(word, name) for name in PLAIN]
        assert len(told) == len(word)
        assert told.head.i == word.head.i
        assert [one.i for one in told.children] == [one.i for one in word.children]
        assert (told.left_edge.i, told.right_edge.i) == (word.left_edge.i, word.right_edge.i)
        assert told.reach() == {one.i for one in word.subtree}
        assert [one.i for one in told.subtree] == sorted(told.reach())
        assert (told.sent.start, told.sent.end) == (word.sent.start, word.sent.end)


@pytest.mark.parametrize("text", TEXTS)
def test_stretches_are_told_alike(text: str) -> None:
    parsed, read = both(text)
    assert [(one.text, one.start_char, one.end_char, one.root.i) for one in read.sents] == [
        (one.text, one.start_char, one.end_char, one.root.i) for one in parsed.sents
    ]
    for start, end in ((0, 3), (2, 2), (3, 1), (-2, 99), (0, -1)):
        assert [word.text for word in read[start:end]] == [word.text for word in parsed[start:end]]
    for start in range(len(text)):
        span, told = parsed.char_span(start, start + 4), read.char_span(start, start + 4)
        assert (told and (told.start, told.end)) == (span and (span.start, span.end))


def test_neighbours_and_ends() -> None:
    parsed, read = both(TEXTS[2])
    assert (read.span(1, 3).text, len(read.span(1, 3))) == (parsed[1:3].text, 2)
    assert read[1].nbor().text == "of"
    assert read[1].nbor(-1) is read[0]
    assert read[-1] is list(read)[-1]
    with pytest.raises(IndexError):
        read[-1].nbor()
