"""What the scheme format's page says in sentences rather than tables."""

from pathlib import Path

import numpy as np
import pytest

from kaohe.figures import Figures, figures_of
from kaohe.messages import Refused
from kaohe.schemes import read_scheme
from kaohe.scoring import Scores, classes_of, score, standings_of

HEAD = """
format: 1
id: worked
name: worked
status: example
units: {r: [A, B], host: []}
frames: {prev: {year: -1}, city: {through: host}, target: {given: true}}
items: {g: {name: g, unit: u}, h: {name: h, unit: u}, changed: {name: changed, unit: u, defined_from: 2020}}
defaults: {direction: higher, provenance: reconstructed}
"""
NO = np.nan


def table(items: dict[str, list[float]], **more) -> Figures:
    count = len(next(iter(items.values())))
    attributes = {"r": ["A", "A", "B", "B"][:count], "host": ["X", "X", "Y", "Y"][:count]}
    return figures_of(
        [f"u{place}" for place in range(count)], items, attributes=attributes, data_year=2020, **more
    )


def scored(text: str, items: dict[str, list[float]], **frames: dict[str, list[float]]) -> Scores:
    tables = {name: table(columns) for name, columns in frames.items()}
    last_year = {
        name: figures_of(each.units, columns, data_year=2019)
        for name, (each, columns) in (
            (name, (tables[name], frames[name])) for name in frames if name == "prev"
        )
    }
    return score(table(items, frames={**tables, **last_year}), read_scheme(HEAD + text, Path("worked.yaml")))


def refused(text: str, items: dict[str, list[float]] | None = None) -> set[str]:
    with pytest.raises(Refused) as error:
        scored(text, items or {"g": [1.0, 2.0], "h": [3.0, 4.0]})
    return {problem.code for problem in error.value.problems}


def show(found: Scores, path: str) -> list[float | str]:
    """Scores, with the reason of a missing one."""
    column = found.nodes[path].score
    return [
        column.cause(place).reason.name.lower() if np.isnan(value) else round(float(value), 9)
        for place, value in enumerate(column.values)
    ]


TWO = "indicators: {g: {}, h: {}}\n"


