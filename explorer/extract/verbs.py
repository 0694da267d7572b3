"""Attributions that hang on a verb: "said that ...", "criticised the plan", "is expected to".

What somebody wants or plans ("plans to build") is put down to them; what they try or seek is the article's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.extract.contents import after, around, before, complement, inserted, interrupted, inverted, objects
from explorer.extract.cues import Frame, cue_lemma, lexicon
from explorer.extract.figures import measured
from explorer.extract.holders import can_say, is_holder, is_nothing, shows
from explorer.extract.misread import ADDRESSING, alleged, object_clause, trailing
from explorer.extract.paragraph import Attribution, Paragraph
from explorer.extract.passives import passive, raising
from explorer.extract.quoted import quoted
from explorer.extract.syntax import actor, agent, child, is_passive, own_subject, reach
from explorer.extract.tags import NOMINAL
from explorer.extract.tree import Token
from explorer.models import CueKind

_MODALS = frozenset("must should would could may might can will shall".split())
"""With these a stance is still to be taken: "must approve the deal"."""
_ANSWERING = frozenset({"respond", "reply", "answer"})
"""Who "did not respond to requests" says nothing about them."""
_TIMES = frozenset({"DATE", "TIME"})
_NEAR = 8
"""Words between a verb of saying and a noun that is taken for its subject where the parse has none."""
_PROMISING = frozenset("threaten promise vow pledge offer agree swear undertake".split())
_CITING = frozenset({"cite", "quote", "reference"})
_PERCEIVING = frozenset("hear overhear see watch sound notice witness spot film".split())
_SCENE = 4
"""Words between what is overheard and the verb of hearing: "sounded like someone telling"."""


def find_verbs(paragraph: Paragraph) -> Iterator[Attribution]:
    """Every attribution whose cue is a verb outside quotations, at most one for each verb."""
    for verb in paragraph.loose_words():
        if (misread := alleged(verb)) is not None:
            yield Attribution(verb, verb.lower_, "say", misread[1], misread[0])
            continue
        if verb.pos_ not in {"VERB", "AUX"} or (verb.lemma_.lower() in _CITING and verb.tag_ == "VBG"):
            continue
        if _takes_lives(verb):
            continue
        found = _quoted_source(verb) or quoted(verb) or _clause(verb) or passive(verb) or raising(verb)
        found = found or measured(verb) or _phrasal(verb)
        if found is not None and found.content:
            yield found


# -- clauses and quotations ---------------------------------------------------------------------------------------


def _clause(verb: Token) -> Attribution | None:
    """`X said (that) ...`, `..., X said`, `..., X said, ...`, `as X said`."""
    lemma = cue_lemma(verb)
    kind = lexicon().verb(lemma, "clause")
    if kind is None or kind == "intent" or _is_hypothetical(verb):
        return None
    between = interrupted(verb)
    content, speaker = between if between is not None else (_content(verb), actor(verb))
    if not content:
        return None
    if is_passive(verb) and speaker is None:
        impersonal = lemma in lexicon().passive or (subject := own_subject(verb)) is None or subject.lower_ == "it"
        if not impersonal and kind != "say":
            return None
        return Attribution(verb, lemma, kind, content, impersonal=True)
    if speaker is None and kind in {"say", "write"}:
        speaker = _beside(verb, content)
    if not can_say(verb, lemma, kind, speaker):
        return None
    if shows(lemma, speaker):
        kind = "evidence"
    return Attribution(verb, lemma, kind, content, speaker, whole=child(verb, "neg") is not None)


def _leaves_open(verb: Token) -> bool:
    """`did not say whether the road would open`: the question is put down to the speaker, with the refusal."""
    clause = child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return False
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or first.tag_ in {"WRB", "WP", "WDT"}


def _beside(verb: Token, content: set[int]) -> Token | None:
    """The noun next to a finite verb of saying for which the parse found no subject; people, bodies and names only."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or own_subject(verb) is not None or verb.dep_ in {"conj", "relcl"}:
        return None
    doc, sentence = verb.doc, verb.sent
    if max(content) < verb.i:  # "..., said a former spokesman, Ann Holm"
        nouns = [w for w in verb.children if w.i > verb.i and w.pos_ in NOMINAL and w.i - verb.i <= _NEAR]
        return next((w for w in nouns if is_holder(w) and w.ent_type_ not in _TIMES), None)
    for i in range(verb.i - 1, max(sentence.start, verb.i - _NEAR) - 1, -1):
        word = doc[i]
        if word.pos_ in NOMINAL and word.ent_type_ not in _TIMES and i not in content and is_holder(word):
            return word
    return None


