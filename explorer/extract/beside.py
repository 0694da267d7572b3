"""The words beside a quotation that say whose it is: `"...," she said`, `said Smith: "..."`, `he shot back, "..."`.

The parser errs next to quotation marks: it hangs a quoted fragment on the wrong verb, or finds no subject outside the
marks. What stands right behind or right before a quotation is plain to see, so it is read from the order of the words,
and the parse is only asked for the parts of speech and, where it has one outside the marks, for the subject.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from explorer.extract.cues import lexicon
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.quoted import is_quoted
from explorer.extract.syntax import RELATIVE_PRONOUNS, actor, agent, child, is_passive, own_subject
from explorer.extract.tags import NOMINAL
from explorer.extract.tree import Token
from explorer.models import CueKind, Span

_LONGEST = 40
"""Words behind or before a quotation among which its cue is sought: "said Ann Reyl, who has run the port since ..."."""
_BEFORE_VERB = 14
"""Words between a cue and the quotation behind it: "told reporters in the capital on Friday: "...""."""
_FROM_CUE = 8
"""Words between a cue and its "that"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_GOING_ON = frozenset({"on", "back", "in", "out", "up"})
"""Particles that make a verb of motion one of speech beside a quotation: "went on", "shot back", "chimed in"."""
_PRONOUNS = frozenset("one another others some many both".split())
SMALL_WORDS = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ"})
"""Parts of speech that titles do not capitalise."""
_NO_SPEECH = frozenset("be have do seem become get make take".split())
_INVERTED = frozenset("said stated continued added wrote asked replied explained declared concluded noted".split())
"""First words of "Continued Holm:", which the tagger takes for participles."""
_LONGEST_LABEL = 6
_PLAIN = frozenset("say add tell write explain note".split())
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Beside:
    """A cue and its speaker next to a quotation; `whole`: the quotation is all that is said, no part of a clause."""

    cue: Token
    speaker: Token | None
    whole: bool
    close: bool = False
    """Nothing but a comma or a colon parts the cue from the quotation behind it."""


def give_quotations(paragraph: Paragraph, found: list[Attribution]) -> None:
    """Hand each quotation to the cue beside it, in place; cues that the parse did not show are added to `found`."""
    by_cue = {one.cue.i: one for one in found}
    taken = set[int]().union(*(one.content for one in found))
    for quote in paragraph.quotations:
        words = {word.i for word in paragraph.words_in(quote)}
        side = find_beside(paragraph, quote) if words else None
        if side is None:
            clause = _reported(paragraph, quote, by_cue) if words and words.isdisjoint(taken) else None
            if clause is not None:
                found.append(clause)
                taken |= clause.content
            continue
        one = by_cue.get(side.cue.i)
        if one is None:
            lemma = side.cue.lemma_.lower()
            one = Attribution(side.cue, lemma, _kind(lemma), set(), side.speaker)
            by_cue[side.cue.i] = one
            found.append(one)
        wrong = one.speaker is None or paragraph.quoted[one.speaker.i] or one.cue.tag_ == "VBG"
        if side.speaker is not None and wrong:
            one.speaker, one.impersonal = side.speaker, False
        elif side.speaker is None and is_passive(side.cue):
            one.speaker, one.impersonal = None, True
        if side.whole:
            one.content = {i for i in one.content if paragraph.quoted[i]} | words
            one.whole, one.kind = False, _kind(one.lemma)
        one.content |= words
        one.quotes.append(quote)
        taken |= words
        for other in found:
            if other is not one and side.cue.i not in other.content and not quote.start <= other.cue.idx < quote.end:
                other.content -= words
    found.sort(key=lambda one: one.cue.i)


def find_beside(paragraph: Paragraph, quote: Span) -> Beside | None:
    """The cue next to a quotation, behind it where its last mark is a comma, else before it if there is one."""
    text = paragraph.text
    closed = text[quote.end - 1 : quote.end] in {'"', "'"}
    ending = text[quote.end - 2 : quote.end - 1] if closed else text[quote.end - 1 : quote.end]
    comma = ending == "," or text[quote.end : quote.end + 1] == ","
    behind = _behind(paragraph, quote, comma=comma, ending=ending)
    before = _before(paragraph, quote)
    if before is not None and before.close and not _resumes(paragraph, before, quote):
        return before
    return behind if comma and behind is not None else before or behind


def _resumes(paragraph: Paragraph, before: Beside, quote: Span) -> bool:
    """Whether the cue stands between two halves of one quotation (`"A," he said, "B,"`)."""
    at = _head(paragraph, quote)[0].i - 1
    return at >= 0 and paragraph.quoted[at] and before.cue.sent.start <= at


