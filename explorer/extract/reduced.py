"""Nouns that something is said of, which the parser takes for people who say it.

"A man believed to have fled was arrested" tells of a man who is believed to have fled; the parser reads "a man believed
to have fled" as the sentence, and the arrest as what he believed. "Believe to", and "accuse of" without anybody who is
accused, are never used of those who believe and accuse: so the noun is the subject of the finite verb behind them.

"According to the police, 59-year-old Ida Voss was walking home": the parser takes whom it is told of for another name
of whoever tells it, and leaves the verb without a subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.extract.tags import FINITE, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from explorer.extract.tree import Token

_JUDGED = frozenset(
    "said thought believed alleged understood suspected reported known feared rumoured rumored presumed assumed deemed "
    "considered estimated".split()
)
"""Past participles behind which "to be" or "to have" tells what is said or thought of somebody."""
_CHARGED = {"accused": "of", "suspected": "of", "convicted": "of", "acquitted": "of", "charged": "with"}
"""Past participles with the preposition that leads to what somebody is charged with."""
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
_JOINED = frozenset({"ccomp", "conj", "advcl", "parataxis", "dep", "pcomp", "xcomp", "acl"})
"""How the parser hangs the sentence's own verb on what it took for it."""
_OPENING = frozenset({"mark", "cc"})
_FURTHEST = 40
"""Words behind the participle among which the sentence's verb is sought."""


def mend(words: Sequence[Token], heads: list[int]) -> None:
    """Hang such a noun on its verb, in place; `heads` has the position of the head of each word."""
    for i in range(1, len(words) - 2):
        if words[i].lower_ in _JUDGED or words[i].lower_ in _CHARGED:
            subject = _subject_of(words, heads, i)
            verb = _verb_behind(words, heads, i) if subject is not None else None
            if subject is not None and verb is not None:
                _rehang(words, heads, subject, i, verb)
        elif words[i].lower_ == "to" and words[i - 1].lower_ == "according":
            _give_subject(words, heads, i - 1)


def _give_subject(words: Sequence[Token], heads: list[int], according: int) -> None:
    """Make what follows the comma behind "according to X" the subject of a verb that has none and comes next."""
    verb = heads[according]
    teller = next((k for k in range(according + 2, verb) if heads[k] in (according, according + 1)), None)
    if teller is None or any(heads[k] == verb and words[k].dep_ in NOMINAL_SUBJECTS for k in range(according, verb)):
        return
    told = next((k for k in range(teller + 1, verb) if heads[k] == teller and words[k].dep_ == "appos"), None)
    if told is None:
        return
    last = max(k for k in range(told, verb) if k == told or told in _above(heads, k))
    commas = [k for k in range(teller, verb) if words[k].text == ","]
    if len(commas) != 1 or not teller < commas[0] < told or not all(heads[k] == verb for k in range(last + 1, verb)):
        return
    passive = any(heads[k] == verb and words[k].dep_ == "auxpass" for k in range(last, verb))
    heads[told], words[told].dep_ = verb, "nsubjpass" if passive else "nsubj"
    heads[commas[0]] = verb


def _subject_of(words: Sequence[Token], heads: list[int], i: int) -> int | None:
    """The noun that the parser takes for the subject of a participle as these lists have it."""
    after = words[i + 1].lower_
    judged = words[i].lower_ in _JUDGED and after == "to" and words[i + 2].lower_ in {"be", "have"}
    if not judged and (_CHARGED.get(words[i].lower_) != after or words[i].dep_ == "acl"):
        return None
    own = [k for k in range(max(i - _FURTHEST, 0), i) if heads[k] == i]
    if any(words[k].dep_ in {"aux", "auxpass", "neg"} for k in own):
        return None
    subject = next((k for k in reversed(own) if words[k].dep_ in NOMINAL_SUBJECTS), None)
    return subject if subject == i - 1 and words[i - 1].pos_ in _NOUNS else None


def _verb_behind(words: Sequence[Token], heads: list[int], i: int) -> int | None:
    """The first finite verb behind, if it opens no clause of its own and hangs on the participle."""
    for k in range(i + 2, min(i + _FURTHEST, len(words))):
        if words[k].text in {";", ":", '"', "."}:
            return None
        if words[k].tag_ not in FINITE:
            continue
        verb = heads[k] if words[k].dep_ in {"aux", "auxpass"} else k
        own = [one for one in range(i + 1, verb) if heads[one] == verb]
        opened = any(words[one].dep_ in _OPENING or words[one].tag_ in {"WDT", "WP", "WRB"} for one in own)
        if opened or words[verb].dep_ == "relcl":
            continue
        if any(words[one].tag_ == "DT" and words[one].text[:1].isupper() for one in range(i + 1, verb)):
            return None  # a caption runs into the sentence behind it
        return verb if words[verb].dep_ in _JOINED and i in _above(heads, verb) else None
    return None


def _above(heads: list[int], at: int) -> Iterator[int]:
    while heads[at] != at:
        at = heads[at]
        yield at


def _rehang(words: Sequence[Token], heads: list[int], subject: int, participle: int, verb: int) -> None:
    """Make `verb` the head of what `participle` was, with `subject`; the words in between stay with the participle."""
    passive = False
    for k in range(len(words)):
        if heads[k] != verb:
            continue
        passive = passive or words[k].dep_ == "auxpass"
        if participle < k < verb and words[k].dep_ in NOMINAL_SUBJECTS:  # the object of what is said, or a time
            inner = next((n for n in range(k - 1, participle, -1) if words[n].pos_ in {"VERB", "AUX"}), participle)
            timed = words[k].ent_type_ in {"DATE", "TIME"}
            heads[k], words[k].dep_ = (verb, "npadvmod") if timed else (inner, "dobj")
    heads[verb] = verb if heads[participle] == participle else heads[participle]
    words[verb].dep_ = words[participle].dep_
    for k in range(len(words)):
        before = k < subject or words[k].is_punct
        if heads[k] == participle and k != verb and (k > verb or before) and words[k].dep_ not in {"xcomp", "prep"}:
            heads[k] = verb
    heads[subject], words[subject].dep_ = verb, "nsubjpass" if passive else "nsubj"
    heads[participle], words[participle].dep_ = subject, "acl"
    words[participle].tag_ = "VBN"
