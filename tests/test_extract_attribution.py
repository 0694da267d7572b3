"""Who says what: each construction of reported speech in invented news sentences, and what is no attribution."""

from __future__ import annotations

import pytest

from tests.articles import asserted, said, statements


@pytest.mark.parametrize(
    ("sentence", "content", "speaker"),
    [
        ("The ministry said that exports fell by 4% in May.", "that exports fell by 4% in May", "The ministry"),
        ("Exports fell by 4% in May, the ministry said on Friday.", "Exports fell by 4% in May", "the ministry"),
        ('"We will rebuild the bridge," said Mara Quist.', '"We will rebuild the bridge,"', "Mara Quist"),
        ('"We will rebuild the bridge," she said.', '"We will rebuild the bridge,"', "she"),
        ("According to the court, two clerks took bribes.", "two clerks took bribes", "the court"),
        ("Two clerks took bribes, according to the court.", "Two clerks took bribes", "the court"),
        ("Two clerks took bribes, as the court put it.", "Two clerks took bribes", "the court"),
        ("The minister argued the tax would hurt small farms.", "the tax would hurt small farms", "The minister"),
        ("Engineers believe the dam is safe.", "the dam is safe", "Engineers"),
        ("She told reporters the dam was safe.", "the dam was safe", "She"),
        ('Mara Quist: "The dam is safe and will stay open."', '"The dam is safe and will stay open."', "Mara Quist"),
        ('"The dam is safe and will stay open." — Mara Quist', '"The dam is safe and will stay open."', "Mara Quist"),
        ("The union criticised the plan as reckless.", "the plan as reckless", "The union"),
        ("Norway called for new talks.", "new talks", "Norway"),
        ("Crowds heard the ministry's claim that the vote was fair.", "that the vote was fair", "the ministry"),
    ],
)
def test_each_construction_gives_its_content_and_its_speaker(sentence: str, content: str, speaker: str) -> None:
    assert (content, (speaker,)) in said(sentence)


def test_an_inserted_comment_leaves_two_segments_without_subject_and_verb() -> None:
    assert said("Acts of protest, Mr. Holm said, are part of democracy.") == [
        ("Acts of protest / are part of democracy", ("Mr. Holm",))
    ]


def test_a_comment_may_stand_between_subject_and_verb_in_inverted_order() -> None:
    ((content, chain),) = said("No other mine, said the inspector, has come close to that depth.")
    assert content.startswith("No other mine / has come close")
    assert chain == ("the inspector",)


def test_a_tail_behind_the_cue_goes_on_with_the_content() -> None:
    contents = [
        content for content, _ in said("Neither port has closed, the report said, with both ports taking ships.")
    ]
    assert contents == ["Neither port has closed / with both ports taking ships"]


def test_a_quotation_is_never_split_over_its_cue() -> None:
    text = '"The number changed every month," said Mara Quist, the mayor. "Nobody told us why."'
    assert said(text) == [
        ('"The number changed every month," / "Nobody told us why."', ("Mara Quist, the mayor",)),
    ]


def test_both_halves_of_one_quoted_sentence_belong_together() -> None:
    text = '"If you look at the books," Ann Reyl said in an interview, "you will find no such payment."'
    assert [content for content, _ in said(text)] == ['"If you look at the books," / "you will find no such payment."']


def test_a_partly_quoted_clause_is_one_mixed_quotation() -> None:
    (one,) = [s for s in statements('A spokesman said the ministry was "reviewing every contract" this week.') if s.cue]
    assert one.kind == "mixed_quote"


def test_a_closed_quotation_in_the_next_paragraph_is_an_utterance_of_the_same_speaker() -> None:
    found = said(
        'Mara Quist met the builders on Friday. "No more surprises," she said.', '"The city deserves an answer."'
    )
    assert found == [('"No more surprises,"', ("she",)), ('"The city deserves an answer."', ("she",))]