def announced(paragraph: Paragraph) -> Beside | None:
    """Cue and speaker of a paragraph that ends in "she said:": the quotation that begins the next one is hers."""
    end = len(paragraph.text.rstrip())
    if not paragraph.text[:end].endswith(":"):
        return None
    return _before(paragraph, Span(end, end))


def _is_denied(paragraph: Paragraph, verb: Token) -> bool:
    """`did not say`; the parser also hangs a "not" within the marks on the verb beside them."""
    return any(word.dep_ == "neg" and not paragraph.quoted[word.i] for word in verb.children)


def _is_title(paragraph: Paragraph, quote: Span) -> bool:
    """A name in marks amid a sentence: several words, the long ones in capitals ("his book, 'Of Mice,' ...")."""
    words = [word for word in paragraph.words_in(quote) if word.pos_ not in SMALL_WORDS]
    return len(words) > 1 and all(not word.is_lower for word in words)


def _kind(lemma: str) -> CueKind:
    return lexicon().verb(lemma, "clause") or "say"


def _speaks(word: Token) -> bool:
    """Whether a word is a verb of saying, also where the tagger takes it for a noun ("Holm notes")."""
    return lexicon().verb(word.lemma_.lower(), "clause") in {"say", "write", "think", "evidence"}


def _free(paragraph: Paragraph, word: Token | None) -> Token | None:
    return word if word is not None and not paragraph.quoted[word.i] and word.pos_ in NOMINAL | {"DET", "NUM"} else None


def _reported(paragraph: Paragraph, quote: Span, cues: Container[int]) -> Attribution | None:
    """`reported at the time that it was "a farce"`: the clause of a "that" behind a cue which the parse missed."""
    head = _head(paragraph, quote)
    for at in range(len(head) - 1, 0, -1):
        if head[at].lower_ != "that" or head[at].pos_ != "SCONJ":
            continue
        verb = next((word for word in reversed(head[max(at - _FROM_CUE, 0) : at]) if word.pos_ == "VERB"), None)
        known = verb is not None and verb.tag_ in _FINITE and _speaks(verb) and verb.i not in cues
        speaker = _free(paragraph, _actor(verb)) if verb is not None and known else None
        if verb is None or speaker is None or _is_denied(paragraph, verb):
            continue
        stretch = paragraph.doc[head[at].i : paragraph.position(quote.end)]
        content = {word.i for word in stretch if not word.is_space and not word.is_punct}
        return Attribution(verb, verb.lemma_.lower(), _kind(verb.lemma_.lower()), content, speaker, quotes=[quote])
    return None


# -- behind the quotation -----------------------------------------------------------------------------------------


def _behind(paragraph: Paragraph, quote: Span, *, comma: bool, ending: str) -> Beside | None:
    tail = _tail(paragraph, quote)
    put = comma and len(tail) > 2 and tail[0].lower_ == "as"  # '"a marriage of widows", as one banker put it'
    tail = tail[1:] if put else tail
    if not tail or not (comma or ending in "?!…—–-."):
        return None
    first = tail[0]
    whole = _opens(paragraph, quote)
    if first.lower_ in RELATIVE_PRONOUNS or (_head(paragraph, quote) and _is_title(paragraph, quote)):
        return None
    if first.lower_ == first.text and first.pos_ in {"VERB", "AUX"} and first.tag_ in _FINITE:
        if comma and not whole and _acts_before(paragraph, first, quote):
            return None
        speaker = _first_noun(paragraph, tail[1:])
        if speaker is None or first.lemma_ in _NO_SPEECH:
            return None
        vivid = (comma or (whole and ending in "?!")) and _is_somebody(speaker)  # '"Never!" beamed Ann Reyl'
        return Beside(first, speaker, whole) if vivid or _speaks(first) else None
    return _subject_first(paragraph, tail, comma=comma, ending=ending, whole=whole or put)


def _acts_before(paragraph: Paragraph, verb: Token, quote: Span) -> bool:
    """`Reyl, whom many call a "reckless" man, denied it`: the verb ends the sentence, and takes no quotation."""
    subject = own_subject(verb)
    return subject is not None and subject.i < paragraph.position(quote.start) and not paragraph.quoted[subject.i]


