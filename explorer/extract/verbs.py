"""Attributions that hang on a verb: "said that ...", "criticised the plan", "is expected to".

What somebody intends ("plans to build") is no attribution: the article itself says that they plan it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from explorer.extract.cues import Frame, lexicon
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.syntax import actor, agent, child, is_passive, own_subject, reach
from explorer.models import CueKind

_TAIL_MARKS = frozenset({"because", "if", "although", "though", "unless", "since", "but"})
_PRONOUNS = frozenset("he she they we i you who".split())
_COMPLEMENTS = frozenset({"dobj", "oprd", "xcomp", "ccomp", "prep", "dative", "attr", "acomp", "advmod", "prt"})
_CITING = frozenset({"cite", "quote", "reference"})
_NOTHING = frozenset("it this that so what which something nothing anything".split())


def find_verbs(paragraph: Paragraph) -> Iterator[Attribution]:
    """Every attribution whose cue is a verb outside quotations, at most one for each verb."""
    for verb in paragraph.loose_words():
        if verb.pos_ not in {"VERB", "AUX"} or (verb.lemma_.lower() in _CITING and verb.tag_ == "VBG"):
            continue
        found = _quoted_source(verb) or _clause(verb) or _passive(verb) or _raising(verb) or _phrasal(verb)
        if found is not None and found.content:
            yield found


# -- clauses and quotations ---------------------------------------------------------------------------------------


def _clause(verb: Token) -> Attribution | None:
    """`X said (that) ...`, `..., X said`, `..., X said, ...`, `as X said`."""
    lemma = verb.lemma_.lower()
    kind = lexicon().verb(lemma, "clause")
    if kind is None or kind == "intent" or _is_hypothetical(verb):
        return None
    speaker = actor(verb)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and own_subject(verb) is not None:
        content = _around(verb, verb.head)
    elif (complement := _complement(verb)) is not None:
        content = _before(verb, complement) if complement.i < verb.i else _after(verb, complement)
    elif verb.dep_ == "advcl" and (mark := child(verb, "mark", "advmod")) is not None and mark.lower_ == "as":
        content = _around(verb, _main(verb.head))
    else:
        return None
    if is_passive(verb) and speaker is None:
        impersonal = lemma in lexicon().passive or (subject := own_subject(verb)) is None or subject.lower_ == "it"
        if not impersonal and kind != "say":
            return None
        return Attribution(verb, lemma, kind, content, impersonal=True)
    if not _bears(verb, lemma, kind, speaker):
        return None
    if lexicon().verb(lemma, "clause") and _is_evidence(lemma, speaker):
        kind = "evidence"
    return Attribution(verb, lemma, kind, content, speaker)


def _is_hypothetical(verb: Token) -> bool:
    """Questions and denials say nothing: "did not say whether", "to say that would be wrong"."""
    negated = child(verb, "neg") is not None
    return (negated and verb.lemma_ in {"say", "tell", "know", "mean"}) or (verb.tag_ == "VB" and verb.dep_ == "csubj")


def _complement(verb: Token) -> Token | None:
    """The clause that is said. Bare infinitives and gerunds are no statements of their own."""
    for word in verb.children:
        if word.dep_ == "ccomp" and word.i != verb.i:
            if word.pos_ in {"VERB", "AUX"} and own_subject(word) is None and word.tag_ in {"VB", "VBG"}:
                continue
            return word
    return None


def _main(head: Token) -> Token:
    """The clause that an "as X said" comments on."""
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    return head


def _around(verb: Token, head: Token) -> set[int]:
    """A clause without the comment inserted in it."""
    return reach(head) - reach(verb)


def _after(verb: Token, complement: Token) -> set[int]:
    """A clause behind its cue, without its complementiser and without what only comments on the cue."""
    words = reach(complement)
    words = {i for i in words if i > verb.i} or words
    mark = child(complement, "mark")
    if mark is not None and mark.lower_ == "that":
        words.discard(mark.i)
    return words - _own_words(verb, complement)


def _before(verb: Token, complement: Token) -> set[int]:
    """A clause in front of its cue, with what precedes it and with a tail that goes on behind the cue."""
    words = reach(complement) - _own_words(verb, complement)
    subject = own_subject(verb)
    limit = min(subject.left_edge.i if subject is not None else verb.i, verb.i)
    for word in verb.children:
        early = word.i < limit and word.dep_ in {"advcl", "prep", "npadvmod", "advmod", "ccomp", "dep", "nsubj", "cc"}
        tail = word.i > verb.i and _goes_on(word)
        if word.i != complement.i and (early or tail):
            words |= reach(word)
    first = min(words)
    if verb.doc[first].dep_ == "cc" and verb.doc[first].head.i in {verb.i, complement.i}:
        words.discard(first)
    return words


def _goes_on(word: Token) -> bool:
    """Whether a dependent behind the cue continues the content ("..., he said, with both firms using ...")."""
    if word.i and word.doc[word.left_edge.i - 1].text != ",":
        return False
    if word.dep_ == "prep":
        return word.lower_ in {"with", "despite"} and child(word, "pcomp", "ccomp") is not None
    mark = child(word, "mark")
    return word.dep_ == "advcl" and mark is not None and mark.lower_ in _TAIL_MARKS


def _own_words(verb: Token, complement: Token) -> set[int]:
    """The cue's subject, auxiliaries and comments, should the parse place them amid the content."""
    words = {verb.i}
    for word in verb.children:
        if word.i != complement.i and word.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "dobj", "dative"}:
            words |= reach(word)
    return words if verb.i not in reach(complement) else words & reach(verb)


