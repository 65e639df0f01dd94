"""What an index builder looks at, for the reference index, to 1e-12.

The reference is COINr 1.1.14 on its ASEM example: its folders `analysis`, `weights`, `screen` and `panel`;
`../shared/reference/asem/README.md` says what each file is.
"""

from fractions import Fraction

import numpy as np
import pytest

from kaohe.scoring import score
from kaohe.studies.availability import availability_of, completeness
from kaohe.studies.balancing import balanced
from kaohe.studies.columns import scores_of, values_of
from kaohe.studies.correlations import correlated, correlated_with
from kaohe.studies.effective import effective_of
from kaohe.studies.families import all_above, pairs_beyond, related
from kaohe.studies.limits import Limits
from kaohe.studies.principal import principal_of
from kaohe.studies.profiles import profiles_of
from kaohe.studies.reliability import reliability_of
from kaohe.studies.removals import removals_of
from kaohe.studies.screening import screened
from kaohe.studies.statistics import statistics_of, warnings_of
from kaohe.studies.trends import changes, compound_growth, percent_change
from tests.scoring import asem

pytestmark = asem.needs_reference

RULE = {"most": 5, "skew": 2, "kurtosis": 3.5}
MAIN = {
    "missing": {"mean": "EurAsia_group"},
    "treat": {"winsorise": RULE},
    "scale": {"minmax": [0, 100]},
}

# file -> the test that reproduces it
COVERED = {
    **dict.fromkeys(("analysis/stats_raw", "analysis/stats_aggregated"), "test_statistics"),
    **{f"analysis/corr_L1_{method}": "test_correlations" for method in ("pearson", "spearman", "kendall")},
    "analysis/corr_L1_pearson_p05": "test_what_is_not_significant_is_left_out",
    "analysis/corr_raw_L1_pairwise": "test_correlations_of_pairs_that_are_complete",
    "analysis/corr_family": "test_correlations_with_all_above",
    "analysis/corr_flags_high0.75": "test_flags",
    "analysis/corr_flags_low-0.3": "test_flags",
    "analysis/denom_corr": "test_correlations_with_possible_denominators",
    "analysis/cronbach": "test_cronbach",
    "analysis/data_avail_units": "test_what_is_there_of_each_unit",
    "analysis/data_avail_bygroup": "test_what_is_there_of_each_branch",
    "analysis/strengths_IND": "test_strengths_and_weaknesses",
    "analysis/weaknesses_IND": "test_strengths_and_weaknesses",
    "analysis/unit_summary_IND": "test_summary_of_a_unit",
    **{f"analysis/remove_elements_L{level}": "test_removals" for level in (1, 2, 3)},
    **{f"analysis/remove_elements_L{level}_scores": "test_removals" for level in (1, 2, 3)},
    **dict.fromkeys(("weights/effective_original", "weights/effective_alt"), "test_effective_weights"),
    **{f"weights/pca_level{level}": "test_principal_components" for level in (1, 2, 3)},
    **{f"weights/pca_level{level}_variance": "test_principal_components" for level in (1, 2, 3)},
    "weights/pca_level1_nogroups": "test_principal_components_of_all_indicators",
    "weights/opt_level3_equal_tight": "test_balanced_weights",
    "weights/opt_level3_equal_tight_corr": "test_balanced_weights",
    "weights/opt_level3_equal": "test_balanced_weights",
    "weights/opt_level3_equal_corr": "test_balanced_weights",
    **{f"screen/{name}": "test_screening" for name in ("byNA_0.9", "byNA_force")},
    **{f"screen/{name}": "test_screening" for name in ("byNAandzeros", "byzeros_0.9")},
    "panel/trends_CAGR": "test_compound_growth",
    "panel/trends_prc_change": "test_percent_change",
}

