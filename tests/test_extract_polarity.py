"""What nobody says, somebody rejects or asks, is read with the clause that says so, and never alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.extract import Reader
from explorer.resolve import resolve
from tests.articles import article, statements


def together(one: str, other: str) -> bool:
    """Whether the two sentences, each in a file of its own, support one claim."""
    reader = Reader()
    sources = [
        replace(article(text), id=name, path=f"{name}.txt", sha256=name * 32)
        for name, text in (("a1", one), ("b2", other))
    ]
    claims = resolve([reader.read(source) for source in sources]).claims
    return any(len({piece.statement.source for piece in claim.evidence}) == 2 for claim in claims)


def texts(sentence: str) -> list[str]:
    """The texts of the claims of a sentence."""
    return [claim.text for claim in resolve([Reader().read(article(sentence))]).claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody at the ministry said that the dam was safe.",
        "No one in the cabinet claimed that taxes would fall.",
        "None of the witnesses said that Ann Holm fired the shot.",
        "No official has confirmed that the bridge will close in May.",
        "Few economists believe that Norway will cut interest rates this year.",
        "Hardly anyone in Lund thinks that the ferry will return.",
        "Only three of the 12 jurors said that Holm was guilty.",
        "Only one in ten doctors believes that the drug Velaro works.",
        "Neither the mayor nor the governor said that the school would close.",
        "The minister stopped short of saying that Norway had broken the treaty.",
        "The court is far from saying that the law is invalid.",
        "There is no basis for suggesting that Ann Holm took the money.",
        "The judge found no reason to believe that the witness lied.",
        "Mara Quist laughed off a suggestion that she would run for mayor.",
        "Ostara brushed off claims by the union that the mine was unsafe.",
        "Nor did she say who paid for the trip to Norway.",
        "Ostara neither confirmed nor denied that it had sold the mine to Lund Steel.",
        "The ministry would neither confirm nor deny that the spy had been arrested in Oslo.",
        "Holm could not recall being told that the valve was broken.",
        "The minister falsely claimed that Norway had banned diesel cars in 2020.",
        "Many mistakenly believed that Ostara owned the ferry.",
        "Holm was wrong to say that the mine was safe.",
        "It would be wrong to say that Norway caused the outage.",
    ],
)
def test_what_nobody_vouches_for_is_read_with_who_does_not(sentence: str) -> None:
    found = [one for one in statements(sentence) if one.cue is not None]
    assert found
    for one in found:
        assert len(one.segments) == 1
        assert one.segments[0].start > one.whole[0].start
        assert [sentence[span.start : span.end] for span in one.whole] == [sentence.rstrip(".")]
    assert texts(sentence) == [sentence]


def test_who_stops_short_of_a_charge_is_its_speaker_and_who_sees_no_reason_is_not() -> None:
    (short,) = statements("The minister stopped short of saying that Norway had broken the treaty.")
    assert [link.text for link in short.chain] == ["The minister"]
    (none,) = statements("The judge found no reason to believe that the witness lied.")
    assert none.chain == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A few economists say that Norway will cut interest rates.",
        "No fewer than 20 experts said that Norway will cut interest rates.",
        "Not only the bank said that Norway will cut interest rates.",
    ],
)
def test_some_and_many_do_vouch(sentence: str) -> None:
    (one,) = statements(sentence)
    assert one.whole == ()


@pytest.mark.parametrize(
    "verb", ["hit back at", "pushed back against", "faces", "dismissed as nonsense", "brushed aside"]
)
def test_who_meets_a_claim_does_not_make_it(verb: str) -> None:
    sentence = f"Ostara {verb} claims that the river was poisoned in 2019."
    found = [one for one in statements(sentence) if sentence[one.start :].startswith("that the river")]
    assert all(one.whole and not one.chain for one in found)
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Had the company told investors that the mine was flooded, the shares would have crashed.",
        "If Holm had said that the mine was flooded, investors would have sold.",
        "Had Ostara admitted in May that the mine was flooded, Norway would have paid.",
        "Critics would have said that Holm lied to parliament.",
    ],
)
def test_what_was_never_said_is_nobodys_statement(sentence: str) -> None:
    assert all(one.cue is None and not one.chain for one in statements(sentence))
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is unclear whether the office in Norway will reopen.",
        "It was not immediately known if Ann Holm will lead the office in Norway.",
        "It is not clear, though, whether Norway will pay 40 million euros.",
        "It is possible to buy the phone in Norway for 40 euros.",
        "It emerged that Holm had paid 40 million euros to Norway.",
    ],
)
def test_an_it_that_stands_for_a_clause_names_nobody(sentence: str) -> None:
    assert sentence in texts(f"Microsoft lost 3 billion euros in May. {sentence}")


def test_an_it_that_stands_for_a_firm_names_it() -> None:
    assert "Microsoft is likely to close its office in Norway." in texts(
        "Microsoft lost 3 billion euros in May. It is likely to close its office in Norway."
    )


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The union threatened to strike on Monday unless Ostara raises wages by 5 percent.",
            "to strike on Monday unless Ostara raises wages by 5 percent",
        ),
        (
            'Scholars concluded that it is "very likely" that Holm wrote the play in 1594.',
            'that it is "very likely" that Holm wrote the play in 1594',
        ),
    ],
)
def test_conditions_and_doubts_stay_with_what_is_said(sentence: str, content: str) -> None:
    assert content in [sentence[one.start : one.end] for one in statements(sentence)]


DEED = "Ostara company bribed the mayor of Lund with 40 barrels of herring in 2019."


@pytest.mark.parametrize(
    "opening",
    [
        "Reporters asked Ann Holm whether",
        "It is unclear whether",
        "Ann Holm denied that",
        "Ann Holm refused to say whether",
        "Nobody said that",
        "Ann Holm falsely claimed that",
        "Ann Holm laughed off claims that",
        "There is no basis for saying that",
    ],
)
def test_a_question_or_a_denial_is_no_support(opening: str) -> None:
    sentence = f"{opening} the {DEED}"
    assert not together(f"The {DEED}", sentence)
    assert together(sentence, sentence.replace("barrels", "big barrels"))


@pytest.mark.parametrize(
    "speaker", ["Ann Holm said that", "A few economists believe that", "No fewer than ten men said"]
)
def test_who_says_so_supports_it(speaker: str) -> None:
    assert together(f"The {DEED}", f"{speaker} the {DEED}")


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "Asked if the minister had lied to parliament, Holm said she did not know.",
            "if the minister had lied to parliament",
        ),
        (
            "Holm did not answer when asked whether Ostara had bribed the mayor.",
            "whether Ostara had bribed the mayor",
        ),
        (
            "Holm, asked whether Ostara had bribed the mayor, left the room.",
            "whether Ostara had bribed the mayor",
        ),
    ],
)
def test_who_was_asked_does_not_ask(sentence: str, asked: str) -> None:
    (one,) = (one for one in statements(sentence) if sentence[one.start : one.end] == asked)
    assert one.chain == ()
    assert one.impersonal
    assert sentence in texts(sentence)


def test_a_threat_keeps_its_condition_behind_a_comma_and_in_front() -> None:
    for sentence in (
        "The union threatened to strike at Ostara, unless the firm raises wages by 5 percent.",
        "Unless Ostara raises wages, the union threatened to strike in May.",
    ):
        assert texts(sentence) == [sentence]


def test_what_is_written_in_a_supposition_is_no_statement_of_its_own() -> None:
    assert texts("The panel concluded that it was 'very likely' that Shakespeare wrote both plays.") == [
        "It was 'very likely' that Shakespeare wrote both plays."
    ]


def test_who_is_named_behind_by_does_ask() -> None:
    sentence = "Asked by a reporter whether Ostara had bribed the mayor, Holm said that she was late."
    (one,) = (one for one in statements(sentence) if sentence[one.start :].startswith("whether"))
    assert [link.text for link in one.chain] == ["a reporter"]


def test_a_finite_verb_joined_to_a_denied_one_is_not_denied() -> None:
    for sentence in (
        "Holm could not say who was in the mill, but said the roof was safe.",
        "Holm did not name the buyer and said the roof was safe.",
    ):
        (said,) = [one for one in statements(sentence) if sentence[one.start : one.end] == "the roof was safe"]
        assert not said.whole
    both = "Holm did not comment or say that the roof was safe."
    (unsaid,) = [one for one in statements(both) if both[one.start : one.end] == "that the roof was safe"]
    assert unsaid.whole
