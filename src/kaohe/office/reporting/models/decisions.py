"""What reviewers said of single figures, what was answered, and cells opened again."""

from django.db import models

from kaohe.office.reporting.models.reports import Figure, Report


class Decision(models.Model):
    """A reviewer on one figure. The last one of each level counts. Insert-only.

    A decision belongs to the figure row: a cell that a new version leaves as it was keeps it.
    """

    class Level(models.TextChoices):
        DEPARTMENT = "department"  # who vouches for the item
        OUTSIDE = "outside"  # a reviewer for a limited time: queries only
        CITY = "city"
        PROVINCE = "province"

    class Outcome(models.TextChoices):
        ACCEPT = "accept"
        QUERY = "query"  # to be answered; the figure may stay
        RETURN = "return"  # to be corrected or answered
        DISPUTE = "dispute"  # a department's own figure differs: to be settled by the province
        WITHDRAWN = "withdrawn"  # what the same level said before no longer counts

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="decisions")
    level = models.CharField(max_length=12, choices=Level.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    value = models.FloatField(null=True)  # what a department holds to be right
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("figure", "pk")

    def __str__(self) -> str:
        return f"{self.figure_id} {self.level} {self.outcome}"


class Reply(models.Model):
    """The committee's answer to a query or return. Insert-only."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="replies")
    text = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("decision", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class Reopening(models.Model):
    """One cell may be changed again until an instant, though its report is past that. Insert-only."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="reopenings")
    item = models.CharField(max_length=80)
    version = models.IntegerField()  # of the report then: a later version of the cell ends the reopening
    until = models.DateTimeField()
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("report", "item", "pk")

    def __str__(self) -> str:
        return f"{self.report_id} {self.item}"
