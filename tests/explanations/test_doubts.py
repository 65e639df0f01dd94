"""Every kind of uncertainty in words."""

import pytest

from kaohe.explanations import Voice
from kaohe.explanations.doubts import doubt_of
from kaohe.robustness.plan import Uncertainty
from tests.explanations.results import everything

CASES = [
    (
        {"at": "items", "error": "5%"},
        "Error of figures, 5%",
        "Every reported item: each number is off by a normal",
    ),
    (
        {"at": "items.gdp", "error": "2%", "shape": "uniform"},
        "Error of figures, 2% (Output)",
        "within ±2% of it",
    ),
    (
        {"at": "items.gdp", "error": 3, "shape": "uniform"},
        "Error of figures, 3 (Output)",
        "±3, evenly spread, in",
    ),
    (
        {"at": "items.gdp", "error": 1.5},
        "Error of figures, 1.5 (Output)",
        "deviation of 1.5, in its own unit",
    ),
    ({"at": "weights", "noise": "25%"}, "Weights ±25%", "All weights at every level"),
    ({"at": "index/size.weights", "noise": "9%"}, "Weights ±9% (Size)", "Size: each weight varies"),
    (
        {"at": "weights", "sets": [{"index/size": 1}, {"index/size": 2}]},
        "Alternative weights (2)",
        "one of 2 ",
    ),
    ({"at": "weights", "sets": "w.csv"}, "Alternative weights (w.csv)", "alternative sets in w.csv"),
    ({"at": "indicators", "drop": "10%"}, "Absent indicators, 10%", "Every indicator: each is absent"),
    (
        {"at": "indicators.density", "drop": "10%"},
        "Absent indicators, 10% (Output per area)",
        "Output per area: ",
    ),
    (
        {"at": "combine", "one_of": ["mean", "geometric"]},
        "Combination",
        "Every combination, combination: one of",
    ),
    ({"at": "index/size.combine", "one_of": ["mean", "max"]}, "Combination (Size)", "Size, combination"),
    (
        {"at": "index/size.treat", "one_of": ["as_is", "log"]},
        "Outliers (Size)",
        "Size, outliers: one of these 2",
    ),
    (
        {"at": "indicators.gdp.missing", "one_of": ["zero", "mean"]},
        "Missing values (Output)",
        "Output, missing",
    ),
]


@pytest.mark.parametrize(("said", "name", "what"), CASES, ids=[str(case[0]) for case in CASES])
def test_an_uncertainty_in_words(said, name, what):
    doubt = doubt_of(Voice(everything().scheme, "en"), Uncertainty.model_validate(said))
    assert doubt.name == name
    assert what in doubt.what


def test_alternatives_in_words_even_by_case():
    switch = {"by": "region", "east": {"minmax": [0, 1]}, "else": "rank"}
    said = Uncertainty.model_validate({"at": "scale", "one_of": ["as_is", {"zscore": [50, 10]}, switch]})
    doubt = doubt_of(Voice(everything().scheme, "en"), said)
    assert doubt.alternatives == (
        "As the scheme says",
        "Z-score: mean 50, standard deviation 10",
        "East: min-max: the worst unit gets 0, the best 1; others: place counted from the worst",
    )


def test_its_own_name_goes_first():
    said = {"at": "weights", "noise": "25%", "name": {"zh": "权重争议", "en": "disputed weights"}}
    for lang, name in (("zh", "权重争议"), ("en", "Disputed weights")):
        assert doubt_of(Voice(everything().scheme, lang), Uncertainty.model_validate(said)).name == name
