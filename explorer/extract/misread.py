"""What is said where the parse hangs it on another word than the verb that says it.

"She argued during the debate that rents would fall" is parsed as a debate that rents would fall, "asked the guests if
they would stay" as a condition, and a sentence in front of "the mayor told a local paper" as a clause that the comment
goes on with. The order of the words is plainer than the parse: a "that" which is neither subject nor object of its
clause begins a statement, and what ends in a comma before somebody's verb of saying is what that somebody said.
"Police allege Ann Reyl, 34, stole" is parsed as the long name of somebody who stole.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.extract.cues import lexicon
from explorer.extract.syntax import child, own_subject, reach
from explorer.extract.tags import FINITE, SUBJECTS
from explorer.extract.tree import Token

_LATE = 14
"""Words between a verb of saying and its "that": "claimed in an interview with the local paper on Friday that ..."."""
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question", "query"})
ADDRESSING = frozenset("tell remind assure inform warn notify reassure advise show".split())
"""Verbs whose object is spoken to, and has no clause of its own."""
_JOINTS = frozenset({"and", "but"})
_NEVER_NOUNS = frozenset({"allege", "believe", "say", "argue", "contend", "insist"})
"""Plural forms of saying and thinking that are never nouns, so that within a name they are misread."""
_LEAST = 3
"""Fewer words without a verb in front of "he said" name where or when it was said."""


def late_clause(verb: Token) -> Token | None:
    """The clause behind "that", "if" or "whether" that the parse hung on a word between it and its verb."""
    lemma = verb.lemma_.lower()
    if lemma in _ASKING:
        for word in verb.children:
            mark = child(word, "mark") if word.dep_ == "advcl" and word.i > verb.i else None
            if mark is not None and mark.lower_ in {"if", "whether"} and verb.doc[mark.i - 1].text != ",":
                return word
    if lexicon().verb(lemma, "clause") not in {"say", "write"}:
        return None
    told = child(verb, "dobj", "dative")
    if told is not None and lemma not in ADDRESSING:
        return None
    for word in verb.doc[verb.i + 1 : min(verb.i + _LATE, verb.sent.end)]:
        if word.lower_ == "that" and word.dep_ in {"mark", "advmod"}:
            return word.head if _is_hung_wrong(verb, word) else None
        led = (lemma, word.lower_) in lexicon().prepositions and word.head.i == verb.i
        if word.tag_ in FINITE or word.text in {":", ";"} or led:
            return None
    return None


def _is_hung_wrong(verb: Token, that: Token) -> bool:
    """Whether a clause that begins with "that" has its own subject and hangs on a noun beside the verb."""
    clause, subject = that.head, own_subject(that.head)
    if clause.dep_ not in {"relcl", "acl", "advcl"} or clause.i < that.i or subject is None or subject.i < that.i:
        return False
    return verb.left_edge.i <= clause.head.i < that.i


def object_clause(verb: Token) -> set[int] | None:
    """`said that claim smacked of envy`: nobody says a claim, so that what describes it is its verb."""
    noun = child(verb, "dobj") if verb.lemma_.lower() == "say" else None
    if noun is None or noun.i < verb.i or child(verb, "ccomp") is not None:
        return None
    tail = child(noun, "acl")
    if tail is None or tail.tag_ != "VBN" or verb.doc[tail.left_edge.i - 1].text == ",":
        return None
    return {i for word in verb.children if word.i > verb.i for i in reach(word)}


def alleged(verb: Token) -> tuple[Token, set[int]] | None:
    """Who alleges, and what: "Police allege Ann Reyl, 34, stole a painting", taken for one name or for an object.

    The verb behind the name is then the parse's main verb, or a second verb of those who allege that no "and" joins.
    """
    if verb.lower_ not in _NEVER_NOUNS or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    if before.tag_ not in {"NNS", "NNPS"} and before.lower_ != "police":
        return None
    clause = verb.head
    if verb.dep_ in {"compound", "amod", "nmod"}:
        clause = clause.head if clause.i > verb.i and clause.dep_ in SUBJECTS else verb
    elif verb.dep_ not in SUBJECTS:
        clause = child(verb, "conj") or verb
        if child(verb, "dobj") is None or child(verb, "cc") is not None or own_subject(clause) is not None:
            return None
    if clause.i <= verb.i or clause.tag_ not in FINITE:
        return None
    return before, {i for i in reach(clause) | reach(verb) if i > verb.i}


def trailing(verb: Token) -> set[int] | None:
    """The words in front of a comment that ends its sentence, or after which the sentence goes on with "and".

    "Rents would fall, the mayor told a local paper on Friday."
    """
    subject = own_subject(verb)
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or subject is None or subject.i > verb.i:
        return None
    if lexicon().verb(verb.lemma_.lower(), "clause") not in {"say", "write"} or verb.dep_ in {"relcl", "acl"}:
        return None
    doc, sentence, first = verb.doc, verb.sent, subject.left_edge.i
    if first <= sentence.start + _LEAST or doc[first - 1].text != ",":
        return None
    head, tail = doc[sentence.start : first - 1], doc[verb.i + 1 : sentence.end]
    if not _is_told(head):
        return None
    if not any(word.tag_ in FINITE or word.text in {'"', ":"} for word in tail):
        return _words(head)
    joint = next((word for word in tail if word.text == ","), None)
    if joint is None or joint.i + 2 >= sentence.end or doc[joint.i + 1].lower_ not in _JOINTS:
        return None
    rest, more = doc[verb.i + 1 : joint.i], doc[joint.i + 1 : sentence.end]
    if any(word.tag_ in FINITE for word in rest) or doc[joint.i + 2].tag_ in FINITE:
        return None
    return _words(head) if _is_other_voice(more) else _words(head) | _words(more)


def _is_other_voice(words: Sequence[Token]) -> bool:
    """Whether the sentence goes on with a cue of its own."""
    return any(word.tag_ in FINITE and lexicon().is_cue(word.lemma_.lower()) for word in words)


def _is_told(head: Sequence[Token]) -> bool:
    """Whether a stretch is a sentence of its own, or in a headline a phrase; no "as he left" and no "in Lund"."""
    first = next((word for word in head if not word.is_space and not word.is_punct), None)
    if first is None or any(word.text == '"' for word in head):
        return False
    for word in head:
        if word.tag_ not in FINITE:
            continue
        root = word.head if word.dep_ in {"aux", "auxpass"} else word
        if child(root, "mark") is None and root.dep_ not in {"relcl", "acl"} and first.tag_ not in {"WRB", "WP"}:
            return True
    nominal = first.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}
    return nominal and len(head) >= _LEAST and not any(word.tag_ in FINITE for word in head)


def _words(stretch: Sequence[Token]) -> set[int]:
    return {word.i for word in stretch if not word.is_space and not (word.is_punct and word.text in {",", "."})}
