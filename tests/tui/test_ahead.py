"""Comparisons that are read before they are asked for: they stand in the first frame, and cost nobody else anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from explorer.store.reader import Database, QueryInterruptedError
from explorer.tui.comparison import passages
from explorer.tui.explore import ahead, following
from explorer.tui.explore.ahead import Ahead
from explorer.tui.reading.errands import Cancelled, Errand, Errands, Urgency
from tests.factories import LUND, NORVIK
from tests.tui.screen import browser, press, rested, running, text

if TYPE_CHECKING:
    from explorer.tui.explore.ahead import Row


class Later(Errands):
    """Notes what is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Callable[[Cancelled], None], Callable[[], bool]]] = []

    def ask(
        self, urgency: Urgency, run: Callable[[Cancelled], None], wanted: Callable[[], bool], name: str = ""
    ) -> None:
        assert urgency is Urgency.IDLE, "everything else goes first"
        assert name, "in nobody else's place"
        self.asked.append((run, wanted))


async def test_what_the_next_key_shows_is_read_before_it(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "j")
        await pilot.pause(0.05)
        await rested(pilot)
        monkeypatch.setattr(following, "_NEAR", 60.0)  # what comes now is not read ahead, however long a key takes here
        read: list[str] = []
        monkeypatch.setattr(main.loader, "load_comparison", lambda _, row, *__, **___: read.append(row))
        for key in ("j", "k", "k", "1", "2", "3"):
            await press(pilot, key)
            shown = main.compare().comparison
            assert shown is not None
            assert ((shown.kind, shown.id), main.is_comparing) == (main.subject(), False), key
        assert not read
        await press(pilot, "2", "j")
        assert len(read) == 1, "two keys at once: nobody had the time to read it"
        await press(pilot, "k")
        assert not main.is_comparing, "what is still under way is not wanted any more"
        assert "org" in text(app)


def test_older_questions_are_not_wanted_and_what_is_cut_short_is_not_kept(sample: Path) -> None:
    with Database.open(sample) as database:
        errands, known = Later(), Ahead(database)
        known.read([("entity", NORVIK.id)], errands)
        known.read([("entity", NORVIK.id), ("entity", LUND.id)], errands)
        (_, older), (run, wanted) = errands.asked
        assert (older(), wanted()) == (False, True)
        with pytest.raises(QueryInterruptedError):
            run(lambda: True)
        assert known.get(("entity", NORVIK.id), whole=False) is None
        run(lambda: False)
        assert known.get(("entity", LUND.id), whole=False) == passages.of_entity(database, LUND.id)
        known.read([("entity", NORVIK.id)], errands)
        assert len(errands.asked) == 2, "it is known"
        known.read([("claim", "c0")], errands)
        errands.asked[-1][0](lambda: False)  # what is not there is told to whoever goes there


def test_of_one_that_lacks_columns_all_may_be_wanted(sample: Path) -> None:
    with Database.open(sample) as database:
        known = Ahead(database)
        row: Row = ("entity", NORVIK.id)
        part, whole = passages.of_entity(database, NORVIK.id, 1), passages.of_entity(database, NORVIK.id)
        known.keep(part)
        assert known.get(row, whole=False) == part
        assert known.get(row, whole=True) is None
        known.keep(whole)
        assert known.get(row, whole=True) == whole


def test_only_so_much_is_kept(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Database.open(sample) as database:
        made = [passages.of_claim(database, item.id) for item in database.items("claim", [1, 2, 3])]
        rows: list[Row] = [("claim", each.id) for each in made]
        for limit, most in (("_MOST", 2), ("_MOST_TEXT", 1)):
            with monkeypatch.context() as changed:
                changed.setattr(ahead, limit, most)
                known = Ahead(database)
                for each in (*made[:2], made[0], made[2]):
                    known.keep(each)
                kept = [number for number, row in enumerate(rows) if known.get(row, whole=True)]
                assert kept == ([0, 2] if limit == "_MOST" else [2]), "what was shown last stays"


@pytest.mark.parametrize("urgency", [Urgency.SEARCH, Urgency.IDLE])
def test_of_what_is_cut_short_for_ever_those_are_told_who_wait_for_it(sample: Path, urgency: Urgency) -> None:
    told: list[object] = []

    def cut_short(_: Cancelled) -> None:
        raise QueryInterruptedError("this search was stopped")

    class Screen:
        post_message = staticmethod(told.append)

    with Database.open(sample) as database:
        errands = Errands(cast("Any", Screen()), database)
        errand = Errand(urgency, cut_short, lambda: True, "once more")
        while not told and errand.tries < 1000:
            errands._run(errand, cast("Any", None))
    assert bool(told) is (urgency is not Urgency.IDLE)
