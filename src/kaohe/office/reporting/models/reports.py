"""A report: one zone's (or host city's) figures in a round; drafts that change, submissions that don't."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern
from kaohe.office.files.models import StoredFile
from kaohe.office.reporting.models.rounds import Round


class Report(models.Model):
    """Whose figures, who answers for them, and with whom the report is.

    `table` says which table of the figures it is a row of: the units' own (""), or a frame by another unit
    (`city`, the host cities'). `code` is the zone's code or the city's name.
    """

    class Stage(models.TextChoices):
        REPORTING = "reporting"  # with the committee (or the city, for its own figures)
        CITY = "city"  # with the city for its first review
        PROVINCE = "province"  # with the province
        ACCEPTED = "accepted"

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    table = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    attributes = models.JSONField(default=dict)
    office = models.ForeignKey(Office, models.PROTECT, related_name="reports")
    city = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.REPORTING)
    version = models.IntegerField(default=0)  # of the last submission; 0: none yet
    people = models.JSONField(default=dict)  # principal, statistician, filler: name and phone each

    class Meta:
        ordering = ("round", "table", "code")
        constraints = (models.UniqueConstraint(fields=("round", "table", "code"), name="one_report_a_unit"),)
        indexes = (models.Index(fields=("round", "stage")),)

    def __str__(self) -> str:
        return f"{self.name_zh} {self.round_id}"

    @property
    def concern(self) -> Concern:
        return Concern(office=self.office_id, city=self.city)


class Draft(models.Model):
    """What stands in a cell now, saved as it is typed; `revision` grows with every save."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="drafts")
    item = models.CharField(max_length=80)
    typed = models.CharField(max_length=80, blank=True)
    value = models.FloatField(null=True)
    note = models.TextField(blank=True)
    revision = models.IntegerField(default=1)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "item"), name="one_draft_a_cell"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.item}"


class Submission(models.Model):
    """A version handed in: by whom, when, who is responsible. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    version = models.IntegerField()
    people = models.JSONField()
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "version")
        constraints = (
            models.UniqueConstraint(fields=("report", "version"), name="one_submission_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} v{self.version}"


class Figure(models.Model):
    """A cell as a version changed it; version v of a report is the latest row at or below v. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="figures")
    item = models.CharField(max_length=80)
    version = models.IntegerField()
    value = models.FloatField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("report", "item", "version")
        constraints = (
            models.UniqueConstraint(fields=("report", "item", "version"), name="one_figure_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.item} v{self.version}"


class Evidence(models.Model):
    """A file that shows where a figure comes from; withdrawn, it stays."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("report", "item", "at")

    def __str__(self) -> str:
        return self.name
