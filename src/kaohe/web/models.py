"""Who does a sweep now, and when it is due again; how often a caller of the API asked."""

from django.db import models


class Lease(models.Model):
    """One row a sweep. Whoever holds it renews `until`; who was killed loses it when that is past."""

    name = models.CharField(max_length=80, unique=True)
    holder = models.CharField(max_length=200, blank=True)
    until = models.DateTimeField()
    due = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Asking(models.Model):
    """One row a caller: requests `made` in its last `minute`, counted in the database: none is lost."""

    caller = models.CharField(max_length=80, unique=True)
    minute = models.BigIntegerField()
    made = models.IntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.caller} {self.made}"
