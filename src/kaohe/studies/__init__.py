"""The index builder's desk: what the figures and the scheme are like, and what moved between two results."""

from kaohe.studies.limits import LIMITS, Limits
from kaohe.studies.study import Study, steps_of, study_of

__all__ = ["LIMITS", "Limits", "Study", "steps_of", "study_of"]