@pytest.mark.parametrize(
    ("text", "items", "path", "expected"),
    [
        pytest.param(
            "indicators: {g: {round: 3}, h: {}}\n"
            "tree: {t: {each: {round: 2}, children: {g: 1, h: {round: 1}}}}",
            {"g": [1.23456], "h": [1.23456]},
            "t/g",
            [1.23],
            id="each comes before the indicator",
        ),
        pytest.param(
            TWO + "tree: {t: {each: {round: 2}, children: {g: 1, h: {round: 1}}}}",
            {"g": [1.23456], "h": [1.23456]},
            "t/h",
            [1.2],
            id="the leaf comes first",
        ),
        pytest.param(
            TWO + "tree: {t: {each: {round: 2}, children: {m: {each: {round: 0}, children: {g: 1, h: 1}}}}}",
            {"g": [1.6], "h": [1.6]},
            "t/m/g",
            [2],
            id="the inner each before the outer",
        ),
        pytest.param(
            "indicators: {g: {direction: lower}}\ntree: {t: {direction: lower, children: {g: 1}}}",
            {"g": [3.0]},
            "t",
            [-3],
            id="a branch's score is not turned",
        ),
        pytest.param(
            "indicators: {g: {}}\ntree: {t: {direction: lower, scale: minmax, children: {g: 1}}}",
            {"g": [1.0, 2.0]},
            "t",
            [1, 0],
            id="but by a scale",
        ),
        pytest.param(
            TWO + "tree: {t: {children: {g: {by: r, A: 1, B: 0}, h: 1}}}",
            {"g": [1.0, NO, 9.0], "h": [3.0, 3.0, 3.0]},
            "t",
            [2, "too_few", 3],
            id="weight 0 needs nothing",
        ),
        pytest.param(
            "indicators: {g: {scale: minmax}, h: {}}\ntree: {t: {children: {g: {by: r, A: 1, B: 0}, h: 1}}}",
            {"g": [1.0, 2.0, 99.0], "h": [3.0, 3.0, 3.0]},
            "t/g",
            [0, 1, "not_applicable"],
            id="what is not applicable is not compared with",
        ),
        pytest.param(
            TWO
            + "tree: {t: {children: {m: {by: r, A: 1, B: 0}, h: 1}}}".replace(
                "m: {by", "m: {weight: {by"
            ).replace("B: 0}", "B: 0}, children: {g: 1}}"),
            {"g": [1.0, 2.0, 99.0], "h": [3.0, 3.0, 3.0]},
            "t/m/g",
            [1, 2, "not_applicable"],
            id="nor anything below it",
        ),
        pytest.param(
            "indicators: {g: {missing: not_applicable}, h: {}}\n"
            "tree: {t: {combine: sum, children: {g: 60, h: 40}}}",
            {"g": [1.0, NO], "h": [2.0, 3.0]},
            "t",
            [140, 300],
            id="a freed weight grows the others in a sum",
        ),
        pytest.param(
            "indicators: {g: {scale: minmax}, h: {}}\ntree: {t: {combine: sum, children: {g: 60, h: 40}}}",
            {"g": [1.0, 1.0], "h": [2.0, 3.0]},
            "t",
            [200, 300],
            id="so does that of a constant column",
        ),
        pytest.param(
            TWO + "tree: {t: {combine: sum, children: {g: {by: r, A: 60, B: 0}, h: 40}}}",
            {"g": [1.0, 1.0, 1.0], "h": [2.0, 3.0, 3.0]},
            "t",
            [140, 180, 120],
            id="weight 0 doesn't",
        ),
        pytest.param(
            TWO + "tree: {t: {combine: sum, need: 1, children: {g: 60, h: 40}}}",
            {"g": [1.0, NO], "h": [2.0, 3.0]},
            "t",
            [140, 120],
            id="points of a gap are lost",
        ),
        pytest.param(
            TWO + "tree: {t: {need: 50%, children: {g: 60, h: 40}}}",
            {"g": [1.0, NO], "h": [2.0, 3.0]},
            "t",
            [1.4, 3],
            id="a mean shares the weight of a gap",
        ),
        pytest.param(
            "indicators: {g: {scale: minmax}}\ntree: {t: {children: {g: 1}}}",
            {"g": [1.0, 1.0]},
            "t",
            ["not_applicable"] * 2,
            id="nothing applicable at all",
        ),
        pytest.param(
            "indicators: {g: {missing: {median: r}}}\ntree: {g: 1}",
            {"g": [1.0, NO, NO, NO]},
            "g",
            [1, 1, "absent", "absent"],
            id="a group without any value",
        ),
        pytest.param(
            "indicators: {g: {scale: {minmax: [0, 1], within: r}}}\ntree: {g: 1}",
            {"g": [1.0, 2.0, 10.0, 30.0]},
            "g",
            [0, 1, 0, 1],
            id="within",
        ),
        pytest.param(
            "indicators: {g: {scale: minmax, formula: {by: r, A: g, B: h}, unit: u}}\ntree: {g: 1}",
            {"g": [1.0, 2.0, 0.0], "h": [7.0, 7.0, 3.0]},
            "g",
            [0, 0.5, 1],
            id="a switch of the formula",
        ),
        pytest.param(
            "indicators: {g: {scale: {by: r, A: minmax, else: {minmax: [0, 10]}}}}\ntree: {g: 1}",
            {"g": [1.0, 4.0, 3.0, 5.0]},
            "g",
            [0, 0.75, 5, 10],
            id="a switch of the scale compares all units",
        ),
        pytest.param(
            "indicators: {g: {cap: {by: r, A: 2}}}\ntree: {g: 1}",
            {"g": [5.0, 1.0, 5.0]},
            "g",
            [2, 1, 5],
            id="no case, no cap",
        ),
        pytest.param(
            "indicators: {g: {reading: {by: r, A: x * 2}}}\ntree: {g: 1}",
            {"g": [5.0, 1.0, 5.0]},
            "g",
            [10, 2, "not_applicable"],
            id="no case, no reading",
        ),
        pytest.param(
            "indicators: {g: {adjust: [{bonus: h, at_most: 3}, {deduct: 2 * h, at_most: 1}], round: 0}}\n"
            "tree: {g: 1}",
            {"g": [10.25, 10.25], "h": [5.0, NO]},
            "g",
            [12, "absent"],
            id="a missing bonus",
        ),
        pytest.param(
            "indicators: {g: {adjust: [{veto: h > 1, effect: {at_most: 4}}]}}\ntree: {g: 1}",
            {"g": [10.0, 10.0, 3.0], "h": [5.0, NO, 5.0]},
            "g",
            [4, 10, 3],
            id="held to a score",
        ),
        pytest.param(
            "indicators: {g: {}}\ntree: {g: {round: 2}}",
            {"g": [0.125, -0.5, 1.005, 2.675]},
            "g",
            [0.13, -0.5, 1.01, 2.68],
            id="half away from zero, settled first",
        ),
        pytest.param(
            "indicators: {g: {}}\ntree: {g: {round: 0}}", {"g": [-0.5, 0.5]}, "g", [-1, 1], id="to none"
        ),
        pytest.param(
            "indicators: {g: {weights: {w: 3}}, h: {}}\ntree: {t: {of: all, weights: w}}",
            {"g": [1.0], "h": [5.0]},
            "t",
            [1],
            id="an indicator without the column weighs 0",
        ),
        pytest.param(
            "indicators: {g: {weights: {w: 3}}, h: {}}\n"
            "tree: {t: {of: [h], weights: w, children: {g: {weight: 1}}}}",
            {"g": [1.0], "h": [5.0]},
            "t",
            [1],
            id="a stated weight comes first",
        ),
        pytest.param(
            TWO + "tree: {t: {weights: equal, children: {g: 3, h: }}}",
            {"g": [1.0], "h": [5.0]},
            "t",
            [2],
            id="equal says what holds anyway",
        ),
        pytest.param(
            "indicators: {g: {}, k: {formula: g * 2, unit: u, scale: minmax}, l: {formula: k + g, unit: u}}\n"
            "tree: {l: 1}",
            {"g": [1.0, 5.0]},
            "l",
            [3, 15],
            id="an indicator in a formula is its value by its formula",
        ),
    ],
)
def test_scores(text, items, path, expected):
    assert show(scored(text, items), path) == expected


