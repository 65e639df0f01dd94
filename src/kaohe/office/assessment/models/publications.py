"""Places made known, ours or the ministry's: proposed by one person, approved by another."""

from django.db import models

from kaohe.office.assessment.models.scorings import Scoring
from kaohe.office.files.models import StoredFile


class Publication(models.Model):
    """Places of one assessment year with document and date.

    Ours (`computed`) is public from a minute on; before that nobody outside sees it. The ministry's
    (`official`) is taken in as it stands, in full or in part. A correction supersedes and erases nothing.
    Places of provincial zones are shown for objections (公示) until `notice_until`, then made final by a
    publication that supersedes the notice.
    """

    class Origin(models.TextChoices):
        COMPUTED = "computed"
        OFFICIAL = "official"

    class Field(models.TextChoices):
        NATION = "nation"
        PROVINCE = "province"

    class Extent(models.TextChoices):
        FULL = "full"
        PART = "part"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"
        WITHDRAWN = "withdrawn"  # before it was approved

    origin = models.CharField(max_length=10, choices=Origin.choices)
    field = models.CharField(max_length=10, choices=Field.choices)
    extent = models.CharField(max_length=10, choices=Extent.choices, default=Extent.FULL)
    assessment_year = models.IntegerField()
    data_year = models.IntegerField(null=True)
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=300)
    published_on = models.DateField()  # the day from which periods are counted
    public_from = models.DateTimeField()
    notice_until = models.DateTimeField(null=True)
    scoring = models.ForeignKey(Scoring, models.PROTECT, null=True, related_name="publications")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="publications")
    file_name = models.CharField(max_length=200, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by_id = models.BigIntegerField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-assessment_year", "-pk")
        indexes = (models.Index(fields=("state", "public_from")),)
        constraints = (
            models.UniqueConstraint(
                fields=("supersedes",),
                condition=~models.Q(state="withdrawn"),
                name="one_correction_a_publication",
            ),
            models.UniqueConstraint(
                fields=("origin", "field", "assessment_year"),
                condition=models.Q(supersedes=None) & ~models.Q(state="withdrawn"),
                name="one_first_publication_a_year",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Standing(models.Model):
    """A unit's place on one list of a publication, as `kaohe.standings` has it. Insert-only."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="standings")
    unit = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=200)
    group = models.CharField(max_length=80, blank=True)
    score = models.FloatField(null=True)
    rank = models.FloatField(null=True)
    of = models.IntegerField()
    tied = models.IntegerField(default=1)

    class Meta:
        ordering = ("publication", "scope", "group", "rank", "unit")
        constraints = (
            models.UniqueConstraint(
                fields=("publication", "scope", "group", "unit"), name="one_place_a_unit_and_list"
            ),
        )

    def __str__(self) -> str:
        return f"{self.publication_id} {self.scope} {self.unit} {self.rank}"
