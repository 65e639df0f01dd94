"""The ASEM example from a clean clone: its scheme and figures give the reference's scores to 1e-12."""

import csv
from pathlib import Path

import numpy as np

from kaohe.figures import figures_of
from kaohe.packs import pack_file
from kaohe.schemes import load_scheme
from kaohe.scoring import score, standings_of
from kaohe.scoring.exact import settled
from kaohe.standings import rank_descending

FOLDER = Path(__file__).parent / "asem"


def rows(name):
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


def column(found, name):
    return np.array([float(row[name] or "nan") for row in found])


def test_the_main_way_from_figures_to_places():
    found = list(csv.DictReader(pack_file("figures", "asem.csv").read_text(encoding="utf-8").splitlines()))
    items = [name for name in found[0] if name not in ("unit", "EurAsia_group")]
    figures = figures_of(
        [row["unit"] for row in found],
        {item: column(found, item) for item in items},
        attributes={"EurAsia_group": [row["EurAsia_group"] for row in found]},
    )
    assert np.isnan(figures.values).sum() == 64
    scores = score(figures, load_scheme(FOLDER / "asem.yaml"))
    path = {node.code: node.path for node in scores.outline.nodes()}
    for name in ("normalised.csv", "scores.csv"):
        expected = rows(name)
        assert [row["unit"] for row in expected] == list(figures.units)
        for code in list(expected[0])[1:]:
            np.testing.assert_allclose(
                scores.of(path[code]), column(expected, code), rtol=1e-12, atol=1e-10, err_msg=code
            )
    placed = {(row.scope, row.unit): row.rank for row in standings_of(scores).rows}
    expected = rows("ranks.csv")
    assert len(expected[0]) == 12
    for code in list(expected[0])[1:]:
        assert [placed[path[code], row["unit"]] for row in expected] == column(expected, code).tolist()
        np.testing.assert_array_equal(
            rank_descending(settled(scores.of(path[code]))), column(expected, code), err_msg=code
        )
