"""Snapshots: of a frozen round, or of an earlier year taken over from elsewhere."""

from django.db import models


class Snapshot(models.Model):
    """Figures and scheme as frozen, by the hash of the manifest. Insert-only.

    Without a round: last year's figures from elsewhere, taken over so that a first round can look back.
    """

    round = models.ForeignKey("reporting.Round", models.PROTECT, null=True, related_name="snapshots")
    data_year = models.IntegerField()
    number = models.IntegerField()
    folder = models.CharField(max_length=200, unique=True)
    manifest_hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("round", "number")
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="one_snapshot_a_number"),)

    def __str__(self) -> str:
        return self.folder
