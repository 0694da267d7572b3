"""An article that attacks the reader, in every place there is: each view and each dialog shows it as it is."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from textual import events

from explorer.text.inert import is_inert, make_inert
from explorer.tui.keys.actions import TYPING, Context
from explorer.tui.reading.places import ViewId
from tests.hostile import ATTACK, hostile_database
from tests.tui.screen import lines, press, running, text, toasts
from tests.tui.test_every_action import WAYS, come_to, place_of

SHOWN = make_inert(ATTACK)[:8]
"""Enough of it to be known by where it is cut."""

FURTHER = (
    *((place, keys) for place, keys, _ in WAYS if place != "help"),
    ("list", "slash n o r v enter p"),
    ("about", "2 i"),
    ("about", "1 i"),
    ("reader", "r tab G"),
    ("view", "3 I"),
    ("origins", "1 O"),
    ("menu", "o"),
    ("menu", "E"),
    ("menu", "b e X enter B"),
    ("palette", "1 colon w i r e"),
    (None, "semicolon"),
)
"""Where and by which keys texts of articles are shown: also the passages, the report, what is offered and chosen."""


@pytest.mark.parametrize("size", [(160, 48), (60, 20)])
async def test_no_place_obeys_or_hides_what_an_article_says(
    tmp_path: Path, size: tuple[int, int], copied: list[str], at_once: None
) -> None:
    seen: set[Context | None] = set()
    views: set[ViewId] = set()
    async with running(hostile_database(tmp_path), size) as (app, pilot):
        await press(pilot, "slash")
        app.post_message(events.Paste(ATTACK))
        await press(pilot, "enter")
        for place, keys in FURTHER:
            await come_to(app, pilot, f"3 {keys}")
            assert place_of(app) == place, keys
            assert is_inert(text(app).replace("\n", " ")), keys
            assert is_inert(toasts(app).replace("\n", " ")), keys
            if size[0] > 100 and place not in ("search", "writing"):
                assert SHOWN in text(app), keys
            assert len(lines(app)) == size[1]
            seen.add(place)
            views.add(getattr(app.screen, "view", "explore"))
            if place not in TYPING:
                await press(pilot, "y")
            assert all(is_inert(each.replace("\n", " ")) for each in copied), keys
    assert seen >= set(get_args(Context)) - {"help"}
    assert views == set(get_args(ViewId))
