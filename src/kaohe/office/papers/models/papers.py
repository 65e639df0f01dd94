"""A paper on its way: drafted, checked, countersigned, signed."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern


class Paper(models.Model):
    """What an office writes: by which template, with which values, how far it has come.

    `subject` names what it belongs to (`cases.case:12`). `title` and `body` are empty until edited: then they
    are as the template and the values say. Secrecy, urgency and openness stand as on paper (秘密★1年, 特急,
    不公开). Until it is signed it may change; `revision` grows.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting"  # 拟稿
        CHECKING = "checking"  # 核稿
        COSIGNING = "cosigning"  # 会签
        SIGNING = "signing"  # 签发
        ISSUED = "issued"  # 编号
        VOID = "void"  # 作废: keeps its number
        DROPPED = "dropped"  # never issued, has no number

    office = models.ForeignKey(Office, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)  # of the letter templates
    template_version = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300, blank=True)
    addressee = models.ForeignKey(Office, models.PROTECT, null=True, related_name="papers_to")
    values = models.JSONField()
    body = models.TextField(blank=True)  # the plain lines of kaohe.letters
    secrecy = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=10, blank=True)
    openness = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTING)
    revision = models.IntegerField(default=1)
    drafted_by_id = models.BigIntegerField()
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("subject",)), models.Index(fields=("office", "state")))

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def concern(self) -> Concern:
        return Concern(office=self.office_id)


class PaperStep(models.Model):
    """A step of a paper's way: who took it, for which office, with which words. Insert-only."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="paper_steps")
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("paper", "pk")

    def __str__(self) -> str:
        return f"{self.paper_id} {self.step}"


class Cosigner(models.Model):
    """An office whose countersignature a paper needs; by whom and when it was given."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="cosigners")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cosigning")
    jointly = models.BooleanField(default=True)  # issues it jointly; else it only agrees
    signed_by = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("paper", "pk")
        constraints = (models.UniqueConstraint(fields=("paper", "office"), name="one_cosigner_an_office"),)

    def __str__(self) -> str:
        return f"{self.paper_id} {self.office_id}"
