"""What a reader does: look, choose, undo, step through evidence, open the source."""

from __future__ import annotations

from pathlib import Path

from explorer.tui.comparison.compare import Compare
from explorer.tui.lists.panes import Pane
from explorer.tui.views.reader import ReaderScreen
from tests.tui.screen import browser, excerpt, lines, press, running, settle, text, toasts

WIRE_EVIDENCE = "Norvik Motors will shut its plant in Lund and cut about 1,200 jobs by June"


def crumbs(top: str) -> str:
    return top.partition("All")[2].strip()


async def test_the_first_frame_tells_a_story(sample: Path) -> None:
    async with running(sample) as (app, _):
        assert excerpt(app) == WIRE_EVIDENCE
        shown = text(app)
        assert "data.db · 3 sources · 6 entities · 3 claims" in lines(app)[0]
        assert "Norvik Motors will shut its Lund plant and cut 1,200 jobs by June." in shown
        assert "3 sources · 2 origins · indirect quote" in shown
        assert "Baltic Wire → 3 unnamed: “three" in shown
        assert "people familiar with the plan”" in shown
        assert "≠ disagreements · × sources" in shown, "what the signs of the claims mean"


async def test_a_claim_stands_in_one_column_a_source_with_exact_words(sample: Path) -> None:
    async with running(sample, (160, 29)) as (app, _):
        comparison = browser(app).compare().comparison
        assert comparison is not None
        assert [column.source.path for column in comparison.columns] == ["wire.txt", "paper.txt", "news/rewrite.txt"]
        row = next(line for line in lines(app) if "▌A" in line)
        assert " B Norvik’s Lund exit: what we know" in row
        assert " C (no title) news/rewrite.txt" in row
        body = text(app)
        assert "may close the Lund plant" in body
        assert "Norvik Motors is closing its factory in" in body
        assert "Øresund Business (supplied) · 2025-03-05" in body
        assert "no publisher · 2025-03-05 (inferred)" in body


async def test_what_stands_between_the_columns_is_said(sample: Path) -> None:
    async with running(sample) as (app, _):
        body = text(app)
        assert "A ≠ C  number: 1,200 jobs against 1,500." in body
        assert "A ≠ B  modality: One is certain, one is not." in body
        assert "A → C  C was probably rewritten from A: Both tell the same two things in the same order" in body


