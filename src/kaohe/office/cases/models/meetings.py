"""Talks: one meeting may serve several cases."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.cases.models.cases import Case
from kaohe.office.papers.models import Paper


class Meeting(models.Model):
    """When and where a talk is held, of which matters, with which materials; its minutes when signed."""

    chaired_by = models.ForeignKey(Office, models.PROTECT, related_name="meetings")
    cases = models.ManyToManyField(Case, related_name="meetings")
    at = models.DateTimeField()
    place = models.CharField(max_length=200)
    matters = models.TextField()
    materials = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True)
    minutes = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="meetings")
    revision = models.IntegerField(default=1)
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at} {self.place}"

    @property
    def subject(self) -> str:
        """What papers call it by: one notice and one set of minutes may serve several cases."""
        return f"cases.meeting:{self.pk}"


class Attendance(models.Model):
    """Who came for an office, or who came in whose stead and why. Insert-only."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    office = models.ForeignKey(Office, models.PROTECT, related_name="attendance")
    name = models.CharField(max_length=80)
    post = models.CharField(max_length=80)
    deputy_for = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("meeting", "pk")

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """What was promised at a talk, until when, and what a re-check found."""

    class State(models.TextChoices):
        OPEN = "open"
        KEPT = "kept"
        NOT_KEPT = "not_kept"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="commitments")
    case = models.ForeignKey(Case, models.PROTECT, related_name="commitments")
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found = models.TextField(blank=True)
    checked_by = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("case", "due_on", "pk")

    def __str__(self) -> str:
        return self.text[:40]
