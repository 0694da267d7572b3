"""Copies and rewrites: found with reasons, in the right direction, and never between two independent reports."""

from __future__ import annotations

from dataclasses import replace

from explorer.models import Cue, Derivation, EvidenceKind, Reading
from explorer.resolve import resolve
from explorer.resolve.comparing import likeness
from explorer.resolve.shingles import contained, copied, runs, sample
from tests.stories import article

QUOTE = "We have tried everything, and there is no way to keep Halden alive without burning the rest of the group"
ORIGINAL = [
    "OSLO (Reuters) - {Norvik will close its shipyard in Halden by the end of the year and cut 1,400 jobs}, "
    "[four people with knowledge of the plan] told [The Harbour Post].",
    "{The Halden yard has lost 2.1 billion crowns since it began to build the Seahawk}, the report said.",
    f'{{"{QUOTE},"}} [Ingrid Solberg] said.',
    "{The state offered Norvik a loan of 600 million crowns, which the board turned down}, [Kari Moe] said.",
    "{Alternatives to the Seahawk are slower}, [Per Aune] said.",
    "Norvik shares fell 6.3% in Oslo.",
]
REWRITTEN = [
    "Norvik is going to close its shipyard in Halden before the year ends and cut 1,400 jobs.",
    "The yard in Halden has lost 2.1 billion crowns since it started to build the Seahawk.",
    f"{{“{QUOTE}.”}} [Solberg] said.",
    "The government offered Norvik a loan of 600 million crowns, but the board rejected it.",
    "Most alternatives to the Seahawk are slower.",
]


def derivations(*readings: Reading) -> list[tuple[str, str, str]]:
    story = resolve(readings)
    paths = {source.id: source.path for source in story.sources}
    return [(paths[d.source], paths[d.origin], d.kind) for d in story.derivations]


def the_rewrite() -> Derivation:
    wire = article("wire.txt", ORIGINAL, publisher="Reuters", kinds={2: "direct_quote"})
    story = resolve([article("again.txt", REWRITTEN, kinds={2: "direct_quote"}), wire])
    assert len(story.derivations) == 1
    return story.derivations[0]


def test_an_uncredited_rewrite_is_found_in_the_right_direction() -> None:
    wire = article("wire.txt", ORIGINAL, publisher="Reuters")
    assert derivations(wire, article("again.txt", REWRITTEN)) == [("again.txt", "wire.txt", "rewrite")]


def test_reasons_are_sentences_with_facts() -> None:
    reasons = the_rewrite().reasons
    assert any(reason.startswith("5 of 5 sentences of the rewrite restate one of the original") for reason in reasons)
    assert any("the same quotation of 20 words" in reason for reason in reasons)
    assert any("never names The Harbour Post" in reason for reason in reasons)


def test_losses_name_what_was_dropped_with_both_passages() -> None:
    losses = {loss.kind: loss for loss in the_rewrite().losses}
    assert "four people" in losses["unnamed source"].note
    assert losses["unnamed source"].rewrite is not None
    assert "Most alternatives" in losses["scope"].note
    assert "6.3%" in losses["fact"].note
    assert losses["fact"].rewrite is None


def test_a_hedge_dropped_from_an_amount_is_a_loss() -> None:
    hedged = [line.replace("lost 2.1", "lost about 2.1") for line in ORIGINAL]
    story = resolve([article("wire.txt", hedged, publisher="Reuters"), article("again.txt", REWRITTEN)])
    assert any(loss.kind == "hedge" and "2.1 billion" in loss.note for loss in story.derivations[0].losses)


def test_a_copy_is_found_by_its_words() -> None:
    lines = [f"The harbour master of Lund counted {n} ships and {n + 2} barges before noon." for n in range(4, 20)]
    copy = [*lines[:14], "Our own reporter saw gulls over the quay."]
    first = article("first.txt", lines, published="2026-01-02")
    assert derivations(first, article("copy.txt", copy, published="2026-01-03")) == [("copy.txt", "first.txt", "copy")]


