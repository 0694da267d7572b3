"""How a query is read: what each mark means, what a mistake is read as, and what waits while it is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.search.parsing import MOST_PROBLEMS, parse
from explorer.search.query import All, Any, Field, Leaf, Near, Node, Not, Phrase, Prefix, Query, Range, Word


def shown(node: Node | None) -> str:
    """A tree on one line; … after what may still be being typed."""
    match node:
        case None:
            return ""
        case Not(inner):
            return f"-{shown(inner)}"
        case All(nodes):
            return f"({' & '.join(map(shown, nodes))})"
        case Any(nodes):
            return f"({' | '.join(map(shown, nodes))})"
        case _:
            return shown_leaf(node)


def shown_leaf(leaf: Leaf) -> str:
    match leaf:
        case Word(text, is_open):
            return text + "…" * is_open
        case Prefix(text):
            return f"{text}*"
        case Phrase(words, is_open):
            return f'"{" ".join(words)}{"…" * is_open}"'
        case Near(left, right, distance, is_open):
            return f"{' '.join(left)}~{distance}~{' '.join(right)}{'…' * is_open}"
        case Field(name, value, is_open):
            return f"{name}={value}{'…' * is_open}"
        case Range(name, low, high, unit):
            ends = ["" if end is None else f"{end:.6g}" for end in (low, high)]
            return f"{name}={'..'.join(dict.fromkeys(ends))}{unit and f' {unit}'}"


def read(text: str, kind: SearchKind = "claim", *, is_finished: bool = False) -> Query:
    return parse(text, kind, is_finished=is_finished)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("ferry strike", "(ferry & strike…)"),
        ("ferry ferry ", "ferry"),
        ('"ferry strike" port', '("ferry strike" & port…)'),
        ("“ferry strike” «port»", '("ferry strike" & "port")'),
        ("-ferry strike ", "(-ferry & strike)"),
        ('port -"ferry strike" -(a OR b)', '(port & -"ferry strike" & -(a | b))'),
        ("port ferry OR train", "(port & (ferry | train…))"),
        ("a OR b OR c", "(a | b | c…)"),
        ("(ferry strike) OR train ", "((ferry & strike) | train)"),
        ("((ferry) (strike)) ", "(ferry & strike)"),
        ("ferr* ", "ferr*"),
        ("well-kno* ", '"well kno…"'),
        ("ferry near/5 strike ", "ferry~5~strike"),
        ('"ferry crew" NEAR/2 strike near/3 port ', "(ferry crew~2~strike & strike~3~port)"),
        ("-well-known ", '-"well known"'),
        ("well-known OR famous ", "((well & known) | famous)"),
        ("(ferry OR -train) -source:wire ", "((ferry | -train) & -source=wire)"),
    ],
)
def test_marks(text: str, tree: str) -> None:
    query = read(text)
    assert (shown(query.node), query.problems) == (tree, ())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("source:wire ", "source=wire"),
        ("Source:Wire ", "source=wire"),
        ('source:"baltic wire",paper ', "(source=baltic wire | source=paper)"),
        ("entity:AT&T ", "entity=att"),
        ("kind:prediction,opinion ", "(kind=prediction | kind=opinion)"),
        ("kind:direct-quote ", "kind=direct_quote"),
        ("kind:quote ", "(kind=direct_quote | kind=mixed_quote | kind=indirect_quote)"),
        ("has:number ", "has=number"),
        ("disagreement:number ", "disagreement=number"),
        ("number:>50B ", "number=5e+10.."),
        ("number:> 50B ", "number=5e+10.."),
        ("number:>50 billion ", "number=5e+10.."),
        ("number:5 percent ", "number=0.05 ratio"),
        ("number:$50B.. ", "number=5e+10.. USD"),
        ("number:1,200 ", "number=1200"),
        ("number:<15% ", "number=..0.15 ratio"),
        ("number:5..10% ", "number=0.05..0.1 ratio"),
        ("number:€1bn..3bn ", "number=1e+09..3e+09 EUR"),
        ("number:3..1 ", "number=1..3"),
        ('number:"12 tonnes" ', "number=12 tonne"),
        ("number:-5% ", "number=-0.05 ratio"),
        ("origins:2.. ", "origins=2.."),
        ("date:2025-09-11 ", "date=739505"),
        ("date:2025-09 ", "date=739495..739524"),
        ("date:2025 ", "date=739252..739616"),
        ("date:2025-09.. ", "date=739495.."),
        ("date:..2025 ", "date=..739616"),
        ("date:>2025 ", "date=739617.."),
        ('date:"11 September 2025" ', "date=739505"),
        ('date:"Sept 2025".. ', "date=739495.."),
    ],
)
def test_fields(text: str, tree: str) -> None:
    query = read(text)
    assert (shown(query.node), query.problems) == (tree, ())
    assert read(text.strip(), is_finished=True).node == query.node


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Ferry strike: what we know ", "(ferry & strike & what & we & know)"),
        ("Source: Reuters ", "(source & reuters)"),
        ("Re:Invent ", "(re & invent)"),
        ("9:30 to 10:15 ", "(9 & 30 & to & 10 & 15)"),
        ("https://ex.am/port?q=1 ", "(https & exam & port & q & 1)"),
        ("AT&T U.S. e.g. ", "(att & us & eg)"),
        ("-5 % ", "(5 & percent)"),
        ("5 pct cut % ", "(5 & percent & cut)"),
        ("-737 ", "737"),
        ("rise - and fall -- again ", "(rise & and & fall & again)"),
        ('a 19" screen ', "(a & 19 & screen)"),
        ("Oslo's port ", "(oslo & port)"),
        ("Norvik (NRVK) shares ", "(norvik & nrvk & shares)"),
        ("a) ferry b) port ", "(a & ferry & b & port)"),
        ("rock or roll ", "(rock & or & roll)"),
        ("Salem, OR police ", "(salem & or & police)"),
        ("STRIKE OR PAY: FERRY CREWS CHOOSE ", "(strike & or & pay & ferry & crews & choose)"),
        ("NATO OR UN ", "(nato | un)"),
        ("**ferry** ", "ferry"),
        ("ferry — ", "ferry"),
        ("foo() bar ", "(foo & bar)"),
        (r"C:\ports\oslo ", "(c & portsoslo)"),
        ("", ""),
        ("  — … ( ) ", ""),
    ],
)
def test_ordinary_text_is_read_as_a_reader_would(text: str, tree: str) -> None:
    query = read(text)
    assert shown(query.node) == tree
    if "( )" not in text:
        assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("ferry AND train ", "(ferry & train)"),
        ("ferry AND", "ferry"),
        ("ferry AND ", "ferry"),
        ("AND ferry ", "(and & ferry)"),
        ("ferry and train ", "(ferry & and & train)"),
        ("NOT ferry ", "-ferry"),
        ("train NOT", "train"),
        ("train AND NOT (a OR source:wire) ", "(train & -(a | source=wire))"),
        ('ferry OR NOT "night train" ', '(ferry | -"night train")'),
        ("NATO AND NOT Oslo ", "(nato & -oslo)"),
        ("DO NOT ENTER ", "(do & not & enter)"),
        ("STRIKE AND PAY NOT SETTLED ", "(strike & and & pay & not & settled)"),
        (r"ferry \AND train ", "(ferry & and & train)"),
        (r"ferry \NOT train ", "(ferry & not & train)"),
        ('"ferry AND train" ', '"ferry and train"'),
        ("title:NOT ", "(title & not)"),
    ],
)
def test_and_and_not_are_taken_as_other_programs_mean_them(text: str, tree: str) -> None:
    assert shown(read(text).node) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (r"\-ferry ", "ferry"),
        (r"ferry \OR train ", "(ferry & or & train)"),
        (r"source\:wire ", "(source & wire)"),
        (r"\"ferry strike\" ", "(ferry & strike)"),
        (r"\(ferry ", "ferry"),
        (r'"say \"no\" now" ', '"say no now"'),
        ("ferry\\", "ferry"),
    ],
)
def test_a_backslash_takes_a_meaning_away(text: str, tree: str) -> None:
    assert shown(read(text, is_finished=True).node) == tree
    assert read(text, is_finished=True).problems == ()


@pytest.mark.parametrize(
    ("text", "tree", "said"),
    [
        ('"ferry strike', "(ferry & strike…)", "quotation mark"),
        ("(ferry OR train", "(ferry | train…)", "bracket"),
        ("OR ferry ", "(or & ferry)", "OR"),
        ("ferry OR ", "(ferry & or)", "OR"),
        ("ferry () port ", "(ferry & port)", "brackets"),
        ("near/5 port ", "(near & 5 & port)", "near/5"),
        ("ferry near/5 source:wire ", "(ferry & near & 5 & source=wire)", "near/5"),
        ("number:many port ", "(number & many & port)", "“many” behind number:"),
        ("number:1..2..3 port ", "(number & 1 & 2 & 3 & port)", "1..2..3"),
        ("date:2025-13 port ", "(date & 2025 & 13 & port)", "2025-13"),
        ("date:2025-02-30 ", "(date & 2025 & 02 & 30)", "2025-02-30"),
        ("origins:5% ", "(origins & 5 & percent)", "5%"),
        ("sorce:wire ", "(sorce & wire)", "did you mean source:?"),
        ("publisher:wire ", "(publisher & wire)", "did you mean source:?"),
        ("colour:red ", "(colour & red)", "no field “colour”"),
        ("kind:predicton ", "(kind & predicton)", "did you mean prediction?"),
        ("source: wire ", "(source & wire)", "source:wire".replace("wire", "reuters")),
        ("source:", "", "has no value"),
        ('ferry "" ', "ferry", "no word"),
        ("has:flag ", "has=flag", "asked of sources, so no claims are found"),
    ],
)
def test_a_mistake_is_read_as_plain_words_and_said_in_one_sentence(text: str, tree: str, said: str) -> None:
    query = read(text, is_finished=True)
    assert shown(query.node) == tree
    (problem,) = query.problems
    assert said in problem
    assert problem.endswith(".")
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"', ""),
        ('"ferry st', '"ferry st…"'),
        ('"ferry ', '"ferry"'),
        ("ferry OR", "ferry"),
        ("ferry OR ", "ferry"),
        ("ferry near/", "ferry"),
        ("ferry near/5 ", "ferry"),
        ("ferry -", "ferry"),
        ("(ferry OR", "ferry"),
        ("ferry (", "ferry"),
        ("source:", ""),
        ('source:"', ""),
        ('source:"baltic w', "source=baltic w…"),
        ("-has:", ""),
        ("(ferry -(has:", "ferry"),
        ("kind:pred", "kind=prediction"),
        ("kind:", ""),
        ("type:person,", "type=person"),
        ("date:20", ""),
        ("date:2025-", "date=739252..739616"),
        ("date:2025-0", "date=739252..739616"),
        ("date:2025-1", "date=739252..739616"),
        ("number:>", ""),
        ("number:>$", ""),
        ("number:5.", "number=5"),
        ("number:5..", "number=5.."),
    ],
)
def test_what_is_still_being_typed_waits_and_is_no_mistake(text: str, tree: str) -> None:
    query = read(text)
    assert (shown(query.node), query.problems) == (tree, ())


@pytest.mark.parametrize(
    "text",
    [
        '"ferry strike" -port',
        "(ferry OR train) source:wire",
        "date:2025-09..2025-11 kind:opinion",
        "ferry near/5 strike",
    ],
)
def test_no_letter_of_a_good_query_makes_a_mistake_on_the_way(text: str) -> None:
    for end in range(len(text) + 1):
        assert read(text[:end]).problems == (), text[:end]


def test_a_word_after_a_figure_that_is_no_part_of_it_stays_a_word() -> None:
    assert shown(read("number:>50 billions of ").node) == "(number=50.. & billions & of)"
    assert shown(read("number:50 jobs ").node) == "(number=50 & jobs)"


def test_other_lists_take_their_own_choices_and_those_of_claims() -> None:
    assert shown(read("kind:heading ", "passage").node) == "kind=heading"
    assert shown(read("kind:opinion ", "passage").node) == "kind=opinion"
    assert read("has:alias ", "entity").problems == ()
    assert "of entities, so no sources" in read("has:alias ", "source").problems[0]


def test_a_long_query_is_cut_and_a_deep_one_flattened() -> None:
    query = read("ferry " * 400)
    assert shown(query.node) == "ferry"
    assert "first 1,000 characters" in query.problems[0]
    for text in (
        "(" * 5000 + "ferry",
        "-(" * 400 + "ferry" + ")" * 400,
        "(" * 300 + "ferry" + ")" * 300,
        "-" * 900 + "a",
    ):
        assert parse(text, "claim").text == text
    assert shown(read("(" * 300 + "ferry" + ")" * 300).node) == "ferry"


MARKS = (
    '"', "“", "(", ")", "-", "OR ", "OR", "near/5 ", "near/", "*", "\\", ":", "source:", "date:", "number:", "has:",
    "kind:", "..", ">", "2025", "2025-09", "50B", "$", " ", "ferry", "阿里", "é", "\0", "\n", "\u202e", "%", "_", "'s",
    "sorce:", "\ud800", "٣", "²", ",", "3/4",
)  # fmt: skip
QUERIES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(MARKS), max_size=25).map("".join))


@settings(max_examples=500)
@given(QUERIES, st.sampled_from(SEARCH_KINDS), st.booleans())
def test_whatever_is_typed_is_read(text: str, kind: SearchKind, is_finished: bool) -> None:
    query = parse(text, kind, is_finished=is_finished)
    assert query.text == text
    assert len(query.problems) <= MOST_PROBLEMS
    for problem in query.problems:
        assert problem.endswith(".")
        assert problem.splitlines() == [problem]
        assert not any(word in problem.lower() for word in ("sqlite", "select ", "regex", "traceback", "error"))
