"""Papers that come in: received, a handling proposed, instructed, handled."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern
from kaohe.office.files.models import StoredFile
from kaohe.office.papers.models.issued import Delivery


class Incoming(models.Model):
    """A paper from another office, with its own number, on its way through ours.

    `delivery` where it came through here; else it came from outside, as `file`.
    """

    class State(models.TextChoices):
        RECEIVED = "received"  # 签收
        PROPOSED = "proposed"  # 拟办
        INSTRUCTED = "instructed"  # 批示
        HANDLED = "handled"  # 承办, done

    office = models.ForeignKey(Office, models.PROTECT, related_name="incoming")
    sender = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=80, blank=True)
    delivery = models.OneToOneField(Delivery, models.PROTECT, null=True, related_name="incoming")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    secrecy = models.CharField(max_length=20, blank=True)
    urgency = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    revision = models.IntegerField(default=1)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ("-received_at", "-pk")
        indexes = (models.Index(fields=("office", "state")),)

    def __str__(self) -> str:
        return self.title

    @property
    def concern(self) -> Concern:
        return Concern(office=self.office_id)


class IncomingStep(models.Model):
    """A step of an incoming paper: who, with which words. Insert-only."""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("incoming", "pk")

    def __str__(self) -> str:
        return f"{self.incoming_id} {self.step}"