# file -> where else it is reproduced, or why it isn't a study's
ELSEWHERE = {
    "analysis/compare_prank": "tests/studies/test_comparing.py",
    "analysis/compare_drop_LPI_Forest": "tests/studies/test_comparing.py",
    **{f"weights/{name}": "input of other files" for name in ("original", "equal", "alt", "irr")},
    "panel/asem_idata_p": "input of other files",
    "panel/normalised_global": "tests/scoring/test_asem.py",
    "panel/aggregated_global": "tests/scoring/test_asem.py",
    "panel/aggregated_local": "a step of scoring, one year at a time: no study",
    "panel/impute_panel_in": "input of other files",
    **{
        f"panel/impute_panel_{way}": "filling over years is a step of scoring, no study"
        for way in ("latest", "constant", "linear", "linear-constant", "latest_max1")
    },
}


def test_every_reference_file_of_these_folders_is_covered_or_says_why_not():
    folders = ("analysis", "weights", "screen", "panel")
    there = {f"{folder}/{file.stem}" for folder in folders for file in (asem.REFERENCE / folder).iterdir()}
    assert there == {*COVERED, *ELSEWHERE}
    assert set(COVERED.values()) <= set(globals())


@pytest.fixture(scope="module")
def main():
    return score(asem.figures(), asem.scheme(**MAIN))


@pytest.fixture(scope="module")
def raw():
    return score(asem.figures(), asem.scheme(denominated=False))


def node(scores, code):
    return scores.nodes[asem.paths()[code]].node


def nodes(scores, codes):
    return [node(scores, code) for code in codes]


def agrees(found, wanted, name=""):
    """To 1e-12 of each figure, or of the greatest of its column."""
    wanted = np.asarray(wanted, dtype=np.float64)
    size = max(1.0, float(np.nanmax(np.abs(wanted), initial=0.0)))
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12 * size, err_msg=name)


STATISTICS = {
    "Min": "least",
    "Max": "greatest",
    "Mean": "mean",
    "Median": "median",
    "Std": "deviation",
    "Skew": "skewness",
    "Kurt": "kurtosis",
    "N.Avail": "available",
    "N.NonZero": "nonzero",
    "N.Unique": "unique",
    "N.Same": "same",
    "Frc.Avail": "available_share",
    "Frc.NonZero": "nonzero_share",
    "Frc.Unique": "unique_share",
    "Frc.Same": "same_share",
}
FLAGS = {
    "Flag.Avail": "few_available",
    "Flag.NonZero": "few_nonzero",
    "Flag.Unique": "few_unique",
    "Flag.SkewKurt": "skewed",
}


@pytest.mark.parametrize("which", ["raw", "aggregated"])
def test_statistics(main, raw, which):
    rows = asem.rows(f"analysis/stats_{which}.csv")
    codes = [row["iCode"] for row in rows]
    columns = {
        "raw": lambda: values_of(raw, nodes(raw, codes)),
        "aggregated": lambda: scores_of(main, nodes(main, codes)),
    }
    found = statistics_of(columns[which]())
    for column, name in STATISTICS.items():
        agrees(getattr(found, name), [asem.number(row[column]) for row in rows], column)
    flagged = warnings_of(found, Limits())
    for column, name in FLAGS.items():
        assert getattr(flagged, name).tolist() == [row[column] != "ok" for row in rows], column


def matrix(name, codes, others=None):
    """The peer's long table as a matrix, by the order of the codes."""
    cells = {(row["Var1"], row["Var2"]): asem.number(row["Correlation"]) for row in asem.rows(name)}
    return np.array([[cells[one, other] for other in others or codes] for one in codes])


@pytest.mark.parametrize("method", ["pearson", "spearman", "kendall"])
def test_correlations(main, method):
    codes = asem.indicators()
    found = correlated(scores_of(main, nodes(main, codes)), method)
    agrees(found.values, matrix(f"analysis/corr_L1_{method}.csv", codes))


def test_what_is_not_significant_is_left_out(main):
    codes = asem.indicators()
    found = correlated(scores_of(main, nodes(main, codes)))
    shown = np.where(found.significant(0.05), found.values, np.nan)
    np.fill_diagonal(shown, 1.0)
    agrees(shown, matrix("analysis/corr_L1_pearson_p05.csv", codes))


