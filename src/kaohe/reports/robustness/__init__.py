"""The page of a robust run: how sure every place is, who is how likely among the last, what matters."""

from kaohe.reports.robustness.writing import write_robustness_report

__all__ = ["write_robustness_report"]
