"""People whom others quote: "he was quoted by the paper as saying"."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.extract.contents import before
from explorer.extract.paragraph import Attribution
from explorer.extract.syntax import child, is_passive, own_subject
from explorer.extract.tree import Token

QUOTING = frozenset({"quote", "cite", "report"})
"""Verbs whose "as saying" names who spoke: their subject in the passive, else their object."""


def telling(verb: Token) -> Token | None:
    """The "saying" of "quoted as saying"."""
    if verb.lemma_.lower() not in QUOTING:
        return None
    said = next((w for word in verb.children if word.lower_ == "as" for w in word.children), None)
    return said if said is not None and said.tag_ == "VBG" else None


def is_quoted(verb: Token) -> bool:
    """Whether a verb in the passive names its subject as who spoke, with nothing said behind it."""
    said = telling(verb)
    return said is not None and is_passive(verb) and child(said, "ccomp", "dobj") is None


def quoted(verb: Token) -> Attribution | None:
    """`Ten boats sank, officials were quoted as saying`; the chain is put right with that of all who are quoted."""
    if not is_quoted(verb):
        return None
    clause, subject = child(verb, "ccomp"), own_subject(verb)
    if clause is None or subject is None or clause.i > subject.i:
        return None
    return Attribution(verb, verb.lemma_.lower(), "say", before(verb, clause), subject)


def is_shell(words: Iterable[Token]) -> bool:
    """Whether a clause ends in "quoted as saying": who spoke, without what was said."""
    bare = [word for word in words if not word.is_punct and not word.is_space]
    ends = len(bare) > 2 and bare[-1].tag_ == "VBG" and bare[-1].head.lower_ == "as"
    return ends and is_quoted(bare[-1].head.head)