def test_correlations_of_pairs_that_are_complete(raw):
    codes = asem.indicators()
    found = correlated(values_of(raw, nodes(raw, codes)))
    agrees(found.values, matrix("analysis/corr_raw_L1_pairwise.csv", codes))
    assert found.units.min() < 51


def test_correlations_with_all_above(main):
    levels = ("Pillar", "Sub-index", "Index")
    wanted = {
        (row["Var1"], row["Var2"]): float(row["Correlation"]) for row in asem.rows("analysis/corr_family.csv")
    }
    found = related(main)
    leaves = [asem.paths()[code] for code in asem.indicators()]
    for path in leaves:
        values = found.with_all_above(path).values[0]
        code = path.rpartition("/")[2]
        agrees(values, [wanted[level, code] for level in levels], code)
    assert len(wanted) == sum(len(all_above(path)) for path in leaves)


def flagged(scores, limits):
    """Group, the two codes, the correlation of siblings beyond limits, as the peer lists them."""
    for path, each in scores.nodes.items():
        children = getattr(each.node, "children", ())
        if children and not hasattr(children[0], "children"):
            codes = [child.code for child in children]
            for pair in pairs_beyond(correlated(scores_of(scores, children)), **limits):
                two = frozenset((codes[pair.first], codes[pair.second]))
                yield path.rpartition("/")[2], two, pair.correlation


@pytest.mark.parametrize(("file", "limits"), [("high0.75", {"above": 0.75}), ("low-0.3", {"below": -0.3})])
def test_flags(main, file, limits):
    wanted = {
        (row["Group"], frozenset((row["Ind1"], row["Ind2"]))): float(row["Corr"])
        for row in asem.rows(f"analysis/corr_flags_{file}.csv")
    }
    found = {(group, two): value for group, two, value in flagged(main, limits)}
    assert found.keys() == wanted.keys()
    for key, value in wanted.items():
        agrees(found[key], value)


def test_correlations_with_possible_denominators(raw):
    codes = asem.indicators()
    items = [raw.figures.column(item) for item in asem.DENOMINATORS]
    found = correlated_with(values_of(raw, nodes(raw, codes)), np.column_stack(items)).values
    wanted = {(row["Ind"], row["Denom"]): float(row["Corr"]) for row in asem.rows("analysis/denom_corr.csv")}
    beyond = {
        (codes[row], asem.DENOMINATORS[column]): found[row, column]
        for row, column in np.argwhere(np.abs(found) > 0.7)
    }
    assert beyond.keys() == wanted.keys()
    for key, value in wanted.items():
        agrees(beyond[key], value)


def test_cronbach(main, raw):
    for row in asem.rows("analysis/cronbach.csv"):
        if row["set"] == "all indicators, Raw with NA":
            table = values_of(raw, nodes(raw, asem.indicators()))
        elif row["set"].startswith("all indicators"):
            table = scores_of(main, nodes(main, asem.indicators()))
        else:
            table = scores_of(main, node(main, row["set"]).children)
        agrees(reliability_of(table).alpha, float(row["alpha"]), row["set"])


def test_what_is_there_of_each_unit(raw):
    rows = asem.rows("analysis/data_avail_units.csv")
    found = availability_of(raw).units
    assert [row["uCode"] for row in rows] == list(raw.figures.units)
    agrees(found.missing, [float(row["N_missing"]) for row in rows])
    agrees(found.zero, [float(row["N_zero"]) for row in rows])
    agrees(found.missing + found.zero, [float(row["N_miss_or_zero"]) for row in rows])
    agrees(found.available, [float(row["Dat_Avail"]) for row in rows])
    agrees(found.nonzero, [float(row["Non_Zero"]) for row in rows])


def test_what_is_there_of_each_branch(raw):
    found = availability_of(raw)
    codes = [path.rpartition("/")[2] for path in found.paths]
    _, wanted = asem.table("analysis/data_avail_bygroup.csv")
    assert sorted(codes) == sorted(wanted)
    for code, column in zip(codes, found.shares.T, strict=True):
        agrees(column, wanted[code], code)


SCREENS = {
    "byNA_0.9": {"available": 0.9},
    "byzeros_0.9": {"nonzero": 0.9},
    "byNAandzeros": {"available": 0.95, "nonzero": 0.9},
    "byNA_force": {"available": 0.95},
}


