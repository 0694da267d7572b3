"""Who writes a work, or insists on doing something, is not thereby the one who tells of it."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.ingest import read_article
from explorer.resolve import resolve


@pytest.mark.parametrize(
    ("sentence", "origins"),
    [
        ("Kari Moe wrote the 2005 article on the secret sale of the Halden harbour.", 0),
        ("Kari Moe wrote that the Halden harbour was sold in secret in 2005.", 1),
        ("Kari Moe insisted on remaining anonymous until the Halden harbour was sold.", 0),
        ("Kari Moe insisted that the Halden harbour was sold in secret in 2005.", 1),
    ],
)
def test_the_author_of_a_work_is_no_origin_of_its_being_written(sentence: str, origins: int) -> None:
    readings = [
        Reader().read(read_article(text.encode(), name))
        for name, text in (("a.txt", sentence), ("b.txt", f"{sentence} A crane fell in Lund on Friday."))
    ]
    claims = [claim for claim in resolve(readings).claims if len({e.statement.source for e in claim.evidence}) == 2]
    assert [claim.origins for claim in claims] == [origins]
