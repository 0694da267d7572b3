"""README tells the truth: its generated parts are fresh, its commands exist, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from explorer.cite import STYLES
from explorer.cli import help_text, main
from explorer.config import CONTEXTS, THEMES, read_config
from explorer.tui.keys.keymap import keymap
from tests.freshness import README, ROOT, fresh_readme

PAGE = README.read_text(encoding="utf-8")


def test_keys_and_verbs_are_those_of_the_program() -> None:
    assert fresh_readme() == PAGE, "python -m tests.freshness --write"


def commands() -> list[str]:
    lines = re.findall(r"^ {4}(?:pip install uv && )?uv run (explorer[^#\n]*)", PAGE, re.M)
    return [line.strip() for line in lines]


def test_the_two_lines_that_do_everything_stand_there() -> None:
    assert "pip install uv && uv run explorer " in PAGE
    assert "pip install uv && uv run pytest " in PAGE


@pytest.mark.parametrize("command", commands())
def test_every_command_shown_is_one_the_program_takes(command: str) -> None:
    words = shlex.split(command)[1:]
    verbs = re.findall(r"^ {2,4}([a-z]+) ", help_text(), re.M)
    assert not words or words[0] in verbs or words[0].endswith(".db")


def test_the_tour_shows_what_its_search_finds(capsys: pytest.CaptureFixture[str]) -> None:
    query = re.findall(r"Press `/` and type `([^`]+)`", PAGE)[0]
    (chain,) = re.findall(r"`(this article → [^`]+)`", PAGE)
    database = ["--db", str(ROOT / "data.db")]
    assert main(["search", "--json", "--limit", "1", query, *database]) == 0
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert main(["show", claim["id"], *database]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert chain in lines
    assert "this article" in lines, "an account that names nobody"


def test_the_settings_shown_are_settings_with_all_their_values(tmp_path: Path) -> None:
    shown = re.findall(r"(?:^ {4}.*\n|^\n)+", PAGE[PAGE.index("## Settings") :], re.M)[1]
    (tmp_path / "config.toml").write_text(shown.replace("\n    ", "\n").strip(), encoding="utf-8")
    found = read_config(lambda: tmp_path / "config.toml")
    assert found.problems == ()
    assert found.settings.theme in THEMES
    keys = keymap(found.settings.keys)
    assert (set(keys.keys), keys.problems) == ({"matrix"}, ())
    for names in (THEMES, STYLES, CONTEXTS):
        assert f"# {', '.join(names)}\n" in shown


def test_links_and_pictures_lead_to_files_that_are_there() -> None:
    targets = [t for t in re.findall(r"\]\(([^)]+)\)", PAGE) if "://" not in t]
    assert targets
    assert all((ROOT / Path(target)).exists() for target in targets)


def test_the_changelog_names_every_citation_style() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").casefold()
    assert all(label.casefold().removesuffix(" with locator") in changelog for label in STYLES.values())