def test_two_reports_of_one_event_with_other_figures_are_no_rewrite() -> None:
    other = [
        "The shipyard that Norvik owns in Halden shuts at the end of the year, and 2,500 jobs go.",
        "Since it began to build the Seahawk, the Halden yard has lost 900 million crowns.",
        "The board turned down a loan of 300 million crowns that the state had offered Norvik.",
        "In Oslo, shares of Norvik fell 2.2%.",
    ]
    assert derivations(article("wire.txt", ORIGINAL), article("other.txt", other)) == []


def test_articles_on_other_matters_are_no_rewrite() -> None:
    other = ["Baltic Lines raised its fares to Lund.", "Kari Moe opened a bridge in Oslo.", "The K200 engine is loud."]
    assert derivations(article("wire.txt", ORIGINAL), article("other.txt", other)) == []


def test_no_article_derives_from_two_and_none_from_itself_over_others() -> None:
    wire = article("wire.txt", ORIGINAL, publisher="Reuters")
    found = derivations(wire, article("b.txt", REWRITTEN), article("c.txt", REWRITTEN[::-1]))
    derived = [source for source, _, _ in found]
    assert len(derived) == len(set(derived))
    assert "wire.txt" not in derived


def test_runs_ignore_case_quotes_and_spacing() -> None:
    assert runs("The yard’s  crane fell on Monday") == runs("the YARD'S crane fell\non Monday")


def test_containment_is_of_the_shorter_text() -> None:
    long, short = runs("one two three four five six seven eight"), runs("two three four five six")
    assert contained(long, short) == 1.0


def test_short_texts_are_no_copies_by_chance() -> None:
    assert copied([sample("No comment was given by them.")] * 2, lambda _: "No comment was given by them.") == {}


OWNERS = [
    "{Norvik and Baltic Lines have not given up the Seahawk in Lund and Halden}, [The Harbour Post] said.",
    "{Both firms use Seahawk engines to develop their most ambitious ferries}, [The Harbour Post] said.",
    "{Norvik ordered 40 Merlin engines from Osprey for 310 million crowns on January 6}, [Kari Moe] said.",
    "{Baltic Lines will test the K400 in Oslo in the spring with 12 engineers}, [Per Aune] said.",
    "{The yards of Halden and Lund built 19 hulls for Norvik in the last two years}, [Per Aune] said.",
]
OTHERS = [
    "Norvik and Baltic Lines have not given up the Seahawk in Lund and Halden.",
    "The Seahawk engines drive Norway’s most ambitious ferries.",
    "Norvik recently ordered 40 Merlin engines from Osprey for 310 million crowns.",
    "Baltic Lines will test the K400 in Oslo in the spring with 12 engineers.",
    "The yards of Halden and Lund built 19 hulls for Norvik in the last two years.",
]


def told(kind: str, original: list[str], rewritten: list[str]) -> list[str]:
    """What the ledger says of one kind."""
    wire = article("wire.txt", original, publisher="", published="2026-01-08")
    story = resolve([wire, article("again.txt", rewritten, published="2026-01-12")])
    assert len(story.derivations) == 1
    return [loss.note for loss in story.derivations[0].losses if loss.kind == kind]


def test_what_was_said_of_the_ones_and_is_said_of_a_country_is_a_wider_scope() -> None:
    assert told("scope", OWNERS, OTHERS) == ["“their most ambitious ferries” became “Norway's most ambitious ferries”"]


def test_an_owner_who_is_the_one_meant_widens_nothing() -> None:
    same = [line.replace("Norway’s most", "Baltic Lines’ most") for line in OTHERS]
    assert told("scope", OWNERS, same) == []


def test_a_date_that_became_recently_is_blurred() -> None:
    assert told("date", OWNERS, OTHERS) == ["“January 6” became “recently”"]


def test_a_date_that_stays_or_is_told_otherwise_is_no_loss() -> None:
    kept = [line.replace("recently ordered", "ordered on Jan. 6") for line in OTHERS]
    assert told("date", OWNERS, kept) == []


