"""Sentences and contents cut into the claims they bear.

A sentence may state several things: coordinated clauses, "while ..." clauses, a participle ("..., replacing those of
Nvidia"), a relative clause, an apposition. Each is a statement of its own where it says enough to be checked; the
relative clause and the apposition keep the noun they describe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.extract.clause_facts import LEAST_WORDS, after_comma, content_words, facts_of
from explorer.extract.concessions import CONCEDING, Concession, find_concession
from explorer.extract.cues import lexicon
from explorer.extract.syntax import RELATIVE_PRONOUNS, bare, child, joined_to, own_subject, reach, stretches
from explorer.extract.tags import FINITE, SUBJECTS
from explorer.extract.tree import Doc, Token
from explorer.models import Span

LEAST_BESIDE = 2
"""Words that a clause must have beyond a described noun in it, for both to be statements."""

_ADDING = frozenset({"also", "still"})
_LONGEST_SUBJECT = 10
"""Words of a subject that is repeated in front of a second predicate."""
_PARTING = frozenset("while whereas although though as since because after before even".split())
"""Conjunctions whose clause holds on its own; not "if", "when", "unless", "until", which make it a condition."""
_OPENERS = frozenset(
    "however meanwhile additionally moreover furthermore nevertheless nonetheless finally also still thus therefore "
    "instead overall similarly likewise besides consequently separately earlier indeed notably so and but or yet "
    "hence then firstly secondly lastly ultimately conversely".split()
)
_OPENING_PHRASES = frozenset(
    {
        "as a result",
        "in addition",
        "in conclusion",
        "in fact",
        "for example",
        "for instance",
        "at the same time",
        "on the other hand",
        "in short",
        "in contrast",
        "in other words",
        "of course",
        "after all",
    }
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part that states something: its head, its words, and whether it carries the sentence (`main`).

    `subject` are the words of a subject that it shares with the verb before ("X signed a deal and *cut its price*").
    """

    head: Token
    words: frozenset[int]
    main: bool
    subject: frozenset[int] = frozenset()


def split(doc: Doc, words: set[int]) -> list[Clause]:
    """The clauses that `words` (a sentence, or what somebody says) bear, in text order."""
    roots = [i for i in sorted(words) if doc[i].head.i not in words or doc[i].head.i == i]
    root = next((doc[i] for i in roots if doc[i].pos_ in {"VERB", "AUX"}), doc[roots[0]] if roots else None)
    if root is None:
        return []
    main, parts = set(words), list[Clause]()
    facts = [Clause(head, frozenset(fact), main=False) for head, fact in facts_of(doc, words)]
    conceded = find_concession(doc, words)
    if conceded is not None and len(content_words(doc, conceded.words)) > LEAST_WORDS:
        root = conceded.main
        main -= conceded.words
        facts += [Clause(conceded.head, conceded.words | _gap(conceded), main=False)] if conceded.noun else []
        parts += [] if conceded.noun else [Clause(conceded.head, conceded.words, main=False)]
    else:
        conceded = None
    for head, words_of_part in _parts(doc, words):
        cut = _on_its_side(words_of_part, head, conceded)
        if len(content_words(doc, cut)) >= LEAST_WORDS:
            parts.append(Clause(head, frozenset(cut), main=False))
    parts = [part for part in parts if own_subject(part.head) is not None or _at_edge(doc, part, main)]
    for part in parts:
        main -= part.words
    if len(content_words(doc, main)) >= LEAST_WORDS or not parts:
        parts.append(Clause(root, frozenset(main), main=True))
    kept = list(_refined(doc, parts))
    once = [fact for fact in facts if not any(fact is not other and _repeats(fact, other) for other in facts)]
    once = [fact for fact in once if not any(_says_no_more(doc, clause, fact) for clause in kept)]
    kept = [_without_asides(doc, clause, once) for clause in kept]
    kept = [_with_shared_subject(clause, words) for clause in kept]
    return sorted([*kept, *once], key=lambda clause: min(clause.words))


