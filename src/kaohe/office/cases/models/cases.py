"""Cases: one a measure; all of one zone and publication stand in one dossier."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.models.findings import Finding
from kaohe.office.clocks.models import Clock
from kaohe.office.papers.models import Paper
from kaohe.office.zones.models import Zone


class Dossier(models.Model):
    """One zone's file after one publication: every case of it."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="dossiers")
    zone_name = models.CharField(max_length=200)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="dossiers")
    committee = models.ForeignKey(Office, models.PROTECT, null=True, related_name="dossiers")
    city = models.CharField(max_length=80)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-publication", "zone__code")
        constraints = (models.UniqueConstraint(fields=("zone", "publication"), name="one_dossier_a_zone"),)

    def __str__(self) -> str:
        return self.zone_name


class Case(models.Model):
    """A measure being carried out: by which machine, in which state. `revision` grows with every move.

    `office` acts, `addressee` is acted upon or has to answer (at the rank of `person`), `report_to` is
    answered. A case without a finding was started by the office, with its basis in `basis`. From `shown_at`
    on whoever has to answer sees it; before that it is only being prepared.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=40)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="case")
    basis = models.TextField(blank=True)
    state = models.CharField(max_length=30)
    revision = models.IntegerField(default=1)
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases_led")
    addressee = models.ForeignKey(Office, models.PROTECT, null=True, related_name="cases_received")
    person = models.CharField(max_length=20, blank=True)  # responsible_person, principal
    report_to = models.ForeignKey(Office, models.PROTECT, null=True, related_name="cases_answered_to")
    requested_of = models.CharField(max_length=200, blank=True)
    clock = models.OneToOneField(Clock, models.PROTECT, null=True, related_name="case")
    due_on = models.DateField(null=True)  # set by an order or request, before it is issued
    result = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("dossier", "pk")
        indexes = (models.Index(fields=("kind", "state")),)

    def __str__(self) -> str:
        return f"{self.dossier} {self.kind}"

    @property
    def subject(self) -> str:
        """What clocks and papers call it by."""
        return f"cases.case:{self.pk}"

    @property
    def answering(self) -> int:
        """The office that has to answer: the one addressed, else the one that acts."""
        return self.addressee_id or self.office_id

    @property
    def concern(self) -> Concern:
        """The matter of whoever has to answer."""
        return Concern(office=self.answering, city=self.dossier.city)


class CaseOffice(models.Model):
    """An office that takes part besides: jointly with the one that leads (会同)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="offices")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases_joined")

    class Meta:
        ordering = ("case", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "office"), name="one_part_an_office"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.office_id}"


class Move(models.Model):
    """A step that a case took: by whom, from where to where, with which paper. Insert-only."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    step = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="moves")
    note = models.TextField(blank=True)
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("case", "pk")

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"