def test_a_refusal_to_comment_that_stays_in_other_words_is_no_loss() -> None:
    asked = [*OWNERS, "Norvik declined to comment on the ferries."]
    assert told("no comment", asked, OTHERS) == ["left out: “Norvik declined to comment on the ferries.”"]
    assert told("no comment", asked, [*OTHERS, "Norvik would not comment on the ferries."]) == []


def test_likeness_counts_each_sentence_once_and_the_better_pairs_more() -> None:
    alike, half, one_for_all = [[0.9, 0.1], [0.1, 0.9]], [[0.9, 0.1], [0.1, 0.2]], [[0.9, 0.9], [0.1, 0.1]]
    assert likeness(alike) > likeness(half) > likeness([[0.1, 0.1], [0.1, 0.1]])
    assert likeness(one_for_all) < likeness(alike)
    assert likeness([]) == 0.0
    assert likeness([[1.0]]) > likeness([[0.9]])


EARLY = [
    "A ferry of Baltic Lines ran aground off Lund on Sunday this morning, killing at least three people.",
    "The ferry left Halden with 210 passengers and crew in heavy fog, the harbour office of Lund said.",
    "Tugs from Oslo pulled the ferry off the rocks near the lighthouse before noon in a rising wind.",
    "Norvik Ferries sent two boats to take the passengers back to the quay of Halden.",
    "The harbour office of Lund closed the northern channel to all ships until further notice.",
]
GROWN = [
    "{A ferry of Baltic Lines ran aground off Lund on Sunday, killing at least three people}, [Kari Moe] said.",
    *EARLY[1:],
    "{Divers from Oslo will look for the black box of the ferry in the coming week}, [Per Aune] said.",
    "{Nobody had warned the captain of the fog that rolled in over the sound}, [Ingrid Solberg] said.",
]


def updated(path: str, lines: list[str], line: str) -> Reading:
    """An article above whose text a line stands that dates its last update."""
    made = article(path, [line, *lines])
    head, *rest = made.source.regions
    source = replace(made.source, regions=(replace(head, kind="dateline"), *rest))
    return replace(made, source=source)


def test_a_longer_version_updated_on_a_later_day_is_no_original() -> None:
    early = article("early.txt", EARLY, published="2026-02-01")
    grown = updated("grown.txt", GROWN, "Last updated at 11:24, Tuesday, 3 February 2026")
    assert derivations(early, grown) == [("grown.txt", "early.txt", "copy")]
    reasons = resolve([early, grown]).derivations[0].reasons
    assert "the original is dated 2026-02-01, the copy last updated on 2026-02-03" in reasons


def test_of_two_versions_the_one_with_the_higher_toll_is_the_later() -> None:
    grown = [line.replace("least three", "least ten") for line in GROWN]
    story = resolve([article("early.txt", EARLY), article("grown.txt", grown)])
    assert any(reason.startswith("the toll is higher in the copy") for reason in story.derivations[0].reasons)
    notes = [loss.note for loss in story.derivations[0].losses]
    assert "“at least three people” became “at least ten people”" in notes
    assert not any(note.startswith("left out: three people") for note in notes)
    assert derivations(article("early.txt", EARLY), article("grown.txt", grown)) == [("grown.txt", "early.txt", "copy")]


def test_a_version_that_looks_back_on_the_day_of_the_other_is_the_later() -> None:
    grown = [*GROWN, "The rocks off Lund had been marked on no chart, a hearing was told yesterday."]
    assert derivations(article("early.txt", EARLY), article("grown.txt", grown)) == [("grown.txt", "early.txt", "copy")]


def test_one_version_held_by_a_longer_one_tells_no_direction_and_has_no_ledger() -> None:
    story = resolve([article("early.txt", EARLY), article("grown.txt", GROWN)])
    (found,) = story.derivations
    assert not found.is_directed
    assert found.losses == ()
    assert any(reason.startswith("which of the two came first cannot be told") for reason in found.reasons)
    assert not any("the original" in reason or "the copy" in reason for reason in found.reasons)