@pytest.mark.parametrize(
    ("text", "items", "frames", "expected"),
    [
        (
            "indicators: {g: {formula: prev.g, unit: u}}",
            {"g": [1.0, 2.0]},
            {"prev": {"g": [7.0, NO]}},
            [7, "absent"],
        ),
        ("indicators: {g: {formula: prev.g, unit: u}}", {"g": [1.0, 2.0]}, {}, ["absent", "absent"]),
        (
            "indicators: {g: {missing: last_year}}",
            {"g": [1.0, NO]},
            {"prev": {"g": [7.0, 8.0]}},
            [1, 8],
        ),
        (
            "indicators: {g: {reading: x / prev.x - 1}}",
            {"g": [3.0, 2.0]},
            {"prev": {"g": [2.0, 0.0]}},
            [0.5, "divided_by_zero"],
        ),
        (
            "indicators: {g: {formula: g / h, unit: u, scale: {ratio: target.x}}}",
            {"g": [3.0], "h": [2.0]},
            {"target": {"g": [3.0]}},
            [0.5],
        ),
        (
            "indicators: {g: {scale: {minmax: [0, 1], pool: [prev]}}}",
            {"g": [1.0, 3.0]},
            {"prev": {"g": [0.0, 5.0]}},
            [0.2, 0.6],
        ),
        (
            "indicators: {g: {formula: changed / prev.changed, unit: u}}",
            {"changed": [1.0], "g": [1.0]},
            {"prev": {"changed": [1.0]}},
            ["definition_break"],
        ),
        (
            "indicators: {g: {scale: growth}}",
            {"g": [110.0, 5.0]},
            {"prev": {"g": [100.0, 0.0]}},
            [82, "no_base"],
        ),
        (
            "indicators: {g: {missing: zero, reading: x - 1}}",
            {"g": [1.0, NO]},
            {},
            [0, 0],
        ),
    ],
)
def test_other_tables(text, items, frames, expected):
    assert show(scored(f"{text}\ntree: {{g: 1}}", items, **frames), "g") == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("indicators: {g: {scale: {by: r, A: {minmax: [0, 1]}}}}\ntree: {g: 1}", "schemes.no_case"),
        ("indicators: {g: {missing: {by: r, A: zero}}}\ntree: {g: 1}", "schemes.no_case"),
        ("indicators: {g: {direction: {best: 5}, scale: {ratio: 3}}}\ntree: {g: 1}", "schemes.best_needs"),
        ("indicators: {g: {scale: {goalposts: [9, 3]}}}\ntree: {g: 1}", "schemes.not_ascending"),
        (
            "indicators: {g: {scale: {efficacy: [60, 100], between: [9, 3]}}}\ntree: {g: 1}",
            "schemes.between_reversed",
        ),
        ("indicators: {g: {}}\ntree: {t: {reading: x, children: {g: 1}}}", "schemes.leaf_only"),
        ("indicators: {g: {}}\ntree: {g: {combine: sum}}", "schemes.branch_only"),
        (
            "indicators: {g: {}}\ntree: {t: {combine: sum, through: x, back: x, children: {g: 1}}}",
            "schemes.through_needs_mean",
        ),
        (
            "indicators: {g: {}}\ntree: {t: {combine: {formula: g + h}, children: {g: 1}}}",
            "schemes.unknown_child",
        ),
        (
            "indicators: {g: {formula: q, unit: u}, q: {formula: g2, unit: u}, g2: {formula: q, unit: u}}\n"
            "tree: {q: 1}",
            "schemes.cycle",
        ),
        ("indicators: {g: {}}\ntree: {t: {of: all, children: {g: 1}}}", "schemes.path_twice"),
        (
            "indicators: {g: {}}\ntree: {t: {weights: {entropy: {}}, children: {g: 3}}}",
            "schemes.weight_computed",
        ),
        ("indicators: {g: {}, h: {}}\ntree: {t: {of: all, weights: {ahp: {}}}}", "schemes.not_judged"),
        ("indicators: {g: {}}\ntree: {t: {of: all, weights: {entropy: {}}}}", "scoring.weights_too_few"),
        ("indicators: {g: {missing: refuse}}\ntree: {g: 1}", "scoring.refused_missing"),
        ("indicators: {g: {scale: {reference: nobody}}}\ntree: {g: 1}", "scoring.no_reference"),
        ("applies: {from: 2021}\nindicators: {g: {}}\ntree: {g: 1}", "scoring.year_outside"),
        (
            "applies: {by: assessment_year, until: 2020}\nindicators: {g: {}}\ntree: {g: 1}",
            "scoring.year_outside",
        ),
    ],
)
def test_what_is_refused(text, code):
    assert code in refused(text, {"g": [1.0, NO], "h": [3.0, 4.0]})


