"""Two results on the same units: who moved, and how much of that data, weights and method account for."""

from kaohe.studies.comparing.agreement import Agreement
from kaohe.studies.comparing.causes import Causes, causes_between
from kaohe.studies.comparing.comparison import Comparison, Side, compare
from kaohe.studies.comparing.data import comparison_as_data, unit_as_data
from kaohe.studies.comparing.moves import Entry, Moves, Published, moves_between, published_by, published_in
from kaohe.studies.comparing.shares import Parts
from kaohe.studies.comparing.tables import comparison_tables

__all__ = [
    "Agreement",
    "Causes",
    "Comparison",
    "Entry",
    "Moves",
    "Parts",
    "Published",
    "Side",
    "causes_between",
    "compare",
    "comparison_as_data",
    "comparison_tables",
    "moves_between",
    "published_by",
    "published_in",
    "unit_as_data",
]