@pytest.mark.parametrize("file", SCREENS)
def test_screening(raw, file):
    rows = {row["uCode"]: row for row in asem.rows(f"screen/{file}.csv")}
    rows = [rows[unit] for unit in raw.figures.units]
    forced = {}
    if file == "byNA_force":
        units = np.array(raw.figures.units)
        forced = {"keep": units == "BRN", "drop": units == "AUT"}
    cells = completeness(values_of(raw, nodes(raw, asem.indicators())))
    found = screened(cells, **SCREENS[file], **forced)
    agrees(cells.missing, [float(row["N_missing"]) for row in rows])
    agrees(cells.zero, [float(row["N_zero"]) for row in rows])
    agrees(cells.available, [float(row["Dat_Avail"]) for row in rows])
    agrees(cells.nonzero, [float(row["Non_Zero"]) for row in rows])
    for column, name in {
        "LowData": "low_available",
        "LowNonZero": "low_nonzero",
        "Included": "included",
    }.items():
        assert getattr(found, name).tolist() == [row[column] == "TRUE" for row in rows], column
    low = (found.low_available | found.low_nonzero).tolist()
    assert low == [row["LowDatOrZeroFlag"] == "TRUE" for row in rows]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_principal_components(main, level):
    weights = asem.weights(f"pca_level{level}")
    rows = asem.rows(f"weights/pca_level{level}_variance.csv")
    for group in dict.fromkeys(row["Group"] for row in rows):
        children = node(main, group).children
        found = principal_of(scores_of(main, children))
        wanted = [row for row in rows if row["Group"] == group]
        agrees(found.deviations, [float(row["sdev"]) for row in wanted], group)
        agrees(found.eigenvalues, [float(row["var"]) for row in wanted], group)
        agrees(found.shares, [float(row["prop"]) for row in wanted], group)
        assert_same_direction(found.loadings[:, 0], [weights[child.code] for child in children], group)


def test_principal_components_of_all_indicators(main):
    weights = asem.weights("pca_level1_nogroups")
    codes = asem.indicators()
    found = principal_of(scores_of(main, nodes(main, codes)))
    assert_same_direction(found.loadings[:, 0], [weights[code] for code in codes])


def assert_same_direction(loadings, peer, name=""):
    """Equal but for the sign of all, which is free."""
    agrees(loadings * np.sign(loadings @ peer), peer, name)


@pytest.mark.parametrize("name", ["original", "alt"])
def test_effective_weights(name):
    scores = score(asem.figures(), asem.scheme(**MAIN, weight=asem.weights(name)))
    found = effective_of(scores)
    wanted = {row["iCode"]: float(row["EffWeight"]) for row in asem.rows(f"weights/effective_{name}.csv")}
    codes = [path.rpartition("/")[2] for path in found.paths]
    assert found.cases == ("",)
    agrees(found.weights[0], [wanted[code] for code in codes])


@pytest.fixture(scope="module")
def without(main):
    return removals_of(main)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_removals(main, without, level):
    units, wanted = asem.table(f"analysis/remove_elements_L{level}_scores.csv")
    assert units == main.figures.units
    shifts = {
        row["element"]: row["MeanAbsRankDiff"] for row in asem.rows(f"analysis/remove_elements_L{level}.csv")
    }
    assert shifts.pop("Nominal") == "0"
    agrees(main.root.score.values, wanted["Nominal"])
    for code, shift in shifts.items():
        column = without.paths.index(asem.paths()[code])
        agrees(without.scores[:, column], wanted[code], code)
        agrees(without.shift[column], float(shift), code)