def test_an_assessment_year_is_the_data_year_and_one():
    scored(
        "applies: {by: assessment_year, from: 2021, until: 2021}\nindicators: {g: {}}\ntree: {g: 1}",
        {"g": [1.0]},
    )


def places(found: Scores, path: str, group: str = "") -> list[float | None]:
    return [row.rank for row in standings_of(found).rows if row.scope == path and row.group == group]


def test_a_filled_value_scores_but_has_no_place():
    found = scored("indicators: {g: {missing: zero}}\ntree: {t: {children: {g: 1}}}", {"g": [5.0, NO, 3.0]})
    assert show(found, "t/g") == [5, 0, 3]
    assert places(found, "t/g") == [1, None, 2]
    assert places(found, "t") == [1, 3, 2]


def test_an_indicator_is_ranked_by_its_value_in_its_direction_a_reading_by_its_score():
    plain = scored(
        "indicators: {g: {direction: lower, scale: {bands: [[9, 1]]}}}\ntree: {g: 1}", {"g": [1.0, 2.0]}
    )
    read = scored(
        "indicators: {g: {direction: lower, reading: x, scale: {bands: [[9, 1]]}}}\ntree: {g: 1}",
        {"g": [1.0, 2.0]},
    )
    assert (places(plain, "g"), places(read, "g")) == ([1, 2], [1, 1])


