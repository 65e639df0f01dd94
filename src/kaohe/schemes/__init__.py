"""Indicator systems as data: the format, the loader, the outline of the tree, the spreadsheet round trip."""

from kaohe.schemes.choice import Cases
from kaohe.schemes.loader import load_scheme, read_scheme, scheme_ids
from kaohe.schemes.model import Scheme
from kaohe.schemes.outline import Branch, Leaf, Outline, outline_of

__all__ = [
    "Branch",
    "Cases",
    "Leaf",
    "Outline",
    "Scheme",
    "load_scheme",
    "outline_of",
    "read_scheme",
    "scheme_ids",
]
