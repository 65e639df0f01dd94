"""Whatever a scheme and its figures are, scoring gives numbers or gaps with causes: no error, warning, infinity."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from kaohe.scoring import classes_of, contributions_of, notes_of, score, standings_of
from tests.scoring import any_scheme

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(any_scheme.schemes(), any_scheme.figures(any_scheme.extreme))
def test_anything_is_scored_without_error_warning_or_infinity(scheme, figures):
    scores = score(figures, scheme)
    for node in scores.nodes.values():
        for column in (node.value, node.filled, node.treated, node.scaled, node.capped, node.score):
            assert not np.isinf(column.values).any()
            assert np.array_equal(np.isnan(column.values), column.missing)
        assert not np.isinf(node.used).any()
    parts = contributions_of(scores).parts
    assert np.array_equal(np.isnan(parts).any(axis=1), scores.root.score.missing)
    standings = standings_of(scores)
    groups = 1 + len(scheme.ranks.within) * len(set(figures.attributes["region"]))
    assert len(standings.rows) >= len(scores.nodes) * len(figures.units)
    assert len({row.scope for row in standings.rows}) == len(scores.nodes)
    assert {row.group for row in standings.rows} <= {"", "region=east", "region=west"}
    assert groups >= 1
    assert len(classes_of(scores)) == len(figures.units)
    for note in notes_of(scores):
        assert note.unit in figures.units
        assert note.path in scores.nodes
        assert "<" not in note.what
        assert " object at " not in note.what


@quick
@given(any_scheme.schemes(), any_scheme.figures())
def test_contributions_add_up_to_the_final_score(scheme, figures):
    scores = score(figures, scheme)
    contributions = contributions_of(scores)
    final = scores.root.score.values
    sums = contributions.parts.sum(axis=1)
    size = 1 + np.abs(np.nan_to_num(contributions.parts)).sum(axis=1)
    assert np.array_equal(np.isnan(sums), np.isnan(final))
    assert np.all(np.isnan(final) | (np.abs(sums - final) <= 1e-9 * size))
    assert contributions.names[-1] == "(rounding)"
    assert contributions.parts.shape == (len(figures.units), len(contributions.names))


def test_no_units_are_refused():
    empty = any_scheme.figures_of([], {item: [] for item in any_scheme.ITEMS})
    scheme = any_scheme.read_scheme(
        "{format: 1, id: a, name: a, status: example, items: {a: {name: a, unit: u}}, "
        "indicators: {a: {direction: higher, provenance: published}}, tree: {a: null}}",
        any_scheme.Path("a.yaml"),
    )
    with pytest.raises(any_scheme.Refused) as refused:
        score(empty, scheme)
    assert [problem.code for problem in refused.value.problems] == ["scoring.no_units"]
