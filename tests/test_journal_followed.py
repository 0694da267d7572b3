"""A journal is read on from where it was: what it holds is the same as if all were read each time."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from explorer.journal import Anchor, Journal
from explorer.journal.entries import Doing, Entry
from explorer.journal.kept import Kept, Tally

DOINGS: tuple[Doing, ...] = ("mark", "unmark", "bookmark", "unbookmark", "note", "mark", "bookmark")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "harbour.journal.jsonl")


def claims(*names: str) -> list[Anchor]:
    return [Anchor("claim", name) for name in names]


def marked(journal: Journal) -> str:
    return "".join(each.id for each in journal.kept.marked("claim"))


def afresh(journal: Journal) -> Journal:
    again = Journal(journal.path)
    again.refresh()
    return again


def in_order(kept: Kept) -> tuple[object, ...]:
    orders = tuple(list(each.items()) for each in (kept.marks, kept.bookmarks, kept.notes))
    return (*orders, kept.undoable, kept.redoable)


@pytest.mark.parametrize("seed", range(4))
def test_counting_on_comes_to_the_same_as_counting_all(seed: int) -> None:
    """Through undoing in long runs, what was undone for good, and ids that stand twice."""
    chance = Random(seed)
    tally, entries, others = Tally(), list[Entry](), set[str]()
    for number in range(1500):
        seen, in_row = tally.kept, chance.random()
        if number % 800 > 400 or in_row < 0.2:
            entry = Entry(f"{number}", "", "undo", of=seen.undoable.id if seen.undoable else "none")
        elif in_row < 0.3:
            entry = Entry(f"{number}", "", "redo", of=seen.redoable.id if seen.redoable else "none")
        else:
            identity = f"{number}" if chance.random() > 0.02 else f"{number // 2}"
            about = tuple(claims(*chance.sample("abcdefgh", 2)))
            entry = Entry(identity, "", chance.choice(DOINGS), about, chance.choice(["", "ask", "again"]))
            if chance.random() < 0.3:
                others.add(identity)
        entries.append(entry)
        tally.add([entry], others)
        if number % 25 == 0:
            assert in_order(tally.kept) == in_order(Tally().add(entries, others))
    assert in_order(tally.kept) == in_order(Tally().add(entries, others))


def test_hundreds_of_things_are_undone_from_below_what_another_window_did() -> None:
    entries = [Entry(f"{number}", "", "mark", tuple(claims(f"{number:03}"))) for number in range(600)]
    others = {entry.id for entry in entries[540:]}
    tally = Tally()
    tally.add(entries, others)
    for left in reversed(range(540)):
        last = tally.kept.undoable
        assert last is not None
        tally.add([Entry(f"undo {left}", "", "undo", of=last.id)], others)
        kept = [each.id for each in tally.kept.marks.values()]
        assert kept == [entry.on[0].id for entry in (*entries[:left], *entries[540:])]
    assert tally.kept.undoable is None


def test_what_was_seen_before_stays_as_it_was(journal: Journal) -> None:
    journal.mark(claims("a"))
    before = journal.kept
    journal.mark(claims("b"))
    journal.undo()
    journal.undo()
    assert [each.id for each in before.marks.values()] == ["a"]


def test_two_windows_that_write_in_turn_keep_the_same(journal: Journal) -> None:
    other = Journal(journal.path)
    for window, name in ((journal, "a"), (other, "b"), (other, "c"), (journal, "d"), (other, "e")):
        window.mark(claims(name))
    other.undo()
    journal.unmark(claims("b"))
    journal.undo()
    other.refresh()
    assert marked(journal) == marked(other) == marked(afresh(journal)) == "abcd"
    journal.undo()
    assert marked(journal) == "abc", "theirs is for them"


def test_a_journal_in_the_place_of_another_is_read_whole(journal: Journal, tmp_path: Path) -> None:
    journal.mark(claims("a"))
    longer = Journal(tmp_path / "restored")
    for name in "xyz":
        longer.mark(claims(name))
    longer.path.replace(journal.path)
    assert journal.refresh()
    assert marked(journal) == "xyz"
    assert journal.undo() is None, "what others put there is not undone here"
    journal.path.unlink()
    assert journal.refresh()
    assert journal.kept.is_empty
    journal.mark(claims("b"))
    assert marked(journal) == "b"


def test_a_journal_that_was_cut_or_edited_is_read_whole(journal: Journal) -> None:
    journal.mark(claims("a"))
    journal.mark(claims("b"))
    both = journal.path.read_bytes()
    first = both.splitlines(keepends=True)[0]
    journal.path.write_bytes(first)
    assert journal.refresh()
    assert marked(journal) == "a"
    journal.path.write_bytes(both.replace(b'"a"', b'"long"'))
    assert journal.refresh()
    assert marked(journal) == "longb", "longer than it was, and still not the same"
    journal.path.write_bytes(journal.path.read_bytes().replace(b"long", b"lung"))
    journal.mark(claims("c"))
    assert marked(journal) == marked(afresh(journal)) == "lungbc"


def test_a_line_half_written_by_another_window_counts_once_it_is_whole(journal: Journal) -> None:
    journal.mark(claims("a"))
    whole = journal.path.read_bytes()
    journal.mark(claims("b"))
    line = journal.path.read_bytes()[len(whole) :]
    other = Journal(journal.path)
    for end in (10, len(line) - 1, len(line)):
        journal.path.write_bytes(whole + line[:end])
        assert other.refresh()
        assert marked(other) == ("a" if end == 10 else "ab")
        assert len(other.problems) == (end == 10), "what is half there is no damage for good"
    other.mark(claims("c"))
    assert marked(other) == marked(afresh(journal)) == "abc"


def test_damaged_lines_are_told_of_once_and_by_their_own_number(journal: Journal) -> None:
    journal.mark(claims("a"))
    for line in ("never json", "", "[]"):
        with journal.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        journal.refresh()
    journal.mark(claims("b"))
    told = [each.split(" of ")[0] for each in journal.problems]
    assert told == ["line 2", "line 4"]
    assert journal.problems == afresh(journal).problems
    assert marked(journal) == "ab"
