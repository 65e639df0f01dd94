"""A frozen round: where its snapshot lies and what it replaces."""

from django.db import models


class Snapshot(models.Model):
    """Figures and scheme of a round as frozen, by the hash of its manifest. Insert-only."""

    round = models.ForeignKey("reporting.Round", models.PROTECT, related_name="snapshots")
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