def test_a_floating_quotation_continues_the_last_speaker() -> None:
    paragraphs = (
        "Mara Quist met the builders on Friday. She said the harbour would open.",
        'The builders were not amused. "The city deserves an answer." Nobody replied.',
    )
    (one,) = [s for s in statements(*paragraphs) if s.cue is None and s.chain]
    assert one.chain[0].reason == "goes on speaking"


def test_a_paragraph_that_ends_in_a_colon_hands_over_to_the_next() -> None:
    found = said("Asked about the delay, Mara Quist said:", '"We were told nothing by the builders."')
    assert found == [('"We were told nothing by the builders."', ("Mara Quist",))]


def test_adding_shares_the_subject_of_said() -> None:
    found = said("The minister said the road was open, adding that two bridges were closed.")
    assert found == [("the road was open", ("The minister",)), ("that two bridges were closed", ("The minister",))]


def test_impersonal_passives_have_no_speaker() -> None:
    (one,) = statements("The harbour is expected to open in 2031.")
    assert one.impersonal
    assert one.chain == ()
    assert one.kind == "prediction"
    assert one.start == 0


def test_a_passive_with_an_agent_is_the_agents() -> None:
    found = said("The plan was criticised by the farmers' union.")
    assert [chain for _, chain in found] == [("the farmers' union",)]


def test_reportedly_stands_for_an_unnamed_reporter() -> None:
    ((_, chain),) = said("The company reportedly sold the same steel to four other projects.")
    (one,) = statements("The company reportedly sold the same steel to four other projects.")
    assert chain == ("reportedly",)
    assert one.chain[0].kind == "unnamed"
    assert one.impersonal


def test_what_is_said_behind_a_cue_stays_in_one_piece() -> None:
    found = said("The agency said that Ostara had raised its output since March and that Velden was testing turbines.")
    assert found == [
        ("that Ostara had raised its output since March and that Velden was testing turbines", ("The agency",))
    ]


def test_clauses_of_a_long_sentence_in_front_of_its_cue_are_statements_with_one_chain() -> None:
    found = said(
        "Ostara has raised its output since March, while Velden is testing a smaller turbine, the agency said."
    )
    assert found == [
        ("Ostara has raised its output since March", ("the agency",)),
        ("Velden is testing a smaller turbine", ("the agency",)),
    ]


def test_another_voice_ends_the_content() -> None:
    found = said("Holm said that the reforms were complete, and critics warned that the army kept its power.")
    assert ("that the reforms were complete", ("Holm",)) in found
    assert ("that the army kept its power", ("critics",)) in found


def test_a_participle_behind_a_verb_of_saying_is_the_speakers() -> None:
    found = said("Holm said the reforms were complete, suggesting that the army had kept its word.")
    assert any("the army had kept its word" in content and chain == ("Holm",) for content, chain in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The move suggests that the gap between the two rivals is narrowing.",
        "The compatibility of the system offers a clear advantage to Norway.",
        "Resilience could challenge even the largest ports of Norway.",
        "Velden moved its assembly to Lund in May, highlighting a dual approach to cost and supply.",
        "Velden closed two mines in Norway, signalling that the boom in ore is over.",
        "Holm left the party in May, underscoring the divide over the reforms.",
        "I know that Velden will hire 300 workers in Lund.",
        "You said that Velden had cut 300 jobs in Lund.",
        "Do you support the plan of Velden for 300 mines?",
        "The proportion of Norwegian voters who say that Holm should resign rose to 44% in May.",
        "Norway seeks to build four new reactors by 2040.",
        "The minister did not say that the road would open.",
        "Velden and Boreal did not respond to requests of the Courier.",
        "The company focused on cheaper chips in May.",
    ],
)
def test_inferences_plans_and_denials_of_speech_are_nobodys_words(sentence: str) -> None:
    assert said(sentence) == []


def test_an_attempt_is_the_articles_own_statement_of_kind_intent() -> None:
    (one,) = statements("Norway seeks to build four new reactors by 2040.")
    assert one.kind == "intent"
    assert one.chain == ()


