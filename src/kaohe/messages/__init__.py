"""Every sentence the product says: a code and its parameters, one catalogue, Chinese and English.

Rooms raise `Refused` or return `Problem`s; only the command line and the pages turn them into words.
"""

from kaohe.messages.catalogue import Lang, codes, sentence
from kaohe.messages.problems import Level, Place, Problem, Refused, worded
from kaohe.messages.text import Text

__all__ = ["Lang", "Level", "Place", "Problem", "Refused", "Text", "codes", "sentence", "worded"]