async def test_choosing_filters_the_other_lists_and_esc_undoes_one_step_at_a_time(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1", "down", "down", "enter")
        assert crumbs(lines(app)[0]) == "▸ source Baltic Wire"
        assert "2 Entities 5/6" in text(app)
        assert "3 Claims 2/3" in text(app)
        await press(pilot, "2", "g")
        assert "Norvik Motors" in text(app)
        await press(pilot, "enter")
        assert crumbs(lines(app)[0]) == "▸ source Baltic Wire ▸ entity Norvik Motors"
        assert "3 Claims 1/3" in text(app)
        await press(pilot, "escape")
        assert crumbs(lines(app)[0]) == "▸ source Baltic Wire"
        assert "3 Claims 2/3" in text(app)
        await press(pilot, "escape")
        assert crumbs(lines(app)[0]) == ""
        assert "3 Claims 3" in text(app)
        await press(pilot, "escape")
        assert "This is the beginning" in toasts(app)


async def test_choosing_the_chosen_row_leads_to_its_excerpts_and_esc_back(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert isinstance(app.focused, Compare)
        await press(pilot, "escape")
        assert isinstance(app.focused, Pane)
        assert crumbs(lines(app)[0]).startswith("▸ claim “Norvik Motors will")


async def test_another_choice_in_the_same_list_replaces_the_first(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2", "enter", "down", "enter")
        assert crumbs(lines(app)[0]) == "▸ entity Lund"


async def test_moving_the_cursor_moves_the_comparison(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "j")
        assert excerpt(app) == "We regret the loss of every job, … We had no choice."
        await press(pilot, "G")
        assert excerpt(app) == "It is a betrayal of the town,"
        await press(pilot, "g")
        assert excerpt(app) == WIRE_EVIDENCE


async def test_an_entity_shows_every_mention_by_source(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2")
        body = text(app)
        assert "organization · 5 mentions · 3 sources" in body
        assert "also Norvik, NRVK" in body
        assert "mention 1/5" in body
        seen = [excerpt(app)]
        for _ in range(4):
            await press(pilot, "n")
            seen.append(excerpt(app))
        assert sorted(seen) == ["NRVK", "Norvik", "Norvik", "Norvik Motors", "Norvik Motors"]
        await press(pilot, "n")
        assert "mention 1/5" in text(app)


async def test_n_steps_through_evidence_and_back_again(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        assert "evidence 1/3" in text(app)
        await press(pilot, "n")
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant"
        assert "evidence 2/3" in text(app)
        await press(pilot, "N", "N")
        assert excerpt(app) == "Norvik Motors is closing its factory in Lund, eliminating 1,500 jobs by the summer"
        await press(pilot, "3", "G", "n")
        assert "This is the only evidence." in toasts(app)


async def test_columns_that_do_not_fit_are_one_key_away(sample: Path) -> None:
    async with running(sample, (80, 24)) as (app, pilot):
        assert "A–B of 3 sources" in text(app)
        await press(pilot, "4", "l", "l")
        assert "B–C of 3 sources" in text(app)
        assert "▌C" in text(app)
        await press(pilot, "h", "h")
        assert "A–B of 3 sources" in text(app)


async def test_a_source_shows_its_card_and_its_regions(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1")
        body = text(app)
        assert "published  2025-03-05 (inferred)" in body
        assert "It rewrites wire.txt of 4 March 2025." in body
        assert "missing title: No line of the file is its title." in body
        assert "this was probably rewritten from Baltic Wire" in body
        assert "promo      Subscribe to our newsletter for more." in body


async def test_the_full_text_opens_at_the_evidence_and_esc_leads_back(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "n", "r")
        assert isinstance(app.screen, ReaderScreen)
        body = text(app)
        assert "reference  [1] https://balticwire.example/2025/03/04/norvik-lund" in body
        assert "byline     By Jonas Ek" in body
        focus = app.screen.compare().focus_excerpt
        assert focus is not None
        assert focus.stop is not None
        cited = focus.source.text[focus.stop.cited.start : focus.stop.cited.end]
        assert cited == "Norvik (NRVK) may close the Lund plant"
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert isinstance(app.focused, Pane)


async def test_zoom_gives_one_pane_the_whole_screen(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "4", "z")
        assert "1 Sources" not in text(app)
        assert browser(app).compare().outer_size.height >= 33
        await press(pilot, "escape")
        assert "1 Sources" in text(app)
        assert isinstance(app.focused, Compare)


async def test_from_a_list_that_is_not_shown_a_key_leads_to_one_that_is(sample: Path) -> None:
    """The keyboard is in it for a moment where the terminal changes its size while lists give way to others."""
    async with running(sample) as (app, pilot):
        main = browser(app)
        for key in ("l", "shift+tab"):
            main.set_focus(main.pane("passage"))
            await press(pilot, key)
            assert app.focused is main.pane("claim")


async def test_tab_and_numbers_go_round_the_panes(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        seen = []
        for key in ("tab", "tab", "tab", "tab", "shift+tab", "1", "2", "3", "4"):
            await press(pilot, key)
            assert app.focused is not None
            seen.append(app.focused.id)
        assert seen == [
            "compare",
            "sources",
            "entities",
            "claims",
            "entities",
            "sources",
            "entities",
            "claims",
            "compare",
        ]


async def test_the_mouse_selects_chooses_and_scrolls(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await pilot.click("#claims", offset=(5, 2))
        await settle(pilot)
        assert excerpt(app) == "We regret the loss of every job, … We had no choice."
        assert crumbs(lines(app)[0]) == ""
        await pilot.click("#entities", offset=(5, 2), times=2)
        await settle(pilot)
        assert crumbs(lines(app)[0]) == "▸ entity Lund"
        await pilot.click("#topline", offset=(lines(app)[0].index("All"), 0))
        await settle(pilot)
        assert crumbs(lines(app)[0]) == ""


async def test_a_click_on_a_column_takes_its_evidence(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        row = next(number for number, line in enumerate(lines(app)) if "may close" in line)
        await pilot.click(offset=(lines(app)[row].index("may close"), row))
        await settle(pilot)
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant"


async def test_hints_of_the_footer_can_be_clicked(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        at = lines(app)[-1].index("Next")
        await pilot.click("#hints", offset=(at, 0))
        await settle(pilot)
        assert "evidence 2/3" in text(app)


async def test_q_leaves_with_status_zero(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await pilot.press("q")
        await pilot.pause()
        assert app.return_value == 0


async def test_the_theme_can_be_switched(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        assert app.theme == "explorer-dark"
        await press(pilot, "T")
        assert app.theme == "explorer-light"
        assert excerpt(app) == WIRE_EVIDENCE
