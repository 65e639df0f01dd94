"""What the rules found of a publication, and what officers made of it."""

from django.db import models

from kaohe.office.assessment.models import Publication
from kaohe.office.zones.models import Zone


class Setting(models.Model):
    """What the policy leaves open, as the office set it, with its basis. Insert-only: the last one counts."""

    pack = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=500)  # empty: no longer set
    basis = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pack", "name", "pk")

    def __str__(self) -> str:
        return f"{self.pack} {self.name}"


class Judging(models.Model):
    """A publication judged by a pack on some evidence; judged again when that changes. Insert-only.

    `root` is the first of the publications that correct one another: the last `number` of a root and pack
    says what stands. `stands` names the findings it came to, `otherwise` has those found with other content
    than the finding that is kept.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="judgings")
    root = models.ForeignKey(Publication, models.PROTECT, related_name="all_judgings")
    pack = models.CharField(max_length=40)
    number = models.IntegerField()
    version = models.CharField(max_length=40)
    pack_hash = models.CharField(max_length=64)
    evidence_hash = models.CharField(max_length=64)
    settings = models.JSONField()
    not_judged = models.JSONField()  # rule, units, reason each
    stands = models.JSONField()  # keys of findings
    otherwise = models.JSONField()  # content of findings by key
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "pack")
        constraints = (
            models.UniqueConstraint(fields=("root", "pack", "number"), name="one_judging_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.publication_id} {self.pack} {self.number}"


class Finding(models.Model):
    """One measure for one zone under one rule, as `kaohe.rules` found it first. Insert-only.

    One for all publications that correct one another (`publication` is the first of them), however often
    they are judged: so nothing is opened twice.
    """

    judging = models.ForeignKey(Judging, models.PROTECT, related_name="findings")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="findings")
    pack = models.CharField(max_length=40)
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="findings")
    zone_name = models.CharField(max_length=200)
    rule = models.CharField(max_length=80)
    rule_name = models.JSONField()
    measure = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)  # fired, for_officer, may_start
    cites = models.JSONField()
    also = models.JSONField()
    facts = models.JSONField()
    terms = models.JSONField()  # the measure as the rule states it, a kaohe.rules.Measure
    offices = models.JSONField()
    due = models.JSONField(null=True)  # start, due_on, reminder_on, reason
    reasons = models.JSONField()
    absorbed_by = models.CharField(max_length=120, blank=True)
    settings = models.JSONField()

    class Meta:
        ordering = ("publication", "zone__code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("publication", "pack", "zone", "rule", "measure"), name="one_finding_a_measure"
            ),
        )

    def __str__(self) -> str:
        return f"{self.zone_name} {self.rule}/{self.measure}"

    @property
    def key(self) -> str:
        """What a judging names it by. The zone has to be loaded with it."""
        return f"{self.zone.code}/{self.rule}/{self.measure}"


class Disposition(models.Model):
    """What becomes of a finding: proposed by an officer, agreed by another person.

    `into`: the finding that this one is held together with. Only one per finding is proposed or agreed.
    """

    class Outcome(models.TextChoices):
        CONFIRM = "confirm"
        ABSORB = "absorb"
        SET_ASIDE = "set_aside"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        AGREED = "agreed"
        DECLINED = "declined"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="dispositions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    into = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="absorbs")
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by_id = models.BigIntegerField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("finding", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("finding",), condition=~models.Q(state="declined"), name="one_disposition_a_finding"
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} {self.outcome} {self.state}"
