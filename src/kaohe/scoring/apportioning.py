"""How a branch's value follows from its children's, and what of its distance each of them is given."""

from kaohe.schemes import Branch
from kaohe.schemes.methods import Combine, Grey, Topsis, compares
from kaohe.scoring.combining import combine
from kaohe.scoring.comparing import compared_with
from kaohe.scoring.exact import Floats, fast_rows
from kaohe.scoring.outranking import Field
from kaohe.scoring.sharing import one_by_one, shared_out
from kaohe.scoring.walks import Function, mixing, outranking_walks


def value_of(branch: Branch, how: Combine, values: Floats, weights: Floats) -> Function:
    """The branch's value from any children's; where units are compared, with the others as they are."""
    if compares(how):
        among = compared_with(how, values, weights)
        return lambda own, loads: among(own, loads, fast_rows)
    return lambda own, loads: combine(branch, how, own, loads, fast_rows)


def apportioned(how: Combine, value: Function, values: Floats, bases: Floats, weights: Floats) -> Floats:
    """What each child is given of the distance between the branch's value and its baseline, [n, k]."""
    if isinstance(how, Grey) or how == "rank_sum_ratio":
        return one_by_one(value, values, bases, weights)
    if how == "copeland":
        walks = outranking_walks(Field(values, weights), values, bases, weights)
        return shared_out(value, values, bases, weights, walks)
    if isinstance(how, Topsis) or how == "median":
        return shared_out(value, values, bases, weights, mixing(value, values, bases, weights))
    return shared_out(value, values, bases, weights)
