"""What a file prints twice is found once, and the first printing stays the body."""

from __future__ import annotations

from explorer.ingest.paragraphs import Piece
from explorer.ingest.repeats import Tokens, find_runs
from tests.ingest_articles import printed, read

FIRST = (
    "The mayor of Arden said on Monday that the old bridge across the river would be closed to lorries from next May."
)
SECOND = (
    "Shop owners in the lower town fear that the closure will cost them a third of their customers before the summer."
)
THIRD = (
    "The council will vote on the plan in June, and two of the five parties have already announced that they oppose it."
)


def test_an_article_pasted_twice() -> None:
    source = read(f"Arden closes its bridge\n\n{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{SECOND}\n")
    assert printed(source, "body") == [FIRST, SECOND]
    assert printed(source, "repeat") == [FIRST, SECOND]
    repeats = [region for region in source.regions if region.kind == "repeat"]
    assert [region.repeat_of for region in repeats] == [source.text.index(FIRST), source.text.index(SECOND)]


def test_a_repeat_glued_to_a_new_sentence_is_cut_between_the_sentences() -> None:
    source = read(f"Arden closes its bridge\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}{FIRST}\n")
    assert printed(source, "body") == [FIRST, SECOND, THIRD]
    assert printed(source, "repeat") == [FIRST]


def test_one_run_is_one_flag_with_both_spans() -> None:
    source = read(f"Arden closes its bridge\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{FIRST}\n\n{SECOND}\n")
    (flag,) = [flag for flag in source.flags if flag.kind == "repeated_block"]
    assert source.text[flag.start : flag.end] == f"{FIRST}\n\n{SECOND}"
    start = source.text.index(FIRST)
    assert f"{start}–{start + len(FIRST) + 2 + len(SECOND)}" in flag.note


def test_a_short_version_of_the_next_paragraph_is_a_summary() -> None:
    lead = (
        "The mayor of Arden said that the old bridge across the river would be closed to lorries. Shops fear for trade."
    )
    source = read(f"Arden closes its bridge\n\n{lead}\n\n{FIRST} {SECOND}\n\n{THIRD}\n")
    assert printed(source, "summary") == [lead]


def test_a_phrase_used_twice_is_no_repeat() -> None:
    source = read(
        f"Arden closes its bridge\n\n{FIRST}\n\nThe mayor of Arden said on Monday that the old bridge was her first"
        f" concern, and that she would not wait for the council.\n\n{THIRD}\n"
    )
    assert printed(source, "repeat") == []


def test_endless_repetition_takes_linear_time_and_gives_no_nonsense() -> None:
    text = "spam " * 40_000
    runs = find_runs(text, Tokens(text), [Piece(0, len(text.rstrip()), "body")])
    assert all(text[run.start : run.end] == text[run.first : run.first_end] for run in runs)
    assert all(run.first_end <= run.start for run in runs)
