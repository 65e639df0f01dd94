"""A letter as docx, for Word and WPS: the same parts as the PDF, in paragraphs that an office can edit.

WordprocessingML (ECMA-376) is written outright: for nearly all that the layout needs (grid, frames, East
Asian fonts) no library has a word, and nothing of a library's own template has to be taken out again.
"""

from kaohe.letters.word.document import docx

__all__ = ["docx"]
