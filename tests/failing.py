"""A write that must fail, and what may never happen when it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import BuildError
from explorer.models import Resolution
from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution


def failed_write(database: Path, resolution: Resolution | None = None, **more: object) -> str:
    """Write over `database`, expect a failure; return its one line and check that nothing has changed."""
    before = {path: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}
    with pytest.raises(BuildError) as caught:
        write(resolution or sample_resolution(), database, VERSIONS, **more)  # type: ignore[arg-type]  # passed on
    after = {path: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}
    assert after == before, "neither changed nor left behind"
    line = str(caught.value)
    assert "\n" not in line
    return line