def test_a_branch_is_ranked_by_its_direction():
    found = scored("indicators: {g: {}}\ntree: {t: {direction: lower, children: {g: 1}}}", {"g": [1.0, 2.0]})
    assert places(found, "t") == [1, 2]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("min", [1, 2, 2, 4]), ("max", [1, 3, 3, 4]), ("average", [1, 2.5, 2.5, 4]), ("dense", [1, 2, 2, 3])],
)
def test_ties(ties, expected):
    found = scored(
        f"indicators: {{g: {{}}}}\ntree: {{g: 1}}\nranks: {{ties: {ties}}}", {"g": [9.0, 5.0, 5.0, 1.0]}
    )
    assert places(found, "g") == expected


def test_equal_results_are_ordered_by_other_nodes():
    text = TWO + "tree: {t: {children: {g: 1, h: 1}}}\nranks: {then: [t/h]}"
    assert places(scored(text, {"g": [1.0, 3.0, 9.0], "h": [3.0, 1.0, 9.0]}), "t") == [2, 3, 1]


def test_rounding_before_ranking_and_places_within_groups():
    text = "indicators: {g: {}}\ntree: {t: {children: {g: 1}}}\nranks: {round: 0, within: [r]}"
    found = scored(text, {"g": [1.2, 1.4, 3.0, 2.0]})
    assert places(found, "t") == [3, 3, 1, 2]
    assert places(found, "t", "r=A") == [1, 1]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("[{name: good, first: 50%}, {name: rest}]", ["good", "good", "rest", "rest"]),
        ("[{name: good, first: 1}, {name: fair, at_least: 5}]", ["good", "fair", "fair", None]),
        ("[{name: good, first: 3, at_least: 8}]", ["good", None, None, None]),
    ],
)
def test_classes(classes, expected):
    found = scored(
        f"indicators: {{g: {{}}}}\ntree: {{g: 1}}\nranks: {{classes: {classes}}}", {"g": [9.0, 6.0, 5.0, 1.0]}
    )
    assert list(classes_of(found)) == expected


def test_who_is_excluded_has_neither_place_nor_class_and_is_not_counted():
    tree = "tree: {t: {children: {g: 1}, adjust: [{veto: h > 0}]}}"
    text = f"indicators: {{g: {{}}}}\n{tree}\nranks: {{classes: [{{name: all}}]}}"
    found = scored(text, {"g": [9.0, 6.0], "h": [1.0, 0.0]})
    assert show(found, "t") == [9, 6]
    assert (places(found, "t"), places(found, "t/g")) == ([None, 1], [None, 1])
    assert {row.of for row in standings_of(found).rows} == {1}
    assert list(classes_of(found)) == [None, "all"]