def test_strengths_and_weaknesses(raw):
    """Tied places at the end of the list come in the order of the tree, for the peer in that of its table."""
    profiles, unit = profiles_of(raw), raw.figures.units.index("IND")
    table = profiles.indicators
    for name, places in {
        "strengths": profiles.strengths(unit),
        "weaknesses": profiles.weaknesses(unit),
    }.items():
        wanted = asem.rows(f"analysis/{name}_IND.csv")
        agrees(table.ranks[unit, places], [float(row["Rank"]) for row in wanted])
        codes = [table.paths[at].rpartition("/")[2] for at in places]
        assert set(codes) ^ {row["Code"] for row in wanted} <= {"Embs", "MatCon"}  # both 6th
        for row in wanted:
            path = asem.paths()[row["Code"]]
            at, leaf = table.paths.index(path), raw.nodes[path].node
            assert (path.split("/")[-2], leaf.unit) == (row["Pillar"], row["Unit"])
            agrees(table.ranks[unit, at], float(row["Rank"]))
            agrees(table.values[unit, at], float(row["Value"]))


def test_summary_of_a_unit(main):
    table, unit = profiles_of(main).branches, main.figures.units.index("IND")
    wanted = {row["Code"]: row for row in asem.rows("analysis/unit_summary_IND.csv")}
    codes = [path.rpartition("/")[2] for path in table.paths]
    assert sorted(codes) == sorted(wanted)
    agrees(table.values[unit], [float(wanted[code]["Score"]) for code in codes])
    agrees(table.ranks[unit], [float(wanted[code]["Rank"]) for code in codes])


def test_balanced_weights(main):
    """Optimisers stop at different ends: ours is to be at least as near to what is wanted as the peer's.

    Weights agree with its tight run to 1e-6; with its default run, which stops early, only ours are nearer.
    """
    index = node(main, "Index")
    found = balanced(main, index)
    tight, loose = asem.weights("opt_level3_equal_tight"), asem.weights("opt_level3_equal")
    codes = [child.code for child in index.children]
    np.testing.assert_allclose(found.balanced, [tight[code] for code in codes], atol=1e-6)
    assert not np.allclose(found.balanced, [loose[code] for code in codes], atol=1e-3)
    for name in ("equal_tight", "equal"):
        rows = asem.rows(f"weights/opt_level3_{name}_corr.csv")
        peer = np.array([float(row["Obtained"]) for row in rows])
        assert np.abs(found.after - 0.5).max() <= max(np.abs(peer - 0.5).max(), 1e-15 * 8)
    assert found.reached


@pytest.fixture(scope="module")
def series():
    """Years, and (unit, indicator) -> the values of all years."""
    panel = {(row["uCode"], row["Time"]): row for row in asem.rows("panel/asem_idata_p.csv")}
    years = sorted({year for _, year in panel})
    rows = asem.rows("panel/trends_CAGR.csv")
    assert {(row["t_first"], row["t_latest"], row["Avail"]) for row in rows} == {(years[0], years[-1], "1")}
    keys = [(row["uCode"], row["iCode"]) for row in rows]
    found = [[float(panel[unit, year][code]) for year in years] for unit, code in keys]
    return np.array(years, dtype=np.float64), keys, np.array(found)


def test_compound_growth(series):
    years, keys, table = series
    wanted = {(row["uCode"], row["iCode"]): row for row in asem.rows("panel/trends_CAGR.csv")}
    agrees(changes(table, years, compound_growth), [float(wanted[key]["CAGR"]) for key in keys])


def test_percent_change(series):
    """Ours against exact fractions, to 1e-12; the peer takes the line back to the year 0 and loses digits."""
    years, keys, table = series
    wanted = {(row["uCode"], row["iCode"]): row for row in asem.rows("panel/trends_prc_change.csv")}
    found = changes(table, years, percent_change)
    peer = np.array([float(wanted[key]["prc_change"]) for key in keys])
    exact = np.array([float(exact_change(values, years)) for values in table])
    np.testing.assert_allclose(found, exact, rtol=1e-12)
    np.testing.assert_allclose(peer, exact, rtol=1e-9)


def exact_change(values, years):
    at, y = [Fraction(int(year)) for year in years], [Fraction(value) for value in values]
    middle = sum(at) / len(at)
    slope = sum((x - middle) * each for x, each in zip(at, y, strict=True)) / sum(
        (x - middle) ** 2 for x in at
    )
    return 100 * slope / (sum(y) / len(y) + slope * (at[0] - middle))