def _with_shared_subject(clause: Clause, words: set[int]) -> Clause:
    """The second predicate of one subject, with that subject and without "also" or "still" in front of the verb."""
    verb = clause.head
    if clause.main or verb.dep_ != "conj" or own_subject(verb) is not None:
        return clause
    first = verb
    while first.dep_ == "conj" and own_subject(first) is None and first.head.i != first.i:
        first = joined_to(first)
    subject = own_subject(first) if first.dep_ not in {"relcl", "acl", "advcl"} else None
    if subject is None or subject.dep_ == "expl" or subject.lower_ in RELATIVE_PRONOUNS or subject.i > verb.i:
        return clause
    aside = {i for word in subject.children if word.dep_ in {"relcl", "acl", "appos"} for i in reach(word)}
    phrase = {i for i in reach(subject) - aside if i < first.i and not subject.doc[i].is_punct}
    adverbs = {w.i for w in verb.children if w.lower_ in _ADDING and w.i < verb.i}
    if not phrase <= words or phrase & clause.words or len(phrase) > _LONGEST_SUBJECT:
        return clause
    return Clause(verb, clause.words - adverbs, clause.main, frozenset(phrase))


def _repeats(fact: Clause, other: Clause) -> bool:
    """Whether a described noun is the greater part of another clause that is not the main one."""
    shared = len(fact.words & other.words)
    inside = fact.words < other.words and not other.main and 2 * len(fact.words) >= len(other.words)
    return inside or (shared > 0.7 * len(fact.words | other.words) and len(fact.words) < len(other.words))


def _says_no_more(doc: Doc, clause: Clause, fact: Clause) -> bool:
    """Whether a clause states little beside a described noun; beside an apposition a verb with its object is enough."""
    if fact.head.dep_ in {"relcl", "acl"}:
        return _repeats(fact, clause)
    return fact.words <= clause.words and len(content_words(doc, clause.words - fact.words)) < LEAST_BESIDE


def _without_asides(doc: Doc, clause: Clause, facts: list[Clause]) -> Clause:
    """A clause without the relative clauses between commas that are stated as facts of their own."""
    words = clause.words
    for fact in facts:
        aside = reach(fact.head) & fact.words if fact.head.dep_ == "relcl" and after_comma(fact.head) else set()
        enough = fact.words < words and len(content_words(doc, words - aside)) >= LEAST_WORDS
        if aside and enough and clause.head.i not in aside and _closes(doc, words, max(aside)):
            words -= aside
    return Clause(clause.head, words, clause.main)


def _closes(doc: Doc, words: frozenset[int], last: int) -> bool:
    """Whether an aside that ends at `last` is followed by the verb of its noun, or by nothing."""
    following = next((i for i in sorted(words) if i > last and not doc[i].is_punct and not doc[i].is_space), None)
    return following is None or _is_finite(doc[following]) or doc[following].dep_ in {"aux", "auxpass"}


def _gap(conceded: Concession) -> frozenset[int]:
    """The noun that a clause describes, and the comma between them."""
    return frozenset(range(min(conceded.noun), min(conceded.words)))


def _on_its_side(part: set[int], head: Token, conceded: Concession | None) -> set[int]:
    """A part of the parse, cut where a conceding clause begins or ends; that clause itself is no second part."""
    if conceded is None:
        return part
    if head.i not in conceded.words:
        return set() if head.i == conceded.main.i else part - conceded.words
    inside = part & conceded.words
    return set() if head.i == conceded.head.i or min(conceded.words) in inside else inside


def _at_edge(doc: Doc, part: Clause, words: set[int]) -> bool:
    """Whether what is left without the part is one piece; a participle in the middle stays where it is."""
    rest = [i for i in words - part.words if doc[i].is_alpha or doc[i].like_num]
    return not rest or max(part.words) < min(rest) or min(part.words) > max(rest) or part.head.dep_ == "conj"


