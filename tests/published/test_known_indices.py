"""Well-known published indices, written as schemes of the documented format."""

import csv
from importlib import resources
from math import exp, log, prod, sqrt

import numpy as np
import pytest

from kaohe.figures import figures_of
from kaohe.scoring import score, standings_of
from tests.published.worked import assert_scores, scheme, scored

HDI = """
items:
  life_expectancy: {name: life expectancy, unit: years}
  expected_schooling: {name: expected years of schooling, unit: years}
  mean_schooling: {name: mean years of schooling, unit: years}
  gni_per_capita: {name: GNI per capita, unit: 2017 PPP $}
defaults: {direction: higher, provenance: published}
indicators:
  life_expectancy: {scale: {goalposts: [20, 85], clip: true}}
  expected_schooling: {scale: {goalposts: [0, 18], clip: true}}
  mean_schooling: {scale: {goalposts: [0, 15], clip: true}}
  gni_per_capita: {scale: {goalposts: [100, 75000], clip: true, curve: log}}
tree:
  hdi:
    combine: geometric
    round: 3
    children:
      life_expectancy: 1
      education: {children: {expected_schooling: 1, mean_schooling: 1}}
      gni_per_capita: 1
"""
COMPONENTS = ("life_expectancy", "expected_schooling", "mean_schooling", "gni_per_capita")


@pytest.mark.parametrize(("year", "countries"), [(2021, 192), (2022, 193)])
def test_human_development_index_of_every_country(year, countries):
    """UNDP, Human Development Report 2023-24, Technical note 1; every country with a published value."""
    text = resources.files("kaohe").joinpath("data", "figures", f"hdi-{year}.csv").read_text(encoding="utf-8")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: row["unit"])
    columns = {item: [float(row[item] or "nan") for row in rows] for item in COMPONENTS}
    scores = score(figures_of([row["unit"] for row in rows], columns), scheme(HDI))
    published = np.array([float(row["hdi_published"] or "nan") for row in rows])
    assert np.count_nonzero(~np.isnan(published)) == countries
    np.testing.assert_array_equal(scores.of("hdi"), published)
    ranks = {row.unit: row.rank for row in standings_of(scores).rows if row.scope == "hdi"}
    told = {row["unit"]: float(row["rank_published"]) for row in rows if row["rank_published"]}
    assert len(told) == (193 if year == 2022 else 0)
    assert {unit: ranks[unit] for unit in told} == told


GII = """
items:
  maternal: {name: maternal mortality ratio, unit: "per 100,000"}
  births: {name: adolescent birth rate, unit: "per 1,000"}
  parliament_f: {name: seats held by women, unit: share}
  school_f: {name: women with secondary education, unit: share}
  school_m: {name: men with secondary education, unit: share}
  labour_f: {name: women in the labour force, unit: share}
  labour_m: {name: men in the labour force, unit: share}
defaults: {direction: higher, provenance: published, unit: share}
indicators:
  survival_f: {formula: "sqrt(10 / least(greatest(maternal, 10), 1000) / births)"}
  survival_m: {formula: "survival_f * 0 + 1"}
  power_f: {formula: "sqrt(greatest(parliament_f, 0.001) * school_f)"}
  power_m: {formula: "sqrt((1 - greatest(parliament_f, 0.001)) * school_m)"}
  labour_f: {}
  labour_m: {}
  survival: {formula: (survival_f + survival_m) / 2}
  power: {formula: (power_f + power_m) / 2}
  labour: {formula: (labour_f + labour_m) / 2}
tree:
  gii:
    direction: lower
    round: 3
    combine: {formula: 1 - equal / whole}
    children:
      equal:
        combine: harmonic
        children:
          women: {combine: geometric, of: [survival_f, power_f, labour_f]}
          men: {combine: geometric, of: [survival_m, power_m, labour_m]}
      whole: {combine: geometric, of: [survival, power, labour]}
"""


def test_gender_inequality_a_harmonic_of_geometric_means():
    """The shape of UNDP's Gender Inequality Index (Technical note 3): lower is better, and ranked so."""
    table = {
        "a": {
            "maternal": 4,
            "births": 2.0,
            "parliament_f": 0.45,
            "school_f": 0.95,
            "school_m": 0.96,
            "labour_f": 0.62,
            "labour_m": 0.7,
        },
        "b": {
            "maternal": 300,
            "births": 60.0,
            "parliament_f": 0.0,
            "school_f": 0.2,
            "school_m": 0.4,
            "labour_f": 0.3,
            "labour_m": 0.75,
        },
        "c": {
            "maternal": 40,
            "births": None,
            "parliament_f": 0.2,
            "school_f": 0.7,
            "school_m": 0.8,
            "labour_f": 0.5,
            "labour_m": 0.75,
        },
    }

    def by_hand(maternal, births, parliament_f, school_f, school_m, labour_f, labour_m):
        seats = max(parliament_f, 0.001)
        health = sqrt(10 / min(max(maternal, 10), 1000) / births)
        power_f, power_m = sqrt(seats * school_f), sqrt((1 - seats) * school_m)
        women = (health * power_f * labour_f) ** (1 / 3)
        men = (1 * power_m * labour_m) ** (1 / 3)
        equal = 2 / (1 / women + 1 / men)
        both = prod([(health + 1) / 2, (power_f + power_m) / 2, (labour_f + labour_m) / 2]) ** (1 / 3)
        return 1 - equal / both

    scores = scored(GII, table)
    assert_scores(
        scores, "gii", {"a": round(by_hand(**table["a"]), 3), "b": round(by_hand(**table["b"]), 3), "c": None}
    )
    ranks = {row.unit: row.rank for row in standings_of(scores).rows if row.scope == "gii"}
    assert ranks == {"a": 1, "b": 2, "c": None}


