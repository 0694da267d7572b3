"""Fitting the pair score: the weights follow what readers said, and what is missing costs one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.bench import fit_pairs
from tests.bench.fit_pairs import Sample, fit, main, validated


def sample(seed: int, *, size: int = 400) -> Sample:
    """Pairs of which the first feature tells everything and the second nothing."""
    draw = np.random.RandomState(seed)
    features = draw.rand(size, 2)
    labels = (features[:, 0] + 0.2 * draw.randn(size) > 0.5).astype(float)
    return Sample(features, labels, np.arange(size) % fit_pairs.FOLDS)


def test_the_weights_follow_what_readers_said() -> None:
    telling, silent, _bias = fit([sample(1), sample(2), sample(3)])
    assert telling > 3
    assert abs(silent) < telling / 5


def test_a_large_set_weighs_no_more_than_a_small_one() -> None:
    against = sample(2, size=4000)
    reverse = Sample(against.features, 1 - against.labels, against.part)
    telling, _, _ = fit([sample(1), reverse, sample(3)])
    assert telling > 0  # shares of 1.5 for it, of 1 against it


def test_figures_are_of_pairs_that_the_fit_had_not_seen() -> None:
    figures = validated([sample(1), sample(2), sample(3), sample(4)])
    assert 0.8 < figures["AUC"] < 1
    noise = np.random.RandomState(5)
    blind = [Sample(noise.rand(100, 30), (noise.rand(100) > 0.5).astype(float), np.arange(100) % 5) for _ in range(4)]
    assert validated(blind)["AUC"] < 0.7  # the fit itself would seem to know most of a hundred pairs by thirty features


@pytest.mark.parametrize("installed", [True, False])
def test_what_is_missing_costs_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr(fit_pairs, "load", object if installed else lambda: None)
    assert main([str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert ("not found" if installed else "not installed") in err
