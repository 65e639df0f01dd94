"""study.xlsx: a study, one sheet a topic, flags coloured."""

from kaohe.workbooks.study.writing import write_study_workbook

__all__ = ["write_study_workbook"]
