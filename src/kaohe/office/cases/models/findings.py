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
    """A publication judged by a pack, once. Insert-only."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="judgings")
    pack = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    pack_hash = models.CharField(max_length=64)
    settings = models.JSONField()
    not_judged = models.JSONField()  # rule, units, message each; the whole pack: one without a rule
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "pack")
        constraints = (models.UniqueConstraint(fields=("publication", "pack"), name="judged_once"),)

    def __str__(self) -> str:
        return f"{self.publication_id} {self.pack}"


class Finding(models.Model):
    """One measure for one zone under one rule, as `kaohe.rules` found it. Insert-only."""

    judging = models.ForeignKey(Judging, models.PROTECT, related_name="findings")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="findings")
    zone_name = models.CharField(max_length=200)
    rule = models.CharField(max_length=80)
    rule_name = models.JSONField()
    measure = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)  # fired, for_officer, may_start
    cites = models.JSONField()
    facts = models.JSONField()
    offices = models.JSONField()
    deadline = models.JSONField()  # "none", "set_by_order", "set_when_asked" or a period with its start
    due_on = models.DateField(null=True)
    reasons = models.JSONField()
    absorbed_by = models.CharField(max_length=120, blank=True)
    settings = models.JSONField()

    class Meta:
        ordering = ("judging", "zone__code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("judging", "zone", "rule", "measure"), name="one_finding_a_measure"
            ),
        )

    def __str__(self) -> str:
        return f"{self.zone_name} {self.rule}/{self.measure}"


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
