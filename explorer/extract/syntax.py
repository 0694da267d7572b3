"""Small questions asked of a dependency parse: whose subject, which words, which stretch of text.

Word positions (`token.i`) are kept in plain sets, because what a speaker says is often not one stretch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.extract.tags import SUBJECTS
from explorer.extract.tree import Doc, Token
from explorer.extract.tree import Span as SpacySpan
from explorer.models import Span
from explorer.text.titles import TITLES

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
_CLIMBING = frozenset({"conj", "advcl", "xcomp", "relcl", "acl", "pcomp", "prep", "ccomp", "dep"})
_EDGES = frozenset(" ,;:—–-…")
DASHES = frozenset({"—", "–", "--"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that speaks: its head word and its stretch of the parsed text."""

    head: Token
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they are printed."""
        return self.head.doc.text[self.start : self.end]


def reach(token: Token) -> set[int]:
    """Positions of all words under `token`, itself included."""
    return token.reach()


def child(token: Token, *relations: str) -> Token | None:
    """The first dependent of `token` in one of `relations`."""
    for word in token.children:
        if word.dep_ in relations:
            return word
    return None


def own_subject(verb: Token) -> Token | None:
    """The verb's grammatical subject, expletives included; None where it has none of its own.

    Of "the fire, which police say they will study" the parser makes two subjects, and of "a critic of the mayor, Holt
    said" too: the nearer one is who says it.
    """
    first = child(verb, *SUBJECTS)
    if first is None:
        return None
    nearer = next((word for word in verb.children if word.dep_ in SUBJECTS and first.i < word.i < verb.i), None)
    if nearer is None:
        return first
    return nearer if first.lower_ in RELATIVE_PRONOUNS or _is_described(nearer, first, verb) else first


def _is_described(name: Token, front: Token, verb: Token) -> bool:
    """`A critic of the mayor, Anna Holt said`: what stands in front, parted by one comma, only describes the name.

    So does what stands before a rank: "Lund police Const. Anna Holt said".
    """
    doc, start = name.doc, name.left_edge.i
    if name.pos_ == "PROPN" and doc[start - 1].text.removesuffix(".") in TITLES:
        return True
    if name.pos_ not in {"PROPN", "PRON"} or front.pos_ != "NOUN":
        return False
    return doc[start - 1].text == "," and not any(doc[i].text == "," for i in range(start, verb.i))


def joined_to(verb: Token) -> Token:
    """The verb that a second one is joined to; behind "— where miners dig —" it is not that of the inserted clause."""
    first, doc = verb.head, verb.doc
    joint = next((word for word in first.children if word.dep_ == "cc" and first.i < word.i < verb.i), None)
    if joint is None or joint.i == 0 or doc[joint.i - 1].text not in DASHES:
        return first
    opening = first.left_edge.i
    if first.dep_ not in {"relcl", "acl", "advcl"} or opening == 0 or doc[opening - 1].text not in DASHES:
        return first
    while first.head.i != first.i:
        first = first.head
        if first.pos_ in {"VERB", "AUX"}:
            break
    return first


def is_passive(verb: Token) -> bool:
    """Whether the verb is used in the passive: its subject is not who acts."""
    return child(verb, "nsubjpass", "auxpass") is not None or (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "agent") is not None
    )


def agent(verb: Token) -> Token | None:
    """Who acts in a passive: the noun behind "by", unless it tells by when or by how much."""
    by = child(verb, "agent")
    noun = child(by, "pobj") if by is not None else None
    return noun if noun is None or not is_measure(noun) else None


def is_measure(noun: Token) -> bool:
    """Whether a noun is a date, a sum or a bare figure, which nobody can be: "by 2031", "by March"."""
    if noun.ent_type_ in _MEASURES:
        return not noun.lower_.endswith("old")
    counted = any(word.dep_ == "prep" and word.lower_ in {"of", "in"} for word in noun.children)
    return noun.text[:1].isdigit() and not counted


def actor(verb: Token) -> Token | None:
    """Who does what `verb` says, walking up to a shared subject ("he said ..., adding ...") where it has none."""
    for _ in range(6):
        if is_passive(verb):
            return agent(verb)
        subject = own_subject(verb)
        if subject is not None:
            if subject.lower_ in RELATIVE_PRONOUNS and verb.dep_ == "relcl":
                return verb.head
            return None if subject.dep_ in {"expl", "csubj"} else subject
        if verb.dep_ not in _CLIMBING or (verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}):
            return None
        if verb.dep_ == "acl" and verb.head.pos_ not in {"VERB", "AUX"}:
            return verb.head if verb.tag_ == "VBG" else None
        head = verb.head
        while head.pos_ not in {"VERB", "AUX"} and head.dep_ in {"prep", "pcomp", "pobj", "dobj", "attr", "acomp"}:
            head = head.head
        if verb.dep_ == "xcomp" and head.pos_ == "VERB" and (told := child(head, "dobj", "dative")) is not None:
            return told
        verb = head
    return None


def phrase(head: Token, verb: Token) -> Phrase:
    """The noun phrase of `head`, cut before the clause of `verb` where that clause describes the noun itself."""
    words = reach(head) - {word.i for word in head.children if word.dep_ == "case"}
    inner = verb
    while inner.i in words and inner.head.i != inner.i:
        if inner.head.i == head.i:
            words -= reach(inner)
            break
        inner = inner.head
    if verb.is_punct:  # the colon or the dash of a label
        words = {i for i in words if (i < verb.i) == (head.i < verb.i)}
    if head.dep_ == "dobj" and head.head.lemma_ in {
        "cite",
        "quote",
    }:  # "citing people" + "with knowledge of the matter"
        behind = next((w for w in head.head.children if w.dep_ == "prep" and w.left_edge.i == max(words) + 1), None)
        if behind is not None and behind.lower_ == "with":
            words |= reach(behind)
    for run in stretches(head.doc, words):
        if run.start <= head.idx < run.end:
            opening = head.doc.text[run.start] == '"' and head.doc.text.count('"', run.start, run.end) == 1
            return Phrase(head, run.start + opening, run.end)
    return Phrase(head, head.idx, head.idx + len(head))


def stretches(doc: Doc, words: Iterable[int]) -> list[Span]:
    """Stretches of text over word positions; punctuation between two of them does not part them, edges are bare."""
    runs: list[list[int]] = []
    chosen = sorted(i for i in words if not doc[i].is_space)
    for i in chosen:
        if runs and all(doc[j].is_space or doc[j].is_punct for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    text = doc.text
    found = (bare(text, doc[a].idx, doc[b].idx + len(doc[b])) for a, b in runs)
    return [span for span in found if span.start < span.end]


def bare(text: str, start: int, end: int) -> Span:
    """A stretch without the commas and dashes at its edges and without unpaired brackets and quotation marks."""
    while start < end and (text[start] in _EDGES or text[start] in ".?!)"):
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    for opening, closing in (("(", ")"), ("[", "]")):
        body = text[start:end]
        if body.startswith(opening) and closing not in body:
            start += 1
        elif body.endswith((closing, closing + ".")) and opening not in body:
            end -= 1 + body.endswith(".")
    return Span(start, end)


def clause_root(token: Token) -> Token:
    """The finite verb whose clause `token` stands in."""
    while token.head.i != token.i and not (
        token.pos_ in {"VERB", "AUX"} and token.dep_ in {"conj", "ccomp", "advcl", "relcl", "parataxis"}
    ):
        token = token.head
    return token


def is_question(sentence: SpacySpan) -> bool:
    """A sentence with a question mark, or with its auxiliary in front of its subject ("Will the mine close")."""
    if sentence.text.rstrip(" \"')").endswith("?"):
        return True
    first = next((word for word in sentence if not word.is_space and not word.is_punct), None)
    if first is None or first.head.dep_ != "ROOT" or first.tag_ not in {"MD", "VBZ", "VBP", "VBD"}:
        return False
    subject = own_subject(first.head)
    return subject is not None and first.dep_ in {"aux", "auxpass"} and first.i < subject.i < first.head.i