WITNESS = "I heard two bangs under the deck, and then the lamps went out and the whole quay was as dark as a cellar"
COURT = [
    f"{{“{WITNESS},”}} [Kari Moe] told the court in Halden on Thursday.",
    "{The captain had asked for a tug three times before the fire}, [Per Aune] said.",
    "The ferry of Norvik burned for nine hours off Lund, and 14 crew were taken to hospital with burns.",
    "The court in Halden is to hear the harbour office of Lund on Monday, behind closed doors.",
    "The prosecutors want to show that Norvik had put off the repair of a pump twice.",
]


def relayed(outlet: str) -> list[str]:
    """The same story by somebody who has the witnesses from an outlet, and knows more besides."""
    by = f", according to [{outlet}]" if outlet else ""
    return [
        f"{{“{WITNESS},”}} [Kari Moe] told the court in Halden on Thursday{by}.",
        f"{{The captain had asked for a tug three times before the fire}}, [Per Aune] said{by}.",
        "For nine hours Norvik's ferry burned off Lund, and 14 of the crew were brought to hospital with their burns.",
        "On Monday the court in Halden will hear the harbour office of Lund behind closed doors.",
        "It is the aim of the prosecutors to show that Norvik twice put off a pump's repair.",
        "{The pump was 31 years old and came from a scrapped trawler}, [Ingrid Solberg] said.",
    ]


def test_one_who_tells_from_an_outlet_what_another_heard_himself_may_be_the_later() -> None:
    kinds: dict[int, EvidenceKind] = {0: "direct_quote"}
    witness, relay = article("court.txt", COURT, kinds=kinds), article("relay.txt", relayed("The Post"), kinds=kinds)
    (found,) = resolve([witness, relay]).derivations
    assert not found.is_directed
    assert found.losses == ()
    (signed,) = resolve([article("court.txt", COURT, kinds=kinds, publisher="Reuters"), relay]).derivations
    assert "never names Ingrid Solberg" in " ".join(signed.reasons)


def test_an_outlet_that_is_told_something_in_an_unsigned_article_published_it_when_another_credits_it() -> None:
    witness = article("court.txt", [*COURT, "{The wind had turned at noon}, [Kari Moe] told The Harbour Post."])
    at = witness.source.text.index("told The Harbour Post")
    *others, last = witness.statements
    told = replace(last, cue=Cue(at, at + len("told"), "tell", "say"))
    witness = replace(witness, statements=(*others, told))
    again = [f"{COURT[2]}", *COURT[3:], "{The captain had asked for a tug}, [The Harbour Post] reported."]
    (found,) = resolve([witness, article("again.txt", again)]).derivations
    assert "credits The Harbour Post, to whom people speak in the original" in " ".join(found.reasons)


def test_a_headline_about_a_firm_does_not_make_it_the_publisher() -> None:
    wire = updated(
        "wire.txt", [*EARLY, "The coast guard wrote to the line."], "Norvik Ferries takes 210 home from Lund"
    )
    again = [*EARLY, "{The boats were at sea within the hour}, [Norvik Ferries] said."]
    (found,) = resolve([headed(wire), article("again.txt", again)]).derivations
    assert "who published" not in " ".join(found.reasons)


def headed(reading: Reading) -> Reading:
    """The reading with a heading above its text."""
    head, *rest = reading.source.regions
    return replace(reading, source=replace(reading.source, regions=(replace(head, kind="heading"), *rest)))


def test_a_length_told_in_another_unit_has_not_changed() -> None:
    wire = [*EARLY, "The ferry lay about 60 metres from the lighthouse when Kari Moe reached it."]
    again = [*EARLY, "The ferry lay about 200 feet from the lighthouse when Kari Moe reached it, in a rising wind."]
    first, later = (article(f"{n}.txt", lines, published=f"2026-02-0{n}") for n, lines in ((1, wire), (2, again)))
    (found,) = resolve([first, later]).derivations
    assert found.is_directed
    assert not [loss for loss in found.losses if "60 metres" in loss.note or "200 feet" in loss.note]
