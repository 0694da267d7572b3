"""Building again: of what was told of claims only that is told anew of which something has changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from explorer.build import Progress, build
from tests.building import STORY, change, spoil

FERRY = (
    "A ferry struck the pier\n\nBy Per Aune\nMarch 7, 2025\n\nThe harbour of Malmö was closed on Friday after a "
    "ferry of Baltic Lines struck the pier. Eleven passengers were hurt, the police said.\n",
    "The captain was tired\n\nMarch 9, 2025\n\nThe captain of the ferry that struck the pier of Malmö had worked three "
    "nights, Baltic Lines told The Harbour Post on Sunday. The police said that eleven passengers were hurt.\n",
)
SCHOOL = (
    "Pupils found a coin\n\nMay 2, 2025\n\nTwo pupils of a school in Uppsala found a silver coin of 1568 in a field. "
    "It will be shown in the museum, Karin Ek, who leads it, said.\n",
)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Three stories that have next to nothing in common, in a folder each."""
    folder = tmp_path / "stories"
    for name, articles in (("plant", STORY[:4]), ("ferry", FERRY), ("school", SCHOOL)):
        (folder / name).mkdir(parents=True)
        for number, text in enumerate(articles):
            (folder / name / f"{number}.txt").write_text(text)
    return folder


def test_a_change_of_one_story_leaves_the_claims_of_the_others_alone(stories: Path, database: Path) -> None:
    first = build([stories], database)
    assert first.told_anew == first.counts["claims"]
    (stories / "school" / "1.txt").write_text(
        "The coin of Uppsala\n\nThe silver coin that two pupils found is false.\n"
    )
    second = build([stories], database)
    assert 1 <= second.told_anew <= 5 < second.counts["claims"] / 2
    (stories / "school" / "1.txt").unlink()
    third = build([stories], database)
    assert third.told_anew <= 5
    assert database.read_bytes() == fresh(stories, database)


@pytest.mark.parametrize("seed", range(3))
def test_changes_of_one_of_several_stories_end_where_a_fresh_build_does(
    stories: Path, database: Path, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        change(stories / chance.choice(["plant", "ferry", "school"]), chance)
        build([stories], database)
        assert database.read_bytes() == fresh(stories, database)


def fresh(folder: Path, database: Path) -> bytes:
    """The bytes of a database of this folder that knows nothing of an earlier one."""
    other = database.with_name("fresh.db")
    build([folder], other, fresh=True)
    return other.read_bytes()


TAMPERED = (
    "UPDATE kept_claims SET key = (SELECT key FROM kept_claims WHERE claim = 2) WHERE claim = 1",
    "UPDATE kept_claims SET key = zeroblob(16)",
    "UPDATE claims SET text = 'The mayor is a thief.'",
    "UPDATE claims SET origins = origins + 1",
    "UPDATE claims SET origins_note = '' WHERE row = 1",
    "DELETE FROM kept_claims WHERE claim = 1",
    "UPDATE kept_meta SET told = 'another'",
    "UPDATE kept_meta SET rules = 'another'",
)


@pytest.mark.parametrize("what", TAMPERED)
def test_claims_that_are_not_as_they_were_told_are_told_anew(stories: Path, database: Path, what: str) -> None:
    build([stories], database)
    spoil(database, what)
    (stories / "plant" / "3.txt").unlink()
    report = build([stories], database)
    assert report.told_anew == report.counts["claims"]
    assert database.read_bytes() == fresh(stories, database)


def test_a_build_that_is_stopped_leaves_what_was_told_for_the_next(stories: Path, database: Path) -> None:
    build([stories], database)
    before = database.read_bytes()
    (stories / "plant" / "3.txt").unlink()

    def stop(step: Progress) -> None:
        if step.stage == "store":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([stories], database, progress=stop)
    assert database.read_bytes() == before
    report = build([stories], database)
    assert report.told_anew < report.counts["claims"]
    assert database.read_bytes() == fresh(stories, database)
