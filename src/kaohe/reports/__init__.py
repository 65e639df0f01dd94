"""The report: one self-contained page of an assessment's result, to read, search, print and check."""

from kaohe.reports.writing import write_report

__all__ = ["write_report"]
