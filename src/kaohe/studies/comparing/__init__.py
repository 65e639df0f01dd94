"""Two results on the same units: who moved, and how much of that data, weights and method account for."""

from kaohe.studies.comparing.causes import Causes, causes_between
from kaohe.studies.comparing.moves import Entry, Moves, Published, moves_between, published_by
from kaohe.studies.comparing.shares import Parts
from kaohe.studies.comparing.tables import comparison_tables

__all__ = [
    "Causes",
    "Entry",
    "Moves",
    "Parts",
    "Published",
    "causes_between",
    "comparison_tables",
    "moves_between",
    "published_by",
]
