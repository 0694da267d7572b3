"""Colours: enough contrast, meaning never by hue alone, and none at all where NO_COLOR is set."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from explorer.tui.theme import DARK, LIGHT, preferred
from tests.tui.screen import browser, press, running


def contrast(ink: str | None, ground: str | None) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(name: str | None) -> float:
        color = Color.parse(str(name))
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_text_stands_out_from_every_ground_it_is_drawn_on(theme: Theme) -> None:
    inks = [theme.foreground, theme.primary, theme.warning, theme.error, theme.success, theme.variables["quiet"]]
    grounds = [theme.background, theme.surface, theme.panel, theme.variables["row"]]
    for ink in inks:
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in (theme.foreground, theme.error, theme.primary):
        assert contrast(ink, theme.variables["mark"]) >= 3.0, ink  # evidence is bold and underlined as well


@pytest.mark.parametrize(
    ("value", "theme"), [("0;15", LIGHT), ("15;0", DARK), ("0;default;7", LIGHT), ("", DARK), ("nonsense", DARK)]
)
def test_the_theme_follows_the_terminal_where_it_tells(value: str, theme: Theme) -> None:
    assert preferred({"COLORFGBG": value}) is theme


async def test_no_color_leaves_weight_and_underline_and_marks(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample) as (app, pilot):
        for key in ("n", "1", "T", "question_mark"):
            await press(pilot, key)
            for strip in app.screen._compositor.render_strips(app.size):
                plain = strip.apply_filter(app.get_line_filters()[0], Color.parse("black"))
                assert all(s.style is None or (s.style.color is None and s.style.bgcolor is None) for s in plain)


async def test_focus_and_evidence_show_without_colour(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "2")
        assert main.pane("entity").styles.border_top[0] == "heavy"
        assert main.pane("claim").styles.border_top[0] == "round"
        style = main.get_component_rich_style("ink--evidence", partial=True)
        assert style.bold
        assert style.underline


async def test_without_colour_the_excerpt_in_focus_is_reversed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, _):
        assert not browser(app).get_component_rich_style("ink--active", partial=True).reverse
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample) as (app, _):
        assert browser(app).get_component_rich_style("ink--active", partial=True).reverse
