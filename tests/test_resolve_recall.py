"""What is told of a claim is taken over where nothing it is made of has changed, and never otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from explorer.models import Reading, Resolution
from explorer.resolve import Recall, resolve
from explorer.resolve.recall import Told
from tests.stories import article

PORT = (
    "OSLO - {Norvik will close its shipyard in Halden this year and cut 1,400 jobs}, [Ingrid Solberg] said.",
    "{The Halden yard has lost 2.1 billion crowns since it began to build the Seahawk}, [Kari Moe] said.",
    "{The state offered Norvik a loan of 600 million crowns, which the board turned down last week}, [Per Aune] said.",
    "{Solberg will leave Norvik in the spring}, [Reuters] reported, citing [Kari Moe].",
)
FERRY = (
    "{A ferry of Baltic Lines struck the pier of Lund on Friday and eleven passengers were hurt}, [Reuters] reported.",
    "{The Merlin had lost its steering an hour before it struck the pier}, [Baltic Lines] said.",
    "{The harbour of Lund stays shut for ferries until Monday}, [The Harbour Post] reported.",
    "{The captain of the Merlin was tired after three nights at sea}, [Reuters] reported.",
)
PHONE = (
    "{The K400 will be sold in Norway from May for 900 crowns}, [Per Aune] said.",
    "{The battery of the K400 lasts twice as long as that of the K200}, [Per Aune] told [The Harbour Post].",
    "{Two of the first K400 phones caught fire in a shop in Oslo}, [The Harbour Post] reported.",
)
STORIES = (PORT, FERRY, PHONE)
MORE = (
    "{It was raining}, [Solberg] said.",
    "{Nothing is decided}, [Baltic Lines] told [Reuters].",
    "{Norvik Ferries is no part of Norvik}, [Kari Moe] said.",
)


class Folder:
    """Articles by name, and what the last run told of their claims."""

    def __init__(self) -> None:
        self.articles: dict[str, Reading] = {}
        self.known: dict[bytes, Told] = {}

    def resolve(self) -> tuple[Resolution, int]:
        """Resolve with what is known, which must change nothing; and how many claims were taken over."""
        readings = list(self.articles.values())
        recall = Recall(self.known)
        found = resolve(readings, recall=recall)
        assert found == resolve(readings)
        assert set(recall.keys) == {claim.id for claim in found.claims}
        self.known = {recall.keys[c.id]: Told(c.text, c.origins, c.origins_note) for c in found.claims}
        assert len(self.known) == len(found.claims), "no two claims have one key"
        return found, recall.taken

    def add(self, name: str, lines: Sequence[str], publisher: str = "", published: str | None = None) -> None:
        self.articles[name] = article(name, lines, publisher=publisher, published=published)


def changed(folder: Folder, chance: random.Random) -> None:
    """Add, replace, rename, date, copy or remove an article of one of the stories."""
    name = f"{chance.choice('abcdefgh')}.txt"
    there = sorted(folder.articles)
    what = chance.choice(["add", "add", "add", "rename", "copy", "remove", "remove"])
    if what == "add" or not there:
        lines = list(chance.choice(STORIES))
        chance.shuffle(lines)
        lines = lines[: chance.randint(1, 4)] + chance.choices(MORE, k=chance.randint(0, 2))
        day = chance.choice([None, "2025-03-04", "2025-03-07"])
        folder.add(name, lines, chance.choice(["", "Reuters", "The Harbour Post"]), day)
    elif what == "remove":
        del folder.articles[chance.choice(there)]
    else:
        known = folder.articles[chance.choice(there)]
        if what == "rename":
            del folder.articles[known.source.path]
        folder.articles[name] = replace(known, source=replace(known.source, path=name))
        ids = [reading.source.id for reading in folder.articles.values()]
        if len(ids) > len(set(ids)):  # two files of equal bytes have ids of their own, which a build sees to
            del folder.articles[name]


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_changes_tells_what_a_fresh_run_tells(seed: int) -> None:
    chance = random.Random(seed)
    folder = Folder()
    taken = 0
    for _ in range(12):
        changed(folder, chance)
        if folder.articles:
            taken += folder.resolve()[1]
    assert taken > 0


def three_stories() -> Folder:
    folder = Folder()
    for number, story in enumerate(STORIES):
        folder.add(f"{number}a.txt", story, "Reuters", "2025-03-04")
        folder.add(f"{number}b.txt", story[:-1], "The Harbour Post", "2025-03-05")
    folder.resolve()
    return folder


def test_nothing_is_told_anew_where_nothing_has_changed() -> None:
    folder = three_stories()
    found, taken = folder.resolve()
    assert taken == len(found.claims)


def test_an_article_of_one_story_leaves_the_others_alone() -> None:
    folder = three_stories()
    folder.add("2c.txt", [*PHONE[1:], "{The shop in Oslo was shut for a day}, [The Harbour Post] reported."])
    found, taken = folder.resolve()
    assert len(found.claims) - taken <= len(PHONE) + 1
    assert taken >= len(PORT) + len(FERRY)
    del folder.articles["2c.txt"]
    assert folder.resolve()[1] >= len(PORT) + len(FERRY)


def test_a_full_name_that_comes_to_light_elsewhere_is_told_in_every_claim() -> None:
    folder = Folder()
    folder.add("a.txt", ["{Solberg will leave Norvik in the spring}, [Reuters] reported."])
    before, _ = folder.resolve()
    folder.add("b.txt", ["{The yard is shut}, [Ingrid Solberg] said.", "{Solberg will stay in Oslo}, [Reuters] said."])
    after, _ = folder.resolve()
    assert any("Ingrid Solberg will leave" in claim.text for claim in after.claims)
    assert not any("Ingrid" in claim.text for claim in before.claims)


def test_words_that_become_common_tip_no_claim_over_unseen() -> None:
    """A word counts by powers of two of the statements that hold it: each further article may tip some over."""
    folder = three_stories()
    for number in range(18):
        line = f"{{Norvik will cut {number + 20} jobs at the yard of Lund this year}}, [Kari Moe] said."
        folder.add(f"more{number}.txt", [line])
        folder.resolve()


def test_an_origin_found_later_changes_the_note() -> None:
    folder = Folder()
    folder.add("copy.txt", PORT, "The Harbour Post", "2025-03-05")
    before, _ = folder.resolve()
    folder.add(
        "wire.txt", [*PORT, "{The yard of Halden is a hundred years old}, [Kari Moe] said."], "Reuters", "2025-03-04"
    )
    after, _ = folder.resolve()
    assert after.derivations
    assert {claim.origins_note for claim in before.claims} != {claim.origins_note for claim in after.claims}
