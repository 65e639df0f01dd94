"""Random formulas as text, and random columns to try them on."""

import numpy as np
from hypothesis import strategies as st

from kaohe.formulas import Cause, Column, Name, Reason

NAMES = ("a", "b", "prev.a", "city.prev.b", "地区生产总值")
ROWS = 8

_LEAVES = st.sampled_from([*NAMES, "0", "1", "2", "0.5", "100", "1e-300", "1e300"])
_EXACT = ["({0} + {1})", "{0} - {1}", "{0} * {1}", "({0}) / ({1})", "-({0})", "abs({0})", "sqrt({0})"]
_CHOOSING = ["least({0}, {1})", "greatest({0}, {1}, 1)", "coalesce({0}, {1})"]
_CURVED = ["({0}) ** ({1})", "ln({0})", "exp({0})"]
_COMPARING = ["({0}) < ({1})", "({0}) == ({1})", "0 <= ({0}) != ({1})", "({0}) >= ({1})"]
_JOINING = ["({0}) and ({1})", "({0}) or ({1})", "not ({0})", "({0}) or ({1}) and ({0})"]


def numbers(curved: bool = True, when: bool = True) -> st.SearchStrategy[str]:
    """Texts that result in a number; without `curved` only operations that IEEE 754 defines to the bit."""
    shapes = st.sampled_from(_EXACT + _CHOOSING + (_CURVED if curved else []))

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        plain = st.builds(str.format, shapes, inner, inner)
        return (
            plain | st.builds("when({0}, {1}, {2})".format, _truths(inner), inner, inner) if when else plain
        )

    return st.recursive(_LEAVES, grown, max_leaves=12)


def truths(curved: bool = True, when: bool = True) -> st.SearchStrategy[str]:
    return _truths(numbers(curved, when))


def _truths(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compared = st.builds(str.format, st.sampled_from(_COMPARING), inner, inner)
    joined = st.builds(str.format, st.sampled_from(_JOINING), compared, compared)
    return compared | joined


_EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 100.0, 5e-324, 1e308, -1e308, 1.7e308, np.nan, np.inf, -np.inf]
_VALUES = st.sampled_from(_EDGES) | st.floats()


@st.composite
def tables(draw: st.DrawFn) -> dict[Name, Column]:
    """A column of ROWS values for every one of NAMES, missing ones with the name as cause."""
    table = {}
    for text in NAMES:
        *frames, code = text.split(".")
        values = draw(st.lists(_VALUES, min_size=ROWS, max_size=ROWS))
        table[Name(tuple(frames), code)] = Column.of(values, Cause(Reason.ABSENT, text))
    return table