def test_environmental_log_goalposts():
    """The shape of an environmental performance index: skewed emissions between logarithmic goalposts, worst
    at a percentile of the values, best at a target."""
    emissions = {"a": 0.5, "b": 2.0, "c": 8.0, "d": 64.0}
    scores = scored(
        """
items:
  emissions: {name: emissions per head, unit: t}
  forest: {name: protected forest, unit: share}
defaults: {provenance: published}
indicators:
  emissions: {direction: lower, scale: {goalposts: [1, p75], curve: log, clip: true, to: [0, 100]}}
  forest: {direction: higher, scale: {goalposts: [0, 0.17], clip: true, to: [0, 100]}}
tree: {epi: {children: {air: {weight: 40, of: [emissions]}, land: {weight: 60, of: [forest]}}}}
""",
        {
            unit: {"emissions": value, "forest": 0.17 if unit == "d" else 0.085}
            for unit, value in emissions.items()
        },
    )
    worst = 8.0 + 0.25 * (64.0 - 8.0)  # the 75th percentile of four values
    air = {unit: 100 * min(1, log(worst / value) / log(worst)) for unit, value in emissions.items()}
    air["d"] = 0
    assert_scores(scores, "epi/air", air)
    assert_scores(
        scores, "epi", {unit: 0.4 * air[unit] + 0.6 * (100 if unit == "d" else 50) for unit in "abcd"}
    )


def test_sustainable_development_from_a_low_percentile_to_a_fixed_best():
    """The shape of the SDG Index: worst at the 2.5th percentile, a fixed best, clipped, goals averaged."""
    poverty = [0.0, 1.0, 4.0, 10.0, 60.0]
    water = [99.0, 100.0, 90.0, None, 40.0]
    units = "abcde"
    scores = scored(
        """
items:
  poverty: {name: people in poverty, unit: "%", kind: share}
  water: {name: people with safe water, unit: "%", kind: share}
defaults: {provenance: published}
indicators:
  poverty: {direction: lower, scale: {goalposts: [0, p97.5], clip: true, to: [0, 100]}}
  water: {direction: higher, scale: {goalposts: [p2.5, 100], clip: true, to: [0, 100]}}
tree: {sdg: {need: 50%, children: {goal1: {of: [poverty]}, goal6: {of: [water]}}}}
""",
        {unit: {"poverty": p, "water": w} for unit, p, w in zip(units, poverty, water, strict=True)},
    )
    worst = 10 + 0.9 * (60 - 10)  # 97.5% of the way over four steps
    goal1 = [100 * max(0, (worst - value) / worst) for value in poverty]
    low = 40 + 0.075 * (90 - 40)
    goal6 = [None if value is None else 100 * max(0, (value - low) / (100 - low)) for value in water]
    mixed = {
        unit: one if six is None else (one + six) / 2
        for unit, one, six in zip(units, goal1, goal6, strict=True)
    }
    assert_scores(scores, "sdg", mixed)


def test_a_mean_on_a_transformed_scale():
    """`through` and `back` say any quasi-arithmetic mean: with ln and exp it is the geometric one."""
    text = """
items: {a: {name: a, unit: u}, b: {name: b, unit: u}}
defaults: {direction: higher, provenance: published}
indicators: {a: {}, b: {}}
tree:
  index:
    combine: geometric
    children: {a: 3, b: 1}
"""
    table = {"x": {"a": 2.0, "b": 50.0}, "y": {"a": 7.0, "b": 7.0}}
    by_hand = {"x": exp((3 * log(2) + log(50)) / 4), "y": 7.0}
    assert_scores(scored(text, table), "index", by_hand)
    transformed = text.replace("combine: geometric", "through: ln(x)\n    back: exp(x)")
    assert_scores(scored(transformed, table), "index", by_hand)
    cubic = text.replace("combine: geometric", "through: x ** 3\n    back: x ** (1 / 3)")
    power = text.replace("combine: geometric", "combine: {power: 3}")
    by_cubes = {"x": ((3 * 8 + 50**3) / 4) ** (1 / 3), "y": 7.0}
    assert_scores(scored(cubic, table), "index", by_cubes)
    assert_scores(scored(power, table), "index", by_cubes)
