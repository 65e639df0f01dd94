"""Results in words: formulas with numbers filled in, methods, reasons, weights in force, contributions.

What the report and the results workbook both say is said here once.
"""

from kaohe.explanations.formulas import Workings
from kaohe.explanations.result import Result, result_of
from kaohe.explanations.voice import Voice

__all__ = ["Result", "Voice", "Workings", "result_of"]