def _subject_first(paragraph: Paragraph, tail: list[Token], *, comma: bool, ending: str, whole: bool) -> Beside | None:
    """`"...," the mayor of Lund, who resigned in May, said`: the verb whose subject begins right behind the mark."""
    first = tail[0]
    if first.pos_ not in NOMINAL | {"DET", "ADJ", "NUM"} and not first.ent_type_:
        return None
    for word in tail[1:]:
        if word.pos_ == "AUX" or _is_denied(paragraph, word):
            continue
        subject = own_subject(word)
        begins = subject is not None and subject.left_edge.i <= first.i <= subject.i
        misread = word.tag_ == "NNS" and not begins and word.is_lower and word.i - first.i <= 4
        known = _speaks(word) and (word.tag_ in _FINITE or misread)
        if known and word.dep_ not in {"relcl", "acl"} and (comma or begins or word.i - first.i <= 4):
            if ending == "." and not comma and not _ends_clause(word):
                return None
            return Beside(word, _free(paragraph, subject) or _first_noun(paragraph, tail), whole)
        if begins and is_quoted(word):
            return Beside(word, subject, whole)
        if begins and word.pos_ == "VERB" and word.tag_ in _FINITE:
            went_on = (part := child(word, "prt", "advmod")) is not None and part.lower_ in _GOING_ON
            if word.lemma_ not in _NO_SPEECH and (went_on or (comma and subject is not None and _is_somebody(subject))):
                return Beside(word, subject, whole)
            return None
    return None


def _ends_clause(verb: Token) -> bool:
    """Whether a plain verb of saying ends its sentence: behind a full stop within the marks others begin a new one."""
    return verb.lemma_ in _PLAIN and child(verb, "ccomp", "dobj", "xcomp", "advcl") is None


def _tail(paragraph: Paragraph, quote: Span) -> list[Token]:
    """Words behind a quotation up to the full stop or the next quotation."""
    doc = paragraph.doc
    at = paragraph.position(quote.end)
    words: list[Token] = []
    for word in doc[at : at + _LONGEST + 4]:
        if paragraph.quoted[word.i] or (word.text in _STOPS and words):
            break
        if not word.is_space and (words or not word.is_punct):
            words.append(word)
    return words


def _opens(paragraph: Paragraph, quote: Span) -> bool:
    """Whether a quotation begins its sentence, but for some words without a verb ("As for prices, ...")."""
    before = _head(paragraph, quote)
    return not any(word.pos_ in {"VERB", "AUX"} for word in before) and (not before or before[-1].is_punct)


def _first_noun(paragraph: Paragraph, words: list[Token]) -> Token | None:
    """The head of the first noun phrase of a stretch."""
    inside = {word.i for word in words}
    for word in words:
        if (word.pos_ not in NOMINAL and word.lower_ not in _PRONOUNS) or paragraph.quoted[word.i]:
            continue
        while word.head.i in inside and word.head.i != word.i and word.dep_ in {"compound", "poss", "nmod", "amod"}:
            word = word.head
        return word
    return None


def _is_somebody(noun: Token) -> bool:
    """People, by pronoun, name or noun: only these speak with a verb that is none of speech ("she smiled")."""
    return noun.lower_ in {"he", "she", "they", "i", "we"} or noun.pos_ == "PROPN" or lexicon().is_person(noun.lemma_)


# -- before the quotation -----------------------------------------------------------------------------------------


def _before(paragraph: Paragraph, quote: Span) -> Beside | None:
    head = _head(paragraph, quote)
    if not head or (quote.start < quote.end and _goes_on(paragraph, quote)):
        return None
    mark = head[-1].text if head[-1].is_punct else ""
    words = [word for word in head if not word.is_punct]
    if mark not in {",", ":", ""} or not words:
        return None
    begins = quote.start == quote.end or paragraph.text[quote.start + 1 : quote.start + 2].isupper()
    if words[0].lower_ in _INVERTED and len(words) <= _LONGEST_LABEL and mark in {",", ":"} and len(words) > 1:
        return Beside(words[0], _first_noun(paragraph, words[1:]), whole=True, close=True)
    verbs = [word for word in words[-_BEFORE_VERB:] if word.dep_ != "amod" and _may_lead(word)]
    verb = next((word for word in reversed(verbs) if _leads(word, words, mark, begins=begins)), None)
    if verb is None and mark == ":" and begins:
        return _main_verb(paragraph, words[-1])
    if verb is None or _is_denied(paragraph, verb):
        return None
    close = verb.i == words[-1].i and bool(mark) and begins
    if is_passive(verb):
        return Beside(verb, _free(paragraph, agent(verb)), whole=True, close=close)
    speaker = _free(paragraph, _shared(paragraph, verb) if verb.tag_ == "VBG" else _actor(verb))
    if speaker is None or speaker.i > verb.i:
        behind = [word for word in words if word.i > verb.i]
        inverted = verb.i == words[0].i and verb.tag_ in _FINITE
        speaker = _first_noun(paragraph, behind if inverted else [word for word in words if word.i < verb.i])
    return Beside(verb, speaker, whole=begins or mark != ",", close=close)