def _refined(doc: Doc, parts: list[Clause]) -> Iterator[Clause]:
    """Parts without the parts inside them: "A, while B, doing C" gives three."""
    for part in parts:
        rest = set(part.words)
        for other in parts:
            if other is not part and other.words < part.words:
                rest -= other.words
        if len(content_words(doc, rest)) >= LEAST_WORDS or part.main:
            yield Clause(part.head, frozenset(rest), part.main)


def _parts(doc: Doc, words: set[int]) -> Iterator[tuple[Token, set[int]]]:
    """Clauses that part from the main one, with their head."""
    for i in sorted(words):
        token = doc[i]
        if token.head.i == i or (token.head.i not in words and not _is_loose(token)):
            continue
        part = reach(token) & words
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and token.head.pos_ in {"VERB", "AUX"}:
            if _is_finite(token) and (_is_full(token) if own_subject(token) is None else not _ends_list(token)):
                yield token, part
        elif token.dep_ in {"advcl", "parataxis"} or (token.dep_ == "ccomp" and _is_run_on(token)):
            if _parts_from(token):
                yield token, part
        elif _is_loose(token):
            yield token, part


def _is_loose(token: Token) -> bool:
    """A participle behind a comma, or "with" and a subject of its own."""
    if token.dep_ == "acl":
        return token.tag_ == "VBG" and after_comma(token) and token.left_edge.i - 2 in reach(token.head)
    return token.dep_ == "prep" and token.lower_ == "with" and _absolute(token)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or child(verb, "aux", "auxpass") is not None


def _is_full(verb: Token) -> bool:
    """A second predicate of one subject counts when both have something to them ("signed a deal and cut its price")."""
    return verb.head.i + 3 <= verb.i and child(verb, "dobj", "attr", "acomp", "prep", "xcomp", "ccomp") is not None


def _ends_list(verb: Token) -> bool:
    """`as firms like A, B and C advance`, parsed as "C advance": a plural verb whose subject is one name alone."""
    subject = own_subject(verb)
    alone = subject is not None and subject.tag_ in {"NN", "NNP"} and child(subject, "conj") is None
    plural = verb.tag_ == "VBP" or any(w.tag_ == "VBP" for w in verb.children if w.dep_ in {"aux", "auxpass"})
    return alone and plural


def _is_run_on(verb: Token) -> bool:
    """A clause in front of another one with its own subject, which the parse took for its complement."""
    head = verb.head
    subject = own_subject(head)
    return (
        verb.i < head.i
        and subject is not None
        and verb.i < subject.i < head.i
        and own_subject(verb) is not None
        and lexicon().verb(head.lemma_.lower(), "clause") is None
    )


def _parts_from(verb: Token) -> bool:
    mark = child(verb, "mark")
    if mark is not None and mark.lower_ == "before" and verb.tag_ != "VBD":
        return False  # it may never come
    if mark is None and (adverb := child(verb, "advmod")) is not None and adverb.tag_ == "WRB":
        mark = adverb
    if own_subject(verb) is not None:
        if verb.head.dep_ == "ROOT" and verb.head.pos_ in {"NOUN", "PROPN"} and verb.i > verb.head.i:
            return False  # the parse has no main verb: it may be this one ("their fame as miners was gone")
        joint = mark.lower_ if mark is not None and mark.i < verb.i else ""
        measured = any(word.dep_ == "npadvmod" and mark is not None and word.i < mark.i for word in verb.children)
        compares = (
            joint == "as" and verb.lemma_ in {"do", "be", "have"} and child(verb, "dobj", "attr", "acomp") is None
        )
        bereaves = verb.head.dep_ == "conj" and verb.left_edge.i == verb.head.i + 1  # "and comes as ..."
        return not (measured or compares or bereaves) and (joint in _PARTING or (verb.dep_ != "advcl" and joint == ""))
    return (
        verb.tag_ == "VBG"
        and mark is None
        and after_comma(verb)
        and verb.i > verb.head.i
        and not _may_be_anothers(verb)
    )


