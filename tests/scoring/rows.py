"""The array functions on a single column."""

from kaohe.scoring.exact import exact_rows
from kaohe.scoring.treatment import by_rule, failing_side


def tamed(column, rule):
    return by_rule(column[None, :], rule, exact_rows)[0]


def passes(column, rule):
    return failing_side(column[None, :], rule, exact_rows)[0] == 0
