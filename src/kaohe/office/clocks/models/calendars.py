"""Years of holidays that the office has loaded, over those that come with the product."""

from django.db import models


class CalendarYear(models.Model):
    """The days that the State Council's notice of a year names. Insert-only: the last version counts."""

    year = models.IntegerField()
    version = models.IntegerField()
    days = models.JSONField()  # [{date, kind: holiday | workday_makeup, zh, en}]
    document = models.CharField(max_length=300)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("year", "version")
        constraints = (models.UniqueConstraint(fields=("year", "version"), name="one_version_a_year"),)

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"
