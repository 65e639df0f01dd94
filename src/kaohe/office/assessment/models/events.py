"""Events that others decide about a zone."""

from django.db import models

from kaohe.office.files.models import StoredFile
from kaohe.office.zones.models import Zone


class OutsideEvent(models.Model):
    """Who decided what about a zone, when, in which document. Insert-only; a slip is recanted by a later row.

    `kind` is one that a rules pack knows: demotion, applied_for_promotion, nurturing ...
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="outside_events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    decider = models.CharField(max_length=200)
    document = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="outside_events")
    file_name = models.CharField(max_length=200, blank=True)
    recants = models.OneToOneField("self", models.PROTECT, null=True, related_name="recanted_by")
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("zone", "on", "pk")

    def __str__(self) -> str:
        return f"{self.zone_id} {self.kind} {self.on}"