def _content(verb: Token) -> set[int]:
    """What the clause verb covers, wherever it stands; empty where it covers no clause."""
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and own_subject(verb) is not None:
        return around(verb, verb.head)
    rest = inserted(verb) or inverted(verb)
    if rest:
        return rest
    clause = complement(verb)
    if clause is not None:
        return before(verb, clause) if clause.i < verb.i else after(verb, clause)
    mark = child(verb, "mark", "advmod")
    if verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as" and not _has_object(verb):
        return around(verb, _main(verb.head))
    return object_clause(verb) or trailing(verb) or set()


def _has_object(verb: Token) -> bool:
    """`as they wrote the story`: while they did it; "as they wrote", "as they told us", "as they put it" lack one."""
    noun = child(verb, "dobj")
    return noun is not None and noun.pos_ != "PRON" and verb.lemma_.lower() not in ADDRESSING


def _is_hypothetical(verb: Token) -> bool:
    """Questions and denials say nothing: "did not say whether", "to say that would be wrong"."""
    negated = child(verb, "neg") is not None and not _leaves_open(verb)
    return (negated and verb.lemma_ in {"say", "tell", "know", "mean"}) or (verb.tag_ == "VB" and verb.dep_ == "csubj")


def _main(head: Token) -> Token:
    """The clause that an "as X said" comments on."""
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    return head


def _quoted_source(verb: Token) -> Attribution | None:
    """`Holm, as referenced by Lund, ties ...`: the clause is Holm's, in Lund's account."""
    if verb.lemma_.lower() not in _CITING | {"report", "tell", "paraphrase"} or verb.tag_ != "VBN":
        return None
    mark = child(verb, "mark", "advmod", "prep")
    by = agent(verb)
    if verb.dep_ not in {"advcl", "acl"} or mark is None or mark.lower_ != "as" or by is None:
        return None
    main = _main(verb.head)
    quoted = own_subject(main)
    found = Attribution(verb, verb.lemma_.lower(), "say", around(verb, main), by)
    if quoted is not None and quoted.i < verb.i and quoted.pos_ in {"PROPN", "NOUN", "PRON"}:
        found.cited = [quoted]
    return found


# -- noun phrases, infinitives, prepositions ----------------------------------------------------------------------


def _phrasal(verb: Token) -> Attribution | None:
    """`criticised the plan`, `vowed to appeal`, `called for talks`."""
    lemma = cue_lemma(verb)
    if is_passive(verb) or verb.dep_ in {"csubj", "amod"} or _is_participle(verb):
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
    if kind is None or anchor is None or speaker is None or not (is_holder(speaker) or _is_who(verb)):
        return None
    if _says_nothing(verb, lemma, kind) or (anchor.dep_ in {"xcomp", "ccomp"} and _is_scene(verb)):
        return None
    if kind == "evidence" and not shows(lemma, speaker):
        return None
    if kind == "stance" and any(word.dep_ == "aux" and word.lower_ in _MODALS for word in verb.children):
        return None
    content = objects(verb, anchor) | _condition(verb)
    empty = anchor.dep_ == "dobj" and is_nothing(anchor) and content == {anchor.i}  # "said it", not "called it a lie"
    if empty or not can_say(verb, lemma, kind, speaker):
        return None
    return Attribution(verb, lemma, kind, content, speaker, whole=True)