def _is_evidence(lemma: str, speaker: Token | None) -> bool:
    lex = lexicon()
    return (
        speaker is not None
        and speaker.pos_ == "NOUN"
        and (
            lemma in {"show", "find", "demonstrate", "indicate", "suggest", "reveal", "document"}
            and speaker.lemma_.lower() in lex.bearers
        )
    )


def _bears(verb: Token, lemma: str, kind: CueKind, speaker: Token | None) -> bool:
    """Whether the subject can be one who says so: a move that "suggests" something is the author's own inference."""
    if speaker is None:
        return own_subject(verb) is None and verb.dep_ != "ROOT" and kind in {"say", "write"} and verb.tag_ != "VB"
    if speaker.lower_ in _NOTHING and lemma not in {"say", "read"}:
        return False
    if lemma in _INFERRING and speaker.pos_ == "NOUN" and speaker.ent_type_ not in {"PERSON", "ORG", "NORP", "GPE"}:
        noun = speaker.lemma_.lower()
        return noun in lexicon().bearers or noun in lexicon().bodies or lexicon().is_person(noun)
    return True


_INFERRING = frozenset(
    "show suggest indicate reveal demonstrate prove signal mean imply highlight underscore underline illustrate point "
    "confirm establish reflect hint promise threaten guarantee ensure".split()
)


def _quoted_source(verb: Token) -> Attribution | None:
    """`Tsai, as referenced by Faruqui, ties ...`: the clause is Tsai's, in Faruqui's account."""
    if verb.lemma_.lower() not in _CITING | {"report", "tell", "paraphrase"} or verb.tag_ != "VBN":
        return None
    mark = child(verb, "mark", "advmod", "prep")
    by = agent(verb)
    if verb.dep_ not in {"advcl", "acl"} or mark is None or mark.lower_ != "as" or by is None:
        return None
    main = _main(verb.head)
    quoted = own_subject(main)
    found = Attribution(verb, verb.lemma_.lower(), "say", _around(verb, main), by)
    if quoted is not None and quoted.i < verb.i and quoted.pos_ in {"PROPN", "NOUN", "PRON"}:
        found.cited = [quoted]
    return found


# -- passives and raising -----------------------------------------------------------------------------------------


def _passive(verb: Token) -> Attribution | None:
    """`is expected to fall`, `was accused of fraud (by ...)`."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    if not is_passive(verb) or lemma not in lex.passive:
        return None
    subject, by = child(verb, "nsubjpass"), agent(verb)
    parts = [w for w in verb.children if w.dep_ in {"xcomp", "oprd", "ccomp", "prep", "advcl"} and w.i > verb.i]
    parts = [w for w in parts if w.dep_ != "advcl" or w.tag_ in {"VB", "VBG"}]
    parts = [w for w in parts if w.dep_ != "prep" or w.lower_ in {"of", "as", "for", "to"}]
    if subject is None or not (parts or by is not None):
        return None
    content = reach(subject).union(*(reach(part) for part in parts))
    if by is not None:
        content -= reach(by) | {by.head.i}
    kind = lex.verb(lemma, "clause") or lex.verb(lemma, "object") or "say"
    return Attribution(verb, lemma, kind, content, by, whole=True, impersonal=by is None)


def _raising(verb: Token) -> Attribution | None:
    """`seems to have won`, `it appears that ...`: somebody judges, nobody is named."""
    if verb.lemma_.lower() not in lexicon().raising:
        return None
    subject = own_subject(verb)
    part = child(verb, "xcomp", "oprd", "ccomp", "acomp")
    if part is None or subject is None:
        return None
    content = reach(part) | (reach(subject) if subject.dep_ != "expl" and subject.lower_ != "it" else set())
    return Attribution(verb, verb.lemma_.lower(), "think", content, whole=True, impersonal=True)


# -- noun phrases, infinitives, prepositions ----------------------------------------------------------------------


def _phrasal(verb: Token) -> Attribution | None:
    """`criticised the plan`, `vowed to appeal`, `called for talks`."""
    lemma = verb.lemma_.lower()
    if is_passive(verb) or verb.dep_ in {"csubj", "amod"}:
        return None
    kind: CueKind | None = None
    anchor: Token | None = None
    for word in verb.children:
        if word.i < verb.i:
            continue
        found = _frame_kind(lemma, word)
        if found is not None and anchor is None:
            kind, anchor = found, word
    speaker = actor(verb)
    if kind in {None, "intent"} or anchor is None or speaker is None or not _can_hold(speaker):
        return None
    if not _bears(verb, lemma, kind, speaker) or (anchor.dep_ == "dobj" and anchor.lower_ in _NOTHING):
        return None
    content: set[int] = set()
    for word in verb.children:
        if word.i > verb.i and word.dep_ in _COMPLEMENTS and word.dep_ not in {"prt"} and word.i >= anchor.left_edge.i:
            content |= reach(word)
    return Attribution(verb, lemma, kind, content, speaker, whole=True)


def _frame_kind(lemma: str, word: Token) -> CueKind | None:
    lex = lexicon()
    frames: dict[str, Frame] = {"dobj": "object", "xcomp": "infinitive", "ccomp": "infinitive"}
    if word.dep_ == "prep":
        return lex.prepositions.get((lemma, word.lower_))
    frame = frames.get(word.dep_)
    if frame is None:
        return None
    return lex.verb(lemma, frame)


def _can_hold(speaker: Token) -> bool:
    """Whether a subject can have a stance or a plan: people, bodies, countries; "the law" cannot criticise."""
    if speaker.pos_ in {"PROPN", "PRON"}:
        return speaker.lower_ not in _NOTHING
    noun = speaker.lemma_.lower()
    lex = lexicon()
    return noun in lex.bodies or noun in lex.bearers or lex.is_person(noun) or speaker.pos_ in {"ADJ", "NUM", "DET"}
