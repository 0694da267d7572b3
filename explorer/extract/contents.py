"""What a cue verb covers: the clause behind it, in front of it, or around it.

A content is a set of word positions, because it is often not one stretch ("Acts of protest, he said, are ...").
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.extract.cues import lexicon
from explorer.extract.misread import late_clause
from explorer.extract.syntax import child, own_subject, reach
from explorer.extract.tags import FINITE, NOMINAL
from explorer.extract.tree import Token
from explorer.extract.voices import other_voices

_TAIL_MARKS = frozenset({"because", "if", "although", "though", "unless", "since", "but"})
_TAIL_PREPOSITIONS = frozenset({"with", "despite", "for", "including", "like"})
_TIMES = frozenset(
    "during in at on after before until since throughout through by without amid ahead when while despite following "
    "via within".split()
)
_CAUSES = frozenset("support favor favour opposition response protest honor honour memory exchange".split())
"""With "in" before them, these tell what something is for, and not where or when."""
_ADDRESSING = frozenset(
    "tell ask inform remind assure warn notify promise convince persuade show teach advise brief "
    "alert urge beg order caution reassure".split()
)
"""Verbs whose object is spoken to."""
_LONGEST_COMMENT = 14
"""Words of an inserted comment ("..., the two officials told reporters on Friday, ...")."""


def complement(verb: Token) -> Token | None:
    """The clause that is said. Bare infinitives and gerunds are no statements of their own."""
    for word in verb.children:
        if word.dep_ != "ccomp" or word.i == verb.i:
            continue
        bare = own_subject(word) is None and word.tag_ in {"VB", "VBG"}
        if word.pos_ in {"VERB", "AUX"} and bare and not any(part.tag_ == "MD" for part in word.children):
            continue
        if word.i < verb.i and not _is_parted(verb, word):
            continue
        mark = child(verb, "mark")
        if word.i < verb.i and mark is not None and mark.i > word.i:  # "that" between them: see `inverted`
            continue
        return word
    told = child(verb, "dobj", "dative")
    if told is not None and verb.lemma_ in {"tell", "inform", "remind", "assure", "warn", "notify"}:
        for word in told.children:  # "told the panel he was ..." parsed as a relative clause of the panel
            subject = own_subject(word) if word.dep_ == "relcl" else None
            if subject is not None and subject.tag_ in {"PRP", "NNP", "NN", "NNS"} and subject.i == word.left_edge.i:
                return word
    return late_clause(verb)


def _is_parted(verb: Token, clause: Token) -> bool:
    """Whether a comma or a mark stands between a clause and the comment behind it; a dash begins a new statement."""
    subject = own_subject(verb)
    first = min(subject.left_edge.i if subject is not None else verb.i, verb.i)
    joint = verb.doc[first - 1].text
    return joint not in {"-", "--", "—", "–", ";", ":"} or clause.right_edge.i >= verb.i


def inverted(verb: Token) -> set[int] | None:
    """`The paper reported, citing two people, that ...`, with the clause behind "that" parsed as the main one."""
    top = verb
    while top.dep_ == "xcomp":
        top = top.head
    head = top.head
    if top.dep_ != "ccomp" or head.i < verb.i:
        return None
    mark = child(head, "mark")
    if mark is None or mark.lower_ != "that" or mark.i < verb.i:
        return None
    return reach(head) - reach(top) - {mark.i}


def around(verb: Token, head: Token) -> set[int]:
    """A clause without the comment inserted in it, and with a tail that the parse hung on the comment."""
    if head.i > verb.i and head.dep_ == "conj" and head.head.i < verb.i:  # "A, he said, and B", hung on B
        head = head.head
    words = reach(head) - reach(verb)
    for word in verb.children:
        if word.i > verb.i and _goes_on(word):
            words |= reach(word)
    return words


def interrupted(verb: Token) -> tuple[set[int], Token] | None:
    """`No mine, said the inspector, has come close`: content and speaker, the verb first between two commas."""
    doc, sentence = verb.doc, verb.sent
    end = next((i for i in range(verb.i + 1, min(verb.i + _LONGEST_COMMENT, sentence.end)) if doc[i].text == ","), None)
    if end is None or verb.i <= sentence.start + 1 or doc[verb.i - 1].text != "," or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    named = [word for word in doc[verb.i + 1 : end] if not word.is_space]
    if not named or any(word.pos_ in {"VERB", "AUX", "SCONJ"} for word in named) or _is_own_comma(verb):
        return None
    inside = {word.i for word in named}
    speaker = next((w for w in named if w.head.i not in inside and w.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    head, tail = doc[sentence.start : verb.i - 1], doc[end + 1 : sentence.end]
    if tail and tail[0].tag_ == "VBG":  # "Reyl, his lawyer, disputed the bill, saying ..."
        return None
    if speaker is None or _is_finite(head) or not _is_finite(tail) or not any(w.pos_ in NOMINAL for w in head):
        return None
    return {w.i for w in (*head, *tail) if not w.is_punct}, speaker


def _is_own_comma(verb: Token) -> bool:
    """`Reyl, the owner's lawyer, disputed the bill, ...`: the comma ends what describes the verb's own subject."""
    subject = child(verb, "nsubj")
    described = () if subject is None or subject.i > verb.i else subject.children
    return any(word.dep_ in {"appos", "relcl", "acl"} and _closes(word, verb) for word in described)


def _closes(word: Token, verb: Token) -> bool:
    """Whether what hangs on `word` ends right before the comma in front of a verb, and begins behind another one."""
    first = word.left_edge.i
    return word.right_edge.i == verb.i - 2 and first > 0 and verb.doc[first - 1].text == ","


def _is_finite(words: Sequence[Token]) -> bool:
    return any(word.tag_ in FINITE for word in words)


