"""Objections to a notice of places, and what came of them."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.assessment.models.publications import Publication
from kaohe.office.files.models import StoredFile


class Objection(models.Model):
    """A committee objects to its place. Insert-only."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="objections")
    office = models.ForeignKey(Office, models.PROTECT, related_name="objections")
    unit = models.CharField(max_length=80)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="objections")
    file_name = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("publication", "at", "pk")

    def __str__(self) -> str:
        return f"{self.publication_id} {self.unit}"


class Review(models.Model):
    """What the province found of an objection. Those to national places are forwarded. Insert-only."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld"
        DISMISSED = "dismissed"
        FORWARDED = "forwarded"

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.objection_id} {self.outcome}"
