"""The score of joined names: how marks of coreference are read, and what their pairs count."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.extract.mentions import find_mentions
from explorer.extract.parsing import parse
from explorer.models import Reading
from explorer.resolve.entities import resolve_entities
from tests.bench.match_data import NotFoundError
from tests.bench.resolving_entities import Joins, Marked, read_article, rows

WORDS = "Ada Lindqvist of Tolvex met Karl Moen . Lindqvist left ( quietly ) , Moen 's aide said ."


def _article(tmp_path: Path, marks: str) -> Marked:
    """A document of one sentence with the marks `m_id:instance:first-last token`, separated by blanks."""
    tokens = "".join(f'<token t_id="{n}" sentence="0">{word}</token>' for n, word in enumerate(WORDS.split()))
    markables, relations = "", ""
    for mark in marks.split():
        m_id, instance, span = mark.split(":")
        first, last = (int(n) for n in span.split("-"))
        anchors = "".join(f'<token_anchor t_id="{n}"/>' for n in range(first, last + 1))
        markables += f'<HUMAN_PART_PER m_id="{m_id}">{anchors}</HUMAN_PART_PER>'
        relations += f'<CROSS_DOC_COREF r_id="1" note="{instance}"><source m_id="{m_id}"/></CROSS_DOC_COREF>'
    path = tmp_path / "1_1ecb.xml"
    path.write_text(
        f"<Document>{tokens}<Markables>{markables}</Markables><Relations>{relations}</Relations></Document>", "utf-8"
    )
    return read_article(path)


def _score(marked: Marked) -> Joins:
    joins = Joins()
    reading = Reading(marked.source, find_mentions(marked.source, parse(marked.source)), (), ())
    joins.add([marked], resolve_entities([reading]))
    return joins


def test_the_text_reads_like_prose_and_marks_keep_their_places(tmp_path: Path) -> None:
    article = _article(tmp_path, "1:ada:0-1 2:ada:8-8")
    text = article.source.text
    assert text == "Ada Lindqvist of Tolvex met Karl Moen. Lindqvist left (quietly), Moen's aide said."
    assert [text[span.start : span.end] for span, _ in article.marks] == ["Ada Lindqvist", "Lindqvist"]


def test_pairs_of_one_instance_that_are_one_entity_count(tmp_path: Path) -> None:
    joins = _score(_article(tmp_path, "1:ada:0-1 2:ada:8-8 3:karl:5-6 4:karl:14-14"))
    assert (joins.same, joins.ours, joins.both) == (2, 2, 2)
    assert (joins.recall, joins.precision) == (1.0, 1.0)


def test_a_pair_that_is_joined_and_another_instance_costs_precision(tmp_path: Path) -> None:
    joins = _score(_article(tmp_path, "1:ada:0-1 2:other:8-8"))
    assert (joins.same, joins.ours, joins.both) == (0, 1, 0)
    assert joins.precision == 0.0


def test_a_missing_set_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="not found"):
        rows(tmp_path, develop=True)
