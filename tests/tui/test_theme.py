"""Colours: enough contrast, meaning never by hue alone, and none at all where NO_COLOR is set."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from textual.color import Color

from explorer.tui.drawing import inks
from explorer.tui.drawing.rendering import styles_of
from explorer.tui.drawing.theme import THEMES, after, called, preferred
from tests.tui.screen import browser, lines, press, running


def contrast(ink: str | None, ground: str | None) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(name: str | None) -> float:
        color = Color.parse(str(name))
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def in_256_colours(name: str | None) -> str:
    """What a terminal of 256 colours makes of a colour."""
    return Color.from_rich_color(RichColor.parse(str(name)).downgrade(ColorSystem.EIGHT_BIT)).hex


@pytest.mark.parametrize(("name", "least"), [
    ("dark", 4.5), ("light", 4.5), ("contrast-dark", 7.0), ("contrast-light", 7.0),
])  # fmt: skip
def test_text_stands_out_from_every_ground_it_is_drawn_on(name: str, least: float) -> None:
    theme = THEMES[name]
    written = [theme.foreground, theme.primary, theme.warning, theme.error, theme.success, theme.variables["quiet"]]
    grounds = [theme.background, theme.surface, theme.panel, theme.variables["row"]]
    for ink in written:
        for ground in grounds:
            assert contrast(ink, ground) >= least, (ink, ground)
            assert contrast(in_256_colours(ink), in_256_colours(ground)) >= 4.5, (ink, ground)
    for ink in written[:-1]:  # the ground of the excerpt in focus, in which what differs, is hedged or new is marked
        assert contrast(ink, theme.variables["mark"]) >= 4.5, ink
        assert contrast(in_256_colours(ink), in_256_colours(theme.variables["mark"])) >= 4.5, ink


XTERM = {
    "black": "#000000", "red": "#cd0000", "green": "#00cd00", "yellow": "#cdcd00", "blue": "#0000ee",
    "magenta": "#cd00cd", "cyan": "#00cdcd", "white": "#e5e5e5", "bright_red": "#ff0000", "bright_yellow": "#ffff00",
    "bright_white": "#ffffff",
}  # fmt: skip
CONSOLE = {
    "black": "#000000", "red": "#aa0000", "green": "#00aa00", "yellow": "#aa5500", "blue": "#0000aa",
    "magenta": "#aa00aa", "cyan": "#00aaaa", "white": "#aaaaaa", "bright_red": "#ff5555", "bright_yellow": "#ffff55",
    "bright_white": "#ffffff",
}  # fmt: skip
LIGHT_GROUND = {"COLORFGBG": "0;15"}


@pytest.mark.parametrize("palette", [XTERM, CONSOLE], ids=["xterm", "console"])
@pytest.mark.parametrize(
    ("told", "letters", "ground"), [({}, "white", "black"), (LIGHT_GROUND, "black", "bright_white")]
)
def test_sixteen_colours_stand_out_from_the_ground_that_the_terminal_has(
    palette: dict[str, str], told: dict[str, str], letters: str, ground: str
) -> None:
    theme = called("terminal", told)
    written = [theme.foreground, theme.primary, theme.warning, theme.error, theme.success, theme.variables["quiet"]]
    for ink in written:
        name = str(ink).removeprefix("ansi_").replace("default", letters)
        assert contrast(palette[name], palette[ground]) >= 4.5, ink
    chosen = [
        theme.variables[f"screen-selection-{part}"].removeprefix("ansi_") for part in ("foreground", "background")
    ]
    assert contrast(palette[chosen[0]], palette[chosen[1]]) >= 4.5


@pytest.mark.parametrize("told", [{}, LIGHT_GROUND])
def test_the_terminals_own_colours_are_named_and_never_mixed(told: dict[str, str]) -> None:
    theme = called("terminal", told)
    assert theme.ansi
    named = [theme.primary, theme.warning, theme.error, theme.success, theme.foreground, theme.background,
             theme.surface, theme.panel, *theme.variables.values()]  # fmt: skip
    assert all(str(colour).startswith("ansi_") for colour in named)
    assert {theme.background, theme.panel, theme.variables["row"], theme.variables["mark"]} == {"ansi_default"}


@pytest.mark.parametrize(("environment", "theme"), [
    ({"COLORFGBG": "0;15"}, "light"), ({"COLORFGBG": "15;0"}, "dark"), ({"COLORFGBG": "0;default;7"}, "light"),
    ({}, "dark"), ({"COLORFGBG": "nonsense"}, "dark"), ({"TERM": "linux"}, "terminal"),
    ({"TERM": "linux", "NO_COLOR": "1"}, "dark"), ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
    ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"), ({"TERM": "xterm-kitty"}, "dark"),
    ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, "terminal"),
])  # fmt: skip
def test_the_theme_follows_the_terminal_where_it_tells(environment: dict[str, str], theme: str) -> None:
    assert preferred(environment) == theme


async def test_each_theme_is_a_key_away_and_keeps_every_word(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "4", "n")
        before = lines(app)[:-4]  # a toast names the theme below
        for _ in THEMES:
            await press(pilot, "T")
            assert THEMES[app.theme_name].name == app.theme
            assert lines(app)[:-4] == before
        await press(pilot, "question_mark")
        assert len(app.screen_stack) == 2
    assert after("terminal") == "dark", "around the end"


async def test_a_theme_chosen_by_its_name_has_its_own_inks(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inks, "_known", {})  # as in a program that has just begun
    async with running(sample) as (app, pilot):
        for _ in THEMES:
            await press(pilot, "colon", *"theme", "enter")
            quiet = Color.parse(THEMES[app.theme_name].variables["quiet"])
            assert styles_of(app.screen)("quiet").color == quiet.rich_color, app.theme_name


async def test_sixteen_colours_are_the_terminals_own_and_the_cursor_is_reversed(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "standard")
    async with running(sample) as (app, pilot):
        assert app.theme_name == "terminal"
        await press(pilot, "2")
        strips = app.screen._compositor.render_strips(app.size)
        parts = [part for strip in strips for _, style, _ in strip if style for part in (style.color, style.bgcolor)]
        assert all(part.type in (ColorType.DEFAULT, ColorType.STANDARD) for part in parts if part is not None)
        row = next(strip for strip in strips if "Norvik" in strip.text and "▌" in strip.text)
        grounds = [style.color for _, style, _ in row if style and style.reverse]
        assert grounds
        assert all(colour is None or colour.is_default for colour in grounds), "it is one bar, and no blocks of colour"


async def test_sixteen_colours_leave_the_letter_under_the_cursor_of_a_line_legible(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "standard")
    for keys in (("slash",), ("question_mark",), ("colon",)):
        async with running(sample) as (app, pilot):
            await press(pilot, *keys, *"norvik", "left")
            strips = app.screen._compositor.render_strips(app.size)
            parts = [part for strip in strips for part in strip]
            cursor = [style for text, style, _ in parts if text == "k" and style and (style.reverse or style.bgcolor)]
            cursor = [style for style in cursor if style.reverse or not (style.bgcolor and style.bgcolor.is_default)]
            assert cursor, keys
            for style in cursor:  # its two colours may be any two: reversed they are those of all text
                assert all(part is None or part.is_default for part in (style.color, style.bgcolor)), keys


async def test_a_terminal_that_is_light_gets_its_own_colours_for_a_light_ground(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "standard")
    monkeypatch.setenv("COLORFGBG", "0;15")
    async with running(sample) as (app, pilot):
        assert app.theme_name == "terminal"
        for keys in ((), ("T",) * len(THEMES)):
            await press(pilot, *keys)
            assert styles_of(app.screen)("label").color == Color.parse("ansi_blue").rich_color


async def test_no_color_leaves_weight_and_underline_and_marks(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample) as (app, pilot):
        for key in ("n", "1", "T", "question_mark"):
            await press(pilot, key)
            for strip in app.screen._compositor.render_strips(app.size):
                plain = strip.apply_filter(app.get_line_filters()[0], Color.parse("black"))
                assert all(s.style is None or (s.style.color is None and s.style.bgcolor is None) for s in plain)


async def test_without_colour_a_line_to_type_in_shows_its_cursor_and_what_is_not_typed(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample) as (app, pilot):
        await press(pilot, "question_mark")
        strips = app.screen._compositor.render_strips(app.size)
        line = next(strip for strip in strips if "ype to find a key" in strip.text)
        assert any(style and style.reverse and text == "t" for text, style, _ in line)
        assert any(style and style.italic and "ype to find" in text for text, style, _ in line)
        assert not any("Norvik" in strip.text for strip in strips)  # undimmed, it would be read as one with the dialog


async def test_focus_and_evidence_show_without_colour(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "2")
        assert main.pane("entity").styles.border_top[0] == "heavy"
        assert main.pane("claim").styles.border_top[0] == "round"
        assert styles_of(main)("evidence").bold
        for ink in ("differs", "hedged", "only"):
            assert styles_of(main)(ink).underline


async def test_without_colour_the_excerpt_in_focus_is_reversed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, _):
        assert not styles_of(browser(app))("active").reverse
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample) as (app, _):
        assert styles_of(browser(app))("active").reverse
