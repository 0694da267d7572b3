"""What to read of a clause that does not stand on its own: its own words with the subject that it borrows.

Only words of the text are chosen, none added: of "Ostara, which owns two mines, ..." one reads "Ostara" and "owns two
mines". Where a verb is lacking ("Ostara, a mining group"), `resolve` adds it when it writes the claim.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from explorer.extract.clauses import Clause, span_of
from explorer.extract.concessions import CONCEDING
from explorer.extract.cues import lexicon
from explorer.extract.denials import clause_of, is_unsaid
from explorer.extract.paragraph import Attribution
from explorer.extract.syntax import RELATIVE_PRONOUNS, bare, child, joined_to, own_subject, reach, stretches
from explorer.extract.tags import FINITE, SUBJECTS
from explorer.extract.tree import Doc, Token
from explorer.models import Span

_LONGEST_SUBJECT = 12
"""Words of a subject that is put in front of a clause that lacks it."""
_ASKING = frozenset("whether if how why what who whom whose which when where".split())
"""What opens an indirect question, which states nothing without who asks."""
_REFUSING = frozenset({"refuse", "decline", "fail", "hesitate", "forget", "neglect", "avoid", "have"})
"""Verbs under which a verb of saying says nothing: "refused to say who paid", "has yet to explain how"."""
_DENYING = frozenset({"deny", "dispute", "doubt", "refute", "disprove", "debunk"})
"""Cues whose content is what the speaker does not hold: read alone it would say the opposite."""
_ASKING_TAGS = frozenset({"WP", "WDT", "WP$", "WRB"})
_CONDITIONS = frozenset({"if", "when", "unless", "until", "before", "as", "once", "whenever"})
_LONGEST_SENTENCE = 50
"""Words of a sentence that is read in full where its content cannot be read alone."""
_ARGUMENTS = frozenset({"dobj", "pobj", "pcomp", "ccomp", "xcomp", "attr", "acomp", "oprd"})
_QUOTES = frozenset({'"', "'", "''", "``"})


def standing(doc: Doc, clause: Clause) -> list[Span]:
    """The stretches to read where `clause` makes no sentence; empty where it does, or where no subject is sure."""
    head = clause.head
    outside = own_subject(head)
    if outside is not None and outside.i not in clause.words and (subject := _phrase(outside, min(clause.words))):
        return [*stretches(doc, subject), *span_of(doc, clause)]
    if clause.main:
        return [_sentence_of(clause.head)] if _lacks_argument(doc, clause) or _is_torn(doc, clause) else []
    if (described := _conceded(doc, clause)) is not None:
        return described
    if clause.subject:
        passive = _shared_auxiliaries(head)
        return [*stretches(doc, clause.subject | passive), *span_of(doc, clause)[1:]] if passive else []
    if head.dep_ == "relcl":
        return _relative(doc, clause)
    if head.dep_ in {"appos", "acl"} and head.tag_ != "VBG":
        return _behind_noun(doc, clause)
    if head.dep_ == "prep":
        return _absolute(doc, clause)
    if head.pos_ not in {"VERB", "AUX"} or own_subject(head) is not None:
        return []
    first = min(clause.words)
    if _is_bare_predicate(head) and (subject := _borrowed(head, first)):
        shared = {i for i in _shared_auxiliaries(head) if i < first}
        return [*stretches(doc, subject | shared), *span_of(doc, clause)]
    return []


def _lacks_argument(doc: Doc, clause: Clause) -> bool:
    """Whether the words right behind a clause are the object or complement of one of its own, told apart from it."""
    words = [i for i in clause.words if not doc[i].is_space and not doc[i].is_punct]
    last = doc[max(words)]
    behind = max(words) + 1
    while behind < last.sent.end and (doc[behind].is_space or doc[behind].text in _QUOTES):
        behind += 1
    if behind >= last.sent.end or behind in clause.words or doc[behind].is_punct:
        return False
    top = doc[behind]
    while top.head.i not in clause.words and top.head.i != top.i:
        top = top.head
    return top.dep_ in _ARGUMENTS and top.head.i in clause.words


def _is_torn(doc: Doc, clause: Clause) -> bool:
    """Whether a word in a clause is left without its verb or its object, because these were told apart from it."""
    sentence = clause.head.sent
    for i in clause.words:
        word = doc[i]
        alone = word.head.i not in clause.words and word.head.i not in {i, clause.head.head.i} and i != clause.head.i
        if alone and not (word.is_punct or word.is_space or word.dep_ in {"cc", "mark"}):
            return True
        before = word.left_edge.i - 1
        joined = word.dep_ == "conj" and word.pos_ in {"VERB", "AUX"} and before > min(clause.words)
        if joined and before not in clause.words and not doc[before].is_space:
            return True
        governed = [w.i for w in word.children if word.tag_ == "IN" and w.dep_ in {"pobj", "pcomp"} and w.i > i]
        if governed and clause.words.isdisjoint(governed) and max(governed) < sentence.end:
            return True
    return False


def _conceded(doc: Doc, clause: Clause) -> list[Span] | None:
    """`its drill|, while less powerful than that,`: the noun and what it is; None where no clause concedes that."""
    order = [i for i in sorted(clause.words) if not doc[i].is_space]
    place = next((at for at, i in enumerate(order) if doc[i].lower_ in CONCEDING and at > 1), None)
    if place is None or clause.head.tag_ in FINITE or doc[order[place] - 1].text != ",":
        return None
    noun, told = order[: place - 1], order[place + 1 :]
    first = next((doc[i] for i in told if doc[i].tag_ != "RB"), None)
    if first is None or first.tag_ not in {"JJ", "JJR", "RBR"} or any(doc[i].tag_ in FINITE for i in told):
        return None
    return _joined(doc, set(noun), set(told))


def _absolute(doc: Doc, clause: Clause) -> list[Span]:
    """`with rules tightening`: who, and what is going on; empty where a word in between belongs to neither."""
    preposition = clause.head
    inner = child(preposition, "pcomp")
    noun = own_subject(inner) if inner is not None else child(preposition, "pobj")
    verb = inner if inner is not None else child(noun, "acl") if noun is not None else None
    if noun is None or verb is None or verb.tag_ != "VBG":
        return []
    subject = {i for i in reach(noun) if i < verb.left_edge.i or (inner is not None and i < verb.i)}
    rest = {i for i in clause.words if i > max(subject, default=verb.i)}
    return _joined(doc, subject & clause.words, rest)


def _sentence_of(word: Token) -> Span:
    sentence = word.sent
    return bare(word.doc.text, sentence.start_char, sentence.end_char)


def is_loose(clause: Clause) -> bool:
    """Whether a clause is a mere scrap: a question or a condition without its main clause, or no subject, and nothing
    finite either or a finite verb in front.
    """
    head = clause.head
    subject, first = child(head, *SUBJECTS), head.doc[min(clause.words)]
    if first.tag_ in _ASKING_TAGS and head.i in {first.head.i, first.head.head.i}:
        return True
    if head.dep_ == "relcl" or (clause.main and head.dep_ in {"acl", "pcomp"}):
        return True
    if clause.main and (head.pos_ in {"ADP", "SCONJ"} or _is_dependent(clause)):
        return True
    if head.dep_ == "prep" or (not clause.main and _only_concedes(clause)):
        return True
    if head.pos_ not in {"VERB", "AUX"} or clause.subject or subject is not None:
        return False
    words = [head.doc[i] for i in sorted(clause.words) if not head.doc[i].is_punct and not head.doc[i].is_space]
    if not any(word.tag_ in FINITE for word in words):
        return True
    opening = next((word for word in words if not word.lower_.endswith("ly")), words[0])
    return opening.i == head.i or (opening.head.i == head.i and opening.dep_ in {"aux", "auxpass"})


def _only_concedes(clause: Clause) -> bool:
    """Whether a noun with a conceding phrase in it has no verb at all."""
    words = [clause.head.doc[i] for i in clause.words]
    return any(w.lower_ in CONCEDING for w in words) and not any(w.tag_ in FINITE for w in words)


def _shared_auxiliaries(verb: Token) -> frozenset[int]:
    """`was named in May and *confirmed* in June`: the auxiliary of the first verb holds for the second, if passive."""
    first = verb.head
    passive = child(first, "auxpass")
    if verb.tag_ not in {"VBD", "VBN"} or passive is None or child(verb, "aux", "auxpass", "dobj") is not None:
        return frozenset()
    return frozenset(word.i for word in first.children if word.dep_ in {"aux", "auxpass"} and word.i < first.i)


def voiced(doc: Doc, one: Attribution, content: AbstractSet[int], whole: list[Span]) -> list[Span]:
    """What to read of what somebody says: `whole` with the speaker, or speaker, cue and content where the content is
    denied, an indirect question, an infinitive or no clause; empty where the content stands alone.
    """
    speaker, cue = one.speaker, one.cue
    if is_unsaid(one):
        clause = clause_of(doc, one, content)
        return stretches(doc, clause) if clause else [_sentence_of(cue)]
    subject = _phrase(speaker, cue.i) - content if speaker is not None else set()
    if (cue.dep_ == "xcomp" and cue.head.lemma_.lower() in _REFUSING) or _is_asked(cue):
        return _full(cue) or whole
    if whole and _is_no_deed(cue):
        return _full(cue) or whole
    if whole and cue.tag_ == "VB" and child(cue, "aux") is None and not cue.is_sent_start:
        return _full(cue) or whole
    if whole:
        missing = bool(subject) and doc[min(subject)].idx < whole[0].start
        read = [*stretches(doc, subject), *whole] if missing else whole
        return read if _is_told(cue, read) and not _breaks_off(doc, read) else _full(cue) or read
    if _lacks_subject(doc, content):
        return _full(cue)
    asked = min(content) > 0 and doc[min(content) - 1].lower_ in {"whether", "if"}
    if _stands(doc, content) and not asked and not _is_denied(one):
        return []
    if not subject or max(subject) > cue.i or cue.i in content:
        return _full(cue)
    own = {w.i for w in cue.children if w.dep_ in {"aux", "auxpass", "neg", "prt", "dobj", "dative"}}
    link = {i for i in range(cue.i, min(content)) if doc[i].tag_ in {"TO", "IN", "WRB", "WP"}}
    return stretches(doc, subject | {cue.i} | {i for i in own if i < min(content)} | link | content)


def _is_asked(cue: Token) -> bool:
    """`whether he will back it`: nobody says that he will."""
    mark = child(cue, "mark")
    return mark is not None and mark.lower_ in {"whether", "if"}


def _is_no_deed(cue: Token) -> bool:
    """Whether a participle is nobody's deed as it stands: "no intention of backing it", "a paper outlining it"."""
    if cue.tag_ != "VBG" or child(cue, "aux") is not None:
        return False
    loose = cue.left_edge.i > 0 and cue.doc[cue.left_edge.i - 1].is_punct
    return cue.dep_ in {"pcomp", "xcomp"} or (cue.dep_ == "acl" and not loose)


