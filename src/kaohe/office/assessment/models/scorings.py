"""A frozen snapshot scored in the background."""

from django.db import models

from kaohe.office.assessment.models.jobs import Job
from kaohe.office.reporting.models import Snapshot


class Scoring(Job):
    """Places of a snapshot and how sure they are, by `draws` with `seed`."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="scorings")
    plan_text = models.TextField(blank=True)  # of robustness; empty: the usual plan
    draws = models.IntegerField()
    seed = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.state}"
