"""Scores in bulk are those of the official pipeline."""

import numpy as np
from hypothesis import given, settings

from kaohe.messages import Refused
from kaohe.robustness.choices import as_it_stands
from kaohe.robustness.engine import Engine
from kaohe.scoring import score
from tests.scoring import any_scheme


@settings(max_examples=150, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_as_it_stands_the_scores_are_the_official_ones(scheme, figures):
    try:
        official = score(figures, scheme)
    except Refused:
        return
    engine = Engine(figures, scheme, ())
    found = engine.scored((), as_it_stands(()))
    np.testing.assert_allclose(found.root[0], official.root.score.values, rtol=1e-9, atol=1e-9)
    assert found.excluded[0].tolist() == official.excluded.tolist()
