"""The formula language: read, evaluated with a cause for every missing cell, explained.

Numbers, names of items and indicators (Chinese too) seen through frames (`prev.fdi`, `city.gdp`),
`+ - * / **`, comparisons (also chained), `and or not`, and the functions
`ln exp sqrt abs least greatest coalesce when`. Nothing else.
"""

from kaohe.formulas.causes import Cause, Reason
from kaohe.formulas.columns import Column
from kaohe.formulas.errors import FormulaError
from kaohe.formulas.evaluation import Lookup, evaluate
from kaohe.formulas.explanation import Naming, NumberFormat, explain, explain_with
from kaohe.formulas.names import Name
from kaohe.formulas.parsing import parse, parse_name
from kaohe.formulas.tree import Formula, Kind
from kaohe.formulas.words import Lang

__all__ = [
    "Cause",
    "Column",
    "Formula",
    "FormulaError",
    "Kind",
    "Lang",
    "Lookup",
    "Name",
    "Naming",
    "NumberFormat",
    "Reason",
    "evaluate",
    "explain",
    "explain_with",
    "parse",
    "parse_name",
]
