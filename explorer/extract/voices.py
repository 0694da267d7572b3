"""Where somebody's words end within a sentence that goes on: "said prices fell and called the plan reckless".

The parser hangs what follows an "and", a "but" or a comma on the nearest verb, which stands within what is said. Tense
tells whose it is: after "says rents must fall", "has championed" is of the kind of "says", not of "must"; and a second
verb of saying without a subject goes on with the speaker's words, not with those of whom he speaks.
"""

from __future__ import annotations

from explorer.extract.cues import lexicon
from explorer.extract.syntax import child, own_subject, reach
from explorer.extract.tree import Token

_FINITE = frozenset({"VBZ", "VBD", "VBP"})


def other_voices(verb: Token, clause: Token) -> set[int]:
    """Words under `clause` that are not said by way of `verb`: another's words, or the speaker's next."""
    words: set[int] = set()
    for word in clause.children:
        lemma, subject = word.lemma_.lower(), own_subject(word)
        if subject is None or not lexicon().is_cue(lemma):
            continue
        joint = max(subject.left_edge.i - 1, 1)
        if word.doc[joint - 1].text != ",":
            continue
        coordinated = word.dep_ == "conj" and word.doc[joint].dep_ == "cc" and child(word, "ccomp") is not None
        opposed = word.dep_ == "advcl" and word.doc[joint].lower_ in {"while", "whereas"}
        if coordinated or opposed:
            words |= reach(word) | {joint}
    for word in resumed(verb, clause):
        words |= reach(word)
        words |= {i for i in range(max(word.left_edge.i - 1, 0), word.left_edge.i) if word.doc[i].dep_ == "cc"}
    return words


def resumed(verb: Token, clause: Token) -> list[Token]:
    """Verbs under `clause` that go on with the sentence of `verb`, and share its subject."""
    found: list[Token] = []
    open_words = [clause] if verb.i < clause.i else []
    while open_words:
        top = open_words.pop()
        for word in top.children:
            if word.i < top.i or own_subject(word) is not None:
                continue
            if word.dep_ == "conj" and word.pos_ in {"VERB", "AUX"}:
                if _is_resumed(verb, clause, word):
                    found.append(word)
                else:
                    open_words.append(word)
    return found


def _is_resumed(verb: Token, clause: Token, word: Token) -> bool:
    """Whether a coordinated verb stands in the tense of the cue and, in that of the clause as well, is a cue itself."""
    tense = _tense(word)
    if tense not in _FINITE or tense != _tense(verb):
        return False
    return tense != _tense(clause) or _says(word)


def _says(word: Token) -> bool:
    """Whether a verb is a cue with the clause or the object behind it; who "talked about" it may be anybody."""
    lex = lexicon()
    lemma = word.lemma_.lower()
    if lex.verb(lemma, "clause") in {"say", "write"} and child(word, "ccomp") is not None:
        return True
    return child(word, "dobj") is not None and lex.verb(lemma, "object") in {"say", "write", "stance"}


def _tense(verb: Token) -> str:
    """The tag of the finite part of a verb: of its first auxiliary, or its own."""
    for word in verb.children:
        if word.dep_ in {"aux", "auxpass"} and word.i < verb.i:
            return word.tag_
    return verb.tag_