def _is_scene(verb: Token) -> bool:
    """`heard somebody telling a dog to be quiet`: an order that is overheard is what happened, and nobody's claim."""
    if verb.tag_ != "VBG" or child(verb, "aux") is not None:
        return False
    above = verb
    for _ in range(_SCENE):
        if above.head.i == above.i or (above.dep_ == "conj" and above.pos_ in {"VERB", "AUX"}):
            return False
        above = above.head
        if above.lemma_.lower() in _PERCEIVING:
            return True
    return False


def _takes_lives(verb: Token) -> bool:
    """`the storm claimed twelve lives`: nobody says that; the parser may read the lives as the subject of a clause."""
    if verb.lemma_.lower() != "claim":
        return False
    noun = next(
        (word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.pos_ in {"NOUN", "PROPN", "PUNCT"}), None
    )
    return noun is not None and noun.lemma_.lower() in {"life", "victim"}


def _names_charge(verb: Token) -> bool:
    """Whether an "accused" in the active says of what: a caption below a picture has "Ann Reyl accused" alone."""
    accused = child(verb, "dobj")
    if accused is None:
        return False
    return any(word.head.i in {verb.i, accused.i} for word in verb.subtree if word.lower_ == "of" and word.i > verb.i)


def _condition(verb: Token) -> set[int]:
    """`threatened to strike, unless wages rise`: a threat or promise holds on its condition only."""
    found: set[int] = set()
    for word in verb.children:
        mark = child(word, "mark") if word.dep_ == "advcl" else None
        late = mark is not None and mark.lower_ == "if" and word.i > verb.i and verb.lemma_.lower() in _PROMISING
        if mark is not None and (mark.lower_ == "unless" or late):
            found |= reach(word)
    return found


def _says_nothing(verb: Token, lemma: str, kind: CueKind) -> bool:
    """Whether the article itself tells of it: an attempt, an answer that never came, somebody who is accused."""
    if (kind == "intent" and lemma not in lexicon().attributed) or (lemma == "accuse" and not _names_charge(verb)):
        return True
    mark = child(verb, "mark") if kind == "intent" and verb.dep_ == "advcl" else None
    if mark is not None and mark.lower_ in {"if", "unless"}:  # "if she wanted to see him": nobody need want it
        return True
    return lemma in _ANSWERING and child(verb, "neg") is not None


def _is_who(verb: Token) -> bool:
    """`the leadership, who criticised ...`: whatever "who" stands for is people."""
    subject = own_subject(verb)
    return subject is not None and subject.lower_ == "who"


def _is_participle(verb: Token) -> bool:
    """`Asked about the delay, he left`: a passive without its auxiliary."""
    return verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and child(verb, "aux", "auxpass") is None


def _frame_kind(lemma: str, word: Token) -> CueKind | None:
    lex = lexicon()
    frames: dict[str, Frame] = {"dobj": "object", "xcomp": "infinitive", "ccomp": "infinitive"}
    if word.dep_ == "prep":
        noun = child(word, "pobj")
        timed = noun is not None and noun.ent_type_ in {"DATE", "TIME"}
        return None if timed else lex.prepositions.get((lemma, word.lower_))
    joint = child(word, "mark") if word.dep_ in {"advcl", "ccomp", "xcomp"} else None
    if joint is not None and joint.lower_ == "for" and word.tag_ == "VB":  # "called for the ministers to resign"
        return lex.prepositions.get((lemma, "for"))
    frame = frames.get(word.dep_)
    if frame is None:
        return None
    if word.dep_ == "ccomp" and word.left_edge.tag_ in {"WP", "WRB", "WDT"}:  # "discussed how to pay", "denounced what"
        return lex.verb(lemma, "object")
    if word.dep_ == "xcomp" and word.tag_ == "VBG" and (kind := lex.verb(lemma, "object")) is not None:
        return kind  # "denied knowing", "reported seeing": the participle stands for a noun
    return lex.verb(lemma, frame)
