"""The bench of resolving, on a folder of our own; the figures of real sets are not ours to ship."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from tests.bench import resolving, resolving_pairs, scoring
from tests.bench.match_data import (
    NotFoundError,
    Row,
    event_pairs,
    event_sentences,
    mrpc,
    news_sentences,
    reuters,
    split_sentences,
    sts_news,
)
from tests.bench.resolving import line, main, reaches

HEAD = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n"
PAIRS = (
    (1, "The yard at Halden closes in May, Norvik said.", "Norvik closes its yard at Halden in May."),
    (0, "The yard at Halden closes in May, Norvik said.", "Norvik hired 40 welders at Moss in June."),
    (1, "A ferry ran aground off Kragen on Monday night.", "On Monday night a ferry ran aground near Kragen."),
    (0, "A ferry ran aground off Kragen on Monday night.", "The ferry company raised its fares by 4 percent."),
)

DISPATCHES = """<REUTERS TOPICS="NO" NEWID="7"><DATE>1-MAR-1987</DATE><TITLE>YARD &amp; DOCK</TITLE><BODY>The yard
opened its gates on Sunday. It will hire Mr. Moe and forty others.
    The dock stays shut until the U.S. Navy has left it. Reuter
&#3;</BODY></REUTERS>"""


def document(*sentences: tuple[str, str, str]) -> str:
    """A document of ECB+: sentences with the instance of their first word (an event) and of their last (a place)."""
    tokens, marks, links, number = [], [], [], 0
    for place, (text, event, where) in enumerate(sentences):
        words = text.split()
        for position, word in enumerate(words):
            number += 1
            tokens.append(f'<token t_id="{number}" sentence="{place}" number="{position}">{word}</token>')
            instance = event if position == 0 else where if position == len(words) - 1 else ""
            if instance:
                tag = "ACTION_OCCURRENCE" if position == 0 else "LOC_GEO"
                marks.append(f'<{tag} m_id="{number}"><token_anchor t_id="{number}"/></{tag}>')
                marks.append(f'<{tag} m_id="{number + 500}" instance_id="{instance}"/>')
                ends = f'<source m_id="{number}"/><target m_id="{number + 500}"/>'
                links.append(f"<CROSS_DOC_COREF>{ends}</CROSS_DOC_COREF>")
    body = "".join(tokens)
    return f"<Document>{body}<Markables>{''.join(marks)}</Markables><Relations>{''.join(links)}</Relations></Document>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """All sets but the large ones, a few lines each."""
    table = HEAD + "".join(f"{label}\t1\t2\t{a}\t{b}\n" for label, a, b in PAIRS)
    for name, text in (
        ("mrpc/MSRP_Corpus/msr_paraphrase_train_backup.txt", table),
        ("mrpc/MSRP_Corpus/msr_paraphrase_test.txt", table),
        ("ecb/ECB+_LREC2014/ECBplus_coreference_sentences.csv", "Topic,File,Sentence Number\n3,1ecb,0\n3,2ecb,0\n"),
        ("ecb/ECB+_LREC2014/ECB+/3/3_1ecb.xml", document(("sank off Moss", "sinking", "moss"), ("It rained", "", ""))),
        ("ecb/ECB+_LREC2014/ECB+/3/3_2ecb.xml", document(("went down near Moss", "sinking", "moss"))),
        ("reuters/data/reut2-000.sgm", DISPATCHES),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_sets_are_read_as_they_are(data: Path) -> None:
    assert [pair.label for pair in mrpc(data, develop=True)] == [1, 0, 1, 0]
    sentences = event_sentences(data, range(1, 36))
    assert [one.text for one in sentences] == ["sank off Moss", "went down near Moss"]
    assert [(pair.weak, pair.strong) for pair in event_pairs(sentences)] == [(True, True)]
    assert event_sentences(data, range(36, 46)) == []
    (dispatch,) = reuters(data)
    assert (dispatch.number, dispatch.title) == (7, "YARD & DOCK")
    assert [*split_sentences(dispatch.body)][1:] == [
        "It will hire Mr. Moe and forty others.",
        "The dock stays shut until the U.S. Navy has left it.",
    ]
    assert len(news_sentences(data, develop=True)) == len({text for _, a, b in PAIRS for text in (a, b)}) + 3
    with pytest.raises(NotFoundError, match=r"not found: .*sts-dev\.csv"):
        sts_news(data, "dev")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the rows of the pair score, and no encoder; the rest of the table takes minutes."""
    monkeypatch.setattr(resolving, "ROOMS", (resolving_pairs.rows,))
    monkeypatch.setattr(resolving_pairs, "load", lambda: None)


def test_the_table_tells_what_is_missing_in_one_line(
    data: Path, alone: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(data), "--develop"])
    out = capsys.readouterr().out
    assert re.search(r"^MRPC, same or not: AUC \(no vectors installed\) +1\.000  ≥ 0\.775$", out, re.MULTILINE)
    assert sum(text.startswith("not found: ") for text in out.splitlines()) == 1
    main([str(data), "--develop", "--json"])
    table = json.loads(capsys.readouterr().out)
    assert table["develop"] is True
    assert {row["measure"]: row["reached"] for row in table["rows"]}["MRPC, same or not: F1 (no vectors installed)"]


def test_the_rest_is_measured_with_the_cut_of_the_other_part(
    data: Path, alone: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(data)])
    out = capsys.readouterr().out
    assert "made with the other part" in out
    assert "sts-test.csv" in out
    assert re.search(r"^ECB\+, strongly one event: AUC .* –  ≥ 0\.790$", out, re.MULTILINE)  # it has no such topics


def test_a_folder_that_is_none_costs_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_a_row_says_whether_it_reaches_its_goal() -> None:
    assert line(Row("false alarms", 0.05, 0.04, at_most=True)).endswith("≤ 0.040    NOT REACHED")
    assert reaches(Row("false alarms", 0.04, 0.04, at_most=True))
    assert not reaches(Row("recall", 0.9, 0.95))
    assert reaches(Row("articles", 5, None))


def test_scores_of_rankings() -> None:
    labels = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
    scores = np.array([0.9, 0.8, 0.7, 0.7, 0.1])
    assert scoring.auc(labels, scores) == pytest.approx((3 + 1.5) / 6)
    assert scoring.average_precision(labels, scores) == pytest.approx((1 + 2 / 4) / 2)
    assert scoring.spearman(scores, 10 * scores + 3) == pytest.approx(1)
    assert scoring.best_cut(labels, scores) == 0.9
    assert scoring.f1(labels, scores, 0.7) == pytest.approx(2 * 2 / (4 + 2))
    assert scoring.accuracy(labels, scores, 0.7) == pytest.approx(3 / 5)


def test_a_set_without_negatives_has_no_area() -> None:
    assert np.isnan(scoring.auc(np.array([1.0]), np.array([0.3])))
    assert np.isnan(scoring.average_precision(np.array([0.0]), np.array([0.3])))