@pytest.mark.parametrize("verb", ["plans", "wants", "intends"])
def test_a_plan_is_put_down_to_whose_it_is(verb: str) -> None:
    (one,) = statements(f"Norway {verb} to build four new reactors by 2040.")
    assert (one.kind, one.cue is not None and one.cue.kind, one.chain[0].text) == ("intent", "intent", "Norway")


def test_short_quoted_words_are_no_statements() -> None:
    assert said('The "smart" port of Ellery employs 2,400 workers.') == []


def test_titles_of_works_are_no_quotations() -> None:
    assert said('The museum bought "The Winter Road Through Norland" for $2 million.') == []


def test_a_verb_keeps_the_subject_it_shares_with_a_cue() -> None:
    sentence = "A court in Lund on Thursday acquitted Holm of fraud, ruling that the evidence was weak."
    assert asserted(sentence) == ["A court in Lund on Thursday acquitted Holm of fraud"]
    assert said(sentence) == [("that the evidence was weak", ("A court in Lund",))]


@pytest.mark.parametrize("sentence", ["Do you support the mayor of Lund?", "Will Velden close its mine in Lund"])
def test_a_question_of_the_article_states_nothing(sentence: str) -> None:
    assert statements(sentence) == ()


def test_questions_are_no_claims() -> None:
    assert asserted("Is the tunnel worth $4 billion to the city of Ellery?") == []


def test_what_makes_no_sense_alone_keeps_its_clause_beside_its_content() -> None:
    text = "The union criticised the plan as reckless."
    (statement,) = statements(text)
    assert [text[span.start : span.end] for span in statement.segments] == ["the plan as reckless"]
    assert [text[span.start : span.end] for span in statement.readable] == ["The union criticised the plan as reckless"]


@pytest.mark.parametrize(
    ("sentence", "content", "readable"),
    [
        ("The minister did not say whether the road would open.", "whether the road would open",
         "The minister did not say whether the road would open"),
        ("Holm refused to say who paid.", "who paid", "Holm refused to say who paid."),
        ("Holm denied that the bridge was safe.", "that the bridge was safe", "Holm denied that the bridge was safe"),
        ("Norway did not confirm that it had bought jets.", "that it had bought jets",
         "Norway did not confirm that it had bought jets"),
    ],
)  # fmt: skip
def test_what_is_left_open_or_denied_is_read_with_its_refusal(sentence: str, content: str, readable: str) -> None:
    (one,) = [s for s in statements(sentence) if [sentence[p.start : p.end] for p in s.segments] == [content]]
    assert [sentence[span.start : span.end] for span in one.readable] == [readable]


def test_who_stands_for_people() -> None:
    text = "The aides of the leadership, who on Monday criticised the ministry, left the hall in Lund."
    assert "the ministry" in [content for content, _ in said(text)]


def test_according_to_covers_what_is_joined_closely_in_front_of_its_comma() -> None:
    assert said("A fault shut the ferry, the quay is closed and two cranes are idle, according to the port.") == [
        ("A fault shut the ferry", ("the port",)),
        ("the quay is closed", ("the port",)),
        ("two cranes are idle", ("the port",)),
    ]
    loose = "The quay was closed, and two cranes were idle, according to the port."
    assert [content for content, _ in said(loose)] == ["two cranes were idle"]


def test_a_wish_in_a_condition_is_nobodys() -> None:
    assert said("If the mayor wanted to see him he would hang a flag on the balcony.") == []
    assert said("The mayor wanted to see him.") != []


def test_as_somebody_said_lacks_its_object_and_as_somebody_wrote_a_book_does_not() -> None:
    assert ("The mill helped the two brothers", ("they",)) not in said(
        "The mill helped the two brothers as they wrote songs about the river."
    )
    assert [content for content, _ in said("The mill was sold in May, as Holm told reporters.")] == [
        "The mill was sold in May"
    ]