def _breaks_off(doc: Doc, spans: list[Span]) -> bool:
    """Whether the last word of the stretches needs another one: "calls the plan a", "claimed on that"."""
    inside = [w for w in doc if spans[-1].start <= w.idx < spans[-1].end and not w.is_punct and not w.is_space]
    if not inside:
        return False
    last, first = inside[-1], next((w for w in doc if w.idx >= spans[0].start), inside[0])
    governed = any(w.i > last.i and w.dep_ in {"dobj", "ccomp", "xcomp", "attr", "acomp"} for w in last.children)
    governed |= any(w.i > last.i and w.dep_ == "oprd" for w in last.head.children)
    return governed or first.tag_ == "WDT" or (last.tag_ in {"DT", "PRP$", "CC"} and last.head.i > last.i)


def _lacks_subject(doc: Doc, content: AbstractSet[int]) -> bool:
    """Whether the content opens with a finite verb whose subject stands elsewhere: "which he argued *seeks to* ..."."""
    first = next((doc[i] for i in sorted(content) if not doc[i].is_punct and doc[i].tag_ not in {"RB", "_SP"}), None)
    if first is not None and first.tag_ == "TO" and first.head.i in content:
        return True
    if first is None or first.tag_ not in {"VBZ", "VBD", "VBN", "MD"} or first.dep_ in {"nsubj", "amod"}:
        return False
    verb = first.head if first.dep_ in {"aux", "auxpass"} else first
    subject = own_subject(verb)
    return subject is None or subject.i not in content


