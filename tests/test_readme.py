"""README tells the truth: its generated parts are fresh, its commands exist, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from explorer.cite import STYLES
from explorer.cli import help_text, main
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


def test_every_verb_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("build", "search", "show", "cite", "export", "verify"):
        assert main([verb, "--help"]) == 0
        assert f"explorer {verb}" in capsys.readouterr().out
        assert verb in PAGE


def test_links_and_pictures_lead_to_files_that_are_there() -> None:
    targets = [t for t in re.findall(r"\]\(([^)]+)\)", PAGE) if "://" not in t]
    assert targets
    assert all((ROOT / Path(target)).exists() for target in targets)


def test_the_tour_names_every_citation_style_the_changelog_promises() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").casefold()
    assert all(word in changelog for word in ("plain quote", "markdown", "apa", "bibtex", "csl-json"))
    assert set(STYLES) == {"quote", "markdown", "apa", "bibtex", "csl-json"}
