"""`explorer about`, in a process of its own and where nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

from explorer import __version__
from explorer.extract import MODEL_VERSION
from explorer.store.schema import SCHEMA_VERSION
from tests.command_line import ROOT, data, explorer
from tests.terminal import Terminal


def test_about_names_versions_licence_and_places(tmp_path: Path) -> None:
    run = explorer(tmp_path, "about")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"explorer {__version__}: ")
    for fact in (MODEL_VERSION, "MIT", str(ROOT / "explorer"), str(tmp_path / "data.db"), "not there yet"):
        assert fact in run.stdout
    assert list(tmp_path.iterdir()) == [], "it leaves nothing behind"


def test_about_as_json_says_the_same(tmp_path: Path) -> None:
    facts = data(explorer(tmp_path, "about", "--json", "--db", "my.db", env={"XDG_STATE_HOME": str(tmp_path)}))
    assert facts["version"] == __version__
    assert facts["database_schema"] == str(SCHEMA_VERSION)
    assert "MiniLM" in facts["vectors"]
    assert facts["database"] == f"{tmp_path / 'my.db'} (not there yet)"
    assert facts["state"] == str(tmp_path / "explorer")


def test_about_is_inert_where_a_path_is_not(tmp_path: Path) -> None:
    run = explorer(tmp_path, "about", "--db", "\x1b]52;c;YQ==\x07.db")
    assert run.returncode == 0
    assert "\x1b" not in run.stdout
    assert "\x1b" not in explorer(tmp_path, "about", "--json", "--db", "\x1b[31m.db").stdout


def test_the_licence_is_the_one_in_the_file() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT ")


def test_an_interrupted_measurement_leaves_its_line_of_progress_nowhere() -> None:
    with Terminal([sys.executable, "-m", "explorer", "about", "--accuracy"], columns=40, rows=12, cwd=ROOT) as terminal:
        assert terminal.wait_for("annotated set: [0-9]")
        terminal.send("\x03")
        assert terminal.wait() == 130
        last = terminal.output.decode().rstrip().rpartition("\r")[2]
    assert last == "Interrupted; nothing was changed."
