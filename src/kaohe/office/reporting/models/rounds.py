"""A round: one year's collection by one scheme, and the windows of its calendar."""

from django.db import models


class WindowKind(models.TextChoices):
    """The steps of the calendar, in order."""

    NOTICE = "notice"
    REPORT = "report"
    CITY_REVIEW = "city_review"
    PROVINCE_REVIEW = "province_review"
    HAND_UP = "hand_up"
    SUPPLEMENTS = "supplements"


class Round(models.Model):
    """What is asked, by which scheme (its whole text is kept), under which form, and how far it has come."""

    class State(models.TextChoices):
        OPEN = "open"
        FROZEN = "frozen"

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    assessment_year = models.IntegerField()
    data_year = models.IntegerField()
    scheme_id = models.CharField(max_length=80)
    scheme_version = models.CharField(max_length=40, blank=True)
    scheme_text = models.TextField()
    scheme_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    previous = models.ForeignKey("reporting.Snapshot", models.PROTECT, null=True, related_name="followed_by")
    form_number = models.CharField(max_length=80)
    issuing_body = models.CharField(max_length=200)
    approval = models.CharField(max_length=200)
    valid_until = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-assessment_year", "code")

    def __str__(self) -> str:
        return self.title


class Window(models.Model):
    """From when until when a step of the calendar is open."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="windows")
    kind = models.CharField(max_length=20, choices=WindowKind.choices)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("opens_at",)
        constraints = (
            models.UniqueConstraint(fields=("round", "kind"), name="one_window_a_kind"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="window_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"
