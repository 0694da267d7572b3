"""Writes that must fail, and what may never happen when they do."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from explorer.errors import BuildError
from explorer.models import Resolution
from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution


def failed_write(database: Path, resolution: Resolution | None = None, **more: Any) -> str:
    """Write over `database`, expect a failure; return its one line and check that nothing has changed."""
    before = {path: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}
    with pytest.raises(BuildError) as caught:
        write(resolution or sample_resolution(), database, VERSIONS, **more)
    after = {path: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}
    assert after == before, "neither changed nor left behind"
    line = str(caught.value)
    assert "\n" not in line
    return line


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A limit on the bytes of every file, as a quota sets it: a write fails, or is done in part, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
