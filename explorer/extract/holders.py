"""Who can say, think or show something: people, bodies, names, and what bears evidence."""

from __future__ import annotations

from explorer.extract.cues import lexicon
from explorer.extract.syntax import own_subject
from explorer.extract.tree import Token
from explorer.models import CueKind

_NOTHING = frozenset("it this that so what which something nothing anything there these those".split())
_PEOPLE_OR_BODIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_INFERRING = frozenset(
    "show suggest indicate reveal demonstrate prove signal mean imply highlight underscore underline illustrate point "
    "confirm establish reflect hint promise threaten guarantee ensure determine find document conclude offer".split()
)
"""Verbs that a mere event can govern ("the move suggests"): then the inference is the author's own."""
_TELLING = frozenset({"suggest", "promise", "threaten", "confirm", "imply", "hint", "conclude"})
"""Of these, the ones that tell of words wherever a person is the subject: "he quit, promising to return"."""
_ADDRESSING = frozenset({"i", "you", "we"})
_SPANS = frozenset("year month week day decade century quarter season spring summer autumn winter weekend".split())
"""Stretches of time: "the year promised to be a good one"."""
_MEASURES = frozenset("proportion share percentage rate ratio number odds chance likelihood probability level".split())
_SHOWING = frozenset("show find demonstrate indicate suggest reveal document estimate project conclude record".split())


def is_nothing(word: Token) -> bool:
    """Whether a pronoun stands for no person and no thing that could be named."""
    return word.lower_ in _NOTHING


def is_name(word: Token) -> bool:
    """Whether a noun is a name; the tagger takes some surnames at the start of a sentence for common nouns."""
    if word.pos_ == "PROPN" or word.ent_type_ in _PEOPLE_OR_BODIES:
        return True
    if word.pos_ != "NOUN" or not word.text[:1].isupper() or word.tag_ == "NNS":
        return False
    alone = all(other.dep_ in {"punct", "appos", "relcl", "case"} for other in word.children)
    return alone or word.i != word.sent.start


def is_human(word: Token) -> bool:
    """Whether a noun or pronoun stands for a person: a name of one, "she", "the mayor"."""
    if word.pos_ == "PRON":
        return word.lower_ in {"he", "she", "they", "who"}
    return word.ent_type_ == "PERSON" or (not is_name(word) and lexicon().is_person(word.lemma_.lower()))


def is_holder(noun: Token) -> bool:
    """Whether a subject can have a stance: people, bodies, countries; "the law" cannot criticise."""
    if noun.pos_ == "PRON":
        return noun.lower_ not in _NOTHING
    if is_name(noun) or noun.pos_ in {"ADJ", "NUM", "DET"}:
        return True
    lemma = noun.lemma_.lower()
    return lemma in lexicon().bodies or lemma in lexicon().bearers or lexicon().is_person(lemma)


def can_say(verb: Token, lemma: str, kind: CueKind, speaker: Token | None) -> bool:
    """Whether the actor of a cue can be one who says so."""
    human = lemma in _TELLING and speaker is not None and is_human(speaker)
    if (lemma in _INFERRING and not human and _comments(verb)) or _is_measured(verb) or _is_author(kind, speaker):
        return False
    if speaker is None:
        return own_subject(verb) is None and verb.dep_ != "ROOT" and kind in {"say", "write"} and verb.tag_ != "VB"
    if speaker.lower_ in _NOTHING:
        return lemma in {"say", "read"}
    if speaker.lemma_.lower() in _SPANS or _is_year(speaker):
        return False
    return lemma not in _INFERRING or speaker.pos_ == "PRON" or is_holder(speaker)


def _is_year(word: Token) -> bool:
    """`2023 promised more`: a bare year; "2,023 said" has a comma, "2023 of them" goes on."""
    bare = len(word.text) == 4 and word.text.isdigit() and word.text[:2] in {"18", "19", "20"}
    return bare and not any(other.dep_ == "prep" for other in word.children)


def _is_author(kind: CueKind, speaker: Token | None) -> bool:
    """`I think`, `we know`, `you said` outside quotations: the author and the reader, who state it as the article.

    What the author tells to have said ("we asked him whether") is speech like any other.
    """
    if speaker is None or speaker.lower_ not in _ADDRESSING:
        return False
    return speaker.lower_ == "you" or kind not in {"say", "write"}


def _is_measured(verb: Token) -> bool:
    """`the proportion of voters who say ...`: nobody says it, somebody counts who does."""
    noun = verb.head if verb.dep_ == "relcl" else None
    while noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in {"of", "among"}:
        noun = noun.head.head
    return noun is not None and noun.lemma_.lower() in _MEASURES


def _comments(verb: Token) -> bool:
    """`X moved its plant, highlighting ...`: a participle on what happened, unless it goes on from a verb of saying."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"}:
        return False
    head = verb.head
    while head.dep_ in {"xcomp", "ccomp", "conj"} and not lexicon().is_cue(head.lemma_.lower()):
        head = head.head
    return head.pos_ in {"VERB", "AUX"} and not lexicon().is_cue(head.lemma_.lower())


def shows(lemma: str, speaker: Token | None) -> bool:
    """Whether the cue reports evidence ("polls show") rather than somebody's words ("the minister suggested")."""
    return speaker is not None and lemma in _SHOWING and speaker.lemma_.lower() in lexicon().bearers