def _is_told(cue: Token, whole: list[Span]) -> bool:
    """Whether the stretches hold a finite verb with something in front of it; a participle gets its ellipsis later."""
    if cue.tag_ == "VBG":
        return True
    words = [
        word for word in cue.sent if any(span.start <= word.idx < span.end for span in whole) and not word.is_punct
    ]
    return any(word.tag_ in FINITE for word in words[1:]) and not _opens_bare(words[0])


def _opens_bare(first: Token) -> bool:
    """Whether stretches open with an auxiliary whose subject stands outside: "was questioned about the fire"."""
    subject = own_subject(first.head)
    helping = first.dep_ in {"aux", "auxpass"} and first.tag_ in FINITE
    return helping and subject is not None and subject.i < first.i


def _is_denied(one: Attribution) -> bool:
    """Whether the content is what nobody holds: "denied that", "no evidence that", "did not say that"."""
    return one.lemma in _DENYING or any(
        w.dep_ == "neg" or (w.lower_ == "no" and w.dep_ != "intj") for w in one.cue.children
    )


def _is_dependent(clause: Clause) -> bool:
    """Whether a clause is a condition, or is joined ("just after ...") to a main clause that is not there."""
    head, first = clause.head, min(clause.words)
    joint = next((w for w in head.children if w.i < head.i and (w.dep_ == "mark" or w.tag_ == "WRB")), None)
    if head.dep_ != "advcl" or joint is None or joint.i not in clause.words:
        return False
    return joint.lower_ in _CONDITIONS or (
        joint.i > first and all(head.doc[i].tag_ == "RB" for i in range(first, joint.i))
    )


