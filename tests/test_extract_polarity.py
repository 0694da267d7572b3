"""What nobody says, somebody rejects or asks, is read with the clause that says so, and never alone."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.resolve import resolve
from tests.articles import article, statements


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
