"""The ledger of a rectification: problem, measure, owner, date, evidence, sign-off, look-back."""

from django.db import models

from kaohe.office.cases.models.cases import Case
from kaohe.office.files.models import StoredFile


class Item(models.Model):
    """One problem to put right. The case closes when every item is signed off (销号)."""

    class State(models.TextChoices):
        OPEN = "open"
        REPORTED = "reported"  # done, says the one who owns it
        SIGNED_OFF = "signed_off"

    case = models.ForeignKey(Case, models.PROTECT, related_name="items")
    number = models.IntegerField()
    problem = models.TextField()
    measure = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    revision = models.IntegerField(default=1)

    class Meta:
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_item_a_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class ItemStep(models.Model):
    """What happened to an item: mended, planned, reported, returned, signed off, looked back at."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)  # entered, or one of machines.items
    note = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("item", "pk")

    def __str__(self) -> str:
        return f"{self.item_id} {self.step}"
