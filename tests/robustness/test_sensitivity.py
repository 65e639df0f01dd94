import numpy as np
import pytest

from kaohe.messages import Refused
from kaohe.robustness.draws import Seeded
from kaohe.robustness.run import Runner
from kaohe.robustness.sensitivity import indices_of, pages, sensitivities
from tests.robustness.doubting import doubts
from tests.scoring import asem, simple


def ishigami(x):
    """Ishigami and Homma (1990) with a = 7, b = 0.1, on the unit cube."""
    a, b, c = (2 * np.pi * x - np.pi).T
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def test_ishigami_has_the_indices_known_in_closed_form():
    """Saltelli et al. (2008): first order 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437."""
    stream = np.random.default_rng(1)
    a, b = stream.random((2, 2**15, 3))
    mixed = [np.where(np.arange(3) == factor, b, a) for factor in range(3)]
    first, total = indices_of(np.stack([ishigami(x) for x in (a, b, *mixed)]))
    np.testing.assert_allclose(first, [0.3139, 0.4424, 0], atol=0.02)
    np.testing.assert_allclose(total, [0.5576, 0.4424, 0.2437], atol=0.02)


def test_one_uncertainty_alone_explains_everything():
    stream = np.random.default_rng(1)
    a, b = stream.random((2, 1024))
    first, total = indices_of(np.stack([a, b, b]))
    np.testing.assert_allclose([*first, *total], [1, 1], atol=0.1)


@asem.needs_reference
def test_the_peers_sample_of_ishigami():
    """Its own estimators on its sample; ours differ by centring and by n for n - 1, no more."""
    rows = np.array([[float(cell) for cell in row.values()] for row in asem.rows("sens/ishigami_sample.csv")])
    np.testing.assert_allclose(ishigami(rows[:, :3]), rows[:, 3], rtol=1e-12)
    y = rows[:, 3].reshape(5, 64)
    both = np.concatenate([y[0], y[1]])
    variance = both.var(ddof=1)
    expected = asem.rows("sens/ishigami_indices.csv")
    peer = (y[1] * (y[2:] - y[0])).mean(axis=1) / variance
    np.testing.assert_allclose(peer, [float(row["Si"]) for row in expected], rtol=1e-12)
    first, total = indices_of(y)
    scale = variance / both.var()
    centred = ((y[1] - both.mean()) * (y[2:] - y[0])).mean(axis=1) / variance
    np.testing.assert_allclose(first, centred * scale, rtol=1e-9)
    np.testing.assert_allclose(total, [float(row["STi"]) * scale for row in expected], rtol=1e-9)


def runner(*said, items=None):
    figures = simple.figures(items or {"a": [1, 2, 3, 4], "b": [4, 3, 2.5, 1], "c": [1, 1.5, 1.2, 3]})
    of = simple.scheme(("a", "b", "c"))
    factors = doubts(of, *said).factors
    return Runner(figures, of, factors), Seeded(factors, 4, 1)


NOISE = {"at": "weights", "noise": "90%"}


def test_what_changes_nothing_explains_nothing():
    found, draws = runner(NOISE, {"at": "missing", "one_of": ["zero", "mean"]})
    assert len(pages(found)) == 4
    of_shift, of_unit = sensitivities(found, draws, 2048, 1, ("u0",))
    assert (of_shift.unit, of_unit.unit) == ("", "u0")
    assert of_shift.first == pytest.approx([1, 0], abs=0.1)
    assert of_shift.total == pytest.approx([1, 0], abs=0.1)
    assert of_shift.total[1] == 0
    assert (of_shift.total_interval[0] != of_shift.total_interval[0][0]).any()


def test_nothing_to_explain_gives_no_indices():
    found, draws = runner({"at": "missing", "one_of": ["zero", "mean"]})
    (only,) = sensitivities(found, draws, 8, 1)
    assert only.variance == 0
    assert np.isnan(only.first).all()
    assert np.isnan(only.total_interval).all()


@pytest.mark.parametrize("base", [0, 1, 3, 100, -4])
def test_base_samples_are_a_power_of_two(base):
    found, draws = runner(NOISE)
    with pytest.raises(Refused, match="power of 2"):
        sensitivities(found, draws, base, 1)
