"""Judgements in pairs: weights and consistency, what is refused, and tables beside the scheme."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.schemes import load_scheme, outline_of
from kaohe.schemes.judgements import RANDOM_INDEX, matrix_of, number_of, priorities
from kaohe.schemes.weightings import Blend, Principal
from tests.schemes.writing import SOUND

CODES = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
DRINKS = {
    "coffee": {"wine": 9, "tea": 5, "beer": 2, "soda": 1, "milk": 1, "water": "1/2"},
    "wine": {"tea": "1/3", "beer": "1/9", "soda": "1/9", "milk": "1/9", "water": "1/9"},
    "tea": {"beer": "1/3", "soda": "1/4", "milk": "1/3", "water": "1/9"},
    "beer": {"soda": "1/2", "milk": 1, "water": "1/3"},
    "soda": {"milk": 2, "water": "1/2"},
    "milk": {"water": "1/3"},
}


def test_saaty_2008_relative_consumption_of_drinks():
    """Decision making with the analytic hierarchy process: .177 .019 .042 .116 .190 .129 .327, CR .022."""
    found = priorities(matrix_of(DRINKS, CODES))
    assert [round(weight, 3) for weight in found.weights] == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert round(found.ratio, 3) == 0.022


def test_three_by_hand():
    """a : b 2, b : c 2, a : c 2. With three rows the eigenvector is that of the geometric means of rows:

    4^(1/3), 1, 4^(-1/3); the eigenvalue is 1 + t + 1/t with t = (2 * 2 / 2)^(1/3).
    """
    found = priorities(matrix_of({"a": {"b": 2, "c": 2}, "b": {"c": 2}}, "abc"))
    parts = [4 ** (1 / 3), 1, 4 ** (-1 / 3)]
    assert found.weights == pytest.approx([part / sum(parts) for part in parts], rel=1e-14)
    t = 2 ** (1 / 3)
    assert found.ratio == pytest.approx((1 + t + 1 / t - 3) / 2 / 0.58, rel=1e-12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_consistent_judgements_give_what_they_were_made_of(sizes):
    codes = [f"c{at}" for at in range(len(sizes))]
    judged = {
        one: {codes[other]: sizes[at] / sizes[other] for other in range(at + 1, len(sizes))}
        for at, one in enumerate(codes)
    }
    found = priorities(matrix_of(judged, codes))
    assert found.weights == pytest.approx([size / sum(sizes) for size in sizes], rel=1e-13)
    assert found.ratio == pytest.approx(0, abs=1e-13)


@pytest.mark.parametrize(
    ("said", "number"),
    [(3.0, 3), ("1/3", 1 / 3), ("7/2", 3.5), ("1/0", None), ("three", None), ("1 / 3", None)],
)
def test_a_judgement_is_a_number_or_a_fraction(said, number):
    assert number_of(said) == number


def test_the_random_indices_are_saatys():
    assert RANDOM_INDEX[:10] == (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)


BRANCH = "    children:\n      gdp: 60\n      share: 40\n"


def with_table(tmp_path, table, weights="{ahp: matrix.csv}"):
    text = SOUND.replace(BRANCH, f"    weights: {weights}\n    of: all\n")
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "matrix.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_scheme(tmp_path / "small.yaml")


def test_a_table_beside_the_scheme_is_read_in(tmp_path):
    scheme = with_table(tmp_path, ",gdp,share\ngdp,1,3\nshare,1/3,1\n")
    weighting = outline_of(scheme).root.weighting
    assert weighting.judgements == {"gdp": {"gdp": 1, "share": 3}, "share": {"gdp": "1/3", "share": 1}}
    (tmp_path / "matrix.csv").unlink()
    plain = scheme.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert type(scheme).model_validate(plain) == scheme


def test_half_a_table_is_enough_and_rounded_reciprocals_are_taken_for_what_they_mean(tmp_path):
    half = with_table(tmp_path, "\ufeff,gdp,share\ngdp,1,7\n\nshare,,1\n")
    both = with_table(tmp_path, ",gdp,share\ngdp,,7\nshare,0.14,\n")
    for scheme in (half, both):
        found = priorities(matrix_of(outline_of(scheme).root.weighting.judgements, ("gdp", "share")))
        assert found.weights == pytest.approx((7 / 8, 1 / 8))


def test_a_blend_takes_a_table_too(tmp_path):
    weights = "{blend: {ahp: 0.5, entropy: 0.5}, ahp: matrix.csv}"
    scheme = with_table(tmp_path, ",gdp,share\ngdp,1,3\n", weights)
    assert isinstance(outline_of(scheme).root.weighting, Blend)


@pytest.mark.parametrize(
    ("table", "code", "line"),
    [
        (",gdp,share\ngdp,1,3\nshare,3,1\n", "schemes.judged_twice", 2),
        (",gdp,share\ngdp,1,3\nshare,1/3,2\n", "schemes.judged_twice", 3),
        (",gdp,share\ngdp,1,-3\n", "schemes.judgement", 2),
        (",gdp,share\ngdp,1,many\n", "schemes.judgement", 2),
        (",gdp,share,tax\ngdp,1,3,4\n", "schemes.unknown_judged", 2),
        (",gdp,share\ngdp,1,3\ngdp,1,3\n", "schemes.judgement_row", 3),
        (",gdp,share\ngdp,1,3,5\n", "schemes.judgement_row", 2),
        (",gdp,share\n,1,3\n", "schemes.judgement_row", 2),
        (',gdp,share\ngdp,1,"3\n', "schemes.judgement_row", 2),
        (",gdp,share\ngdp,1,0x\n", "schemes.judgement", 2),
        (",gdp,share\ngdp,1,1_000\n", "packs.surprising_scalar", 2),
        (",gdp,份额\ngdp,1,3\n".encode("gbk"), "packs.not_utf8", None),
    ],
)
def test_what_is_wrong_in_a_table_is_told_at_its_line(tmp_path, table, code, line):
    with pytest.raises(Refused) as refused:
        with_table(tmp_path, table)
    places = [(problem.code, problem.place.file, problem.place.line) for problem in refused.value.problems]
    assert (code, "matrix.csv", line) in places
    assert all(problem.text("zh") and problem.text("en") for problem in refused.value.problems)


def test_pairs_that_a_table_leaves_out_are_told_at_the_scheme(tmp_path):
    with pytest.raises(Refused) as refused:
        with_table(tmp_path, ",gdp,share\n")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("schemes.not_judged", "small.yaml")


def test_nothing_to_set_is_the_default():
    assert Principal.model_validate({"pca": {}}) == Principal(pca="squares")
