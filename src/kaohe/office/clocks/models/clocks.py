"""A clock and everything that happened to it; when it is due is worked out, and each working-out is kept."""

from django.db import models

from kaohe.messages import Text
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern
from kaohe.office.notices.words import text_of


class Clock(models.Model):
    """A duty of `holder` towards `watcher`: a period from the day after `start`, or a day that was set.

    `subject` names what it belongs to (`cases.case:12`); `code` and `params` say it in words; `cites` is
    the rule's or the order's citation. Insert-only.
    """

    subject = models.CharField(max_length=80)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300)
    holder = models.ForeignKey(Office, models.PROTECT, related_name="clocks_held")
    watcher = models.ForeignKey(Office, models.PROTECT, related_name="clocks_watched")
    cites = models.JSONField(null=True)
    event = models.CharField(max_length=40)  # what started it: published_on, demotion, order, request ...
    start = models.DateField()
    period = models.JSONField(null=True)  # a kaohe.law.Period
    set_on = models.DateField(null=True)  # the last day, where an order or request set one
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("subject",)),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(period__isnull=True) ^ models.Q(set_on__isnull=True),
                name="a_period_or_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def name(self) -> Text:
        """What is due, in words."""
        return text_of(self.code, self.params)

    @property
    def concern(self) -> Concern:
        """The matter of whoever owes."""
        return Concern(office=self.holder_id, city=self.holder.city)


class Pause(models.Model):
    """The clock stands from a day on, for a reason. Insert-only."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    since = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("clock", "since", "pk")

    def __str__(self) -> str:
        return f"{self.clock_id} {self.since}"


class Resumption(models.Model):
    """The clock goes on from a day. Insert-only."""

    pause = models.OneToOneField(Pause, models.PROTECT, related_name="resumption")
    on = models.DateField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pause_id} {self.on}"


class Extension(models.Model):
    """More time, asked for with a reason, granted or refused by another person; one is open at a time."""

    class State(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    period = models.JSONField(null=True)  # a kaohe.law.Period, counted from the day that is due
    until = models.DateField(null=True)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by_id = models.BigIntegerField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("clock", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("clock",), condition=models.Q(state="asked"), name="one_open_extension"
            ),
        )

    def __str__(self) -> str:
        return f"{self.clock_id} {self.state}"


class Ending(models.Model):
    """The duty was met on a day, or fell away. Insert-only."""

    class Outcome(models.TextChoices):
        MET = "met"
        FELL_AWAY = "fell_away"

    clock = models.OneToOneField(Clock, models.PROTECT, related_name="ending")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    on = models.DateField()
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.clock_id} {self.outcome}"


class Projection(models.Model):
    """When a clock was due as known at an instant, and what made it be worked out. Insert-only."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="projections")
    cause = models.CharField(max_length=20)  # started, paused, resumed, extended, calendar
    due_on = models.DateField(null=True)  # None while it stands
    reminder_on = models.DateField(null=True)
    reasons = models.JSONField()  # messages, code and params each
    calendar_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("clock", "pk")

    def __str__(self) -> str:
        return f"{self.clock_id} {self.due_on}"
