"""Whatever a scheme and its figures are, scoring gives numbers or gaps with causes: no error or infinity."""

import numpy as np
from hypothesis import HealthCheck, given, settings

from kaohe.scoring import classes_of, contributions_of, notes_of, standings_of
from tests.scoring import any_scheme

quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(any_scheme.schemes(), any_scheme.figures(any_scheme.extreme))
def test_anything_is_scored_without_error_warning_or_infinity(scheme, figures):
    scores = any_scheme.scored(figures, scheme)
    for node in scores.nodes.values():
        for column in (node.value, node.filled, node.treated, node.scaled, node.capped, node.score):
            assert not np.isinf(column.values).any()
            assert np.array_equal(np.isnan(column.values), column.missing)
        assert np.isfinite(node.used).all()
    parts = contributions_of(scores).parts
    assert np.array_equal(np.isnan(parts).any(axis=1), scores.root.score.missing)
    groups = len(set(figures.attributes["region"])) if scheme.ranks.within else 0
    rows = standings_of(scores).rows
    assert len([row for row in rows if not row.group]) == len(scores.nodes) * len(figures.units)
    assert len(rows) == len(scores.nodes) * len(figures.units) * (2 if groups else 1)
    assert len(classes_of(scores)) == len(figures.units)
    for note in notes_of(scores):
        assert note.unit in figures.units
        assert note.path in scores.nodes
        assert note.what.split(":")[0].replace("_", "").split()[0].isalpha()


@quick
@given(any_scheme.schemes(), any_scheme.figures())
def test_contributions_add_up_to_the_final_score(scheme, figures):
    scores = any_scheme.scored(figures, scheme)
    contributions = contributions_of(scores)
    final, sums = scores.root.score.values, contributions.parts.sum(axis=1)
    size = 1 + np.abs(np.nan_to_num(contributions.parts)).sum(axis=1)
    assert np.array_equal(np.isnan(sums), np.isnan(final))
    assert np.all(np.isnan(final) | (np.abs(sums - final) <= 1e-9 * size))
    # what is left over for rounding is only ever rounding
    assert np.all(np.isnan(final) | (np.abs(contributions.parts[:, -1]) <= 1e-9 * size))
