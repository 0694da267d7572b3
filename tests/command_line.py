"""Running `explorer` as a shell would, in a folder with a sample database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.factories import (
    sample_resolution,
)

WIRE, REWRITE, PAPER = (
    next(source.id for source in sample_resolution().sources if source.path == path)
    for path in ("wire.txt", "news/rewrite.txt", "paper.txt")
)
NUMBER = next(d.id for d in sample_resolution().disagreements if d.kind == "number")
ROOT = Path(__file__).parent.parent


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours, without what would change the answers."""
    kept = {key: value for key, value in os.environ.items() if key not in ("EXPLORER_DB", "COLUMNS", "LINES")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(more or {})}


def explorer(folder: Path, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `explorer` in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "explorer", *argv],
        cwd=folder,
        env=environment(env),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `explorer` is the command."""
    prelude = f'explorer() {{ "{sys.executable}" -m explorer "$@"; }}; set -o pipefail; '
    return subprocess.run(
        ["bash", "-c", prelude + line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


def data(run: subprocess.CompletedProcess[str]) -> Any:
    """The JSON a run printed; fails unless the run went well and said nothing besides."""
    assert (run.returncode, run.stderr) == (0, "")
    return json.loads(run.stdout)