def _main_verb(paragraph: Paragraph, last: Token) -> Beside | None:
    """`She then listed three conditions: "..."`: before a colon, whoever acts in the sentence has the word."""
    verb = last.sent.root
    if verb.pos_ != "VERB" or verb.tag_ not in _FINITE or verb.i > last.i or _is_denied(paragraph, verb):
        return None
    subject = _free(paragraph, own_subject(verb))
    return Beside(verb, subject, whole=True) if subject is not None and _is_somebody(subject) else None


def _actor(verb: Token) -> Token | None:
    """Who acts, and where the parse shows no subject the name or pronoun right before the verb."""
    before = verb.nbor(-1) if verb.i else verb
    named = before.pos_ == "PROPN" or before.lower_ in {"he", "she", "they"}
    return before if own_subject(verb) is None and named and verb.tag_ in _FINITE else actor(verb)


def _may_lead(word: Token) -> bool:
    return word.lemma_ != "follow" and (word.pos_ == "VERB" or (word.pos_ == "NOUN" and _speaks(word)))


def _shared(paragraph: Paragraph, verb: Token) -> Token | None:
    """Who acts in a participle behind a comma ("X wrote to her staff, telling them: ..."): the subject before it.

    That of the last cue before it, else of the last verb; the parser also gives the noun right before the comma.
    """
    if verb.i == 0 or verb.nbor(-1).text != ",":
        return actor(verb)
    subjects: list[tuple[bool, Token]] = []
    for word in verb.doc[verb.sent.start : verb.i]:
        subject = own_subject(word) if word.pos_ in {"VERB", "AUX"} and not paragraph.quoted[word.i] else None
        if subject is not None and subject.dep_ == "nsubj" and subject.i < word.i and word.dep_ not in {"relcl", "acl"}:
            subjects.append((_speaks(word), subject))
    cues = [subject for speaks, subject in subjects if speaks]
    head = own_subject(verb.head) if verb.dep_ == "advcl" and verb.head.i < verb.i else None
    return cues[-1] if cues else head or (subjects[0][1] if subjects else actor(verb))


def _leads(word: Token, words: list[Token], mark: str, *, begins: bool) -> bool:
    """Whether a verb leads to the quotation: of speech, or with a particle, or right before a colon."""
    between = [other for other in words if other.i > word.i]
    if any(other.pos_ in {"VERB", "AUX"} and other.tag_ in _FINITE for other in between):
        return False
    if word.pos_ == "NOUN":
        return not between and mark in {",", ":"} and word.tag_ == "NNS" and begins
    known = _speaks(word)
    went_on = any(other.lower_ in _GOING_ON and other.i == word.i + 1 for other in between)
    if mark == ":":
        return begins and (known or went_on or _is_writing(word, between))
    if mark == ",":
        return (known and (begins or not between)) or (went_on and begins and len(between) == 1)
    return known and not between and begins


def _is_writing(verb: Token, between: list[Token]) -> bool:
    """`released this statement: "..."`: the object is itself something said; `boomed: "..."`: nothing else follows."""
    if not between:
        return verb.dep_ not in {"ccomp", "relcl", "acl", "pcomp"} or verb.tag_ == "VBG"
    return between[-1].lemma_.lower() in lexicon().nouns


def _head(paragraph: Paragraph, quote: Span) -> list[Token]:
    """Words and marks before a quotation, back to the full stop or the quotation before it."""
    doc = paragraph.doc
    at = paragraph.position(quote.start)
    words: list[Token] = []
    for i in range(at - 1, max(at - _LONGEST, -1), -1):
        word = doc[i]
        if paragraph.quoted[i] or word.text in _STOPS:
            break
        if not word.is_space and word.text not in {'"', "'"}:
            words.append(word)
    return words[::-1]


def _goes_on(paragraph: Paragraph, quote: Span) -> bool:
    """Whether the sentence goes on behind a quotation as its own clause (`said "the plan" would fail`)."""
    tail = _tail(paragraph, quote)
    text = paragraph.text
    closed = text[quote.end - 2 : quote.end - 1] in ".,?!…—–-" or text[quote.end : quote.end + 1] in {"", ",", ".", ";"}
    return bool(tail) and not closed and tail[0].text[:1].islower()
