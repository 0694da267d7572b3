"""All attributions of a paragraph: verbs, nouns, "according to", adverbs, labels, and who cites whom."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.contents import complement
from explorer.extract.cues import lexicon
from explorer.extract.denials import is_counterfactual, put_right
from explorer.extract.labels import find_labels
from explorer.extract.nouns import find_adjectives, find_nouns
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.syntax import child, clause_root, is_question, own_subject, reach
from explorer.extract.tags import FINITE
from explorer.extract.tree import Token
from explorer.extract.verbs import find_verbs
from explorer.extract.views import find_views
from explorer.extract.voices import resumed

_CITING = frozenset({"cite", "quote"})
_LEAST_SAID = 4
"""Words behind "According to X," that can be a sentence of which the parse missed the verb."""


def find_attributions(paragraph: Paragraph) -> list[Attribution]:
    """Every attribution whose cue stands outside quotations, in the order of their cues."""
    found = [*find_verbs(paragraph), *_according(paragraph), *_adverbs(paragraph), *find_nouns(paragraph)]
    found += find_adjectives(paragraph)
    found += find_views(paragraph)
    found += [one for one in find_labels(paragraph) if not any(one.content & other.content for other in found)]
    reported = {other.cue.head.i for other in found if other.cited}
    found = [one for one in found if one.cue.i not in reported or one.kind != "stance"]
    found = [one for one in found if not _asks(paragraph, one.cue) and not is_counterfactual(one.cue)]
    found = [one for one in found if not _is_denied_within(one, found)]
    found.sort(key=lambda one: one.cue.i)
    _share_speakers(found)
    _attach_cited(paragraph, found)
    for one in found:
        put_right(one)
    for frame in found:
        if frame.lemma == "according to" and frame.speaker is not None:
            own = reach(frame.cue) | reach(frame.speaker)
            for one in found:
                if one is not frame and frame.cue.i in one.content and frame.speaker.i in one.content:
                    one.content -= own
    return found


def _share_speakers(found: list[Attribution]) -> None:
    """`A said that B erred but noted that ...`: the second verb has the subject of the first."""
    by_cue = {one.cue.i: one for one in found}
    for one in found:
        clause = complement(one.cue) if one.cue.pos_ in {"VERB", "AUX"} else None
        for verb in resumed(one.cue, clause) if clause is not None else ():
            later = by_cue.get(verb.i)
            if later is not None and one.speaker is not None:
                later.speaker, later.impersonal = one.speaker, False


def _asks(paragraph: Paragraph, cue: Token) -> bool:
    """Whether the cue stands in a question of the article itself, which attributes nothing."""
    return is_question(cue.sent) and not any(paragraph.quoted[word.i] for word in cue.sent[-2:])


def _is_denied_within(one: Attribution, found: list[Attribution]) -> bool:
    """`said that he did not expect the toll to rise`: what he does not expect is no claim beside what he says."""
    if not one.whole or child(one.cue, "neg") is None or any(one.cue.doc[i].tag_ in FINITE for i in one.content):
        return False
    return any(other is not one and one.cue.i in other.content and one.content <= other.content for other in found)


def _according(paragraph: Paragraph) -> Iterator[Attribution]:
    """`According to X, ...`, `..., according to X`."""
    for word in paragraph.loose_words():
        if word.lower_ != "according" or word.i + 1 >= len(word.doc) or word.nbor().lower_ != "to":
            continue
        to = word.nbor()
        noun = child(to, "pobj", "pcomp", "dobj") or child(word, "pobj", "dobj")
        if noun is None:
            continue
        root = _covered_clause(word)
        own = reach(word) | reach(to) | reach(noun)
        content = reach(root) - own
        if root.i in own or not content:
            content = {other.i for other in word.sent} - own or _behind_comma(word, noun)
        yield Attribution(word, "according to", "say", content, noun, cue_end=to.i)


def _behind_comma(word: Token, noun: Token) -> set[int]:
    """`According to the host, the talk reeks of fear`, parsed as one noun phrase: what follows its first comma."""
    sentence = word.sent
    comma = next((other for other in sentence if other.text == "," and other.i > noun.i), None)
    if comma is None or word.i - sentence.start > 1 or sentence.end - comma.i <= _LEAST_SAID:
        return set()
    return set(range(comma.i + 1, sentence.end))


def _covered_clause(word: Token) -> Token:
    """The clause an "according to" covers: its own main clause, or the whole sentence from a subordinate one.

    Of clauses joined by "and" without a comma it covers all, where a comma parts it from them: commas bind less.
    """
    root = clause_root(word)
    while root.head.i != root.i:
        if root.dep_ == "conj" and own_subject(root) is not None and not _is_closely_joined(root, word):
            break
        root = clause_root(root.head)
    return root


def _is_closely_joined(root: Token, word: Token) -> bool:
    """`Two men died and three were hurt, according to ...`."""
    doc, first = word.doc, root.left_edge.i
    if word.i < root.i or doc[word.i - 1].text != "," or first < 2:
        return False
    return doc[first - 1].lower_ == "and" and doc[first - 2].text != ","


def _adverbs(paragraph: Paragraph) -> Iterator[Attribution]:
    """`Officials reportedly recommend ...`: an unnamed reporter."""
    for word in paragraph.loose_words():
        if word.lower_ not in lexicon().adverbs:
            continue
        root = clause_root(word)
        content = reach(root) - {word.i}
        mark = child(root, "mark")
        if mark is not None:
            content.discard(mark.i)
        yield Attribution(word, word.lower_, "say", content, whole=True, impersonal=True)


def _attach_cited(paragraph: Paragraph, found: list[Attribution]) -> None:
    """`X reported, citing four people`: the people go behind X in the chain."""
    for word in paragraph.loose_words():
        if word.lemma_.lower() not in _CITING or word.tag_ != "VBG":
            continue
        cited = child(word, "dobj", "pobj")
        before = [one for one in found if one.cue.i < word.i and one.cue.sent.start == word.sent.start]
        if cited is None or not before:
            continue
        climb = word.head
        near = next((one for one in before if one.cue.i == climb.i), before[-1])
        near.cited.append(cited)
        for one in found:
            one.content -= reach(word)


def own_clause(one: Attribution) -> set[int]:
    """The words that only say who speaks: the cue with its subject and what modifies it, not what is said."""
    words = set(range(one.cue.i, max(one.cue_end, one.cue.i) + 1))
    if one.speaker is not None and (one.speaker.i in one.content or _is_own(one.speaker, one.cue)):
        words |= reach(one.speaker)
    for word in one.cue.children:
        if word.dep_ not in {"ccomp", "advcl", "conj", "parataxis", "dep"} or word.lemma_.lower() in _CITING:
            words |= reach(word)
        elif word.dep_ == "ccomp" and (mark := child(word, "mark")) is not None:
            words.add(mark.i)
    return words - one.content


def _is_own(speaker: Token, cue: Token) -> bool:
    """Whether a speaker is named for the cue alone, and not as the subject of another verb that shares it.

    "A court acquitted her, ruling that ...": the acquittal keeps its court.
    """
    while cue.dep_ in {"xcomp", "ccomp"} and own_subject(cue) is None and cue.head.i != cue.i:
        cue = cue.head
    if speaker.head.i == cue.i or speaker.head.head.i == cue.i or cue.pos_ not in {"VERB", "AUX"}:
        return True
    shared = speaker.head  # "a spokesman responded, saying ..." tells no deed
    return lexicon().is_cue(shared.lemma_.lower()) and child(shared, "dobj", "ccomp", "xcomp", "prep") is None
