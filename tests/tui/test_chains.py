"""Journeys through origins, disagreements, a source and an entity: what a reader asks, and how many keys it takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer.store.reader import Database
from explorer.text.inert import is_inert
from explorer.tui.views.disagreements import DisagreementsScreen
from explorer.tui.views.entity import EntityScreen
from explorer.tui.views.origins import OriginsScreen
from explorer.tui.views.reader import ReaderScreen
from explorer.tui.views.sheet import Sheet
from explorer.views.disagreements import Dispute
from tests.factories import NORVIK
from tests.tui.hostile import STRINGS, hostile_database
from tests.tui.screen import browser, excerpt, lines, press, running, settle, text, toasts
from tests.tui.test_hostile import drawn, shown


def dispute(screen: object) -> Dispute:
    """The disagreement under the cursor."""
    assert isinstance(screen, DisagreementsScreen)
    assert screen.dispute is not None
    return screen.dispute


def entry(screen: object) -> str:
    """The words of the entry under the cursor of a sheet."""
    assert isinstance(screen, OriginsScreen | EntityScreen)
    assert screen.entry is not None
    return screen.entry.text


async def go_to(pilot: Pilot[int], screen: object, words: str) -> None:
    """Down to the entry that holds these words."""
    for _ in range(60):
        if words in entry(screen):
            return
        await press(pilot, "j")
    raise AssertionError(words)


async def test_who_told_it_first_and_what_the_rewrite_lost_stand_on_one_screen(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "O")
        seen = text(app)
        assert "First in this folder: Baltic Wire" in seen
        assert "three people familiar with the plan = the origin" in seen
        assert "2 changes on the way: count, number" in seen
        assert "“1,500 jobs”" not in seen
        await go_to(pilot, app.screen, "1,200 became 1,500.")
        await press(pilot, "right")
        assert "news/rewrite.txt: “1,500 jobs”" in text(app)
        await go_to(pilot, app.screen, "“1,500 jobs”")
        await press(pilot, "enter")
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        focus = reader.cited()
        assert focus is not None
        assert focus.stop is not None
        assert focus.source.text[focus.stop.whole.start : focus.stop.whole.end] == "1,500 jobs"
        await press(pilot, "left_square_bracket")
        assert isinstance(app.screen, OriginsScreen)


async def test_origins_of_a_source_are_its_place_in_the_web(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1", "O")
        assert "2 articles of one text" in text(app)
        assert "because" in text(app)
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_disagreements_of_an_entity_side_by_side_by_kind_and_to_their_claim(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "2", "D")
        assert "2 disagreements on claims of" in text(app)
        assert any("Baltic Wire, 2025-03-04" in line and "news/rewrite.txt" in line for line in lines(app))
        assert dispute(app.screen).kind == "number"
        await press(pilot, "f", "f")
        assert "[modality 1]" in text(app)
        assert "1 on modality of 2 disagreements on claims of" in text(app)
        assert dispute(app.screen).kind == "modality"
        await press(pilot, "f", "j")
        assert dispute(app.screen).kind == "modality", "all again, and down"
        await press(pilot, "enter")
        assert app.screen is browser(app)
        assert browser(app).subject() == ("claim", dispute_claim(sample))
        assert excerpt(app) == "Norvik Motors will shut its plant in Lund and cut about 1,200 jobs by June"


async def test_enter_on_a_side_shows_its_passage_in_the_comparison(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "2", "D", "n", "enter")
        assert browser(app).context() == "comparison"
        assert excerpt(app).startswith("Norvik Motors is closing its factory")


def dispute_claim(path: Path) -> str:
    """The claim of the first disagreement."""
    with Database.open(path) as database:
        return database.disagreements()[0].claims[0]


async def test_sides_stand_above_one_another_where_it_is_narrow(sample: Path) -> None:
    async with running(sample, (48, 40)) as (app, pilot):
        await press(pilot, "D")
        assert not any("Baltic Wire, 2025" in line and "rewrite.txt" in line for line in lines(app))
        assert "news/rewrite.txt, 2025-03-05" in text(app)


async def test_y_cites_the_side_that_n_chose(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "D", "n")
        screen = app.screen
        assert isinstance(screen, DisagreementsScreen)
        focus = screen.cited()
        assert focus is not None
        assert focus.source.path == "news/rewrite.txt"
        await press(pilot, "r")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DisagreementsScreen)
        assert app.screen.sides.side == 1, "back to the side one was at"


async def test_a_shows_those_of_all_rows_and_a_click_those_of_one_kind(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "1", "j", "D")
        assert "1 of 2 disagreements with Øresund Business" in text(app)
        await press(pilot, "a")
        drawn_lines = lines(app)
        assert any("2 disagreements" in line for line in drawn_lines)
        y, line = next((y, line) for y, line in enumerate(drawn_lines) if "[all 2]" in line)
        await pilot.click(offset=(line.index("number") + 1, y))
        await settle(pilot)
        assert "[number 1]" in text(app)


async def test_a_row_without_a_disagreement_shows_all_and_says_so(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "3", "G", "D")
        assert "2 disagreements in this folder; none about “The plan is a betrayal.”" in text(app)


async def test_a_source_is_read_beside_its_report_from_doubt_to_doubt(sample: Path) -> None:
    async with running(sample, (140, 40)) as (app, pilot):
        await press(pilot, "1", "j", "r")
        seen = text(app)
        assert "Look at before you trust it: 1 doubt" in seen
        assert "! Digits are masked." in seen, "told where it stands"
        await press(pilot, "f")
        assert "Flag 1 of 1" in toasts(app)
        await press(pilot, "tab")
        report = app.screen.query_one(Sheet)
        while report.entry is None or "Digits are masked" not in report.entry.text:
            await press(pilot, "j")
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        assert screen.report is None, "in the text again"
        await press(pilot, "n")
        focus = screen.cited()
        assert focus is not None
        assert focus.stop is not None
        assert focus.stop.claim is not None
        await press(pilot, "enter")
        assert browser(app).subject() == ("claim", focus.stop.claim.id)
        await press(pilot, "left_square_bracket")
        again = app.screen
        assert isinstance(again, ReaderScreen)
        assert again.cited() == focus, "back at the evidence one was at"


async def test_where_it_is_narrow_tab_turns_from_the_text_to_the_report(sample: Path) -> None:
    async with running(sample, (60, 24)) as (app, pilot):
        await press(pilot, "1", "r")
        assert "Full text" in text(app)
        await press(pilot, "tab")
        assert "Report on the file" in text(app)
        assert "Full text" not in text(app)


async def test_an_entity_of_a_claim_is_chosen_and_leads_to_others(sample: Path) -> None:
    async with running(sample, (120, 40)) as (app, pilot):
        await press(pilot, "3", "g", "I")
        await go_to(pilot, app.screen, "Norvik Motors")
        await press(pilot, "enter")
        seen = text(app)
        assert "Norvik Motors: organization, named 5 times in 3 articles" in seen
        assert "What is said of it: 1 claim" in seen
        await go_to(pilot, app.screen, "Lund (place)")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntityScreen)
        assert "Lund: place" in text(app)
        await press(pilot, "left_square_bracket")
        assert NORVIK.name in text(app)


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
async def test_every_view_stands_at_every_size(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        for key in ("O", "D", "r", "tab", "escape", "I", "i"):
            await press(pilot, key)
            assert len(lines(app)) == size[1]


@pytest.mark.parametrize("attack", STRINGS, ids=range(len(STRINGS)))
async def test_an_attacking_article_is_shown_as_it_is_in_every_view(tmp_path: Path, attack: str) -> None:
    async with running(hostile_database(tmp_path, attack), (170, 50)) as (app, pilot):
        for step in "O:CR D:DBEC r:TBWEF escape: I:NAE i:CD M:CBD L:B".split():
            key, _, prefixes = step.partition(":")
            await press(pilot, key)
            assert app.is_running
            assert is_inert(text(app))
            for prefix in prefixes:
                assert drawn(prefix + attack) in shown(app), (key, prefix)
