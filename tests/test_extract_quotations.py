"""Quotation marks, clean and dirty: which stretches of a paragraph are quotation, and whose."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from explorer.extract.quotations import even_marks, find_single_quotations, pair_marks, uses_single_marks
from explorer.text.fold import straighten
from tests.articles import asserted, said, statements


def quoted(raw: str) -> list[str]:
    """The quotations of a paragraph as printed."""
    pairs = pair_marks(even_marks(straighten(raw)), raw)
    return [raw[span.start : span.end] for span in pairs.spans]


@pytest.mark.parametrize(
    ("raw", "quotations"),
    [
        ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
        ('“We go," he said. "No,” she said.', ['“We go,"', '"No,”']),
        ("”We go,“ he said.", ["”We go,“"]),
        ("„Wir gehen“, sagte er. „Nein.“", ["„Wir gehen“", "„Nein.“"]),
        ("»Wir gehen«, sagte er.", ["»Wir gehen«"]),
        ("« Nous allons », dit-il.", ["« Nous allons »"]),
        ('" We go , " he said .', ['" We go , "']),
        ('"I never—"he said. "Go—" she said.', ['"I never—"', '"Go—"']),
        ('He said—"we go"—and left.', ['"we go"']),
        ('She said"We go" and left.', ['"We go"']),
        ("“He called it “a farce” and left,” she said.", ["“He called it “a farce” and left,”"]),
        ('"An episode of “Dock Nine,” no less," she said.', ['"An episode of “Dock Nine,” no less,"']),
        ("“One thing. “Another thing.”", ["“One thing. ", "“Another thing.”"]),
        ("He left. A word” said nobody.", []),
        ('"It is over, "Ann Moe said. "We go."', ['"It is over, "', '"We go."']),
        ("“It is over, “said Ann Moe.", ["“It is over, “"]),
        ('We wanted to look into it, "Norvik said in a statement.', []),
        ('Moe told us, "Norvik said it was over," and left.', ['"Norvik said it was over,"']),
        ("” … we learned it later,” she said.", ["” … we learned it later,”"]),
    ],
)
def test_marks_pair_by_shape_and_by_what_stands_beside_them(raw: str, quotations: list[str]) -> None:
    assert quoted(raw) == quotations


@pytest.mark.parametrize(
    ("raw", "quotations"),
    [
        ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
        ('The board is 6\'2" long and 12" wide.', []),
        ("A 13″ screen costs $20, he said.", []),
    ],
)
def test_feet_and_inches_are_no_quotations(raw: str, quotations: list[str]) -> None:
    assert quoted(raw) == quotations


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    pairs = pair_marks('She said: "We will go. We will come back.')
    assert pairs.runs_on
    assert pairs.spans[-1].end == len('She said: "We will go. We will come back.')


def test_a_forgotten_closing_mark_is_put_before_the_words_that_name_the_speaker() -> None:
    pairs = pair_marks('"We will go, she said. The mayor left at noon.')
    assert not pairs.runs_on
    assert quoted('"We will go, she said. The mayor left at noon.') == ['"We will go,']


def test_an_unclosed_phrase_ends_with_its_sentence() -> None:
    assert quoted('They built the "clever port. Nobody came. Nobody left.') == ['"clever port.']


@pytest.mark.parametrize(
    ("raw", "quotations"),
    [
        ("'We go,' he said. 'It isn't over.'", ["'We go,'", "'It isn't over.'"]),
        ("'The ministers' plan is dead,' he said.", ["'The ministers' plan is dead,'"]),
        ("‘We go,’ he said of the ministers’ plan.", ["‘We go,’"]),
        ("He called it 'a disaster' for farmers' markets.", ["'a disaster'"]),
        ("The '90s rock 'n' roll of the ministers' plan.", []),
        ("'Tis the farmers' choice, give 'em all.", []),
        ("It's the workers' union and the company's turn.", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(raw: str, quotations: list[str]) -> None:
    found = find_single_quotations(straighten(raw), raw)
    assert [raw[span.start : span.end] for span in found] == quotations


def test_an_article_of_single_marks_is_known_by_its_speech() -> None:
    assert uses_single_marks("'We go,' he said.\n'They stay,' she said. 'All of them.'")
    assert not uses_single_marks('"We go," he said. "They stay." The ministers\' plan, he said, was dead.')
    assert not uses_single_marks("The workers' plan. The farmers' plan, he said. The '90s were over.")


@pytest.mark.parametrize("seed", range(40))
def test_any_string_of_marks_gives_quotations_in_order_without_overlap(seed: int) -> None:
    rng = random.Random(seed)
    pieces = [
        '"',
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        "''",
        "``",
        "‘",
        "’",
        " ",
        ". ",
        ", ",
        "a",
        "He said",
        "6'2\"",
        "—",
        "\n",
    ]
    raw = "".join(rng.choice(pieces) for _ in range(rng.randrange(60)))
    text = even_marks(straighten(raw))
    assert len(text) == len(raw)
    for spans in (pair_marks(text, raw).spans, pair_marks(text).spans, find_single_quotations(text, raw)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "raw", ['"' * 100_000, '“"' * 50_000, "'a " * 50_000, "''" * 50_000, '"a, ' * 40_000, ' "A' * 40_000]
)
def test_a_hundred_thousand_marks_are_paired_at_once(raw: str) -> None:
    text = even_marks(straighten(raw))
    for spans in (pair_marks(text, raw).spans, find_single_quotations(text, raw)):
        assert all(0 <= span.start < span.end <= len(raw) for span in spans)
    assert not uses_single_marks(raw), "nothing that is quoted in them is ever closed"


# -- whose words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('"Are we ready? Probably not," Ms. Holm said. "Will we be?"', "Ms. Holm"),
        ('"We lost two ships," the mayor of Lund, who resigned in May, said.', "the mayor of Lund"),
        ('"Go back to the village," Marlow barked and a guard took him out.', "Marlow"),
        ('"This is wonderful!" beamed Donna Hart of Ellery.', "Donna Hart of Ellery"),
        ('"Two ships were lost," Holm notes.', "Holm"),
        ('Continued Holm: "It is a very real problem for the port."', "Holm"),
        ('When Reyl asked for more, Holm shot back, "We have given enough."', "Holm"),
        ('Ann Reyl wrote to her staff on Monday, telling them: "We are proud."', "Ann Reyl"),
        ('"Why is the port not open?" Holm demanded.', "Holm"),
        ('As for the price, "it has doubled since the spring," said Reyl.', "Reyl"),
    ],
)
def test_the_words_beside_a_quotation_tell_whose_it_is(sentence: str, speaker: str) -> None:
    ((content, chain),) = [one for one in said(sentence) if '"' in one[0]]
    assert content == " / ".join(quoted(sentence))
    assert chain[0].startswith(speaker)


def test_a_participle_behind_the_cue_does_not_part_the_halves() -> None:
    found = said('"The port is lost," Holm said, pointing to the price of steel. "Nobody will save it."')
    assert ('"The port is lost," / "Nobody will save it."', ("Holm",)) in found


def test_who_was_asked_does_not_ask() -> None:
    (one,) = [s for s in statements('Holm was asked, "Did you know of the bank in Lund?"') if s.cue]
    assert one.impersonal
    assert one.chain == ()


@pytest.mark.parametrize(
    "sentence",
    [
        'He is now the host of "The Nightly Harbour with Larry Holm."',
        'In his book, "Make Your Port a Winner," Holm looked at the price of steel.',
        'Holm joined "Ellery Harbour Day," a day on which the port of Ellery states its plans.',
    ],
)
def test_titles_of_works_have_no_speaker(sentence: str) -> None:
    assert [content for content, _ in said(sentence) if '"' in content] == []


# -- over paragraphs --------------------------------------------------------------------------------------------------


def test_a_quotation_over_three_paragraphs_is_one_statement_of_one_speaker() -> None:
    found = said(
        'Mara Quist said: "We were told nothing about the bridge.',
        '"The builders left in the spring.',
        '"Nobody has answered our letters."',
        "The builders declined to comment.",
    )
    assert found[0][0].count(" / ") == 2
    assert found[0][1] == ("Mara Quist",)


def test_a_cue_in_the_last_paragraph_names_the_speaker_of_the_first() -> None:
    found = said('"The builders left in the spring.', '"Nobody has answered our letters," Mara Quist said.')
    assert found == [('"The builders left in the spring. / "Nobody has answered our letters,"', ("Mara Quist",))]


def test_a_mark_of_another_make_opens_another_quotation() -> None:
    found = said('The paper reports: "The crowd was waiting.', "“Here he comes,” said Ann Reyl.")
    assert ("“Here he comes,”", ("Ann Reyl",)) in found


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Mara Quist released this statement on Friday:", "Mara Quist"),
        ("Stated Holm:", "Holm"),
        ("Quist then listed what the port needs:", "Quist"),
        ("The mayor told reporters in the capital:", "The mayor"),
    ],
)
def test_a_paragraph_that_ends_in_a_colon_gives_the_word(before: str, speaker: str) -> None:
    found = said(before, '"The port needs a bridge and two cranes."')
    assert ('"The port needs a bridge and two cranes."', (speaker,)) in found


# -- turns ------------------------------------------------------------------------------------------------------------


def test_labels_of_a_transcript_name_the_speakers_and_are_not_said() -> None:
    found = said(
        "A partial transcript of the interview:",
        '"QUIST: Let us begin with the port. Why was it closed?',
        '"HOLM: It was closed because the cranes were old.',
        '"We could not repair them in the winter.',
        '"QUIST: Will it open again?',
    )
    assert ("Let us begin with the port. Why was it closed?", ("QUIST",)) in found
    assert ('It was closed because the cranes were old. / "We could not repair them in the winter.', ("HOLM",)) in found


def test_questions_and_answers_are_two_voices() -> None:
    found = said(
        "Q: Why was the port closed in May?",
        "A: It was closed because the cranes were old.",
        "Q: Who paid for the cranes?",
        "A: The city did, and it was not cheap.",
    )
    assert [chain for _, chain in found] == [("Q",), ("A",), ("Q",), ("A",)]
    assert found[1][0].rstrip(".") == "It was closed because the cranes were old"


def test_a_single_line_with_a_colon_is_no_turn() -> None:
    assert said("Update: The port of Ellery opened on Friday.") == []
    assert said("Ellery: 547.", "Lund: 46.", "Ellery: 12.", "Lund: 13.") == []


def test_a_name_behind_a_dash_signs_the_quotation_before_it() -> None:
    found = said(
        "“The port should never have been closed by them.”― Mara Quist",
        "“It costs the town too much every year.” ― Arne Holm",
    )
    assert [content for content, _ in found] == [
        "“The port should never have been closed by them.”",
        "“It costs the town too much every year.”",
    ]
    assert [chain[0].split()[0] for _, chain in found] == ["Mara", "Arne"]


def test_a_british_article_speaks_in_single_marks() -> None:
    found = said(
        "'We lost the port's cranes in May,' said Mara Quist. 'It was the builders' fault.'",
        "'Nobody lost anything,' Arne Holm said.",
    )
    assert ("'We lost the port's cranes in May,' / 'It was the builders' fault.'", ("Mara Quist",)) in found
    assert ("'Nobody lost anything,'", ("Arne Holm",)) in found


@pytest.mark.parametrize(
    ("article", "told"),
    [
        (
            "Andrew Holm, whom prosecutors describe as a “hired killer”, denied the charge.",
            {("prosecutors", "a “hired killer”"), ("Andrew Holm", "the charge")},
        ),
        (
            "The mayor, who called the plan “reckless”, said she would vote against it.",
            {("The mayor", "the plan “reckless”"), ("The mayor", "she would vote against it")},
        ),
    ],
)
def test_a_quoted_word_is_of_whoever_called_it_so_and_not_of_the_verb_behind_it(
    article: str, told: set[tuple[str, str]]
) -> None:
    found = {(who.partition(",")[0], what) for what, (who, *_) in said(article)}
    assert found == told


def test_a_storm_that_claims_lives_says_nothing() -> None:
    article = "The shooting that claimed her life shocked the town of Marlow."
    assert said(article) == []


def test_a_mark_with_its_space_on_the_wrong_side_closes_what_an_earlier_paragraph_opened() -> None:
    told = said(
        '"We suspended the man when he shouted at his foreman at the quarry.',
        'We wanted the time to look into what had happened, "Norvik said in a statement on Friday.',
    )
    assert all(speakers == ("Norvik",) for _, speakers in told)
    assert any("We wanted the time" in text for text, _ in told)
    assert not any("said in a statement" in text for text, _ in told)


def test_a_statement_ends_before_the_mark_of_a_quotation_that_is_another() -> None:
    told = said("Moe said she felt the dock was worth a look because “most people don't know about it,” she said.")
    assert not any(text.endswith("“") for text, _ in told)


def test_a_statement_keeps_both_marks_of_a_phrase_at_its_end() -> None:
    told = asserted(
        'Brandau answered Moe in kind, calling him a liar with the nickname "Lyin\' Ted." Brandau called the mayor a '
        '"nasty guy," an "idler" and "sick."'
    )
    assert 'calling him a liar with the nickname "Lyin\' Ted."' in told


def test_whom_a_quotation_was_told_is_no_part_of_it() -> None:
    told = said(
        "Harbour master Ann Moe scolded him: “The board of the port is almost monolithic against you in terms of the "
        "worth of the three ships you called ‘miracles,’” she said. “When you call a ship a miracle, I don’t "
        "understand why you need to go there.”"
    )
    assert not any(text.startswith("him") for text, _ in told)
