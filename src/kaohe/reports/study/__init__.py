"""The page of a study: flags first, then what they rest on."""

from kaohe.reports.study.writing import write_study_report

__all__ = ["write_study_report"]
