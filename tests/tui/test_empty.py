"""Views opened on nothing: each says what is missing and what leads on, and nothing that is not so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from explorer.models import Field, Resolution
from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution
from tests.tui.screen import press, running, text

_SAID = {
    "M": "This database holds no claims. Nothing in its articles was read as one: Esc leads back, where i on a source",
    "D": "No disagreement is recorded in this folder. No two accounts were found to differ: M shows who says what",
    "L": "Nothing here can be placed in time. 1 article has no date",
    "I": "This database holds no entities. Esc leads back.",
    "O": "1 article stands alone: neither copied nor rewritten",
}


async def test_each_view_says_what_is_missing_and_leads_on(tmp_path: Path) -> None:
    source = replace(sample_resolution().sources[0], published=Field(), references=())
    write(Resolution((source,), (), ()), tmp_path / "data.db", VERSIONS)
    async with running(tmp_path / "data.db", (100, 30)) as (app, pilot):
        for key, words in _SAID.items():
            await press(pilot, key)
            assert words in " ".join(text(app).split()), key
        await press(pilot, "escape")
        assert "3 Claims 0" in text(app)


async def test_a_row_that_names_no_entity_says_where_there_are_some(tmp_path: Path) -> None:
    made = sample_resolution()
    named = made.entities[0].mentions[0]
    entity = replace(made.entities[0], mentions=(named,))
    sources = sorted(made.sources, key=lambda source: source.id == named.source)
    write(Resolution(tuple(sources[:1] + sources[-1:]), (entity,), ()), tmp_path / "data.db", VERSIONS)
    async with running(tmp_path / "data.db") as (app, pilot):
        said = []
        for row in ("1", "j"):
            await press(pilot, row, "I")
            said.append(" ".join(text(app).split()))
            await press(pilot, "escape")
        assert any(
            "This source names no entity; X and 2 lead to the list of all. Esc leads back." in each for each in said
        )
        assert any("named 1 time in 1 article" in each for each in said)