def _full(cue: Token) -> list[Span]:
    """The sentence of a cue, if it is not too long to read."""
    return [] if len(cue.sent) > _LONGEST_SENTENCE else [_sentence_of(cue)]


def _stands(doc: Doc, content: AbstractSet[int]) -> bool:
    """Whether the content is a clause: a finite verb with a subject, and no indirect question."""
    words = [doc[i] for i in sorted(content) if not doc[i].is_punct and not doc[i].is_space]
    if not words:
        return True
    asks = words[0].lower_ in _ASKING and not doc[min(content)].is_sent_start
    finite = any(
        (word.tag_ in FINITE and word.tag_ != "MD") or (word.tag_ == "MD" and word.dep_ == "aux") for word in words
    )
    top = next((word for word in words if word.head.i not in content or word.head.i == word.i), words[0])
    verbal = top.pos_ in {"VERB", "AUX"}
    lacks = verbal and top.tag_ in {"VB", "VBG"} and child(top, "aux") is None
    infinitive = verbal and top.tag_ == "VB" and any(w.tag_ == "TO" for w in top.children) and own_subject(top) is None
    return finite and not (asks or lacks or infinitive)


def _is_bare_predicate(head: Token) -> bool:
    """A finite verb or a participle without subject; not an infinitive."""
    finite = head.tag_ in FINITE or child(head, "aux", "auxpass") is not None
    return (finite and child(head, "mark") is None) or head.tag_ == "VBG"


def _relative(doc: Doc, clause: Clause) -> list[Span]:
    """`the firm that|, which owns two mines`: the noun and the clause without its pronoun."""
    pronoun = own_subject(clause.head)
    if pronoun is None or pronoun.lower_ not in RELATIVE_PRONOUNS or pronoun.left_edge.i != pronoun.i:
        return []
    meant = _person_meant(clause.head)
    noun = {i for i in clause.words if i < pronoun.i} if meant is clause.head.head else set()
    noun = noun or _phrase(meant, pronoun.i)
    rest = {i for i in clause.words if i > pronoun.i}
    return _joined(doc, noun, rest)


def _person_meant(verb: Token) -> Token:
    """The noun that a relative clause describes; "a lawyer in a firm who ..." is about the lawyer."""
    noun, pronoun = verb.head, own_subject(verb)
    if pronoun is None or pronoun.lower_ != "who" or noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return noun
    owner, known = noun.head.head, lexicon()
    if known.is_person(noun.lemma_.lower()) or not known.is_person(owner.lemma_.lower()):
        return noun
    return owner


def _behind_noun(doc: Doc, clause: Clause) -> list[Span]:
    """`Ostara, a mining group` and `a mine bought by Ostara`: the noun, and what is told of it."""
    start = clause.head.left_edge.i
    if not any(i >= start for i in clause.words):
        return []
    noun = {i for i in clause.words if i < start} or _phrase(clause.head.head, start)
    return _joined(doc, noun, {i for i in clause.words if i >= start})


def _joined(doc: Doc, noun: AbstractSet[int], rest: AbstractSet[int]) -> list[Span]:
    subject, predicate = stretches(doc, noun), stretches(doc, rest)
    return [*subject, *predicate] if len(subject) == 1 and predicate else []


def _borrowed(verb: Token, first: int) -> set[int]:
    """The words of the subject that `verb` shares with the clause it hangs on; it must stand in front of `first`."""
    for _ in range(6):
        if verb.dep_ == "acl":
            return _phrase(verb.head, first)
        if verb.dep_ not in {"conj", "advcl", "xcomp"} or verb.head.i == verb.i:
            return set()
        verb = joined_to(verb) if verb.dep_ == "conj" else verb.head
        subject = own_subject(verb)
        if subject is None:
            continue
        if subject.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl":
            return _phrase(_person_meant(verb), subject.i)
        return set() if subject.dep_ in {"expl", "csubj"} else _phrase(subject, first)
    return set()


def _phrase(noun: Token, limit: int) -> set[int]:
    """The words of a noun without the clauses that describe it; empty where it ends behind `limit` or is long."""
    aside = {i for word in noun.children if word.dep_ in {"acl", "appos"} for i in reach(word)}
    aside |= {i for word in noun.subtree if word.dep_ == "relcl" and word is not noun for i in reach(word)}
    words = {i for i in reach(noun) - aside if not noun.doc[i].is_space}
    while words and noun.doc[max(words)].is_punct:
        words.discard(max(words))
    if not words or max(words) >= limit or len(words) > _LONGEST_SUBJECT or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return set()
    return words
