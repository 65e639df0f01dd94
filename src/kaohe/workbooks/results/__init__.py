"""results.xlsx: the result of an assessment, opening downwards from the score to the items used."""

from kaohe.workbooks.results.writing import write_results

__all__ = ["write_results"]
