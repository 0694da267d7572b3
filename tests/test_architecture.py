"""The house's own rules, checked on what Python really imports and on what the files really hold."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "explorer"
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported_by(code: str) -> set[str]:
    """Top-level packages in `sys.modules` after running `code` in a fresh interpreter."""
    script = f"{code}\nimport sys, json; print(json.dumps(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import explorer.cli", {"textual", "spacy", "pydantic", "sqlite_utils", "numpy", "rapidfuzz"}),
        ("import explorer.store.reader", {"textual", "spacy", "pydantic", "sqlite_utils", "numpy", "rich"}),
        ("import explorer.models, explorer.text.inert", {"textual", "spacy", "pydantic", "numpy", "rich", "sqlite3"}),
        ("import explorer.search", {"textual", "spacy", "pydantic", "sqlite_utils"}),
        ("import explorer.resolve, explorer.build.hand", {"textual", "spacy", "pydantic", "rich", "onnxruntime"}),
        ("import explorer.tui.app", {"spacy", "pydantic", "sqlite_utils", "numpy", "rapidfuzz"}),
    ],
)
def test_a_room_pulls_in_nothing_heavier_than_it_needs(code: str, forbidden: set[str]) -> None:
    assert imported_by(code) & forbidden == set()


def test_layers_and_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_is_one_room_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450, "split this module"
    assert ast.get_docstring(ast.parse(text)), "a module begins by saying what it is for"


def tracked_files() -> list[Path]:
    run = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=False)
    if run.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in run.stdout.split("\0") if name]


def test_the_top_level_holds_only_what_was_agreed() -> None:
    allowed = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "explorer", "seeds", "tests", "data.db"}
    tops = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {top for top in tops if not top.startswith(".")} <= allowed


def test_direct_dependencies_are_pinned_exactly() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[(.*?)^\]", pyproject, re.S | re.M)
    pins = [line.strip().strip('",') for block in lists for line in block.splitlines() if line.strip()]
    assert len(pins) > 10
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", pin) for pin in pins)
    assert re.search(r"^exclude-newer = ", pyproject, re.M)


def test_only_the_writing_side_writes_sql() -> None:
    """`sqlite3` is opened where data is stored, read or indexed, and nowhere else."""
    opens = {p.relative_to(PACKAGE).parts[0] for p in MODULES if re.search(r"\bsqlite3\.connect\(", p.read_text())}
    assert opens <= {"store"}
