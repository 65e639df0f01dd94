"""Another scheme tried on the figures of a scoring."""

from django.db import models

from kaohe.office.assessment.models.jobs import Job
from kaohe.office.assessment.models.scorings import Scoring


class Alternative(Job):
    """Places of the same figures by another scheme, beside the scoring's. Looked at, never published."""

    scoring = models.ForeignKey(Scoring, models.PROTECT, related_name="alternatives")
    title = models.CharField(max_length=200)
    scheme_id = models.CharField(max_length=80)
    scheme_version = models.CharField(max_length=40)
    scheme_text = models.TextField()

    def __str__(self) -> str:
        return self.title
