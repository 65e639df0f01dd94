"""The page of a comparison: well-formed, self-contained, with everyone in it and nothing broken by a name."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.figures import figures_of
from kaohe.reports.comparison_charts import places_said
from kaohe.reports.comparison_writing import write_comparison
from kaohe.reports.drawing.slopes import GAP, apart
from kaohe.scoring import score
from kaohe.studies.comparing import Side, compare
from tests.reports.pages import Reader
from tests.scoring import simple

SCHEME = simple.scheme(["a", "b"])


def side(values, names=None):
    units = [f"u{at:03}" for at in range(len(values))]
    columns = {"a": values, "b": [1.0] * len(values)}
    return Side.of(score(figures_of(units, columns, names=names or units), SCHEME))


def page(tmp_path, a, b, lang="zh"):
    file = tmp_path / "page.html"
    write_comparison(file, compare(a, b), lang=lang, files=("before", "after"))
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everyone_has_a_line_and_a_row(tmp_path, lang):
    values = np.arange(219.0)
    html = page(tmp_path, side(values), side(np.roll(values, 1)), lang)
    reader = Reader(html)
    assert len(reader.all("line", class_="slope")) == 219
    assert len(reader.all("th", scope="row")) == 219
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


def test_names_break_nothing(tmp_path):
    names = ["<script>alert(1)</script>", '"&', "丙", "d"]
    html = page(tmp_path, side([1, 2, 3, 4], names), side([4, 3, 2, 1], names))
    Reader(html)
    assert "<script>alert" not in html


def test_units_in_one_result_only_stand_in_the_table(tmp_path):
    reader = Reader(page(tmp_path, side([1, 2, 3]), side([1, 2, 3, 4]), "en"))
    assert any("new" in attributes["class"] for attributes, _ in reader.all("td", class_="new"))
    assert len(reader.all("th", scope="row")) == 4


def test_with_places_only_the_page_says_that_causes_are_not_told(tmp_path):
    html = page(tmp_path, Side(side([1, 2]).published), Side(side([2, 1]).published), "en")
    reader = Reader(html)
    assert "no causes can be told" in html
    assert not reader.all("section", id="causes")


@given(st.lists(st.floats(0, 700), max_size=20))
def test_labels_never_cover_each_other(heights):
    placed = apart(sorted(heights), 780.0)
    assert len(placed) == len(heights)
    assert all(below - above >= GAP - 1e-9 for above, below in pairwise(placed))
    assert all(height <= 780 for height in placed)


@pytest.mark.parametrize(
    ("places", "said"), [(3.0, "3"), (-2.5, "−2.5"), (1 / 3, "0.33"), (0.0, "0"), (0.001, "0"), (10.0, "10")]
)
def test_places_have_two_decimals_at_most(places, said):
    assert places_said(places) == said
    assert places_said(places, sign=True) == (f"+{said}" if places >= 0.005 else said)