def _may_be_anothers(participle: Token) -> bool:
    """Whether a clause with a subject of its own stands between a participle and its verb: who does it is open."""
    between = participle.doc[participle.head.i + 1 : participle.left_edge.i]
    return any(
        word.dep_ in {"advcl", "ccomp", "relcl"}
        and (subject := own_subject(word)) is not None
        and subject.lower_ not in RELATIVE_PRONOUNS
        for word in between
    )


def _absolute(preposition: Token) -> bool:
    """`with both firms using ...`, `with restrictions tightening`."""
    inner = child(preposition, "pcomp")
    if inner is not None:
        return own_subject(inner) is not None
    noun = child(preposition, "pobj")
    return (
        noun is not None
        and any(w.dep_ == "acl" and w.tag_ == "VBG" for w in noun.children)
        and (preposition.i == preposition.sent.start or preposition.nbor(-1).text == ",")
    )


def span_of(doc: Doc, clause: Clause) -> list[Span]:
    """Its stretches of text, without conjunctions and openers in front; what little interrupts it is kept."""
    words = sorted(i for i in clause.words if not doc[i].is_space)
    while words and (length := _opener_length(doc, words, clause)):
        words = words[length:]
    while words and (_only_joins(doc[words[-1]]) or _lost_its_object(doc[words[-1]], clause.words)):
        words.pop()
    if not words:
        return []
    runs = stretches(doc, words)
    joined: list[Span] = []
    for run in runs:
        if joined and run.start - joined[-1].end <= 12:
            joined[-1] = Span(joined[-1].start, run.end)
        else:
            joined.append(run)
    subjects = {doc[i].idx for i in words if doc[i].dep_ in SUBJECTS}
    kept = [
        run
        for run in joined
        if len(doc.text[run.start : run.end].split()) > 1 or any(run.start <= at < run.end for at in subjects)
    ] or joined
    spans = [bare(doc.text, run.start, run.end) for run in kept]
    return [*stretches(doc, clause.subject), *spans] if clause.subject else spans


def _only_joins(last: Token) -> bool:
    """Whether the last word of a clause belongs to what follows: "and", "but also", a comma."""
    behind = last.lower_ in _ADDING and last.i > 0 and last.nbor(-1).dep_ == "cc"
    return last.dep_ == "cc" or behind or (last.is_punct and last.text not in '")%')


def _lost_its_object(last: Token, words: frozenset[int]) -> bool:
    """Whether a clause ends in a preposition, conjunction or relative whose words became a clause of their own."""
    if last.tag_ in {"WDT", "WP"}:
        return last.head.i > last.i and last.head.i not in words
    governed = [word.i for word in last.children if word.i > last.i]
    return last.tag_ in {"IN", "TO"} and bool(governed) and words.isdisjoint(governed)


def _opener_length(doc: Doc, words: list[int], clause: Clause) -> int:
    """How many words in front only join the clause to what came before."""
    first = doc[words[0]]
    if first.is_punct and first.text not in {'"', "'", "$", "#"}:
        return 1
    following = doc[words[1]].text if len(words) > 1 else ""
    if first.lower_ in _OPENERS and (following == "," or first.dep_ == "cc"):
        return 1
    if first.lower_ in CONCEDING and not clause.main and len(words) > LEAST_WORDS:
        return 1
    is_subject = first.lower_ == "that" and len(words) > 1 and doc[words[1]].tag_ in FINITE
    if (
        first.dep_ == "mark"
        and not is_subject
        and first.head.i == clause.head.i
        and first.lower_ in _PARTING | {"that", "with"}
    ):
        return 1
    if first.lower_ == "with" and first.dep_ == "prep" and child(first, "pcomp") is not None:
        return 1
    for length in (2, 3, 4):
        if len(words) > length and doc.span(words[0], words[0] + length).text.lower() in _OPENING_PHRASES:
            return length
    return 0