def after(verb: Token, clause: Token) -> set[int]:
    """A clause behind its cue, with its complementiser, without a further speaker's clause."""
    words = reach(clause)
    words = {i for i in words if i > verb.i} or words
    for word in verb.children:
        if word.dep_ == "advcl" and word.i > clause.i and (joint := child(word, "mark")) is not None:
            if joint.lower_ == "because":
                words |= reach(word)
        elif word.dep_ == "ccomp" and word.i > clause.i and own_subject(word) is not None:
            words |= reach(word)  # "said X and Y was Z", parsed as two complements
    words -= other_voices(verb, clause)
    return (words - own_words(verb, clause)) | _lost_subject(verb, clause)


def _lost_subject(verb: Token, clause: Token) -> set[int]:
    """The beginning of a clause that the parse took for the verb's object: "suggested [the talks] had failed"."""
    subject = child(verb, "dobj")
    if subject is None or lexicon().verb(verb.lemma_.lower(), "clause") not in {"say", "think", "write"}:
        return set()
    between = verb.i < subject.left_edge.i and subject.right_edge.i < clause.left_edge.i
    if not between or verb.lemma_.lower() in _ADDRESSING or child(clause, "mark") is not None:
        return set()
    return reach(subject)


def before(verb: Token, clause: Token) -> set[int]:
    """A clause in front of its cue, with what precedes it and with a tail that goes on behind the cue."""
    words = reach(clause) - own_words(verb, clause)
    subject = own_subject(verb)
    limit = min(subject.left_edge.i if subject is not None else verb.i, verb.i)
    for word in verb.children:
        early = word.i < limit and word.dep_ in {"advcl", "prep", "npadvmod", "advmod", "ccomp", "dep", "nsubj", "cc"}
        if word.i != clause.i and (early or (word.i > verb.i and _goes_on(word))):
            words |= reach(word)
    first = min(words)
    if verb.doc[first].dep_ == "cc" and verb.doc[first].head.i in {verb.i, clause.i}:
        words.discard(first)
    return words


def _goes_on(word: Token) -> bool:
    """Whether a dependent behind the cue continues the content ("..., he said, with both firms using ...")."""
    if word.doc[max(word.left_edge.i - 1, 0)].text != ",":
        return False
    if word.dep_ == "prep":
        return word.lower_ in _TAIL_PREPOSITIONS and child(word, "pcomp", "ccomp", "pobj") is not None
    mark = child(word, "mark")
    return word.dep_ == "advcl" and mark is not None and mark.lower_ in _TAIL_MARKS


def inserted(verb: Token) -> set[int] | None:
    """What a comment between two commas interrupts ("No firm, said the analyst, has come close"), if it is one."""
    doc, sentence = verb.doc, verb.sent
    subject = own_subject(verb)
    if subject is None:
        return None
    first, last = min(subject.left_edge.i, verb.i), max(subject.right_edge.i, verb.i)
    for word in verb.children:
        if word.i > verb.i and word.left_edge.i == last + 1 and word.dep_ in {"npadvmod", "advmod", "prep", "dobj"}:
            last = word.right_edge.i
    if last - first > _LONGEST_COMMENT or first <= sentence.start + 1 or last + 2 >= sentence.end:
        return None
    if doc[first - 1].text != "," or doc[last + 1].text != ",":
        return None
    head, tail = doc[sentence.start : first - 1], doc[last + 2 : sentence.end]
    if _is_finite(head) or not _is_finite(tail) or not any(w.dep_ in {"nsubj", "nsubjpass"} for w in head):
        return None
    further = {i for w in verb.children if w.i > verb.i and w.dep_ in {"advcl", "conj"} for i in reach(w)}
    return {w.i for w in (*head, *tail) if not w.is_punct} - further


def own_words(verb: Token, clause: Token) -> set[int]:
    """The cue's subject, auxiliaries and comments, should the parse place them amid the content."""
    words = {verb.i}
    for word in verb.children:
        if word.i != clause.i and word.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "dobj", "dative"}:
            words |= reach(word) - reach(clause)
    return words


def _describes(word: Token, anchor: Token) -> bool:
    """Whether a phrase hung on the verb belongs to its object: "crass acts by the host", "a gala in support of it"."""
    noun = child(word, "pobj") if word.dep_ == "prep" else None
    if noun is None or anchor.dep_ != "dobj" or word.left_edge.i != anchor.right_edge.i + 1:
        return False
    return word.lower_ == "by" or (word.lower_ == "in" and noun.lemma_.lower() in _CAUSES)


def objects(verb: Token, anchor: Token) -> set[int]:
    """The object and what completes it ("the plan as reckless"), without when and where it was said."""
    words: set[int] = set()
    for word in verb.children:
        if word.i < anchor.left_edge.i or word.i < verb.i:
            continue
        completes = word.dep_ in {"dobj", "oprd", "xcomp", "ccomp", "dative", "attr", "acomp"}
        close = word.dep_ == "prep" and word.lower_ not in _TIMES and verb.doc[word.left_edge.i - 1].text != ","
        if completes or close or word.i == anchor.i or _describes(word, anchor):
            words |= reach(word)
    if anchor.dep_ == "prep":  # "called for", "warned of": the preposition belongs to the cue
        words.discard(anchor.i)
    elif (mark := child(anchor, "mark")) is not None and mark.lower_ == "for":
        words.discard(mark.i)
    for i in sorted(words):
        loose = verb.doc[i].dep_ == "relcl" and verb.doc[verb.doc[i].left_edge.i - 1].text == ","
        timed = verb.doc[i].dep_ == "prep" and verb.doc[i].lower_ == "during" and verb.doc[i].head.i == anchor.i
        if loose or timed:
            words -= reach(verb.doc[i])
    return words
